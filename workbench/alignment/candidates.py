"""Which beads of two texts are worth a closer look: a dense first pass over a corridor.

Every bead shape is scored at every place of the corridor by similarity and length alone; a
dynamic program in both directions gives each bead the best path through it, and those within
``WITHIN`` of the best of all are candidates. The corridor is cut into overlapping windows, so
memory does not grow with the texts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.shapes import LINKS, LONGEST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

WINDOW = 512
"""Rows of a window; it also sees ``OVERLAP`` rows before and after."""

OVERLAP = 40

WITHIN = 0.8
"""How far a candidate's best path may fall short of the best of all, in first-pass score."""

THRESHOLD = 0.16
"""Similarity above the texts' mean from which on a link is better than none."""

LENGTH_WEIGHT = 0.12
LARGER_SHAPE = 0.03

LINK_COLUMNS = {left: max(b for a, b in LINKS if a == left) for left in range(1, LONGEST + 1)}
"""Per number of segments on the left the most on the right."""

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


def candidates(
    left: Side, right: Side, low: Ints, high: Ints, window: int = WINDOW
) -> tuple[Ints, Floats]:
    """Beads that some good path takes.

    Args:
        left: The first text (of a stretch), not empty.
        right: The second, not empty.
        low: Per place ``0..left.size`` the first place in the second text that is looked at;
            never falling.
        high: The last such place, inclusive; never falling.
        window: Rows looked at together.

    Returns:
        Rows ``(i, j, a, b)``: ``a`` segments from ``i``, ``b`` from ``j``; sorted, distinct.
        Beside them the similarities of each link and its ``SURROUNDINGS`` (NaN where there
        is no such run, or no encoder).
    """
    found, seen = [], []
    for first in range(0, left.size, window):
        last = min(first + window, left.size)
        top, bottom = max(0, first - OVERLAP), min(left.size, last + OVERLAP)
        rows, near = _window(left, right, top, bottom, low, high)
        inside = (rows[:, 0] >= first) & (rows[:, 0] < last) | (bottom == last) & (
            rows[:, 0] >= last
        )
        found.append(rows[inside])
        seen.append(near[inside])
    rows, place = np.unique(np.concatenate(found), axis=0, return_index=True)
    return rows, np.concatenate(seen)[place]


def _window(
    left: Side, right: Side, top: int, bottom: int, low: Ints, high: Ints
) -> tuple[Ints, Floats]:
    """Candidates between two rows; inside the texts a path may begin and end anywhere."""
    offset = low[top : bottom + 1]
    width = int((high[top : bottom + 1] - offset).max()) + 1
    count = bottom - top + 1
    scores, cosines = _scores(left, right, top, bottom, offset, width)
    columns = np.arange(width)
    outside = columns[None, :] > (high[top : bottom + 1] - offset)[:, None]
    into = np.full((count, width), -np.inf, dtype=np.float32)
    arrived = np.empty((len(LINKS) + 1, width), dtype=np.float32)
    for row in range(count):
        if row == 0:
            line = np.full(width, 0 if top else -np.inf, dtype=np.float32)
            if not top:
                line[-int(offset[0])] = 0
        else:
            _arrive(into, offset, row, arrived)
            arrived[:-1] += scores[:, row]
            line = arrived.max(axis=0)
        # A segment without counterpart costs nothing: along a row the best only grows.
        line = np.maximum.accumulate(line)
        line[outside[row]] = -np.inf
        into[row] = line
    out = np.full((count, width), -np.inf, dtype=np.float32)
    if bottom < left.size:
        out[-1] = 0
    else:
        out[-1, right.size - int(offset[-1])] = 0
    for row in range(count - 1, -1, -1):
        line = np.maximum(out[row], _depart(out, scores, offset, row, width))
        line[outside[row]] = -np.inf
        line = np.maximum.accumulate(line[::-1])[::-1]
        line[outside[row]] = -np.inf
        out[row] = line
    best = float((into[-1] + out[-1]).max())
    found = []
    for row in range(count):
        limit = best - WITHIN - out[row]
        if row:
            _arrive(into, offset, row, arrived)
            arrived[:-1] += scores[:, row]
            shape, column = np.nonzero(arrived >= limit)
            a, b = SHAPE_ROWS[shape], SHAPE_COLUMNS[shape]
            found.append(np.column_stack([top + row - a, offset[row] + column - b, a, b]))
        alone = np.flatnonzero(into[row, :-1] >= limit[1:])
        if len(alone):
            place = np.full_like(alone, top + row)
            found.append(
                np.column_stack([place, offset[row] + alone, 0 * alone, np.ones_like(alone)])
            )
    beads = np.concatenate(found)
    return beads, _surroundings(beads, cosines, top, offset)


def _surroundings(beads: Ints, cosines: Floats, top: int, offset: Ints) -> Floats:
    """For each bead the similarities that ``SURROUNDINGS`` names."""
    i, j, a, b = beads.T
    found = np.full((len(beads), len(SURROUNDINGS)), np.nan, dtype=np.float32)
    for column, move in enumerate(SURROUNDINGS.values()):
        sizes_i, sizes_j, plus_i, plus_j, more_a, more_b = move
        begin_i, begin_j = sizes_i * a + plus_i, sizes_j * b + plus_j
        rows, columns = a + more_a, b + more_b
        fits = (rows >= 1) & (rows <= LONGEST) & (columns >= 1) & (columns <= LONGEST) & (b > 0)
        shape = SHAPE_NUMBER[np.clip(rows, 0, LONGEST), np.clip(columns, 0, LONGEST)]
        row = i + begin_i + rows - top
        fits &= (shape >= 0) & (row >= 0) & (row < len(offset))
        place = j + begin_j + columns - offset[np.clip(row, 0, len(offset) - 1)]
        fits &= (place >= 0) & (place < cosines.shape[2])
        found[fits, column] = cosines[shape[fits], row[fits], place[fits]]
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

SHAPE_ROWS = np.array([a for a, _ in LINKS] + [1])
SHAPE_COLUMNS = np.array([b for _, b in LINKS] + [0])
"""The last is a left segment without counterpart."""


def _arrive(into: Floats, offset: Ints, row: int, arrived: Floats) -> None:
    """Best sums before each bead shape that ends in ``row``, at each column."""
    width = into.shape[1]
    arrived[:] = -np.inf
    padded = np.full(width + LONGEST, -np.inf, dtype=np.float32)
    shape = 0
    for a in range(1, LONGEST + 1):
        most = LINK_COLUMNS[a]
        if row < a:
            return
        shift = int(offset[row] - offset[row - a])
        # padded[LONGEST + c] is the sum at this row's column c, one segment a column.
        padded[:] = -np.inf
        source = into[row - a, max(0, shift - LONGEST) :]
        at = max(0, LONGEST - shift)
        keep = min(len(source), len(padded) - at)
        padded[at : at + keep] = source[:keep]
        for b in range(1, most + 1):
            arrived[shape] = padded[LONGEST - b : LONGEST - b + width]
            shape += 1
        if a == 1:
            arrived[-1] = padded[LONGEST:]


def _depart(out: Floats, scores: Floats, offset: Ints, row: int, width: int) -> Floats:
    """Best sum of what follows each column of ``row``, over all shapes that begin there."""
    best = np.full(width, -np.inf, dtype=np.float32)
    shape = 0
    for a in range(1, LONGEST + 1):
        most = LINK_COLUMNS[a]
        if row + a >= len(out):
            break
        shift = int(offset[row + a] - offset[row])
        for b in range(0 if a == 1 else 1, most + 1):
            value = out[row + a]
            if b:
                value = value + scores[shape, row + a]
                shape += 1
            # The column c of this row leads to column c + b - shift of the later one.
            begin = b - shift
            first, last = max(0, -begin), min(width, width - begin)
            if last > first:
                part = best[first:last]
                np.maximum(part, value[first + begin : last + begin], out=part)
    return best


def _scores(
    left: Side, right: Side, top: int, bottom: int, offset: Ints, width: int
) -> tuple[Floats, Floats]:
    """First-pass scores and similarities ``(shape, row, column)`` of links that end there."""
    count = bottom - top + 1
    scores = np.full((len(LINKS), count, width), -np.inf, dtype=np.float32)
    cosines = np.full_like(scores, np.nan)
    start, stop = int(offset[0]), min(int(offset[-1]) + width - 1, right.size)
    before = np.concatenate([[0], np.cumsum(left.lengths)])
    behind = np.concatenate([[0], np.cumsum(right.lengths)])
    for shape, (a, b) in enumerate(LINKS):
        rows = np.arange(max(top + a, 1), bottom + 1)
        if not len(rows):
            continue
        first, last = max(0, start - b), stop - b + 1
        if last <= first:
            continue
        ours = np.log(before[rows] - before[rows - a] + 4)
        theirs = np.log(behind[first + b : last + b] - behind[first:last] + 4)
        if left.vectors is not None and right.vectors is not None:
            mine = left.vectors(a, int(rows[0]) - a, bottom - a + 1)
            yours = right.vectors(b, first, last)
            usual_ours, usual_theirs = mine @ right.mean, yours @ left.mean
        for at in range(0, len(rows), 64):
            part = rows[at : at + 64]
            # Columns that this part of the corridor needs.
            near = offset[part[0] - top] - b - first
            near, far = max(0, int(near)), int(offset[part[-1] - top]) + width - b - first
            far = min(last - first, far)
            if far <= near:
                continue
            ratio = ours[at : at + 64, None] - theirs[None, near:far]
            block = -LENGTH_WEIGHT * np.minimum(ratio * ratio, 2.0)
            if left.vectors is not None and right.vectors is not None:
                cosine = mine[at : at + 64] @ yours[near:far].T
                block += cosine
                block -= 0.5 * (usual_ours[at : at + 64, None] + usual_theirs[None, near:far])
            else:
                cosine = np.full_like(block, np.nan)
                block += THRESHOLD + 0.1
            block -= THRESHOLD
            block *= (a + b) / 2
            block -= LARGER_SHAPE * (a + b - 2)
            column = first + near + b - offset[part - top]
            for line, (row, begin) in enumerate(
                zip((part - top).tolist(), column.tolist(), strict=True)
            ):
                skip = max(0, -begin)
                keep = min(block.shape[1] - skip, width - max(0, begin))
                if keep > 0:
                    into = slice(begin + skip, begin + skip + keep)
                    scores[shape, row, into] = block[line, skip : skip + keep]
                    cosines[shape, row, into] = cosine[line, skip : skip + keep]
    return scores, cosines
