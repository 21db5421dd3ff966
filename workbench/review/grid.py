"""The grid of beads: a row a bead, a column a language; only what is visible is drawn."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment as Piece
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workbench.review import cell
from workbench.review.cursor import Cursor
from workbench.review.document_map import DocumentMap
from workbench.review.row import Source, draw
from workbench.review.safety_net import Netted
from workbench.review.window import Position, Window

_KEPT = 400
"""Drawn rows to keep: several screens full."""

_SAMPLED = 100
"""Rows to measure where only something usual is wanted."""

_MAP = {
    "found": ("■", "hit"),
    "flag": ("⚑", "flag"),
    "doubt": ("▪", "doubt"),
    "done": ("·", "done"),
}
"""How the map shows a kind: the sign, and the name of a style class."""

_WHEEL = 3
"""Lines that one step of the mouse's wheel moves."""


class Grid(Netted, Widget, can_focus=True):
    """Rows of wrapped text, with a scrollbar at the right.

    A row is measured when it comes into sight, with the function that also draws it, and kept
    drawn while it is near; the scrollbar tells rows, not lines. So nothing here costs more in
    a long project than in a short one.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--margin",
        "grid--done",
        "grid--doubt",
        "grid--flag",
        "grid--separator",
        "grid--faint",
        "grid--even",
        "grid--cursor",
        "grid--cell",
        "grid--selected",
        "grid--code",
        "grid--term",
        "grid--wrong",
        "grid--found",
        "grid--hit",
        "grid--bar",
        "grid--thumb",
    }
    DEFAULT_CSS = """
    Grid {
        width: 1fr;
        height: 1fr;
        background: $surface;
        & > .grid--bar { color: $rule; background: $surface; }
        & > .grid--thumb { color: $scrollbar; background: $surface; }
        & > .grid--margin { color: $faint; }
        & > .grid--done { color: $success; }
        & > .grid--doubt { color: $warning; text-style: bold; }
        & > .grid--flag { color: $error; text-style: bold; }
        & > .grid--separator { color: $rule; }
        & > .grid--faint { color: $faint; }
        & > .grid--even { background: $zebra; }
        & > .grid--cursor { background: $row; }
        & > .grid--cell { background: $cell; }
        & > .grid--selected { background: $range; }
        & > .grid--code { color: $faint; text-style: dim; }
        & > .grid--term { text-style: underline; }
        & > .grid--wrong { color: $error; text-style: underline bold; }
        & > .grid--hit { color: $hit; text-style: bold; }
        & > .grid--found { background: $hit; color: $on-hit; text-style: bold; }
    }
    """

    class Moved(Message):
        """The mouse put the cursor somewhere."""

    class LaidOut(Message):
        """The columns have other widths."""

    class Pressed(Message):
        """A cell was pressed with the mouse: the cursor is there, at this character."""

        extending = False
        """Shift makes a range of rows here, not of words."""

        def __init__(self, segment: int, offset: int) -> None:
            super().__init__()
            self.segment = segment
            self.offset = offset

    NOTHING = "No bead passes the filter. f changes it, Esc shows all again."

    def __init__(self, source: Source, cursor: Cursor, weights: Sequence[float]) -> None:
        """Make an empty grid.

        Args:
            source: What to show.
            cursor: The rows, and where it stands among them.
            weights: The columns' shares of the width.
        """
        super().__init__()
        self._source = source
        self._cursor = cursor
        self._weights = list(weights)
        self._rows: Sequence[int] = ()
        self._followed = (0, 0, 0, cursor.anchor)
        self._heights: dict[int, int] = {}
        self._window = Window(self._height)
        self._sight: list[Position] = []
        self._widths: list[int] = []
        self._drawn: OrderedDict[tuple[int, int], list[Strip]] = OrderedDict()
        self._measured = 0
        self._map = DocumentMap(source.kinds)
        self._dragging = False

    # What it shows

    def show(self, changed: Collection[int] | None) -> None:
        """Show the cursor's rows.

        Args:
            changed: Rows whose content differs from what was shown before; None for all.
        """
        rows = self._cursor.rows
        if changed is None or abs(len(rows) - len(self._rows)) > 2:  # not one merge, one split
            self._map.forget()
        else:
            places = map(self._cursor.place, changed)
            self._map.changed(place for place in places if place is not None)
        if changed is not None and rows is self._rows:
            if changed:
                self._show_again(changed)
            return
        window = self._window
        first = self._rows[window.top[0]] if self._rows else None
        self._rows = rows
        self._drawn.clear()
        if changed is None:
            self._heights.clear()
        else:
            for row in changed:
                self._heights.pop(row, None)
        window.count = len(rows)
        top = None if first is None else self._cursor.place(first)
        if top is None:
            window.begin_at(min(window.top[0], self._cursor.index))
        else:
            window.top = (top, window.top[1])
        self._reveal()

    def _show_again(self, changed: Iterable[int]) -> None:
        """Draw changed rows again, where the rows themselves are the same as before."""
        stale = set(changed)
        for row in stale:
            self._heights.pop(row, None)
        for drawn in [key for key in self._drawn if key[0] in stale]:
            del self._drawn[drawn]
        self._reveal()

    def redraw(self) -> None:
        """Draw again what is visible: marks or labels have changed, texts have not."""
        self._drawn.clear()
        self._map.forget()
        self.refresh()

    def weigh(self, weights: Sequence[float]) -> None:
        """Give the columns other shares of the width, or another number of columns."""
        self._weights = list(weights)
        self._lay_out()

    @property
    def widths(self) -> Sequence[int]:
        """Cells of each column."""
        return self._widths

    def follow(self) -> None:
        """Show where the cursor is now; a row that it was moved to comes into view."""
        cursor = self._cursor
        now = (cursor.moves, cursor.index, cursor.column, cursor.anchor)
        before, self._followed = self._followed, now
        if now[0] != before[0]:
            self._reveal()
        elif now != before:
            self.refresh()

    def page(self, direction: int) -> None:
        """Move the cursor by about a screen: -1 up, 1 down; first through a row that is higher."""
        if self._rows and self._widths:
            index = self._window.page(self._cursor.index, direction)
            if index == self._cursor.index:
                self._look()
            else:
                self._cursor.go(index)

    # Measuring

    @property
    def _wide(self) -> int:
        """Cells of a line, without the map and the scrollbar."""
        return max(self.size.width - 2, 0)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew where the width is another one; the cursor stays in view."""
        del event
        self._window.lines = self.size.height
        if self._wide != self._measured:
            self._lay_out()
        else:
            self._reveal()

    def _lay_out(self) -> None:
        width = self._wide
        if not width:
            return
        self._measured = width
        text = max(width - 1 - self._source.margin - len(self._weights), 3 * len(self._weights))
        total = sum(self._weights)
        self._widths = [max(int(text * weight / total), 3) for weight in self._weights]
        self._widths[-1] += max(text - sum(self._widths), 0)
        self._heights.clear()
        self._drawn.clear()
        self._window.top = (self._window.top[0], 0)
        self._reveal()
        self.post_message(self.LaidOut())

    def _height(self, index: int) -> int:
        """Lines of the row at that place."""
        row = self._rows[index]
        found = self._heights.get(row)
        if found is None:
            cells = self._source.cells(row)
            found = self._heights[row] = max(map(cell.height, cells, self._widths))
        return found

    def usual_height(self) -> int:
        """The lines that all but the longest rows make do with, from a sample; at least 1."""
        step = max(len(self._rows) // _SAMPLED, 1)
        heights = sorted(map(self._height, range(0, len(self._rows), step)))
        return heights[len(heights) * 9 // 10] if heights else 1

    def _reveal(self) -> None:
        """Scroll as little as brings the cursor's row, and lines beside it, into view."""
        if self._widths:
            if self._rows:
                self._window.reveal(self._cursor.index)
            self._look()

    def _look(self) -> None:
        """Find out what is in sight now; draw it if that is something else."""
        self._sight = self._window.sight()
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self._wide
        if not self._rows and y == self.size.height // 2:
            piece = Piece(f"  {self.NOTHING}", self._style("margin"))
            return Strip([piece]).adjust_cell_length(width + 2, self.rich_style)
        if y >= len(self._sight):
            return Strip.join([Strip.blank(width, self.rich_style), self._scrollbar(y)])
        index, inside = self._sight[y]
        row = self._rows[index]
        # The cursor's row is drawn differently: it shows which column the cursor is in.
        column = self._cursor.column if index == self._cursor.index else -1
        drawn = self._drawn.get((row, column))
        if drawn is None:
            drawn = self._drawn[row, column] = draw(
                self._source, row, self._widths, self._height(index), column, self._style
            )
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        strip = Strip.join([self._bar(index), drawn[inside]])
        strip = strip.adjust_cell_length(width).apply_style(self._background(index))
        return Strip.join([strip, self._scrollbar(y)])

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"grid--{name}", partial=True)

    def _scrollbar(self, y: int) -> Strip:
        """The last cell of a line: which rows of all are in sight."""
        first, last = (self._sight[0][0], self._sight[-1][0] + 1) if self._sight else (0, 0)
        lines, rows = self.size.height, len(self._rows)
        kind = self._map.line(y, lines, self._rows) if rows else "none"
        sign, name = _MAP.get(kind, (" ", "faint"))
        here = Piece(sign, self.rich_style + self._style(name))
        return Strip.join([Strip([here], 1), self._thumb(y, first, last)])

    def _thumb(self, y: int, first: int, last: int) -> Strip:
        lines, rows = self.size.height, len(self._rows)
        if len(self._sight) < lines or not rows:
            return Strip([Piece(" ", self.rich_style)], 1)
        top = min(first * lines // rows, lines - 1)
        bottom = max(-(-last * lines // rows), top + 1)
        name, sign = ("thumb", "█") if top <= y < bottom else ("bar", "│")
        return Strip([Piece(sign, self.get_component_rich_style(f"grid--{name}"))], 1)

    def _bar(self, index: int) -> Strip:
        """What stands left of a row: the cursor and the range are seen without colours, too."""
        if index == self._cursor.index:
            return Strip([Piece("▌")], 1)
        return Strip([Piece("┆" if self._in_range(index) else " ")], 1)

    def _in_range(self, index: int) -> bool:
        if not self._cursor.selecting:
            return False
        first, last = self._cursor.bounds
        return first <= index <= last

    def _background(self, index: int) -> Style:
        style = self.rich_style
        if index % 2:
            style += self.get_component_rich_style("grid--even")
        if self._in_range(index):
            style += self.get_component_rich_style("grid--selected")
        if index == self._cursor.index:
            style += self.get_component_rich_style("grid--cursor")
        return style

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Look further down; the cursor stays where it is."""
        self._wheel(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Look further up."""
        self._wheel(event, -_WHEEL)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        if self._rows and self._widths:
            self._window.scroll(lines)
            self._look()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scrollbar."""
        if event.x > self._wide:
            self._dragging = True
            self.capture_mouse()
            self._drag(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag it."""
        if self._dragging:
            self._drag(event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let it go."""
        del event
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _drag(self, y: int) -> None:
        if self._rows and self._widths:
            self._window.begin_at(y * len(self._rows) // max(self.size.height - 1, 1))
            self._look()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where it was clicked; with Shift, the range reaches there."""
        if event.x == self._wide and self._rows:  # the map: the row that is most worth a look
            lines = max(self.size.height, 1)
            first, last = (-(-(event.y + n) * len(self._rows) // lines) for n in (0, 1))
            kind = self._map.line(event.y, lines, self._rows)
            rows = range(first, min(max(last, first + 1), len(self._rows)))
            places = (n for n in rows if kind in self._source.kinds([self._rows[n]]))
            self._cursor.go(next(places, first))
            self.post_message(self.Moved())
        if event.x >= self._wide or not 0 <= event.y < len(self._sight):
            return
        if event.shift and not self._cursor.selecting:
            self._cursor.select(True)
        index, inside = self._sight[event.y]
        left = 1 + self._source.margin
        self._cursor.go(index)
        for column, width in enumerate(self._widths):
            left += 1
            if left <= event.x < left + width:
                self._cursor.column = column
                texts = self._source.cells(self._rows[index])[column]
                found = cell.lines(texts, width)
                if inside < len(found) and found[inside].segment >= 0:
                    at = found[inside]
                    place = cell.offset(texts[at.segment], at, event.x - left - 1)
                    self.post_message(self.Pressed(at.segment, place))
            left += width
        self.post_message(self.Moved())
