"""Sections that stand in another order: found in a coarse picture, aligned on their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from workbench.alignment.band import Side
from workbench.alignment.bead import Bead, Version
from workbench.alignment.corridor import CELLS, chain, picture
from workbench.alignment.texts import Text
from workbench.alignment.walls import Runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Value = TypeVar("Value")

LEAST = 8
"""Points that a moved section shows in the picture, at least."""

LOOSE = 4
"""Rows or columns between two neighbouring points of one section, at most."""

MOST = 12
"""Moved sections that are looked for."""


def moved(texts: Sequence[Text]) -> list[Runs]:
    """Sections that stand elsewhere in some version than the text around them.

    Args:
        texts: The versions; nothing is found without vectors.

    Returns:
        For each section its run in every version, in the order of the first version.
        The runs of different sections do not overlap.
    """
    first = texts[0]
    if any(text.encoder is None or text.size < 2 * LEAST for text in texts):
        return []
    courses, jumps = [], []
    for other in texts[1:]:
        step = -(-max(first.size, other.size) // CELLS)
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
        if all(_apart(tuple(runs), known) for known in result):
            result.append(tuple(runs))
    return result


def _side(text: Text) -> Side:
    return Side(text.size, text.marks.lengths, text.vectors, np.empty(0, dtype=np.float32))


def _sections(cells: NDArray[np.float32]) -> tuple[Ints, list[tuple[int, int, int, int]]]:
    """The main course, and sections off it as ``(top, bottom, left, right)``."""
    course = chain(cells)
    left = cells.copy()
    left[course[:, 0]] = -1
    left[:, course[:, 1]] = -1
    found: list[tuple[int, int, int, int]] = []
    for _ in range(MOST):
        points = _densest(chain(left))
        if len(points) < LEAST:
            break
        (top, start), (bottom, stop) = points[0], points[-1] + 1
        inside = ((course[:, 0] >= top) & (course[:, 0] < bottom)).sum()
        across = ((course[:, 1] >= start) & (course[:, 1] < stop)).sum()
        if max(inside, across) <= len(points) // 8:
            on_rows = (course[:, 0] >= top) & (course[:, 0] < bottom)
            on_columns = (course[:, 1] >= start) & (course[:, 1] < stop)
            course = course[~(on_rows | on_columns)]
            found.append((int(top), int(bottom), int(start), int(stop)))
        left[top:bottom] = -1
        left[:, start:stop] = -1
    return course, _widened(found, course, cells.shape)


def _densest(points: Ints) -> Ints:
    """The longest part of a chain without a wide gap."""
    if not len(points):
        return points
    cut = np.flatnonzero((np.diff(points, axis=0) > LOOSE).any(axis=1)) + 1
    return max(np.split(points, cut), key=len)


def _widened(
    found: list[tuple[int, int, int, int]], course: Ints, shape: tuple[int, ...]
) -> list[tuple[int, int, int, int]]:
    """The sections with the few segments at their edges that nothing else claims."""
    result = []
    for top, bottom, start, stop in found:
        others = [section for section in found if section != (top, bottom, start, stop)]
        rows = [*course[:, 0].tolist(), *(x for s in others for x in (s[0], s[1] - 1))]
        columns = [*course[:, 1].tolist(), *(x for s in others for x in (s[2], s[3] - 1))]
        above = max((row + 1 for row in rows if row < top), default=0)
        below = min((row for row in rows if row >= bottom), default=shape[0])
        before = max((column + 1 for column in columns if column < start), default=0)
        behind = min((column for column in columns if column >= stop), default=shape[1])
        # As many on both sides as go together; the rest stays where it was.
        early, late = min(top - above, start - before) // 2, min(below - bottom, behind - stop) // 2
        early, late = min(early, LOOSE), min(late, LOOSE)
        result.append((top - early, bottom + late, start - early, stop + late))
    return result


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


def _apart(one: Runs, other: Runs) -> bool:
    return all(a[1] <= b[0] or b[1] <= a[0] for a, b in zip(one, other, strict=True))


def cut(
    versions: Sequence[Version], sections: Sequence[Runs]
) -> list[tuple[list[Version], list[Ints]]]:
    """The texts without the sections, then each section; with their segments' own numbers."""
    found = []
    for runs in [None, *sections]:
        parts, numbers = [], []
        for place, version in enumerate(versions):
            if runs is None:
                kept = np.ones(len(version.segments), dtype=bool)
                for section in sections:
                    kept[slice(*section[place])] = False
                own = np.flatnonzero(kept)
            else:
                own = np.arange(*runs[place])
            numbers.append(own)
            parts.append(_part(version, own))
        found.append((parts, numbers))
    return found


def _part(version: Version, numbers: Ints) -> Version:
    return replace(
        version,
        segments=_chosen(version.segments, numbers),
        paragraphs=_chosen(version.paragraphs, numbers),
        kinds=_chosen(version.kinds, numbers),
        flows=_chosen(version.flows, numbers),
    )


def _chosen(values: tuple[Value, ...], numbers: Ints) -> tuple[Value, ...]:
    return tuple(values[number] for number in numbers.tolist()) if values else ()


def restored(aligned: Sequence[Sequence[Bead]], numbers: Sequence[Sequence[Ints]]) -> list[Bead]:
    """The beads of all parts with the segments' numbers in the whole texts, in reading order.

    A bead over a place where a section was taken out becomes two.
    """
    found: list[tuple[int, int, int, Bead]] = []
    for block, (beads, own) in enumerate(zip(aligned, numbers, strict=True)):
        for order, bead in enumerate(beads):
            found += [
                (part[0][0], -block, order, Bead(part, bead.confidence, block))
                for part in _pieces(bead, own)
            ]
    found.sort(key=lambda item: item[:3])
    return [bead for *_, bead in found]


def _pieces(bead: Bead, own: Sequence[Ints]) -> list[Runs]:
    """The bead's runs in the whole texts, cut where they are not consecutive there."""
    pieces: list[list[tuple[int, int]]] = []
    for version, (first, last) in enumerate(bead.runs):
        numbers = own[version][first:last]
        if not len(numbers):
            place = int(own[version][first - 1]) + 1 if first else 0
            if not first and len(own[version]):
                place = int(own[version][0])
            runs = [(place, place)]
        else:
            breaks = np.flatnonzero(np.diff(numbers) > 1) + 1
            runs = [(int(part[0]), int(part[-1]) + 1) for part in np.split(numbers, breaks)]
        pieces.append(runs)
    count = max(len(runs) for runs in pieces)
    return [
        tuple(runs[number] if number < len(runs) else (runs[-1][1], runs[-1][1]) for runs in pieces)
        for number in range(count)
    ]
