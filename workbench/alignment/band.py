"""The first pass's dynamic program: windows of a corridor, scored and swept side by side.

A window is a stretch of rows (places in the left text); all windows of a band have the same
number of rows, so one vector step does a row of every window. Columns (places in the right
text) are counted from a base that moves with the corridor every ``PANEL`` rows; within a
panel a bead leads straight from column to column.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import as_strided

from workbench.alignment.shapes import LINKS, LONGEST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

PANEL = 32
"""Rows with the same base."""

THRESHOLD = 0.16
"""Similarity above the texts' mean from which on a link is better than none."""

LENGTH_WEIGHT = 0.12
LARGER_SHAPE = 0.03

MOST = {left: max(b for a, b in LINKS if a == left) for left in range(1, LONGEST + 1)}
"""Per number of segments on the left the most on the right."""

FIRST = {left: LINKS.index((left, 1)) for left in range(1, LONGEST + 1)}
"""Per number of segments on the left the index of its first shape; the others follow."""

Vectors = Callable[[int, int, int], "Floats"]
"""``vectors(length, first, last)``: rows for the runs of ``length`` that begin there."""


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a pair, as the first pass sees it."""

    size: int
    lengths: NDArray[np.float64]
    """Of each segment, in units in which translations are about equally long."""

    vectors: Vectors | None
    mean: Floats
    """Mean of its segments' vectors; empty without vectors."""


class Band:
    """Some windows of one corridor.

    Args:
        left: The first text.
        right: The second.
        low: Per place of the first text the first place of the second that is looked at.
        high: The last such place, inclusive. Neither ever falls.
        tops: First row of each window.
        rows: Rows of every window.
        tables: Both texts' runs, as :func:`run_tables` gives them for the same windows.
    """

    def __init__(
        self,
        left: Side,
        right: Side,
        low: Ints,
        high: Ints,
        tops: Ints,
        rows: int,
        tables: tuple[RunTable, RunTable],
    ) -> None:
        self.left, self.right = left, right
        self.tops, self.rows = tops, rows
        place = tops[:, None] + np.arange(rows)
        self.base = low[place[:, ::PANEL]]
        """Per window and panel the place in the second text of column 0."""
        offset = low[place] - self.column_base(np.arange(len(tops))[:, None], np.arange(rows))
        last = high[place] - low[place] + offset
        self.width = int(widths(low, high, tops, rows).max())
        column = np.arange(self.width)
        self._middle = ((offset + last) // 2).T
        self._outside = (column < offset.T[:, :, None]) | (column > last.T[:, :, None])
        """Per row, window and column whether it lies outside the corridor."""
        shape = (rows, len(tops), len(LINKS), self.width)
        self.scores = np.full(shape, -np.inf, dtype=np.float32)
        """Per row, window, shape and column, of the link that ends there."""
        self.cosines = np.full(shape, np.nan, dtype=np.float32)
        self._fill(*tables)

    def column_base(self, window: Ints, row: Ints) -> Ints:
        """The place in the second text of column 0."""
        found: Ints = self.base[window, row // PANEL]
        return found

    def off_middle(self, row: Ints, window: Ints, column: Ints) -> Ints:
        """How far from the middle of the corridor the beads end that :meth:`forward` gives."""
        found: Ints = np.abs(column - self._middle[row, window])
        return found

    def _fill(self, ours: RunTable, theirs: RunTable) -> None:
        """Score all links by similarity and length."""
        first = ours.first
        for window, top in enumerate(self.tops.tolist()):
            for number, base in enumerate(self.base[window].tolist()):
                for size in range(1, LONGEST + 1):
                    begin = max(top + number * PANEL - size, top) - first
                    end = min(top + (number + 1) * PANEL, top + self.rows) - size - first
                    if begin < end:
                        row = begin + first + size - top
                        self._links(ours, theirs, window, row, slice(begin, end), size, base)

    def _links(
        self,
        ours: RunTable,
        theirs: RunTable,
        window: int,
        row: int,
        mine: slice,
        size: int,
        base: int,
    ) -> None:
        """Score the links of some runs of the left text with all in reach."""
        count, most = mine.stop - mine.start, MOST[size]
        stop = min(self.width, self.right.size + 1 - base)
        near = np.full((most, count, stop), np.nan, dtype=np.float32)
        usual = np.zeros((most, 1, stop), dtype=np.float32)
        length = np.zeros((most, 1, stop))
        for b in range(1, most + 1):
            # A run of b segments that ends at a column begins b places before.
            column = max(0, b - base)
            begin = base + column - b - theirs.first
            yours = slice(begin, begin + max(0, stop - column))
            if ours.vectors:
                found = ours.vectors[size][mine] @ theirs.vectors[b][yours].T
                near[b - 1, :, column:] = found
                usual[b - 1, 0, column:] = theirs.usual[b][yours]
            length[b - 1, 0, column:] = theirs.lengths[b][yours]
        # Squared log ratio of the lengths, capped: a wildly different length says no more.
        score = (ours.lengths[size][mine, None] - length).astype(np.float32)
        score *= score
        np.minimum(score, 2, out=score)
        score *= -LENGTH_WEIGHT
        if ours.vectors:
            # Margin scoring (Artetxe and Schwenk 2019) against the other text's mean: a run that
            # is like everything gets no credit for it.
            score += near
            score -= usual * np.float32(0.5)
            score -= 0.5 * ours.usual[size][mine, None] + np.float32(THRESHOLD)
        else:
            score += 0.1
        # Weighing by segments keeps one large bead from losing to the sum of small ones.
        shapes = np.arange(1, most + 1, dtype=np.float32)[:, None, None] + size
        score *= shapes / 2
        score -= LARGER_SHAPE * (shapes - 2)
        for b in range(1, most + 1):
            score[b - 1, :, : max(0, b - base)] = -np.inf
        first = FIRST[size]
        at = np.s_[row : row + count, window, first : first + most, :stop]
        self.scores[at] = score.swapaxes(0, 1)
        self.cosines[at] = near.swapaxes(0, 1)

    def backward(self) -> Floats:
        """Best sums of what follows each place; shape ``(rows, windows, width)``.

        A path may end anywhere in a window's last row, save at the end of the text.
        """
        windows = len(self.tops)
        found = np.full((self.rows, windows, self.width), -np.inf, dtype=np.float32)
        for window, top in enumerate(self.tops.tolist()):
            if top + self.rows <= self.left.size:
                found[-1, window] = 0
            else:
                found[-1, window, self.right.size - int(self.base[window, -1])] = 0
        # Sums through the links that end in a row, with a margin of LONGEST columns.
        through = np.full(
            (windows, len(LINKS), self.width + 2 * LONGEST), -np.inf, dtype=np.float32
        )
        inner = through[:, :, LONGEST : LONGEST + self.width]
        views = []
        for size in range(1, LONGEST + 1):
            own = through[:, FIRST[size] : FIRST[size] + MOST[size], 1:]
            by_window, by_shape, by_column = own.strides
            # The run of b segments leads back b columns.
            views.append(
                as_strided(
                    own, (windows, MOST[size], self.width + LONGEST),
                    (by_window, by_shape + by_column, by_column),
                )
            )  # fmt: skip
        ahead = np.full((LONGEST, windows, self.width + LONGEST), -np.inf, dtype=np.float32)
        for row in range(self.rows - 1, -1, -1):
            line = found[row]
            np.maximum(line, ahead[row % LONGEST, :, LONGEST:], out=line)
            line[self._outside[row]] = -np.inf
            # A segment without counterpart costs nothing: along a row the best only grows.
            np.maximum.accumulate(line[:, ::-1], axis=1, out=line[:, ::-1])
            line[self._outside[row]] = -np.inf
            np.add(self.scores[row], line[:, None], out=inner)
            ahead[row % LONGEST] = -np.inf
            for size in range(1, min(LONGEST, row) + 1):
                into = ahead[(row - size) % LONGEST]
                np.maximum(into, views[size - 1].max(axis=1), out=into)
            if row:
                into = ahead[(row - 1) % LONGEST, :, LONGEST:]
                np.maximum(into, line, out=into)
            if row and row % PANEL == 0:
                self._shift(ahead, row // PANEL, back=True)
        return found

    def forward(self, behind: Floats, within: float) -> tuple[Ints, Ints, Ints, Ints, Floats]:
        """The beads whose best path falls short of the best of all by ``within`` at most.

        Args:
            behind: As :meth:`backward` gives it.
            within: In first-pass score.

        Returns:
            Of each bead the row and window in which it ends, its shape (``LINKS``, then a left
            segment alone, then a right segment alone, which begins there), its column, and by
            how much its path is better than it need be.
        """
        windows = len(self.tops)
        # A window in the middle may begin anywhere; the first one only at the text's beginning.
        line = np.zeros((windows, self.width), dtype=np.float32)
        for window in np.flatnonzero(self.tops == 0).tolist():
            line[window] = -np.inf
            line[window, -int(self.base[window, 0])] = 0
        begin = np.where(np.isneginf(line), -np.inf, behind[0])
        best = begin.max(axis=1)
        with np.errstate(invalid="ignore"):
            limit = (best[:, None] - np.float32(within)) - behind
        limit[np.isnan(limit)] = np.inf
        limit[:, np.isneginf(best)] = np.inf
        # float16 halves the largest array of the first pass; -1 marks what is out of reach.
        shape = (self.rows, windows, len(LINKS) + 2, self.width)
        better = np.full(shape, -1, dtype=np.float16)
        # A ring of the last LONGEST rows' sums, padded so that a run may lead over the edge.
        passed = np.full((LONGEST, windows, LONGEST + self.width), -np.inf, dtype=np.float32)
        views = [
            [
                as_strided(
                    passed[slot, :, LONGEST - 1 :],
                    (windows, MOST[size], self.width),
                    (passed.strides[1], -passed.strides[2], passed.strides[2]),
                )
                for size in range(1, LONGEST + 1)
            ]
            for slot in range(LONGEST)
        ]
        arrived = np.full((windows, len(LINKS), self.width), -np.inf, dtype=np.float32)
        for row in range(self.rows):
            if row:
                if row % PANEL == 0:
                    self._shift(passed, row // PANEL, back=False)
                for size in range(1, min(LONGEST, row) + 1):
                    own = slice(FIRST[size], FIRST[size] + MOST[size])
                    np.add(
                        views[(row - size) % LONGEST][size - 1], self.scores[row][:, own],
                        out=arrived[:, own],
                    )  # fmt: skip
                alone = passed[(row - 1) % LONGEST, :, LONGEST:]
                better[row, :, : len(LINKS)] = arrived - limit[row][:, None]
                better[row, :, -2] = alone - limit[row]
                line = np.maximum(arrived.max(axis=1), alone)
            np.maximum.accumulate(line, axis=1, out=line)
            line[self._outside[row]] = -np.inf
            passed[row % LONGEST, :, :LONGEST] = -np.inf
            passed[row % LONGEST, :, LONGEST:] = line
            better[row, :, -1, :-1] = line[:, :-1] - limit[row][:, 1:]
        rows, numbers, shapes, columns = np.nonzero(better >= 0)
        values = better[rows, numbers, shapes, columns].astype(np.float32)
        return rows, numbers, shapes, columns, values

    def _shift(self, lines: Floats, panel: int, *, back: bool) -> None:
        """Move lines of sums from the columns of one panel to those of its neighbour."""
        step = self.base[:, panel] - self.base[:, panel - 1]
        for window, by in enumerate(step.tolist()):
            if not by:
                continue
            own = lines[:, window]
            kept = max(0, own.shape[1] - by)
            moved = np.full_like(own, -np.inf)
            if kept and back:
                moved[:, by:] = own[:, :kept]
            elif kept:
                moved[:, :kept] = own[:, by:]
            lines[:, window] = moved


class RunTable:
    """Vectors and lengths of a text's runs in some range, by the runs' number of segments."""

    def __init__(self, side: Side, others: Floats, first: int, last: int) -> None:
        self.first = first
        summed = np.concatenate([[0], np.cumsum(side.lengths[first:last])])
        self.lengths: list[NDArray[np.float64]] = [summed]
        self.vectors: list[Floats] = []
        self.usual: list[Floats] = []
        for size in range(1, LONGEST + 1):
            self.lengths.append(np.log(summed[size:] - summed[:-size] + 4))
        if side.vectors is None or not len(others):
            return
        self.vectors, self.usual = [others], [others]
        for size in range(1, LONGEST + 1):
            found = side.vectors(size, first, max(first, last - size + 1))
            self.vectors.append(found)
            self.usual.append(found @ others)


def run_tables(
    left: Side, right: Side, low: Ints, high: Ints, tops: Ints, rows: int
) -> tuple[RunTable, RunTable]:
    """The runs of both texts that some windows need; arguments as for :class:`Band`."""
    base = low[tops[:, None] + np.arange(0, rows, PANEL)]
    start = max(0, int(base.min()) - LONGEST)
    stop = min(right.size, int(base.max() + widths(low, high, tops, rows).max()))
    return (
        RunTable(left, right.mean, int(tops[0]), int(tops[-1]) + rows - 1),
        RunTable(right, left.mean, start, stop),
    )


def widths(low: Ints, high: Ints, tops: Ints, rows: int) -> Ints:
    """Columns that each of some windows needs; arguments as for :class:`Band`."""
    start = np.arange(0, rows, PANEL)
    end = np.minimum(start + PANEL, rows) - 1
    found: Ints = (high[tops[:, None] + end] - low[tops[:, None] + start]).max(axis=1) + 1
    return found
