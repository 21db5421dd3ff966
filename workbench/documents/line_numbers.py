"""Numbers that count the lines of a page in its margin, as in bills and manuscripts."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from workbench.documents.page_line import PageLine
from workbench.documents.reading_order import FINAL

_NUMBER = re.compile(r"[0-9]{1,4}")
_FEWEST_NUMBERS = 8
"""Lines that such numbers count at least."""


def without_line_numbers(page: Sequence[PageLine]) -> tuple[list[PageLine], list[str]]:
    """The lines of a page without the numbers that count them in its margin, and those numbers.

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
    cut: list[str] = []
    for row, line in enumerate(page):
        text = line.text
        if (row, True) in found:
            number, _, text = text.partition(" ")
            cut.append(number)
        if (row, False) in found:
            text, _, number = text.rpartition(" ")
            cut.append(number)
        if text:
            kept.append(line if text is line.text else _without_mark(page, line, text))
    return kept, cut


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
