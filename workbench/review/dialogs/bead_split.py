"""Where to split a bead: a border in each column, for each cut."""

from collections.abc import Iterator
from itertools import pairwise
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


class BeadSplitDialog(Dialog[list[list[int]]]):
    """The bead's columns, each with its borders between its segments; one cut is moved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        Binding(bound(("tab", "right", "l")), "column(1)", show=False, priority=True),
        Binding(bound(("shift+tab", "left", "h")), "column(-1)", show=False, priority=True),
        Binding(bound(("down", "j")), "border(1)", show=False, priority=True),
        Binding(bound(("up", "k")), "border(-1)", show=False, priority=True),
        Binding("plus,equals_sign", "add", show=False),
        Binding("minus", "remove", show=False),
        Binding(bound(("n", "pagedown")), "cut(1)", show=False),
        Binding(bound(("N", "pageup")), "cut(-1)", show=False),
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
        ("+ - one part more, fewer", "add"),
        ("n other border", "cut(1)"),
        ("Enter split here", "take"),
        ("Esc back", "leave"),
    )

    def __init__(self, question: BeadSplit) -> None:
        super().__init__(question.title)
        self._names = question.names
        self._columns = [[visible(text) for text in texts] for texts in question.columns]
        self._cuts = [list(question.borders)]
        self._cut = 0
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
            for number, segment in enumerate([*self._columns[column], None]):
                for cut, borders in enumerate(self._cuts):
                    if number == borders[column]:
                        moved = here and cut == self._cut
                        line = ("▶" + "━" * (width - 2) + "◀") if moved else "─" * width
                        text.append(line + "\n", "bold reverse" if moved else "bold")
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
                    above = self._cuts[self._cut][column] == segment
                    self._put(column, segment + above)
                self._at = column
                self._show()

    def action_column(self, step: int) -> None:
        """To another column."""
        self._at = (self._at + step) % len(self._columns)
        self._show()

    def action_border(self, step: int) -> None:
        """Move the border of this column."""
        self._put(self._at, self._cuts[self._cut][self._at] + step)
        self._show()

    def _put(self, column: int, border: int) -> None:
        """Put the border of this cut there, at the farthest beside those of the others."""
        before = self._cuts[self._cut - 1][column] if self._cut else 0
        last = self._cut == len(self._cuts) - 1
        after = len(self._columns[column]) if last else self._cuts[self._cut + 1][column]
        self._cuts[self._cut][column] = min(max(border, before), after)

    def action_cut(self, step: int) -> None:
        """To another cut."""
        self._cut = (self._cut + step) % len(self._cuts)
        self._show()

    def action_add(self) -> None:
        """One part more; all borders are proposed anew, by the number of the segments."""
        parts = len(self._cuts) + 2
        if parts > max(map(len, self._columns)):
            self.notify("There are no more segments to part.")
            return
        self._share(parts)

    def action_remove(self) -> None:
        """One part fewer."""
        if len(self._cuts) > 1:
            self._share(len(self._cuts))

    def _share(self, parts: int) -> None:
        self._cuts = [
            [round(len(texts) * part / parts) for texts in self._columns]
            for part in range(1, parts)
        ]
        self._cut = 0
        self._show()

    def action_take(self) -> None:
        """Answer with the borders; not while a part would be empty."""
        sums = [0, *map(sum, self._cuts), sum(map(len, self._columns))]
        if all(before < after for before, after in pairwise(sums)):
            self.dismiss(self._cuts)
        else:
            self.notify("One part would be empty: put a border between two segments.")
