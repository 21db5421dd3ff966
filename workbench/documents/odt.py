"""ODT (OpenDocument 1.3, ISO/IEC 26300): the text as it is accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.documents.archive import Archive, attribute, local
from workbench.documents.content import (
    BOXES,
    ENDNOTES,
    FOOTNOTES,
    HARD,
    Cell,
    Content,
    ContentBuilder,
    Origin,
)
from workbench.documents.document import Kind
from workbench.documents.raised import LEVEL, LOWERED, RAISED

if TYPE_CHECKING:
    from lxml import etree

_LEFT_OUT = {
    "annotation": "comment",
    "object": "embedded object",
    "object-ole": "embedded object",
    "image": "image",
    "plugin": "embedded object",
    "ruby-text": "reading aid",
    "hidden-text": "hidden text",
    "forms": "form field",
}
"""Elements inside and between paragraphs that are no text, and what they are called."""

_SILENT = frozenset(
    # Numbers that LibreOffice makes by itself, marks of notes, what describes a picture or a
    # variable, and code: nothing of it is the author's running text.
    "note-citation number sequence-decls variable-decls user-field-decls dde-connection-decls "
    "desc title event-listeners script change-info".split()
)

_INDEXES = frozenset(
    {
        "table-of-content",
        "alphabetical-index",
        "bibliography",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
    }
)

_BLOCKS = frozenset({"p", "h", "list", "table", "section", "numbered-paragraph"})

_SHAPES = frozenset(
    "frame text-box g custom-shape rect line polyline polygon regular-polygon path circle "
    "ellipse connector caption measure control page-thumbnail scene".split()
)
"""Drawings, inside a paragraph or anchored to a page."""

_MOST = 2**20
"""Rows or columns that one element of a table may stand for."""

_POSITION = re.compile(r"(super|sub|-?[1-9][0-9]*)")
_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands."""

    flow: int = 0
    cell: Cell | None = None
    depth: int = 0
    """Depth of the lists around it."""


def read(origin: Origin) -> Content:
    """An OpenDocument text.

    Raises:
        WorkbenchError: The file is no ODT, is damaged or protected, or exceeds the limits.
    """
    archive = Archive(origin.data, origin.path, "an OpenDocument text (ODT)")
    builder = ContentBuilder()
    root = archive.xml("content.xml")
    styles = archive.xml("styles.xml") if "styles.xml" in archive.names else None
    reader = _Reader(builder, _heights(root) | ({} if styles is None else _heights(styles)))
    reader.blocks(root.iterfind("{*}body/{*}text/*"), _Place())
    while reader.waiting:
        elements, place = reader.waiting.pop(0)
        reader.blocks(elements, place)
    if styles is not None:
        for head in styles.iterfind("{*}master-styles/{*}master-page/*"):
            text = _text(head)
            builder.omit("running head", bool(text.strip()), text=text)
    _metadata(archive, builder.content)
    return builder.finish(origin.lines)


def _heights(root: "etree._Element") -> dict[str, str]:
    """Which styles of characters raise (``"super 58%"``, ``"33% 58%"``) or lower them."""
    found = {}
    for style in root.iter("{*}style"):
        properties = style.find("{*}text-properties")
        position = None if properties is None else attribute(properties, "text-position")
        height = _POSITION.match(position or "")
        if height is not None:
            lowers = height[1] == "sub" or height[1].startswith("-")
            found[attribute(style, "name") or ""] = LOWERED if lowers else RAISED
    return found


class _Reader:
    """Goes through blocks; notes and text boxes wait until the text around them is done."""

    def __init__(self, builder: ContentBuilder, heights: dict[str, str]) -> None:
        self._builder = builder
        self._heights = heights
        self.waiting: list[tuple[list[etree._Element], _Place]] = []
        """What stands beside the text and is read after it."""

    def blocks(
        self, elements: "Iterator[etree._Element] | list[etree._Element]", place: _Place
    ) -> None:
        """Add the paragraphs of block elements, known or not."""
        for element in elements:
            name = local(element)
            if name in {"p", "h"}:
                self._paragraph(element, place)
            elif name == "list":
                inner = _Place(place.flow, place.cell, place.depth + 1)
                for item in element:
                    self.blocks([item], inner)
            elif name == "table":
                self._table(element, place)
            elif name == "tracked-changes":
                for region in element:
                    text = _text(region)
                    gone = region.find("{*}deletion") is not None
                    self._builder.omit("deleted text", gone or bool(text.strip()), text=text)
            elif name in _INDEXES:
                for part in element:
                    if not _is_silent(local(part)):
                        lines = sum(1 for _ in part.iter("{*}p", "{*}h"))
                        self._builder.omit("line of contents", max(1, lines), text=_text(part))
            elif name in _LEFT_OUT:
                self._builder.omit(_LEFT_OUT[name], text=_text(element))
            elif name in _SHAPES:
                self._shape(element)
            elif name and not _is_silent(name):
                if element.text and not element.text.isspace():
                    self._builder.add(element.text, flow=place.flow, cell=place.cell)
                self.blocks(list(element), place)
            if element.tail and not element.tail.isspace():
                self._builder.add(element.tail, flow=place.flow, cell=place.cell)

    def _table(self, table: "etree._Element", place: _Place) -> None:
        number = self._builder.new_table()
        height = 0
        for row in _rows(table):
            if local(row) != "table-row":
                self.blocks([row], place)
                continue
            column = 0
            for each in row:
                width = _number(each, "number-columns-repeated")
                if local(each) in {"table-cell", "covered-table-cell"}:
                    cell = Cell(number, height, column, _number(each, "number-rows-spanned"))
                    self.blocks(list(each), _Place(place.flow, cell))
                    column += width
                else:
                    self.blocks([each], place)
            height += _number(row, "number-rows-repeated")

    def _paragraph(self, element: "etree._Element", place: _Place) -> None:
        parts: list[str] = []
        self._inline(element, parts)
        kind: Kind = "text"
        level = 0
        if place.flow in {FOOTNOTES, ENDNOTES}:
            kind = "note"
        elif local(element) == "h":
            rank = attribute(element, "outline-level") or "1"
            kind, level = "heading", int(rank) if rank.isdecimal() else 1
        elif attribute(element, "style-name") in {"Title", "Subtitle"}:
            kind, level = "heading", 1 if attribute(element, "style-name") == "Title" else 2
        elif place.cell is not None:
            kind = "cell"
        elif place.depth:
            kind, level = "item", place.depth
        self._builder.add("".join(parts), kind=kind, level=level, flow=place.flow, cell=place.cell)

    def _inline(self, parent: "etree._Element", parts: list[str]) -> None:
        """Append the text of a paragraph's content; white space in the file is one space."""
        parts.append(_SPACE.sub(" ", parent.text or ""))
        for element in parent:
            name = local(element)
            if name == "s":
                count = attribute(element, "c") or "1"
                parts.append(" " * min(int(count), 100) if count.isdecimal() else " ")
            elif name == "tab":
                parts.append(" ")
            elif name == "line-break":
                parts.append(HARD)
            elif name == "soft-hyphen":
                parts.append("\N{SOFT HYPHEN}")
            elif name == "note":
                ends = attribute(element, "note-class") == "endnote"
                self.waiting.append((list(element), _Place(ENDNOTES if ends else FOOTNOTES)))
            elif name in _SHAPES:
                self._shape(element)
            elif name in _LEFT_OUT:
                self._builder.omit(_LEFT_OUT[name], text=_text(element))
            elif name == "span" and (
                height := self._heights.get(attribute(element, "style-name") or "")
            ):
                parts.append(height)
                self._inline(element, parts)
                parts.append(LEVEL)
            elif name and not _is_silent(name):
                self._inline(element, parts)
            parts.append(_SPACE.sub(" ", element.tail or ""))

    def _shape(self, shape: "etree._Element") -> None:
        """A shape or a group of them: its texts wait, a picture is left out."""
        inner = [each for each in shape if not _is_silent(local(each))]
        if any(local(each) in _BLOCKS for each in inner):
            self.waiting.append((inner, _Place(BOXES)))
            return
        known = [each for each in inner if local(each) in _SHAPES or local(each) == "a"]
        for each in inner:
            if each in known:
                self._shape(each)
            elif (text := _text(each)).strip() or not known:
                # A picture often stands beside the object or the box that it shows.
                self._builder.omit(_LEFT_OUT.get(local(each), "image"), text=text)
                known.append(each)
        if not inner:
            self._builder.omit("image")


def _is_silent(name: str) -> bool:
    """Whether an element holds nothing to read; ``…-source`` is the recipe of an index."""
    return name in _SILENT or name.endswith("-source")


def _text(element: "etree._Element") -> str:
    """All text in an element, its own included."""
    if _is_silent(local(element)):
        return ""
    return "".join((element.text or "", *(f" {_text(each)}{each.tail or ''}" for each in element)))


def _rows(table: "etree._Element") -> "Iterator[etree._Element]":
    """A table's rows, past groups of them; other things in it as they are."""
    for element in table:
        if local(element) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(element)
        elif local(element):
            yield element


def _number(element: "etree._Element", name: str) -> int:
    """How many times something is repeated, or rows that it stretches over."""
    value = attribute(element, name) or "1"
    return min(int(value), _MOST) if value.isdecimal() else 1


_PROPERTIES = {
    "title": "title",
    "initial-creator": "author",
    "creator": "author",
    "creation-date": "date",
    "date": "date",
}


def _metadata(archive: Archive, content: Content) -> None:
    """Title, author and date of the document's properties."""
    if "meta.xml" not in archive.names:
        return
    for element in archive.xml("meta.xml").iterfind("{*}meta/*"):
        value = (element.text or "").strip()
        if not value:
            continue
        if local(element) == "language":
            content.language = value
        elif local(element) in _PROPERTIES:
            content.metadata.setdefault(_PROPERTIES[local(element)], value)
