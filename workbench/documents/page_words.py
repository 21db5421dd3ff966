"""The words of a PDF's page with their places and sizes, as PDFium orders its characters."""

import ctypes
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pypdfium2

HYPHENS = "\x02\ufffe"
"""What PDFium gives for a hyphen at the end of a line, having joined the lines."""

SMALLER = 0.8
"""Share of the size of its word, or line, below which a piece is of another size."""

DOWN = 3
"""The direction of a text that runs from top to bottom."""

_SMALLEST, _LARGEST = 0.1, 10_000.0
"""Sizes, in points, that a damaged file cannot leave."""

_LINE = re.compile(f"[^\r\n{HYPHENS}]+[{HYPHENS}]?|[{HYPHENS}]")
_WORD = re.compile(r"[^\s\x00]+")
_TURNS = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))
"""How a point is turned, by the direction that its text runs in: right, up, left, down."""

Box = tuple[float, float, float, float]
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


class TextLayer:
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

    def _bounds(self, index: int) -> Box:
        """Left, bottom, right and top of a character on the page as it lies."""
        box = self._box
        self._pdfium.FPDFText_GetLooseCharBox(self._raw, index, box)
        bounds = box.left, box.bottom, box.right, box.top
        return bounds if math.isfinite(sum(bounds)) else (0.0, 0.0, 0.0, 0.0)

    def _words(self, begin: int, end: int) -> Iterator[Word]:
        """A word, in parts where its characters are of several sizes."""
        first = self._bounds(begin)
        last = self._bounds(end - 1) if end - begin > 1 else first
        matrix, size = self._shape(begin)
        direction = 0 if not matrix.b and matrix.a > 0 else _direction(matrix)
        across = direction % 2
        heights = [box[3 - across] - box[1 - across] for box in (first, last)]
        if 0 < heights[1] < SMALLER * heights[0]:
            cut = end - 1
            while cut - 1 > begin and self._height(cut - 1, across) < SMALLER * heights[0]:
                cut -= 1
        elif 0 < heights[0] < SMALLER * heights[1]:
            cut = begin + 1
            while cut + 1 < end and self._height(cut, across) < SMALLER * heights[1]:
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
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        return matrix, min(max(size, _SMALLEST), _LARGEST) if math.isfinite(size) else _SMALLEST

    def _word(
        self, begin: int, end: int, direction: int, size: float, first: Box, last: Box | None
    ) -> Word:
        """The word of some characters, the first of which has been asked for its matrix."""
        if last is None:
            last = self._bounds(end - 1)
        x, y = self._matrix.e, self._matrix.f
        if not math.isfinite(x + y):
            x, y = first[0], first[1]
        text = self._text[begin:end]
        if direction == 0:
            if not first[1] - last[3] > size > abs(first[0] - last[0]):
                return Word(text, first[0], last[2], y, size, 0)
            direction = DOWN  # upright characters one below the other
            x, y = first[0], first[1]
        a, b, c, d = _TURNS[direction]
        edges = [a * x + b * y for box in (first, last) for x, y in (box[:2], box[2:])]
        return Word(text, min(edges), max(edges), c * x + d * y, size, direction)


def _direction(matrix: Any) -> int:
    """Where a text runs, in right angles from the right counterclockwise."""
    return round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
