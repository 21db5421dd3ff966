"""Decisions about beads: the one under the cursor, or the range."""

from workbench.errors import WorkbenchError
from workbench.project import Refused, operations
from workbench.review import find, navigation
from workbench.review.ask_until_saved import ask_until_saved
from workbench.review.questions import Line, SegmentText
from workbench.review.screen import Screen
from workbench.review.session import Session

MANY_BEADS = 20
"""More than a person has in sight are not confirmed together unseen."""


def confirm_or_reopen(session: Session, _: Screen) -> None:
    """Confirm; where all are confirmed already, take it back."""
    beads = session.cursor.selection
    if all(find.confirmed(session.project, bead) for bead in beads):
        session.apply(lambda project: operations.reopen(project, beads))
    else:
        session.apply(lambda project: operations.confirm(project, beads))


def confirm_and_next(session: Session, screen: Screen) -> None:
    """Confirm, and go to the next that is looked for."""
    beads = session.cursor.selection
    session.apply(lambda project: operations.confirm(project, beads))
    navigation.jump(session, screen, 1)


def confirm_mended(session: Session, screen: Screen) -> None:
    """Confirm what was mended just now, and go to the next that is looked for."""
    beads = [bead for bead in session.project.order if bead in session.mended]
    if len(beads) > MANY_BEADS:
        raise Refused(
            f"the last step changed {len(beads)} beads", remedy="confirm them as a range (v)"
        )
    session.apply(lambda project: operations.confirm(project, beads))
    navigation.jump(session, screen, 1)


async def confirm_above(session: Session, screen: Screen) -> None:
    """Confirm all that are surer than a percentage, after asking."""
    cursor = session.cursor
    rows = cursor.selection if cursor.selecting else cursor.rows

    def probability(typed: str) -> float:
        digits = typed.strip().rstrip("%").strip()
        if digits.isdecimal() and 0 < int(digits) <= 100:
            return int(digits) / 100
        raise WorkbenchError("that is not a percentage", remedy="type a number from 1 to 100")

    def explain(typed: str) -> str:
        edit = operations.confirm_above(session.project, probability(typed), rows)
        return f"{len(edit.beads)} beads will be confirmed; the flagged and excluded are left."

    typed = await screen.ask(
        Line(
            "Confirm all at least so sure",
            value=str(session.preferences.confirm_above),
            note="Per cent. It can be undone in one step.",
            explain=explain,
        )
    )
    if typed is not None:
        session.apply(lambda project: operations.confirm_above(project, probability(typed), rows))


async def flag(session: Session, screen: Screen) -> None:
    """Flag with a note; what is flagged loses its flag."""
    beads, project = session.cursor.selection, session.project
    if all(find.flagged(project, bead) for bead in beads):
        session.apply(lambda project: operations.unflag(project, beads))
        return
    await ask_until_saved(
        session,
        screen,
        project.note(beads[0]),
        lambda text: SegmentText("Flag, with a note or nothing", text, None, lines=True),
        lambda project, typed: operations.flag(project, beads, typed),
        lambda: all(bead in project for bead in beads),
        lambda: project.note(beads[0]),
    )


def exclude(session: Session, _: Screen) -> None:
    """Leave out of exports; what is left out is taken in again."""
    beads = session.cursor.selection
    if all(find.excluded(session.project, bead) for bead in beads):
        session.apply(lambda project: operations.include(project, beads))
    else:
        session.apply(lambda project: operations.exclude(project, beads))


def undo(session: Session, screen: Screen) -> None:
    """Take the last edit back."""
    undone = session.undo()
    screen.say("Nothing is left to undo." if undone is None else f"Undone: {undone}.")


def redo(session: Session, screen: Screen) -> None:
    """Do again what was undone."""
    redone = session.redo()
    screen.say("Nothing is left to redo." if redone is None else f"Done again: {redone}.")
