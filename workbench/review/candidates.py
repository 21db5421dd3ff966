"""Term candidates in the terminal: each is taken or left with one key."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Footer, Static

from workbench.extraction import Candidate


class CandidatesApp(App[set[int] | None]):
    """A table of candidates; the value it leaves with is the numbers of those taken.

    Args:
        candidates: In order.
        keys: Document keys, the source first: a column each.
    """

    TITLE = "Term candidates"
    CSS = "#example { height: 5; padding: 0 1; border-top: solid $primary; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x,ч", "take", "take / leave", tooltip="Take this candidate, or not"),
        Binding("s,ы", "save", "save and leave", tooltip="Leave, keeping what was taken"),
        Binding("q,й,escape", "give_up", "leave", tooltip="Leave without saving"),
    ]

    def __init__(self, candidates: Sequence[Candidate], keys: Sequence[str]) -> None:
        super().__init__()
        self._candidates = candidates
        self._keys = keys
        self.taken: set[int] = set()

    def compose(self) -> ComposeResult:
        """The table, the candidate's example, the keys."""
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield Static(id="example", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        for name in ("take", *self._keys, "units"):
            table.add_column(name, key=name)
        for number, candidate in enumerate(self._candidates):
            # Plain text, so that a bracket is a bracket.
            terms = [Text(candidate.terms.get(key, "")) for key in self._keys]
            table.add_row("", *terms, str(candidate.frequency), key=str(number))
        table.focus()

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Show where the candidate stands."""
        example = self._candidates[event.cursor_row].example
        lines = [f"{key}  {text}" for key, text in example.items()]
        self.query_one("#example", Static).update("\n".join(lines))

    def action_take(self) -> None:
        """Take the candidate under the cursor, or leave it, and go on."""
        table = self.query_one(DataTable)
        if not self._candidates:
            return
        row = table.cursor_row
        self.taken ^= {row}
        table.update_cell(str(row), "take", "yes" if row in self.taken else "")
        table.action_cursor_down()

    def action_save(self) -> None:
        """Leave with what was taken."""
        self.exit(self.taken)

    def action_give_up(self) -> None:
        """Leave with nothing."""
        self.exit(None)
