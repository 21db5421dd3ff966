"""Where to cut a segment in two."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from workbench.review.cell import Line, offset
from workbench.review.dialogs.dialog import Dialog
from workbench.review.keys import bound
from workbench.review.questions import SegmentCut
from workbench.review.wrap import visible, wrap

_MARK = " ┃ "


class SegmentCutDialog(Dialog[int]):
    """A text with a mark in it that moves, never into that of a code; the answer is its offset."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        Binding("tab", "likely(1)", show=False, priority=True),
        Binding("shift+tab", "likely(-1)", show=False, priority=True),
        Binding(bound(("right", "w", "l")), "word(1)", show=False),
        Binding(bound(("left", "b", "h")), "word(-1)", show=False),
        Binding("shift+right", "character(1)", show=False),
        Binding("shift+left", "character(-1)", show=False),
    ]
    DEFAULT_CSS = """
    SegmentCutDialog VerticalScroll { height: auto; max-height: 70vh; }
    """
    HINTS = (
        ("Tab likely", "likely(1)"),
        ("← → word", ""),
        ("Shift ← → character", ""),
        ("Enter cut", "take"),
        ("Esc back", "leave"),
    )

    def __init__(self, question: SegmentCut) -> None:
        super().__init__(question.title)
        likely = question.likely
        self._text = visible(question.text)
        self._places = question.places
        self._last = max(len(question.places) - 2, 1)
        self._likely = likely
        middle = (len(question.places) - 1) / 2
        starts = [start for start in question.starts if start] or [int(middle)]
        self._starts = sorted({*starts, *likely})
        first = likely[0] if likely else min(starts, key=lambda start: abs(start - middle))
        self._at = first if question.at is None else question.at
        self._lines: list[tuple[int, int]] = []

    def body(self) -> Iterator[Widget]:
        """The text."""
        yield VerticalScroll(Static(id="text"), can_focus=False)

    def on_mount(self) -> None:
        """Show the mark, once it is known how wide."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Show it for the new width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        """Draw the text with the mark in it, which is scrolled into view."""
        static, at = self.query_one("#text", Static), self._places[self._at]
        marked = self._text[:at] + _MARK + self._text[at:]
        drawn, here = [], 0
        self._lines = wrap(marked, max(static.content_size.width, 8))
        for number, (start, end) in enumerate(self._lines):
            line = Text(marked[start:end])
            if start <= at + 1 < end:
                here = number
                line.stylize("bold reverse", max(at - start, 0), at - start + len(_MARK))
            drawn.append(line)
        static.update(Text("\n").join(drawn))
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_to(y=max(here - scroll.size.height // 2, 0), animate=False)

    def on_click(self, event: events.Click) -> None:
        """Put the mark where the text was clicked."""
        place = event.get_content_offset(self.query_one("#text", Static))
        if place is None or place.y >= len(self._lines):
            return
        start, end = self._lines[place.y]
        at = self._places[self._at]
        marked = self._text[:at] + _MARK + self._text[at:]
        found = offset(marked, Line(0, start, end, first=True), place.x)
        if found > at:
            found = max(found - len(_MARK), at)
        self._at = min(max(bisect_left(self._places, found), 1), self._last)
        self._show()

    def action_likely(self, step: int) -> None:
        """To the next likely place."""
        if self._likely:
            places = list(self._likely)
            here = places.index(self._at) if self._at in places else -step
            self._at = places[(here + step) % len(places)]
            self._show()

    def action_word(self, step: int) -> None:
        """To the next word."""
        further = [start for start in self._starts if (start - self._at) * step > 0]
        if further:
            self._at = further[0] if step > 0 else further[-1]
            self._show()

    def action_character(self, step: int) -> None:
        """By one character."""
        self._at = min(max(self._at + step, 1), self._last)
        self._show()

    def action_take(self) -> None:
        """Answer with the mark's offset."""
        self.dismiss(self._at)
