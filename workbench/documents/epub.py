"""EPUB (2 and 3): the chapters in reading order."""

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from workbench.documents import encoding, html
from workbench.documents.archive import Archive, attribute, local
from workbench.documents.content import Content, ContentBuilder, Origin
from workbench.documents.html_elements import text_of
from workbench.documents.html_walker import walk
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from lxml import etree

_XHTML = "application/xhtml+xml"
_PROPERTIES = {"title": "title", "creator": "author", "date": "date"}


def read(origin: Origin) -> Content:
    """An electronic book.

    Raises:
        WorkbenchError: The file is no EPUB, is damaged or protected, or exceeds the limits.
    """
    archive = Archive(origin.data, origin.path, "an electronic book (EPUB)")
    builder = ContentBuilder()
    container = archive.xml("META-INF/container.xml")
    root = next((each for each in container.iter("{*}rootfile")), None)
    if root is None:
        raise archive.error("it names no package document")
    package = archive.xml(name := unquote(root.get("full-path", "")))
    folder = posixpath.dirname(name)
    protected = _protected(archive)
    items = {each.get("id"): each for each in package.iterfind("{*}manifest/{*}item")}
    read_items = set()
    for reference in package.iterfind("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        chapter = None if item is None else _place(folder, item)
        if item is None or chapter not in archive.names:
            builder.omit("missing chapter")
            continue
        read_items.add(chapter)
        if "nav" in item.get("properties", "").split():
            builder.omit("table of contents", text=_text(archive, chapter, origin))
        elif chapter in protected:
            raise WorkbenchError(
                "it is protected (DRM)", place=origin.path, remedy="name an unprotected copy"
            )
        elif item.get("media-type", "").startswith("image/"):
            builder.omit("image")
        elif (root := _page(archive, chapter, origin)) is not None:
            # A header in a book is a chapter's title, and lines of files in it mean nothing.
            walk(root, builder, shift=None, is_page=False)
    if builder.content.omissions["missing chapter"] and not read_items:
        raise archive.error("all its chapters are missing")
    for item in items.values():
        chapter = _place(folder, item)
        if item.get("media-type") != _XHTML or chapter in read_items | protected:
            continue
        if "nav" in item.get("properties", "").split() and chapter in archive.names:
            builder.omit("table of contents", text=_text(archive, chapter, origin))
        elif chapter in archive.names and (text := _text(archive, chapter, origin)).strip():
            builder.omit("chapter outside of the reading order", text=text)
    for element in package.iterfind("{*}metadata/*"):
        value = (element.text or "").strip()
        if local(element) in _PROPERTIES and value:
            builder.content.metadata.setdefault(_PROPERTIES[local(element)], value)
        elif local(element) == "language" and value:
            builder.content.language = value
    return builder.finish(origin.lines)


def _place(folder: str, item: "etree._Element") -> str:
    """Where in the archive an item lies."""
    return posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _page(archive: Archive, name: str, origin: Origin) -> "etree._Element | None":
    data = archive.read(name)
    if not data.strip():
        return None
    decoded = encoding.decode(
        data, path=origin.path, language=origin.language, declared=html.declared_charset(data)
    )
    return html.parse(decoded.text, origin.path)


def _text(archive: Archive, name: str, origin: Origin) -> str:
    """All that a page says."""
    root = _page(archive, name, origin)
    body = None if root is None else root.find("body")
    return "" if body is None else text_of(body)


def _protected(archive: Archive) -> frozenset[str]:
    """The files in a book that are encrypted; fonts often are, without harm."""
    if "META-INF/encryption.xml" not in archive.names:
        return frozenset()
    return frozenset(
        unquote(attribute(each, "URI") or "")
        for each in archive.xml("META-INF/encryption.xml").iter("{*}CipherReference")
    )
