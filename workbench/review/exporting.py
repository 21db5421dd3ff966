"""Writing the project for other programs, without leaving."""

import os
from pathlib import Path

from workbench import api, formats
from workbench.project import Project
from workbench.review.questions import Choice, Line
from workbench.review.screen import Screen
from workbench.review.session import Session

_WRITTEN = " ".join(formats.endings(formats.chosen("units", "write"), usual=True))


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
        if exchange.is_folder(typed):
            return "A folder: one memory for each pair of languages."
        path = Path(typed).expanduser()
        exchange.check_format(path)
        return "It exists and will be replaced." if path.exists() else "A new file."

    typed = await screen.ask(
        Line(
            "Export to",
            value=_proposed(session.project),
            note=f"The ending chooses: {_WRITTEN}; with / at the "
            "end a folder that takes one TMX for each pair.",
            explain=explain,
        )
    )
    if not typed or not typed.strip():
        return
    path = _named(typed)
    written = api.export([session.project], path, confirmed=chosen == 1)
    screen.say("; ".join(f"Written: {name} ({what})" for name, what in written.items()) + ".")


def _proposed(project: Project) -> str:
    """A memory beside the project, as seen from the working folder."""
    return os.path.relpath(project.location.beside(".tmx"))


def _named(typed: str) -> str:
    """A file or folder as typed, with the home folder in the tilde's place."""
    typed = typed.strip()
    return str(Path(typed).expanduser()) + ("/" if typed.endswith("/") else "")
