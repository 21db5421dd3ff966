"""Where to split a bead: one border in each column."""

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from workbench.review.dialogs.dialog import Dialog
from workbench.review.keys import bound
from workbench.review.questions import BeadSplit
from workbench.review.wrap import visible, wrap


class BeadSplitDialog(Dialog[list[int]]):
    """The bead's columns, each with a border between its segments."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        Binding(bound(("tab", "right", "l")), "column(1)", show=False, priority=True),
        Binding(bound(("shift+tab", "left", "h")), "column(-1)", show=False, priority=True),
        Binding(bound(("down", "j")), "border(1)", show=False, priority=True),
        Binding(bound(("up", "k")), "border(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    BeadSplitDialog > Vertical { max-width: 100%; width: 96%; }
    BeadSplitDialog VerticalScroll { height: auto; max-height: 70vh; }
    BeadSplitDialog Horizontal { height: auto; }
    BeadSplitDialog .column { width: 1fr; height: auto; padding: 0 1; }
    """
    HINTS = (
        ("↑ ↓ move the border", ""),
        ("Tab ← → other column", "column(1)"),
        ("Enter split here", "take"),
        ("Esc back", "leave"),
    )

    def __init__(self, question: BeadSplit) -> None:
        super().__init__(question.title)
        self._names = question.names
        self._columns = [[visible(text) for text in texts] for texts in question.columns]
        self._borders = list(question.borders)
        self._at = question.at
        self._rows: list[list[int]] = [[] for _ in question.columns]
        """By column, which segment stands on each line below the name; -1 on the border."""

    def body(self) -> Iterator[Widget]:
        """The columns."""
        with VerticalScroll(can_focus=False), Horizontal():
            for _ in self._columns:
                yield Static(classes="column")

    def on_mount(self) -> None:
        """Draw, now and when the width is another."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        for column, static in enumerate(self.query(".column").results(Static)):
            width = max(static.content_size.width, 8)
            here = column == self._at
            text = Text()
            text.append(f"{'▾ ' if here else '  '}{self._names[column]}\n", "bold")
            rows = self._rows[column] = []
            line = ("▶" + "━" * (width - 2) + "◀") if here else "─" * width
            for number, segment in enumerate([*self._columns[column], None]):
                if number == self._borders[column]:
                    text.append(line + "\n", "bold reverse" if here else "bold")
                    rows.append(-1)
                if segment is not None:
                    for row, (start, end) in enumerate(wrap(segment, width - 2)):
                        text.append(("  " if row else "• ") + segment[start:end] + "\n")
                        rows.append(number)
            static.update(text)

    def on_click(self, event: events.Click) -> None:
        """Put the border above the segment that was clicked; below the last, where it was above."""
        for column, static in enumerate(self.query(".column").results(Static)):
            place = event.get_content_offset(static)
            if place is not None and 0 < place.y <= len(self._rows[column]):
                segment = self._rows[column][place.y - 1]
                if segment >= 0:
                    above = self._borders[column] == segment
                    self._borders[column] = segment + above
                self._at = column
                self._show()

    def action_column(self, step: int) -> None:
        """To another column."""
        self._at = (self._at + step) % len(self._columns)
        self._show()

    def action_border(self, step: int) -> None:
        """Move the border of this column."""
        border = self._borders[self._at] + step
        self._borders[self._at] = min(max(border, 0), len(self._columns[self._at]))
        self._show()

    def action_take(self) -> None:
        """Answer with the borders; not while a part would be empty."""
        first = sum(self._borders)
        if 0 < first < sum(map(len, self._columns)):
            self.dismiss(self._borders)
        else:
            self.notify("One part would be empty: put a border between two segments.")
