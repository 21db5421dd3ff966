"""DOCX (Office Open XML, ISO/IEC 29500, both conformance classes): the accepted text.

Elements are known by their local names, so that the strict and the transitional namespaces read
alike.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.documents import package
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
    "del": "deleted text",
    "moveFrom": "deleted text",
    "oMath": "formula",
    "oMathPara": "formula",
    "altChunk": "embedded document",
}
"""Elements whose text does not belong to the accepted text, and what they are called."""

_MARKS = {
    "tab": " ",
    "ptab": " ",
    "br": HARD,
    "cr": HARD,
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
"""Elements of a run that stand for a character."""

_NOTES = {"footnoteReference": FOOTNOTES, "endnoteReference": ENDNOTES}


def read(origin: Origin) -> Content:
    """A Word document.

    Insertions that are tracked count as accepted, deletions as made. Notes and text boxes are
    flows of their own.

    Raises:
        WorkbenchError: The file is no DOCX, is damaged or protected, or exceeds the limits.
    """
    archive = Archive(origin.data, origin.path, "a Word document (DOCX)")
    main = package.main_part(archive, "word/document.xml")
    folder = posixpath.dirname(main)
    builder = ContentBuilder()
    reader = _Reader(builder, _styles(archive, posixpath.join(folder, "styles.xml")))
    body = archive.xml(main)
    reader.story(body, flow=0)
    for part, flow in (("footnotes.xml", FOOTNOTES), ("endnotes.xml", ENDNOTES)):
        if (name := posixpath.join(folder, part)) in archive.names:
            notes = {attribute(note, "id"): note for note in archive.xml(name)}
            for identity in reader.references[flow]:
                if identity in notes:
                    reader.story(notes[identity], flow=flow)
    while reader.boxes:
        reader.story(reader.boxes.pop(0), flow=BOXES)
    _count_rest(archive, folder, builder)
    package.describe(archive, builder.content)
    return builder.finish(origin.lines)


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    heading: int | None
    is_item: bool
    is_contents: bool


def _styles(archive: Archive, name: str) -> Mapping[str, _Style]:
    """The paragraph styles by id: which are headings, list items, lines of contents."""
    if name not in archive.names:
        return {}
    styles = {}
    for style in archive.xml(name):
        if local(style) != "style":
            continue
        based_on, title, level, numbered = None, "", None, False
        for child in style.iter():
            value = attribute(child, "val")
            match local(child):
                case "basedOn":
                    based_on = value
                case "name":
                    title = (value or "").lower()
                case "outlineLvl":
                    level = _number(value)
                case "numPr":
                    numbered = True
        heading = None if level is None or level > 8 else level + 1
        if heading is None and title.startswith("heading "):
            heading = _number(title.removeprefix("heading "))
        if title == "title":
            heading = 1
        elif title == "subtitle":
            heading = 2
        styles[attribute(style, "styleId") or ""] = _Style(
            based_on,
            heading,
            numbered or title.startswith("list "),
            title.startswith("toc ") and title[4:].isdecimal(),
        )
    return styles


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdecimal() else None


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction is not text, its result is."""

    in_result: bool = False


@dataclass(slots=True)
class _Paragraph:
    """The text of a paragraph as it grows, and what it is."""

    parts: list[str] = field(default_factory=list)
    kind: Kind = "text"
    level: int = 0
    is_contents: bool = False


class _Reader:
    """Reads the stories of a document: its body, each note, each text box."""

    def __init__(self, builder: ContentBuilder, styles: Mapping[str, _Style]) -> None:
        self._builder = builder
        self._styles = styles
        self._fields: list[_Field] = []
        self._held: _Paragraph | None = None
        self.references: dict[int, list[str | None]] = {FOOTNOTES: [], ENDNOTES: []}
        """The notes in the order in which the text refers to them."""
        self.boxes: list[etree._Element] = []
        """Text boxes that were met."""

    def story(self, root: "etree._Element", *, flow: int) -> None:
        """Add the paragraphs of a story."""
        self._fields.clear()
        self._blocks(root, flow, None)
        self._release(flow, None)

    def _blocks(self, parent: "etree._Element", flow: int, cell: Cell | None) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element, flow, cell)
            elif name == "tbl":
                self._table(element, flow)
            elif name in _LEFT_OUT:
                self._builder.omit(_LEFT_OUT[name])
            elif name == "AlternateContent":
                self._blocks(_choice(element), flow, cell)
            elif name not in {"sectPr", "tblPr", "tblGrid", "tcPr", "sdtPr", "sdtEndPr"}:
                self._blocks(element, flow, cell)

    def _table(self, table: "etree._Element", flow: int) -> None:
        self._release(flow, None)
        number = self._builder.new_table()
        for row, element in enumerate(_inside(table, "tr")):
            if any(local(each) == "del" for each in element.iterfind("{*}trPr/*")):
                self._builder.omit("deleted text")
                continue
            for column, each in enumerate(_inside(element, "tc")):
                cell = Cell(number, row, column)
                self._blocks(each, flow, cell)
                self._release(flow, cell)

    def _paragraph(self, element: "etree._Element", flow: int, cell: Cell | None) -> None:
        paragraph = self._held or self._described(element, cell)
        self._held = None
        self._inline(element, paragraph.parts)
        if element.find("{*}pPr/{*}rPr/{*}del") is not None:
            # The mark between this paragraph and the next is deleted: they are one.
            self._held = paragraph
            return
        self._add(paragraph, flow, cell)

    def _release(self, flow: int, cell: Cell | None) -> None:
        """Add a paragraph that waited for another to join it and saw none."""
        if self._held is not None:
            self._add(self._held, flow, cell)
            self._held = None

    def _add(self, paragraph: _Paragraph, flow: int, cell: Cell | None) -> None:
        text = "".join(paragraph.parts)
        if paragraph.is_contents:
            if text.strip():
                self._builder.omit("line of contents")
            return
        kind: Kind = "note" if flow in {FOOTNOTES, ENDNOTES} else paragraph.kind
        self._builder.add(text, kind=kind, level=paragraph.level, flow=flow, cell=cell)

    def _described(self, element: "etree._Element", cell: Cell | None) -> _Paragraph:
        """An empty paragraph of the kind that its properties and its style say."""
        properties = element.find("{*}pPr")
        described = _Paragraph(kind="text" if cell is None else "cell")
        if properties is None:
            return described
        level: int | None = None
        depth: int | None = None
        style = ""
        for child in properties:
            match local(child):
                case "pStyle":
                    style = attribute(child, "val") or ""
                case "outlineLvl":
                    level = _number(attribute(child, "val"))
                case "numPr":
                    number = child.find("{*}numId")
                    if number is None or attribute(number, "val") != "0":
                        rank = child.find("{*}ilvl")
                        depth = _number(None if rank is None else attribute(rank, "val")) or 0
        heading = level + 1 if level is not None and level <= 8 else None
        for each in self._lineage(style):
            heading = heading or each.heading
            depth = 0 if depth is None and each.is_item else depth
            described.is_contents |= each.is_contents
        if heading is not None:
            described.kind, described.level = "heading", heading
        elif depth is not None and cell is None:
            described.kind, described.level = "item", depth + 1
        return described

    def _lineage(self, style: str) -> Iterator[_Style]:
        """A style and those that it is based on."""
        seen = set()
        found = self._styles.get(style)
        while found is not None and style not in seen:
            seen.add(style)
            yield found
            style = found.based_on or ""
            found = self._styles.get(style)

    def _inline(self, parent: "etree._Element", parts: list[str]) -> None:
        """Append the text of runs, links, insertions and content controls."""
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element, parts)
            elif name in _LEFT_OUT:
                self._builder.omit(_LEFT_OUT[name])
            elif name == "AlternateContent":
                self._inline(_choice(element), parts)
            elif name == "ruby":
                self._ruby(element, parts)
            elif name not in {"pPr", "sdtPr", "sdtEndPr", "rPr"}:
                self._inline(element, parts)

    def _run(self, run: "etree._Element", parts: list[str]) -> None:
        hidden = run.find("{*}rPr/{*}vanish")
        if hidden is not None and attribute(hidden, "val") not in {"0", "false", "off"}:
            if any(local(child) == "t" for child in run):
                self._builder.omit("hidden text")
            return
        for element in run:
            name = local(element)
            if name == "fldChar":
                self._field(attribute(element, "fldCharType"))
            elif name in _NOTES:
                self.references[_NOTES[name]].append(attribute(element, "id"))
            elif name == "AlternateContent":
                self._drawing(_choice(element))
            elif name in {"drawing", "pict", "object"}:
                self._drawing(element)
            elif all(each.in_result for each in self._fields):
                if name == "t":
                    parts.append(element.text or "")
                elif name in _MARKS:
                    parts.append(_MARKS[name])
                elif name == "sym":
                    self._builder.omit("symbol of a picture font")
                elif name == "ruby":
                    self._ruby(element, parts)

    def _ruby(self, element: "etree._Element", parts: list[str]) -> None:
        """A word with its reading above it: the word."""
        base = element.find("{*}rubyBase")
        if base is not None:
            self._inline(base, parts)
        self._builder.omit("reading aid")

    def _field(self, step: str | None) -> None:
        if step == "begin":
            self._fields.append(_Field())
        elif step == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif step == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: "etree._Element") -> None:
        """A picture, which is left out, or a text box, which waits to be read."""
        boxes = list(_boxes(element))
        self.boxes.extend(boxes)
        if not boxes:
            self._builder.omit("embedded object" if local(element) == "object" else "image")


def _boxes(element: "etree._Element") -> "Iterator[etree._Element]":
    """The text boxes of a drawing; those inside another box are met when that is read."""
    for child in element:
        if local(child) == "txbxContent":
            yield child
        elif local(child) == "AlternateContent":
            yield from _boxes(_choice(child))
        else:
            yield from _boxes(child)


def _choice(alternatives: "etree._Element") -> "etree._Element":
    """The content meant for programs of today; the fallback says the same again."""
    for element in alternatives:
        if local(element) == "Choice":
            return element
    return alternatives


def _inside(parent: "etree._Element", name: str) -> "Iterator[etree._Element]":
    """A table's rows or a row's cells, also those inside content controls and insertions."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _inside(element, name)


def _count_rest(archive: Archive, folder: str, builder: ContentBuilder) -> None:
    """Count what other parts hold: comments, running heads, charts."""
    comments = posixpath.join(folder, "comments.xml")
    if comments in archive.names:
        builder.omit("comment", sum(local(each) == "comment" for each in archive.xml(comments)))
    for name in sorted(archive.names):
        if posixpath.dirname(name) == folder and posixpath.basename(name).startswith(
            ("header", "footer")
        ):
            text = "".join(str(part) for part in archive.xml(name).itertext("{*}t"))
            if text.strip():
                builder.omit("running head")
        elif name.startswith((f"{folder}/charts/chart", f"{folder}/diagrams/data")):
            builder.omit("chart")
