"""XLSX: the texts in the cells of a workbook, sheet by sheet and row by row."""

import re
from itertools import islice

from workbench.documents import drawing, package
from workbench.documents.archive import Archive
from workbench.documents.content import (
    BOXES,
    HARD,
    MOST_KEPT,
    Cell,
    Content,
    ContentBuilder,
    Origin,
)
from workbench.documents.sheet_parser import Layout
from workbench.documents.workbook import Sheet, Workbook

_HAS_LETTER = re.compile(r"[^\W\d_]")


def read(origin: Origin) -> Content:
    """A workbook as text: each cell that holds words is a paragraph.

    Raises:
        WorkbenchError: The file is no XLSX, is damaged or protected, or exceeds the limits.
    """
    book = Workbook(origin.data, origin.path)
    builder = ContentBuilder()
    for sheet in book.sheets:
        if sheet.part is None:
            builder.omit("chart")
        elif sheet.hidden:
            cells = (cell.value for row in book.rows(sheet) for cell in row.cells)
            builder.omit("hidden sheet", text=" ".join(islice(cells, MOST_KEPT)))
        else:
            _add_sheet(book, sheet, builder)
            _add_drawings(book.archive, sheet.part, builder)
    package.describe(book.archive, builder.content)
    return builder.finish(origin.lines)


def _add_sheet(book: Workbook, sheet: Sheet, builder: ContentBuilder) -> None:
    table = builder.new_table()
    layout = Layout()
    # Which cells are merged stands behind the rows.
    for row in list(book.rows(sheet, layout)):
        if row.hidden:
            builder.omit("hidden row", text=" ".join(cell.value for cell in row.cells))
            continue
        for cell in row.cells:
            if any(cell.column in columns for columns in layout.hidden):
                builder.omit("cell of a hidden column", text=cell.value)
            elif cell.kind != "text" or _HAS_LETTER.search(cell.value) is None:
                builder.omit("cell without words", text=cell.value)
            else:
                rows = layout.heights.get((row.number, cell.column), 1)
                builder.add(
                    cell.value.replace("\r\n", "\n").replace("\n", HARD),
                    kind="cell",
                    line=row.number,
                    cell=Cell(table, row.number - 1, cell.column, rows),
                )
    for head in layout.heads:
        builder.omit("running head", bool(head.strip()), text=head)


def _add_drawings(archive: Archive, sheet: str, builder: ContentBuilder) -> None:
    """Read the text boxes that lie on a sheet; count its charts, pictures and comments."""
    for part in package.relations(archive, sheet).values():
        if "/drawings/" in part and part.endswith(".xml") and part in archive.names:
            drawing.shapes(archive.xml(part), builder, flow=BOXES)
            for inner in package.relations(archive, part).values():
                if "/charts/chart" in inner or "/diagrams/data" in inner:
                    builder.omit("chart", text=package.drawn_text(archive.xml(inner)))
        elif "comment" in part.lower() and part in archive.names:
            for comment in archive.xml(part).iter("{*}comment", "{*}threadedComment"):
                builder.omit("comment", text=package.drawn_text(comment, "t", "text"))
