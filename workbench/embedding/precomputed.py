"""Vectors that were made elsewhere, given as a file."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.embedding.uncomposed import UncomposedEncoder, UncomposedSums
from workbench.errors import WorkbenchError
from workbench.files import from_os_error

if TYPE_CHECKING:
    from numpy.typing import NDArray


class PrecomputedEncoder(UncomposedEncoder):
    """Looks texts up; a run of several that is not listed is the mean of its parts.

    Args:
        path: JSON lines ``{"text": "…", "vector": [0.1, …]}``, one text a line.

    Raises:
        WorkbenchError: The file is not of that kind, or its vectors differ in length.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._vectors: dict[str, NDArray[np.float32]] = {}
        try:
            data = path.read_bytes()
        except OSError as error:
            raise from_os_error(error, path, doing="read") from error
        width = 0
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                vector = np.array(row["vector"], dtype=np.float32)
                text = str(row["text"])
            except (ValueError, KeyError, TypeError) as error:
                raise WorkbenchError(
                    "the line is no text with its vector",
                    place=f"{path}:{number}",
                    remedy='write {"text": "…", "vector": [0.1, …]}',
                ) from error
            width = width or len(vector)
            if vector.ndim != 1 or len(vector) != width or not width:
                raise WorkbenchError(
                    f"the vector has not {width} numbers like the first one",
                    place=f"{path}:{number}",
                    remedy="use vectors of one model",
                )
            self._vectors[_key(text)] = vector
        if not width:
            raise WorkbenchError("there is no vector in it", place=path, remedy="choose another")
        self.width = width
        self.signature = "table-" + hashlib.sha256(data).hexdigest()[:12]

    def sums(self, texts: Sequence[str]) -> UncomposedSums:
        """The texts with their vectors.

        Raises:
            WorkbenchError: One of them, not blank, is not listed.
        """
        for text in texts:
            key = _key(text)
            if key and key not in self._vectors:
                raise WorkbenchError(
                    f"it has no vector for {key[:60]!r}",
                    place=self._path,
                    remedy="make vectors of the segments as 'workbench segment' gives them",
                )
        return super().sums(texts)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The listed vectors; zeros for a text that is not listed."""
        rows = np.zeros((len(texts), self.width), dtype=np.float32)
        for place, text in enumerate(texts):
            vector = self._vectors.get(_key(text))
            if vector is not None:
                rows[place] = vector
        return rows

    def runs(self, sums: UncomposedSums, length: int) -> NDArray[np.float32]:
        """Unit vectors of runs: as listed, else the mean of the parts."""
        found = super().runs(sums, length)
        if length == 1 or not len(found):
            return found
        single = sums.rows.astype(np.float32)
        parts = sum(single[place : place + len(found)] for place in range(length))
        mean = np.asarray(parts, dtype=np.float32)
        mean /= np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-6)
        unlisted = ~found.any(axis=1)
        found[unlisted] = mean[unlisted]
        return found


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
