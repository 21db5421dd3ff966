"""How much of a segment's words have counterparts in segments of another text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]


class Coverage:
    """For each segment of one text, the weight of its words that a run of the other covers.

    ``table[length - 1, i, j - low[i]]`` is the weight of segment ``i``'s words that have a
    counterpart in the other text's ``length`` segments from ``j``.
    """

    def __init__(self, table: Floats, low: Ints, whole: Floats) -> None:
        self._table = table
        self._low = low
        self.whole = whole
        """Weight of all words of each segment."""

    def of(self, segment: Ints, first: Ints, length: Ints) -> Floats:
        """Covered weight of each ``segment`` by the run of ``length`` from ``first``."""
        longest, _, width = self._table.shape
        stop = np.minimum(first + length - self._low[segment], width)
        first = np.maximum(first - self._low[segment], 0)
        length = np.clip(stop - first, 0, longest)
        found = self._table[length - 1, segment, np.minimum(first, width - 1)]
        return np.where(length > 0, found, 0)


def coverage(
    left: Sequence[Ints],
    right: Sequence[Ints],
    alike: Callable[[Ints, Ints], Floats],
    weights: tuple[Floats, Floats],
    low: Ints,
    high: Ints,
    longest: int,
    counted: tuple[float, float],
) -> tuple[Coverage, Coverage]:
    """Both directions of coverage inside a corridor.

    Args:
        left: Per segment its words' numbers.
        right: The same for the other text.
        alike: How alike left words (rows) and right words (columns) are, 0 to 1.
        weights: Of the left words and of the right words.
        low: Per left segment the first right segment that is looked at; never falling.
        high: One past the last; never falling.
        longest: Longest run asked for.
        counted: Likeness that counts nothing, and that counts in full.
    """
    count = len(left)
    width = int((high - low).max(initial=1))
    sizes = np.array([len(words) for words in right], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    flat = np.concatenate([*right, np.empty(0, np.int64)]).astype(np.int64)
    there = np.arange(len(right))
    back_low = np.searchsorted(high, there, side="right")
    back_high = np.searchsorted(low, there, side="right")
    back_width = int((back_high - back_low).max(initial=1))
    table = np.zeros((longest, count, width), dtype=np.float32)
    back = np.zeros((len(flat), max(back_width, 1)), dtype=np.float32)
    owner = np.repeat(there, sizes)
    for i, words in enumerate(left):
        first, last = int(low[i]), int(high[i])
        begin, end = starts[first], starts[last]
        if last <= first or begin == end or not len(words):
            continue
        block = _counted(alike(words, flat[begin:end]), counted)
        most = block.max(axis=0)
        place = i - back_low[owner[begin:end]]
        fits = (place >= 0) & (place < back_width)
        back[np.arange(begin, end)[fits], place[fits]] = most[fits]
        filled = np.flatnonzero(sizes[first:last]) + first
        best = np.zeros((len(words), last - first), dtype=np.float32)
        best[:, filled - first] = np.maximum.reduceat(block, starts[filled] - begin, axis=1)
        _lengths(best, weights[0][words], table[:, i])
    back_table = np.zeros((longest, len(right), max(back_width, 1)), dtype=np.float32)
    for j in range(len(right)):
        begin, end = starts[j], starts[j + 1]
        if begin < end:
            _lengths(back[begin:end], weights[1][flat[begin:end]], back_table[:, j])
    whole = np.array([weights[0][words].sum() for words in left], dtype=np.float32)
    back_whole = np.array([weights[1][words].sum() for words in right], dtype=np.float32)
    return Coverage(table, low, whole), Coverage(back_table, back_low, back_whole)


def _lengths(best: Floats, weight: Floats, into: Floats) -> None:
    """Covered weight for runs of every length, from each word's best single segment."""
    most = best
    for length in range(len(into)):
        if length:
            if length >= best.shape[1]:
                return
            most = np.maximum(most[:, :-1], best[:, length:])
        into[length, : most.shape[1]] = weight @ most


def _counted(alike: Floats, counted: tuple[float, float]) -> Floats:
    """Likeness as a share of a counterpart."""
    low, high = counted
    alike -= low
    alike *= 1 / (high - low)
    np.maximum(alike, 0, out=alike)
    return np.minimum(alike, 1, out=alike)
