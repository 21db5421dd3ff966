"""Where to cut a segment in two."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from workbench.review.dialogs.dialog import Dialog
from workbench.review.keys import bound
from workbench.review.pane import words
from workbench.review.wrap import visible


class Cut(Dialog[int]):
    """A text with a mark in it that moves; the answer is its offset."""

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
    Cut VerticalScroll { height: auto; max-height: 70vh; }
    """
    HINTS = "Tab likely   ← → word   Shift ← → character   Enter cut   Esc back"

    def __init__(self, text: str, likely: Sequence[int], *, at: int | None) -> None:
        """Propose.

        Args:
            text: Of the segment.
            likely: Offsets, the likeliest first.
            at: Where the mark stands first; at the likeliest place when None.
        """
        super().__init__("Cut the segment in two")
        self._text = visible(text)
        self._likely = likely
        starts = [start for start, _ in words(text) if start] or [len(text) // 2]
        self._starts = sorted({*starts, *likely})
        first = likely[0] if likely else min(starts, key=lambda s: abs(s - len(text) / 2))
        self._at = first if at is None else at

    def body(self) -> Iterator[Widget]:
        """The text."""
        yield VerticalScroll(Static(id="text"), can_focus=False)

    def on_mount(self) -> None:
        """Show the mark."""
        self._show()

    def _show(self) -> None:
        text = Text(self._text[: self._at])
        text.append(" ┃ ", "bold reverse").append(self._text[self._at :])
        self.query_one("#text", Static).update(text)

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
        self._at = min(max(self._at + step, 1), max(len(self._text) - 1, 1))
        self._show()

    def action_take(self) -> None:
        """Answer with the mark's offset."""
        self.dismiss(self._at)
