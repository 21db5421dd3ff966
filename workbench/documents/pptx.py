"""PPTX: the texts of slides, in their order, and the speaker's notes."""

from typing import TYPE_CHECKING

from workbench.documents import package
from workbench.documents.archive import Archive, attribute, local
from workbench.documents.content import FOOTNOTES, HARD, Cell, Content, ContentBuilder, Origin
from workbench.documents.document import Kind

if TYPE_CHECKING:
    from lxml import etree

_TITLES = {"title", "ctrTitle", "subTitle"}
_FURNITURE = {"dt", "ftr", "hdr", "sldNum", "sldImg"}
"""Placeholders that hold the date, the page's foot and head, its number or its picture."""


def read(origin: Origin) -> Content:
    """A presentation: titles are headings, the lines of a slide items, notes a flow of their own.

    Raises:
        WorkbenchError: The file is no PPTX, is damaged or protected, or exceeds the limits.
    """
    archive = Archive(origin.data, origin.path, "a presentation (PPTX)")
    builder = ContentBuilder()
    main = package.main_part(archive, "ppt/presentation.xml")
    targets = package.relations(archive, main)
    for reference in archive.xml(main).iterfind("{*}sldIdLst/{*}sldId"):
        slide = targets.get(_relation(reference), "")
        root = archive.xml(slide)
        if root.get("show") in {"0", "false"}:
            builder.omit("hidden slide")
            continue
        _shapes(root, builder, flow=0)
        for target in package.relations(archive, slide).values():
            if "/notesSlides/" in target:
                _shapes(archive.xml(target), builder, flow=FOOTNOTES)
            elif "/comments/" in target:
                builder.omit("comment")
            elif "/charts/" in target or "/diagrams/data" in target:
                builder.omit("chart")
    package.describe(archive, builder.content)
    return builder.finish(origin.lines)


def _relation(element: "etree._Element") -> str:
    """The relation that an element names; its own number has the same local name."""
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), ""
    )


def _shapes(root: "etree._Element", builder: ContentBuilder, *, flow: int) -> None:
    """Add the texts of a slide's shapes and tables."""
    for element in root.iter("{*}sp", "{*}tbl", "{*}pic"):
        name = local(element)
        if name == "pic":
            builder.omit("image")
        elif name == "tbl":
            table = builder.new_table()
            for row, cells in enumerate(element.iterfind("{*}tr")):
                for column, cell in enumerate(cells.iterfind("{*}tc")):
                    for paragraph in cell.iterfind("{*}txBody/{*}p"):
                        builder.add(
                            _text(paragraph), kind="cell", flow=flow, cell=Cell(table, row, column)
                        )
        else:
            place = element.find("{*}nvSpPr/{*}nvPr/{*}ph")
            role = "" if place is None else place.get("type", "body")
            if role not in _FURNITURE:
                _shape(element, role, builder, flow)


def _shape(shape: "etree._Element", role: str, builder: ContentBuilder, flow: int) -> None:
    for paragraph in shape.iterfind("{*}txBody/{*}p"):
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
        builder.add(_text(paragraph), kind=kind, level=level, flow=flow)


def _text(paragraph: "etree._Element") -> str:
    """The text of a paragraph's runs and fields."""
    parts: list[str] = []
    for element in paragraph:
        if local(element) == "br":
            parts.append(HARD)
        elif local(element) in {"r", "fld"}:
            parts.append(element.findtext("{*}t") or "")
    return "".join(parts)
