"""How much of a segment's words have counterparts in segments of another text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]


CELLS = 500_000
"""Words times places of all segments that are worked on together, unless it is one."""


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
    back_width = max(int((back_high - back_low).max(initial=1)), 1)
    table = np.zeros((longest, count, width), dtype=np.float32)
    back = np.zeros((len(flat), back_width), dtype=np.float32)
    owner = np.repeat(there, sizes)
    for begin, stop in _together([len(words) for words in left], width):
        some = left[begin:stop]
        most = max(len(words) for words in some)
        best = np.zeros((len(some), most, width), dtype=np.float32)
        weight = np.zeros((len(some), 1, most), dtype=np.float32)
        for number, words in enumerate(some):
            i = begin + number
            first, last = int(low[i]), int(high[i])
            start, end = starts[first], starts[last]
            if last <= first or start == end or not len(words):
                continue
            block = _counted(alike(words, flat[start:end]), counted)
            place = i - back_low[owner[start:end]]
            fits = (place >= 0) & (place < back_width)
            back[np.arange(start, end)[fits], place[fits]] = block.max(axis=0)[fits]
            filled = np.flatnonzero(sizes[first:last])
            found = np.maximum.reduceat(block, starts[filled + first] - start, axis=1)
            best[number, : len(words), filled] = found.T
            weight[number, 0, : len(words)] = weights[0][words]
        _lengths(best, weight, table[:, begin:stop])
    back_table = np.zeros((longest, len(right), back_width), dtype=np.float32)
    for begin, stop in _together(sizes.tolist(), back_width):
        rows = slice(starts[begin], starts[stop])
        inside = owner[rows] - begin
        place = np.arange(rows.start, rows.stop) - starts[owner[rows]]
        shape = stop - begin, int(place.max(initial=0)) + 1
        best = np.zeros((*shape, back_width), dtype=np.float32)
        best[inside, place] = back[rows]
        weight = np.zeros((shape[0], 1, shape[1]), dtype=np.float32)
        weight[inside, 0, place] = weights[1][flat[rows]]
        _lengths(best, weight, back_table[:, begin:stop])
    whole = np.array([weights[0][words].sum() for words in left], dtype=np.float32)
    back_whole = np.array([weights[1][words].sum() for words in right], dtype=np.float32)
    return Coverage(table, low, whole), Coverage(back_table, back_low, back_whole)


def _together(sizes: Sequence[int], width: int) -> Iterator[tuple[int, int]]:
    """Consecutive segments, of so many words each, that are worked on together."""
    first = most = 0
    for place, size in enumerate(sizes):
        most = max(most, size)
        if place > first and most * (place + 1 - first) * width > CELLS:
            yield first, place
            first, most = place, size
    if sizes:
        yield first, len(sizes)


def _lengths(best: Floats, weight: Floats, into: Floats) -> None:
    """Covered weight for runs of every length, from each word's best single segment.

    Args:
        best: Per segment, word and place how well the segment there covers the word.
        weight: Per segment one row, the weights of its words.
        into: Per length, segment and place what is covered.
    """
    most = best
    for length in range(len(into)):
        if length:
            if length >= best.shape[2]:
                return
            most = np.maximum(most[:, :, :-1], best[:, :, length:])
        into[length, :, : most.shape[2]] = (weight @ most)[:, 0]


def _counted(alike: Floats, counted: tuple[float, float]) -> Floats:
    """Likeness as a share of a counterpart."""
    low, high = counted
    alike -= low
    alike *= 1 / (high - low)
    np.maximum(alike, 0, out=alike)
    return np.minimum(alike, 1, out=alike)
