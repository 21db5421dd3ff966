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
_FORMULAS = {"oMath", "oMathPara"}
_FURNITURE = {"dt", "ftr", "hdr", "sldNum", "sldImg"}
"""Placeholders that hold the date, the page's foot and head, its number or its picture."""


def shapes(
    parent: "Iterable[etree._Element]", builder: ContentBuilder, *, flow: int, role: str = ""
) -> None:
    """Add the texts of shapes and tables, in groups and in elements that nobody knows as well.

    Args:
        parent: A slide, a sheet's drawing, or elements of one.
        builder: What the texts are added to.
        flow: The flow they belong to.
        role: The kind of the placeholder that the elements stand in.
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
        elif name == "txBody":
            _paragraphs(element, role, builder, flow)
        elif name == "tbl":
            _table(element, builder, flow)
        elif name == "AlternateContent":
            shapes(package.choice(element), builder, flow=flow, role=role)
        elif name == "pic":
            builder.omit("image", text=package.drawn_text(element))
        elif name in _FORMULAS:
            builder.omit("formula", text=package.drawn_text(element))
        else:
            shapes(element, builder, flow=flow, role=role)


def _table(table: "etree._Element", builder: ContentBuilder, flow: int) -> None:
    number = builder.new_table()
    for row, cells in enumerate(table.iterfind("{*}tr")):
        # Cells that a wider or a higher one covers stand in the file as well.
        for column, element in enumerate(cells.iterfind("{*}tc")):
            rows = element.get("rowSpan", "1")
            cell = Cell(number, row, column, int(rows) if rows.isdecimal() else 1)
            for body in element.iterfind("{*}txBody"):
                for paragraph in body.iterfind("{*}p"):
                    builder.add(_text(paragraph, builder), kind="cell", flow=flow, cell=cell)


def _paragraphs(body: "etree._Element", role: str, builder: ContentBuilder, flow: int) -> None:
    for paragraph in body.iterfind("{*}p"):
        kind: Kind = "text"
        level = 0
        if flow:
            kind = "note"
        elif role in _TITLES:
            kind, level = "heading", 2 if role == "subTitle" else 1
        elif role == "body":
            rank = paragraph.find("{*}pPr")
            depth = "0" if rank is None else attribute(rank, "lvl") or "0"
            kind, level = "item", int(depth) + 1 if depth.isdecimal() else 1
        builder.add(_text(paragraph, builder), kind=kind, level=level, flow=flow)


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
            parts.append(_text(package.choice(element), builder))
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
