"""Moved sections, found in a coarse similarity matrix of the texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.anchors import disjoint
from workbench.alignment.band import Side
from workbench.alignment.bead import Runs
from workbench.alignment.corridor import CELLS, NOTICEABLE, chain, picture
from workbench.alignment.texts import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

MIN_SEGMENTS = 12
"""Segments of a text in which sections are looked for, at least."""

POINTS = 3
"""Points that a moved section shows in the picture, at least."""

WEIGHT = 0.9
"""Their similarity above the noticeable, summed, at least.

In clean texts nothing off the course comes to more than 0.3, save true changes of order (0.6
to 0.85 for two or three lines of a table of contents); a moved section of five sentences has
1 to 2.
"""

LOOSENESS = 0.02
"""What each row and column between two points of a section costs, besides the weight that the
main course has there."""

BESIDE = 3
"""Rows and columns beside two points that still count as between them."""

MOST = 12
"""Moved sections that are looked for."""

Section = tuple[int, int, int, int]
"""Rows from ``top`` to before ``bottom``, columns from ``start`` to before ``stop``."""


def moved(texts: Sequence[Text]) -> list[Runs]:
    """Sections that stand elsewhere in some version than the text around them.

    Args:
        texts: The versions; nothing is found without vectors.

    Returns:
        For each section its run in every version, roughly, in the order of the first version.
        The runs of different sections do not overlap.
    """
    first = texts[0]
    if any(text.encoder is None or text.size < MIN_SEGMENTS for text in texts):
        return []
    courses, jumps = [], []
    for other in texts[1:]:
        step = step_of(first, other)
        course, sections = _sections(picture(_side(first), _side(other), step))
        courses.append(course * step)
        size = np.array([first.size, first.size, other.size, other.size])
        jumps.append([np.minimum(np.array(section) * step, size) for section in sections])
    rows = sorted({(int(found[0]), int(found[1])) for sections in jumps for found in sections})
    result: list[Runs] = []
    for top, bottom in _merged(rows):
        runs = [(top, bottom)]
        for course, sections, text in zip(courses, jumps, texts[1:], strict=True):
            own = [found for found in sections if found[0] < bottom and found[1] > top]
            if own:
                runs.append((min(int(f[2]) for f in own), max(int(f[3]) for f in own)))
            else:
                runs.append(_along(course, top, bottom, text.size))
        if all(disjoint(tuple(runs), known) for known in result):
            result.append(tuple(runs))
    return result


def step_of(first: Text, other: Text) -> int:
    """Segments that a row or column of the picture stands for."""
    return -(-max(first.size, other.size) // CELLS)


def _side(text: Text) -> Side:
    return Side(text.size, text.marks.lengths, text.vectors, np.empty(0, dtype=np.float32))


def _sections(cells: Floats) -> tuple[Ints, list[Section]]:
    """The main course, and sections off it."""
    course = chain(cells)
    left = cells.copy()
    left[course[:, 0]] = -1
    left[:, course[:, 1]] = -1
    weights = [_along_axis(course, cells, axis) for axis in (0, 1)]
    found: list[Section] = []
    for _ in range(MOST):
        points = _heaviest(chain(left), cells, weights, left)
        if not len(points):
            break
        (top, start), (bottom, stop) = points[0], points[-1] + 1
        rows = (course[:, 0] >= top) & (course[:, 0] < bottom)
        columns = (course[:, 1] >= start) & (course[:, 1] < stop)
        weight = _weights(points, cells).sum()
        if weight < WEIGHT or len(points) < POINTS:
            break
        # The course may hold a few chance points beside it, not a good part of its weight.
        if max(_weights(course[on], cells).sum() for on in (rows, columns)) <= weight / 4:
            course = course[~(rows | columns)]
            found.append((int(top), int(bottom), int(start), int(stop)))
        left[top:bottom] = -1
        left[:, start:stop] = -1
        weights[0][top:bottom] += weight
        weights[1][start:stop] += weight
    return course, found


def _weights(points: Ints, cells: Floats) -> Floats:
    """What each point of a chain adds to its sum."""
    found: Floats = cells[points[:, 0], points[:, 1]] - NOTICEABLE
    return found


def _along_axis(course: Ints, cells: Floats, axis: int) -> Floats:
    """What each row (or column) costs that lies between two points of a section."""
    weights = np.full(cells.shape[axis], LOOSENESS, dtype=np.float32)
    weights[course[:, axis]] += _weights(course, cells)
    return weights


def _elsewhere(points: Ints, left: Floats) -> NDArray[np.float64]:
    """Between two points of a chain, what has its counterpart elsewhere than between them.

    A section out of which another was moved is two sections.
    """
    found = np.zeros(len(points) - 1)
    for axis in (0, 1):
        place = left.argmax(axis=1 - axis)
        gain = np.maximum(left.max(axis=1 - axis) - NOTICEABLE, 0)
        for number in np.flatnonzero(np.diff(points[:, axis]) > 1).tolist():
            between = slice(points[number, axis] + 1, points[number + 1, axis])
            low, high = points[number, 1 - axis] - BESIDE, points[number + 1, 1 - axis] + BESIDE
            away = (gain[between] > 0) & ((place[between] < low) | (place[between] > high))
            rows = np.flatnonzero(away) + between.start
            # What only seems to have one is scattered; a section stands together.
            steps = np.stack([np.diff(rows), np.diff(place[rows])])
            parts = np.split(rows, np.flatnonzero(((steps < 0) | (steps > BESIDE)).any(axis=0)) + 1)
            found[number] += sum(gain[part].sum() for part in parts if len(part) >= POINTS)
    return found


def _heaviest(points: Ints, cells: Floats, weights: Sequence[Floats], left: Floats) -> Ints:
    """The part of a chain of the greatest sum, less the costs between its points.

    A maximum subarray (Kadane 1984).
    """
    if not len(points):
        return points
    between = _elsewhere(points, left)
    for axis, costs in enumerate(weights):
        summed = np.concatenate([[0.0], np.cumsum(costs)])
        between += summed[points[1:, axis]] - summed[points[:-1, axis] + 1]
    gains = _weights(points, cells)
    best, begin, end = 0.0, 0, 0
    total, first = 0.0, 0
    for place in range(len(points)):
        total -= float(between[place - 1]) if place else 0.0
        if total <= 0:
            total, first = 0.0, place
        total += float(gains[place])
        if total > best:
            best, begin, end = total, first, place + 1
    return points[begin:end]


def _merged(rows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges joined where they overlap."""
    found: list[tuple[int, int]] = []
    for top, bottom in rows:
        if found and top < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], bottom)
        else:
            found.append((top, bottom))
    return found


def _along(course: Ints, top: int, bottom: int, size: int) -> tuple[int, int]:
    """Where the main course leads from ``top`` to ``bottom``."""
    if not len(course):
        return 0, 0
    inside = course[(course[:, 0] >= top) & (course[:, 0] < bottom), 1]
    if not len(inside):
        place = int(np.searchsorted(course[:, 0], top))
        at = int(course[place, 1]) if place < len(course) else size
        return at, at
    return int(inside[0]), int(inside[-1]) + 1
