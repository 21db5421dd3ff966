"""The review, in a terminal or a browser: the only room that draws."""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.extraction import Candidate
    from workbench.project import Address, Project

from workbench.review.web import behind_page, serve

__all__ = ["behind_page", "choose_candidates", "load", "run", "serve"]


def load(location: "Address") -> "Project":
    """Open a project whose rows will live as long as the process.

    Looking through them for garbage would cost a third of the loading, and a pause now and
    then later: they are taken out of the collector's sight.

    Raises:
        WorkbenchError: It is no project, or cannot be read.
    """
    from workbench import project

    gc.disable()
    try:
        return project.open(location)
    finally:
        gc.freeze()
        gc.enable()


def run(location: "Address", glossaries: Sequence[Path] = ()) -> tuple[int, int]:
    """Review a project in the terminal, until the reviewer leaves.

    Args:
        location: The project; every edit is saved in it at once.
        glossaries: Files whose terms are shown.

    Returns:
        How many beads are confirmed, and how many there are.

    Raises:
        WorkbenchError: The project or a glossary cannot be read, or the screen broke down.
    """
    from workbench import settings
    from workbench.errors import WorkbenchError
    from workbench.review import preferences
    from workbench.review.app import ReviewApp
    from workbench.review.commands import COMMANDS
    from workbench.review.session import THEMES
    from workbench.review.told import told

    own = preferences.read(
        preferences.file(),
        {command.id: command.keys for command in COMMANDS.values()},
        [name.removeprefix("workbench-") for name in THEMES],
    )
    own = own.with_thresholds(settings.find(Path.cwd()).review)

    with told() as sentences:
        project = load(location)
        try:
            app = ReviewApp(project, glossaries, own, sentences)
            app.run()
        finally:
            project.close()
    if app.return_code:
        raise WorkbenchError(
            "the screen broke down, by a fault of Workbench's own; all edits are saved",
            place=str(project.location),
            remedy="open it again, and send us what stands above",
        )
    return app.session.sheet.counts["confirmed"], len(project)


def choose_candidates(
    candidates: "Sequence[Candidate]", languages: Sequence[str]
) -> set[int] | None:
    """Let a terminologist choose among proposed terms, in the terminal.

    Args:
        candidates: What was proposed, in the order to show.
        languages: Tags, in the order of their columns.

    Returns:
        The numbers of those that are taken, counted from 0; None where the choice was left.
    """
    from workbench.review.candidates import CandidatesApp

    return CandidatesApp(candidates, languages).run()
