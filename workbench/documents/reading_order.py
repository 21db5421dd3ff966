"""The order in which the lines of a page are read: columns, cells, margins, notes, line numbers.

Files mostly write their lines in the order they are read in. Where they go from column to column
with every row, the columns are put one after the other; cells of a table stay in their rows.
"""

import re
from collections import Counter
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

_NUMBER = re.compile(r"[0-9]{1,4}")
_FEWEST_NUMBERS = 8
_PROSE = 0.6
"""Share of the lines of columns that go on with the one above, where they are text."""

_FEWEST_ROWS = 4
"""Rows that columns of text have at least; what is less is a table."""


def without_line_numbers(page: Sequence[PageLine]) -> tuple[list[PageLine], int]:
    """The lines of a page without the numbers that count them in its margin, and their number.

    Such numbers stand below one another rise by a constant step, and are as many lines apart.
    """
    numbers: list[tuple[int, int, bool]] = []
    for row, line in enumerate(page):
        first, _, rest = line.text.partition(" ")
        last = line.text.rpartition(" ")[2]
        if _NUMBER.fullmatch(first):
            numbers.append((row, int(first), True))
        if rest and _NUMBER.fullmatch(last):
            numbers.append((row, int(last), False))
    found: set[tuple[int, bool]] = set()
    for at_begin in (True, False):
        found |= _counting(page, [each for each in numbers if each[2] == at_begin], at_begin)
    kept: list[PageLine] = []
    for row, line in enumerate(page):
        text = line.text
        if (row, True) in found:
            text = text.partition(" ")[2]
        if (row, False) in found:
            text = text.rpartition(" ")[0]
        if text:
            kept.append(line if text is line.text else _without_mark(page, line, text))
    return kept, len(found)


def _without_mark(page: Sequence[PageLine], line: PageLine, text: str) -> PageLine:
    """A line whose number is cut off: it begins where most others do."""
    if line.text.endswith(text):
        lefts = Counter(round(each.left) for each in page if each.left > line.left + 1)
        left = float(lefts.most_common(1)[0][0]) if lefts else line.left
        return replace(line, text=text, left=left)
    rights = [each.right for each in page if each.right < line.right - 0.5 * line.size]
    return replace(line, text=text, right=max(rights, default=line.right))


def _counting(
    page: Sequence[PageLine], numbers: Sequence[tuple[int, int, bool]], at_begin: bool
) -> set[tuple[int, bool]]:
    """Which of the numbers at the begin or the end of lines count the lines."""
    heights = sorted({round(line.bottom) for line in page}, reverse=True)
    rows = [
        height
        for number, height in enumerate(heights)
        if not number or heights[number - 1] - height > 2
    ]

    def row_of(line: PageLine) -> int:
        return min(range(len(rows)), key=lambda row: abs(rows[row] - line.bottom))

    alone = [each for each in numbers if _NUMBER.fullmatch(page[each[0]].text)]
    for some in (alone, numbers):
        placed = sorted((row_of(page[row]), value, row) for row, value, _ in some)
        steps = [
            (later[1] - earlier[1], later[0] - earlier[0]) for earlier, later in pairwise(placed)
        ]
        if not steps:
            continue
        (rise, apart), times = Counter(steps).most_common(1)[0]
        counts_lines = rise == apart and times >= 0.7 * len(steps)
        enough = (len(placed) - 1) * rise >= _FEWEST_NUMBERS
        covered = len(placed) * rise >= 0.6 * len(rows)
        if counts_lines and rise > 0 and enough and covered and _is_margin(page, placed, at_begin):
            return {(row, at_begin) for _, _, row in placed}
    return set()


def _is_margin(
    page: Sequence[PageLine], placed: Sequence[tuple[int, int, int]], at_begin: bool
) -> bool:
    """Whether the lines that are numbered are no items: some go on with the one above."""
    rows = {row for _, _, row in placed}
    texts = [
        (line, line.text.partition(" ")[2] if row in rows and at_begin else line.text)
        for row, line in enumerate(page)
        if not _NUMBER.fullmatch(line.text)
    ]
    border = max((line.right for line, _ in texts), default=0.0)
    going_on = sum(
        text[:1].islower()
        or (border - before.right < 2 * line.size and not FINAL.search(before.text))
        for (before, _), (line, text) in pairwise(texts)
    )
    return going_on > 0.4 * len(texts)


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


def _cells(row: Sequence[PageLine], lefts: Sequence[float]) -> dict[int, PageLine]:
    return {
        min(range(len(lefts)), key=lambda column: abs(lefts[column] - line.left)): line
        for line in row
    }


def _columns(block: Sequence[_Row], number: int) -> Iterator[PageLine]:
    """The lines of a block: column after column if it is text, else cell after cell."""
    borders = {
        column: max(row.cells[column].right for row in block if column in row.cells)
        for column in range(number)
    }
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
