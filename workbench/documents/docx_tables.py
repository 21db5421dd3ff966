"""The grid of a Word table: where its cells stand, and over how many rows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.documents.archive import attribute, local
from workbench.documents.content import Cell
from workbench.documents.docx_styles import number

if TYPE_CHECKING:
    from lxml import etree

_WIDEST = 1_000
"""Columns that a row may skip or a cell stretch over; Word has 63."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table."""

    cells: "list[tuple[etree._Element, Cell]]"
    rest: "list[etree._Element]"
    """What stands in it that is no cell."""

    is_deleted: bool


def grid(table: "etree._Element", table_number: int) -> "list[GridRow | etree._Element]":
    """The rows of a table, their cells placed in its grid; other things in it as they are.

    A cell that only continues the one above it (``vMerge``) is at its own place, and the one
    above stretches over its row.

    Args:
        table: The table.
        table_number: Its number among the document's.
    """
    rows: list[GridRow | etree._Element] = []
    open_cells: dict[int, tuple[GridRow, int]] = {}
    height = 0
    for element in _inside(table, "tr"):
        if local(element) != "tr":
            rows.append(element)
            continue
        properties = element.find("{*}trPr")
        column = _property(properties, "gridBefore") or 0
        deleted = properties is not None and any(local(each) == "del" for each in properties)
        row = GridRow([], [], deleted)
        for each in _inside(element, "tc"):
            if local(each) != "tc":
                row.rest.append(each)
                continue
            about = each.find("{*}tcPr")
            width = max(1, _property(about, "gridSpan") or 1)
            merge = None if about is None else about.find("{*}vMerge")
            if merge is not None and attribute(merge, "val") != "restart":
                _stretch(open_cells.get(column), height)
            else:
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = row, len(row.cells)
            row.cells.append((each, Cell(table_number, height, column)))
            column += width
        rows.append(row)
        height += 1
    return rows


def _stretch(above: tuple[GridRow, int] | None, height: int) -> None:
    """Let the cell above reach down to a row."""
    if above is not None:
        row, position = above
        element, cell = row.cells[position]
        row.cells[position] = element, replace(cell, rows=height - cell.row + 1)


def _property(properties: "etree._Element | None", name: str) -> int | None:
    found = None if properties is None else properties.find(f"{{*}}{name}")
    value = None if found is None else number(attribute(found, "val"))
    return None if value is None else min(value, _WIDEST)


def _inside(parent: "etree._Element", name: str) -> "Iterator[etree._Element]":
    """A table's rows or a row's cells, also those inside content controls and insertions."""
    for element in parent:
        if local(element) == name or next(element.iter(f"{{*}}{name}"), None) is None:
            yield element
        else:
            yield from _inside(element, name)
