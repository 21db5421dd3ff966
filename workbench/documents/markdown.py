"""Markdown: CommonMark with tables, footnotes, front matter, and what site generators add."""

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.documents import encoding, front_matter, html, plain_text
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
from workbench.documents.html_walker import walk

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TAB = re.compile(r"^([ \t]*)===[!+]?([ \t]+\"[^\"\n]*\"[ \t]*)$", re.MULTILINE)
_CONTAINER = re.compile(
    r"\s*(?P<name>[\w-]*)\s*(?:\[(?P<label>.*)\])?\s*(?P<attributes>\{[^}]*\})?\s*(?P<rest>.*?)[\s:]*"
)
_SHOWN = re.compile(r"\btitle=(?:\"([^\"]*)\"|'([^']*)')")
_AS_HTML = {
    "s_open": "<del>",
    "s_close": "</del>",
    "sup_open": "<sup>",
    "sup_close": "</sup>",
    "sub_open": "<sub>",
    "sub_close": "</sub>",
}
"""Inline tokens that say something of their text."""

_KINDS: dict[str, Kind] = {
    "list_item": "item",
    "dt": "item",
    "dd": "item",
    "blockquote": "quote",
    "footnote_reference": "note",
}


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
    text, matter = front_matter.split(plain_text.unix(decoded.text))
    is_mdx = origin.path is not None and origin.path.suffix.lower() == ".mdx"
    _Reader(builder, soft, origin.path, _parser(is_mdx=is_mdx)).read(_TAB.sub(r"\1!!! tab\2", text))
    front_matter.add(matter, builder)
    builder.content.encoding = decoded.encoding
    builder.content.notes += decoded.notes
    return builder.finish(origin.lines)


def _parser(*, is_mdx: bool) -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.subscript import sub_plugin
    from mdit_py_plugins.superscript import superscript_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    from workbench.documents.markdown_rules import add_rules

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin).use(tasklists_plugin).use(admon_plugin)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    parser.use(superscript_plugin).use(sub_plugin)
    parser.use(container_plugin, name="any", validate=lambda *_: True)
    parser.use(container_plugin, name="block", marker="/", validate=_is_block)
    add_rules(parser)
    # Notes stay where they are defined, those that nothing refers to as well.
    return parser.disable(["footnote_tail", *(["code"] if is_mdx else [])])


def _is_block(info: str, _: str) -> bool:
    """Whether slashes begin a block of PyMdown: a name, and a title behind a bar."""
    return re.fullmatch(r"\s*[\w-]+\s*(\|.*)?", info) is not None


class _Reader:
    """Goes through the tokens once, knowing what block it is in."""

    def __init__(
        self, builder: ContentBuilder, soft: str, path: Path | None, parser: "MarkdownIt"
    ) -> None:
        self._builder = builder
        self._path = path
        self._soft = soft
        self._parser = parser
        self._env: dict[str, dict[str, dict[int, dict[str, list[Token]]]]] = {}
        self._kinds: list[tuple[Kind, int]] = [("text", 0)]
        self._lists = 0
        self._flow = 0
        self._cell: Cell | None = None
        self._makes_title = False

    def read(self, text: str) -> None:
        """Add a text to the builder."""
        for token in self._parser.parse(text, self._env):
            name, _, side = token.type.rpartition("_")
            if side == "open":
                self._open(name, token)
            elif side == "close":
                self._close(name)
            elif token.type == "inline":
                self._inline(token)
            elif token.type in {"fence", "code_block"}:
                self._builder.omit("code block", text=f"{token.info}\n{token.content}")
            elif token.type.startswith("math_block"):
                self._builder.omit("formula", text=f"{token.content} {token.info}")
            elif token.type == "html_block":
                self._html(token)
            elif token.type == "left_out":
                self._left_out(token)
            elif token.content:
                self._builder.omit(token.type.replace("_", " "), text=token.content)

    def _open(self, name: str, token: "Token") -> None:
        if name == "heading":
            self._kinds.append(("heading", int(token.tag[1:])))
        elif name in {"bullet_list", "ordered_list", "dl"}:
            self._lists += 1
        elif name in _KINDS:
            self._kinds.append((_KINDS[name], self._lists if _KINDS[name] == "item" else 0))
            self._flow = FOOTNOTES if name == "footnote_reference" else self._flow
        elif name == "table":
            self._cell = Cell(self._builder.new_table(), -1, -1)
            self._kinds.append(("cell", 0))
        elif self._cell is not None and name == "tr":
            self._cell = Cell(self._cell.table, self._cell.row + 1, -1)
        elif self._cell is not None and name in {"td", "th"}:
            self._cell = Cell(self._cell.table, self._cell.row, self._cell.column + 1)
        elif name == "admonition":
            # Without a title the parser makes one of the kind's name.
            self._makes_title = len(token.info.split()) < 2
            kind = token.info if self._makes_title else token.info.partition('"')[0]
            self._builder.omit("container mark", text=kind)
        elif name == "container_any":
            self._container(token)
        elif name == "container_block":
            mark, _, title = token.info.partition("|")
            self._builder.omit("container mark", text=mark)
            self._said(title.strip(), token)

    def _close(self, name: str) -> None:
        if name in _KINDS or name in {"heading", "table"}:
            self._kinds.pop()
        if name in {"bullet_list", "ordered_list", "dl"}:
            self._lists -= 1
        elif name == "footnote_reference":
            self._flow = 0
        elif name == "table":
            self._cell = None
        elif name == "admonition_title":
            self._makes_title = False

    def _container(self, token: "Token") -> None:
        """``:::note Title``, ``:::note[Title]``, ``::: {.note title="Title"}``."""
        parts = _CONTAINER.fullmatch(token.info)
        attributes = (parts["attributes"] or "") if parts else ""
        shown = _SHOWN.search(attributes)
        title = (parts["label"] or parts["rest"] if parts else token.info) or ""
        title = title or (shown and (shown[1] or shown[2])) or ""
        name = parts["name"] if parts else ""
        self._builder.omit("container mark", text=f"{name} {attributes}".replace(title, ""))
        self._said(title, token)

    def _said(self, text: str, token: "Token") -> None:
        """Add a title that stands in a mark."""
        for each in self._parser.parseInline(text, self._env):
            each.map = token.map
            self._inline(each)

    def _left_out(self, token: "Token") -> None:
        if token.info == "component" and token.content.startswith("</"):
            return
        title = token.meta.get("title", "")
        self._builder.omit(
            token.info, text=token.content.replace(title, "") if title else token.content
        )
        if title:
            self._said(title, token)

    def _inline(self, token: "Token") -> None:
        children = token.children or []
        if self._makes_title:
            return
        by_html = any(child.type in _AS_HTML or child.type == "html_inline" for child in children)
        parts: list[str] = []
        for child in children:
            self._piece(child, parts, by_html=by_html)
        kind, level = self._kinds[-1]
        line = token.map[0] + 1 if token.map else None
        text = "".join(parts)
        if not by_html:
            self._builder.add(
                text, kind=kind, level=level, flow=self._flow, line=line, cell=self._cell
            )
        elif (root := html.parse(text, self._path)) is not None:
            walk(
                root,
                self._builder,
                flow=self._flow,
                shift=None if line is None else line - 1,
                within=(kind, level, self._cell),
            )

    def _piece(self, child: "Token", parts: list[str], *, by_html: bool) -> None:
        """Append what a token of a paragraph says, as HTML where the paragraph holds tags."""
        if child.type == "text":
            parts.append(escape(child.content) if by_html else child.content)
        elif child.type == "code_inline":
            code = f"<code>{escape(child.content)}</code>" if by_html else CODE + child.content
            parts.append(code)
        elif child.type in {"softbreak", "hardbreak"}:
            mark = self._soft if child.type == "softbreak" else HARD
            parts.append("<br>" if by_html and mark == HARD else mark)
        elif child.type in _AS_HTML:
            parts.append(_AS_HTML[child.type])
        elif child.type == "html_inline":
            self._tag(child.content, parts)
        elif child.type == "footnote_ref":
            self._note(child)
        elif child.type == "left_out":
            self._left_out(child)
            parts.append("" if by_html else GAP)
        elif child.content:
            what = "formula" if child.type.startswith("math_inline") else child.type
            self._builder.omit(what.replace("_", " "), text=child.content)
            parts.append("" if by_html else GAP)
        elif child.type == "image":
            self._builder.omit("image")

    def _tag(self, tag: str, parts: list[str]) -> None:
        if tag.startswith("<!--"):
            self._builder.omit("comment", text=tag)
        elif "task-list-item-checkbox" in tag:
            self._builder.omit("task box")
        else:
            parts.append(tag)

    def _note(self, reference: "Token") -> None:
        """Read a note that stands where it is referred to (``^[…]``)."""
        notes = self._env.get("footnotes", {}).get("list", {})
        tokens = notes.get(reference.meta.get("id", -1), {}).get("tokens")
        if tokens:
            from markdown_it.token import Token

            flow, self._flow = self._flow, FOOTNOTES
            self._kinds.append(("note", 0))
            self._inline(Token("inline", "", 0, children=tokens))
            self._kinds.pop()
            self._flow = flow

    def _html(self, token: "Token") -> None:
        root = html.parse(token.content, self._path)
        comments = html.COMMENT.findall(token.content)
        for comment in comments:
            self._builder.omit("comment", text=comment)
        if root is not None:
            walk(
                root,
                self._builder,
                flow=self._flow,
                shift=token.map[0] if token.map else None,
                within=(*self._kinds[-1], self._cell),
            )
