"""HTML: what a reader reads, without the page around it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.documents import encoding, front_matter, plain_text
from workbench.documents.content import Content, ContentBuilder, Origin
from workbench.documents.html_elements import BLOCKS, text_of
from workbench.documents.html_walker import walk
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from lxml import etree

_BLOCK = re.compile(rf"<(?:{'|'.join(sorted(BLOCKS - {'html', 'body'}))}|br)\b", re.IGNORECASE)
_BODY = re.compile(
    r"<body\b[^>]*>|</head\s*>(?!.*<body\b)|<html\b[^>]*>(?!.*<(?:body|head)\b)",
    re.IGNORECASE | re.DOTALL,
)
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_BREAK = re.compile(r"(?<=[^\s>])[ \t]*\n(?=[ \t]*[^\s<])")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
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
    text, matter = front_matter.split(plain_text.unix(decoded.text))
    root = parse(_with_paragraphs(text), origin.path)
    if root is not None:
        walk(root, builder)
        _metadata(root, builder.content)
    front_matter.add(matter, builder)
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


def _with_paragraphs(text: str) -> str:
    """A page of lines and blank lines, without any block, as browsers do not show it."""
    if _BLOCK.search(text):
        return text
    body = _BODY.search(text)
    head, rest = (text[: body.end()], text[body.end() :]) if body else ("", text)
    rest = _BLANK.sub(lambda blank: f"{blank[0]}<p>", rest)
    return head + _BREAK.sub("<br>\n", rest)


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
    if title is not None and (text := _SPACE.sub(" ", text_of(title))):
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
