"""DrawingML (ISO/IEC 29500-1, 20 and 21): the texts of shapes on slides and sheets."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.documents import package
from workbench.documents.archive import attribute, local
from workbench.documents.content import HARD, Cell, ContentBuilder
from workbench.documents.document import Kind
from workbench.documents.raised import LEVEL, LOWERED, RAISED

if TYPE_CHECKING:
    from lxml import etree

_TITLES = {"title", "ctrTitle", "subTitle"}
_IN_CELL: tuple[Kind, int] = ("cell", 0)
_FORMULAS = {"oMath", "oMathPara"}
_FURNITURE = {"dt", "ftr", "hdr", "sldNum", "sldImg"}
"""Placeholders that hold the date, the page's foot and head, its number or its picture."""


def shapes(
    parent: "Iterable[etree._Element]",
    builder: ContentBuilder,
    *,
    flow: int,
    role: str = "",
    cell: Cell | None = None,
) -> None:
    """Add the texts of shapes and tables, in groups and in elements that nobody knows as well.

    Args:
        parent: A slide, a sheet's drawing, or elements of one.
        builder: What the texts are added to.
        flow: The flow they belong to.
        role: The kind of the placeholder that the elements stand in.
        cell: The cell of a table, where they stand in one.
    """
    for element in parent:
        name = local(element)
        if name == "sp":
            place = element.find("{*}nvSpPr/{*}nvPr/{*}ph")
            kind = "" if place is None else place.get("type", "body")
            if kind not in _FURNITURE:
                shapes(element, builder, flow=flow, role=kind)
            elif text := package.drawn_text(element).strip():
                builder.omit("slide number, date or foot", text=text)
        elif name in {"p", "r", "t"}:
            what, level = _IN_CELL if cell else _described(element, role, flow)
            text = _text(element if name == "p" else [element], builder)
            builder.add(text, kind=what, level=level, flow=flow, cell=cell)
        elif name == "tbl":
            _table(element, builder, flow)
        elif name == "AlternateContent":
            shapes(package.choices(element), builder, flow=flow, role=role, cell=cell)
        elif name == "pic":
            builder.omit("image", text=package.drawn_text(element))
        elif name in _FORMULAS:
            builder.omit("formula", text=package.drawn_text(element))
        else:
            shapes(element, builder, flow=flow, role=role, cell=cell)


def _table(table: "etree._Element", builder: ContentBuilder, flow: int) -> None:
    number = builder.new_table()
    height = 0
    for row in table:
        if local(row) != "tr":
            shapes([row], builder, flow=flow)
            continue
        # Cells that a wider or a higher one covers stand in the file as well.
        column = 0
        for element in row:
            if local(element) != "tc":
                shapes([element], builder, flow=flow)
                continue
            rows = element.get("rowSpan", "1")
            cell = Cell(number, height, column, int(rows) if rows.isdecimal() else 1)
            shapes(element, builder, flow=flow, cell=cell)
            column += 1
        height += 1


def _described(paragraph: "etree._Element", role: str, flow: int) -> tuple[Kind, int]:
    """What a paragraph is, and its rank or depth."""
    if flow:
        return "note", 0
    if role in _TITLES:
        return "heading", 2 if role == "subTitle" else 1
    if role == "body":
        rank = paragraph.find("{*}pPr")
        depth = "0" if rank is None else attribute(rank, "lvl") or "0"
        return "item", int(depth) + 1 if depth.isdecimal() else 1
    return "text", 0


def _text(paragraph: "Iterable[etree._Element]", builder: ContentBuilder) -> str:
    """The text of a paragraph's runs, fields and what is unknown in it."""
    parts: list[str] = []
    for element in paragraph:
        name = local(element)
        if name == "br":
            parts.append(HARD)
        elif name == "t":
            parts.append(element.text or "")
        elif name == "AlternateContent":
            parts.append(_text(package.choices(element), builder))
        elif name in _FORMULAS:
            builder.omit("formula", text=package.drawn_text(element))
        else:
            properties = element.find("{*}rPr")
            offset = "0" if properties is None else properties.get("baseline", "0")
            inner = _text(element, builder)
            if inner and offset.rstrip("%") not in {"0", ""}:
                inner = f"{LOWERED if offset.startswith('-') else RAISED}{inner}{LEVEL}"
            parts.append(inner)
    return "".join(parts)
