"""Candidate beads of two texts, by a dense first pass over a corridor.

Every bead shape is scored at every place of the corridor by similarity and length alone; a
dynamic program in both directions gives each bead the best path through it, and those within
``WITHIN`` of the best of all are candidates. The corridor is cut into overlapping windows, so
memory does not grow with the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from workbench.alignment.band import Band, RunTable, Side, run_tables, widths
from workbench.alignment.shapes import LINKS, LONGEST
from workbench.embedding import map_ahead

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

Number = TypeVar("Number", bound=np.generic)

WINDOW = 512
"""Rows that a window answers for; it also sees ``OVERLAP`` rows before and after."""

OVERLAP = 40

TOGETHER, TOGETHER_BARE = 320, 450
"""Columns of all windows that are worked on at once, about, with vectors of runs and without;
some 60 MB."""

SWEPT = 2
"""Bands that are swept at once, while the vectors of the next one are made."""

MOST, ENOUGH = 60, 20_000
"""Candidates that are kept for each row of a band, if there are more than ``ENOUGH``: without
vectors there are hundreds."""

WITHIN = 0.8
"""How far a candidate's best path may fall short of the best of all, in first-pass score."""


def candidates(
    left: Side,
    right: Side,
    low: Ints,
    high: Ints,
    window: int = WINDOW,
    progress: Callable[[int], None] | None = None,
) -> tuple[NDArray[np.int32], Floats, Floats]:
    """Beads that some good path takes.

    Args:
        left: The first text (of a stretch), not empty.
        right: The second, not empty.
        low: Per place ``0..left.size`` the first place in the second text that is looked at;
            never falling.
        high: The last such place, inclusive; never falling.
        window: Rows looked at together.
        progress: Told the place in the left text up to which all is done.

    Returns:
        Rows ``(i, j, a, b)``: ``a`` segments from ``i``, ``b`` from ``j``; sorted, distinct.
        Beside them the similarities of each link and its ``SURROUNDINGS`` (NaN where there
        is no such run, or no encoder), and how much better than need be its path is, 0 to
        ``WITHIN``.
    """
    places = min(window + 2 * OVERLAP, left.size) + 1
    # Windows overlap so that a path is settled before the rows that a window answers for.
    firsts = np.arange(0, left.size, window)
    tops = np.clip(firsts - OVERLAP, 0, left.size + 1 - places)
    found: Joined[np.int32] = Joined()
    seen: Joined[np.float32] = Joined()
    paths: Joined[np.float32] = Joined()
    together = TOGETHER if left.vectors and right.vectors else TOGETHER_BARE
    wide = widths(low, high, tops, places).tolist()
    # A band that is wide takes as much memory as several.
    at_once = SWEPT if max(wide) <= TOGETHER else 1

    def tasks() -> Iterator[tuple[slice, tuple[RunTable, RunTable]]]:
        for some in _together(wide, together):
            yield some, run_tables(left, right, low, high, tops[some], places)

    def swept(
        task: tuple[slice, tuple[RunTable, RunTable]],
    ) -> tuple[slice, Ints, Floats, Floats, Ints]:
        some, tables = task
        return some, *_in_band(Band(left, right, low, high, tops[some], places, tables))

    # Vectors come from the cache, which belongs to this thread; all else a core does alone.
    for some, beads, near, better, number in map_ahead(swept, tasks(), ahead=1, most=at_once):
        # Of the overlap each bead is kept by the window that answers for its first row.
        first = firsts[some][number]
        last = np.where(first + window < left.size, first + window, left.size + 1)
        inside = np.flatnonzero((beads[:, 0] >= first) & (beads[:, 0] < last))
        # The windows' own rows follow each other; sorted one by one they are so together.
        inside = inside[np.lexsort(beads[inside].T[::-1])]
        found.add(beads[inside].astype(np.int32))
        seen.add(near[inside])
        paths.add(better[inside])
        if progress is not None:
            progress(int(min(firsts[some][-1] + window, left.size)))
    return found.rows, seen.rows, paths.rows


class Joined(Generic[Number]):
    """Rows that are added part after part, and never held twice.

    A large block grows where it lies, or its pages are moved without being copied.
    """

    rows: NDArray[Number]
    """All of them, once a part was added; before the last one nobody else may hold them."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, part: NDArray[Number]) -> None:
        """Add a part, which is taken over: nobody else may use it."""
        held = self.count
        self.count += len(part)
        if not held:
            self.rows = part if part.flags.owndata else part.copy()
            return
        self.rows.resize((self.count, *part.shape[1:]), refcheck=False)
        self.rows[held:] = part


def _together(wide: list[int], most: int) -> Iterator[slice]:
    """Consecutive windows that are worked on at once; their columns are about so many at most."""
    first = 0
    for last in range(1, len(wide) + 1):
        if last == len(wide) or max(wide[first : last + 1]) * (last + 1 - first) > most:
            yield slice(first, last)
            first = last


def _in_band(band: Band) -> tuple[Ints, Floats, Floats, Ints]:
    """Candidates of all windows, their surroundings and paths, and each one's window."""
    *places, better = band.forward(band.backward(), WITHIN)
    most = max(ENOUGH, MOST * band.rows * len(band.tops))
    if len(better) > most:
        # Of equal ones those in the middle: where all segments are equal the rest would be
        # those of the first rows alone.
        row, window, _, column = places
        order = np.lexsort((band.off_middle(row, window, column), -better))
        kept = np.sort(order[:most])
        places, better = [place[kept] for place in places], better[kept]
    row, window, shape, column = places
    a, b = SHAPE_ROWS[shape], SHAPE_COLUMNS[shape]
    j = band.column_base(window, row) + column - np.where(a > 0, b, 0)
    beads = np.column_stack([band.tops[window] + row - a, j, a, b])
    return beads, _surroundings(beads, band, window), better, window


def _surroundings(beads: Ints, band: Band, window: Ints) -> Floats:
    """For each bead the similarities that ``SURROUNDINGS`` names."""
    i, j, a, b = beads.T
    found = np.full((len(beads), len(SURROUNDINGS)), np.nan, dtype=np.float32)
    link = (a > 0) & (b > 0)
    for name, move in enumerate(SURROUNDINGS.values()):
        sizes_i, sizes_j, plus_i, plus_j, more_a, more_b = move
        rows, columns = a + more_a, b + more_b
        shape = SHAPE_NUMBER[np.clip(rows, 0, LONGEST), np.clip(columns, 0, LONGEST)]
        row = i + sizes_i * a + plus_i + rows - band.tops[window]
        fits = link & (shape >= 0) & (rows <= LONGEST) & (columns <= LONGEST)
        fits &= (row >= 0) & (row < band.rows)
        place = j + sizes_j * b + plus_j + columns
        column = place - band.column_base(window, np.clip(row, 0, band.rows - 1))
        fits &= (column >= 0) & (column < band.width)
        found[fits, name] = band.cosines[row[fits], window[fits], shape[fits], column[fits]]
    return found


SURROUNDINGS = {
    "itself": (0, 0, 0, 0, 0, 0),
    "right before": (0, -1, 0, 0, 0, 0),
    "right after": (0, 1, 0, 0, 0, 0),
    "left before": (-1, 0, 0, 0, 0, 0),
    "left after": (1, 0, 0, 0, 0, 0),
    "left without first": (0, 0, 1, 0, -1, 0),
    "left without last": (0, 0, 0, 0, -1, 0),
    "right without first": (0, 0, 0, 1, 0, -1),
    "right without last": (0, 0, 0, 0, 0, -1),
    "left with previous": (0, 0, -1, 0, 1, 0),
    "left with next": (0, 0, 0, 0, 1, 0),
    "right with previous": (0, 0, 0, -1, 0, 1),
    "right with next": (0, 0, 0, 0, 0, 1),
}
"""Runs beside a link: by how many of its own sizes, and by how many segments, its left and
right runs are moved, and how many segments they gain."""

SHAPE_NUMBER = np.full((LONGEST + 1, LONGEST + 1), -1)
for _number, _shape in enumerate(LINKS):
    SHAPE_NUMBER[_shape] = _number

SHAPE_ROWS = np.array([a for a, _ in LINKS] + [1, 0])
SHAPE_COLUMNS = np.array([b for _, b in LINKS] + [0, 1])
"""The last two are a left and a right segment without counterpart."""
