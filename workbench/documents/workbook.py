"""Workbooks (XLSX, ISO/IEC 29500) from strangers: the one way to open one and to read its cells.

A sheet never stands in memory as a tree; archives, rows, columns and cells have limits.
openpyxl, which has none, is asked only what a date's number means.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from workbench import formats
from workbench.documents import libreoffice, package
from workbench.documents.archive import Archive, attribute
from workbench.documents.sheet_parser import (
    MOST_CELLS,
    Layout,
    SheetCell,
    SheetRow,
    rows_of,
    shared_texts,
)
from workbench.errors import WorkbenchError
from workbench.files import from_os_error


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook."""

    name: str
    part: str | None
    """Its file in the archive; None for a sheet that is a chart."""

    hidden: bool


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

    def rows(self, sheet: Sheet, layout: Layout | None = None) -> Iterator[SheetRow]:
        """The rows of a sheet that its file names, read as they are asked for.

        Args:
            sheet: One with cells.
            layout: Where to note merged cells, hidden columns and heads of pages.

        Raises:
            WorkbenchError: The sheet is damaged, or larger than any.
        """
        if sheet.part is None:
            return
        yield from rows_of(self.archive, sheet.part, self._strings, layout)

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
            if total > MOST_CELLS:
                raise self.archive.error(
                    f"its sheet {sheet.name!r} spreads over more than {MOST_CELLS:,} cells"
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
        return shared_texts(self.archive)

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
