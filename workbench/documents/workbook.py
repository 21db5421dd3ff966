"""Workbooks (XLSX, ISO/IEC 29500) from strangers: the one way to open one and to read its cells.

A sheet is parsed piece by piece and never stands in memory as a tree; archives, rows, columns
and cells have limits. openpyxl, which has none, is asked only what a date's number means.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self
from xml.parsers import expat

from workbench import formats
from workbench.documents import libreoffice, package
from workbench.documents.archive import Archive, attribute
from workbench.errors import WorkbenchError
from workbench.files import from_os_error

_MOST_ROWS, _MOST_COLUMNS = 2**20, 2**14
"""Of a sheet, as Excel has them."""

_MOST_CELLS = 10_000_000
"""Cells of a sheet, and shared texts of a workbook; of a table, counted to each row's last."""

_PIECE = 1 << 16
"""Bytes parsed at a time."""

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook."""

    name: str
    part: str | None
    """Its file in the archive; None for a sheet that is a chart."""

    hidden: bool


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


class Workbook:
    """A workbook, opened under limits.

    Args:
        data: The file's bytes.
        path: Its name, for messages.

    Raises:
        WorkbenchError: It is no XLSX, is damaged or protected, or exceeds the limits.
    """

    def __init__(self, data: bytes, path: Path | None) -> None:
        self.archive = Archive(data, path, "a workbook (XLSX)")
        main = package.main_part(self.archive, "xl/workbook.xml")
        root = self.archive.xml(main)
        targets = package.relations(self.archive, main)
        properties = root.find("{*}workbookPr")
        self._from_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        self.sheets = tuple(
            Sheet(
                sheet.get("name", ""),
                target
                if (target := targets.get(attribute(sheet, "id") or "")) is not None
                and "worksheets" in target
                else None,
                sheet.get("state", "visible") != "visible",
            )
            for sheet in root.iterfind("{*}sheets/{*}sheet")
        )

    @classmethod
    def open(cls, path: Path) -> Self:
        """The workbook in a file; ODS and XLS go through LibreOffice.

        Raises:
            WorkbenchError: As for the class; or the file cannot be read.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise from_os_error(error, path, doing="read") from error
        if not data:
            raise WorkbenchError("the file is empty", place=path, remedy="choose another")
        form = formats.find(path, "units", "read")
        if form and form.converted_to:
            data = libreoffice.converted(data, path, form.converted_to)
        return cls(data, path)

    def first(self) -> Sheet:
        """The first sheet with cells.

        Raises:
            WorkbenchError: There is none.
        """
        found = next((sheet for sheet in self.sheets if sheet.part is not None), None)
        if found is None:
            raise self.archive.error("it has no sheet")
        return found

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """The rows of a sheet that its file names, read as they are asked for.

        Args:
            sheet: One with cells.

        Raises:
            WorkbenchError: The sheet is damaged, or larger than any.
        """
        if sheet.part is None:
            return
        reader = _SheetReader(self.archive, self._strings)
        for _ in _parsed(self.archive, sheet.part, reader.start, reader.end, reader.text):
            yield from reader.found
            reader.found.clear()

    def texts(self, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
        """A sheet as a table: the number of each row, and the texts of its cells.

        Args:
            sheet: One with cells; rows without any are passed over.

        Raises:
            WorkbenchError: As for :meth:`rows`.
        """
        total = 0
        for row in self.rows(sheet):
            if not row.cells:
                continue
            width = max(cell.column for cell in row.cells) + 1
            total += width
            if total > _MOST_CELLS:
                raise self.archive.error(
                    f"its sheet {sheet.name!r} spreads over more than {_MOST_CELLS:,} cells"
                )
            texts = [""] * width
            for cell in row.cells:
                texts[cell.column] = self._shown(cell)
            yield row.number, texts

    def _shown(self, cell: SheetCell) -> str:
        """What a cell says, as Python writes numbers and dates."""
        if cell.kind == "b":
            return str(cell.value.strip() not in {"0", "false"})
        if cell.kind != "n" or not cell.value:
            return cell.value
        try:
            number = float(cell.value) if set(cell.value) & set(".eE") else int(cell.value)
            shown = str(int(number) if number == int(number) else number)
        except (ValueError, OverflowError):
            return cell.value
        code = self._codes.get(cell.style)
        return shown if code is None else _date(number, code, shown, from_1904=self._from_1904)

    @cached_property
    def _strings(self) -> list[str]:
        """The texts that cells refer to by number."""
        if "xl/sharedStrings.xml" not in self.archive.names:
            return []
        reader = _StringsReader(self.archive)
        part = "xl/sharedStrings.xml"
        for _ in _parsed(self.archive, part, reader.start, reader.end, reader.text):
            pass
        return reader.strings

    @cached_property
    def _codes(self) -> dict[int, str | int]:
        """By style, the number format (its code, or its number where Excel has it built in)."""
        if "xl/styles.xml" not in self.archive.names:
            return {}
        root = self.archive.xml("xl/styles.xml")
        own = {
            each.get("numFmtId", ""): each.get("formatCode", "")
            for each in root.iterfind("{*}numFmts/{*}numFmt")
        }
        found: dict[int, str | int] = {}
        for style, each in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
            name = each.get("numFmtId", "0")
            if name in own:
                found[style] = own[name]
            elif name.isdecimal() and name != "0":
                found[style] = int(name)
        return found


def _date(number: float, code: str | int, shown: str, *, from_1904: bool) -> str:
    """A number as the date that it stands for, where its format is a date's."""
    from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    name = builtin_format_code(code) if isinstance(code, int) else code
    if not name or not is_date_format(name):
        return shown
    epoch = MAC_EPOCH if from_1904 else WINDOWS_EPOCH
    try:
        return str(from_excel(number, epoch, timedelta=is_timedelta_format(name)))
    except (OverflowError, ValueError):
        return shown


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

    def start(self, name: str, facts: dict[str, str]) -> None:
        """An element begins."""
        del facts
        if name == "rPh":
            self._in_reading = True
        elif name == "t":
            self._taking = not self._in_reading

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "rPh":
            self._in_reading = False
        elif name == "t":
            self._taking = False

    def text(self, text: str) -> None:
        """Text stands here."""
        if self._taking:
            self._parts.append(text)

    def _collected(self) -> str:
        """What was collected, with the characters that XML cannot hold in place of their codes."""
        text = "".join(self._parts)
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
            if len(self.strings) > _MOST_CELLS:
                raise self._archive.error(f"it holds more than {_MOST_CELLS:,} texts")


class _SheetReader(_TextReader):
    """The rows of a sheet."""

    def __init__(self, archive: Archive, strings: list[str]) -> None:
        super().__init__(archive)
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
            self._parts.clear()
        elif name == "row":
            self._row = facts
        elif name == "v":
            self._has_value = self._taking = True
        elif name == "is":
            self._is_inline = True
        else:
            super().start(name, facts)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name == "v":
            self._taking = False
        elif name == "row":
            stated = self._row.get("r", "")
            self._number = int(stated) if stated.isdecimal() else self._number + 1
            if self._number > _MOST_ROWS:
                raise self._archive.error(f"it has a row {self._number:,}, as no sheet has")
            hidden = self._row.get("hidden") in {"1", "true"}
            self.found.append(SheetRow(self._number, hidden, tuple(self._cells)))
            self._cells.clear()
            self._column = -1
        else:
            super().end(name)

    def _end_cell(self) -> None:
        # Where a cell has no address it stands behind the one before it.
        address = _ADDRESS.fullmatch(self._cell.get("r", ""))
        self._column = _column(address[1]) if address else self._column + 1
        if self._column >= _MOST_COLUMNS:
            raise self._archive.error(f"it has a column {self._column + 1:,}, as no sheet has")
        kind = self._cell.get("t", "n")
        value: str | None = None
        if self._is_inline if kind == "inlineStr" else self._has_value:
            value = self._collected()
        if kind == "s" and value is not None:
            known = value.isdecimal() and int(value) < len(self._strings)
            value = self._strings[int(value)] if known else None
        if value is None:
            return
        self._count += 1
        if self._count > _MOST_CELLS:
            raise self._archive.error(f"a sheet in it has more than {_MOST_CELLS:,} cells")
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
