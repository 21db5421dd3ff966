"""Editing one segment's text."""

from collections.abc import Iterator, Sequence
from re import Match
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Label, TextArea

from workbench.review.dialogs.coded_area import CodedArea
from workbench.review.dialogs.dialog import Dialog
from workbench.review.inline_codes import codes_line
from workbench.review.questions import SegmentText
from workbench.review.wrap import visible
from workbench.units import MARK, unmatched


class SegmentTextDialog(Dialog[str]):
    """A text to change, with the document's own above it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "take", show=False, priority=True),
        Binding("ctrl+j,alt+enter,shift+enter", "line", show=False, priority=True),
        Binding("ctrl+o", "restore", show=False, priority=True),
        Binding("ctrl+n,f2", "put_code", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    SegmentTextDialog TextArea {
        height: auto; min-height: 4; max-height: 60vh; background: $surface;
    }
    """
    HINTS = (
        ("Enter take", "take"),
        ("^O the document's own text", "restore"),
        ("^Z undo", ""),
        ("Esc back", "leave"),
    )

    def hints(self) -> Sequence[tuple[str, str]]:
        """What stands in the last line."""
        if not self._lines:
            code = (("^N put the next missing code", "put_code"),) if self._codes else ()
            return (*self.HINTS[:2], *code, *self.HINTS[2:])
        return (("Enter take", "take"), ("Alt Enter ^J new line", "line"), ("Esc back", "leave"))

    def __init__(self, question: SegmentText) -> None:
        super().__init__(question.title)
        self._text = question.text
        self._original = question.original
        self._lines = question.lines
        self._codes = question.codes
        self._due = question.due
        self._theirs = question.theirs
        self.left_by_fault = False
        """Whether a fault of the program's own closed it, and no person."""

    def typed(self) -> str:
        """What stands there now; as it was at first where nothing can be typed."""
        areas = self.query(TextArea)
        return areas.first().text if areas else self._text

    def body(self) -> Iterator[Widget]:
        """The document's text, where it differs, and the text."""
        if self._theirs:
            said = f"Another made it meanwhile: {visible(self._theirs)}\nBelow is what you typed."
            yield Label(said, classes="note", markup=False)
        if self._original is not None:
            own = visible(self._original) or "(nothing: a person inserted this)"
            yield Label(f"In the document: {own}", classes="note", markup=False)
        if self._codes:
            yield Label(visible(codes_line(self._codes)), classes="note", markup=False)
        yield CodedArea(self._text, self._codes)

    def on_mount(self) -> None:
        """Begin at the end of the text."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_take(self) -> None:
        """Answer with the text."""
        text = self.query_one(TextArea).text
        if not self._lines:
            text = MARK.sub(self._mark, text)
        self.dismiss(text if self._lines or text.strip() else None)

    def _mark(self, found: Match[str]) -> str:
        """A mark as it stands; as text where it is none of the codes."""
        known = found[1] or int(found[2]) in self._codes
        return found[0] if known else f"⟦={found[2]}⟧"

    def action_line(self) -> None:
        """Begin a new line, where there may be several."""
        if self._lines:
            self.query_one(TextArea).insert("\n")

    def action_restore(self) -> None:
        """Put the document's own text there."""
        if self._original:
            self.query_one(TextArea).text = self._original

    def action_put_code(self) -> None:
        """Put in, at the cursor, the first of the source's codes that the text lacks."""
        area = self.query_one(TextArea)
        marks = [int(mark[2]) for mark in MARK.finditer(area.text) if not mark[1]]
        there = [self._codes[number] for number in marks if number in self._codes]
        missing, _ = unmatched([self._codes[number] for number in self._due], there)
        if missing:
            area.insert(f"⟦{next(n for n in self._due if self._codes[n] is missing[0])}⟧")
        elif self._codes:
            self.notify("No code is missing.")
