"""Vectors that were made elsewhere, given as a file."""

from __future__ import annotations

import hashlib
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.embedding.whole import WholeEncoder, WholeSums, unit
from workbench.errors import WorkbenchError
from workbench.files import explained

if TYPE_CHECKING:
    from numpy.typing import NDArray


class GivenVectors(WholeEncoder):
    """Looks vectors up in an ``.npz`` file.

    Args:
        path: Holds ``texts``, an array of ``n`` strings, and ``vectors``, of shape
            ``(n, dim)``. Every segment must be among the texts; a run of segments (joined
            by a space) may be, else it gets the mean of its segments' vectors.

    Raises:
        WorkbenchError: The file is none of this kind; from :meth:`encode` also, that it
            lacks a segment.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                file.seek(0)
                with np.load(file, allow_pickle=False) as archive:
                    texts, vectors = archive["texts"], archive["vectors"]
        except OSError as error:
            raise explained(error, path, doing="read") from error
        except (ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile) as error:
            raise _strange(path, str(error)) from error
        if vectors.ndim != 2 or texts.shape != vectors.shape[:1] or texts.dtype.kind != "U":
            raise _strange(path, f"texts are {texts.dtype} {texts.shape}, vectors {vectors.shape}")
        self._rows = {_key(text): place for place, text in enumerate(texts.tolist())}
        self._vectors = vectors.astype(np.float32)
        self.signature = f"given-{digest[:12]}"
        self.width = int(vectors.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of texts that are in the file; blank ones get zeros."""
        found = np.zeros((len(texts), self.width), dtype=np.float32)
        for place, text in enumerate(texts):
            key = _key(text)
            if key in self._rows:
                found[place] = self._vectors[self._rows[key]]
            elif key:
                raise WorkbenchError(
                    f"it has no vector for {key[:60]!r}",
                    place=self._path,
                    remedy="make vectors of the segments as 'workbench segment' gives them",
                )
        return found

    def runs(self, sums: WholeSums, length: int) -> NDArray[np.float32]:
        """Unit vectors of all runs: as given, else the mean of their texts'."""
        single = super().runs(sums, 1)
        if length == 1 or len(sums) < length:
            return single if length == 1 else single[:0]
        count = len(sums) - length + 1
        total = np.sum([single[place : place + count] for place in range(length)], axis=0)
        for first in range(count):
            row = self._rows.get(_key(" ".join(sums.texts[first : first + length])))
            if row is not None:
                total[first] = self._vectors[row]
        return unit(total)


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _strange(path: Path, cause: str) -> WorkbenchError:
    return WorkbenchError(
        f"it is no file of vectors ({cause})",
        place=path,
        remedy="write it with numpy.savez(path, texts=array of n strings, vectors=n rows)",
    )
