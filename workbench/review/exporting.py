"""Writing the project for other programs, without leaving."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import formats
from workbench.review.dialogs.choose import Choose
from workbench.review.dialogs.prompt import Prompt

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.review.app import ReviewApp


_WRITTEN = " ".join(formats.endings(formats.chosen("units", "write"), usual=True))


async def export(desk: "ReviewApp") -> None:
    """Ask what and where to, and write it."""
    from workbench import exchange
    from workbench.project import units
    from workbench.units import selected

    confirmed = desk.sheet.counts["confirmed"]
    chosen = await desk.ask(
        Choose(
            "Export",
            [
                "Everything that is not left out of exports",
                f"Only what is confirmed ({confirmed} of {len(desk.project)} beads)",
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

    typed = await desk.ask(
        Prompt(
            "Export to",
            value=_proposed(desk.project),
            note=f"The ending chooses: {_WRITTEN}; with / at the "
            "end a folder that takes one TMX for each pair.",
            explain=explain,
        )
    )
    if not typed or not typed.strip():
        return
    path = _named(typed)
    memory, all_units = units(desk.project)
    written = exchange.write(path, memory, selected(all_units, confirmed=chosen == 1))
    desk.say(f"Written: {path} ({written}).")


def _proposed(project: "Project") -> str:
    """A memory beside the project, as seen from the working folder."""
    return os.path.relpath(project.location.beside(".tmx"))


def _named(typed: str) -> str:
    """A file or folder as typed, with the home folder in the tilde's place."""
    typed = typed.strip()
    return str(Path(typed).expanduser()) + ("/" if typed.endswith("/") else "")
