"""The cursor: bead, language, word, and the range that is being selected."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.review.word_links import Span


@dataclass(frozen=True, slots=True)
class SelectedWord:
    """A word of the current cell, or several that stand beside each other."""

    segment: int
    """Index of its segment in the cell."""

    span: Span


class Cursor:
    """A place among the beads shown.

    Args:
        rows: Ids of the beads shown, in order.
        columns: How many columns are shown.
    """

    def __init__(self, rows: Sequence[int], columns: int) -> None:
        self.word: SelectedWord | None = None
        """The word under the cursor; it is given up when bead or column change."""

        self.moves = 0
        """How often a bead was gone to: a screen reveals it again even where it is the same."""

        self._rows = rows
        self._place = {row: index for index, row in enumerate(rows)}
        self._index = 0
        self._column = 0
        self._columns = columns
        self._anchor: int | None = None

    @property
    def rows(self) -> Sequence[int]:
        """The ids of the beads shown; the same object as long as they are the same."""
        return self._rows

    @property
    def index(self) -> int:
        """The place of the current bead among the beads shown, from 0."""
        return self._index

    @property
    def bead(self) -> int | None:
        """The current bead; None where no bead is shown."""
        return self._rows[self._index] if self._rows else None

    @property
    def column(self) -> int:
        """The current column among the columns shown, from 0."""
        return self._column

    @column.setter
    def column(self, column: int) -> None:
        column = min(max(column, 0), self._columns - 1)
        if column != self._column:
            self._column, self.word = column, None

    def show_rows(self, rows: Sequence[int]) -> None:
        """Walk over these beads; the cursor stays on its bead, or near where that was."""
        if rows == self._rows:
            return
        bead, anchor = self.bead, self.anchor
        self._rows = rows
        self._place = {row: index for index, row in enumerate(rows)}
        last = max(len(rows) - 1, 0)
        self._index = 0 if bead is None else self._place.get(bead, min(self._index, last))
        self._anchor = None if anchor is None else self._place.get(anchor)
        if self.bead != bead:
            self.word = None

    def show_columns(self, columns: int) -> None:
        """Walk over so many columns."""
        self._columns = columns
        self._column = min(self._column, columns - 1)
        self.word = None

    def go(self, index: int) -> None:
        """Go to the bead at that place, or the nearest there is."""
        if not self._rows:
            return
        index = min(max(index, 0), len(self._rows) - 1)
        if index != self._index:
            self._index, self.word = index, None
        self.moves += 1

    def go_to(self, bead: int) -> bool:
        """Go to a bead; False where it is not shown."""
        place = self._place.get(bead)
        if place is None:
            return False
        self.go(place)
        return True

    def shows(self, bead: int) -> bool:
        """Whether a bead is among those shown."""
        return bead in self._place

    def place(self, bead: int) -> int | None:
        """The place of a bead among those shown."""
        return self._place.get(bead)

    # The range

    @property
    def anchor(self) -> int | None:
        """The bead at which the range began; None where none is being selected."""
        return None if self._anchor is None else self._rows[self._anchor]

    @property
    def selecting(self) -> bool:
        """Whether a range is being selected."""
        return self._anchor is not None

    def select(self, on: bool) -> None:
        """Begin a range at the cursor, or give it up."""
        self._anchor = self._index if on and self._rows else None

    @property
    def bounds(self) -> tuple[int, int]:
        """The places of the first and the last bead of the range, or of the current bead."""
        other = self._index if self._anchor is None else self._anchor
        return min(self._index, other), max(self._index, other)

    @property
    def selection(self) -> Sequence[int]:
        """The ids of the beads of the range; the current one where none is being selected."""
        first, last = self.bounds
        return self._rows[first : last + 1]
