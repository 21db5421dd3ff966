"""Which words of two texts go together, learned from the texts themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

DENSE = 8_000_000
"""Cells of a matrix of all word pairs up to which it is held whole."""

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
        self._learned: dict[int, tuple[Ints, Floats]] = {}
        self._dense: Floats | None = None
        if sizes[0] * sizes[1] <= DENSE:
            if left is None or right is None:
                self._dense = np.zeros(sizes, dtype=np.float32)
            else:
                self._dense = np.maximum(left @ right.T, 0)

    def learn(self, left: Ints, right: Ints, strength: Floats) -> None:
        """Pairs of words that are at least as alike as ``strength`` says."""
        if self._dense is not None:
            np.maximum.at(self._dense, (left, right), strength)
            return
        order = np.argsort(left, kind="stable")
        left, right, strength = left[order], right[order], strength[order]
        words, first = np.unique(left, return_index=True)
        stop = np.append(first[1:], len(left))
        for word, a, b in zip(words.tolist(), first.tolist(), stop.tolist(), strict=True):
            before = self._learned.get(word, (right[:0], strength[:0]))
            self._learned[word] = (
                np.concatenate([before[0], right[a:b]]),
                np.concatenate([before[1], strength[a:b]]).astype(np.float32),
            )

    def __call__(self, words: Ints, others: Ints) -> Floats:
        """Rows for ``words``, columns for ``others``."""
        if self._dense is not None:
            found: Floats = self._dense[words[:, None], others[None, :]]
            return found
        if self._left is None or self._right is None:
            found = np.zeros((len(words), len(others)), dtype=np.float32)
        else:
            found = self._left[words] @ self._right[others].T
        row = np.zeros(self._sizes[1], dtype=np.float32)
        for number, word in enumerate(words.tolist()):
            if word in self._learned:
                right, strength = self._learned[word]
                np.maximum.at(row, right, strength)
                np.maximum(found[number], row[others], out=found[number])
                row[right] = 0
        return found


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
