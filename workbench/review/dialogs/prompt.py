"""A line to type."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Label

from workbench.errors import WorkbenchError
from workbench.review.dialogs.dialog import Dialog


class Prompt(Dialog[str]):
    """Asks for one line, and says while it is typed what it would do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
    ]
    HINTS = (("Enter take", "take"), ("Esc back", "leave"))

    def __init__(
        self,
        title: str,
        *,
        value: str = "",
        note: str = "",
        explain: Callable[[str], str] | None = None,
    ) -> None:
        """Ask.

        Args:
            title: What for.
            value: What stands there at first.
            note: What can be typed, for people.
            explain: What the typed line means; raises WorkbenchError where it means nothing.
        """
        super().__init__(title)
        self._value = value
        self._note = note
        self._explain = explain

    def body(self) -> Iterator[Widget]:
        """The line, and what is said about it."""
        yield Input(self._value)
        if self._explain is not None:
            yield Label("", id="meaning", classes="note", markup=False)
        if self._note:
            yield Label(self._note, classes="note hints", markup=False)

    def on_mount(self) -> None:
        """Explain what stands there at first."""
        self.query_one(Input).focus()
        self._say(self._value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Explain what was typed."""
        self._say(event.value)

    def action_take(self) -> None:
        """Answer with what was typed, if it means something."""
        value = self.query_one(Input).value
        if self._say(value):
            self.dismiss(value)

    def _say(self, value: str) -> bool:
        if self._explain is None:
            return True
        label = self.query_one("#meaning", Label)
        try:
            label.update(self._explain(value))
        except WorkbenchError as error:
            label.update(str(error))
            label.add_class("wrong")
            return False
        label.remove_class("wrong")
        return True
