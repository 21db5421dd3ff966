"""A long text is cut into chunks that are scored one after the other.

A chunk ends at an anchor, or at the place where the first pass is surest: where paths that avoid
it score worst. So memory does not grow with the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.bead import Runs
from workbench.alignment.candidates import Joined
from workbench.alignment.first_pass import FirstPass, Stretch, connected, with_gaps
from workbench.alignment.shapes import LONGEST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    FirstPasses = Mapping[tuple[int, int], FirstPass]
    Rows = Mapping[tuple[int, int], slice]

CHUNK_SEGMENTS = 3_000
"""Segments of each version that a chunk holds, on average over the versions, at most."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive stretches that are scored together."""

    stretches: list[Runs]
    numbers: list[int]
    """Of each stretch the number of the stretch it is (a part of)."""

    first_passes: dict[tuple[int, int], FirstPass]
    """Per pair of versions the stretches' first-pass candidates."""

    def bounds(self, version: int) -> tuple[int, int]:
        """First and one past the last segment of a version."""
        return self.stretches[0][version][0], self.stretches[-1][version][1]


def split_chunks(
    first_passes: FirstPasses, stretches: Sequence[Runs], most: int = CHUNK_SEGMENTS
) -> Iterator[Chunk]:
    """Cut what is to be aligned into chunks.

    Args:
        first_passes: Per pair of versions the first-pass candidates of all stretches.
        stretches: What is to be aligned, in order; each holds a segment.
        most: As for ``CHUNK_SEGMENTS``.
    """
    most *= len(stretches[0])
    pieces: list[Runs] = []
    numbers: list[int] = []
    order: dict[tuple[int, int], Joined[np.int64]] = {pair: Joined() for pair in first_passes}
    piece: dict[tuple[int, int], Joined[np.int32]] = {pair: Joined() for pair in first_passes}
    for number, stretch in enumerate(stretches):
        own = {pair: found.of(number) for pair, found in first_passes.items()}
        cuts = _cuts(first_passes, own, stretch, most) if _size(stretch) > most else []
        corners = [[first for first, _ in stretch], *cuts, [last for _, last in stretch]]
        for (left, right), rows in own.items():
            places = np.array([(cut[left], cut[right]) for cut in cuts]).reshape(-1, 2)
            kept, pieced = _split(first_passes[left, right].beads[rows], places)
            order[left, right].add(kept + rows.start)
            piece[left, right].add(pieced + len(pieces))
        for start, end in pairwise(corners):
            pieces.append(tuple(zip(start, end, strict=True)))
            numbers.append(number)
    sorted_rows = {pair: found.rows for pair, found in order.items()}
    sorted_pieces = {pair: found.rows for pair, found in piece.items()}
    for first, last in _together([_size(piece) for piece in pieces], most):
        own_passes = {}
        for pair, found in first_passes.items():
            part = slice(*np.searchsorted(sorted_pieces[pair], [first, last]).tolist())
            kept = sorted_rows[pair][part]
            own_passes[pair] = FirstPass(
                found.beads[kept], found.near[kept], found.better[kept],
                sorted_pieces[pair][part] - np.int32(first),
            )  # fmt: skip
            if len(pieces) > len(stretches):
                inside = [(each[pair[0]], each[pair[1]]) for each in pieces[first:last]]
                own_passes[pair] = _passable(own_passes[pair], inside)
        yield Chunk(pieces[first:last], numbers[first:last], own_passes)


def _passable(found: FirstPass, stretches: Sequence[Stretch]) -> FirstPass:
    """The candidates, with gaps where the cuts left no path through a stretch.

    Of texts whose segments are much alike, the places that look surest lie on no common path.
    """
    beads: Joined[np.int32] = Joined()
    near: Joined[np.float32] = Joined()
    better: Joined[np.float32] = Joined()
    component: Joined[np.int32] = Joined()
    for number, ((top, bottom), (start, stop)) in enumerate(stretches):
        rows, corner = found.of(number), np.array([top, start, 0, 0], dtype=np.int32)
        own = found.beads[rows] - corner, found.near[rows], found.better[rows]
        if not connected(own[0], bottom - top, stop - start):
            own = with_gaps(own, bottom - top, stop - start)
        beads.add(own[0] + corner)
        near.add(own[1])
        better.add(own[2])
        component.add(np.full(len(own[0]), number, dtype=np.int32))
    return FirstPass(beads.rows, near.rows, better.rows, component.rows)


def _size(stretch: Runs) -> int:
    return sum(last - first for first, last in stretch)


def _together(sizes: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Consecutive pieces of at most ``most`` segments in all; a larger one is alone."""
    first = held = 0
    for place, size in enumerate(sizes):
        if place > first and held + size > most:
            yield first, place
            first, held = place, 0
        held += size
    yield first, len(sizes)


def _split(beads: NDArray[np.int32], cuts: Ints) -> tuple[Ints, NDArray[np.int32]]:
    """A stretch's candidates by the pieces they lie in, without those that lie across a cut.

    Args:
        beads: The candidates.
        cuts: Where the stretch is cut, rows ``(i, j)`` in order.

    Returns:
        The candidates' numbers in the order of the pieces, and each one's piece, from 0.
    """
    if not len(cuts):
        return np.arange(len(beads)), np.zeros(len(beads), dtype=np.int32)
    i, j, a, b = beads.T
    piece = np.searchsorted(cuts[:, 0], i, side="right")
    # In the row of a cut the column tells on which side a right segment alone lies.
    ends = np.searchsorted(cuts[:, 1], j + b, side="left")
    piece = np.where(a > 0, piece, np.minimum(piece, ends))
    rows = np.append(cuts[:, 0], np.iinfo(np.int32).max)
    columns = np.concatenate([[-1], cuts[:, 1], [np.iinfo(np.int32).max]])
    fits = (i + a <= rows[piece]) & (j >= columns[piece]) & (j + b <= columns[piece + 1])
    kept = np.flatnonzero(fits)
    kept = kept[np.argsort(piece[kept], kind="stable")]
    return kept, piece[kept].astype(np.int32)


def _cuts(first_passes: FirstPasses, own: Rows, stretch: Runs, most: int) -> list[list[int]]:
    """Places to cut at so that no piece has more than ``most`` segments, if that can be."""
    places, risk = _places(first_passes, own, stretch)
    reach = places.sum(axis=1)
    begin, end = sum(first for first, _ in stretch), sum(last for _, last in stretch)
    found: list[list[int]] = []
    while end - begin > most:
        first, last = np.searchsorted(reach, [begin + most * 2 // 3, begin + most]).tolist()
        # Where there is no place so near it is the next one.
        last = max(last, first + 1)
        if first >= len(reach):
            break
        at = first + int(np.argmin(risk[first:last]))
        found.append(places[at].tolist())
        begin = int(reach[at])
    return found


def _places(first_passes: FirstPasses, own: Rows, stretch: Runs) -> tuple[Ints, Floats]:
    """Places on the likeliest path of every pair, and how good paths beside them are."""
    likely = {
        pair: _likeliest(found.beads[own[pair]], found.better[own[pair]], *stretch[pair[0]])
        for pair, found in first_passes.items()
    }
    first, last = stretch[0]
    rows = np.arange(first + 1, last)
    columns = [rows, *(likely[0, other][0][rows - first] for other in range(1, len(stretch)))]
    fits = np.logical_and.reduce([column >= 0 for column in columns])
    risk = np.zeros(len(rows), dtype=np.float32)
    for (left, right), (place, beside) in likely.items():
        at = np.clip(columns[left] - stretch[left][0], 0, len(place) - 1)
        fits &= place[at] == columns[right]
        risk = np.maximum(risk, beside[at])
    places = np.stack(columns, axis=1)[fits]
    # Only where no version goes back.
    behind = np.maximum.accumulate(places, axis=0)
    forward = (places == behind).all(axis=1)
    return places[forward], risk[fits][forward]


def _likeliest(
    beads: NDArray[np.int32], better: Floats, first: int, last: int
) -> tuple[Ints, Floats]:
    """Per place in the left text the likeliest one beside it, and how good others are."""
    count = last - first + 1
    begin, end = beads[:, 0] - first, beads[:, 0] + beads[:, 2] - first
    place = np.full(count, -1)
    order = np.argsort(better, kind="stable")
    place[end[order]] = (beads[:, 1] + beads[:, 3])[order]
    # Of equal paths along a row of single right segments the first counts.
    order = np.lexsort((-beads[:, 1], better))
    place[begin[order]] = beads[order, 1]
    beside = np.zeros(count, dtype=np.float32)
    for row, column in ((begin, beads[:, 1]), (end, beads[:, 1] + beads[:, 3])):
        other = column != place[row]
        np.maximum.at(beside, row[other], better[other])
    for step in range(1, LONGEST):
        over = beads[:, 2] > step
        np.maximum.at(beside, begin[over] + step, better[over])
    return place, beside
