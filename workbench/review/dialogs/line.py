"""A line to type."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Label

from workbench.errors import WorkbenchError
from workbench.review.dialogs.dialog import Dialog
from workbench.review.questions import Line


class LineDialog(Dialog[str]):
    """Asks for one line, and says while it is typed what it would do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
    ]
    HINTS = (("Enter take", "take"), ("Esc back", "leave"))

    def __init__(self, question: Line) -> None:
        super().__init__(question.title)
        self._question = question

    def body(self) -> Iterator[Widget]:
        """The line, and what is said about it."""
        yield Input(self._question.value)
        if self._question.explain is not None:
            yield Label("", id="meaning", classes="note", markup=False)
        if self._question.note:
            yield Label(self._question.note, classes="note hints", markup=False)

    def on_mount(self) -> None:
        """Explain what stands there at first."""
        self.query_one(Input).focus()
        self._say(self._question.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Explain what was typed."""
        self._say(event.value)

    def action_take(self) -> None:
        """Answer with what was typed, if it means something."""
        value = self.query_one(Input).value
        if self._say(value):
            self.dismiss(value)

    def _say(self, value: str) -> bool:
        if self._question.explain is None:
            return True
        label = self.query_one("#meaning", Label)
        try:
            label.update(self._question.explain(value))
        except WorkbenchError as error:
            label.update(str(error))
            label.add_class("wrong")
            return False
        label.remove_class("wrong")
        return True
