"""Where in two texts a coarse look finds their common course."""

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

NOTICEABLE = 0.25
"""Similarity above the usual from which a cell may lie on the course."""


def corridor(left: Side, right: Side) -> tuple[Ints, Ints]:
    """For each place on the left the first and last place on the right that is looked at."""
    if left.size * right.size <= WHOLE or left.vectors is None or right.vectors is None:
        return _straight(left, right)
    step = -(-max(left.size, right.size) // CELLS)
    course = chain(picture(left, right, step))
    low = np.zeros(left.size + 1, dtype=np.int64)
    high = np.full(left.size + 1, right.size, dtype=np.int64)
    # Between two points of the course lies a rectangle of which nothing is known.
    for row, column in course.tolist():
        low[min((row + 1) * step + AROUND, left.size) :] = max(0, column * step - AROUND)
    for row, column in course[::-1].tolist():
        high[: max(0, row * step - AROUND)] = min(right.size, (column + 1) * step + AROUND)
    low[0], high[-1] = 0, right.size
    return low, np.maximum(high, low)


def _straight(left: Side, right: Side) -> tuple[Ints, Ints]:
    """Everything where the texts are short; else a wide band by length alone."""
    low = np.zeros(left.size + 1, dtype=np.int64)
    high = np.full(left.size + 1, right.size, dtype=np.int64)
    if left.size * right.size > WHOLE:
        ours = np.concatenate([[0], np.cumsum(left.lengths)])
        theirs = np.concatenate([[0], np.cumsum(right.lengths)])
        middle = np.searchsorted(theirs, ours * theirs[-1] / max(ours[-1], 1))
        around = 60 + abs(left.size - right.size) + 2 * int(np.sqrt(left.size))
        around = min(around, 1000)
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
    weight = np.maximum(cells - NOTICEABLE, 0)
    rows, columns = weight.shape
    best = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    for row in range(rows):
        step = np.maximum(best[row, 1:], best[row, :-1] + weight[row])
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
    for first in range(0, count, 1000):
        last = min(first + 1000, count)
        part = side.vectors(1, first * step, min(last * step, side.size))
        found.append(np.add.reduceat(part, np.arange(0, len(part), step), axis=0))
    blocks = np.concatenate(found)
    blocks -= blocks.mean(axis=0)
    lengths = np.sqrt(np.einsum("ij,ij->i", blocks, blocks))
    blocks /= np.maximum(lengths, 1e-6)[:, None]
    return blocks
