"""The single lines around the grid: the columns' names, how far one is, and the keys."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget


class _OneLine(Widget):
    """A line that is drawn as it stands: no wrapping, no markup."""

    def line(self) -> Text:
        """What to draw."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw it."""
        del y
        strip = Strip(self.line().render(self.app.console))
        return strip.adjust_cell_length(self.size.width).apply_style(self.rich_style)


class Heading(_OneLine):
    """The names of the columns, above them."""

    DEFAULT_CSS = """
    Heading { height: 1; background: $panel; color: $foreground; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = Text()

    def show(
        self, title: str, margin: int, names: Sequence[str], widths: Sequence[int], at: int
    ) -> None:
        """Show a title over the margin and a name over each column.

        Args:
            title: The project's name.
            margin: Cells left of the first column.
            names: Of the columns.
            widths: Of the columns.
            at: The column that the cursor is in.
        """
        text = Text(set_cell_size(f" {title}", margin))
        for column, (name, width) in enumerate(zip(names, widths, strict=True)):
            text.append("┃" if column == at else "│")
            shown = set_cell_size(f"{'▾' if column == at else ' '}{name}", width)
            text.append(shown, "underline" if column == at else "")
        self._text = text
        self.refresh()

    def line(self) -> Text:
        """The line."""
        return self._text


class Bar(_OneLine):
    """How far the review is: what comes first is what still fits on a narrow screen."""

    DEFAULT_CSS = """
    Bar { height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[str] = ()

    def show(self, parts: Sequence[str]) -> None:
        """Show these, as many as fit."""
        self._parts = parts
        self.refresh()

    def line(self) -> Text:
        """The line."""
        shown = ""
        for part in filter(None, self._parts):
            longer = f"{shown}   {part}" if shown else f" {part}"
            if cell_len(longer) > self.size.width:
                break
            shown = longer
        return Text(shown)


class Hints(_OneLine):
    """The keys that are of use just now; each can be clicked."""

    DEFAULT_CSS = """
    Hints { height: 1; background: $background; color: $foreground; }
    """

    class Clicked(Message):
        """A hint was clicked: its command is wanted."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self) -> None:
        super().__init__()
        self._hints: Sequence[tuple[str, str, str]] = ()
        self._places: list[tuple[int, int, str]] = []

    def show(self, hints: Sequence[tuple[str, str, str]]) -> None:
        """Show these, as many as fit: command, key, label. The last is always shown."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def line(self) -> Text:
        """The line."""
        text = Text()
        self._places = []
        if not self._hints:
            return text
        *others, last = self._hints
        room = self.size.width - cell_len(f" {last[1]} {last[2]} ")
        for command, key, label in others:
            width = cell_len(f" {key} {label} ")
            if text.cell_len + width <= room:
                self._append(text, command, key, label)
        self._append(text, *last)
        return text

    def _append(self, text: Text, command: str, key: str, label: str) -> None:
        start = text.cell_len
        text.append(f" {key}", "bold reverse").append(f" {label} ")
        self._places.append((start, text.cell_len, command))

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for start, end, command in self._places:
            if start <= event.x < end:
                self.post_message(self.Clicked(command))
