"""Something to read."""

from collections.abc import Iterator
from typing import ClassVar

from rich.console import RenderableType
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from workbench.review.dialogs.dialog import Answer, Dialog
from workbench.review.keys import bound
from workbench.review.questions import Reading


class Scrolled(Dialog[Answer]):
    """A text that scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(bound(("j",)), "move(1)", show=False),
        Binding(bound(("k",)), "move(-1)", show=False),
    ]
    DEFAULT_CSS = """
    Scrolled VerticalScroll { height: auto; max-height: 70vh; }
    """

    def __init__(self, title: str, text: RenderableType) -> None:
        super().__init__(title)
        self._text = text

    def body(self) -> Iterator[Widget]:
        """The text."""
        yield VerticalScroll(Static(self._text))

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(VerticalScroll).focus()

    def action_move(self, step: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)


class ReadingDialog(Scrolled[None]):
    """A text that asks nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(bound(("enter", "q", "?")), "leave", show=False),
    ]
    HINTS = (("↑ ↓ scroll", ""), ("Esc back", "leave"))

    def __init__(self, question: Reading) -> None:
        super().__init__(question.title, question.text)
