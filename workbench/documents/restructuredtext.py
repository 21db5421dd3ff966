"""reStructuredText, with the directives and roles of Sphinx and of whoever else adds some."""

import re
from bisect import bisect_left

from docutils import nodes

from workbench.documents import encoding, plain_text
from workbench.documents.content import (
    CODE,
    FOOTNOTES,
    GAP,
    HARD,
    Cell,
    Content,
    ContentBuilder,
    Origin,
)
from workbench.documents.document import Kind
from workbench.documents.grid import Grid
from workbench.documents.raised import LEVEL, LOWERED, RAISED
from workbench.documents.restructuredtext_parser import CONTAINER, OMISSION, TITLE, parse
from workbench.errors import WorkbenchError

_METADATA = {"author": "author", "authors": "author", "date": "date", "lang": "language"}


def read(origin: Origin) -> Content:
    """A page of reStructuredText.

    Raises:
        WorkbenchError: The file is not text, not in the encoding stated, or nested too deep.
    """
    decoded = encoding.decode(
        origin.data, path=origin.path, encoding=origin.encoding, language=origin.language
    )
    builder = ContentBuilder()
    text = plain_text.unix(decoded.text).removeprefix("\ufeff")
    soft = HARD if origin.lines == "paragraph" else "\n"
    try:
        _Walker(builder, text, soft).walk(parse(text))
    except RecursionError:
        raise WorkbenchError(
            "its blocks are nested too deep", place=origin.path, remedy="divide it"
        ) from None
    builder.content.encoding = decoded.encoding
    builder.content.notes += decoded.notes
    return builder.finish(origin.lines)


class _Walker:
    """Goes through docutils' tree once, knowing what block it is in."""

    def __init__(self, builder: ContentBuilder, text: str, soft: str) -> None:
        self._builder = builder
        self._soft = soft
        self._kinds: list[tuple[Kind, int]] = [("text", 0)]
        self._depth = 0
        self._lists = 0
        self._flow = 0
        self._cell: Cell | None = None
        self._substitutions: dict[str, nodes.Element] = {}
        self._lines: dict[str, list[int]] = {}
        for number, line in enumerate(text.expandtabs(8).split("\n"), 1):
            self._lines.setdefault(line.strip(), []).append(number)

    def walk(self, document: nodes.document) -> None:
        """Add a page to the builder."""
        self._substitutions = dict(document.substitution_defs)
        for name, node in document.substitution_names.items():
            self._substitutions.setdefault(name, document.substitution_defs[node])
        first = next((each for each in document if not isinstance(each, nodes.comment)), None)
        for child in document.children:
            if child is first and isinstance(child, nodes.field_list):
                self._matter(child)
            else:
                self._block(child)

    def _matter(self, fields: nodes.field_list) -> None:
        """The fields at the top of a page, which speak of it."""
        for each in fields.children:
            name, body = (child.astext() for child in each.children)
            meant = _METADATA.get(name.lower())
            if meant == "language":
                self._builder.content.language = body
            elif meant is not None and body:
                self._builder.content.metadata.setdefault(meant, " ".join(body.split()))
            self._builder.omit("field of the page", text=f"{name} {body}")

    def _blocks(self, node: nodes.Element, kind: Kind | None = None, level: int = 0) -> None:
        if kind is not None:
            self._kinds.append((kind, level))
        for child in node.children:
            self._block(child)
        if kind is not None:
            self._kinds.pop()

    def _block(self, node: nodes.Node) -> None:
        match node:
            case nodes.comment():
                self._left_out(node)
            case nodes.section():
                self._depth += 1
                self._blocks(node)
                self._depth -= 1
            case nodes.title() if self._cell is None and isinstance(node.parent, nodes.section):
                self._paragraph(node, "heading", self._depth)
            case nodes.title():
                self._paragraph(node, "caption")
            case nodes.bullet_list() | nodes.enumerated_list() | nodes.definition_list():
                self._lists += 1
                self._blocks(node)
                self._lists -= 1
            case nodes.list_item() | nodes.definition() | nodes.description():
                self._blocks(node, "item", max(self._lists, 1))
            case nodes.term() | nodes.classifier():
                self._paragraph(node, "item", max(self._lists, 1))
            case nodes.field_name():
                self._builder.omit("field name", text=node.astext())
            case nodes.field_body():
                self._blocks(node, "item", max(self._lists, 1))
            case nodes.option_group():
                self._builder.omit("option of a program", text=node.astext())
            case nodes.line_block():
                self._verse(node)
            case nodes.block_quote():
                self._blocks(node, "quote")
            case nodes.footnote() | nodes.citation():
                self._note(node)
            case nodes.label():
                self._builder.omit("note mark", text=node.astext())
            case nodes.literal_block() | nodes.doctest_block():
                self._builder.omit("code block", text=node.astext())
            case nodes.math_block():
                self._builder.omit("formula", text=node.astext())
            case nodes.raw():
                self._builder.omit("code block", text=node.astext())
            case nodes.image():
                self._builder.omit("image", text=node.get("alt", ""))
            case nodes.table():
                self._table(node)
            case nodes.substitution_definition():
                self._builder.omit("substitution", text=node.astext())
            case nodes.system_message():
                for each in node.findall(nodes.literal_block):
                    self._builder.omit("what cannot be understood", text=each.astext())
            case nodes.container() if CONTAINER in node["classes"]:
                self._directive(node)
            case nodes.TextElement():
                self._paragraph(node)
            case nodes.Element():
                self._blocks(node)
            case _:
                self._add(node.astext(), node)

    def _left_out(self, node: nodes.comment) -> None:
        text = node.astext()
        if OMISSION in node["classes"]:
            self._builder.omit(node["classes"][1], text=text)
        elif text:
            self._builder.omit("comment", text=text)

    def _directive(self, node: nodes.container) -> None:
        name = node["classes"][1]
        is_heading = name == "rubric"
        captioned = name == "figure"
        for child in node.children:
            if isinstance(child, nodes.paragraph) and TITLE in child["classes"]:
                if is_heading:
                    self._paragraph(child, "heading", self._depth + 1)
                else:
                    self._paragraph(child, "caption" if name in {"figure", "table"} else None)
            elif captioned and isinstance(child, nodes.paragraph):
                self._paragraph(child, "caption")
                captioned = False
            else:
                self._block(child)

    def _note(self, node: nodes.Element) -> None:
        flow, self._flow = self._flow, FOOTNOTES
        self._blocks(node, "note")
        self._flow = flow

    def _verse(self, node: nodes.line_block) -> None:
        """Lines whose breaks their author set."""
        parts = [self._inline(line) for line in node.findall(nodes.line)]
        self._add(HARD.join(parts), next(iter(node.findall(nodes.line)), node))

    def _table(self, node: nodes.table) -> None:
        before, grid = self._cell, Grid(self._builder.new_table())
        self._kinds.append(("cell", 0))
        for part in node.children:
            if isinstance(part, nodes.title):
                self._paragraph(part, "caption")
            for group in part.children if isinstance(part, nodes.tgroup) else ():
                for row in group.children:
                    if not isinstance(row, nodes.row):
                        continue
                    grid.next_row()
                    for entry in (each for each in row if isinstance(each, nodes.entry)):
                        self._cell = grid.place(
                            entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
                        )
                        self._blocks(entry)
                grid.end_group()
        self._kinds.pop()
        self._cell = before

    def _paragraph(
        self, node: nodes.Element, kind: Kind | None = None, level: int | None = None
    ) -> None:
        self._add(self._inline(node), node, kind, level)

    def _add(
        self, text: str, node: nodes.Node, kind: Kind | None = None, level: int | None = None
    ) -> None:
        own, depth = self._kinds[-1]
        self._builder.add(
            text,
            kind=kind or own,
            level=depth if level is None else level,
            flow=self._flow,
            line=self._line(node),
            cell=self._cell,
        )

    def _line(self, node: nodes.Node) -> int | None:
        """Where a node begins; docutils' own count may be a line or two beside it."""
        counted = node.line
        parent = node.parent
        while counted is None and parent is not None:
            counted, parent = parent.line, parent.parent
        raw = getattr(node, "rawsource", "") or node.astext()
        found = self._lines.get(raw.lstrip("\n").partition("\n")[0].strip(), [])
        if not found or counted is None:
            return counted
        place = bisect_left(found, counted)
        return min(found[max(place - 1, 0) : place + 1], key=lambda line: abs(line - counted))

    def _inline(self, node: nodes.Node) -> str:
        return "".join(self._piece(child) for child in node.children)

    def _piece(self, node: nodes.Node) -> str:
        match node:
            case nodes.Text():
                return str(node.astext()).replace("\n", self._soft)
            case nodes.literal():
                return CODE + node.astext()
            case nodes.superscript():
                return RAISED + self._inline(node) + LEVEL
            case nodes.subscript():
                return LOWERED + self._inline(node) + LEVEL
            case nodes.footnote_reference() | nodes.citation_reference():
                self._builder.omit("note mark", text=node.astext())
                return GAP
            case nodes.math():
                self._builder.omit("formula", text=node.astext())
                return GAP
            case nodes.image():
                self._builder.omit("image", text=node.get("alt", ""))
                return GAP
            case nodes.raw():
                self._builder.omit("code block", text=node.astext())
                return GAP
            case nodes.substitution_reference():
                return self._substituted(node)
            case nodes.inline() if OMISSION in node["classes"]:
                self._builder.omit("cross-reference", text=node.astext())
                return GAP
            case nodes.target() if node.hasattr("refuri") or node.hasattr("refname"):
                return ""
            case nodes.system_message():
                return ""
            case _:
                return self._inline(node)

    def _substituted(self, node: nodes.substitution_reference) -> str:
        name = node["refname"]
        found = self._substitutions.get(name) or self._substitutions.get(name.lower())
        if found is None:
            self._builder.omit("substitution", text=node.astext())
            return GAP
        # What a definition says is text; a substitution in it is not followed.
        return "".join(
            re.sub(r"\s+", " ", each.astext())
            for each in found.children
            if isinstance(each, nodes.Text)
        )
