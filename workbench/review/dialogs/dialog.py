"""What all windows over the grid share."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, TypeVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Label

from workbench.review.safety_net import Netted

Answer = TypeVar("Answer")


class Dialog(Netted, ModalScreen[Answer | None]):
    """A titled box with a line of hints; Escape leaves it, and its answer is None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 40%;
    }
    Dialog > Vertical {
        width: 90%;
        max-width: 110;
        height: auto;
        max-height: 100%;
        background: $panel;
        border: round $primary;
        border-title-style: bold;
        border-title-color: $foreground;
        padding: 0 1;
    }
    Dialog VerticalScroll, Dialog OptionList, Dialog TextArea { scrollbar-size-vertical: 1; }
    Dialog .hints {
        color: $faint; width: 100%; margin-top: 1;
        link-color: $faint; link-style: none; link-background: transparent;
        link-color-hover: $foreground; link-style-hover: bold; link-background-hover: $panel;
    }
    Dialog .note { width: 100%; }
    Dialog .wrong { color: $error; text-style: bold; width: 100%; }
    Dialog Input {
        height: 1; border: none; border-left: outer $rule; padding: 0 1; background: $surface;
    }
    Dialog Input:focus { border: none; border-left: outer $primary; }
    """
    HINTS: ClassVar[Sequence[tuple[str, str]]] = (("Esc back", "leave"),)
    """What stands in the last line: a key with what it does, and the action of a click on it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """The box around what :meth:`body` gives."""
        with Vertical() as box:
            box.border_title = self._title.replace("[", r"\[")
            yield from self.body()
            yield Label(self._hints(), classes="hints", markup=False)

    def hints(self) -> Sequence[tuple[str, str]]:
        """What stands in the last line."""
        return self.HINTS

    def _hints(self) -> Text:
        text = Text()
        for label, action in self.hints():
            text.append("   " if text else "")
            text.append(label, Style(meta={"@click": f"screen.{action}"}) if action else "")
        return text

    def body(self) -> Iterator[Widget]:
        """The widgets in the box."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
