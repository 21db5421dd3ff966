"""Where a vector cache keeps its rows: the contract, and the table in an SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from workbench.errors import WorkbenchError

VectorRow = tuple[str, bytes, bytes]
"""The encoder's signature, the digest of a text, and what the encoder computed of it."""

_TABLE = """
CREATE TABLE IF NOT EXISTS vector (
    signature TEXT NOT NULL,
    digest BLOB NOT NULL,
    row BLOB NOT NULL,
    PRIMARY KEY (signature, digest)
) WITHOUT ROWID
"""

_AT_ONCE = 500
"""Digests asked for in one query (SQLite's oldest limit on parameters is 999)."""

_PATIENCE = 10.0
"""Seconds to wait while another process writes."""


class VectorTable(Protocol):
    """Rows by signature and digest. It may be emptied at any time: nothing else is lost.

    Each method raises :class:`~workbench.errors.WorkbenchError` where the table cannot be
    read or written.
    """

    def known(self, signature: str, digests: Collection[bytes]) -> set[bytes]:
        """Those of the digests that have a row."""
        ...

    def find(self, signature: str, digests: Collection[bytes]) -> dict[bytes, bytes]:
        """The rows of those digests that have one."""
        ...

    def put(self, rows: Iterable[VectorRow]) -> None:
        """Keep rows, all of them or none; a row of the same key is replaced."""
        ...

    def drop(self, signature: str, digests: Collection[bytes]) -> None:
        """Keep the rows of those digests no longer."""
        ...

    def rows(self) -> Iterator[VectorRow]:
        """All that is kept."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class ReadVectors:
    """A table that is only read: what is put there is not kept.

    Args:
        table: What is read; None for nothing.
    """

    def __init__(self, table: VectorTable | None) -> None:
        self._table = table

    def known(self, signature: str, digests: Collection[bytes]) -> set[bytes]:
        """See :class:`VectorTable`."""
        return self._table.known(signature, digests) if self._table else set()

    def find(self, signature: str, digests: Collection[bytes]) -> dict[bytes, bytes]:
        """See :class:`VectorTable`."""
        return self._table.find(signature, digests) if self._table else {}

    def put(self, rows: Iterable[VectorRow]) -> None:
        """Keep nothing."""

    def drop(self, signature: str, digests: Collection[bytes]) -> None:
        """Drop nothing."""

    def rows(self) -> Iterator[VectorRow]:
        """See :class:`VectorTable`."""
        return self._table.rows() if self._table else iter(())

    def close(self) -> None:
        """See :class:`VectorTable`."""
        if self._table:
            self._table.close()


class SQLiteVectorTable:
    """The table ``vector`` of an SQLite file, in a connection of its own.

    Args:
        path: The file, made when needed; an empty name is a temporary file, which goes when
            the table is closed.
        writable: Whether it is made where it is missing. Else the file is opened to be read, and
            stays as it is.

    Raises:
        WorkbenchError: The file is no SQLite database, or cannot be opened.
    """

    def __init__(self, path: Path | str, *, writable: bool = True) -> None:
        self._name = str(path)
        address = path if writable else f"{Path(path).absolute().as_uri()}?mode=ro"
        try:
            self._connection = sqlite3.connect(
                address, timeout=_PATIENCE, isolation_level=None, uri=not writable
            )
        except sqlite3.Error as error:
            raise self._refused(error) from error
        try:
            self._connection.execute("PRAGMA trusted_schema = OFF")
            if not self._name:
                # Nobody else reads a temporary file, and it need not outlive a crash.
                self._connection.execute("PRAGMA journal_mode = MEMORY")
                self._connection.execute("PRAGMA synchronous = OFF")
                self._connection.execute("PRAGMA cache_size = -32768")
            self._connection.execute(_TABLE if writable else "SELECT count(*) FROM vector WHERE 0")
        except sqlite3.Error as error:
            self._connection.close()
            raise self._refused(error) from error

    def known(self, signature: str, digests: Collection[bytes]) -> set[bytes]:
        """See :class:`VectorTable`."""
        return set(self._select("digest, NULL", signature, digests))

    def find(self, signature: str, digests: Collection[bytes]) -> dict[bytes, bytes]:
        """See :class:`VectorTable`."""
        return self._select("digest, row", signature, digests)

    def put(self, rows: Iterable[VectorRow]) -> None:
        """See :class:`VectorTable`."""
        self._write("INSERT OR REPLACE INTO vector (signature, digest, row) VALUES (?, ?, ?)", rows)

    def drop(self, signature: str, digests: Collection[bytes]) -> None:
        """See :class:`VectorTable`."""
        self._write(
            "DELETE FROM vector WHERE signature = ? AND digest = ?",
            ((signature, digest) for digest in digests),
        )

    def rows(self) -> Iterator[VectorRow]:
        """See :class:`VectorTable`."""
        try:
            yield from self._connection.execute("SELECT signature, digest, row FROM vector")
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def close(self) -> None:
        """See :class:`VectorTable`."""
        self._connection.close()

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Do a statement for each of the rows, or for none."""
        try:
            self._connection.execute("BEGIN")
            self._connection.executemany(statement, rows)
            self._connection.execute("COMMIT")
        except BaseException as error:
            # A full disk may have ended the transaction already.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise self._refused(error) from error
            raise

    def _select(
        self, columns: str, signature: str, digests: Collection[bytes]
    ) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        asked = sorted(digests)
        for first in range(0, len(asked), _AT_ONCE):
            part = asked[first : first + _AT_ONCE]
            query = (
                f"SELECT {columns} FROM vector WHERE signature = ? AND digest IN "
                f"({','.join('?' * len(part))})"
            )
            try:
                found.update(self._connection.execute(query, (signature, *part)).fetchall())
            except sqlite3.Error as error:
                raise self._refused(error) from error
        return found

    def _refused(self, error: sqlite3.Error) -> WorkbenchError:
        return WorkbenchError(
            f"the vectors cannot be kept there ({error})",
            place=self._name or "the vector cache",
            remedy="free the file or the disk, or work without a cache",
        )
