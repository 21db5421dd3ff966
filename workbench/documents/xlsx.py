"""XLSX: the texts in the cells of a workbook, sheet by sheet and row by row."""

import re
from typing import TYPE_CHECKING

from workbench.documents import package
from workbench.documents.archive import Archive, attribute, local
from workbench.documents.content import HARD, Cell, Content, Draft, Origin

if TYPE_CHECKING:
    from lxml import etree

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HAS_LETTER = re.compile(r"[^\W\d_]")


def read(origin: Origin) -> Content:
    """A workbook as text: each cell that holds words is a paragraph.

    Raises:
        WorkbenchError: The file is no XLSX, is damaged or protected, or exceeds the limits.
    """
    archive = Archive(origin.data, origin.path, "a workbook (XLSX)")
    draft = Draft()
    strings = _strings(archive)
    main = package.main_part(archive, "xl/workbook.xml")
    targets = package.relations(archive, main)
    for sheet in archive.xml(main).iterfind("{*}sheets/{*}sheet"):
        target = targets.get(attribute(sheet, "id") or "")
        if target is None or "worksheets" not in target:
            draft.omit("chart")
        elif sheet.get("state", "visible") != "visible":
            draft.omit("hidden sheet")
        else:
            _sheet(archive.xml(target), strings, draft)
    draft.omit("comment", sum("comments" in name.rpartition("/")[2] for name in archive.names))
    package.describe(archive, draft.content)
    return draft.finish(origin.lines)


def _strings(archive: Archive) -> list[str]:
    """The texts that cells refer to by number."""
    if "xl/sharedStrings.xml" not in archive.names:
        return []
    return [_text(each) for each in archive.xml("xl/sharedStrings.xml") if local(each) == "si"]


def _text(element: "etree._Element") -> str:
    """The text of a string item, its runs joined, without the readings of Japanese words."""
    found = [
        each.text or ""
        for each in element.iter("{*}t")
        if not any(local(above) == "rPh" for above in each.iterancestors())
    ]
    return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), "".join(found))


def _sheet(sheet: "etree._Element", strings: list[str], draft: Draft) -> None:
    table = draft.new_table()
    for number, row in enumerate(sheet.iterfind("{*}sheetData/{*}row")):
        if row.get("hidden") in {"1", "true"}:
            draft.omit("hidden row")
            continue
        for place, cell in enumerate(row):
            text = _value(cell, strings)
            if text is None:
                continue
            if _HAS_LETTER.search(text) is None:
                draft.omit("cell without words")
                continue
            address = _ADDRESS.fullmatch(cell.get("r", ""))
            column = _column(address[1]) if address else place
            line = int(address[2]) if address else number + 1
            draft.add(
                text.replace("\r\n", "\n").replace("\n", HARD),
                kind="cell",
                line=line,
                cell=Cell(table, line - 1, column),
            )


def _column(letters: str) -> int:
    """The number of a column, counted from 0, of its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: "etree._Element", strings: list[str]) -> str | None:
    """What a cell shows if it is text, an empty text for numbers, None if it is empty."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inside = cell.find("{*}is")
        return None if inside is None else _text(inside)
    value = cell.findtext("{*}v")
    if value is None:
        return None
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else None
    return value if kind == "str" else ""
