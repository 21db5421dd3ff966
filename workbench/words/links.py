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
    theirs: dict[str, list[int]] = {}
    for other, word in enumerate(right):
        theirs.setdefault(word.casefold(), []).append(other)
    for one, word in enumerate(left):
        if (same := theirs.get(word.casefold())) is not None:
            likeness[one, same] = 1.0
    # As lists: a page asks for thousands of beads, and their words one by one.
    best_right, best_left = likeness.argmax(axis=1).tolist(), likeness.argmax(axis=0).tolist()
    most_left, most_right = likeness.max(axis=1).tolist(), likeness.max(axis=0).tolist()
    found = set()
    for one, (other, most) in enumerate(zip(best_right, most_left, strict=True)):
        if most >= ONE_SIDED or (most >= MUTUAL and best_left[other] == one):
            found.add((one, other))
    for other, (one, most) in enumerate(zip(best_left, most_right, strict=True)):
        if most >= ONE_SIDED:
            found.add((one, other))
    return sorted(found)
