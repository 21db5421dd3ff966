"""The corridor of the first pass, from a coarse similarity matrix of two texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.band import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

WHOLE = 90_000
"""Cells (segments times segments) up to which everything is looked at."""

CELLS = 4_000
"""Rows and columns of the coarse picture, at most; each stands for as many segments as needed."""

AROUND = 16
"""Segments looked at on both sides of the coarse course."""

AT_ONCE = 1_000
"""Segments whose vectors are looked up at once, about."""

NOTICEABLE = 0.25
"""Similarity above the usual from which a cell may lie on the course."""


WIDE = 3_000
"""Segments on the right in reach of one place on the left that are too many to look at."""

BESIDE = 500
"""Where so many have no counterpart, those at either end that are looked at all the same."""

AROUND_LINE = 1_000
"""Segments looked at on both sides of a straight line, where nothing else is known, at most."""


def corridor(left: Side, right: Side) -> tuple[Ints, Ints]:
    """For each place on the left the first and last place on the right that may be its own."""
    low = np.zeros(left.size + 1, dtype=np.int64)
    high = np.full(left.size + 1, right.size, dtype=np.int64)
    if left.size * right.size <= WHOLE:
        return low, high
    step = -(-max(left.size, right.size) // CELLS)
    if left.vectors is None or right.vectors is None:
        if right.size < max(WIDE, 4 * left.size):
            around = 60 + abs(left.size - right.size) + 2 * int(np.sqrt(left.size))
            low, high = _straight(left, right, min(around, AROUND_LINE))
        return low, high
    course = chain(picture(left, right, step))
    if not len(course):
        # All segments are equal, or nothing is alike.
        return _straight(left, right, 1)
    rows, columns = course.T * step
    # Between two points of the course lies a rectangle of which nothing is known.
    np.maximum.at(low, np.minimum(rows + step + AROUND, left.size), columns - AROUND)
    low = np.maximum.accumulate(low)
    before = rows > AROUND
    np.minimum.at(high, rows[before] - AROUND - 1, columns[before] + step + AROUND)
    high = np.minimum.accumulate(high[::-1])[::-1]
    low[0], high[-1] = 0, right.size
    return low, np.maximum(high, low)


def gap(low: Ints, high: Ints) -> tuple[int, int, int] | None:
    """A place on the left beside which the right text has much that the left one lacks.

    Args:
        low: A corridor's.
        high: A corridor's.

    Returns:
        The place, and first and one past the last segment on the right that stand alone.
    """
    for first, last in _wide(low, high):
        start, stop = int(low[first]) + BESIDE, int(high[last - 1]) - BESIDE
        if 4 * (last - first) < stop - start:
            return (first + last - 1) // 2, start, stop
    return None


def narrowed(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """The corridor, with a band around a straight line where it is too wide."""
    low, high = low.copy(), high.copy()
    for first, last in _wide(low, high):
        line = np.linspace(
            low[first] + AROUND_LINE, high[last - 1] - AROUND_LINE, last - first
        ).astype(np.int64)
        part = slice(first, last)
        low[part] = np.maximum(low[part], line - AROUND_LINE)
        high[part] = np.minimum(high[part], line + AROUND_LINE)
    return np.maximum.accumulate(low), np.maximum.accumulate(high)


def _wide(low: Ints, high: Ints) -> list[tuple[int, int]]:
    """Where a corridor is wider than ``WIDE``: first and one past the last place."""
    edges = np.flatnonzero(np.diff(high - low > WIDE, prepend=False, append=False))
    return [(int(first), int(last)) for first, last in edges.reshape(-1, 2)]


def _straight(left: Side, right: Side, around: int) -> tuple[Ints, Ints]:
    """A band by length alone, so many segments to either side."""
    ours = np.concatenate([[0], np.cumsum(left.lengths)])
    theirs = np.concatenate([[0], np.cumsum(right.lengths)])
    middle = np.searchsorted(theirs, ours * theirs[-1] / max(ours[-1], 1))
    low = np.clip(middle - around, 0, right.size)
    high = np.clip(middle + around, 0, right.size)
    low[0], high[-1] = 0, right.size
    return low, high


def picture(left: Side, right: Side, step: int) -> Floats:
    """Similarity of every ``step`` segments with every ``step`` others, above the usual."""
    ours, theirs = _blocks(left, step), _blocks(right, step)
    cells = ours @ theirs.T
    # A segment that is like everything says nothing.
    cells -= 0.5 * (cells.mean(axis=1, keepdims=True) + cells.mean(axis=0, keepdims=True))
    return cells


def chain(cells: Floats) -> Ints:
    """The monotone chain of noticeable cells of the greatest sum: rows ``(row, column)``."""
    rows, columns = cells.shape
    best = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    for row in range(rows):
        step = np.maximum(best[row, 1:], best[row, :-1] + np.maximum(cells[row] - NOTICEABLE, 0))
        np.maximum.accumulate(step, out=best[row + 1, 1:])
    found = []
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row, column - 1]:
            column = int(np.searchsorted(best[row], best[row, column]))
        elif best[row, column] == best[row - 1, column]:
            row -= 1
        else:
            row, column = row - 1, column - 1
            found.append((row, column))
    return np.array(found[::-1], dtype=np.int64).reshape(-1, 2)


def _blocks(side: Side, step: int) -> Floats:
    """Mean vectors of consecutive segments, centred, of length 1."""
    assert side.vectors is not None
    count = -(-side.size // step)
    found = []
    at_once = max(AT_ONCE // step, 1)
    for first in range(0, count, at_once):
        last = min(first + at_once, count)
        part = side.vectors(1, first * step, min(last * step, side.size))
        found.append(np.add.reduceat(part, np.arange(0, len(part), step), axis=0))
    blocks = np.concatenate(found)
    # The last one may have fewer segments; as a sum it would be unlike all others.
    blocks /= np.minimum(step, side.size - step * np.arange(count, dtype=np.float32))[:, None]
    blocks -= blocks.mean(axis=0)
    lengths = np.sqrt(np.einsum("ij,ij->i", blocks, blocks))
    # Where all segments are equal only what was rounded is left.
    blocks /= np.maximum(lengths, 1e-3)[:, None]
    return blocks
