"""Moving the borders between beads."""

import itertools
from collections.abc import Sequence
from typing import Literal

from workbench.project.draft import EditDraft, refuse_unless
from workbench.project.edit import Edit, Refused
from workbench.project.project import Project


def merge(project: Project, first: int, last: int) -> Edit:
    """Make one bead of all from one to another; it keeps the first's id.

    Notes are put together; it is flagged when one was, and excluded when all were.

    Raises:
        Refused: It is a single bead, or their segments do not follow each other.
    """
    beads = project.beads(first, last)
    refuse_unless(len(beads) > 1, "there is no other bead to merge with")
    whole = [
        sorted((s for bead in beads for s in project.runs(bead)[column]), key=project.number)
        for column in _columns(project)
    ]
    for column, run in enumerate(whole):
        _refuse_gaps(project, run, [project.runs(bead)[column] for bead in beads])
    draft = EditDraft(project)
    for bead in beads[1:]:
        for run in draft.runs(bead):
            run.clear()
    draft.runs(beads[0])[:] = whole
    if len({project.bead(bead).block for bead in beads}) > 1:
        for column in _columns(project):
            _refuse_crossing(draft, beads[0], column)
    if not all(project.bead(bead).excluded for bead in beads):
        draft.set_bead(beads[0], excluded=False)
    return draft.edit(f"merge {len(beads)} beads")


def merge_across(project: Project, bead: int, other: int) -> Edit:
    """Join to a bead another that is no neighbour; what stands between them stays as it is.

    It is for a sentence that something interrupts: a caption, a note. The bead keeps its id.

    Raises:
        Refused: It is the same bead, or they are in different sections.
    """
    refuse_unless(bead != other, "there is no other bead to merge with")
    refuse_unless(
        project.bead(bead).block == project.bead(other).block,
        "they stand in different sections",
        "move the segments instead",
    )
    draft = EditDraft(project)
    for column in _columns(project):
        run = draft.runs(bead)[column]
        run[:] = sorted(run + draft.runs(other)[column], key=project.number)
        draft.runs(other)[column].clear()
    for column in _columns(project):
        _refuse_crossing(draft, bead, column)
    return draft.edit("merge 2 beads across what is between them")


def split(project: Project, bead: int, borders: Sequence[int]) -> Edit:
    """Make two beads of one; the first part keeps the id, flag and note.

    Args:
        project: The project.
        bead: The one to split.
        borders: For each column, how many of its segments stay in the first part.

    Raises:
        Refused: A part would have no segment at all.
    """
    runs = project.runs(bead)
    heads = [list(run[:border]) for run, border in zip(runs, borders, strict=True)]
    tails = [list(run[border:]) for run, border in zip(runs, borders, strict=True)]
    refuse_unless(
        any(heads) and any(tails), "one part would be empty", "put the border between two segments"
    )
    draft = EditDraft(project)
    draft.runs(bead)[:] = heads
    _add_beside(draft, bead, [tails], 1)
    return draft.edit("split a bead")


def split_into(project: Project, bead: int, cuts: Sequence[Sequence[int]]) -> Edit:
    """Make several beads of one, as one edit; the first part keeps the id, flag and notes.

    Args:
        project: The project.
        bead: The one to split.
        cuts: Ascending; each says for every column how many segments stand before it.

    Raises:
        Refused: A part would have no segment at all, or the bead skips others.
    """
    if len(cuts) == 1:
        return split(project, bead, cuts[0])
    refuse_unless(
        not project.skips(bead), "it goes on behind another bead", "split it in two first"
    )
    runs = project.runs(bead)
    ends = [*cuts, [len(run) for run in runs]]
    parts, starts = [], [0] * len(runs)
    for cut in ends:
        part = [list(run[a:b]) for run, a, b in zip(runs, starts, cut, strict=True)]
        refuse_unless(any(part), "one part would be empty", "put the border between two segments")
        parts.append(part)
        starts = list(cut)
    draft = EditDraft(project)
    draft.runs(bead)[:] = parts[0]
    _add_beside(draft, bead, parts[1:], 1)
    return draft.edit(f"split a bead in {len(parts)}")


def proposed_borders(project: Project, bead: int) -> tuple[int, ...]:
    """Where a bead is best split, by the lengths of its texts, for :func:`split`.

    Of the borders of the column with the most segments, the one is taken that the others can
    follow best: each at the border nearest the same share of its text. Among equals the one
    nearest the middle. Either part has a segment where the bead has two.
    """
    lengths = [[len(text) or 1 for text in project.texts(bead, c)] for c in _columns(project)]
    leader = max(lengths, key=len)
    if len(leader) > 1:

        def following(border: int) -> list[int]:
            share = _share(leader, border)
            return [
                border
                if sizes is leader
                else min(range(len(sizes) + 1), key=lambda k: abs(_share(sizes, k) - share))
                for sizes in lengths
            ]

        def strain(border: int) -> tuple[float, float]:
            share = _share(leader, border)
            apart = (
                abs(_share(sizes, k) - share)
                for sizes, k in zip(lengths, following(border), strict=True)
                if sizes
            )
            return sum(apart), abs(share - 0.5)

        return tuple(following(min(range(1, len(leader)), key=strain)))
    # One segment a column at the most: the first column's stands alone.
    first = next((column for column, sizes in enumerate(lengths) if sizes), 0)
    return tuple(len(sizes) if column == first else 0 for column, sizes in enumerate(lengths))


def move_first(project: Project, bead: int, column: int, count: int = 1) -> Edit:
    """Move a bead's first segments of one column to the bead before.

    Raises:
        Refused: There is no such segment or bead, or it would tear a section apart.
    """
    return _move(project, bead, column, count, -1)


def move_last(project: Project, bead: int, column: int, count: int = 1) -> Edit:
    """Move a bead's last segments of one column to the bead after.

    Raises:
        Refused: There is no such segment or bead, or it would tear a section apart.
    """
    return _move(project, bead, column, count, 1)


def _move(project: Project, bead: int, column: int, count: int, step: Literal[-1, 1]) -> Edit:
    other = project.neighbour(bead, step)
    run = project.runs(bead)[column]
    refuse_unless(0 < count <= len(run), "there is no segment here to move")
    if other is None:
        raise Refused(
            f"there is no bead {'after' if step > 0 else 'before'} this one",
            remedy="put the segment in a bead of its own",
        )
    draft = EditDraft(project)
    here, there = draft.runs(bead)[column], draft.runs(other)[column]
    if step > 0:
        there[:0] = here[-count:]
        del here[-count:]
    else:
        there += here[:count]
        del here[:count]
    _refuse_gaps(project, there, [project.runs(other)[column]])
    for moved in (other, bead):
        _refuse_crossing(draft, moved, column)
    return draft.edit("move a segment" if count == 1 else f"move {count} segments")


def shift(
    project: Project, bead: int, column: int, step: Literal[-1, 1], *, last: int | None = None
) -> Edit:
    """Shift one column down or up from here, to the first empty cell or confirmed bead.

    Down (1): this cell becomes empty, each cell moves to the bead after; the first empty
    cell takes the last. Where a confirmed bead or the section's end comes first, what is
    left over gets a bead of its own there.

    Up (-1): the cells from here on move to the bead before, which must be empty in this
    column; where this cell itself is empty it takes the next. It ends before the next
    empty cell, or confirmed bead.

    Args:
        project: The project.
        bead: Where it begins.
        column: The document that is shifted.
        step: 1 down, -1 up.
        last: The last bead that takes part; None for as far as it goes.

    Raises:
        Refused: Here or above is a confirmed bead or no room, or there is nothing to move.
    """
    act = _shift_down if step > 0 else _shift_up
    return act(project, bead, column, last)


def shifted(edit: Edit) -> list[int]:
    """The beads whose cells a shift moves, as an edit made by :func:`shift` says."""
    found: dict[int, None] = {}
    for change in edit.changes:
        if change.table == "segment" and change.before and "bead" in change.before:
            found.update(dict.fromkeys(change.before["bead"]))
    return list(found)


def _shift_down(project: Project, bead: int, column: int, last: int | None) -> Edit:
    stretch = _open_stretch(project, bead, last)
    refuse_unless(bool(stretch), "this bead is confirmed", "take its confirmation back first")
    refuse_unless(bool(project.runs(bead)[column]), "there is no segment here to move")
    alone = len(stretch) == 1 and not any(
        run for other, run in enumerate(project.runs(bead)) if other != column
    )
    refuse_unless(not alone, "there is nothing beside it to shift against")
    _refuse_skips(project, stretch)
    draft = EditDraft(project)
    carried: list[int] = []
    for other in stretch:
        run = draft.runs(other)[column]
        carried, run[:] = list(run), carried
        if not carried:
            break
    else:
        runs: list[list[int]] = [[] for _ in project.documents]
        runs[column] = carried
        _add_beside(draft, stretch[-1], [runs], 1)
    return draft.edit("shift a column down")


def _shift_up(project: Project, bead: int, column: int, last: int | None) -> Edit:
    if project.runs(bead)[column]:
        above = project.neighbour(bead, -1)
        if above is None or project.bead(above).block != project.bead(bead).block:
            raise Refused("there is no bead above this one")
        refuse_unless(
            not project.runs(above)[column],
            "the cell above is not empty",
            "move the segment to the bead before, or shift from an empty cell",
        )
        bead = above
    stretch = _open_stretch(project, bead, last)
    refuse_unless(bool(stretch), "this bead is confirmed", "take its confirmation back first")
    _refuse_skips(project, stretch)
    draft = EditDraft(project)
    moved = 0
    for target, source in itertools.pairwise(stretch):
        run = draft.runs(source)[column]
        if not run:
            break
        draft.runs(target)[column][:] = run
        run.clear()
        moved += 1
    refuse_unless(moved > 0, "there is no segment below to move up")
    return draft.edit("shift a column up")


def isolate(project: Project, segment: int) -> Edit:
    """Put a segment in a bead of its own, beside the one it was in.

    What stands behind it in its column goes into a bead after it, unless the segment is
    the first of its column: then its new bead stands before.

    Raises:
        Refused: It is alone in its bead already.
    """
    bead, column = project.segment(segment).bead, project.column_of(segment)
    runs = project.runs(bead)
    refuse_unless(sum(map(len, runs)) > 1, "it has a bead of its own already")
    _refuse_skips(project, [bead])
    run = runs[column]
    at = run.index(segment)
    draft = EditDraft(project)
    alone: list[list[int]] = [[] for _ in runs]
    alone[column] = [segment]
    if at == 0:
        draft.runs(bead)[column][:] = run[1:]
        _add_beside(draft, bead, [alone], -1)
    else:
        draft.runs(bead)[column][:] = run[:at]
        behind: list[list[int]] = [[] for _ in runs]
        behind[column] = list(run[at + 1 :])
        _add_beside(draft, bead, [alone, behind] if any(behind) else [alone], 1)
    return draft.edit("put a segment in a bead of its own")


def _add_beside(
    draft: EditDraft, bead: int, contents: Sequence[list[list[int]]], step: Literal[-1, 1]
) -> None:
    """New beads of the same section, with these runs, right before or after a bead."""
    project = draft.project
    added = []
    for runs in contents:
        number = draft.add_bead(project.bead(bead).block)
        row = project.bead(bead)
        draft.set_bead(number, excluded=row.excluded, properties=row.properties)
        draft.runs(number)[:] = runs
        added.append(number)
    index = project.index(bead) + (step > 0)
    if step > 0 and project.skips(bead):
        index = _behind_skipped(draft, added[0], index)
    draft.place_beads(added, start=index, end=index)


def _behind_skipped(draft: EditDraft, tail: int, index: int) -> int:
    """Where the second part of a bead belongs that skips others: behind those."""
    project = draft.project
    block = draft.bead(tail).block
    heads = [project.number(run[0]) if run else None for run in draft.runs(tail)]
    found = index
    for place in range(index, len(project)):
        other = project.order[place]
        if project.bead(other).block != block:
            continue
        before = [
            project.number(run[0]) < head
            for run, head in zip(project.runs(other), heads, strict=True)
            if run and head is not None
        ]
        if before and not any(before):
            break
        if any(before):
            refuse_unless(all(before), "its languages go on in different places", "split it there")
            found = place + 1
    return found


def _refuse_skips(project: Project, beads: Sequence[int]) -> None:
    refuse_unless(
        not any(map(project.skips, beads)),
        "a bead here goes on behind another one",
        "split it first",
    )


def _open_stretch(project: Project, bead: int, last: int | None) -> list[int]:
    """The beads from here to before the next confirmed one, the section's end, or a last one."""
    found: list[int] = []
    block = project.bead(bead).block
    for number in project.order[project.index(bead) :]:
        row = project.bead(number)
        if row.status == "confirmed" or row.block != block or found[-1:] == [last]:
            break
        found.append(number)
    return found


def _refuse_gaps(project: Project, run: Sequence[int], before: Sequence[Sequence[int]]) -> None:
    """Refuse a side that skips something which no side skipped before."""
    skipped = [(project.number(one[0]), project.number(one[-1])) for one in before if one]
    for one, next_one in itertools.pairwise(map(project.number, run)):
        refuse_unless(
            one + 1 == next_one or any(a <= one and next_one <= b for a, b in skipped),
            "these beads stand in different places of a document",
            "only beads whose segments follow each other can share them",
        )


def _refuse_crossing(draft: EditDraft, bead: int, column: int) -> None:
    """Refuse where a bead would stand against the order of its section in a column."""
    project = draft.project
    run = draft.runs(bead)[column]
    if not run:
        return
    block = project.bead(bead).block
    for step in (-1, 1):
        other = project.neighbour(bead, step)
        while other is not None:
            beside = draft.runs(other)[column]
            if beside and project.bead(other).block == block:
                ahead, behind = (beside, run) if step < 0 else (run, beside)
                refuse_unless(
                    project.number(ahead[0]) < project.number(behind[0]),
                    "the segment stands elsewhere in its document than this section",
                )
                break
            other = project.neighbour(other, step)


def _share(sizes: Sequence[int], border: int) -> float:
    return sum(sizes[:border]) / sum(sizes) if sizes else 0.0


def _columns(project: Project) -> range:
    return range(len(project.documents))
