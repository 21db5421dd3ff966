"""Mending the alignment: borders between beads, segments, texts."""

from typing import TYPE_CHECKING, Literal

from workbench.project import Refused, operations
from workbench.review.ask_until_saved import until_saved
from workbench.review.dialogs.choose import Choose
from workbench.review.dialogs.cut import Cut
from workbench.review.dialogs.edit import EditText
from workbench.review.dialogs.split import Split

if TYPE_CHECKING:
    from workbench.review.app import ReviewApp


def merge(desk: "ReviewApp", step: Literal[-1, 1]) -> None:
    """Merge the range, or the bead with its neighbour."""
    first, last = desk.grid.selection[0], desk.grid.selection[-1]
    if first == last:
        other = desk.project.neighbour(first, step)
        if other is None:
            desk.complain(Refused(f"there is no bead {'after' if step > 0 else 'before'} this one"))
            return
        first, last = (first, other) if step > 0 else (other, first)
    if desk.perform(lambda project: operations.merge(project, first, last)):
        desk.go_to(first)


async def split(desk: "ReviewApp") -> None:
    """Split a bead where its borders are put."""
    bead, project = desk.bead, desk.project
    if sum(map(len, project.runs(bead))) < 2:
        desk.complain(Refused("there is one segment only", remedy="split the segment first (S)"))
        return
    columns = desk.sheet.columns
    all_borders = list(operations.proposed_borders(project, bead))
    chosen = await desk.ask(
        Split(
            [desk.sheet.keys[column] for column in columns],
            [project.texts(bead, column) for column in columns],
            [all_borders[column] for column in columns],
            at=desk.grid.column,
        )
    )
    if chosen is not None:
        for column, border in zip(columns, chosen, strict=True):
            all_borders[column] = border
        desk.perform(lambda project: operations.split(project, bead, all_borders))


def move(desk: "ReviewApp", step: Literal[-1, 1]) -> None:
    """Move this language's first segment to the bead before, or its last to the bead after."""
    bead, column = desk.bead, desk.column
    operation = operations.move_first if step < 0 else operations.move_last
    desk.perform(lambda project: operation(project, bead, column))


def shift(desk: "ReviewApp", step: Literal[-1, 1]) -> None:
    """Shift this language up or down from here."""
    bead, column = desk.bead, desk.column
    desk.perform(lambda project: operations.shift(project, bead, column, step))


async def isolate(desk: "ReviewApp") -> None:
    """Put a segment in a bead of its own."""
    segment = await _segment(desk, "Which segment gets a bead of its own?")
    if segment is not None:
        desk.perform(lambda project: operations.isolate(project, segment))


async def split_segment(desk: "ReviewApp") -> None:
    """Make two segments of one."""
    segment = await _segment(desk, "Which segment is split?")
    if segment is None:
        return
    text = desk.project.segment(segment).text
    start = desk.word.span[0] if desk.word else 0
    offset = await desk.ask(
        Cut(text, operations.likely_splits(desk.project, segment), at=start or None)
    )
    if offset is not None:
        desk.perform(lambda project: operations.split_segment(project, segment, offset))


async def join(desk: "ReviewApp") -> None:
    """Join a segment with the next of its cell."""
    run = desk.project.runs(desk.bead)[desk.column]
    if len(run) < 2:
        desk.complain(Refused("there is no second segment here", remedy="merge the beads first"))
        return
    at = desk.word.segment if desk.word else 0
    if len(run) > 2 and desk.word is None:
        chosen = await _choose(desk, "Which segment is joined with the one after it?", run[:-1])
        if chosen is None:
            return
        at = run.index(chosen)
    at = min(at, len(run) - 2)
    desk.perform(lambda project: operations.join_segments(project, run[at], run[at + 1]))


async def edit(desk: "ReviewApp") -> None:
    """Edit a text; where a language has none, insert a translation."""
    bead, column, project = desk.bead, desk.column, desk.project
    key = desk.sheet.keys[column]
    if not project.runs(bead)[column]:
        await until_saved(
            desk,
            "",
            lambda text: EditText(f"Insert a translation into {key}", text, original=None),
            lambda project, text: operations.insert_translation(project, bead, column, text),
            lambda: bead in project,
        )
        return
    segment = await _segment(desk, "Which segment is edited?")
    if segment is not None:
        await until_saved(
            desk,
            project.segment(segment).text,
            lambda text: EditText(f"Edit {key}", text, original=project.segment(segment).original),
            lambda project, text: operations.edit_text(project, segment, text),
            lambda: project.has_segment(segment),
        )


async def _segment(desk: "ReviewApp", question: str) -> int | None:
    """The segment with the word under the cursor; the only one; or the one chosen."""
    run = desk.project.runs(desk.bead)[desk.column]
    if not run:
        desk.complain(Refused("this language has no segment here"))
        return None
    if desk.word is not None:
        return run[desk.word.segment]
    return run[0] if len(run) == 1 else await _choose(desk, question, run)


async def _choose(desk: "ReviewApp", question: str, run: tuple[int, ...]) -> int | None:
    texts = [f"• {desk.project.segment(segment).text}" for segment in run]
    chosen = await desk.ask(Choose(question, texts))
    return None if chosen is None else run[chosen]
