"""Where the cells of a table stand when some stretch over several rows or columns."""

from workbench.documents.content import Cell

WIDEST = 1_000
"""Columns that a cell may stretch over, as browsers have it."""

HIGHEST = 65_534
"""Rows that a cell may stretch over, likewise."""

_LAST = 16_384
"""Columns from which on nothing is kept free."""


class Grid:
    """Gives each cell of a table its row and column, row by row.

    Args:
        table: The table's number among the document's.
    """

    def __init__(self, table: int) -> None:
        self._table = table
        self._row = -1
        self._column = 0
        self._free_from: dict[int, int] = {}

    def next_row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._column = 0

    def end_group(self) -> None:
        """End a group of rows: no cell stretches out of it."""
        self._free_from.clear()

    def place(self, columns: int = 1, rows: int = 1) -> Cell:
        """The next cell of the row, past what stretches down from above.

        Args:
            columns: How many it takes.
            rows: How many it takes; 0 for all to the end of the group.
        """
        while self._free_from.get(self._column, self._row) > self._row:
            self._column += 1
        columns = max(1, min(columns, WIDEST))
        rows = min(rows or HIGHEST, HIGHEST)
        cell = Cell(self._table, max(self._row, 0), self._column, rows)
        if rows > 1:
            for column in range(self._column, min(self._column + columns, _LAST)):
                self._free_from[column] = self._row + rows
        self._column += columns
        return cell
