"""Comma-separated tables (RFC 4180) as spreadsheets write them: a segment of a cell a line."""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import IO

from workbench.errors import WorkbenchError
from workbench.exchange.characters import encodable
from workbench.exchange.header import SAMPLE
from workbench.exchange.rows import (
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
from workbench.files import encoding_of, not_in_encoding, separator_stated
from workbench.printable import as_cell, from_cell
from workbench.units import Memory, Unit

_LONGEST = 2**27
"""Characters in a cell; the csv module refuses more than 131,072 unless told."""


class Writer:
    """A table that units are added to one by one.

    Args:
        file: Where to write.
        memory: Whose units they are.
        tags: Not used: a column is called by its document's key.
        escape: Write nothing that a spreadsheet takes for a formula; reading takes it back.
    """

    def __init__(
        self, file: IO[bytes], memory: Memory, tags: Mapping[str, str], *, escape: bool = False
    ) -> None:
        del tags
        self._escape = escape
        self._file = file
        self._memory = memory
        self._keys = [source.key for source in memory.sources]
        self._written = Written()
        # Excel takes a file for UTF-8 only by its mark.
        file.write("\N{ZERO WIDTH NO-BREAK SPACE}".encode())
        self._write(header_of(memory))

    def add(self, unit: Unit) -> None:
        """Write a row."""
        cells = unit_cells(unit, self._memory.project)
        cells += [cell_of(each, self._written) for each in marked_variants(unit, self._keys)]
        cells += property_cells(unit, self._memory, self._written)
        self._write(cells)
        self._written.units += 1

    def _write(self, cells: list[str]) -> None:
        row = io.StringIO(newline="")
        csv.writer(row).writerow([self._cell(cell) for cell in cells])
        text, removed = encodable(row.getvalue())
        self._written.removed += removed
        self._file.write(text.encode())

    def _cell(self, text: str) -> str:
        # A text that looks escaped is escaped in any case, so that it comes back as it was.
        return as_cell(text) if self._escape or text.startswith("'") else text

    def finish(self) -> Written:
        """What was written."""
        return self._written


def read(path: Path, *, recover: Remark | None = None) -> tuple[Memory, Iterator[Unit]]:
    """The memory of a table with a header of language tags.

    Args:
        path: UTF-8, or UTF-16 with its mark; parted by commas, semicolons or tabs.
        recover: Not used.

    Raises:
        WorkbenchError: It cannot be read, or its header or a row is wrong.
    """
    del recover
    rows = _rows(path)
    _, header = next(rows)
    sample = list(islice(rows, SAMPLE))
    columns = columns_of(path, ["\n".join(cell) for cell in header], [row for _, row in sample])
    return columns.memory, columns.units(chain(sample, rows))


def _rows(path: Path) -> Iterator[tuple[int, list[tuple[str, ...]]]]:
    csv.field_size_limit(_LONGEST)
    with path.open(encoding=encoding_of(path), newline="") as file:
        try:
            head = file.readline()
            stated = separator_stated(head)
            if stated is None:
                file.seek(0)
            # As Excel parts cells where the comma is the decimal mark, and as it copies them.
            mark = stated or max(",;\t", key=head.count)
            reader = csv.reader(file, delimiter=mark, strict=True)
            before = line = 1 if stated is None else 2
            for row in reader:
                yield line, [lines_of(from_cell(cell)) for cell in row]
                line = reader.line_num + before
        except UnicodeDecodeError as error:
            raise not_in_encoding(path, file.encoding) from error
        except csv.Error as error:
            raise WorkbenchError(
                f"the row is not CSV ({error})",
                place=f"{path}:{line}",
                remedy="close its quotation marks, and double those inside a text",
            ) from error
