"""Editing one segment's text."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Label, TextArea

from workbench.review.dialogs.dialog import Dialog
from workbench.review.questions import SegmentText
from workbench.review.wrap import visible


class SegmentTextDialog(Dialog[str]):
    """A text to change, with the document's own above it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "take", show=False, priority=True),
        Binding("ctrl+j,alt+enter,shift+enter", "line", show=False, priority=True),
        Binding("ctrl+o", "restore", show=False, priority=True),
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
            return self.HINTS
        return (("Enter take", "take"), ("Alt Enter ^J new line", "line"), ("Esc back", "leave"))

    def __init__(self, question: SegmentText) -> None:
        super().__init__(question.title)
        self._text = question.text
        self._original = question.original
        self._lines = question.lines

    def body(self) -> Iterator[Widget]:
        """The document's text, where it differs, and the text."""
        if self._original is not None:
            own = visible(self._original) or "(nothing: a person inserted this)"
            yield Label(f"In the document: {own}", classes="note", markup=False)
        yield TextArea(self._text, soft_wrap=True, tab_behavior="focus")

    def on_mount(self) -> None:
        """Begin at the end of the text."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_take(self) -> None:
        """Answer with the text."""
        text = self.query_one(TextArea).text
        self.dismiss(text if self._lines or text.strip() else None)

    def action_line(self) -> None:
        """Begin a new line, where there may be several."""
        if self._lines:
            self.query_one(TextArea).insert("\n")

    def action_restore(self) -> None:
        """Put the document's own text there."""
        if self._original:
            self.query_one(TextArea).text = self._original
