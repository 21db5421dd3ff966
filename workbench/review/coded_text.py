"""Texts as they are shown: inline codes stand in them as small marks with a number, ⟦1⟧."""

from collections.abc import Sequence
from typing import NamedTuple

from workbench.project import Project
from workbench.units import codes_from_json, numbered


class CodedText(NamedTuple):
    """A segment's text with a mark for each of its codes."""

    text: str
    marks: Sequence[tuple[int, int]] = ()
    """Start and end of each mark in it, in order."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters of the segment's text stand: marks at their ends are not among them."""
        first = last = 0
        for mark, after in self.marks:
            if mark - first <= start:
                first += after - mark
            if mark - last < end:
                last += after - mark
        return start + first, max(end + last, start + first)

    def offset(self, shown: int) -> int:
        """The offset into the segment's text of a character that is shown; a mark has its place."""
        passed = sum(min(max(shown - start, 0), end - start) for start, end in self.marks)
        return shown - passed


def coded_texts(project: Project, runs: Sequence[Sequence[int]]) -> list[list[CodedText]]:
    """The texts of segments that belong together, with marks where they have codes.

    Args:
        project: The project.
        runs: Per column, its segments; the same code has the same number in all of them.
    """
    rows = [[project.segment(number) for number in run] for run in runs]
    if not any(row.codes for column in rows for row in column):
        return [[CodedText(row.text) for row in column] for column in rows]
    codes = [[codes_from_json(row.codes) for row in column] for column in rows]
    numbers = map(iter, numbered([[code for own in column for code in own] for column in codes]))
    return [
        [
            _marked(row.text, [(code.place, next(left)) for code in own])
            for row, own in zip(column, inside, strict=True)
        ]
        for column, inside, left in zip(rows, codes, numbers, strict=True)
    ]


def _marked(text: str, places: Sequence[tuple[int, int]]) -> CodedText:
    """A text with marks of those numbers at those places."""
    parts: list[str] = []
    marks = []
    start = length = 0
    for place, number in places:
        mark = f"⟦{number}⟧"
        length += place - start
        parts += (text[start:place], mark)
        marks.append((length, length + len(mark)))
        start, length = place, length + len(mark)
    return CodedText("".join((*parts, text[start:])), marks)
