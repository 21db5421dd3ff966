"""Which word of one text stands for which word of another, in one bead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MUTUAL = 0.45
"""Cosine from which two words that are each other's nearest are taken for counterparts."""

ONE_SIDED = 0.62
"""The same where only one of them has the other as its nearest: 不可 接受, unacceptable."""


def link_words(
    left: Sequence[str], right: Sequence[str], left_vectors: Floats, right_vectors: Floats
) -> list[tuple[int, int]]:
    """Counterparts among the words of two texts.

    Words are compared by their vectors; the same word or number stands for itself.

    Args:
        left: Words of one text.
        right: Words of the other.
        left_vectors: Unit vectors of the left words, a row each.
        right_vectors: Unit vectors of the right words.

    Returns:
        Pairs of indices, in order; a word may be in several.
    """
    if not left or not right:
        return []
    likeness = left_vectors @ right_vectors.T
    theirs = np.array([word.casefold() for word in right])
    for number, word in enumerate(left):
        likeness[number, theirs == word.casefold()] = 1.0
    best_right, best_left = likeness.argmax(axis=1), likeness.argmax(axis=0)
    found = set()
    for one, other in enumerate(best_right.tolist()):
        mutual = best_left[other] == one
        if likeness[one, other] >= (MUTUAL if mutual else ONE_SIDED):
            found.add((one, other))
    for other, one in enumerate(best_left.tolist()):
        if likeness[one, other] >= ONE_SIDED:
            found.add((one, other))
    return sorted(found)
