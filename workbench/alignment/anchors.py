"""What a person has confirmed stands; the rest is aligned between it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workbench.errors import WorkbenchError

Runs = tuple[tuple[int, int], ...]
"""Per version, first segment and one past the last (:attr:`Bead.runs`)."""


def in_order(walls: Sequence[Runs], sizes: Sequence[int]) -> list[Runs]:
    """The walls sorted along the texts.

    Args:
        walls: Beads to keep, each with a run for every version.
        sizes: Number of segments of every version.

    Raises:
        WorkbenchError: A wall lies outside the texts, or two of them contradict each other
            (share a segment, or cross).
    """
    for wall in walls:
        if len(wall) != len(sizes) or not all(
            0 <= first <= last <= size for (first, last), size in zip(wall, sizes, strict=True)
        ):
            raise WorkbenchError(
                f"the confirmed bead {_named(wall)} does not lie within the texts",
                remedy="take its confirmation back",
            )
    ordered = sorted(set(walls))
    for before, after in pairwise(ordered):
        if any(later[0] < earlier[1] for earlier, later in zip(before, after, strict=True)):
            raise WorkbenchError(
                f"the confirmed beads {_named(before)} and {_named(after)} contradict each other",
                remedy="take the confirmation of one of them back",
            )
    return ordered


def between(walls: Sequence[Runs], sizes: Sequence[int]) -> Iterator[tuple[Runs, Runs | None]]:
    """What lies before each wall, with the wall; at last what lies behind the last one.

    Args:
        walls: As :func:`in_order` gives them.
        sizes: Number of segments of every version.

    Yields:
        The stretch to align (it may be empty), and the wall that ends it, or None.
    """
    starts = [0] * len(sizes)
    for wall in walls:
        yield tuple(zip(starts, (first for first, _ in wall), strict=True)), wall
        starts = [last for _, last in wall]
    yield tuple(zip(starts, sizes, strict=True)), None


def _named(wall: Runs) -> str:
    """The wall as a person counts: segments from 1."""
    return " ~ ".join(
        "none" if first == last else f"{first + 1}" if last == first + 1 else f"{first + 1}–{last}"
        for first, last in wall
    )


def apart(one: Runs, other: Runs) -> bool:
    """Whether two beads or sections share a segment in no version."""
    return all(a[1] <= b[0] or b[1] <= a[0] for a, b in zip(one, other, strict=True))
