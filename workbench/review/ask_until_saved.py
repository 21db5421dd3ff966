"""What a person types is kept until it is saved, or given up by that person."""

from collections.abc import Callable

from workbench.errors import WorkbenchError
from workbench.project import Edit, Project
from workbench.review.questions import Question
from workbench.review.screen import Screen
from workbench.review.session import Session


async def ask_until_saved(
    session: Session,
    screen: Screen,
    text: str,
    question: Callable[[str], Question[str]],
    make: Callable[[Project, str], Edit],
    still: Callable[[], bool],
) -> None:
    """Ask for a text and make an edit of it; where that fails, ask again with what was typed.

    Args:
        session: Applies the edit.
        screen: Asks.
        text: What stands there at first.
        question: Asks for the text, with one to begin with.
        make: The edit that a text makes.
        still: Whether what it is about is still there, after a conflict with another window.
    """
    while (typed := await screen.ask(question(text))) is not None and still():
        error = _refused(session, make, typed)
        if error is None:
            return
        screen.complain(error)
        text = typed


def _refused(
    session: Session, make: Callable[[Project, str], Edit], typed: str
) -> WorkbenchError | None:
    try:
        session.apply(lambda project: make(project, typed))
    except WorkbenchError as error:
        return error
    return None
