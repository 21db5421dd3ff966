"""Segments of the same text cut otherwise, and their order after some moved."""

import itertools
from collections.abc import Sequence
from typing import Any

from workbench import languages
from workbench.project.draft import EditDraft
from workbench.project.placed_codes import dealt
from workbench.project.rows import SegmentRow
from workbench.units import codes_from_json, from_marks


def recut(
    draft: EditDraft, column: int, rows: Sequence[SegmentRow], texts: Sequence[str]
) -> list[int]:
    """Let segments that follow each other say the same in other pieces.

    The first ones keep their ids. Each piece points to its place in the document, unless a
    person had edited the text: then original and place stay whole with the first.

    Args:
        draft: Its rows are changed.
        column: Of the document.
        rows: The segments, as they are.
        texts: The pieces with marks for the codes; the same, save for white space.

    Returns:
        The pieces' segments.
    """
    if len(rows) == len(texts) == 1:
        return [rows[0].id]
    document = draft.project.documents[column]
    pieces = [from_marks(text) for text in texts]
    texts = [text for text, _ in pieces]
    codes = dealt(
        tuple(code for row in rows for code in codes_from_json(row.codes)),
        [[mark.place for mark in marks] for _, marks in pieces],
    )
    letters = [
        offset
        for row in rows
        for offset in range(row.start, row.end)
        if not document.text[offset].isspace()
    ]
    ends = list(itertools.accumulate(sum(not c.isspace() for c in text) for text in texts))
    places: list[tuple[str | None, int, int]]
    if all(row.original is None for row in rows) and ends[-1] == len(letters):
        places = [
            (None, letters[begin], letters[end - 1] + 1)
            for begin, end in itertools.pairwise([0, *ends])
        ]
    else:
        joiner = languages.of(document.tag).joiner
        originals = [row.text if row.original is None else row.original for row in rows]
        places = [(joiner.join(filter(None, originals)), rows[0].start, rows[-1].end)]
        places += [("", rows[-1].end, rows[-1].end)] * (len(texts) - 1)
    ids = []
    for index, (text, (original, start, end)) in enumerate(zip(texts, places, strict=True)):
        values: dict[str, Any] = {
            "text": text,
            "original": original,
            "start": start,
            "end": end,
            "codes": codes[index],
        }
        if index < len(rows):
            draft.set_segment(rows[index].id, **values)
            ids.append(rows[index].id)
        else:
            ids.append(draft.add_segment(column, paragraph=rows[-1].paragraph, **values))
    for row in rows[len(texts) :]:
        draft.remove_segment(row.id)
    return ids


def reordered(draft: EditDraft, column: int, beads: Sequence[int]) -> list[int]:
    """A document's segments in an order that suits the draft's runs.

    Args:
        draft: Its runs of ``beads`` are as they are to be.
        column: Of the document.
        beads: Those whose runs have changed, in reading order.
    """
    project = draft.project
    runs = {bead: draft.runs(bead)[column] for bead in beads}
    old = {segment for bead in beads for segment in project.runs(bead)[column]}
    rank = {segment: index for index, segment in enumerate(project.segments(column))}
    # Settled are those that keep their place: all of other beads, and those of the changed
    # beads that still stand in the old order. The others are put in behind what they follow.
    settled = {segment for segment in rank if segment not in old}
    for bead, run in runs.items():
        last = -1
        for segment in run:
            at = rank.get(segment, -1)
            if at > last and project.segment(segment).bead == bead:
                settled.add(segment)
                last = at
    # A linked list in both directions, since segments go in at any place; None is either end.
    following: dict[int | None, int | None] = {}
    last_settled: int | None = None
    for segment in project.segments(column):
        if segment in settled:
            following[last_settled] = segment
            last_settled = segment
    following[last_settled] = None
    preceding = {after: before for before, after in following.items() if after is not None}
    for bead, run in runs.items():
        before: int | None = _before(draft, column, bead, run, settled, preceding)
        for segment in run:
            if segment not in settled:
                after = following[before]
                following[before], following[segment] = segment, after
                preceding[segment] = before
                if after is not None:
                    preceding[after] = segment
                settled.add(segment)
            before = segment
    order = []
    here = following[None]
    while here is not None:
        order.append(here)
        here = following[here]
    return order


def _before(
    draft: EditDraft,
    column: int,
    bead: int,
    run: Sequence[int],
    settled: set[int],
    preceding: dict[int, int | None],
) -> int | None:
    """The segment behind which a bead's run begins; None for the document's beginning."""
    first = next((segment for segment in run if segment in settled), None)
    if first is not None:
        return preceding[first]
    # First segments are what keeps beads in order: a side that skips what stands in between
    # may end behind the sides of its followers.
    after = _nearest(draft, column, bead, settled, 1)
    if after:
        return preceding[after[0]]
    before = _nearest(draft, column, bead, settled, -1)
    return before[-1] if before else None


def _nearest(draft: EditDraft, column: int, bead: int, settled: set[int], step: int) -> list[int]:
    """The settled segments of the nearest bead of this block that has some."""
    project = draft.project
    block = project.bead(bead).block
    other = project.neighbour(bead, step)
    while other is not None:
        if project.bead(other).block == block:
            beside = [s for s in draft.standing_runs(other)[column] if s in settled]
            if beside:
                return beside
        other = project.neighbour(other, step)
    return []
