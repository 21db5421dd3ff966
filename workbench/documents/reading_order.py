"""The order in which the lines of a page are read: columns, cells, margins, notes.

Files mostly write their lines in the order they are read in. Where they go from column to column
with every row, the columns are put one after the other; cells of a table stay in their rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workbench.documents.page_line import PageLine

FINAL = re.compile(r"[.!?…。！？:：;；][\"'”’»)\]」』）》]*$")
"""The end of a sentence, or of what leads to another line."""

NOTE = re.compile(r"(?:[0-9]{1,3}|\([a-z]\)|[*†‡§]+|[①-⑳])[ \t.)]*\S")
"""How a note at the foot of a page begins."""

_SMALL = 0.92
"""A note is set smaller than the text by at least this."""

_PROSE = 0.6
"""Share of the lines of columns that go on with the one above, where they are text."""

_FEWEST_ROWS = 4
"""Rows that columns of text have at least; what is less is a table."""


def parted(
    page: Sequence[PageLine], body: float
) -> tuple[list[PageLine], list[PageLine], list[PageLine]]:
    """The text of a page in its order, the notes at its foot, and what stands beside the text.

    Args:
        page: Its lines.
        body: The size of the document's text.
    """
    upright = [line for line in page if not line.is_aside]
    beside = [line for line in page if line.is_aside]
    margin = set(_in_margin(upright, body))
    beside += [line for row, line in enumerate(upright) if row in margin]
    upright = [line for row, line in enumerate(upright) if row not in margin]
    foot = set(_at_foot(upright, body))
    notes = [upright[row] for row in sorted(foot, key=lambda row: _column_first(upright[row]))]
    text = [line for row, line in enumerate(upright) if row not in foot]
    return list(_in_order(text)), notes, beside


def _column_first(line: PageLine) -> tuple[float, float]:
    return round(line.left / 100), -line.bottom


def _overlap(one: PageLine, other: PageLine) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > 0


def _at_foot(lines: Sequence[PageLine], body: float) -> Iterator[int]:
    """The rows of notes: small lines with no text below them, the first with a mark."""
    text = [line for line in lines if line.size >= _SMALL * body]
    small = [
        row
        for row, line in enumerate(lines)
        if line.size < _SMALL * body
        and not any(other.bottom < line.bottom and _overlap(line, other) for other in text)
    ]
    small.sort(key=lambda row: -lines[row].bottom)
    started: list[PageLine] = []
    for row in small:
        line = lines[row]
        if NOTE.match(line.text) or any(_overlap(line, other) for other in started):
            started.append(line)
            yield row


def _in_margin(lines: Sequence[PageLine], body: float) -> Iterator[int]:
    """The rows of smaller lines that stand beside all of the text."""
    text = [line for line in lines if abs(line.size - body) < 0.6]
    if len(text) < 3:
        return
    widest = max(line.right - line.left for line in text)
    wide = [line for line in text if line.right - line.left > 0.4 * widest]
    left, right = min(line.left for line in wide), max(line.right for line in wide)
    top, bottom = max(line.top for line in text), min(line.bottom for line in text)
    for row, line in enumerate(lines):
        is_out = line.right < left - 0.3 * body or line.left > right + 0.3 * body
        if is_out and line.size < 0.95 * body and bottom <= line.bottom and line.top <= top:
            yield row


@dataclass(slots=True)
class _Row:
    """Lines at one height, by the column that each is in."""

    cells: dict[int, PageLine]
    bottom: float


def _in_order(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    """The lines, with columns that were written row by row one after the other."""
    rows = list(_rows(lines))
    place = 0
    while place < len(rows):
        if len(rows[place]) == 1:
            yield rows[place][0]
            place += 1
            continue
        end, lefts = _block(rows, place)
        if end == place + 1 and _is_justified(rows, place):
            yield _whole(rows[place])
            place = end
            continue
        block = [_Row(_cells(row, lefts), row[0].bottom) for row in rows[place:end]]
        yield from _columns(block, len(lefts))
        place = end


def _rows(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """Lines that follow one another at one height, from left to right."""
    row: list[PageLine] = []
    for line in lines:
        if row and (
            abs(line.bottom - row[-1].bottom) > 0.3 * line.size or line.left < row[-1].right
        ):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _block(rows: Sequence[Sequence[PageLine]], begin: int) -> tuple[int, list[float]]:
    """Where rows end that have the columns of the first, and where these begin."""
    lefts = [line.left for line in rows[begin]]
    end = begin + 1
    while end < len(rows):
        row, above = rows[end], rows[end - 1]
        size = row[0].size
        step = above[0].bottom - row[0].bottom
        if not 0 < step < 3.5 * size:
            break
        if not all(
            any(abs(line.left - left) < 0.6 * size for left in lefts)
            and not any(line.left + size < left < line.right for left in lefts)
            for line in row
        ):
            break
        end += 1
    while (
        len(rows[end - 1]) == 1
        and end - 1 > begin
        and (abs(rows[end - 1][0].left - lefts[0]) < rows[end - 1][0].size)
    ):
        end -= 1  # what follows in the first column may be text again
    return end, lefts


def _is_justified(rows: Sequence[Sequence[PageLine]], place: int) -> bool:
    """Whether the gaps of a row are a line's that was spread: lines around run across them."""
    first, last = rows[place][0], rows[place][-1]
    around = [rows[other] for other in (place - 1, place + 1) if 0 <= other < len(rows)]
    return any(
        len(row) == 1
        and abs(row[0].right - last.right) < 0.3 * last.size
        and row[0].left < first.right
        and abs(row[0].bottom - first.bottom) < 2 * first.size
        and abs(row[0].size - first.size) < 0.6
        for row in around
    )


def _whole(row: Sequence[PageLine]) -> PageLine:
    return replace(row[0], text=" ".join(line.text for line in row), right=row[-1].right)


def _cells(row: Sequence[PageLine], lefts: Sequence[float]) -> dict[int, PageLine]:
    """By column what stands in it; lines that are nearest to the same one become one."""
    found: dict[int, list[PageLine]] = {}
    for line in row:
        nearest = min(range(len(lefts)), key=lambda column: abs(lefts[column] - line.left))
        found.setdefault(nearest, []).append(line)
    return {
        column: _whole(lines) if len(lines) > 1 else lines[0] for column, lines in found.items()
    }


def _columns(block: Sequence[_Row], number: int) -> Iterator[PageLine]:
    """The lines of a block: column after column if it is text, else cell after cell."""
    borders: dict[int, float] = {}
    for row in block:
        for column, line in row.cells.items():
            borders[column] = max(borders.get(column, line.right), line.right)
    going = [
        [
            _goes_on(above.cells.get(column), line, borders[column])
            for column, line in row.cells.items()
        ]
        for above, row in pairwise(block)
    ]
    known = [each for row in going for each in row if each is not None]
    is_text = (
        len(block) >= _FEWEST_ROWS
        and len(known) >= _FEWEST_ROWS
        and sum(known) >= _PROSE * len(known)
        and _even(block)
    )
    groups: list[list[_Row]] = [[block[0]]]
    for row, goes in zip(block[1:], going, strict=True):
        if is_text or all(each is True for each in goes):
            groups[-1].append(row)
        else:
            groups.append([row])
    for group in groups:
        for column in range(number):
            cell = [row.cells[column] for row in group if column in row.cells]
            for place, line in enumerate(cell):
                yield line if is_text or not place else replace(line, goes_on=True)


def _even(block: Sequence[_Row]) -> bool:
    """Whether the lines of most rows stand in all columns."""
    most = max(len(row.cells) for row in block)
    return sum(len(row.cells) == most for row in block) > 0.6 * len(block)


def _goes_on(above: PageLine | None, line: PageLine, border: float) -> bool | None:
    """Whether a line of a column goes on with the one above; None where there is none."""
    if above is None:
        return None
    step = (above.bottom - line.bottom) / line.size
    if step > 1.6 or abs(above.size - line.size) > 0.6:
        return False
    word = line.text.partition(" ")[0]
    wide = len(word) / len(line.text) * (line.right - line.left)
    is_full = border - above.right < wide + 0.5 * line.size
    if line.text[:1].islower():
        return not FINAL.search(above.text)
    return is_full and line.right - line.left > 6 * line.size
