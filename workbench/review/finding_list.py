"""The findings beside the grid: two lines each, those of the current bead marked."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.message import Message

from workbench.review.bars import Lines
from workbench.review.wrap import visible

_HIGH = 2
"""Lines that a finding takes."""

Row = tuple[int, str, str, str]
"""A finding: its bead, the bead's number, what rule it is of, what it says."""


class FindingList(Lines):
    """A list that follows the cursor, and leads to the bead that is clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--head", "list--faint", "list--here"}
    DEFAULT_CSS = """
    FindingList {
        width: 32%; min-width: 24; max-width: 46; height: 1fr;
        background: $background; border-left: solid $rule; display: none;
        & > .list--head { text-style: bold; }
        & > .list--faint { color: $faint; }
        & > .list--here { background: $row; }
    }
    """

    class Chosen(Message):
        """A finding was clicked: its bead is wanted."""

        def __init__(self, bead: int) -> None:
            super().__init__()
            self.bead = bead

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()
        self._title = ""
        self._bead: int | None = None
        self._top = 0

    def show(self, title: str, rows: Sequence[Row], bead: int | None) -> None:
        """Show these; the first of the current bead comes into sight.

        Args:
            title: Stands above them.
            rows: In order.
            bead: The current one.
        """
        self._title, self._rows, self._bead = title, rows, bead
        here = next((number for number, row in enumerate(rows) if row[0] == bead), None)
        room = max((self.size.height - 1) // _HIGH, 1)
        if here is not None and not self._top <= here < self._top + room:
            self._top = max(here - room // 2, 0)
        self._top = max(min(self._top, len(rows) - room), 0)
        self.refresh()

    def lines(self) -> Sequence[Text]:
        """The title, and the findings in sight."""
        head, faint, here = map(self._style, ("list--head", "list--faint", "list--here"))
        width = self.size.width
        found = [Text(f" {self._title}", head)]
        for bead, number, rule, message in self._rows[self._top :]:
            if len(found) >= self.size.height:
                break
            first = Text(f" {number} ", head).append(visible(rule), faint)
            second = Text(f"   {visible(message)}")
            for line in (first, second):
                line.truncate(max(width, 1), overflow="ellipsis", pad=True)
                if bead == self._bead:
                    line.stylize(here)
                found.append(line)
        return found

    def on_click(self, event: events.Click) -> None:
        """Go to the bead of the finding that was clicked."""
        number = self._top + (event.y - 1) // _HIGH
        if event.y > 0 and number < len(self._rows):
            self.post_message(self.Chosen(self._rows[number][0]))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Look further down."""
        event.stop()
        self._top = min(self._top + 1, max(len(self._rows) - 1, 0))
        self.refresh()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Look further up."""
        event.stop()
        self._top = max(self._top - 1, 0)
        self.refresh()
