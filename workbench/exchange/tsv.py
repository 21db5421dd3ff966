r"""Tab-separated tables: a bead a row; in a cell ``\n`` parts segments, ``\t`` and ``\\`` are text.

Two escapes more keep what else would break a row: ``\r``, and ``\l`` for a line break inside
a segment.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import IO

from workbench.exchange.characters import encodable
from workbench.exchange.header import SAMPLE
from workbench.exchange.rows import (
    columns_of,
    header_of,
    marked_variants,
    property_cells,
    unit_cells,
)
from workbench.exchange.written import Written
from workbench.exchange.xml_text import Remark
from workbench.files import encoding_of, not_in_encoding
from workbench.units import Memory, Unit

_ESCAPES = {"\\": r"\\", "\t": r"\t", "\n": r"\l", "\r": r"\r"}
_TO_ESCAPE = re.compile(r"[\\\t\n\r]")
_ESCAPED = re.compile(r"\\([\\tlrn])")
_MEANT = {escape[1]: meant for meant, escape in _ESCAPES.items()} | {"n": "\n"}


class Writer:
    """A table that units are added to one by one.

    Args:
        file: Where to write.
        memory: Whose units they are.
        tags: Not used: a column is called by its document's key.
    """

    def __init__(self, file: IO[bytes], memory: Memory, tags: Mapping[str, str]) -> None:
        del tags
        self._file = file
        self._memory = memory
        self._keys = [source.key for source in memory.sources]
        self._written = Written()
        file.write(("\t".join(map(_escaped, header_of(memory))) + "\n").encode())

    def add(self, unit: Unit) -> None:
        """Write a row."""
        cells = [
            r"\n".join(map(_escaped, cell.split("\n"))) if "\n" in cell else _escaped(cell)
            for cell in unit_cells(unit, self._memory.project)
        ]
        cells += [
            r"\n".join(map(_escaped, variant.segments))
            for variant in marked_variants(unit, self._keys)
        ]
        if unit.properties or self._memory.columns:
            cells += [
                r"\n".join(map(_escaped, cell.split("\n")))
                for cell in property_cells(unit, self._memory, self._written)
            ]
        row = "\t".join(cells) + "\n"
        try:
            data = row.encode()
        except UnicodeEncodeError:
            row, removed = encodable(row)
            self._written.removed += removed
            data = row.encode()
        self._file.write(data)
        self._written.units += 1

    def finish(self) -> Written:
        """What was written."""
        return self._written


def _escaped(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)


def _lines(cell: str) -> tuple[str, ...]:
    r"""The segments of a cell: cut at each ``\n`` that no backslash goes before."""
    if not cell:
        return ()
    if "\\" not in cell:
        return (cell,)
    segments = [""]
    end = 0
    for found in _ESCAPED.finditer(cell):
        segments[-1] += cell[end : found.start()]
        end = found.end()
        if found[1] == "n":
            segments.append("")
        else:
            segments[-1] += _MEANT[found[1]]
    segments[-1] += cell[end:]
    return tuple(segments)


def read(path: Path, *, recover: Remark | None = None) -> tuple[Memory, Iterator[Unit]]:
    """The memory of a table with a header of language tags.

    Args:
        path: UTF-8, or UTF-16 with its mark.
        recover: Not used: a table is never cut off in a way that shows.

    Raises:
        WorkbenchError: It cannot be read, or its header or a row is wrong.
    """
    del recover
    rows = _rows(path)
    _, header = next(rows)
    sample = list(islice(rows, SAMPLE))
    columns = columns_of(
        path,
        ["".join(cell) for cell in header],
        [row for _, row in sample],
        row_remedy="put a tab inside a text as \\t, or correct the row",
    )
    return columns.memory, columns.units(chain(sample, rows))


def _rows(path: Path) -> Iterator[tuple[int, list[tuple[str, ...]]]]:
    with path.open(encoding=encoding_of(path), newline="\n") as file:
        try:
            for line, row in enumerate(file, 1):
                cells = row.removesuffix("\n").removesuffix("\r").split("\t")
                yield line, [_lines(cell) for cell in cells]
        except UnicodeDecodeError as error:
            raise not_in_encoding(path, file.encoding) from error
