"""The page with all keys."""

from collections.abc import Mapping, Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from workbench.review.command import Command
from workbench.review.keys import spoken
from workbench.review.questions import Reading
from workbench.review.screen import Screen
from workbench.review.session import Session

_HELP = """\
Each row is a bead: what the languages say in one place.
1. n goes to the bead that is least sure. If it is right, Enter confirms it and goes to the next.
2. If it is wrong, mend it: ← → choose the language, [ and ] move a sentence over the border, \
J merges, s splits, e edits. u takes anything back.
3. C confirms the sure ones at once. X exports. There is nothing to save: it is saved.

Margin: number, ✓ confirmed, ≠ changed since it was confirmed, ? doubtful, · not reviewed \
yet, ⚑ flagged, × left out of exports, and how sure the alignment is, in per cent. ∅: this \
language has nothing here. • begins each \
segment where there are several."""

_MORE = """
Letters work on a Russian layout too: press the same key. Cyrillic letters and “ ” — … are of \
ambiguous width: where columns do not meet, tell your terminal to draw them narrow."""

_KEYS = 14
"""Cells for the keys in the help."""


async def show(session: Session, screen: Screen, groups: Mapping[str, Sequence[Command]]) -> None:
    """Show all keys."""
    keys = Table.grid(padding=(0, 2))
    keys.add_column(style="bold", width=_KEYS, no_wrap=True)
    keys.add_column(ratio=1)
    for title, commands in groups.items():
        keys.add_row()
        keys.add_row(Text(title, "underline"))
        for command in commands:
            names = " ".join(spoken(key) for key in session.keys_of(command.id, command.keys)[:3])
            keys.add_row(names, Text(command.help, "" if command.when(session) else "dim"))
    keys.add_row()
    keys.add_row("Esc", "Gives up the range, the word, the search, the filter.")
    keys.add_row("^P", "Finds any of these by name.")
    keys.add_row("Mouse", "Click on a row, a word, a key below; Shift-click makes a range.")
    await screen.ask(Reading("Help", Group(Text(_HELP), keys, Text(_MORE))))
