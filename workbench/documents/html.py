"""HTML: what a reader reads, without the page around it."""

import re
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from workbench.documents import encoding
from workbench.documents.content import FOOTNOTES, HARD, Cell, Content, ContentBuilder, Origin
from workbench.documents.document import Kind
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from lxml import etree

_LEFT_OUT: Mapping[str, str | None] = {
    "aside": "aside",
    "audio": "audio",
    "button": "form field",
    "canvas": "image",
    "datalist": "form field",
    "dialog": "dialog",
    "embed": "embedded object",
    "head": None,
    "iframe": "embedded page",
    "img": "image",
    "input": None,
    "link": None,
    "map": None,
    "math": "formula",
    "menu": "navigation",
    "meta": None,
    "nav": "navigation",
    "noscript": None,
    "object": "embedded object",
    "picture": "image",
    "rp": None,
    "rt": "reading aid",
    "script": "script",
    "select": "form field",
    "style": None,
    "svg": "image",
    "template": None,
    "textarea": "form field",
    "title": None,
    "video": "video",
}
"""Elements that hold no running text, and what they are called among the omissions."""

_ROLES = {
    "navigation": "navigation",
    "banner": "page header",
    "contentinfo": "page footer",
    "search": "form field",
    "complementary": "aside",
    "doc-toc": "navigation",
    "doc-backlink": "note mark",
    "doc-noteref": "note mark",
}

_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol option p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: Mapping[str, Kind] = {
    "li": "item",
    "dd": "item",
    "dt": "item",
    "td": "cell",
    "th": "cell",
    "blockquote": "quote",
    "caption": "caption",
    "figcaption": "caption",
    **dict.fromkeys(_HEADINGS, "heading"),
}

_SECTIONS = frozenset({"article", "main", "section"})
_NOTES = re.compile(r"\b(?:(?:sd)?(?:foot|end|rear)notes?|doc-(?:footnote|endnotes?))\b")
_NOTE_MARK = re.compile(
    r"\b(?:noteref|footnote-ref|footnote-back\w*|reversefootnote|backlink|sd(?:foot|end)note(?:anc|sym))\b"
)
_MARK_TEXT = re.compile(r"[\[(]?(?:[0-9]{1,3}|[a-z*†‡]|↩︎?|注[0-9]+)[\])]?")
_CODE_CLASS = re.compile(r"\b(?:highlight|code|prettyprint|language-\w+|sourceCode|programlisting)")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\f\n]+")

_CHARSET = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})|"""
    rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,30})""",
    re.IGNORECASE,
)


def read(origin: Origin) -> Content:
    """An HTML page.

    Raises:
        WorkbenchError: The file is not text, or not in the encoding stated.
    """
    decoded = encoding.decode(
        origin.data,
        path=origin.path,
        encoding=origin.encoding,
        language=origin.language,
        declared=declared_charset(origin.data),
    )
    builder = ContentBuilder()
    root = parse(decoded.text, origin.path)
    if root is not None:
        walk(root, builder)
        _metadata(root, builder.content)
    builder.content.encoding = decoded.encoding
    builder.content.notes += decoded.notes
    return builder.finish(origin.lines)


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page states of itself, in a meta element or an XML declaration."""
    stated = _CHARSET.search(data[:4096])
    return None if stated is None else (stated[1] or stated[2]).decode("ascii")


def parse(text: str, path: Path | None) -> "etree._Element | None":
    """The tree of an HTML text; None where there is nothing in it.

    Args:
        text: The page or a part of one.
        path: The file, for messages.

    Raises:
        WorkbenchError: It is nested deeper than the parser goes, and would lose text.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=True, no_network=True)
    data = text.replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # a page without a single element
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise WorkbenchError(
            "its elements are nested more than 2,000 deep", place=path, remedy="simplify it"
        )
    return root


def walk(
    root: "etree._Element",
    builder: ContentBuilder,
    *,
    flow: int = 0,
    shift: int | None = 0,
    is_page: bool = True,
) -> None:
    """Add the paragraphs of an element to a builder.

    Args:
        root: The element.
        builder: What they are added to.
        flow: The flow they belong to.
        shift: What to add to the tree's line numbers; None where they mean nothing.
        is_page: Whether headers and footers outside a section are the page's; in a book they
            are text.
    """
    from lxml import etree

    walker = _Walker(builder, flow, shift, is_page=is_page)
    for event, element in (events := etree.iterwalk(root, events=("start", "end", "comment"))):
        if event == "comment":
            walker.text(element.tail)
        elif event == "start":
            if not walker.enter(element):
                # A skipped element's end still comes, where what follows it is taken.
                events.skip_subtree()
        else:
            walker.leave(element)
    walker.flush()


class _Walker:
    """Collects the text between block borders, and what kind of block it stands in."""

    def __init__(
        self, builder: ContentBuilder, flow: int, shift: int | None, *, is_page: bool
    ) -> None:
        self._builder = builder
        self._flow = flow
        self._shift = shift
        self._is_page = is_page
        self._parts: list[str] = []
        self._line: int | None = None
        self._kinds: list[tuple[Kind, int]] = [("text", 0)]
        self._lists = 0
        self._sections = 0
        self._notes = 0
        self._preformatted = 0
        self._cells: list[Cell] = []

    def enter(self, element: "etree._Element") -> bool:
        """Begin an element; False where it is to be skipped."""
        name = _name(element)
        if (skipped := self._skipped(element, name)) is not None:
            if skipped:
                self._builder.omit(skipped)
            return False
        if name in _BLOCKS:
            self.flush()
        if name in _SECTIONS:
            self._sections += 1
        elif name in {"ul", "ol", "dl"}:
            self._lists += 1
        elif name == "pre":
            self._preformatted += 1
        elif name == "table":
            self._cells.append(Cell(self._builder.new_table(), -1, -1))
        elif name == "tr" and self._cells:
            self._cells[-1] = Cell(self._cells[-1].table, self._cells[-1].row + 1, -1)
        elif name in {"td", "th"} and self._cells:
            here = self._cells[-1]
            self._cells[-1] = Cell(here.table, here.row, here.column + 1)
        if _is_note(element):
            self._notes += 1
        if name in _KINDS:
            level = _HEADINGS.get(name, self._lists if name in {"li", "dd", "dt"} else 0)
            self._kinds.append((_KINDS[name], level))
        if name == "br":
            self._parts.append(HARD)
        else:
            if not self._parts:
                self._line = cast("int | None", element.sourceline)
            self.text(element.text)
        return True

    def leave(self, element: "etree._Element") -> None:
        """End an element, entered or skipped."""
        name = _name(element)
        if self._skipped(element, name) is None:
            if name in _BLOCKS:
                self.flush()
            if name in _SECTIONS:
                self._sections -= 1
            elif name in {"ul", "ol", "dl"}:
                self._lists -= 1
            elif name == "pre":
                self._preformatted -= 1
            elif name == "table":
                self._cells.pop()
            if _is_note(element):
                self._notes -= 1
            if name in _KINDS:
                self._kinds.pop()
        self.text(element.tail)

    def text(self, text: str | None) -> None:
        """Take text as a browser shows it; a line end in the source may be a wrapped line."""
        if not text:
            return
        if self._preformatted:
            self._parts.append(text.replace("\r", "").replace("\n", HARD))
        else:
            self._parts.append(_SPACE.sub(lambda run: "\n" if "\n" in run[0] else " ", text))

    def flush(self) -> None:
        """End the paragraph that is open."""
        text = "".join(self._parts)
        self._parts.clear()
        kind, level = self._kinds[-1]
        flow = FOOTNOTES if self._notes else self._flow
        for part in re.split(f"{HARD}[ \t]*{HARD}", text):
            self._builder.add(
                part,
                kind="note" if self._notes else kind,
                level=level,
                flow=flow,
                line=None
                if self._shift is None or self._line is None
                else self._line + self._shift,
                cell=self._cells[-1] if self._cells and self._cells[-1].column >= 0 else None,
            )
        self._line = None

    def _skipped(self, element: "etree._Element", name: str) -> str | None:
        """What an element is that is left out, empty where not worth a word; None if it stays."""
        if not name:
            return ""
        if name in _LEFT_OUT and not (name == "aside" and _is_note(element)):
            return _LEFT_OUT[name] or ""
        if name in {"header", "footer"} and self._is_page and not self._sections:
            return f"page {name}"
        if (role := element.get("role")) in _ROLES and not _is_note(element):
            return _ROLES[role]
        if (
            element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or _HIDDEN_STYLE.search(element.get("style", ""))
        ):
            return "hidden text"
        if name == "pre" and _is_code(element):
            return "code block"
        if name in {"a", "sup"} and _is_note_mark(element):
            return "note mark"
        return None


def _name(element: "etree._Element") -> str:
    return element.tag.rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def _text(element: "etree._Element") -> str:
    return "".join(map(str, element.itertext())).strip()


def _words_about(element: "etree._Element") -> str:
    return " ".join(
        element.get(name, "")
        for name in ("class", "role", "epub:type", "{http://www.idpf.org/2007/ops}type")
    )


def _is_note(element: "etree._Element") -> bool:
    """Whether an element holds footnotes; a mark that points to one does not."""
    about = _words_about(element)
    return (
        bool(about.strip())
        and _name(element) in _BLOCKS | {"aside"}
        and (_NOTES.search(about) is not None)
    )


def _is_note_mark(element: "etree._Element") -> bool:
    text = "".join(map(str, islice(element.itertext(), 8))).strip()
    if _NOTE_MARK.search(_words_about(element)):
        return True
    if _MARK_TEXT.fullmatch(text) is None:
        return False
    link = element if _name(element) == "a" else next(element.iter("a"), None)
    points = link is not None and link.get("href", "").startswith("#")
    parent = element.getparent()
    raised = "sup" in {_name(element), "" if parent is None else _name(parent)}
    return points and (raised or text[0] in "[↩")


def _is_code(element: "etree._Element") -> bool:
    parent = element.getparent()
    near = [element, *([parent] if parent is not None else [])]
    return any(_CODE_CLASS.search(each.get("class", "")) for each in near) or (
        next(element.iter("code", "kbd", "samp"), None) is not None
    )


_META = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title"),
    "author": ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator"),
    "date": (
        "article:published_time",
        "date",
        "citation_date",
        "dc.date",
        "dcterms.date",
        "dcterms.created",
        "pubdate",
        "publishdate",
    ),
}


def _metadata(root: "etree._Element", content: Content) -> None:
    """Title, author, date and language as the page states them."""
    said: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (
            element.get("name") or element.get("property") or element.get("http-equiv") or ""
        ).lower()
        value = _SPACE.sub(" ", element.get("content", "")).strip()
        if key and value:
            said.setdefault(key, value)
    title = root.find(".//title")
    if title is not None and (text := _SPACE.sub(" ", _text(title))):
        content.metadata["title"] = text
    for name, keys in _META.items():
        for key in keys:
            if key in said:
                content.metadata.setdefault(name, said[key])
    if "date" not in content.metadata:
        time = next(
            (each.get("datetime") for each in root.iter("time") if each.get("datetime")), None
        )
        if time:
            content.metadata["date"] = time
    content.language = root.get("lang") or root.get("xml:lang") or said.get("content-language")
