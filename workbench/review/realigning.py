"""Aligning again between confirmed beads: shown first, then taken whole or in part."""

from collections.abc import Sequence

from workbench import api
from workbench.project import BeadSegments, Project, operations
from workbench.review.coded_text import coded_texts
from workbench.review.questions import Hunks, HunkTexts
from workbench.review.screen import Screen
from workbench.review.session import Session


async def neighbourhood(session: Session, screen: Screen) -> None:
    """Align the neighbourhood again; where a range is selected, that."""
    beads = session.cursor.selection
    if session.cursor.selecting:
        await _realign(session, screen, beads[0], beads[-1])
    else:
        first, last = operations.neighbourhood(session.project, session.bead)
        await _realign(session, screen, first, last)


async def everything(session: Session, screen: Screen) -> None:
    """Align all that is not confirmed again."""
    await _realign(session, screen, session.project.order[0], session.project.order[-1])


async def _realign(session: Session, screen: Screen, first: int, last: int) -> None:
    project = session.project
    found = await screen.work(
        "Aligning again",
        lambda progress: api.realignment(project, first, last, progress=progress),
    )
    if not found.hunks:
        screen.say("It comes out as it is: nothing would change.")
        return
    hunks = [
        HunkTexts(_texts(project, hunk.before), _texts(project, hunk.after)) for hunk in found.hunks
    ]
    taken = await screen.ask(
        Hunks("Align again: what would change", [d.key for d in project.documents], hunks)
    )
    if taken:
        session.apply(lambda _: found.edit(taken))
        places = "1 place" if len(taken) == 1 else f"{len(taken)} places"
        screen.say(f"Aligned again in {places} of {len(hunks)}; u takes it back.")


def _texts(project: Project, beads: Sequence[BeadSegments]) -> list[list[list[str]]]:
    return [
        [[one.text for one in column] for column in coded_texts(project, runs)] for runs in beads
    ]
