"""What the elements of a page are: blocks, notes, code, or nothing that a reader reads."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from workbench.documents.document import Kind

if TYPE_CHECKING:
    from lxml import etree

_LEFT_OUT: Mapping[str, str | None] = {
    "aside": "aside",
    "audio": "audio",
    "button": "form field",
    "canvas": "image",
    "datalist": "form field",
    "del": "deleted text",
    "dialog": "dialog",
    "embed": "embedded object",
    "head": None,
    "iframe": "embedded page",
    "img": "image",
    "input": None,
    "link": None,
    "math": "formula",
    "menu": "navigation",
    "meta": None,
    "nav": "navigation",
    "noscript": "text for pages without scripts",
    "object": "embedded object",
    "picture": "image",
    "rp": None,
    "rt": "reading aid",
    "script": "script",
    "s": "deleted text",
    "select": "form field",
    "strike": "deleted text",
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

_NEVER_SHOWN = frozenset({"script", "style", "template"})

BLOCKS = frozenset(
    "address article blockquote body caption center dd details dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol option p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)

HEADINGS = {f"h{level}": level for level in range(1, 7)}
KINDS: Mapping[str, Kind] = {
    "li": "item",
    "dd": "item",
    "dt": "item",
    "td": "cell",
    "th": "cell",
    "blockquote": "quote",
    "caption": "caption",
    "figcaption": "caption",
    **dict.fromkeys(HEADINGS, "heading"),
}

SECTIONS = frozenset({"article", "main", "section"})
_NOTES = re.compile(r"\b(?:(?:sd)?(?:foot|end|rear)notes?|doc-(?:footnote|endnotes?))\b")
_NOTE_MARK = re.compile(
    r"\b(?:noteref|footnote-ref|footnote-back\w*|reversefootnote|backlink|sd(?:foot|end)note(?:anc|sym))\b"
)
_MARK_TEXT = re.compile(r"[\[(]?(?:[0-9]{1,3}|[a-z*†‡]|↩︎?|注[0-9]+)[\])]?")
_CODE_CLASS = re.compile(r"\b(?:highlight|code|prettyprint|language-\w+|sourceCode|programlisting)")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def left_out(
    element: "etree._Element", name: str, *, is_page: bool, in_section: bool
) -> str | None:
    """What an element is that is left out, empty where not worth a word; None if it stays.

    Args:
        element: The element.
        name: Its name.
        is_page: Whether headers and footers outside a section are the page's.
        in_section: Whether it stands in one.
    """
    if not name:
        return ""
    if name in _LEFT_OUT and not (name == "aside" and is_note(element)):
        return _LEFT_OUT[name] or ""
    if name in {"header", "footer"} and is_page and not in_section:
        return f"page {name}"
    if (role := element.get("role")) in _ROLES and not is_note(element):
        return _ROLES[role]
    if (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(element.get("style", ""))
    ):
        return "hidden text"
    if name == "pre" and is_code(element):
        return "code block"
    if name in {"a", "sup"} and is_note_mark(element):
        return "note mark"
    return None


def text_of(element: "etree._Element") -> str:
    """All that an element says, without scripts and styles."""
    name = name_of(element)
    if not name or name in _NEVER_SHOWN:
        return ""
    return "".join((element.text or "", *(f"{text_of(each)}{each.tail or ''}" for each in element)))


def name_of(element: "etree._Element") -> str:
    """An element's name in small letters; empty for a comment."""
    return element.tag.rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def _words_about(element: "etree._Element") -> str:
    return " ".join(
        element.get(name, "")
        for name in ("class", "role", "epub:type", "{http://www.idpf.org/2007/ops}type")
    )


def is_note(element: "etree._Element") -> bool:
    """Whether an element holds footnotes; a mark that points to one does not."""
    about = _words_about(element)
    return (
        bool(about.strip())
        and name_of(element) in BLOCKS | {"aside"}
        and (_NOTES.search(about) is not None)
    )


def is_note_mark(element: "etree._Element") -> bool:
    """Whether a link or a raised number refers to a note, or back from one."""
    text = "".join(map(str, islice(element.itertext(), 8))).strip()
    if _NOTE_MARK.search(_words_about(element)):
        return True
    if _MARK_TEXT.fullmatch(text) is None:
        return False
    link = element if name_of(element) == "a" else next(element.iter("a"), None)
    points = link is not None and link.get("href", "").startswith("#")
    parent = element.getparent()
    raised = "sup" in {name_of(element), "" if parent is None else name_of(parent)}
    return points and (raised or text[0] in "[↩")


def is_code(element: "etree._Element") -> bool:
    """Whether preformatted text is code."""
    parent = element.getparent()
    near = [element, *([parent] if parent is not None else [])]
    return any(_CODE_CLASS.search(each.get("class", "")) for each in near) or (
        next(element.iter("code", "kbd", "samp"), None) is not None
    )
