"""EPUB (2 and 3): the chapters in reading order."""

import posixpath
from urllib.parse import unquote

from workbench.documents import encoding, html
from workbench.documents.archive import Archive, attribute, local
from workbench.documents.content import Content, ContentBuilder, Origin
from workbench.errors import WorkbenchError

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
    for reference in package.iterfind("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None:
            raise archive.error(f"its spine names an unknown item {reference.get('idref')!r}")
        if "nav" in item.get("properties", "").split():
            builder.omit("table of contents")
            continue
        chapter = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        if chapter in protected:
            raise WorkbenchError(
                "it is protected (DRM)", place=origin.path, remedy="name an unprotected copy"
            )
        _chapter(archive, chapter, origin, builder)
    for element in package.iterfind("{*}metadata/*"):
        value = (element.text or "").strip()
        if local(element) in _PROPERTIES and value:
            builder.content.metadata.setdefault(_PROPERTIES[local(element)], value)
        elif local(element) == "language" and value:
            builder.content.language = value
    return builder.finish(origin.lines)


def _chapter(archive: Archive, name: str, origin: Origin, builder: ContentBuilder) -> None:
    data = archive.read(name)
    if not data.strip():
        return
    decoded = encoding.decode(
        data, path=origin.path, language=origin.language, declared=html.declared_charset(data)
    )
    root = html.parse(decoded.text, origin.path)
    if root is not None:
        # A header in a book is a chapter's title, and lines of files in it mean nothing.
        html.walk(root, builder, shift=None, is_page=False)


def _protected(archive: Archive) -> frozenset[str]:
    """The files in a book that are encrypted; fonts often are, without harm."""
    if "META-INF/encryption.xml" not in archive.names:
        return frozenset()
    return frozenset(
        unquote(attribute(each, "URI") or "")
        for each in archive.xml("META-INF/encryption.xml").iter("{*}CipherReference")
    )
