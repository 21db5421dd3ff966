"""What a person types is kept until it is saved, or given up by that person."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.project import Edit, Project
from workbench.review.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from workbench.review.app import ReviewApp


async def until_saved(
    desk: "ReviewApp",
    text: str,
    dialog: Callable[[str], Dialog[str]],
    make: Callable[[Project, str], Edit],
    still: Callable[[], bool],
) -> None:
    """Ask for a text and make an edit of it; where that fails, ask again with what was typed.

    Args:
        desk: The app.
        text: What stands there at first.
        dialog: Asks, with a text to begin with.
        make: The edit that a text makes.
        still: Whether what it is about is still there, after a conflict with another window.
    """
    while (typed := await desk.ask(dialog(text))) is not None and still():
        if _saved(desk, make, typed):
            return
        text = typed


def _saved(desk: "ReviewApp", make: Callable[[Project, str], Edit], typed: str) -> bool:
    return desk.perform(lambda project: make(project, typed))
