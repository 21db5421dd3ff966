"""Decisions about beads: the one under the cursor, or the range."""

from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.project import operations
from workbench.review import find, navigation
from workbench.review.ask_until_saved import until_saved
from workbench.review.dialogs.prompt import Prompt

if TYPE_CHECKING:
    from workbench.review.app import ReviewApp


def confirm_or_reopen(desk: "ReviewApp") -> None:
    """Confirm; where all are confirmed already, take it back."""
    beads = desk.grid.selection
    if all(find.confirmed(desk.project, bead) for bead in beads):
        desk.perform(lambda project: operations.reopen(project, beads))
    else:
        desk.perform(lambda project: operations.confirm(project, beads))


async def confirm_and_next(desk: "ReviewApp") -> None:
    """Confirm, and go to the next that is looked for."""
    beads = desk.grid.selection
    if desk.perform(lambda project: operations.confirm(project, beads)):
        await navigation.jump(desk, 1)


async def confirm_above(desk: "ReviewApp") -> None:
    """Confirm all that are surer than a percentage, after asking."""
    rows = desk.grid.selection if desk.grid.selecting else desk.grid.rows

    def edit_of(typed: str) -> float:
        digits = typed.strip().rstrip("%").strip()
        if digits.isdecimal() and 0 < int(digits) <= 100:
            return int(digits) / 100
        raise WorkbenchError("that is not a percentage", remedy="type a number from 1 to 100")

    def explain(typed: str) -> str:
        edit = operations.confirm_above(desk.project, edit_of(typed), rows)
        return f"{len(edit.beads)} beads will be confirmed; the flagged and excluded are left."

    typed = await desk.ask(
        Prompt(
            "Confirm all at least so sure",
            value="95",
            note="Per cent. It can be undone in one step.",
            explain=explain,
        )
    )
    if typed is not None:
        desk.perform(lambda project: operations.confirm_above(project, edit_of(typed), rows))


async def flag(desk: "ReviewApp") -> None:
    """Flag with a note; what is flagged loses its flag."""
    beads = desk.grid.selection
    if all(find.flagged(desk.project, bead) for bead in beads):
        desk.perform(lambda project: operations.unflag(project, beads))
        return
    await until_saved(
        desk,
        desk.project.bead(beads[0]).note,
        lambda text: Prompt(
            "Flag",
            value=text,
            note="A note, or nothing. It goes along into exports that carry notes.",
        ),
        lambda project, note: operations.flag(project, beads, note),
        lambda: all(bead in desk.project for bead in beads),
    )


async def annotate(desk: "ReviewApp") -> None:
    """Write a note."""
    bead = desk.grid.selection[0]
    await until_saved(
        desk,
        desk.project.bead(bead).note,
        lambda text: Prompt("Note", value=text, note="Nothing removes the note."),
        lambda project, note: operations.annotate(project, bead, note),
        lambda: bead in desk.project,
    )


def exclude(desk: "ReviewApp") -> None:
    """Leave out of exports; what is left out is taken in again."""
    beads = desk.grid.selection
    if all(find.excluded(desk.project, bead) for bead in beads):
        desk.perform(lambda project: operations.include(project, beads))
    else:
        desk.perform(lambda project: operations.exclude(project, beads))


def undo(desk: "ReviewApp") -> None:
    """Take the last edit back."""
    desk.take_back(desk.project.undo, "Nothing is left to undo.")


def redo(desk: "ReviewApp") -> None:
    """Do again what was undone."""
    desk.take_back(desk.project.redo, "Nothing is left to redo.")
