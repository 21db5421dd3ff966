"""The tables of a Word document with what reviewers did in them: accepted text, and comments."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from workbench.documents import package
from workbench.documents.archive import Archive, attribute, local
from workbench.documents.docx_tables import GridRow, grid
from workbench.errors import WorkbenchError
from workbench.files import from_os_error

if TYPE_CHECKING:
    from lxml import etree

_GONE = frozenset({"del", "moveFrom"})
"""Elements of what a reviewer deleted, or moved away."""

_SILENT = frozenset(
    "delText instrText delInstrText pPr rPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr sectPr".split()
)
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\N{LINE SEPARATOR}",
    "cr": "\N{LINE SEPARATOR}",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
_NO_TEXT = {
    "drawing": "picture",
    "pict": "picture",
    "object": "embedded object",
    "oMath": "formula",
    "sym": "symbol of a picture font",
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
}
"""What a cell may hold besides text, and what that is called."""


@dataclass(frozen=True, slots=True)
class WordComment:
    """What a reviewer said in the margin."""

    author: str
    time: str | None
    """ISO 8601, UTC; None where it is not stated, or not so."""

    text: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of a table."""

    number: int
    """Counted from 1 over all rows of the document that are not deleted."""

    cells: dict[int, tuple[str, ...]]
    """By column of the grid (from 0), the accepted text of each paragraph."""

    comments: tuple[WordComment, ...]


@dataclass
class WordTables:
    """The tables of a Word document, read under limits."""

    properties: dict[str, str]
    """The custom properties of the document, by name."""

    rows: list[WordRow] = field(default_factory=list)
    """Of all tables, in order."""

    left_out: Counter[str] = field(default_factory=Counter)
    """What stands in the document and is no text of a cell, by what it is called."""

    @classmethod
    def open(cls, path: Path) -> Self:
        """The tables in a file.

        Insertions that are tracked count as accepted, deletions as made.

        Raises:
            WorkbenchError: It cannot be read, is no DOCX, is damaged or protected, or exceeds the
                limits.
        """
        archive = _archive(path)
        found = cls(_properties(archive))
        main = package.main_part(archive, "word/document.xml")
        part = posixpath.join(posixpath.dirname(main), "comments.xml")
        comments = _comments(archive, part)
        for number, table in enumerate(_tables(archive.xml(main))):
            for row in grid(table, number):
                if isinstance(row, GridRow) and not row.is_deleted:
                    found.rows.append(_row(len(found.rows) + 1, row, comments, found.left_out))
        homeless = len(comments)
        if homeless:
            found.left_out["comment outside the rows"] += homeless
        return found


def custom_properties(path: Path) -> dict[str, str]:
    """The custom properties of a file, by name; none where it is no archive of that kind."""
    try:
        return _properties(_archive(path))
    except WorkbenchError:
        return {}


def _archive(path: Path) -> Archive:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    return Archive(data, path, "a Word document (DOCX)")


def _properties(archive: Archive) -> dict[str, str]:
    if "docProps/custom.xml" not in archive.names:
        return {}
    return {
        each.get("name", ""): "".join(str(text) for text in each.itertext()).strip()
        for each in archive.xml("docProps/custom.xml")
        if local(each) == "property"
    }


def _comments(archive: Archive, part: str) -> dict[str, WordComment]:
    """The comments of a document, by id."""
    if part not in archive.names:
        return {}
    found = {}
    for each in archive.xml(part):
        if local(each) == "comment":
            text = "\n".join(_paragraphs(each, [], Counter()))
            time = _time(attribute(each, "date"))
            author = attribute(each, "author") or ""
            found[attribute(each, "id") or ""] = WordComment(author, time, text)
    return found


def _time(stated: str | None) -> str | None:
    try:
        time = datetime.fromisoformat(stated or "")
    except ValueError:
        return None
    # Without a zone it is the reviewer's clock, which nobody knows: taken for UTC.
    zoned = time if time.tzinfo else time.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat(timespec="seconds")


def _tables(parent: "etree._Element") -> "Iterator[etree._Element]":
    """The outermost tables, also those inside content controls."""
    for element in parent:
        name = local(element)
        if name == "tbl":
            yield element
        elif name not in {"p", *_GONE, *_SILENT}:
            yield from _tables(element)


def _row(
    number: int, row: GridRow, comments: dict[str, WordComment], left_out: Counter[str]
) -> WordRow:
    """A row; its comments are taken out of those given."""
    ids: list[str] = []
    cells = {place.column: _paragraphs(cell, ids, left_out) for cell, place in row.cells}
    said = tuple(comments.pop(each) for each in dict.fromkeys(ids) if each in comments)
    return WordRow(number, cells, said)


def _paragraphs(
    parent: "etree._Element", ids: list[str], left_out: Counter[str]
) -> tuple[str, ...]:
    """The accepted text of each paragraph in a cell; the comments that stand there by id."""
    found: list[str] = []
    joined = False
    for paragraph in _blocks(parent):
        parts: list[str] = []
        _gather(paragraph, parts, ids, left_out)
        text = "".join(parts)
        if joined:
            found[-1] += text
        else:
            found.append(text)
        mark = paragraph.find("{*}pPr/{*}rPr")
        # Whose mark is deleted goes on in the next paragraph.
        joined = mark is not None and any(local(each) in _GONE for each in mark)
    return tuple(found)


def _blocks(parent: "etree._Element") -> "Iterator[etree._Element]":
    """The paragraphs in a cell or a comment, also those of tables and controls inside."""
    for element in parent:
        name = local(element)
        if name == "p":
            yield element
        elif name not in _SILENT and name not in _GONE:
            yield from _blocks(element)


def _gather(
    parent: "Iterable[etree._Element]", parts: list[str], ids: list[str], left_out: Counter[str]
) -> None:
    for element in parent:
        name = local(element)
        if name == "t":
            parts.append(element.text or "")
        elif name in _CHARACTERS:
            parts.append(_CHARACTERS[name])
        elif name in {"commentReference", "commentRangeStart"}:
            ids.append(attribute(element, "id") or "")
        elif name in _NO_TEXT:
            left_out[_NO_TEXT[name]] += 1
        elif name == "AlternateContent":
            _gather(package.choices(element), parts, ids, left_out)
        elif name not in _SILENT and name not in _GONE:
            _gather(element, parts, ids, left_out)
