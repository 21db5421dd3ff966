"""Encoders that cannot compose: the joined text of every run is encoded."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]$")
"""A text that ends so is followed by the next one without a space."""


@dataclass(frozen=True, slots=True)
class UncomposedSums:
    """The texts themselves, and the vectors of single texts, rounded to 16 bits."""

    texts: tuple[str, ...]
    rows: NDArray[np.float16]
    runs: dict[str, Floats] = field(default_factory=dict, compare=False, repr=False)
    """Vectors of joined runs that were already asked for."""

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, part: slice) -> UncomposedSums:
        return UncomposedSums(self.texts[part], self.rows[part], self.runs)


class UncomposedEncoder(ABC):
    """An encoder of which only ``encode`` is known."""

    signature: str
    width: int

    @abstractmethod
    def encode(self, texts: Sequence[str]) -> Floats:
        """One vector a text, of any length: shape ``(len(texts), width)``."""

    def sums(self, texts: Sequence[str]) -> UncomposedSums:
        """The texts with their own vectors."""
        distinct = list(dict.fromkeys(texts))
        rows = self._unit(distinct).astype(np.float16)
        number = {text: place for place, text in enumerate(distinct)}
        return UncomposedSums(tuple(texts), rows[[number[text] for text in texts]])

    def runs(self, sums: UncomposedSums, length: int) -> Floats:
        """Unit vectors of all runs, each encoded as one text."""
        if length == 1:
            return _unit(sums.rows.astype(np.float32))
        joined = [
            _joined(sums.texts[first : first + length])
            for first in range(len(sums.texts) - length + 1)
        ]
        missing = list(dict.fromkeys(text for text in joined if text not in sums.runs))
        sums.runs.update(zip(missing, self._unit(missing), strict=True))
        if not joined:
            return np.empty((0, self.width), dtype=np.float32)
        return np.stack([sums.runs[text] for text in joined])

    def pack(self, sums: UncomposedSums) -> NDArray[np.float16]:
        """The vectors of the single texts."""
        return sums.rows

    def unpack(self, rows: NDArray[np.float16], texts: Sequence[str]) -> UncomposedSums:
        """The texts with the vectors that were kept."""
        return UncomposedSums(tuple(texts), rows)

    def _unit(self, texts: Sequence[str]) -> Floats:
        if not texts:
            return np.empty((0, self.width), dtype=np.float32)
        return _unit(np.asarray(self.encode(texts), dtype=np.float32))


def _unit(vectors: Floats) -> Floats:
    """Rows of length 1; what is not a number counts as nothing."""
    found: Floats = np.nan_to_num(vectors, nan=0.0, posinf=0.0, neginf=0.0)
    lengths = np.sqrt(np.einsum("ij,ij->i", found, found))
    unit: Floats = found / np.maximum(lengths, 1e-6)[:, None]
    return unit


def _joined(texts: Sequence[str]) -> str:
    """Consecutive texts as one."""
    found = ""
    for text in texts:
        found += text if not found or UNSPACED.search(found) else " " + text
    return found
