"""What an encoder computed, kept between runs of the program."""

from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np

from workbench.embedding.encoder import Encoder, Sums
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from numpy.typing import NDArray

TABLE = """
CREATE TABLE IF NOT EXISTS vector (
    signature TEXT NOT NULL,
    digest BLOB NOT NULL,
    row BLOB NOT NULL,
    PRIMARY KEY (signature, digest)
) WITHOUT ROWID
"""

AT_ONCE = 500
"""Digests asked for in one query (SQLite's oldest limit on parameters is 999)."""


class VectorCache:
    """Rows of 16-bit sums by encoder signature and digest of the NFC text.

    The table ``vector`` may lie in a project file: it is no part of the project, and may
    be dropped at any time. Texts are stored nowhere, only their digests.

    Args:
        place: A path (the file is made when needed), or an open connection whose
            transactions belong to its owner: rows are then written inside the transaction
            that is open, or in one of their own where none is.

    Raises:
        WorkbenchError: The file is no SQLite database, or cannot be opened.
    """

    def __init__(self, place: Path | str | sqlite3.Connection) -> None:
        self._own = not isinstance(place, sqlite3.Connection)
        self._place = "the vector cache" if isinstance(place, sqlite3.Connection) else str(place)
        try:
            if isinstance(place, sqlite3.Connection):
                self._connection = place
            else:
                self._connection = sqlite3.connect(place, timeout=10, isolation_level=None)
                self._connection.execute("PRAGMA trusted_schema = OFF")
            self._connection.execute(TABLE)
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, where it was opened from a path."""
        if self._own:
            self._connection.close()

    def sums(self, encoder: Encoder, texts: Sequence[str]) -> Sums:
        """The encoder's sums of ``texts``; what is not yet kept is computed and kept.

        Args:
            encoder: Who computes; its signature is part of the key.
            texts: NFC texts, in order.
        """
        digests = [digest(text) for text in texts]
        known = self._known(encoder, set(digests))
        missing = {key: text for key, text in zip(digests, texts, strict=True) if key not in known}
        if missing:
            packed = encoder.pack(encoder.sums(list(missing.values())))
            fresh = dict(zip(missing, packed, strict=True))
            self._keep(encoder, fresh)
            known |= fresh
        rows = np.empty((len(texts), encoder.width), dtype=np.float16)
        for place, key in enumerate(digests):
            rows[place] = known[key]
        return encoder.unpack(rows, texts)

    def copy_to(self, path: Path) -> None:
        """Put a copy of everything kept here into another file, for example a project.

        Args:
            path: An SQLite file; what it keeps already stays.

        Raises:
            WorkbenchError: It cannot be written.
        """
        try:
            self._connection.execute("ATTACH DATABASE ? AS other", (str(path),))
            try:
                self._connection.execute(TABLE.replace("vector", "other.vector", 1))
                self._connection.execute(
                    "INSERT OR REPLACE INTO other.vector SELECT * FROM main.vector"
                )
            finally:
                self._connection.execute("DETACH DATABASE other")
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def drop(self) -> None:
        """Forget everything, of all encoders."""
        with self._connection:
            self._connection.execute("DELETE FROM vector")

    def _known(self, encoder: Encoder, digests: set[bytes]) -> dict[bytes, NDArray[np.float16]]:
        found: dict[bytes, NDArray[np.float16]] = {}
        asked = sorted(digests)
        for first in range(0, len(asked), AT_ONCE):
            part = asked[first : first + AT_ONCE]
            query = (
                "SELECT digest, row FROM vector WHERE signature = ? AND digest IN "
                f"({','.join('?' * len(part))})"
            )
            try:
                rows = self._connection.execute(query, (encoder.signature, *part)).fetchall()
            except sqlite3.Error as error:
                raise self._refused(error) from error
            for key, row in rows:
                values = np.frombuffer(row, dtype="<f2")
                if len(values) == encoder.width:
                    found[key] = values
        return found

    def _keep(self, encoder: Encoder, rows: dict[bytes, NDArray[np.float16]]) -> None:
        values: Iterable[tuple[str, bytes, bytes]] = (
            (encoder.signature, key, row.astype("<f2").tobytes()) for key, row in rows.items()
        )
        inside = self._connection.in_transaction
        try:
            if not inside:
                self._connection.execute("BEGIN")
            self._connection.executemany(
                "INSERT OR REPLACE INTO vector (signature, digest, row) VALUES (?, ?, ?)", values
            )
            if not inside:
                self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if not inside and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise self._refused(error) from error

    def _refused(self, error: sqlite3.Error) -> WorkbenchError:
        return WorkbenchError(
            f"the vectors cannot be kept there ({error})",
            place=self._place,
            remedy="free the file or the disk, or work without a cache",
        )


def digest(text: str) -> bytes:
    """What stands for a text in the cache: 16 bytes of BLAKE2b over its NFC form."""
    data = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).digest()
