"""One of several."""

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from workbench.review.dialogs.dialog import Dialog
from workbench.review.keys import bound
from workbench.review.questions import MOST_OPTIONS, Choice


class ChoiceDialog(Dialog[int]):
    """A list to choose from; the answer is the place of what was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(bound(("j",)), "move(1)", show=False),
        Binding(bound(("k",)), "move(-1)", show=False),
    ]
    DEFAULT_CSS = """
    ChoiceDialog OptionList { height: auto; max-height: 70vh; background: $panel; border: none; }
    ChoiceDialog OptionList:focus { border: none; background-tint: transparent; }
    ChoiceDialog OptionList > .option-list--option-highlighted,
    ChoiceDialog OptionList:focus > .option-list--option-highlighted {
        background: $cell; color: $foreground; text-style: bold;
    }
    """
    HINTS = (("↑ ↓ move", ""), ("Enter choose", "choose"), ("Esc back", "leave"))

    def __init__(self, question: Choice) -> None:
        super().__init__(question.title)
        self._options = question.options
        self._at = question.at

    def body(self) -> Iterator[Widget]:
        """The list."""
        yield OptionList(
            *(
                Option(Text(option) if isinstance(option, str) else option)
                for option in self._options[:MOST_OPTIONS]
            )
        )
        if len(self._options) > MOST_OPTIONS:
            yield Label(f"The first {MOST_OPTIONS} of {len(self._options)}.", classes="note hints")

    def on_mount(self) -> None:
        """Put the cursor where it was asked to stand."""
        options = self.query_one(OptionList)
        options.focus()
        if self._options:
            options.highlighted = min(self._at, len(self._options) - 1)

    def action_move(self, step: int) -> None:
        """Go up or down."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_choose(self) -> None:
        """Take the one under the cursor."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with it."""
        self.dismiss(event.option_index)
