"""Several texts joined through the first one: coarse, but always possible."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.alignment.anchors import Runs

Bead = tuple[int, int, int, int]


def star(paths: Sequence[Sequence[Bead]], stretch: Runs) -> list[Runs]:
    """Groups from the alignments of the first text with each other one.

    A group ends where all alignments have a border in the first text.

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


def _borders(path: Sequence[Bead], end: tuple[int, int]) -> dict[int, tuple[int, int]]:
    """Each border in the first text with the first and last border beside it in the other."""
    found: dict[int, tuple[int, int]] = {}
    for i, j in [*((bead[0], bead[1]) for bead in path), end]:
        first, last = found.get(i, (j, j))
        found[i] = min(first, j), max(last, j)
    return found
