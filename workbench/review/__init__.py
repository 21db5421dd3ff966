"""The terminal UI, the only room that draws."""

import gc
from collections.abc import Sequence
from pathlib import Path


def run(path: Path, glossaries: Sequence[Path] = ()) -> None:
    """Review a project in the terminal, until the reviewer leaves.

    Args:
        path: The project; every edit is saved in it at once.
        glossaries: Files whose terms are shown.

    Raises:
        WorkbenchError: The project or a glossary cannot be read.
    """
    from workbench import project as projects
    from workbench.review.app import ReviewApp

    # A project's rows live as long as the app: looking through them for garbage costs a
    # third of the loading, and a pause now and then later.
    gc.disable()
    try:
        project = projects.open(path)
    finally:
        gc.freeze()
        gc.enable()
    try:
        ReviewApp(project, glossaries).run()
    finally:
        project.close()
