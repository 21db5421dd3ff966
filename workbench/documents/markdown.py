"""Markdown: CommonMark with tables, footnotes and front matter."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.documents import encoding, html, plain_text
from workbench.documents.content import FOOTNOTES, HARD, Cell, Content, ContentBuilder, Origin
from workbench.documents.document import Kind

if TYPE_CHECKING:
    from markdown_it.token import Token

_FIELD = re.compile(r"^([A-Za-z_]+)[ \t]*:(.+)$", re.MULTILINE)
_NAMES = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "date": "date",
    "lang": "language",
    "language": "language",
}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")


def read(origin: Origin) -> Content:
    """A Markdown file.

    Raises:
        WorkbenchError: The file is not text, or not in the encoding stated.
    """
    decoded = encoding.decode(
        origin.data, path=origin.path, encoding=origin.encoding, language=origin.language
    )
    builder = ContentBuilder()
    soft = HARD if origin.lines == "paragraph" else "\n"
    _Reader(builder, soft, origin.path).read(_tokens(plain_text.unix(decoded.text)))
    builder.content.encoding = decoded.encoding
    builder.content.notes += decoded.notes
    return builder.finish(origin.lines)


def _tokens(text: str) -> "list[Token]":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.use(footnote_plugin).use(front_matter_plugin).parse(text)


class _Reader:
    """Goes through the tokens once, knowing what block it is in."""

    def __init__(self, builder: ContentBuilder, soft: str, path: Path | None) -> None:
        self._builder = builder
        self._path = path
        self._soft = soft
        self._kinds: list[tuple[Kind, int]] = [("text", 0)]
        self._lists = 0
        self._flow = 0
        self._cell: Cell | None = None

    def read(self, tokens: "list[Token]") -> None:
        """Add all tokens' text to the builder."""
        for token in tokens:
            name, _, side = token.type.rpartition("_")
            if side == "open":
                self._open(name, token)
            elif side == "close":
                self._close(name)
            elif token.type == "inline":
                self._inline(token)
            elif token.type in {"fence", "code_block"}:
                self._builder.omit("code block")
            elif token.type == "html_block":
                self._html(token)
            elif token.type == "front_matter":
                self._front_matter(token.content)

    def _open(self, name: str, token: "Token") -> None:
        if name == "heading":
            self._kinds.append(("heading", int(token.tag[1:])))
        elif name in {"bullet_list", "ordered_list"}:
            self._lists += 1
        elif name == "list_item":
            self._kinds.append(("item", self._lists))
        elif name == "blockquote":
            self._kinds.append(("quote", 0))
        elif name == "footnote":
            self._flow = FOOTNOTES
            self._kinds.append(("note", 0))
        elif name == "table":
            self._cell = Cell(self._builder.new_table(), -1, -1)
            self._kinds.append(("cell", 0))
        elif self._cell is not None and name == "tr":
            self._cell = Cell(self._cell.table, self._cell.row + 1, -1)
        elif self._cell is not None and name in {"td", "th"}:
            self._cell = Cell(self._cell.table, self._cell.row, self._cell.column + 1)

    def _close(self, name: str) -> None:
        if name in {"heading", "list_item", "blockquote", "footnote", "table"}:
            self._kinds.pop()
        if name in {"bullet_list", "ordered_list"}:
            self._lists -= 1
        elif name == "footnote":
            self._flow = 0
        elif name == "table":
            self._cell = None

    def _inline(self, token: "Token") -> None:
        parts: list[str] = []
        for child in token.children or ():
            if child.type in {"text", "code_inline"}:
                parts.append(child.content)
            elif child.type == "softbreak":
                parts.append(self._soft)
            elif child.type == "hardbreak":
                parts.append(HARD)
            elif child.type == "image":
                self._builder.omit("image")
            elif child.type == "html_inline" and (tag := _TAG.match(child.content)):
                parts.append(HARD if tag[2].lower() == "br" else "")
        kind, level = self._kinds[-1]
        self._builder.add(
            "".join(parts),
            kind=kind,
            level=level,
            flow=self._flow,
            line=token.map[0] + 1 if token.map else None,
            cell=self._cell,
        )

    def _html(self, token: "Token") -> None:
        root = html.parse(token.content, self._path)
        if root is not None:
            html.walk(
                root, self._builder, flow=self._flow, shift=token.map[0] if token.map else None
            )

    def _front_matter(self, text: str) -> None:
        for name, value in _FIELD.findall(text):
            meant = _NAMES.get(name.lower())
            bare = value.strip().strip("'\"")
            if meant == "language":
                self._builder.content.language = bare
            elif meant is not None and bare:
                self._builder.content.metadata.setdefault(meant, bare)
