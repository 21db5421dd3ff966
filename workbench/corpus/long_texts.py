"""Very long texts: cut at places that are sure, aligned piece by piece, and sewn together.

The first so many segments of each version are aligned. Where several beads in a row link all
versions beyond doubt, there the text is cut: what lies before is kept, and the next piece begins
there. So memory does not grow with the text. Sections that stand in another order are found
within a piece only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench import api
from workbench.alignment import Bead, Beads
from workbench.api import Alignment
from workbench.documents import Document
from workbench.segmentation import Segment

PIECE = 3_000
"""Segments of all versions together that a piece takes at first; the last one, and so a text that
is not cut, has up to half as many again. Of more a worker would need over 600 MB."""

SURE, ANCHOR = 0.9, 4
"""How sure beads are, and how many in a row, behind which a text may be cut."""

KEPT = 0.9
"""Share of a piece behind which no cut is made: its end may lack its counterpart."""


def align_long(
    documents: Sequence[Document],
    segments: Sequence[Sequence[Segment]],
    *,
    encoder: str | None = None,
    name: str = "",
    piece: int | None = None,
) -> Alignment:
    """Align versions of a text, as :func:`workbench.api.align` does, in bounded memory.

    Args:
        documents: The versions.
        segments: Of each, in order.
        encoder: As there.
        name: As there.
        piece: Segments of the longest version that a piece takes at first; a version's share
            of ``PIECE`` when None.
    """
    most = piece or PIECE // len(documents)
    sizes = [len(parts) for parts in segments]
    starts = [0] * len(sizes)
    beads: list[Bead] = []
    remarks: list[str] = []
    blocks = 0
    taken = most
    while True:
        left = [size - start for size, start in zip(sizes, starts, strict=True)]
        longest = max(left)
        whole = longest <= taken * 3 // 2
        ends = [
            size if whole else start + max(1, taken * rest // longest) if rest else start
            for start, size, rest in zip(starts, sizes, left, strict=True)
        ]
        own = [parts[first:end] for parts, first, end in zip(segments, starts, ends, strict=True)]
        found = api.align(documents, segments=own, encoder=encoder, name=name)
        cut = len(found.found.beads) if whole else _cut(found.found.beads, own)
        if not cut:
            # Nothing in it is sure: a longer piece holds more, in the end the whole text.
            taken *= 2
            continue
        kept = found.found.beads[:cut]
        beads += [_moved(bead, starts, blocks) for bead in kept]
        remarks += [remark for remark in found.remarks if remark not in remarks]
        if whole:
            return replace(
                found,
                segments={
                    key: list(parts) for key, parts in zip(found.documents, segments, strict=True)
                },
                found=Beads(tuple(beads), tuple(remarks)),
                vectors=None,
            )
        blocks = max(bead.block for bead in beads)
        starts = [start + end for start, (_, end) in zip(starts, kept[-1].runs, strict=True)]
        taken = most


def _cut(beads: Sequence[Bead], segments: Sequence[Sequence[Segment]]) -> int:
    """How many beads are kept: up to the last sure place; 0 where there is none."""
    limits = [KEPT * len(parts) for parts in segments]
    best = run = 0
    held = [0] * len(segments)
    reach = [0] * len(segments)
    for number, bead in enumerate(beads, 1):
        ends = [end for _, end in bead.runs]
        held = [at + end - first for at, (first, end) in zip(held, bead.runs, strict=True)]
        reach = [max(at, end) for at, end in zip(reach, ends, strict=True)]
        linked = all(end > first for first, end in bead.runs)
        sure = linked and bead.confidence is not None and bead.confidence >= SURE
        # A section that stands elsewhere would be torn: what was held must be all before here.
        run = run + 1 if sure and held == reach == ends else 0
        if run >= ANCHOR and all(end <= limit for end, limit in zip(ends, limits, strict=True)):
            best = number
    return best


def _moved(bead: Bead, by: Sequence[int], blocks: int) -> Bead:
    runs = tuple(
        (first + start, end + start) for (first, end), start in zip(bead.runs, by, strict=True)
    )
    return replace(bead, runs=runs, block=bead.block + blocks)
