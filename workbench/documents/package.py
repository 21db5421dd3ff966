"""Open Packaging Conventions (ISO/IEC 29500-2): what DOCX, XLSX and PPTX have in common."""

import posixpath

from workbench.documents.archive import Archive, local
from workbench.documents.content import Content

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
