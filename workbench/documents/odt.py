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

if TYPE_CHECKING:
    from lxml import etree

_LEFT_OUT = {
    "annotation": "comment",
    "annotation-end": None,
    "object": "embedded object",
    "object-ole": "embedded object",
    "image": "image",
    "plugin": "embedded object",
    "bookmark": None,
    "bookmark-start": None,
    "bookmark-end": None,
    "change": None,
    "change-start": None,
    "change-end": None,
    "note-citation": None,
    "ruby-text": "reading aid",
    "hidden-text": "hidden text",
    "hidden-paragraph": None,
    "sequence-decls": None,
    "variable-decls": None,
    "user-field-decls": None,
    "forms": None,
    "desc": None,
    "title": None,
    "page-number": None,
}
"""Elements inside and between paragraphs that are no text, and what they are called."""

_INDEXES = frozenset(
    {
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
    }
)

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
    reader = _Reader(builder)
    reader.blocks(root.iterfind("{*}body/{*}text/*"), _Place())
    while reader.waiting:
        elements, place = reader.waiting.pop(0)
        reader.blocks(elements, place)
    if "styles.xml" in archive.names:
        for head in archive.xml("styles.xml").iterfind("{*}master-styles/{*}master-page/*"):
            builder.omit("running head", bool("".join(map(str, head.itertext())).strip()))
    _metadata(archive, builder.content)
    return builder.finish(origin.lines)


class _Reader:
    """Goes through blocks; notes and text boxes wait until the text around them is done."""

    def __init__(self, builder: ContentBuilder) -> None:
        self._builder = builder
        self.waiting: list[tuple[list[etree._Element], _Place]] = []
        """What stands beside the text and is read after it."""

    def blocks(
        self, elements: "Iterator[etree._Element] | list[etree._Element]", place: _Place
    ) -> None:
        """Add the paragraphs of block elements."""
        for element in elements:
            name = local(element)
            if name in {"p", "h"}:
                self._paragraph(element, place)
            elif name == "list":
                inner = _Place(place.flow, place.cell, place.depth + 1)
                for item in element:
                    self.blocks(list(item), inner)
            elif name == "table":
                self._table(element, place)
            elif name == "tracked-changes":
                self._builder.omit("deleted text", len(list(element.iter("{*}deletion"))))
            elif name in _INDEXES:
                body = element.find("{*}index-body")
                if body is not None:
                    self._builder.omit("line of contents", len(list(body.iter("{*}p"))))
            elif name in _LEFT_OUT:
                self._left_out(name)
            elif name in {"section", "frame", "text-box", "numbered-paragraph"}:
                self.blocks(list(element), place)

    def _table(self, table: "etree._Element", place: _Place) -> None:
        number = self._builder.new_table()
        rows = [row for row in table.iter("{*}table-row") if _owner(row) is table]
        for row_number, row in enumerate(rows):
            column = 0
            for each in row:
                if local(each) == "table-cell":
                    cell = Cell(number, row_number, column)
                    self.blocks(list(each), _Place(place.flow, cell))
                repeated = attribute(each, "number-columns-repeated") or "1"
                column += int(repeated) if repeated.isdecimal() else 1

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
                body = element.find("{*}note-body")
                if body is not None:
                    self.waiting.append((list(body), _Place(ENDNOTES if ends else FOOTNOTES)))
            elif name in {"frame", "text-box", "g", "custom-shape", "rect"}:
                self._shape(element)
            elif name in _LEFT_OUT:
                self._left_out(name)
            elif name:
                self._inline(element, parts)
            parts.append(_SPACE.sub(" ", element.tail or ""))

    def _shape(self, shape: "etree._Element") -> None:
        """A frame: a text box that waits, or a picture that is left out."""
        boxes = [each for each in shape.iter("{*}text-box", "{*}custom-shape") if len(each)]
        if boxes:
            self.waiting.append((list(boxes[0]), _Place(BOXES)))
        else:
            self._builder.omit("image")

    def _left_out(self, name: str) -> None:
        what = _LEFT_OUT[name]
        if what is not None:
            self._builder.omit(what)


def _owner(row: "etree._Element") -> "etree._Element | None":
    """The table that a row belongs to, past groups of rows."""
    return next((each for each in row.iterancestors() if local(each) == "table"), None)


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
