"""Mending the alignment: borders between beads, segments, texts."""

from collections.abc import Sequence
from typing import Literal

from workbench.project import Refused, operations
from workbench.review.ask_until_saved import ask_until_saved
from workbench.review.inline_codes import MarkedTexts, cut_places
from workbench.review.questions import BeadSplit, Choice, Consent, SegmentCut
from workbench.review.screen import Screen
from workbench.review.session import Session

MANY_CELLS = 20
"""A shift of more cells is asked about first."""


def merge(session: Session, _: Screen, step: Literal[-1, 1]) -> None:
    """Merge the range, or the bead with its neighbour."""
    first, last = session.cursor.selection[0], session.cursor.selection[-1]
    if first == last:
        other = session.project.neighbour(first, step)
        if other is None:
            raise Refused(f"there is no bead {'after' if step > 0 else 'before'} this one")
        first, last = (first, other) if step > 0 else (other, first)
    session.apply(lambda project: operations.merge(project, first, last))
    session.go_to(first)


async def split(session: Session, screen: Screen) -> None:
    """Split a bead where its borders are put."""
    bead, project, sheet = session.bead, session.project, session.sheet
    if sum(map(len, project.runs(bead))) < 2:
        raise Refused("there is one segment only", remedy="split the segment first (S)")
    borders = list(operations.proposed_borders(project, bead))
    chosen = await screen.ask(
        BeadSplit(
            "Split the bead",
            names=[sheet.keys[column] for column in sheet.columns],
            columns=[[one.text for one in column] for column in sheet.coded(bead)],
            borders=[borders[column] for column in sheet.columns],
            at=session.cursor.column,
        )
    )
    if chosen is not None:
        cuts = []
        for cut in chosen:
            whole = list(borders)
            for column, border in zip(sheet.columns, cut, strict=True):
                whole[column] = border
            cuts.append(whole)
        session.apply(lambda project: operations.split_into(project, bead, cuts))


def move(session: Session, _: Screen, step: Literal[-1, 1]) -> None:
    """Move this language's first segment to the bead before, or its last to the bead after."""
    bead, column = session.bead, session.column
    operation = operations.move_first if step < 0 else operations.move_last
    session.apply(lambda project: operation(project, bead, column))


async def shift(session: Session, screen: Screen, step: Literal[-1, 1]) -> None:
    """Shift this language up or down from here; within the range where one is selected."""
    project, column, selecting = session.project, session.column, session.cursor.selecting
    first, last = session.cursor.selection[0], session.cursor.selection[-1]
    edit = operations.shift(project, first, column, step, last=last if selecting else None)
    moved = operations.shifted(edit)
    numbers = sorted(project.index(bead) + 1 for bead in moved)
    cells = "1 cell" if len(moved) == 1 else f"{len(moved)} cells"
    said = f"{session.sheet.keys[column]}: {cells} {'down' if step > 0 else 'up'}"
    said += f", beads {numbers[0]} to {numbers[-1]}." if len(moved) > 1 else f", bead {numbers[0]}."
    if len(moved) > MANY_CELLS and not selecting:
        question = f"{said} It goes on to the next empty cell or confirmed bead. Shift them all?"
        if not await screen.ask(Consent("Shift a column", question)):
            return
    session.apply(lambda _: edit)
    screen.say(f"Shifted {said}")


async def isolate(session: Session, screen: Screen) -> None:
    """Put a segment in a bead of its own."""
    segment = await _segment(session, screen, "Which segment gets a bead of its own?")
    if segment is not None:
        session.apply(lambda project: operations.isolate(project, segment))


async def split_segment(session: Session, screen: Screen) -> None:
    """Make two segments of one."""
    segment = await _segment(session, screen, "Which segment is split?")
    if segment is None:
        return
    text, word = session.project.segment(segment).text, session.cursor.word
    shown = session.sheet.coded(session.bead)[session.cursor.column][session.run.index(segment)]
    likely = operations.likely_splits(session.project, segment)
    starts = [start for start, _ in session.linker.spans(session.column, text)]
    at = (word.span[0] if word else 0) or None
    places = cut_places(session.project, segment, shown)
    offset = await screen.ask(
        SegmentCut("Cut the segment in two", shown.text, places, starts, likely, at)
    )
    if offset is not None:
        session.apply(lambda project: operations.split_segment(project, segment, offset))


async def join(session: Session, screen: Screen) -> None:
    """Join a segment with the next of its cell."""
    run, word = session.run, session.cursor.word
    if len(run) < 2:
        raise Refused("there is no second segment here", remedy="merge the beads first")
    at = word.segment if word else 0
    if len(run) > 2 and word is None:
        question = "Which segment is joined with the one after it?"
        chosen = await _choose(session, screen, question, run[:-1])
        if chosen is None:
            return
        at = run.index(chosen)
    at = min(at, len(run) - 2)
    session.apply(lambda project: operations.join_segments(project, run[at], run[at + 1]))


async def edit(session: Session, screen: Screen) -> None:
    """Edit a text; where a language has none, insert a translation."""
    bead, column, project = session.bead, session.column, session.project
    key, marked = session.sheet.keys[column], MarkedTexts(project, bead, column)
    if not session.run:
        await ask_until_saved(
            session,
            screen,
            "",
            lambda text: marked.question(f"Insert a translation into {key}", text),
            marked.insert,
            lambda: bead in project,
        )
        return
    segment = await _segment(session, screen, "Which segment is edited?")
    if segment is not None:
        await ask_until_saved(
            session,
            screen,
            marked.text(segment),
            lambda text: marked.question(f"Edit {key}", text, segment),
            lambda project, text: marked.edit(project, segment, text),
            lambda: project.has_segment(segment),
            lambda: project.segment(segment).text,
        )


def put_code(session: Session, _: Screen) -> None:
    """Put the first code that the source has and this language lacks at the selected words."""
    word = session.cursor.word
    if word is None:
        raise Refused(
            "no word is selected",
            remedy="w goes to the word that the code belongs to; in the text (e) ^N puts it in",
        )
    segment = session.run[word.segment]
    marked = MarkedTexts(session.project, session.bead, session.column)
    session.apply(lambda _: marked.put_missing(segment, word.span))


async def _segment(session: Session, screen: Screen, question: str) -> int | None:
    """The segment with the word under the cursor; the only one; or the one chosen."""
    run, word = session.run, session.cursor.word
    if not run:
        raise Refused("this language has no segment here")
    if word is not None:
        return run[word.segment]
    return run[0] if len(run) == 1 else await _choose(session, screen, question, run)


async def _choose(
    session: Session, screen: Screen, question: str, run: Sequence[int]
) -> int | None:
    cell = session.sheet.coded(session.bead)[session.cursor.column]
    shown = dict(zip(session.run, cell, strict=True))
    texts = [f"• {shown[segment].text}" for segment in run]
    chosen = await screen.ask(Choice(question, texts))
    return None if chosen is None else run[chosen]
