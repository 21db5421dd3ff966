"""One row of the grid: what it holds, and its lines."""

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from rich.segment import Segment as Piece
from rich.style import Style
from textual.strip import Strip

from workbench.review import cell
from workbench.review.cell import Mark


class Source(Protocol):
    """What the grid shows. Rows are known by the ids of their beads."""

    margin: int
    """Cells of the margin."""

    def cells(self, row: int) -> Sequence[Sequence[str]]:
        """Per column, the visible texts of its segments."""
        ...

    def label(self, row: int) -> Sequence[tuple[str, str]]:
        """What stands in the margin, ``margin`` cells wide: texts, names of style classes."""
        ...

    def kinds(self, rows: Sequence[int]) -> Collection[str]:
        """What a map shows of these rows, in any order; empty for a row with nothing to show."""
        ...

    def marks(self, row: int, column: int) -> Sequence[Sequence[tuple[int, int, str]]]:
        """Per segment of a cell, marked characters: start, end, name of a style class."""
        ...


def draw(
    source: Source,
    row: int,
    widths: Sequence[int],
    height: int,
    current: int,
    style: Callable[[str], Style],
) -> list[Strip]:
    """All lines of a row, without what stands left of its margin.

    Args:
        source: What the grid shows.
        row: The row's id.
        widths: Cells of each column.
        height: How many lines.
        current: The column that the cursor is in; -1 in other rows.
        style: The style of a class by its name.
    """
    faint, rule = style("faint"), style("separator")
    lines = [[Piece(" " * source.margin)] for _ in range(height)]
    lines[0] = [Piece(text, style(name)) for text, name in source.label(row)]
    for column, (texts, width) in enumerate(zip(source.cells(row), widths, strict=True)):
        marks = [
            [Mark(start, end, style(name)) for start, end, name in segment]
            for segment in source.marks(row, column)
        ]
        drawn = cell.draw(texts, width, marks, faint=faint)
        drawn += [[Piece(" " * width)]] * (height - len(drawn))
        border = Piece("┃" if column == current else "│", rule)
        for line, pieces in zip(lines, drawn, strict=True):
            line.append(border)
            line.extend(Piece.apply_style(pieces, style("cell")) if column == current else pieces)
    return [Strip(line) for line in lines]
