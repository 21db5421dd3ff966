"""Vectors of words, each encoded once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.embedding import Encoder


class WordVectors:
    """What an encoder gives for single words and phrases.

    Args:
        encoder: Encodes them, many at once, the first time they are asked for.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, NDArray[np.float32]] = {}

    def __call__(self, words: Iterable[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (n, dim), a row for each word in its order."""
        import numpy as np

        wanted = list(words)
        new = [word for word in dict.fromkeys(wanted) if word not in self._known]
        if new:
            self._known |= zip(new, self._encoder.runs(self._encoder.sums(new), 1), strict=True)
        return np.array([self._known[word] for word in wanted], dtype=np.float32)
