"""A DOCX that ``docx_writer`` made, as it comes back: rows of a table, and comments."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from workbench.documents import WordRow, WordTables, custom_properties
from workbench.errors import WorkbenchError
from workbench.exchange.header import SAMPLE
from workbench.exchange.own_properties import PROJECT
from workbench.exchange.rows import columns_of
from workbench.units import Comment, Memory, Unit

PROJECT_PROPERTY = "workbench-project"
VERSION_PROPERTY = "workbench-version"
"""Custom properties of the document: the project's id, and its version."""

_ID = "id"


def is_ours(path: Path) -> bool:
    """Whether a file is such a copy, by a property of it."""
    return PROJECT_PROPERTY in custom_properties(path)


def read(path: Path) -> tuple[Memory, Iterator[Unit]]:
    """The rows of a copy that comes back.

    A row that a reviewer deleted is missing, as one is in a spreadsheet; the order of the rows
    says nothing. A paragraph of a cell is a segment.

    Args:
        path: The file.

    Raises:
        WorkbenchError: It cannot be read, or its header or a row is wrong.
    """
    tables = WordTables.open(path)
    project = tables.properties.get(PROJECT_PROPERTY, "")
    header = next((row for row in tables.rows if _last(row, 0) == _ID), None)
    if header is None:
        raise WorkbenchError(
            "no row of its table says which column is which",
            place=path,
            remedy="export the DOCX anew, and copy the first row of its table back",
        )
    width = max(header.cells) + 1
    rows = [row for row in tables.rows if row is not header and any(map(any, row.cells.values()))]
    for row in rows:
        missing = [column for column in header.cells if column not in row.cells]
        if missing and _first(row, 0).isdecimal():
            raise WorkbenchError(
                f"row {row.number} has no cell in column {missing[0] + 1}",
                place=path,
                remedy="part its merged cells, or delete the row",
            )
    # The number and its version share a cell there, and are two columns here.
    cells = [
        [
            (_first(row, 0),),
            *(row.cells.get(column, ()) for column in range(1, width)),
            row.cells.get(0, ())[1:],
        ]
        for row in rows
    ]
    names = [_last(header, column) for column in range(width)]
    columns = columns_of(path, [*names, "version"], list(islice(cells, SAMPLE)))
    units = columns.units((row.number, each) for row, each in zip(rows, cells, strict=True))
    notes = [
        f"left out: {count} {name}{'s' * (count > 1)}" for name, count in tables.left_out.items()
    ]
    memory = replace(columns.memory, notes=(*columns.memory.notes, *notes))
    return memory, _with_comments(units, {row.number: row for row in rows}, project)


def _with_comments(units: Iterator[Unit], rows: dict[int, WordRow], project: str) -> Iterator[Unit]:
    for unit in units:
        assert unit.line is not None
        said = tuple(
            Comment(each.text, each.author or None, each.time) for each in rows[unit.line].comments
        )
        # A row that lost its small print is this document's all the same.
        properties = {PROJECT: project, **unit.properties} if project else unit.properties
        yield replace(unit, comments=said, properties=properties)


def _first(row: WordRow, column: int) -> str:
    return next(iter(row.cells.get(column, ())), "").strip()


def _last(row: WordRow, column: int) -> str:
    return next(reversed(row.cells.get(column, ())), "").strip()
