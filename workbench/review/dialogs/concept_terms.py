"""A new concept: its term in each language."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Label

from workbench.review.dialogs.dialog import Dialog
from workbench.review.questions import ConceptTerms


class ConceptTermsDialog(Dialog[list[str]]):
    """A line for each language; the answer has them in the same order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    ConceptTermsDialog Horizontal { height: 1; }
    ConceptTermsDialog Horizontal Label { width: 10; }
    ConceptTermsDialog Input { width: 1fr; }
    """
    HINTS = (("Tab ↑ ↓ other language", ""), ("Enter take", "take"), ("Esc back", "leave"))

    def __init__(self, question: ConceptTerms) -> None:
        super().__init__(question.title)
        self._keys = question.keys
        self._proposed = question.proposed

    def body(self) -> Iterator[Widget]:
        """The lines."""
        for key, text in zip(self._keys, self._proposed, strict=True):
            with Horizontal():
                yield Label(key, markup=False)
                yield Input(text)
        yield Label(
            "As a dictionary gives it; | between several, the preferred one first.",
            classes="note hints",
            markup=False,
        )

    def on_mount(self) -> None:
        """Begin with the first line that is empty."""
        inputs = list(self.query(Input))
        empty = [line for line in inputs if not line.value]
        (empty or inputs)[0].focus()

    def action_take(self) -> None:
        """Answer, where two languages have a term."""
        values = [line.value for line in self.query(Input)]
        if sum(bool(value.strip()) for value in values) < 2:
            self.notify("A concept needs a term in two languages at least.", markup=False)
            return
        self.dismiss(values)
