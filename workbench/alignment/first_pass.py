"""The first pass: candidate beads of two texts by similarity and length alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.band import Side
from workbench.alignment.candidates import SURROUNDINGS, WINDOW, WITHIN, Joined, candidates
from workbench.alignment.corridor import corridor, gap, narrowed
from workbench.alignment.shapes import LONGEST
from workbench.alignment.texts import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

Stretch = tuple[tuple[int, int], tuple[int, int]]
"""First and one past the last segment on the left, and on the right."""

BROAD = 600
"""Columns in reach of a place from which on windows have a quarter of the rows at first."""

MAX_CELLS = 3_000_000
"""Rows times columns of a window, at most; some 500 MB."""

VARIED = 0.2
"""By how much the mean of a text's unit vectors is shorter than they, at least, where its
segments differ as they usually do."""

USUAL_LENGTH = 60.0
"""Lengths are scaled so that a segment of the left text has so many units."""


@dataclass(frozen=True, slots=True)
class FirstPass:
    """Beads of two texts that are worth weighing."""

    beads: NDArray[np.int32]
    """Rows ``(i, j, a, b)``, as :func:`candidates.candidates` gives them."""

    near: Floats
    """Similarities of each bead and of those around it."""

    better: Floats
    """How much better than need be the best path through each bead is; the best have most."""

    component: NDArray[np.int32]
    """Number of each bead's stretch; never falls."""

    def of(self, stretch: int) -> slice:
        """The rows of a stretch."""
        begin, end = np.searchsorted(self.component, [stretch, stretch + 1]).tolist()
        return slice(begin, end)


def ratio(left: Text, right: Text) -> float:
    """Characters on the right for one on the left."""
    return float(right.marks.lengths.sum() / max(left.marks.lengths.sum(), 1)) or 1.0


def run_first_pass(
    left: Text,
    right: Text,
    stretches: Sequence[Stretch],
    progress: Callable[[float], None] | None = None,
) -> FirstPass:
    """The first-pass candidates of two texts.

    Args:
        left: The first text.
        right: The second.
        stretches: What is to be aligned, in order; each holds a segment.
        progress: Told the share done.
    """
    whole = max(left.size, 1)

    def told(place: int) -> None:
        if progress is not None:
            progress(place / whole)

    sides = _sides(left, right, ratio(left, right))
    beads: Joined[np.int32] = Joined()
    near: Joined[np.float32] = Joined()
    better: Joined[np.float32] = Joined()
    counts = []
    for stretch in stretches:
        held = beads.count
        for rows, surroundings, paths in _parts(sides, stretch, told):
            beads.add(rows)
            near.add(surroundings)
            better.add(paths)
        counts.append(beads.count - held)
    component = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    for text in (left, right):
        text.let_go()
    return FirstPass(beads.rows, near.rows, better.rows, component)


def _sides(left: Text, right: Text, ratio: float) -> tuple[Side, Side]:
    usual = USUAL_LENGTH / max(left.marks.lengths.mean() if left.size else 1, 1)
    known = left.encoder is not None and right.encoder is not None
    means = [
        _telling(text.mean()) if known and text.size else np.empty(0, dtype=np.float32)
        for text in (left, right)
    ]
    return (
        Side(
            left.size, left.marks.lengths * ratio * usual, left.vectors if known else None, means[0]
        ),
        Side(right.size, right.marks.lengths * usual, right.vectors if known else None, means[1]),
    )


def _telling(mean: Floats) -> Floats:
    """A text's mean, shorter where its segments are nearly all the same.

    What is like everything gets no credit for it; where all segments are equal nothing would
    be left.
    """
    return mean * np.float32(np.clip((1 - np.linalg.norm(mean)) / VARIED, 0, 1))


def _parts(
    sides: tuple[Side, Side], stretch: Stretch, told: Callable[[int], None]
) -> Iterator[tuple[NDArray[np.int32], Floats, Floats]]:
    """First-pass candidates, with a stretch of its own for much that the other text lacks."""
    (top, bottom), (start, stop) = stretch
    if top == bottom or start == stop:
        yield _alone(stretch)
        return
    left, right = _cut(sides[0], top, bottom), _cut(sides[1], start, stop)
    low, high = corridor(left, right)
    lacking = gap(low, high)
    if lacking is None:
        rows, near, better = _together(
            left, right, *narrowed(low, high), lambda place: told(top + place)
        )
        rows += np.array([top, start, 0, 0], dtype=np.int32)
        yield rows, near, better
    else:
        row, first, last = lacking[0] + top, lacking[1] + start, lacking[2] + start
        yield from _parts(sides, ((top, row), (start, first)), told)
        yield _alone(((row, row), (first, last)))
        yield from _parts(sides, ((row, bottom), (last, stop)), told)


def _alone(stretch: Stretch) -> tuple[NDArray[np.int32], Floats, Floats]:
    """Single segments alone."""
    (top, bottom), (start, stop) = stretch
    count = bottom - top + stop - start
    rows = np.zeros((count, 4), dtype=np.int32)
    rows[:, 0] = np.arange(top, bottom) if bottom > top else top
    rows[:, 1] = np.arange(start, stop) if stop > start else start
    rows[:, 2 if bottom > top else 3] = 1
    near = np.full((count, len(SURROUNDINGS)), np.nan, dtype=np.float32)
    return rows, near, np.full(count, WITHIN, dtype=np.float32)


def _together(
    left: Side, right: Side, low: Ints, high: Ints, told: Callable[[int], None]
) -> tuple[NDArray[np.int32], Floats, Floats]:
    """The candidates inside a corridor, through which a path leads."""
    width = int((high - low).max())
    window = WINDOW // 4 if width > BROAD else WINDOW
    found = candidates(left, right, low, high, window, told)
    while not connected(found[0], left.size, right.size):
        # The windows' courses do not meet; a larger one has a longer course of its own.
        window *= 4
        if window // 4 >= left.size or window * width > MAX_CELLS:
            return with_gaps(found, left.size, right.size)
        found = candidates(left, right, low, high, window, told)
    return found


def with_gaps(
    found: tuple[NDArray[np.int32], Floats, Floats], left: int, right: int
) -> tuple[NDArray[np.int32], Floats, Floats]:
    """The candidates with a path of gaps along the diagonal, by which any path can go on."""
    step = np.arange(left + 1) * right // max(left, 1)
    gaps = np.zeros((left + right, 4), dtype=np.int32)
    gaps[:left, 0], gaps[:left, 1], gaps[:left, 2] = np.arange(left), step[:-1], 1
    places = np.arange(right)
    gaps[left:, 0] = np.minimum(np.searchsorted(step[1:], places, side="right") + 1, left)
    gaps[left:, 1], gaps[left:, 3] = places, 1
    near = np.full((len(gaps), len(SURROUNDINGS)), np.nan, dtype=np.float32)
    rows = np.concatenate([found[0], gaps])
    # Of a gap that was found already the first one stays.
    rows, first = np.unique(rows, axis=0, return_index=True)
    better = np.concatenate([found[2], np.zeros(len(gaps), dtype=np.float32)])
    return rows, np.concatenate([found[1], near])[first], better[first]


def connected(beads: NDArray[np.int32], left: int, right: int) -> bool:
    """Whether a path leads through sorted beads from the beginning to the end.

    Args:
        beads: Rows ``(i, j, a, b)``.
        left: Segments of the first text.
        right: Segments of the second.
    """
    reached: list[set[int]] = [set() for _ in range(LONGEST + 1)]
    reached[0].add(0)
    now = 0
    for begin in range(0, len(beads), 100_000):
        for i, j, a, b in beads[begin : begin + 100_000].tolist():
            while now < i:
                reached[now % (LONGEST + 1)].clear()
                now += 1
            if j in reached[i % (LONGEST + 1)]:
                reached[(i + a) % (LONGEST + 1)].add(j + b)
    # Sets of rows that no candidate leaves are not emptied above.
    for row in range(now, left):
        reached[row % (LONGEST + 1)].clear()
    return right in reached[left % (LONGEST + 1)]


def _cut(side: Side, first: int, last: int) -> Side:
    """A part of a side, counted from its own beginning."""
    vectors = side.vectors
    return Side(
        last - first, side.lengths[first:last],
        None if vectors is None else lambda length, a, b: vectors(length, a + first, b + first),
        side.mean,
    )  # fmt: skip
