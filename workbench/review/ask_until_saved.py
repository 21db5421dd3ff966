"""What a person types is kept until it is saved, or given up by that person."""

from collections.abc import Callable
from dataclasses import replace

from rich.text import Text

from workbench.errors import WorkbenchError
from workbench.project import Edit, EditConflict, Project
from workbench.review.questions import Page, Question, SegmentText
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.wrap import visible


async def ask_until_saved(
    session: Session,
    screen: Screen,
    text: str,
    question: Callable[[str], Question[str]],
    make: Callable[[Project, str], Edit],
    still: Callable[[], bool],
    now: Callable[[], str] = str,
) -> None:
    """Ask for a text and make an edit of it; where that fails, ask again with what was typed.

    Args:
        session: Applies the edit.
        screen: Asks.
        text: What stands there at first.
        question: Asks for the text, with one to begin with.
        make: The edit that a text makes.
        still: Whether what it is about is still there, after a conflict with another window.
        now: What stands there now: after a conflict it is shown with what was typed.
    """
    before, theirs = now(), ""
    unsure: int | None = None  # the newest edit, when an edit failed that may have arrived
    while True:
        asked = question(text)
        if theirs and isinstance(asked, SegmentText):
            asked = replace(asked, theirs=theirs)
        typed = await screen.ask(asked)
        if typed is None:
            return
        error = _refused(session, screen, make, typed) if still() else _GONE
        if error is None:
            return
        conflict = isinstance(error, EditConflict)
        if conflict and unsure is not None and _arrived(session.project, unsure, typed.strip()):
            screen.say("It was saved before the connection broke.")
            return
        if not still():
            if typed.strip():
                await _hand_back(screen, typed)
            return
        if conflict and now() != before:
            before = theirs = now()
        if not conflict and unsure is None:
            unsure = session.project.last
        screen.complain(error)
        text = typed


_GONE = WorkbenchError("what it was about is gone: another changed it meanwhile")


async def _hand_back(screen: Screen, typed: str) -> None:
    """Show what was typed about something that is gone, so that it can be put elsewhere."""
    said = Text(f"{_GONE.cause}. This is what you typed:\n\n{visible(typed)}")
    while await screen.ask(Page("It is gone", said, (("copy", "c", "copy the text"),))):
        why_not = screen.copy(typed)
        screen.say(f"Copied, {why_not}" if why_not else "Copied.")


def _arrived(project: Project, number: int, typed: str) -> bool:
    """Whether this person wrote such a text after an edit of that number."""
    return any(
        typed in change.after.get("text", ())
        for entry in project.history[number:]
        if entry.author == project.author
        for change in project.edit(entry.id).changes
        if change.after is not None
    )


def _refused(
    session: Session, screen: Screen, make: Callable[[Project, str], Edit], typed: str
) -> WorkbenchError | None:
    try:
        session.apply(lambda project: make(project, typed))
    except WorkbenchError as error:
        return error
    except Exception as error:  # noqa: BLE001 - the last net: what was typed must not fall through
        screen.catch(error)
        return WorkbenchError("it was not saved, by a fault of Workbench's own")
    return None
