"""Copying texts to the terminal's clipboard."""

from collections.abc import Sequence

from workbench.errors import WorkbenchError
from workbench.review.screen import Screen
from workbench.review.session import Session


def copy_cell(session: Session, screen: Screen) -> None:
    """Copy the selected words, the cell, or this language's cells of the range."""
    selected = session.selected_text()
    column = session.column
    beads = session.cursor.selection
    texts = [selected] if selected else [_cell(session, bead, column) for bead in beads]
    _copy(screen, "\n".join(texts), f"{session.sheet.keys[column]}, {_count(beads)}")


def copy_bead(session: Session, screen: Screen) -> None:
    """Copy the bead, or the range, with all languages shown: a line each, tabs between."""
    beads = session.cursor.selection
    lines = [
        "\t".join(_cell(session, bead, column) for column in session.sheet.columns)
        for bead in beads
    ]
    _copy(screen, "\n".join(lines), _count(beads))


def _cell(session: Session, bead: int, column: int) -> str:
    return " ".join(session.project.texts(bead, column))


def _count(beads: Sequence[int]) -> str:
    return "1 bead" if len(beads) == 1 else f"{len(beads)} beads"


def _copy(screen: Screen, text: str, what: str) -> None:
    if not text.strip():
        raise WorkbenchError("there is no text here to copy")
    doubt = screen.copy(text)
    screen.say(f"Copied: {what}." if doubt is None else f"Sent to the clipboard ({what}); {doubt}")
