"""Displaced passages: captions, notes, neighbours that changed places.

In a printed page a caption stands where the layout left room for it, often in the middle of
a sentence, and in the translation a few sentences earlier or later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.anchors import disjoint
from workbench.alignment.band import Side
from workbench.alignment.bead import Runs
from workbench.alignment.corridor import NOTICEABLE, chain, picture
from workbench.alignment.texts import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

MIN_SEGMENTS = 12
"""Segments of a text in which displaced passages are looked for, at least."""

NEAR = 20
"""Segments from the course within which a displaced passage stands."""

WEIGHT = 0.4
"""Similarity above the noticeable, summed, at least.

In clean texts of a dozen kinds nothing as long as a usual segment comes to more than 0.3.
"""

ON_COURSE = 0.1
"""Similarity above the noticeable from which a segment has its counterpart on the course."""

WINDOW = 1_000
"""Segments that are looked at at once."""

WIDEST = 4 * WINDOW
"""Segments of the second text beside a window, at most; where more lie there, much is missing."""

LOOSE = 2
"""From one segment of a passage to the next that shows."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was seen of two texts."""

    course: Ints
    """Rows ``(place, place)``: segments that have their counterpart on the course."""

    displaced: list[tuple[int, int, int, int]]
    """Each from a first segment to before a last one, and the same in the second text."""


def displaced_passages(texts: Sequence[Text], known: Sequence[Runs]) -> list[Runs]:
    """Find short passages that some version has elsewhere, near the course of the alignment.

    Args:
        texts: The versions; nothing is found without vectors.
        known: Sections that are known to stand elsewhere; these are left out.

    Returns:
        For each passage its run in every version, in the order of the first. The runs do not
        overlap, nor do they overlap with the known ones.
    """
    first = texts[0]
    if any(text.encoder is None or text.size < MIN_SEGMENTS for text in texts):
        return []
    looked = [
        _looked(first, other, [(section[0], section[number]) for section in known])
        for number, other in enumerate(texts[1:], start=1)
    ]
    found: list[Runs] = []
    for number, own in enumerate(looked):
        for top, bottom, start, stop in own.displaced:
            runs = [(top, bottom)]
            for other, seen in enumerate(looked):
                runs.append((start, stop) if other == number else _along(seen, top, bottom))
            if all(disjoint(tuple(runs), held) for held in [*known, *found]):
                found.append(tuple(runs))
    return sorted(found)


def _looked(left: Text, right: Text, known: Sequence[Runs]) -> _Looked:
    """The course of two texts, and what stands off it."""
    course: list[tuple[int, int]] = []
    found: list[tuple[int, int, int, int]] = []
    usual = [text.marks.lengths.mean() for text in (left, right)]
    repeated = [_repeated(text.segments) for text in (left, right)]
    for rows, columns in _windows(left, right):
        cells = picture(_side(left, rows), _side(right, columns), 1)
        for section in known:
            (top, bottom), (start, stop) = section
            cells[max(top - rows[0], 0) : max(bottom - rows[0], 0)] = -1
            cells[:, max(start - columns[0], 0) : max(stop - columns[0], 0)] = -1
        on, off = _split_off_course(
            cells, repeated[0][rows[0] : rows[1]], repeated[1][columns[0] : columns[1]]
        )
        course += [(row + rows[0], column + columns[0]) for row, column in on]
        for top, bottom, start, stop in off:
            place = (top + rows[0], bottom + rows[0], start + columns[0], stop + columns[0])
            long = (
                left.marks.lengths[place[0] : place[1]].sum() >= usual[0]
                and right.marks.lengths[place[2] : place[3]].sum() >= usual[1]
            )
            if long and all(place != held for held in found):
                found.append(place)
    return _Looked(np.array(sorted(set(course)), dtype=np.int64).reshape(-1, 2), found)


def _windows(left: Text, right: Text) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Parts of both texts that lie beside each other; consecutive ones overlap."""
    step = -(-max(left.size, right.size) // WINDOW)
    if step == 1:
        yield (0, left.size), (0, right.size)
        return
    course = chain(picture(_side(left), _side(right), step)) * step
    if not len(course):
        return
    around = NEAR + 2 * step
    for first in range(0, left.size, WINDOW):
        rows = max(first - NEAR, 0), min(first + WINDOW + NEAR, left.size)
        inside = course[(course[:, 0] >= rows[0] - step) & (course[:, 0] < rows[1] + step), 1]
        if not len(inside):
            continue
        low, high = int(inside[0]) - around, int(inside[-1]) + around
        if high - low <= WIDEST:
            yield rows, (max(low, 0), min(high, right.size))


def _side(text: Text, rows: tuple[int, int] | None = None) -> Side:
    """Some segments of a text, as :func:`picture` takes them."""
    first, last = rows or (0, text.size)

    def vectors(length: int, start: int, stop: int) -> Floats:
        return text.vectors(length, first + start, first + stop)

    return Side(last - first, text.marks.lengths[first:last], vectors, np.empty(0, np.float32))


def _repeated(segments: Sequence[str]) -> NDArray[np.bool_]:
    """Which segments stand in their text several times: their counterpart could be any."""
    often = Counter(segments)
    return np.array([often[segment] > 1 for segment in segments], dtype=bool)


def _split_off_course(
    cells: Floats, rows_repeated: NDArray[np.bool_], columns_repeated: NDArray[np.bool_]
) -> tuple[list[tuple[int, int]], list[tuple[int, int, int, int]]]:
    """What lies on the course, and what off it, of what is not repeated."""
    course = chain(cells)
    above = cells[course[:, 0], course[:, 1]] - NOTICEABLE
    course = course[above > ON_COURSE]
    if not len(course):
        return [], []
    rows, columns = cells.shape
    middle = np.interp(np.arange(rows), course[:, 0], course[:, 1])
    left = np.where(np.abs(np.arange(columns) - middle[:, None]) <= NEAR, cells, np.float32(-1))
    left[course[:, 0]] = -1
    left[:, course[:, 1]] = -1
    left[rows_repeated] = -1
    left[:, columns_repeated] = -1
    best = left.argmax(axis=1)
    weights = left[np.arange(rows), best] - NOTICEABLE
    # Only mutual best matches off the course are beginnings of a passage.
    mutual = left[:, best].argmax(axis=0) == np.arange(rows)
    found = []
    for row in np.flatnonzero(mutual & (weights > 0)).tolist():
        passage = _grown(left, row, int(best[row]))
        weight = sum(left[point] - NOTICEABLE for point in passage)
        if weight >= WEIGHT:
            (top, start), (bottom, stop) = passage[0], passage[-1]
            found.append((top, bottom + 1, start, stop + 1))
    return [(int(row), int(column)) for row, column in course], found


def _grown(cells: Floats, row: int, column: int) -> list[tuple[int, int]]:
    """The points of a passage around one of them."""
    found = [(row, column)]
    for way in (1, -1):
        row, column = found[-1] if way == 1 else found[0]
        while True:
            near = [
                (cells[place], place)
                for place in (
                    (row + way * down, column + way * right)
                    for down in range(1, LOOSE + 1)
                    for right in range(1, LOOSE + 1)
                )
                if 0 <= place[0] < cells.shape[0] and 0 <= place[1] < cells.shape[1]
            ]
            value, place = max(near, default=(np.float32(-1), (row, column)))
            if value <= NOTICEABLE + ON_COURSE:
                break
            row, column = place
            found.insert(0, place) if way == -1 else found.append(place)
    return found


def _along(seen: _Looked, top: int, bottom: int) -> tuple[int, int]:
    """Where the course leads from ``top`` to ``bottom``."""
    first, last = np.searchsorted(seen.course[:, 0], [top, bottom])
    if first < last:
        return int(seen.course[first, 1]), int(seen.course[last - 1, 1]) + 1
    place = int(seen.course[first - 1, 1]) + 1 if first else 0
    return place, place
