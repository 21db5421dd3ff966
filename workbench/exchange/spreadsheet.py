"""Spreadsheets for people who review in them: a bead a row, a segment of a cell a line.

XLSX; ODS and XLS too, as spreadsheet programs may save what they were given, read through
LibreOffice.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from workbench.documents import Workbook
from workbench.errors import WorkbenchError
from workbench.exchange.characters import legal
from workbench.exchange.header import SAMPLE
from workbench.exchange.rows import (
    UNIT_COLUMNS,
    cell_of,
    columns_of,
    header_of,
    lines_of,
    marked_variants,
    property_cells,
    unit_cells,
)
from workbench.exchange.written import Written
from workbench.exchange.xml_text import Remark
from workbench.units import Memory, Unit

_LONGEST = 32_767
"""Characters that Excel takes in a cell."""

_MOST_ROWS = 2**20
_TO_ESCAPE = re.compile("\r|_(?=x[0-9A-Fa-f]{4}_)")
_TEXT_WIDTH, _UNIT_WIDTH = 60, 14


class Writer:
    """A spreadsheet that units are added to; it is made whole.

    Args:
        file: Where to write.
        memory: Whose units they are.
        tags: Not used: a column is called by its document's key.
    """

    def __init__(self, file: IO[bytes], memory: Memory, tags: Mapping[str, str]) -> None:
        del tags
        self._file = file
        self._memory = memory
        self._created = memory.created
        self._keys = [source.key for source in memory.sources]
        self._written = Written()
        self._rows = [header_of(memory)]

    def add(self, unit: Unit) -> None:
        """Take a unit as a row."""
        cells = unit_cells(unit, self._memory.project)
        cells += [cell_of(each, self._written) for each in marked_variants(unit, self._keys)]
        cells += property_cells(unit, self._memory, self._written)
        for cell in cells:
            if len(cell) > _LONGEST:
                raise WorkbenchError(
                    f"a text of bead {unit.id} has {len(cell):,} characters, and a cell takes "
                    f"{_LONGEST:,}",
                    remedy="write a .tsv",
                )
        if len(self._rows) == _MOST_ROWS:
            raise WorkbenchError(
                f"there are more units than a sheet takes rows ({_MOST_ROWS:,})",
                remedy="write a .tsv",
            )
        self._rows.append([self._clean(cell) for cell in cells])
        self._written.units += 1

    def _clean(self, text: str) -> str:
        text, removed = legal(text)
        self._written.removed += removed
        return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)

    def finish(self) -> Written:
        """Write the file."""
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter

        book = Workbook(write_only=True)
        if self._created is not None:
            book.properties.created = book.properties.modified = self._created.replace(tzinfo=None)
        sheet: Any = book.create_sheet("beads")
        sheet.freeze_panes = "A2"
        for number in range(len(self._rows[0])):
            width = _UNIT_WIDTH if number < len(UNIT_COLUMNS) else _TEXT_WIDTH
            sheet.column_dimensions[get_column_letter(number + 1)].width = width

        def cells(row: Iterable[str]) -> Iterator[WriteOnlyCell]:
            # A cell is written before the next one is asked for, and giving each its style
            # would take most of the time.
            for text in row:
                cell.value = text
                # A text that begins with = is no formula.
                cell.data_type = "s"
                yield cell

        for number, row in enumerate(self._rows):
            if number < 2:  # the header, and the first of all others
                cell = WriteOnlyCell(sheet)
                # Nor is 1/2 a date where somebody types it again.
                cell.number_format = "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if number == 0:
                    cell.font = Font(bold=True)
            sheet.append(cells(row))
        # A full disk would leave openpyxl's archive half closed.
        data = io.BytesIO()
        book.save(data)
        self._file.write(data.getbuffer())
        return self._written


def read(path: Path, *, recover: Remark | None = None) -> tuple[Memory, Iterator[Unit]]:
    """The memory of a spreadsheet's first sheet, with a header of language tags.

    Args:
        path: The spreadsheet.
        recover: Not used.

    Raises:
        WorkbenchError: It cannot be read, or its header or a row is wrong.
    """
    del recover
    book = Workbook.open(path)
    first = book.first()
    rows = book.texts(first)
    _, header = next(rows, (1, []))
    sample = list(islice(rows, SAMPLE))
    columns = columns_of(
        path,
        ["\n".join(lines_of(cell)) for cell in header],
        [[lines_of(cell) for cell in row] for _, row in sample],
    )
    memory = columns.memory
    further = [
        repr(sheet.name)
        for sheet in book.sheets
        if sheet is not first and any(True for _ in book.texts(sheet))
    ]
    if further:
        note = f"only the first sheet was read, not {', '.join(further)}"
        memory = replace(memory, notes=(*memory.notes, note))
    return memory, columns.units(
        (line, [lines_of(cell) for cell in row]) for line, row in chain(sample, rows)
    )
