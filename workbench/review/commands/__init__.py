"""All that can be done, as one table: footer, help, palette and keys are made of it."""

from workbench.review import help_page
from workbench.review.command import Command
from workbench.review.commands.deciding import DECIDE
from workbench.review.commands.going import GO
from workbench.review.commands.looking import LOOK
from workbench.review.commands.mending import MEND

__all__ = ["COMMANDS", "DECIDE", "FOOTER", "GO", "GROUPS", "LOOK", "MEND"]

_HELP = Command(
    "help",
    ("?", "f1"),
    "help",
    "This page.",
    lambda session, screen: help_page.show(session, screen, GROUPS),
    99,
)
GROUPS: dict[str, list[Command]] = {
    "Decide": DECIDE,
    "Mend": MEND,
    "Go": GO,
    "Look, write": [*LOOK, _HELP],
}
"""In the order of the help."""

COMMANDS = {command.id: command for group in GROUPS.values() for command in group}

FOOTER = sorted(
    (command for command in COMMANDS.values() if command.rank), key=lambda command: command.rank
)
"""Those shown below the grid, what is wanted most often first."""
