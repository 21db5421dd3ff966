"""The current bead in full, below the grid: its words, its terms, its notes."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment as Piece
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.review import cell
from workbench.review.cell import Mark
from workbench.review.current_bead import CurrentBead
from workbench.review.safety_net import Netted
from workbench.review.wrap import visible, wrap


class Pane(Netted, ScrollView, can_focus=False, inherit_bindings=False):
    """The current bead's texts, as wide as the grid's columns."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pane--faint",
        "pane--title",
        "pane--note",
        "pane--removed",
        "pane--added",
        "pane--cell",
        "pane--code",
        "pane--term",
        "pane--wrong",
        "pane--found",
        "pane--word",
        "pane--counterpart",
        "pane--alone",
    }
    DEFAULT_CSS = """
    Pane {
        height: 8;
        background: $background;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .pane--faint { color: $faint; }
        & > .pane--title { color: $faint; background: $panel; }
        & > .pane--note { color: $secondary; }
        & > .pane--code { color: $faint; text-style: dim; }
        & > .pane--removed { color: $error; text-style: strike; }
        & > .pane--added { color: $success; text-style: bold underline; }
        & > .pane--term { text-style: underline; }
        & > .pane--wrong { color: $error; text-style: underline bold; }
        & > .pane--found { background: $hit; color: $on-hit; text-style: bold; }
        & > .pane--word { text-style: reverse; }
        & > .pane--counterpart { background: $hit; color: $on-hit; text-style: bold underline; }
        & > .pane--alone { color: $faint; text-style: italic; }
    }
    """

    class Pressed(Message):
        """A character was pressed with the mouse; with Shift, what is selected grows."""

        def __init__(self, column: int, segment: int, offset: int, *, extending: bool) -> None:
            super().__init__()
            self.extending = extending
            self.column = column
            self.segment = segment
            self.offset = offset

    def __init__(self) -> None:
        super().__init__()
        self._shown = CurrentBead()
        self._margin = 0
        self._widths: Sequence[int] = ()
        self._lines: list[Strip] = []
        self._cells: list[list[str]] = []
        self._above = 1
        """Lines above the texts: the title, and how a changed bead differs."""

    def show(self, shown: CurrentBead, *, margin: int, widths: Sequence[int]) -> None:
        """Show a bead; the same one again leaves the pane where it was scrolled to.

        Args:
            shown: What to show.
            margin: Cells left of the first column.
            widths: The columns' widths.
        """
        widths = tuple(widths)
        if (shown, margin, widths) == (self._shown, self._margin, self._widths):
            return
        self._shown, self._margin, self._widths = shown, margin, widths
        self._cells = [[visible(text) for text in texts] for texts in shown.cells]
        self._show()
        line = self._line_of(*shown.word) if shown.word else 0
        high = max(self.size.height, 1)
        if not self.scroll_offset.y < line < self.scroll_offset.y + high:
            self.scroll_to(y=max(line - high // 2, 0) if line >= high else 0, animate=False)

    def lines_of(self, shown: CurrentBead) -> int:
        """How many lines changes and notes take."""
        width = max(self._wide - 2, 2)
        texts = [*(change.text for change in shown.changes), *shown.notes]
        return sum(len(wrap(visible(text), width)) for text in texts)

    def _show(self) -> None:
        self._lines = self._draw() if self._wide else []
        self._set_lines(len(self._lines))

    @property
    def _wide(self) -> int:
        """Cells of a line, without the scrollbar."""
        return self.scrollable_content_region.width

    def _set_lines(self, count: int) -> None:
        """Say how many lines there are, and draw again.

        Setting ``virtual_size`` would lay out the whole screen anew, at every key; only the
        scrollbar has to know.
        """
        size = Size(self._wide, count)
        if size.width != self.virtual_size.width:
            self.virtual_size = size
        else:
            self.set_reactive(Pane.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = count
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the new width, from the top."""
        del event
        self._show()
        self.scroll_to(y=0, animate=False)

    def redraw(self) -> None:
        """Draw again: the colours have changed."""
        self._show()

    def _line_of(self, column: int, segment: int, offset: int) -> int:
        if column >= len(self._widths):
            return 0
        found = cell.lines(self._cells[column], self._widths[column])
        return self._above + next(
            (
                number
                for number, line in enumerate(found)
                if line.segment == segment and line.start <= offset < line.end
            ),
            0,
        )

    def _draw(self) -> list[Strip]:
        def style(name: str) -> Style:
            return self.get_component_rich_style(f"pane--{name}", partial=True)

        width, margin, faint = self._wide, self._margin, style("faint")
        title = style("title")
        lines = [
            Strip([Piece(visible(f" {self._shown.title}"), title)]).adjust_cell_length(width, title)
        ]
        for text, marks in self._shown.changes:
            lines += self._remark(text, marks, style)
        self._above = len(lines)
        columns = [
            cell.draw(
                texts,
                self._widths[column],
                [
                    [
                        Mark(start, end, style(name))
                        for start, end, name in self._shown.marks.get((column, segment), ())
                    ]
                    for segment in range(len(texts))
                ],
                faint=faint,
            )
            for column, texts in enumerate(self._cells)
        ]
        for number in range(max(map(len, columns), default=0)):
            pieces = [Piece(" " * margin)]
            for drawn, wide in zip(columns, self._widths, strict=False):
                pieces.append(Piece("│", faint))
                pieces += drawn[number] if number < len(drawn) else [Piece(" " * wide)]
            lines.append(Strip(pieces))
        for note in self._shown.notes:
            lines += self._remark(note, (), style)
        return lines

    def _remark(
        self, text: str, marks: Sequence[tuple[int, int, str]], style: Callable[[str], Style]
    ) -> Iterator[Strip]:
        """The lines of something said about the bead."""
        shown = visible(text)
        found = [Mark(start, end, style(name)) for start, end, name in marks]
        for start, end in wrap(shown, max(self._wide - 2, 2)):
            pieces = Piece.apply_style(cell.marked(shown, start, end, found), style("note"))
            yield Strip([Piece(" "), *pieces])

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        number = y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(self._wide, self.rich_style)
        return self._lines[number].adjust_cell_length(self._wide).apply_style(self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Tell which character was pressed."""
        number, left = event.y + self.scroll_offset.y - self._above, self._margin
        for column, width in enumerate(self._widths):
            left += 1
            if left <= event.x < left + width and number >= 0:
                found = cell.lines(self._cells[column], width)
                if number < len(found) and found[number].segment >= 0:
                    line = found[number]
                    text = self._cells[column][line.segment]
                    offset = cell.offset(text, line, event.x - left - 1)
                    pressed = self.Pressed(column, line.segment, offset, extending=event.shift)
                    self.post_message(pressed)
            left += width
