"""One of several."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from workbench.review.dialogs.dialog import Dialog
from workbench.review.keys import bound

MOST = 500
"""A longer list than this is cut: nobody walks through it, and it would take long to draw."""


def hanging(rows: Sequence[tuple[str, str, Text]]) -> Table:
    """Lines of which each has a number, a word and a text; the text wraps under itself."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", width=6, style="bold")
    table.add_column(no_wrap=True, style="dim", width=7)
    table.add_column(ratio=1)
    for row in rows:
        table.add_row(*row)
    return table


class Choose(Dialog[int]):
    """A list to choose from; the answer is the place of what was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(bound(("j",)), "move(1)", show=False),
        Binding(bound(("k",)), "move(-1)", show=False),
    ]
    DEFAULT_CSS = """
    Choose OptionList { height: auto; max-height: 70vh; background: $panel; border: none; }
    Choose OptionList:focus { border: none; background-tint: transparent; }
    Choose OptionList > .option-list--option-highlighted,
    Choose OptionList:focus > .option-list--option-highlighted {
        background: $cell; color: $foreground; text-style: bold;
    }
    """
    HINTS = (("↑ ↓ move", ""), ("Enter choose", "choose"), ("Esc back", "leave"))

    def __init__(self, title: str, options: Sequence[RenderableType], *, at: int = 0) -> None:
        """Offer.

        Args:
            title: What is chosen.
            options: A line or more each.
            at: Where the cursor stands first.
        """
        super().__init__(title)
        self._options = options
        self._at = at

    def body(self) -> Iterator[Widget]:
        """The list."""
        yield OptionList(
            *(
                Option(Text(option) if isinstance(option, str) else option)
                for option in self._options[:MOST]
            )
        )
        if len(self._options) > MOST:
            yield Label(f"The first {MOST} of {len(self._options)}.", classes="note hints")

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
