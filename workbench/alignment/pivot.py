"""Pairwise alignments joined on a pivot, the first text: coarse, but always possible."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.alignment.bead import Runs

PairBead = tuple[int, int, int, int]


def join_on_pivot(paths: Sequence[Sequence[PairBead]], stretch: Runs) -> list[Runs]:
    """Join the alignments of the pivot with each other text into groups over all of them.

    A group ends where every alignment has a border in the pivot.

    Args:
        paths: For every other text the beads ``(i, j, a, b)`` of its alignment with the first.
        stretch: Where they begin and end in each text.

    Returns:
        Groups in order that hold each segment of the stretch once.
    """
    borders = [
        _borders(path, (stretch[0][1], end[1]))
        for path, end in zip(paths, stretch[1:], strict=True)
    ]
    common = sorted(set.intersection(*(set(found) for found in borders)))
    groups: list[Runs] = []
    for number, at in enumerate(common):
        places = [found[at][0] for found in borders]
        for other, found in enumerate(borders):
            while places[other] < found[at][1]:
                runs = [(at, at), *((place, place) for place in places)]
                runs[other + 1] = (places[other], places[other] + 1)
                groups.append(tuple(runs))
                places[other] += 1
        if number + 1 < len(common):
            following = common[number + 1]
            ends = [found[following][0] for found in borders]
            groups.append(((at, following), *zip(places, ends, strict=True)))
    return groups


def _borders(path: Sequence[PairBead], end: tuple[int, int]) -> dict[int, tuple[int, int]]:
    """Each border in the first text with the first and last border beside it in the other."""
    found: dict[int, tuple[int, int]] = {}
    for i, j in [*((bead[0], bead[1]) for bead in path), end]:
        first, last = found.get(i, (j, j))
        found[i] = min(first, j), max(last, j)
    return found
