"""Open Packaging Conventions (ISO/IEC 29500-2): what DOCX, XLSX and PPTX have in common."""

import posixpath
from typing import TYPE_CHECKING

from workbench.documents.archive import Archive, local
from workbench.documents.content import Content

if TYPE_CHECKING:
    from lxml import etree

_PROPERTIES = {"title": "title", "creator": "author", "created": "date"}


def main_part(archive: Archive, usual: str) -> str:
    """The name of the part that holds the document; the usual one where none is named."""
    if "_rels/.rels" in archive.names:
        for relation in archive.xml("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                return _resolved("", relation.get("Target", ""))
    return usual


def relations(archive: Archive, part: str) -> dict[str, str]:
    """The parts that a part refers to inside the archive, by the id of the relation."""
    folder, name = posixpath.split(part)
    listed = f"{folder}/_rels/{name}.rels"
    if listed not in archive.names:
        return {}
    return {
        relation.get("Id", ""): _resolved(folder, relation.get("Target", ""))
        for relation in archive.xml(listed)
        if relation.get("TargetMode") != "External"
    }


def _resolved(folder: str, target: str) -> str:
    """A target relative to a folder, or to the archive's root where it begins with a slash."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def choices(alternatives: "etree._Element") -> "list[etree._Element]":
    """What is to be read of ``AlternateContent``: what is meant for programs of today.

    The fallback says the same again, and counts only where there is nothing else. What is neither
    is read as well.
    """
    first = next((each for each in alternatives if local(each) == "Choice" and len(each)), None)
    return [
        each
        for each in alternatives
        if each is first
        or local(each) not in {"Choice", "Fallback"}
        or (local(each) == "Fallback" and first is None)
    ]


def drawn_text(root: "etree._Element", *names: str) -> str:
    """The words and figures of a chart, a diagram or a shape, once where it has alternatives.

    Args:
        root: The element.
        names: The elements that hold text; those of drawings and charts when none are given.
    """
    parts: list[str] = []
    _gather(root, frozenset(names or ("t", "v")), parts)
    return " ".join(parts)


def _gather(element: "etree._Element", names: frozenset[str], parts: list[str]) -> None:
    name = local(element)
    if name in names and element.text:
        parts.append(element.text)
    for child in choices(element) if name == "AlternateContent" else element:
        _gather(child, names, parts)


def describe(archive: Archive, content: Content) -> None:
    """Take title, author, date and language from the core properties."""
    if "docProps/core.xml" not in archive.names:
        return
    for element in archive.xml("docProps/core.xml"):
        value = (element.text or "").strip()
        if value and local(element) in _PROPERTIES:
            content.metadata[_PROPERTIES[local(element)]] = value
        elif value and local(element) == "language":
            content.language = value
