"""The lines of a PDF's page, from its characters as PDFium orders them.

Coordinates are those of a reader: a page whose text runs upwards, downwards or head down, or in
vertical columns, is turned until its lines run to the right and its pages to the bottom.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from workbench.documents.note_marks import raised
from workbench.documents.page_line import PageLine

if TYPE_CHECKING:
    import pypdfium2

HYPHENS = "\x02\ufffe"
"""What PDFium gives for a hyphen at the end of a line, having joined the lines."""

_LINE = re.compile(f"[^\r\n{HYPHENS}]+[{HYPHENS}]?|[{HYPHENS}]")
_WORD = re.compile(r"[^\s\x00]+")
_LEADER = re.compile(r"[.·…‥ ]*[.·…‥][.·…‥ ]*")
_SMALLER = 0.8
"""Share of the height of its word below which a character is of another size."""

_MARKER, _MARKER_GAP = 3, 5.0
"""Characters of a list item's mark at most, and multiples of the size to its text."""

_GAP = 2.5
"""Multiples of the size that part the pieces of a line: no justified space is so wide."""

_COLUMN_GAP, _FEWEST_GAPS = 0.6, 4
"""Multiples of the size in front of a column at least, and lines that have such a gap there."""

_TURNS = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))
"""How a point is turned, by the direction that its text runs in: right, up, left, down."""

_DOWN = 3

_Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space, of one size."""

    text: str
    left: float
    right: float
    base: float
    """Height of the base line."""

    size: float
    direction: int
    is_glued: bool = False
    """Whether it goes on with the word before it without a space."""


def lines_of(page: "pypdfium2.PdfPage", marks: Counter[str]) -> list[PageLine]:
    """The lines of a page in the order in which the file writes them.

    Args:
        page: The page, which is closed.
        marks: Where marks of notes that are left out are counted.
    """
    layer = _Layer(page)
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


class _Layer:
    """The characters of a page with their boxes and sizes."""

    def __init__(self, page: "pypdfium2.PdfPage") -> None:
        import pypdfium2.raw as pdfium

        self._pdfium: Any = pdfium
        self._page = page.get_textpage()
        self._raw: Any = self._page.raw
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._text = self._read(self._page.count_chars())

    def _read(self, count: int) -> str:
        """All characters, each at its index."""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._pdfium.FPDFText_GetText(self._raw, 0, count, buffer)
        units: Iterable[int] = buffer[: max(0, written - 1)]
        if written - 1 != count:
            units = (self._pdfium.FPDFText_GetUnicode(self._raw, at) for at in range(count))
        return "".join(map(chr, units))  # halves of surrogate pairs are characters to PDFium

    def close(self) -> None:
        """Give the page's memory back."""
        self._page.close()

    def lines(self) -> Iterator[list[Word]]:
        """The words of each line that PDFium makes out."""
        for line in _LINE.finditer(self._text):
            words: list[Word] = []
            for found in _WORD.finditer(self._text, line.start(), line.end()):
                words += self._words(found.start(), found.end())
            yield words

    def _bounds(self, index: int) -> _Box:
        """Left, bottom, right and top of a character on the page as it lies."""
        box = self._box
        self._pdfium.FPDFText_GetLooseCharBox(self._raw, index, box)
        return box.left, box.bottom, box.right, box.top

    def _words(self, begin: int, end: int) -> Iterator[Word]:
        """A word, in parts where its characters are of several sizes."""
        first = self._bounds(begin)
        last = self._bounds(end - 1) if end - begin > 1 else first
        matrix, size = self._shape(begin)
        direction = 0 if not matrix.b and matrix.a > 0 else _direction(matrix)
        across = direction % 2
        heights = [box[3 - across] - box[1 - across] for box in (first, last)]
        if 0 < heights[1] < _SMALLER * heights[0]:
            cut = end - 1
            while cut - 1 > begin and self._height(cut - 1, across) < _SMALLER * heights[0]:
                cut -= 1
        elif 0 < heights[0] < _SMALLER * heights[1]:
            cut = begin + 1
            while cut + 1 < end and self._height(cut, across) < _SMALLER * heights[1]:
                cut += 1
        else:
            cut = end
        yield self._word(begin, cut, direction, size, first, last if cut == end else None)
        if cut < end:
            matrix, size = self._shape(cut)
            part = self._word(cut, end, direction, size, self._bounds(cut), last)
            is_glued = heights[0] > heights[1] or self._text[begin].isalpha()
            yield replace(part, is_glued=is_glued)

    def _height(self, index: int, across: int) -> float:
        box = self._bounds(index)
        return box[3 - across] - box[1 - across]

    def _shape(self, index: int) -> tuple[Any, float]:
        """The matrix of a character, which stands until the next is asked for, and its size."""
        matrix = self._matrix
        self._pdfium.FPDFText_GetMatrix(self._raw, index, matrix)
        size: float = self._pdfium.FPDFText_GetFontSize(self._raw, index)
        return matrix, size * (math.hypot(matrix.c, matrix.d) or 1.0)

    def _word(
        self, begin: int, end: int, direction: int, size: float, first: _Box, last: _Box | None
    ) -> Word:
        """The word of some characters, the first of which has been asked for its matrix."""
        if last is None:
            last = self._bounds(end - 1)
        x, y = self._matrix.e, self._matrix.f
        text = self._text[begin:end]
        if direction == 0:
            if not first[1] - last[3] > size > abs(first[0] - last[0]):
                return Word(text, first[0], last[2], y, size, 0)
            direction = _DOWN  # upright characters one below the other
            x, y = first[0], first[1]
        a, b, c, d = _TURNS[direction]
        edges = [a * x + b * y for box in (first, last) for x, y in (box[:2], box[2:])]
        return Word(text, min(edges), max(edges), c * x + d * y, size, direction)


def _direction(matrix: Any) -> int:
    """Where a text runs, in right angles from the right counterclockwise."""
    return round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4


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
                _DOWN,
            )
        ]
    ]


def _apart(words: Sequence[Word], columns: set[int]) -> Iterator[list[Word]]:
    """The pieces of a line that a wide gap parts, or one in front of a column."""
    piece = [words[0]]
    for word in words[1:]:
        last = piece[-1]
        gap = word.left - last.right
        size = max(word.size, last.size)
        is_column = gap > _COLUMN_GAP * size and round(word.left) in columns
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


def _line(words: Sequence[Word], marks: Counter[str], *, is_aside: bool) -> PageLine | None:
    """The line of some words; None where nothing but marks of notes is in it."""
    sizes = sorted((word.size, len(word.text)) for word in words)
    half = sum(length for _, length in sizes) / 2
    passed = 0
    size = sizes[-1][0]
    for each, length in sizes:
        passed += length
        if passed >= half:
            size = each
            break
    base = median(word.base for word in words if word.size > _SMALLER * size)
    text = ""
    right = words[0].right
    for word in words:
        gap = word.left - right
        shown = word.text
        if text and word.size < _SMALLER * size:
            marked = raised(word.text, text, (word.base - base) / size, gap / size)
            if marked is None:
                marks["note mark"] += 1
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
