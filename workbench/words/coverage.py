"""How much of a segment's words have counterparts in segments of another text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]


CELLS = 200_000
"""Words of all segments that are worked on together, unless it is one, times the places, or the
other text's words, in their reach."""


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

    def covered(self, segment: Ints, first: Ints, length: Ints) -> Floats:
        """Covered weight of each ``segment`` by the run of ``length`` from ``first``."""
        longest, _, width = self._table.shape
        stop = np.minimum(first + length - self._low[segment], width)
        first = np.maximum(first - self._low[segment], 0)
        length = np.clip(stop - first, 0, longest)
        found = self._table[length - 1, segment, np.minimum(first, width - 1)]
        return np.where(length > 0, found, 0)


def mutual_coverage(
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
        alike: How alike left words (rows) and right words (columns) are, 0 to 1; it is asked
            for distinct words.
        weights: Of the left words and of the right words.
        low: Per left segment the first right segment that is looked at; never falling.
        high: One past the last; never falling.
        longest: Longest run asked for.
        counted: Likeness that counts nothing, and that counts in full.
    """
    count = len(left)
    width = int((high - low).max(initial=1))
    ours, own, flat_left = _flat(left)
    theirs, sizes, flat = _flat(right)
    there = np.arange(len(right))
    owner = np.repeat(there, sizes)
    back_low = np.searchsorted(high, there, side="right")
    back_high = np.searchsorted(low, there, side="right")
    back_width = max(int((back_high - back_low).max(initial=1)), 1)
    table = np.zeros((longest, count, width), dtype=np.float32)
    back = np.zeros((len(flat), back_width), dtype=np.float32)
    for begin, stop in _blocks(ours, theirs, low, high, width):
        first, last = int(low[begin]), int(high[stop - 1])
        mine, yours = slice(ours[begin], ours[stop]), slice(theirs[first], theirs[last])
        if mine.start >= mine.stop or yours.start >= yours.stop:
            continue
        words, row = np.unique(flat_left[mine], return_inverse=True)
        others, column = np.unique(flat[yours], return_inverse=True)
        block = _counted(alike(words, others), counted)
        # Of each left word and right segment, then of each left segment and right word.
        filled = np.flatnonzero(sizes[first:last])
        by_right = np.zeros((len(words), last - first), dtype=np.float32)
        by_right[:, filled] = np.maximum.reduceat(
            block[:, column], theirs[first + filled] - yours.start, axis=1
        )
        filled = np.flatnonzero(own[begin:stop])
        by_left = np.zeros((stop - begin, len(others)), dtype=np.float32)
        by_left[filled] = np.maximum.reduceat(block[row], ours[begin + filled] - mine.start, axis=0)
        inside = np.repeat(np.arange(stop - begin), own[begin:stop])
        place = np.arange(mine.start, mine.stop) - ours[begin + inside]
        shape = stop - begin, int(own[begin:stop].max())
        reach = low[begin + inside, None] + np.arange(width)
        found = by_right[row[:, None], np.minimum(reach - first, last - first - 1)]
        found[reach >= high[begin + inside, None]] = 0
        best = np.zeros((*shape, width), dtype=np.float32)
        best[inside, place] = found
        weight = np.zeros((shape[0], 1, shape[1]), dtype=np.float32)
        weight[inside, 0, place] = weights[0][flat_left[mine]]
        _lengths(best, weight, table[:, begin:stop])
        segment = np.arange(begin, stop)[:, None]
        at, to = np.nonzero(
            (segment >= back_low[owner[yours]]) & (segment < back_high[owner[yours]])
        )
        back[yours.start + to, begin + at - back_low[owner[yours.start + to]]] = by_left[
            at, column[to]
        ]
    back_table = np.zeros((longest, len(right), back_width), dtype=np.float32)
    for begin, stop in _together(sizes.tolist(), back_width):
        rows = slice(theirs[begin], theirs[stop])
        inside = owner[rows] - begin
        place = np.arange(rows.start, rows.stop) - theirs[owner[rows]]
        shape = stop - begin, int(place.max(initial=0)) + 1
        best = np.zeros((*shape, back_width), dtype=np.float32)
        best[inside, place] = back[rows]
        weight = np.zeros((shape[0], 1, shape[1]), dtype=np.float32)
        weight[inside, 0, place] = weights[1][flat[rows]]
        _lengths(best, weight, back_table[:, begin:stop])
    whole = np.array([weights[0][words].sum() for words in left], dtype=np.float32)
    back_whole = np.array([weights[1][words].sum() for words in right], dtype=np.float32)
    return Coverage(table, low, whole), Coverage(back_table, back_low, back_whole)


def _flat(places: Sequence[Ints]) -> tuple[Ints, Ints, Ints]:
    """Where each segment's words begin among all, one past the last too; how many; all words."""
    sizes = np.array([len(words) for words in places], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return starts, sizes, np.concatenate([*places, np.empty(0, np.int64)]).astype(np.int64)


def _blocks(
    ours: Ints, theirs: Ints, low: Ints, high: Ints, width: int
) -> Iterator[tuple[int, int]]:
    """Consecutive left segments whose words are compared with all right words in reach at once."""
    first = most = 0
    count = len(low)
    for place in range(count):
        most = max(most, int(ours[place + 1] - ours[place]))
        left = int(ours[place + 1] - ours[first])
        right = int(theirs[high[place]] - theirs[low[first]])
        if place > first and max(left * right, most * (place + 1 - first) * width) > CELLS:
            yield first, place
            first, most = place, int(ours[place + 1] - ours[place])
    if count:
        yield first, count


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
