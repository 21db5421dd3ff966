"""What an encoder computed, kept between runs of the program.

Sentences are kept as 16-bit sums, of which any run is made; words, which are never put
together, as 8-bit vectors, a sixth of that.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np

from workbench.embedding.encoder import Encoder, PartEncoder, Sums
from workbench.embedding.vector_table import SQLiteVectorTable, VectorTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

CachedRows = dict[str, dict[bytes, bytes]]
"""What is kept: per signature, and in it per digest, a row."""


class VectorCache:
    """Rows of 16-bit sums by encoder signature and digest of the NFC text.

    Texts are stored nowhere, only their digests.

    Args:
        table: Where the rows are kept, for example a project's; or the path of an SQLite file,
            made when needed; an empty name is a temporary file, which goes when the cache is
            closed.

    Raises:
        WorkbenchError: The file is no SQLite database, or cannot be opened.
    """

    def __init__(self, table: VectorTable | Path | str) -> None:
        self._table = SQLiteVectorTable(table) if isinstance(table, (Path, str)) else table

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
        """Close the table."""
        self._table.close()

    def sums(self, encoder: Encoder, texts: Sequence[str]) -> Sums:
        """The encoder's sums of ``texts``; what is not yet kept is computed and kept.

        Args:
            encoder: Who computes; its signature is part of the key.
            texts: NFC texts, in order.
        """

        def packed(missing: list[str]) -> list[bytes]:
            rows = encoder.pack(encoder.sums(missing)).astype("<f2")
            return [row.tobytes() for row in rows]

        kept = self._kept(encoder.signature, [2 * encoder.width] * len(texts), texts, packed)
        rows = np.frombuffer(b"".join(kept), dtype="<f2").reshape(len(texts), encoder.width)
        return encoder.unpack(rows, texts)

    def lacking(self, encoder: Encoder, texts: Sequence[str]) -> list[str]:
        """Those of the texts of which no sums are kept, each once.

        Args:
            encoder: Its signature is part of the key.
            texts: NFC texts.
        """
        keys = {digest(text): text for text in texts}
        known = self._table.known(encoder.signature, set(keys))
        return [text for key, text in keys.items() if key not in known]

    def vectors(self, encoder: PartEncoder, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of texts that are never put together, such as words, in 8 bits a number.

        Args:
            encoder: Who computes; its signature is part of the key.
            texts: NFC texts, in order.

        Returns:
            Array of shape ``(len(texts), dim)``; each row's numbers are multiples of 1/127 of
            its largest.
        """

        def packed(missing: list[str]) -> list[bytes]:
            levels, steps = _levels(encoder.singles(missing))
            return [step.tobytes() + row.tobytes() for step, row in zip(steps, levels, strict=True)]

        kept = self._kept(f"{encoder.signature}-single", None, texts, packed)
        if not kept:
            return encoder.singles([])
        return _unpacked(b"".join(kept), len(texts))

    def parts(
        self, encoder: PartEncoder, texts: Sequence[str], parts: Mapping[str, Sequence[str]]
    ) -> list[NDArray[np.float32]]:
        """Vectors of the parts of texts; the texts' sums are kept on the way.

        Args:
            encoder: Who computes; its signature is part of the key.
            texts: NFC texts, in order.
            parts: The parts of each text. Where other ones are kept, another version of the
                program cut it: they are computed anew if their number differs.

        Returns:
            Per text an array of shape ``(parts, dim)``, rounded as :meth:`vectors` does.
        """

        def packed(missing: list[str]) -> list[bytes]:
            rows = encode_rows(encoder, missing, [parts[text] for text in missing])
            self.keep({encoder.signature: rows[encoder.signature]})
            return list(rows[_of_parts(encoder)].values())

        width = 4 + encoder.singles([]).shape[1]
        sizes = [len(parts[text]) * width for text in texts]
        kept = self._kept(_of_parts(encoder), sizes, texts, packed)
        return [_unpacked(row, len(parts[text])) for row, text in zip(kept, texts, strict=True)]

    def keep(self, rows: CachedRows) -> None:
        """Keep what was computed elsewhere."""
        for signature, some in rows.items():
            if some:
                self._table.put((signature, key, row) for key, row in some.items())

    def _kept(
        self,
        signature: str,
        sizes: Sequence[int] | None,
        texts: Sequence[str],
        pack: Callable[[list[str]], list[bytes]],
    ) -> list[bytes]:
        """The row of each text; what is not yet kept (in its size) is computed and kept."""
        digests = [digest(text) for text in texts]
        known = self._table.find(signature, set(digests))
        missing = {
            key: text
            for number, (key, text) in enumerate(zip(digests, texts, strict=True))
            if key not in known or (sizes is not None and len(known[key]) != sizes[number])
        }
        if missing:
            fresh = dict(zip(missing, pack(list(missing.values())), strict=True))
            self.keep({signature: fresh})
            known |= fresh
        return [known[key] for key in digests]

    def forget(self, encoder: Encoder, texts: Sequence[str]) -> None:
        """Keep nothing of these texts and their parts any longer.

        Raises:
            WorkbenchError: It cannot be written.
        """
        digests = {digest(text) for text in texts}
        for signature in (encoder.signature, _of_parts(encoder)):
            self._table.drop(signature, digests)

    def copy_to(self, table: VectorTable) -> None:
        """Put a copy of everything kept here into another table, for example a project's.

        Args:
            table: What it keeps already stays.

        Raises:
            WorkbenchError: It cannot be written.
        """
        table.put(self._table.rows())


def encode_rows(
    encoder: Encoder, texts: Sequence[str], parts: Sequence[Sequence[str]]
) -> CachedRows:
    """What a cache keeps of texts and their parts; several threads may do it at once.

    Args:
        encoder: Who computes.
        texts: NFC texts, each once.
        parts: Of each text the parts, none if they are not asked for; unused save with a
            :class:`PartEncoder`.
    """
    keys = [digest(text) for text in texts]
    found: CachedRows = {}
    if isinstance(encoder, PartEncoder) and any(parts):
        sums, vectors = encoder.with_parts(texts, parts)
        some = found[_of_parts(encoder)] = {}
        for key, rows_of in zip(keys, vectors, strict=True):
            if len(rows_of):
                levels, steps = _levels(rows_of)
                some[key] = np.hstack([steps.view(np.int8), levels]).tobytes()
    else:
        sums = encoder.sums(texts)
    rows = encoder.pack(sums).astype("<f2")
    found[encoder.signature] = {key: row.tobytes() for key, row in zip(keys, rows, strict=True)}
    return found


def _of_parts(encoder: Encoder) -> str:
    """Under which name the vectors of parts are kept."""
    return f"{encoder.signature}-parts"


def digest(text: str) -> bytes:
    """What stands for a text in the cache: 16 bytes of BLAKE2b over its NFC form."""
    data = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).digest()


def _unpacked(rows: bytes, count: int) -> NDArray[np.float32]:
    """Vectors from rows of a step and 8-bit numbers, one after the other."""
    table = np.frombuffer(rows, dtype=np.uint8).reshape(count, -1 if count else 0)
    return _restored(table[:, 4:].view(np.int8), table[:, :4].copy().view("<f4"))


def _levels(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers from -127 to 127, and what one of them is worth in each row."""
    finite = np.nan_to_num(vectors, posinf=0.0, neginf=0.0)
    steps = np.abs(finite).max(axis=1, keepdims=True, initial=0.0).astype("<f4") / np.float32(127)
    levels = np.rint(np.divide(finite, steps, out=np.zeros_like(finite), where=steps > 0))
    return levels.astype(np.int8), steps


def _restored(levels: NDArray[np.int8], steps: NDArray[np.float32]) -> NDArray[np.float32]:
    return levels.astype(np.float32) * steps
