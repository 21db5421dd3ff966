"""DOCX (Office Open XML, ISO/IEC 29500, both conformance classes): the accepted text.

Elements are known by their local names, so that the strict and the transitional namespaces read
alike. One that is not known is read as if it were not there: its text is text.
"""

import posixpath
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from workbench.documents import package
from workbench.documents.archive import Archive, attribute, local
from workbench.documents.content import (
    BOXES,
    ENDNOTES,
    FOOTNOTES,
    Cell,
    Content,
    ContentBuilder,
    Origin,
)
from workbench.documents.document import Kind
from workbench.documents.docx_styles import Styles, number
from workbench.documents.docx_tables import GridRow, grid
from workbench.documents.docx_text import MARKS, broken_fields, look_into, text_of
from workbench.documents.raised import LEVEL, LOWERED, RAISED

if TYPE_CHECKING:
    from lxml import etree

_LEFT_OUT = {
    "del": "deleted text",
    "moveFrom": "deleted text",
    "delText": "deleted text",
    "oMath": "formula",
    "oMathPara": "formula",
    "altChunk": "embedded document",
    "sym": "symbol of a picture font",
}
"""Elements whose text does not belong to the accepted text, and what they are called."""

_SILENT = frozenset(
    "instrText delInstrText pPr rPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr sectPr".split()
)
"""Elements that hold what is never shown."""

_HEIGHTS = {"superscript": RAISED, "subscript": LOWERED}
_NOTES = {"footnoteReference": FOOTNOTES, "endnoteReference": ENDNOTES}
_PARTS = {FOOTNOTES: "footnotes.xml", ENDNOTES: "endnotes.xml"}


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
    reader = _Reader(builder, Styles(archive, posixpath.join(folder, "styles.xml")))
    reader.story(archive.xml(main), flow=0)
    for flow, part in _PARTS.items():
        if (name := posixpath.join(folder, part)) in archive.names:
            notes: defaultdict[str | None, list[etree._Element]] = defaultdict(list)
            for note in archive.xml(name):
                notes[attribute(note, "id")].append(note)
            for identity in reader.references[flow]:
                if notes[identity]:
                    reader.story(notes[identity].pop(0), flow=flow)
            for note in chain.from_iterable(notes.values()):
                text = text_of(note)
                builder.omit("note without a mark", bool(text.strip()), text=text)
    while reader.boxes:
        reader.story(reader.boxes.pop(0), flow=BOXES)
    _count_rest(archive, folder, builder)
    package.describe(archive, builder.content)
    return builder.finish(origin.lines)


@dataclass(slots=True)
class _Paragraph:
    """The text of a paragraph as it grows, and what it is."""

    parts: list[str] = field(default_factory=list)
    kind: Kind = "text"
    level: int = 0
    is_contents: bool = False


class _Reader:
    """Reads the stories of a document: its body, each note, each text box."""

    def __init__(self, builder: ContentBuilder, styles: Styles) -> None:
        self._builder = builder
        self._styles = styles
        self._fields: list[bool] = []
        """Of each field that is open, whether its result has begun."""
        self._broken: set[etree._Element] = set()
        """Beginnings of fields that never end."""
        self._codes: list[str] = []
        self._held: _Paragraph | None = None
        self._cap: list[str] = []
        """A large first letter, which is a paragraph of its own in the file."""
        self.references: dict[int, list[str | None]] = {FOOTNOTES: [], ENDNOTES: []}
        """The notes in the order in which the text refers to them."""
        self.boxes: list[etree._Element] = []
        """Text boxes that were met."""

    def story(self, root: "etree._Element", *, flow: int) -> None:
        """Add the paragraphs of a story."""
        self._fields.clear()
        self._broken = broken_fields(root)
        self._blocks(root, flow, None)
        self._release(flow, None)
        self._count_codes()

    def _blocks(self, parent: "Iterable[etree._Element]", flow: int, cell: Cell | None) -> None:
        loose: list[str] = []
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element, flow, cell)
            elif name == "tbl":
                self._table(element, flow, cell)
            elif name in _LEFT_OUT:
                self._omit(element, _LEFT_OUT[name])
            elif name == "AlternateContent":
                self._blocks(package.choices(element), flow, cell)
            elif name in {"r", "t", "hyperlink"}:
                self._inline([element], loose)
            elif name not in _SILENT:
                self._blocks(element, flow, cell)
        self._builder.add("".join(loose), flow=flow, cell=cell)

    def _table(self, table: "etree._Element", flow: int, around: Cell | None) -> None:
        self._release(flow, around)
        for row in grid(table, self._builder.new_table()):
            if not isinstance(row, GridRow):
                self._blocks([row], flow, around)
                continue
            if row.is_deleted:
                gone = (*(element for element, _ in row.cells), *row.rest)
                text = " ".join(map(text_of, gone))
                self._builder.omit("deleted text", text=text)
                continue
            self._blocks(row.rest, flow, around)
            for element, cell in row.cells:
                self._blocks(element, flow, cell)
                self._release(flow, cell)

    def _paragraph(self, element: "etree._Element", flow: int, cell: Cell | None) -> None:
        frame = element.find("{*}pPr/{*}framePr")
        if frame is not None and attribute(frame, "dropCap") in {"drop", "margin"}:
            self._release(flow, cell)
            self._inline(element, self._cap)
            return
        paragraph = self._held or self._described(element, cell)
        self._held = None
        paragraph.parts += self._cap
        self._cap = []
        self._inline(element, paragraph.parts)
        if element.find("{*}pPr/{*}rPr/{*}del") is not None:
            # The mark between this paragraph and the next is deleted: they are one.
            self._held = paragraph
            return
        self._add(paragraph, flow, cell)

    def _release(self, flow: int, cell: Cell | None) -> None:
        """Add a paragraph that waited for another to join it and saw none."""
        waiting = self._held or (_Paragraph() if self._cap else None)
        if waiting is not None:
            waiting.parts[:0] = self._cap
            self._add(waiting, flow, cell)
        self._held, self._cap = None, []

    def _add(self, paragraph: _Paragraph, flow: int, cell: Cell | None) -> None:
        text = "".join(paragraph.parts)
        self._count_codes()
        if paragraph.is_contents:
            self._builder.omit("line of contents", bool(text.strip()), text=text)
            return
        kind: Kind = "note" if flow in {FOOTNOTES, ENDNOTES} else paragraph.kind
        self._builder.add(text, kind=kind, level=paragraph.level, flow=flow, cell=cell)

    def _count_codes(self) -> None:
        """Count text that belonged to the instructions of fields."""
        if self._codes:
            self._builder.omit("field code", text="".join(self._codes))
            self._codes.clear()

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
                    level = number(attribute(child, "val"))
                case "numPr":
                    counter = child.find("{*}numId")
                    if counter is None or attribute(counter, "val") != "0":
                        rank = child.find("{*}ilvl")
                        depth = number(None if rank is None else attribute(rank, "val")) or 0
        heading = level + 1 if level is not None and level <= 8 else None
        for each in self._styles.lineage(style):
            heading = heading or each.heading
            depth = 0 if depth is None and each.is_item else depth
            described.is_contents |= each.is_contents
        if heading is not None:
            described.kind, described.level = "heading", heading
        elif depth is not None and cell is None:
            described.kind, described.level = "item", depth + 1
        return described

    def _inline(self, parent: "Iterable[etree._Element]", parts: list[str]) -> None:
        """Append the text of runs, links, insertions, content controls and what is unknown."""
        for element in parent:
            name = local(element)
            if name == "t":
                self._take(element.text or "", parts)
            elif name == "r":
                self._run(element, parts)
            elif name in MARKS:
                self._take(MARKS[name], parts)
            elif name == "fldChar":
                self._field(element)
            elif name in _NOTES:
                self.references[_NOTES[name]].append(attribute(element, "id"))
            elif name in _LEFT_OUT:
                self._omit(element, _LEFT_OUT[name])
            elif name == "AlternateContent":
                self._inline(package.choices(element), parts)
            elif name in {"drawing", "pict", "object"}:
                self._drawing(element)
            elif name == "ruby":
                self._ruby(element, parts)
            elif name == "txbxContent":
                self.boxes.append(element)
            elif name not in _SILENT:
                self._inline(element, parts)

    def _take(self, text: str, parts: list[str]) -> None:
        """Append text, unless it belongs to the instruction of a field."""
        if all(self._fields):
            parts.append(text)
        elif not text.isspace():
            self._codes.append(text)

    def _run(self, run: "etree._Element", parts: list[str]) -> None:
        properties = run.find("{*}rPr")
        if properties is None:
            self._inline(run, parts)
            return
        height = ""
        for each in properties:
            name = local(each)
            if name == "vanish" and attribute(each, "val") not in {"0", "false", "off"}:
                self._omit(run, "hidden text", only_text=True)
                return
            if name == "vertAlign":
                height = attribute(each, "val") or ""
            elif name == "rStyle" and not height:
                height = self._styles.height(attribute(each, "val") or "") or ""
        mark = _HEIGHTS.get(height)
        if mark is None:
            self._inline(run, parts)
        else:
            inner: list[str] = []
            self._inline(run, inner)
            if inner:
                parts += (mark, *inner, LEVEL)

    def _ruby(self, element: "etree._Element", parts: list[str]) -> None:
        """A word with its reading above it: the word."""
        for child in element:
            if local(child) == "rt":
                self._omit(child, "reading aid")
            else:
                self._inline([child], parts)

    def _field(self, element: "etree._Element") -> None:
        step = attribute(element, "fldCharType")
        if step == "begin" and element not in self._broken:
            self._fields.append(False)
        elif step == "separate" and self._fields:
            self._fields[-1] = True
        elif step == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: "etree._Element") -> None:
        """A picture, which is left out, or a text box, which waits to be read."""
        boxes: list[etree._Element] = []
        others: list[str] = []
        look_into(element, boxes, others)
        self.boxes.extend(boxes)
        text = "".join(others)
        if not boxes or text.strip():
            what = "embedded object" if local(element) == "object" else "image"
            self._builder.omit(what, text=text)

    def _omit(self, element: "etree._Element", what: str, *, only_text: bool = False) -> None:
        """Count an element; its notes and text boxes are left out with it."""
        text = text_of(element)
        self._builder.omit(what, bool(text) or not only_text, text=text)


def _count_rest(archive: Archive, folder: str, builder: ContentBuilder) -> None:
    """Count what other parts hold: comments, running heads, charts."""
    for name in sorted(archive.names):
        place, base = posixpath.split(name)
        if place == folder and base == "comments.xml":
            for comment in archive.xml(name):
                text = text_of(comment)
                builder.omit("comment", local(comment) == "comment" or bool(text), text=text)
        elif place == folder and base.startswith(("header", "footer")):
            text = text_of(archive.xml(name))
            builder.omit("running head", bool(text.strip()), text=text)
        elif name.startswith((f"{folder}/charts/chart", f"{folder}/diagrams/data")):
            builder.omit("chart", text=package.drawn_text(archive.xml(name)))
