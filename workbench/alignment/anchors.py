"""Anchors: beads that the alignment must keep. The rest is aligned between them.

They are what a person confirmed, and the borders of rows that all versions share. hunalign and
Vecalign call them anchors or hard delimiters.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workbench.alignment.bead import Runs, named
from workbench.errors import WorkbenchError


def in_order(anchors: Sequence[Runs], sizes: Sequence[int]) -> list[Runs]:
    """The anchors sorted along the texts, each once.

    Args:
        anchors: Beads to keep, each with a run for every version.
        sizes: Number of segments of every version.

    Raises:
        WorkbenchError: An anchor lies outside the texts, or two of them contradict each other
            (share a segment, or cross).
    """
    for anchor in anchors:
        if len(anchor) != len(sizes) or not all(
            0 <= first <= last <= size for (first, last), size in zip(anchor, sizes, strict=True)
        ):
            raise WorkbenchError(
                f"the confirmed bead {named(anchor)} does not lie within the texts",
                remedy="take its confirmation back",
            )
    ordered = sorted(set(anchors))
    for before, after in pairwise(ordered):
        if any(later[0] < earlier[1] for earlier, later in zip(before, after, strict=True)):
            raise WorkbenchError(
                f"the confirmed beads {named(before)} and {named(after)} contradict each other",
                remedy="take the confirmation of one of them back",
            )
    return ordered


def between(anchors: Sequence[Runs], sizes: Sequence[int]) -> Iterator[tuple[Runs, Runs | None]]:
    """The stretches between the anchors, each with the anchor that ends it.

    Args:
        anchors: As :func:`in_order` gives them.
        sizes: Number of segments of every version.

    Yields:
        The stretch to align (it may be empty), and the anchor that ends it, or None.
    """
    starts = [0] * len(sizes)
    for anchor in anchors:
        yield tuple(zip(starts, (first for first, _ in anchor), strict=True)), anchor
        starts = [last for _, last in anchor]
    yield tuple(zip(starts, sizes, strict=True)), None


def disjoint(one: Runs, other: Runs) -> bool:
    """Whether two beads or sections share a segment in no version."""
    return all(a[1] <= b[0] or b[1] <= a[0] for a, b in zip(one, other, strict=True))
