"""The lines of a PDF's page, put together from its words.

Coordinates are those of a reader: a page whose text runs upwards, downwards or head down, or in
vertical columns, is turned until its lines run to the right and its pages to the bottom.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from workbench.documents.note_marks import raised
from workbench.documents.page_line import PageLine
from workbench.documents.page_words import DOWN, HYPHENS, SMALLER, TextLayer, Word

if TYPE_CHECKING:
    import pypdfium2

_SHOWN_HYPHEN = re.compile("\N{SOFT HYPHEN}(?=.)|(?<=[0-9])\N{SOFT HYPHEN}$")
_LEADER = re.compile(r"[.·…‥ ]*[.·…‥][.·…‥ ]*")
_MARKER, _MARKER_GAP = 3, 5.0
"""Characters of a list item's mark at most, and multiples of the size to its text."""

_GAP = 2.5
"""Multiples of the size that part the pieces of a line: no justified space is so wide."""

_COLUMN_GAP, _FEWEST_GAPS = 0.6, 4
"""Multiples of the size in front of a column at least, and lines that have such a gap there."""

_WIDER = 1.6
"""How much wider than the line's other gaps one is in front of a column: lines are justified."""

_ORNAMENT = 0.15
"""Share of a line's characters that may be larger than the line."""


def lines_of(page: "pypdfium2.PdfPage", marks: list[str]) -> list[PageLine]:
    """The lines of a page in the order in which the file writes them.

    Args:
        page: The page, which is closed.
        marks: Takes the marks of notes that are left out.
    """
    layer = TextLayer(page)
    runs = list(_upright([words for words in layer.lines() if words]))
    layer.close()
    page.close()
    if not runs:
        return []
    weights = Counter[int]()
    for words in runs:
        for word in words:
            weights[word.direction] += len(word.text)
    main = weights.most_common(1)[0][0]
    columns = _columns(runs)
    lines: list[PageLine] = []
    for words in runs:
        for piece in _apart(words, columns):
            line = _line(piece, marks, is_aside=piece[0].direction != main)
            if line is None:
                continue
            before = lines[-1] if lines else None
            if (
                before is not None
                and _is_beside(before, line)
                and (len(before.text) <= _MARKER or round(line.left) not in columns)
            ):
                lines[-1] = _together(before, line)
            else:
                lines.append(line)
    return lines


def _columns(runs: Sequence[Sequence[Word]]) -> set[int]:
    """Where columns begin, so that lines at one height stay apart.

    There several lines begin, or go on after a gap at the same place again and again.
    """
    begins = Counter(round(words[0].left) for words in runs)
    gaps = Counter(
        round(word.left)
        for words in runs
        for last, word in pairwise(words)
        if word.left - last.right > _COLUMN_GAP * word.size
    )
    lefts = {left for left, times in begins.items() if times > 1}
    lefts |= {
        left for left, times in gaps.items() if times >= _FEWEST_GAPS and times > 0.25 * len(runs)
    }
    return {left + off for left in lefts for off in (-1, 0, 1)}


def _upright(runs: Sequence[list[Word]]) -> Iterator[list[Word]]:
    """Lines, with those of single characters put together that stand one below the other."""
    column: list[Word] = []
    for words in runs:
        word = words[0]
        if column:
            last = column[-1]
            is_below = 0.7 < (last.base - word.base) / word.size < 2 and (
                abs(word.left - last.left) < 0.3 * word.size
            )
            if not (is_below and len(words) == len(word.text) == 1):
                yield from _column(column)
                column = []
        if len(words) == len(word.text) == 1 and ord(word.text) > 0x2E7F and word.direction == 0:
            column.append(word)
        else:
            yield words
    yield from _column(column)


def _column(words: Sequence[Word]) -> Iterable[list[Word]]:
    """A column of characters as a line that runs down; a few are lines each."""
    if len(words) < 4:
        return [[word] for word in words]
    first, last = words[0], words[-1]
    text = "".join(word.text for word in words)
    return [
        [
            Word(
                text,
                -first.base - 0.8 * first.size,
                -last.base + 0.2 * first.size,
                first.left,
                first.size,
                DOWN,
            )
        ]
    ]


def _apart(words: Sequence[Word], columns: set[int]) -> Iterator[list[Word]]:
    """The pieces of a line that a wide gap parts, or one in front of a column."""
    piece = [words[0]]
    gaps = [word.left - last.right for last, word in pairwise(words) if not word.is_glued]
    usual = median(gaps) if len(gaps) > _FEWEST_GAPS - 1 else 0.0
    for word in words[1:]:
        last = piece[-1]
        gap = word.left - last.right
        size = max(word.size, last.size)
        is_wide = gap > max(_COLUMN_GAP * size, _WIDER * usual)
        is_column = is_wide and round(word.left) in columns
        if (
            word.direction != last.direction
            or abs(word.base - last.base) > size
            or not -2 * size < gap < _GAP * size
            or is_column
        ) and not word.is_glued:
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _line(words: Sequence[Word], marks: list[str], *, is_aside: bool) -> PageLine | None:
    """The line of some words; None where nothing but marks of notes is in it."""
    size = words[0].size if len(words) == 1 else _size(words)
    base = median(word.base for word in words if word.size > SMALLER * size)
    text = ""
    right = words[0].right
    for word in words:
        gap = word.left - right
        shown = word.text
        if text and word.size < SMALLER * size:
            marked = raised(word.text, text, (word.base - base) / size, gap / size)
            if marked is None:
                marks.append(word.text)
                right = word.right
                continue
            shown = marked
        is_glued = word.is_glued or (shown != word.text and gap < 0.25 * size)
        text += shown if not text or is_glued else " " + shown
        right = word.right
    for hyphen in HYPHENS:
        text = text.replace(hyphen, "-")
    if not text:
        return None
    if not text.isascii():
        # Shown inside a line, a soft hyphen is a hyphen; after a number at its end too.
        text = _SHOWN_HYPHEN.sub("-", text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return PageLine(
        text,
        left=min(word.left for word in words),
        right=max(word.right for word in words),
        bottom=base - 0.2 * size,
        top=base + 0.8 * size,
        size=round(size, 1),
        is_aside=is_aside,
    )


def _size(words: Sequence[Word]) -> float:
    """The largest size that is no ornament: small capitals and indices do not make a line small."""
    needed = _ORNAMENT * sum(len(word.text) for word in words)
    passed = 0
    for word in sorted(words, key=lambda word: -word.size):
        passed += len(word.text)
        if passed > needed:
            return word.size
    return words[0].size


def _is_beside(before: PageLine, line: PageLine) -> bool:
    """Whether a line goes on at the height of the one before, after a raised mark perhaps."""
    if before.is_aside != line.is_aside:
        return False
    overlap = min(before.top, line.top) - max(before.bottom, line.bottom)
    gap = line.left - before.right
    room = _MARKER_GAP if len(before.text) <= _MARKER else 1.0
    if _LEADER.fullmatch(line.text) or before.text.endswith((". .", "...", "…")):
        room = 50.0
    return overlap > 0.5 * line.size and -0.5 < gap / line.size < room


def _together(before: PageLine, line: PageLine) -> PageLine:
    """Two pieces of one line."""
    space = " " if line.left - before.right > 0.15 * line.size else ""
    text = f"{before.text}{space}{line.text}"
    if len(before.text) <= _MARKER:
        return replace(line, text=text, left=before.left)  # a mark may be of any size
    return replace(before, text=text, right=line.right)
