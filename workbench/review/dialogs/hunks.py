"""What aligning again would change: before and after beside each other, hunk by hunk."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment as Piece
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from workbench.review.cell import draw
from workbench.review.dialogs.dialog import Dialog
from workbench.review.keys import bound
from workbench.review.questions import Hunks
from workbench.review.wrap import visible

_NARROW = 18
"""Cells a column needs to stand beside those of the other side; else they stand below."""


class HunksDialog(Dialog[list[int]]):
    """One hunk at a time, in the languages' columns; each is taken or left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
        Binding("space", "switch", show=False, priority=True),
        Binding(bound(("n", "right", "tab", "l")), "go(1)", show=False, priority=True),
        Binding(bound(("N", "left", "shift+tab", "h")), "go(-1)", show=False, priority=True),
        Binding(bound(("a",)), "all", show=False),
        Binding(bound(("j", "down")), "scroll_by(1)", show=False, priority=True),
        Binding(bound(("k", "up")), "scroll_by(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    HunksDialog > Vertical { max-width: 100%; width: 100%; height: 100%; }
    HunksDialog VerticalScroll { height: 1fr; }
    """
    HINTS = (
        ("n N next, previous", "go(1)"),
        ("Space take or leave this", "switch"),
        ("a all or none", "all"),
        ("Enter make the change", "take"),
        ("Esc back", "leave"),
    )

    def __init__(self, question: Hunks) -> None:
        super().__init__(question.title)
        self._names, self._hunks = question.names, question.hunks
        self._taken = set(range(len(question.hunks)))
        self._at = 0

    def body(self) -> Iterator[Widget]:
        """The hunk."""
        yield Static(id="head", markup=False)
        yield VerticalScroll(Static(id="hunk"), can_focus=False)

    def on_mount(self) -> None:
        """Draw, once it is known how wide."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        hunk = self._hunks[self._at]
        mark = "take it" if self._at in self._taken else "leave it as it is"
        self.query_one("#head", Static).update(
            f"Change {self._at + 1} of {len(self._hunks)}: {mark}   "
            f"({len(self._taken)} to be taken)"
        )
        width = max(self.query_one("#hunk", Static).content_size.width, 20)
        half = (width - 3) // 2
        if half // len(self._names) < _NARROW:
            lines = [*self._side("now", hunk.before, width), Text()]
            lines += self._side("then", hunk.after, width)
        else:
            sides = self._side("now", hunk.before, half), self._side("then", hunk.after, half)
            blank = Text(" " * half)
            lines = []
            for number in range(max(map(len, sides))):
                left, right = (side[number] if number < len(side) else blank for side in sides)
                lines.append(Text.assemble(left, " ║ ", right))
        self.query_one("#hunk", Static).update(Text("\n").join(lines))

    def _side(self, title: str, rows: Sequence[Sequence[Sequence[str]]], width: int) -> list[Text]:
        """The beads of one side, in columns, a rule between two."""
        wide = (width - len(self._names) + 1) // len(self._names)
        names = "│".join(f" {name}"[:wide].ljust(wide) for name in self._names)
        found = [_padded(Text(f" {title}", "bold"), width), _padded(Text(names, "dim"), width)]
        for row in rows:
            found.append(Text("─" * width, "dim"))
            cells = [
                draw([visible(text) for text in texts], wide, faint=Style(dim=True))
                for texts in row
            ]
            for number in range(max(map(len, cells))):
                line = Text()
                for column, cell in enumerate(cells):
                    line.append("│" if column else "", "dim")
                    for piece in cell[number] if number < len(cell) else [Piece(" " * wide)]:
                        line.append(piece.text, piece.style or "")
                found.append(_padded(line, width))
        return found

    def action_go(self, step: int) -> None:
        """To the next or previous hunk."""
        self._at = (self._at + step) % len(self._hunks)
        self.query_one(VerticalScroll).scroll_to(y=0, animate=False)
        self._show()

    def action_switch(self) -> None:
        """Take this hunk, or leave it."""
        self._taken ^= {self._at}
        self._show()

    def action_all(self) -> None:
        """Take all, or none where all are taken."""
        every = set(range(len(self._hunks)))
        self._taken = set() if self._taken == every else every
        self._show()

    def action_scroll_by(self, step: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)

    def action_take(self) -> None:
        """Answer with those that are taken."""
        self.dismiss(sorted(self._taken))


def _padded(text: Text, width: int) -> Text:
    text.append(" " * max(width - cell_len(text.plain), 0))
    return text
