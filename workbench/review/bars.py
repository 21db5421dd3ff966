"""The lines around the grid: the columns' names, how far one is, and the keys."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workbench.review.completion import Part
from workbench.review.safety_net import Netted

_ROOMY = 30
"""From so many lines of the terminal on, the keys may take two."""


class Lines(Netted, Widget):
    """Lines that are drawn as they stand: no wrapping, no markup."""

    def lines(self) -> Sequence[Text]:
        """What to draw."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw again: the colours have changed."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one."""
        lines = self.lines()
        strip = Strip(lines[y].render(self.app.console)) if y < len(lines) else Strip([])
        return strip.adjust_cell_length(self.size.width).apply_style(self.rich_style)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)


class Heading(Lines):
    """The names of the columns, above them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading--faint"}
    DEFAULT_CSS = """
    Heading {
        height: 1; background: $panel; color: $foreground; text-style: bold;
        & > .heading--faint { color: $faint; text-style: not bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._margin = 0
        self._names: Sequence[tuple[str, str]] = ()
        self._widths: Sequence[int] = ()
        self._at = 0

    def show(
        self, margin: int, names: Sequence[tuple[str, str]], widths: Sequence[int], at: int
    ) -> None:
        """Show what the margin says, and a name over each column.

        Args:
            margin: Cells left of the first column.
            names: Of the columns: the key, and the file it came from.
            widths: Of the columns.
            at: The column that the cursor is in.
        """
        self._margin, self._names, self._widths, self._at = margin, names, widths, at
        self.refresh()

    def lines(self) -> Sequence[Text]:
        """The line."""
        faint = self._style("heading--faint")
        margin = self._margin
        text = Text(
            set_cell_size(f"{'#':>{max(margin - 7, 0)}}", max(margin - 3, 0)) + " % ", faint
        )
        for column, ((key, origin), width) in enumerate(
            zip(self._names, self._widths, strict=True)
        ):
            here = column == self._at
            text.append("┃" if here else "│", faint)
            name = Text("▾" if here else " ").append(key, Style(bold=True, underline=here))
            if origin and name.cell_len + cell_len(origin) + 2 < width:
                name.append(f"  {origin}", faint)
            name.truncate(width, pad=True)
            text.append_text(name)
        return [text]


class Bar(Lines):
    """How far the review is: what comes first is what still fits on a narrow screen.

    A message takes its place for a while: it stands where nothing is covered by it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bar--done",
        "bar--doubt",
        "bar--flag",
        "bar--faint",
        "bar--message",
    }
    DEFAULT_CSS = """
    Bar {
        height: 1; background: $panel; color: $foreground;
        & > .bar--done { color: $success; }
        & > .bar--doubt { color: $warning; }
        & > .bar--flag { color: $error; }
        & > .bar--faint { color: $faint; }
        & > .bar--message { text-style: bold; }
    }
    """
    SECONDS = 6.0
    """How long a message stands."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[Sequence[Part]] = ()
        self._last = ""
        self.message = ""
        """What is said in passing; empty while nothing is."""

    def show(self, parts: Sequence[Sequence[Part]], last: str) -> None:
        """Show these, as many as fit.

        Args:
            parts: Each is shown whole or not at all.
            last: What stands at the right end, where there is room.
        """
        if (parts, last) == (self._parts, self._last):
            return
        self.message = ""
        self._parts, self._last = parts, last
        self.refresh()

    def say(self, message: str) -> bool:
        """Show a message for a while; False where there is no room for it."""
        if cell_len(message) + 3 > self.size.width:
            return False
        self.message = message
        self.set_timer(self.SECONDS, lambda: self._unsay(message))
        self.refresh()
        return True

    def _unsay(self, message: str) -> None:
        if self.message == message:
            self.message = ""
            self.refresh()

    def lines(self) -> Sequence[Text]:
        """The line."""
        if self.message:
            return [Text(f" ▸ {self.message}", self._style("bar--message"))]
        shown, room = Text(), self.size.width
        for part in filter(None, self._parts):
            text = Text("   " if shown else " ")
            for word, name in part:
                text.append(word, self._style(f"bar--{name}") if name else "")
            if shown.cell_len + text.cell_len > room:
                break
            shown.append_text(text)
        rest = room - shown.cell_len - cell_len(self._last) - 1
        if rest > 3:
            shown.append(" " * rest + self._last, self._style("bar--faint"))
        return [shown]


class Hints(Lines):
    """The keys that are of use just now; each can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hints--key"}
    DEFAULT_CSS = """
    Hints {
        height: auto; background: $background; color: $faint;
        & > .hints--key { color: $primary; text-style: bold; }
    }
    """

    class Clicked(Message):
        """A hint was clicked: its command is wanted."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self) -> None:
        super().__init__()
        self._hints: Sequence[tuple[str, str, str]] = ()
        self._places: list[tuple[int, int, int, str]] = []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Two lines where there is room for them."""
        del container, width
        return 1 + (viewport.height >= _ROOMY)

    def show(self, hints: Sequence[tuple[str, str, str]]) -> None:
        """Show these, as many as fit: command, key, label. The last is always shown."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def lines(self) -> Sequence[Text]:
        """The lines."""
        lines = [Text() for _ in range(max(self.size.height, 1))]
        self._places = []
        if not self._hints:
            return lines
        *others, last = self._hints
        for command, key, label in others:
            width = cell_len(f" {key} {label} ")
            for y, text in enumerate(lines):
                taken = cell_len(f" {last[1]} {last[2]} ") if y == len(lines) - 1 else 0
                if text.cell_len + width <= self.size.width - taken:
                    self._append(y, text, command, key, label)
                    break
        y = len(lines) - 1
        if (
            not lines[y]
            and lines[0].cell_len + cell_len(f" {last[1]} {last[2]} ") <= self.size.width
        ):
            y = 0
        self._append(y, lines[y], *last)
        return lines

    def _append(self, y: int, text: Text, command: str, key: str, label: str) -> None:
        start = text.cell_len
        text.append(f" {key} ", self._style("hints--key")).append(f"{label} ")
        self._places.append((y, start, text.cell_len, command))

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for y, start, end, command in self._places:
            if y == event.y and start <= event.x < end:
                self.post_message(self.Clicked(command))
