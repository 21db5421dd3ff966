"""Writing the project for other programs, without leaving."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import api, formats, project
from workbench.errors import WorkbenchError
from workbench.files import from_os_error
from workbench.review.questions import Choice, Line
from workbench.review.screen import Screen
from workbench.review.session import Session

if TYPE_CHECKING:
    from workbench.exchange import Updated, Written

_WRITTEN = " ".join(
    formats.endings([*formats.chosen("units", "write"), *formats.chosen("page")], usual=True)
)


async def export(session: Session, screen: Screen) -> None:
    """Ask what and where to, and write it."""
    from workbench import exchange

    confirmed = session.sheet.counts["confirmed"]
    chosen = await screen.ask(
        Choice(
            "Export",
            [
                "Everything that is not left out of exports",
                f"Only what is confirmed ({confirmed} of {len(session.project)} beads)",
            ],
        )
    )
    if chosen is None:
        return

    def explain(typed: str) -> str:
        typed = typed.strip()
        if not typed:
            return "Type a file name."
        path = named(session, typed)
        if exchange.is_folder(typed):
            return "A folder: one memory for each pair of languages."
        found = there(path)
        exchange.check_format(path)
        return "It exists and will be replaced." if found else "A new file."

    shown = proposed(session, ".tmx")
    while typed := await screen.ask(
        Line(
            "Export to",
            value=shown,
            note=f"The ending chooses: {_WRITTEN}; with / at the "
            "end a folder that takes one TMX for each pair. Tab completes.",
            explain=explain,
            paths=True,
            within=session.within,
        )
    ):
        shown = typed
        path = str(named(session, typed)) + ("/" if typed.strip().endswith("/") else "")
        try:
            written = await screen.work("Exporting", _export(session, path, chosen == 1))
        except WorkbenchError as error:
            screen.complain(error)
            continue
        said = (f"Written: {name} ({what})" for name, what in written.items())
        screen.say("; ".join(said) + ".")
        return


def _export(
    session: Session, path: str, confirmed: bool
) -> "Callable[[api.Progress], dict[str, Written | Updated]]":
    return lambda progress: api.export(
        [session.project], path, confirmed=confirmed, progress=progress
    )


async def save_copy(session: Session, screen: Screen) -> None:
    """Write the project, with its whole history, to another place, and go on there."""

    def explain(typed: str) -> str:
        if not typed.strip():
            return "Type a file name."
        path = named(session, typed)
        if path.suffix != formats.PROJECT.endings[0]:
            raise WorkbenchError(f"its ending is not {formats.PROJECT.endings[0]}")
        if there(path):
            raise WorkbenchError("it exists already", remedy="choose another name")
        return "A copy with its whole history; the review goes on there."

    shown = proposed(session, f".copy{formats.PROJECT.endings[0]}")
    while typed := await screen.ask(
        Line(
            "Save a copy as",
            value=shown,
            note="Tab completes.",
            explain=explain,
            paths=True,
            within=session.within,
        )
    ):
        shown = typed
        try:
            project.move(session.project, named(session, typed))
        except WorkbenchError as error:
            screen.complain(error)
            continue
        screen.say(f"Saved: {typed.strip()}. The review goes on there.")
        return


def proposed(session: Session, ending: str) -> str:
    """A file beside the project, as seen from the working folder."""
    return os.path.relpath(session.project.location.beside(ending))


def named(session: Session, typed: str) -> Path:
    """A file or folder as typed, with the home folder in the tilde's place.

    Raises:
        WorkbenchError: There is no such home folder, or the session's files have to stay in
            its project's folder and this one would not.
    """
    if "\0" in typed:
        raise WorkbenchError("that is no file name", place=typed.strip())
    try:
        path = Path(typed.strip()).expanduser()
    except RuntimeError as error:
        raise WorkbenchError("nobody has such a home folder", place=typed.strip()) from error
    if session.within is not None and not path.resolve().is_relative_to(session.within.resolve()):
        raise WorkbenchError(
            "in a browser files stay in the project's folder",
            place=typed.strip(),
            remedy=f"name one in {session.within.resolve()}",
        )
    return path


def there(path: Path) -> bool:
    """Whether a file is there, in a folder that is.

    Raises:
        WorkbenchError: The folder is not there, or one may not look into it.
    """
    try:
        found = path.exists()
        folder = path.parent.is_dir()
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    if not folder:
        raise WorkbenchError("there is no such folder", place=str(path.parent))
    return found
