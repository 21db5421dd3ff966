"""What site generators add to CommonMark, as rules of the parser.

Each rule makes a token ``left_out`` of markup that a reader does not see: its ``info`` is what it
is called among the omissions, its ``content`` the source, ``meta["title"]`` a title in it that a
reader does see.
"""

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_ONE = r"(?:[#.][\w:.-]+|[\w:.-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+))"
_ATTRIBUTES = rf"\{{:?[ \t]*{_ONE}(?:[ \t]+(?:{_ONE}|[\w-]+))*[ \t]*\}}|\{{::?[^{{}}\n]*\}}"
"""Of Pandoc and Python-Markdown (``{#id .class key=value}``) and of kramdown (``{: …}``)."""

_SHORTCODE = r"\{\{[<%][^\0]{0,4000}?[%>]\}\}|\{\{[^\0]{0,400}?\}\}|\{%[^\0]{0,4000}?%\}"
"""Of Hugo (``{{< … >}}``, ``{{% … %}}``) and of Liquid and Jinja (``{% … %}``, ``{{ … }}``)."""

_BRACED = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_VALUE = rf"(?:\"[^\"]*\"|'[^']*'|{_BRACED})"
_COMPONENT = rf"</?[A-Z][\w.]*(?:\s+(?:[\w:.-]+(?:\s*=\s*{_VALUE})?|{_BRACED}))*\s*/?>"
_REMARK = r"\{/\*[^\0]{0,20000}?\*/\}"
_STATEMENT = (
    r"import\s+(?:[\w*${},\s]{1,400}?\s+from\s+)?(?P<quote>[\"'])[^\"'\n]+(?P=quote)[ \t]*;?"
    r"[ \t]*(?:\n|\Z)"
    r"|export\s+(?:const|let|var|default|function|async|class|\{|\*)(?:.*\S.*(?:\n|\Z))+"
)
_TITLE = re.compile(r"\b\w*title=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE)

_INLINE: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("{", "comment", re.compile(_REMARK)),
    ("{", "shortcode", re.compile(_SHORTCODE)),
    ("{", "attribute list", re.compile(_ATTRIBUTES)),
    ("<", "component", re.compile(_COMPONENT)),
    (":", "emoji code", re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])")),
)
"""The first character, what it is called, and the whole, within a paragraph."""

_PAIRED = re.compile(
    r"\{(?P<brace>[{%])[<%]?-?\s*(?P<name>highlight|comment)\b[^\0]{0,50000}?\{(?P=brace)[<%]?-?\s*/?(?:end)?(?P=name)\s*"
    r"-?[%>]?[}%]\}"
)
"""Between these two tags nothing is text: code and comments, as Hugo and Liquid have them."""

_BLOCKS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("{", "pair", _PAIRED),
    ("{", "comment", re.compile(_REMARK)),
    ("{", "shortcode", re.compile(_SHORTCODE)),
    ("{", "table of contents", re.compile(r"\{:\s*toc\s*\}")),
    ("{", "attribute list", re.compile(_ATTRIBUTES)),
    ("<", "component", re.compile(_COMPONENT)),
    ("[", "table of contents", re.compile(r"\[TOC\]|\[\[_?toc_?\]\]", re.IGNORECASE)),
    ("*-1", "table of contents", re.compile(r"(?:[*-]|1\.)[ \t]+.*\n[ \t]*\{:\s*toc\b.*\}")),
    ("*", "abbreviation", re.compile(r"\*\[[^\]\n]+\]:.*")),
    ("-;", "include", re.compile(r"-+8<-+ .*|;-+8<-+.*")),
)
"""Likewise, of lines that hold nothing else."""

_LONE_TAG = re.compile(
    r"(?:</[A-Za-z][\w-]*\s*>[ \t]*)+\Z|<[A-Za-z][^<>]*\smarkdown(?:=[^<>]*)?>[ \t]*\Z"
)
"""Tags that close elements, or one whose content is said to be Markdown."""

_ALERT = re.compile(r"\[!(?P<kind>\w+)\][+-]?[ \t]*(?P<title>.*)")
_OPENS_MARK = re.compile(r"==(?=[^\s=])(?=(?:(?!==).)*[^\s=]==(?![A-Za-z0-9=]))")
_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]


def add_rules(parser: "MarkdownIt") -> None:
    """Teach a parser the rules."""
    block, inline = parser.block.ruler, parser.inline.ruler
    block.before("fence", "statement", _statement)
    block.before("fence", "left_out", _left_out_lines, {"alt": _INTERRUPTS})
    inner = block.getRules("")
    html_block = next(rule for rule in inner if rule.__name__ == "html_block")

    def html_lines(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
        start = state.bMarks[first] + state.tShift[first]
        alone = _LONE_TAG.match(state.src[start : state.eMarks[first]])
        if alone is not None and not state.is_code_block(first):
            # What stands below it is Markdown again, as kramdown and Python-Markdown have it.
            if not silent:
                token = state.push("html_block", "", 0)
                token.content, token.map = alone[0], [first, first + 1]
                state.line = first + 1
            return True
        # A comment within a paragraph does not end it, as it would in CommonMark.
        return not (silent and _is_comment(state, first)) and html_block(state, first, last, silent)

    block.at("html_block", html_lines, {"alt": ["paragraph", "reference", "blockquote"]})
    table = next(rule for rule in inner if rule.__name__ == "table")

    def whole_table(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
        before = len(state.tokens)
        found = table(state, first, last, silent)
        if found and not silent:
            _keep_cells_beyond(state, state.tokens[before:])
        return found

    block.at("table", whole_table, {"alt": ["paragraph", "reference"]})
    inline.before("escape", "left_out", _left_out)
    inline.before("escape", "mark", _mark)
    parser.core.ruler.before("inline", "alerts", _alerts)
    helpers = parser.helpers

    def destination(text: str, start: int, end: int) -> object:
        # A shortcode may be where a link leads to, though it has spaces.
        found = re.compile(_SHORTCODE).match(text, start, end)
        if found is None:
            return helpers.parseLinkDestination(text, start, end)
        tail = re.compile(r"[^\s()]*").match(text, found.end(), end)
        reached = tail.end() if tail else found.end()
        return SimpleNamespace(ok=True, pos=reached, str="", lines=0)

    parser.helpers = SimpleNamespace(  # type: ignore[assignment]
        parseLinkDestination=destination,
        parseLinkLabel=helpers.parseLinkLabel,
        parseLinkTitle=helpers.parseLinkTitle,
    )


def _is_comment(state: "StateBlock", line: int) -> bool:
    """Whether a comment begins in a line that ends before the paragraph does."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("<!--", start):
        return False
    end = state.src.find("-->", start)
    return end >= 0 and re.search(r"\n[ \t]*\n", state.src[start:end]) is None


def _keep_cells_beyond(state: "StateBlock", table: "list[Token]") -> None:
    """Count the cells of rows that are longer than their table's head; no program shows them."""
    from markdown_it.rules_block.table import escapedSplit, getLine

    columns = sum(token.type == "th_open" for token in table)
    for token in table:
        if token.type == "tr_open" and token.map:
            cells = escapedSplit(getLine(state, token.map[0]).strip())
            cells = cells[1:] if cells and not cells[0] else cells
            cells = cells[:-1] if cells and not cells[-1] else cells
            for cell in cells[columns:]:
                left_out = state.push("left_out", "", 0)
                left_out.info = "cell beyond the columns of a table"
                left_out.content, left_out.meta = cell, {"title": ""}


def _statement(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
    """``import`` and ``export`` of MDX, outside of all blocks."""
    del last
    if silent or state.level or state.sCount[first]:
        return False
    start = end = state.bMarks[first]
    while found := _STATEMENTS.match(state.src, end):
        end = found.end()
    if end == start:
        return False
    _push(state, first, start, end, "import", "")
    return True


_STATEMENTS = re.compile(_STATEMENT)


def _left_out_lines(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
    """Lines that hold nothing but markup."""
    start = end = state.bMarks[first] + state.tShift[first]
    if state.is_code_block(first) or state.src[start : start + 1] not in _BEGINNINGS:
        return False
    limit = state.eMarks[last - 1]
    found: list[tuple[str, int, int]] = []
    while (match := _next(state.src, end, limit)) is not None:
        what, stop = match
        found.append((what, end, stop))
        end = stop
        while end < limit and state.src[end] in " \t":
            end += 1
        if end >= limit or state.src[end] == "\n":
            break
    if not found or (end < limit and state.src[end] != "\n"):
        return False
    if silent:
        return True
    for what, begin, stop in found:
        _push(state, first, begin, stop, what, _title(state.src[begin:stop], what))
    return True


_BEGINNINGS = frozenset("".join(signs for signs, _, _ in _BLOCKS))


def _next(text: str, start: int, limit: int) -> tuple[str, int] | None:
    """What stands at a place that is no text, and where it ends."""
    sign = text[start : start + 1]
    for signs, what, pattern in _BLOCKS:
        if sign and sign in signs and (found := pattern.match(text, start, limit)):
            if what == "pair":
                name = "code block" if found["name"] == "highlight" else "comment"
                return name, found.end()
            return what, found.end()
    return None


def _push(state: "StateBlock", first: int, start: int, end: int, what: str, title: str) -> None:
    token = state.push("left_out", "", 0)
    token.info = what
    token.content = state.src[start:end]
    token.map = [first, first + 1]
    token.meta = {"title": title}
    state.line = max(state.line, first + state.src.count("\n", state.bMarks[first], end - 1) + 1)


def _title(source: str, what: str) -> str:
    """The title that a shortcode shows."""
    found = _TITLE.search(source) if what == "shortcode" else None
    return (found["double"] or found["single"] or "") if found else ""


def _left_out(state: "StateInline", silent: bool) -> bool:
    """Markup within a paragraph."""
    sign = state.src[state.pos]
    for first, what, pattern in _INLINE:
        if sign == first and (found := pattern.match(state.src, state.pos, state.posMax)):
            if not silent:
                token = state.push("left_out", "", 0)
                token.info = what
                token.content = found[0]
            state.pos = found.end()
            return True
    return False


def _mark(state: "StateInline", silent: bool) -> bool:
    """``==highlighted==``: the signs go, the text stays."""
    if not state.src.startswith("==", state.pos):
        return False
    ends: set[int] = state.env.setdefault("mark ends", {}).setdefault(state.src, set())
    if state.pos not in ends:
        before = state.src[state.pos - 1 : state.pos] if state.pos else ""
        if before == "=" or (before.isascii() and before.isalnum()):
            return False
        opened = _OPENS_MARK.match(state.src, state.pos, state.posMax)
        if opened is None:
            return False
        ends.add(state.src.index("==", state.pos + 2))
    del silent
    state.pos += 2
    return True


def _alerts(state: "StateCore") -> None:
    """``> [!NOTE] Title``: the kind is left out, the title is a paragraph."""
    from markdown_it.token import Token

    tokens = state.tokens
    for index in range(len(tokens) - 3, -1, -1):
        inline = tokens[index + 2]
        if tokens[index].type != "blockquote_open" or inline.type != "inline":
            continue
        found = _ALERT.match(inline.content)
        if found is None:
            continue
        left_out = Token("left_out", "", 0, content=found["kind"], info="container mark")
        title = Token("inline", "", 0, content=found["title"], map=inline.map, children=[])
        rest = inline.content[found.end() :].lstrip("\n")
        if inline.map and found.end() < len(inline.content):
            inline.map = [inline.map[0] + 1, inline.map[1]]
        inline.content = rest
        tokens[index + 1 : index + 1] = [left_out, *([title] if title.content else [])]
