"""Taking a segment along, and putting it, or a copy of it, into a bead farther away."""

from functools import partial

from workbench.errors import WorkbenchError
from workbench.project import operations
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.wrap import visible

_SHOWN = 30
"""Characters of a text to show at the most."""


def take_or_put(session: Session, screen: Screen) -> None:
    """Take the cell's segments along, or the one under the word; then put them here."""
    project, bead = session.project, session.bead
    carried = _carried(session)
    if carried and project.segment(carried[0]).bead != bead:
        session.apply(lambda project: operations.pair_across(project, carried, bead))
        session.carried = ()
        screen.say("Paired with a sentence farther away (⇅); u takes it back.")
        return
    if carried:
        session.carried = ()
        return
    run, word = session.run, session.cursor.word
    if not run:
        raise WorkbenchError("there is no segment here to take along")
    session.carried = (run[word.segment],) if word else tuple(run)
    text = visible(project.segment(session.carried[0]).text)[:_SHOWN]
    screen.say(f"Carrying “{text}…”: d puts it into another bead, B a copy, Esc drops it.")


def put_copy(session: Session, screen: Screen) -> None:
    """Put a copy of what is carried into this bead."""
    carried, bead = _carried(session), session.bead
    if not carried:
        raise WorkbenchError("nothing is carried", remedy="take a segment along first (d)")
    for segment in carried:
        session.apply(partial(operations.copy_segment, segment=segment, bead=bead))
    session.carried = ()
    screen.say("A copy stands here now; u takes it back.")


def _carried(session: Session) -> tuple[int, ...]:
    """What is carried, as far as it is still there and in one bead."""
    there = [s for s in session.carried if session.project.has_segment(s)]
    session.carried = tuple(there)
    return session.carried
