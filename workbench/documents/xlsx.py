"""XLSX: the texts in the cells of a workbook, sheet by sheet and row by row."""

import re

from workbench.documents import package
from workbench.documents.content import HARD, Cell, Content, ContentBuilder, Origin
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
            builder.omit("hidden sheet")
        else:
            _add_sheet(book, sheet, builder)
    names = book.archive.names
    builder.omit("comment", sum("comments" in name.rpartition("/")[2] for name in names))
    package.describe(book.archive, builder.content)
    return builder.finish(origin.lines)


def _add_sheet(book: Workbook, sheet: Sheet, builder: ContentBuilder) -> None:
    table = builder.new_table()
    for row in book.rows(sheet):
        if row.hidden:
            builder.omit("hidden row")
            continue
        for cell in row.cells:
            if cell.kind != "text" or _HAS_LETTER.search(cell.value) is None:
                builder.omit("cell without words")
                continue
            builder.add(
                cell.value.replace("\r\n", "\n").replace("\n", HARD),
                kind="cell",
                line=row.number,
                cell=Cell(table, row.number - 1, cell.column),
            )
