"""A line to type."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label

from workbench.errors import WorkbenchError
from workbench.review.dialogs.dialog import Dialog
from workbench.review.questions import Line

_CHOICES = 12
"""Names to show where a path can be completed in several ways."""


def completions(typed: str, within: Path | None = None) -> tuple[str, list[str]]:
    """A path as far as there is one way to go on, and the names with which it could.

    Args:
        typed: A path, perhaps with ``~`` for the home folder.
        within: A folder beside which there is no other.
    """
    folder, _, begun = typed.rpartition("/")
    try:
        where = Path(folder + "/" if folder or typed.startswith("/") else ".").expanduser()
        if within is not None and not where.resolve().is_relative_to(within.resolve()):
            return typed, []
        names = sorted(
            entry.name + "/" * entry.is_dir()
            for entry in where.iterdir()
            if entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
        )
    except (OSError, ValueError, RuntimeError):
        return typed, []
    common = _shared(names) if names else begun
    return f"{folder}/{common}" if "/" in typed else common, names


def _shared(names: Sequence[str]) -> str:
    """What all of these begin with."""
    first, last = min(names), max(names)
    pairs = zip(first, last, strict=False)
    return first[: next((n for n, (a, b) in enumerate(pairs) if a != b), len(first))]


class LineDialog(Dialog[str]):
    """Asks for one line, and says while it is typed what it would do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]

    class Shown(Message):
        """What was typed shows in the grid."""

    HINTS = (("Enter take", "take"), ("Esc back", "leave"))

    def __init__(self, question: Line) -> None:
        super().__init__(question.title)
        self._question = question
        self.set_class(question.low, "low")

    DEFAULT_CSS = """
    LineDialog.low { align: center bottom; background: transparent; }
    LineDialog.low > Vertical { margin-bottom: 1; }
    """

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
        """Explain what was typed; the grid shows it where it can be seen."""
        self._say(event.value)
        if self._question.low:
            self.post_message(self.Shown())

    def action_take(self) -> None:
        """Answer with what was typed, if it means something."""
        value = self.query_one(Input).value
        if self._say(value):
            self.dismiss(value)

    def action_complete(self) -> None:
        """Complete a path as far as it is the only one; then name those there are."""
        if not self._question.paths:
            self.focus_next()
            return
        line = self.query_one(Input)
        completed, choices = completions(line.value, self._question.within)
        if completed != line.value:
            line.value = completed
            line.cursor_position = len(completed)
        elif choices and self._question.explain is not None:
            more = " …" if len(choices) > _CHOICES else ""
            label = self.query_one("#meaning", Label)
            label.update("  ".join(choices[:_CHOICES]) + more)

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
