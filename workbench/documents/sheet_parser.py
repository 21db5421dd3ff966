"""The XML of a workbook's sheets, parsed piece by piece under limits."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from workbench.documents import raised
from workbench.documents.archive import Archive
from workbench.documents.raised import LEVEL

_MOST_ROWS, _MOST_COLUMNS = 2**20, 2**14
"""Of a sheet, as Excel has them."""

MOST_CELLS = 10_000_000
"""Cells of a sheet, and shared texts of a workbook; of a table, counted to each row's last."""

_PIECE = 1 << 16
"""Bytes parsed at a time."""

_LONGEST_TAG = 4 * 2**20
"""Bytes of one tag with its attributes."""

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_HEIGHTS = {"superscript": raised.RAISED, "subscript": raised.LOWERED}
_HEADS = frozenset(
    f"{page}{place}" for page in ("odd", "even", "first") for place in ("Header", "Footer")
)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that holds something."""

    column: int
    """Counted from 0."""

    value: str
    """Its text; of a number, a date, a truth value or an error what the file says."""

    kind: str
    """``"text"``, or the file's word for what it is: ``"n"``, ``"d"``, ``"b"``, ``"e"``."""

    style: int
    """The number of its format, by which a date is told from a number."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet."""

    number: int
    """Counted from 1."""

    hidden: bool
    cells: tuple[SheetCell, ...]


@dataclass(slots=True)
class Layout:
    """What a sheet says of its rows and columns; whole once its rows have been read."""

    heights: dict[tuple[int, int], int] = field(default_factory=dict)
    """By row (from 1) and column, over how many rows a merged cell stretches."""

    hidden: list[range] = field(default_factory=list)
    """Columns that are hidden; known before the first row."""

    heads: list[str] = field(default_factory=list)
    """Texts at the head and the foot of its printed pages."""


def rows_of(
    archive: Archive, part: str, strings: list[str], layout: Layout | None = None
) -> Iterator[SheetRow]:
    """The rows that a sheet's file names.

    Args:
        archive: The workbook.
        part: The sheet's file in it.
        strings: The shared texts.
        layout: Where to note what it says besides.

    Raises:
        WorkbenchError: The file is missing, damaged, or larger than any sheet.
    """
    reader = _SheetReader(archive, strings, layout or Layout())
    for _ in _parsed(archive, part, reader.start, reader.end, reader.text):
        yield from reader.found
        reader.found.clear()


def shared_texts(archive: Archive) -> list[str]:
    """The texts that cells refer to by number.

    Raises:
        WorkbenchError: Their file is damaged, or there are more than in any workbook.
    """
    part = "xl/sharedStrings.xml"
    if part not in archive.names:
        return []
    reader = _StringsReader(archive)
    for _ in _parsed(archive, part, reader.start, reader.end, reader.text):
        pass
    return reader.strings


def _parsed(
    archive: Archive,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> Iterator[None]:
    """Parse an XML file of an archive, giving way after each piece.

    Args:
        archive: The archive.
        part: The file.
        start: Told each element that begins, by its name without prefix.
        end: Likewise where it ends.
        text: Told the text between.

    Raises:
        WorkbenchError: It is missing, not well-formed, or declares entities.
    """
    data = memoryview(archive.read(part))
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, facts: start(name.rpartition(":")[2], facts)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text

    def refuse(*_: object) -> None:
        raise archive.error(f"{part!r} in it declares entities, which documents have no use for")

    parser.EntityDeclHandler = refuse
    try:
        for offset in range(0, len(data), _PIECE):
            parser.Parse(data[offset : offset + _PIECE], False)
            # Older expats look through an unfinished tag again with each piece.
            if offset + _PIECE - parser.CurrentByteIndex > _LONGEST_TAG:
                raise archive.error(f"{part!r} in it has a tag longer than any workbook's")
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        raise archive.error(
            f"{part!r} in it is not well-formed XML ({expat.ErrorString(error.code)}, line "
            f"{error.lineno})"
        ) from error


class _TextReader:
    """Collects the text of ``t`` elements, without the readings of Japanese words (``rPh``)."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._parts: list[str] = []
        self._taking = False
        self._in_reading = False
        self._height = ""

    def start(self, name: str, facts: dict[str, str]) -> None:
        """An element begins."""
        if name == "rPh":
            self._in_reading = True
        elif name == "r":
            self._height = ""
        elif name == "vertAlign":
            self._height = _HEIGHTS.get(facts.get("val", ""), "")
        elif name == "t":
            self._taking = not self._in_reading
            self._parts.append(self._height)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "rPh":
            self._in_reading = False
        elif name == "t":
            self._taking = False
            self._parts.append(LEVEL if self._height else "")
        elif name == "r":
            self._height = ""

    def text(self, text: str) -> None:
        """Text stands here."""
        if self._taking:
            self._parts.append(text)

    def _collected(self) -> str:
        """What was collected, with the characters that XML cannot hold in place of their codes."""
        text, _ = raised.settle("".join(self._parts))
        self._parts.clear()
        return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


class _StringsReader(_TextReader):
    """The shared texts of a workbook."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.strings: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.strings.append(self._collected())
            if len(self.strings) > MOST_CELLS:
                raise self._archive.error(f"it holds more than {MOST_CELLS:,} texts")


class _SheetReader(_TextReader):
    """The rows of a sheet."""

    def __init__(self, archive: Archive, strings: list[str], layout: Layout) -> None:
        super().__init__(archive)
        self._layout = layout
        self.found: list[SheetRow] = []
        self._strings = strings
        self._row: dict[str, str] = {}
        self._number = 0
        self._cells: list[SheetCell] = []
        self._count = 0
        self._cell: dict[str, str] = {}
        self._column = -1
        self._is_inline = self._has_value = False

    def start(self, name: str, facts: dict[str, str]) -> None:
        if name == "c":
            self._cell = facts
            self._is_inline = self._has_value = False
        elif name == "row":
            self._row = facts
        elif name == "v":
            self._has_value = self._taking = True
        elif name == "is":
            self._is_inline = True
        elif name == "mergeCell":
            self._note_merged(facts.get("ref", ""))
        elif name == "col":
            first, last = facts.get("min", ""), facts.get("max", "")
            if facts.get("hidden") in {"1", "true"} and first.isdecimal() and last.isdecimal():
                self._layout.hidden.append(range(int(first) - 1, int(last)))
        elif name in _HEADS:
            self._parts.clear()
            self._taking = True
        else:
            super().start(name, facts)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name == "v":
            self._taking = False
        elif name == "row" or (name == "sheetData" and (self._cells or self._parts)):
            self._end_row()
        elif name in _HEADS:
            self._taking = False
            self._layout.heads.append(self._collected())
        else:
            super().end(name)

    def _end_row(self) -> None:
        stated = self._row.get("r", "")
        self._number = int(stated) if stated.isdecimal() else self._number + 1
        if self._number > _MOST_ROWS:
            raise self._archive.error(f"it has a row {self._number:,}, as no sheet has")
        if text := self._collected():  # in an element that is no cell
            self._cells.append(SheetCell(self._column + 1, text, "text", 0))
        hidden = self._row.get("hidden") in {"1", "true"}
        self.found.append(SheetRow(self._number, hidden, tuple(self._cells)))
        self._row = {}
        self._cells.clear()
        self._column = -1

    def _note_merged(self, area: str) -> None:
        first, _, last = area.partition(":")
        begin, end = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last)
        if begin and end and len(self._layout.heights) < MOST_CELLS:
            rows = int(end[2]) - int(begin[2]) + 1
            self._layout.heights[int(begin[2]), _column(begin[1])] = rows

    def _end_cell(self) -> None:
        # Where a cell has no address it stands behind the one before it.
        address = _ADDRESS.fullmatch(self._cell.get("r", ""))
        self._column = _column(address[1]) if address else self._column + 1
        if self._column >= _MOST_COLUMNS:
            raise self._archive.error(f"it has a column {self._column + 1:,}, as no sheet has")
        kind = self._cell.get("t", "n")
        value: str | None = None
        if self._is_inline or self._has_value:
            value = self._collected()
        if kind == "s" and value is not None:
            known = value.isdecimal() and int(value) < len(self._strings)
            value = self._strings[int(value)] if known else None
        if value is None:
            return
        self._count += 1
        if self._count > MOST_CELLS:
            raise self._archive.error(f"a sheet in it has more than {MOST_CELLS:,} cells")
        style = self._cell.get("s", "")
        self._cells.append(
            SheetCell(
                self._column,
                value,
                "text" if kind in {"s", "str", "inlineStr"} else kind,
                int(style) if style.isdecimal() else 0,
            )
        )


def _column(letters: str) -> int:
    """The number of a column, counted from 0, of its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
