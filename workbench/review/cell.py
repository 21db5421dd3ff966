"""One cell of the grid or the pane: its segments as lines of a width, with marked words."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment as Piece
from rich.style import Style

from workbench.review.wrap import wrap
from workbench.words import fitting

NOTHING = "∅"
"""What stands where a language has no segment."""

BORDER = "•"
"""What begins each segment of a cell that has several."""


class Mark(NamedTuple):
    """Characters of a text that look different."""

    start: int
    end: int
    style: Style


class Line(NamedTuple):
    """One line of a cell, to be drawn and to be clicked on."""

    segment: int
    """Index of its segment in the cell; -1 where the cell is empty."""

    start: int
    """Offset of its first character in the segment's text."""

    end: int
    first: bool
    """True for the first line of a segment."""


def lines(segments: Sequence[str], width: int) -> list[Line]:
    """The lines of a cell; each segment begins on a line of its own.

    Args:
        segments: Visible texts (:func:`workbench.review.wrap.visible`).
        width: Cells of the column; one of them is for the segments' marks.
    """
    if not segments:
        return [Line(-1, 0, 0, first=True)]
    return [
        Line(number, start, end, row == 0)
        for number, text in enumerate(segments)
        for row, (start, end) in enumerate(wrap(text, width - 1))
    ]


def height(segments: Sequence[str], width: int) -> int:
    """How many lines :func:`lines` has."""
    return sum(len(wrap(text, width - 1)) for text in segments) or 1


def draw(
    segments: Sequence[str],
    width: int,
    marks: Sequence[Sequence[Mark]] = (),
    *,
    faint: Style,
) -> list[list[Piece]]:
    """The lines of a cell as pieces that fill ``width`` cells each.

    Args:
        segments: Visible texts.
        width: Cells of the column.
        marks: Of each segment, in any order; styles of overlapping ones add up.
        faint: For the segments' marks, and for an empty cell.
    """
    several = len(segments) > 1
    drawn = []
    for line in lines(segments, width):
        if line.segment < 0:
            drawn.append([Piece(f" {NOTHING}".ljust(width), faint)])
            continue
        text = segments[line.segment]
        pieces = [Piece(BORDER if several and line.first else " ", faint)]
        pieces += marked(text, line.start, line.end, marks[line.segment] if marks else ())
        rest = width - 1 - cell_len(text[line.start : line.end])
        if rest > 0:
            pieces.append(Piece(" " * rest))
        drawn.append(pieces)
    return drawn


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Piece]:
    """A stretch of a text as pieces; styles of overlapping marks add up."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    if not here:
        return [Piece(text[start:end])]
    cuts = {start, end}
    for mark in here:
        cuts.update((max(mark.start, start), min(mark.end, end)))
    borders = sorted(cuts)
    return [
        Piece(
            text[left:right],
            sum((mark.style for mark in here if mark.start <= left < mark.end), Style.null()),
        )
        for left, right in pairwise(borders)
    ]


def offset(text: str, line: Line, cell: int) -> int:
    """The offset of the character that is drawn ``cell`` cells from a line's start.

    Args:
        text: The segment's visible text.
        line: The line clicked on.
        cell: Counted from the first cell of text.
    """
    return line.start + fitting(text[line.start : line.end], cell)
