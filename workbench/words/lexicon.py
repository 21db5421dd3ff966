"""Which words of two texts go together, learned from the texts themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

MOST_BEADS = 20_000
"""Beads to learn from; the beginning of a longer text says enough."""


class Likeness:
    """How alike the words of two texts are, 0 to 1: by their vectors, or as learned.

    Args:
        left: Unit vectors of the left words, or None without an encoder.
        right: The same of the right words.
        sizes: Number of left and of right words.
    """

    def __init__(self, left: Floats | None, right: Floats | None, sizes: tuple[int, int]) -> None:
        self._left, self._right, self._sizes = left, right, sizes
        none = np.empty(0, dtype=np.int64)
        self._learned = none, none, np.empty(0, dtype=np.float32)

    def learn(self, left: Ints, right: Ints, strength: Floats) -> None:
        """Pairs of words that are at least as alike as ``strength`` says."""
        known = self._learned
        self._learned = (
            np.concatenate([known[0], left]), np.concatenate([known[1], right]),
            np.concatenate([known[2], strength]).astype(np.float32),
        )  # fmt: skip

    def __call__(self, words: Ints, others: Ints) -> Floats:
        """Rows for ``words``, columns for ``others``, each distinct."""
        if self._left is None or self._right is None:
            found = np.zeros((len(words), len(others)), dtype=np.float32)
        else:
            found = self._left[words] @ self._right[others].T
        left, right, strength = self._learned
        row, column = (
            _numbered(*asked) for asked in zip((words, others), self._sizes, strict=True)
        )
        here = np.flatnonzero((row[left] >= 0) & (column[right] >= 0))
        np.maximum.at(found, (row[left[here]], column[right[here]]), strength[here])
        return found


def _numbered(words: Ints, size: int) -> Ints:
    """Of each of ``size`` words its place among some; -1 for the others."""
    place = np.full(size, -1, dtype=np.int64)
    place[words] = np.arange(len(words))
    return place


def associations(
    beads: Sequence[tuple[Ints, Ints]], sizes: tuple[int, int]
) -> tuple[Ints, Ints, Floats]:
    """Pairs of words that stand in the same beads more often than not.

    The measure is Dice's coefficient over beads, less for pairs seen seldom; a pair counts
    only where neither word has a clearly better partner (Melamed 2000, competitive linking).

    Args:
        beads: Per linking bead the distinct left and right words.
        sizes: Number of left and of right words in all.

    Returns:
        Left words, right words, and the strength of each pair, 0 to 1.
    """
    often_left = np.bincount(_joined([left for left, _ in beads]), minlength=sizes[0])
    often_right = np.bincount(_joined([right for _, right in beads]), minlength=sizes[1])
    keys = []
    for left, right in beads[:MOST_BEADS]:
        ours, theirs = left[often_left[left] > 1], right[often_right[right] > 1]
        keys.append((ours[:, None] * sizes[1] + theirs[None, :]).ravel())
    pairs, together = np.unique(_joined(keys), return_counts=True)
    pairs, together = pairs[together > 1], together[together > 1]
    left, right = np.divmod(pairs, max(sizes[1], 1))
    strength = 2 * together / (often_left[left] + often_right[right])
    strength *= 1 - 1 / (together + 0.5)
    best_left, best_right = np.zeros(sizes[0]), np.zeros(sizes[1])
    np.maximum.at(best_left, left, strength)
    np.maximum.at(best_right, right, strength)
    fits = strength >= RIVAL * np.maximum(best_left[left], best_right[right])
    fits &= strength > LEAST
    return left[fits], right[fits], strength[fits].astype(np.float32)


RIVAL = 0.75
LEAST = 0.2


def _joined(parts: Sequence[Ints]) -> Ints:
    return np.concatenate([*parts, np.empty(0, dtype=np.int64)]).astype(np.int64)
