"""The registry of file formats: one record each, asked by everything that tells formats apart.

Reading, writing, checks, ``update``, standard input, help texts, the pre-commit hook and the
tables in the documentation follow from these records. A new format is a module and a record.
The records are plain data, so that asking imports no format's module.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

Holds = Literal["document", "units", "project", "page", "picture"]
Direction = Literal["read", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """What is known of a file format without opening a file."""

    label: str
    """What help texts call it."""

    endings: tuple[str, ...]
    """In small letters, the usual one first; in file names capitals do as well."""

    holds: Holds
    """A document goes through the room ``documents``, units through ``exchange``; pages and
    pictures are looked at by people alone, and written by the room ``report``."""

    reader: str = ""
    """The module of its room that reads it; empty where it is only written."""

    writer: str = ""
    """The module of its room that writes it; empty where it is only read."""

    languages: Literal["one", "two", "any"] = "any"
    """How many languages a file takes."""

    table: bool = False
    """Whether people edit its rows in a spreadsheet and ``update`` takes them back."""

    certain: bool = False
    """Whether the ending alone says that translations are in it; a table may hold anything."""

    signature: bytes | None = None
    """A regular expression that matches the beginning of a file, without byte order mark,
    leading white space and null bytes; None where standard input is never taken for it."""

    content: bytes = b""
    """A regular expression that the beginning of every such file matches, likewise: only such
    a one is written over. It takes in what other programs write."""

    converted_to: str = ""
    """The ending of the format that LibreOffice makes of it before it is read."""

    returned: str = ""
    """The module of its room that reads what comes back to ``update``, where only a file that this
    program made is a table and all others of that ending are documents."""

    file_each: bool = False
    """Whether a file is written for each language."""


TMX = Format(
    label="TMX",
    endings=(".tmx",),
    holds="units",
    reader="tmx_reader",
    writer="tmx_writer",
    certain=True,
    signature=rb"<(?!.*?<(\w+:)?xliff\b)",
    content=rb"<.*?<tmx\b|<tmx\b",
)
PO = Format(
    label="PO",
    endings=(".po",),
    holds="units",
    reader="gettext_po",
    writer="gettext_po",
    languages="two",
    certain=True,
    signature=rb"(?:.*?\n)?msgid ",
    content=rb"(?:.*?\n)?msg(id|ctxt) ",
)
PO_TEMPLATE = Format(
    label="PO templates",
    endings=(".pot",),
    holds="units",
    reader="gettext_po",
    languages="one",
    certain=True,
)
JSON = Format(
    label="align's JSON",
    endings=(".json",),
    holds="units",
    reader="alignment_json",
    writer="alignment_json",
    signature=rb"\{",
    content=rb'\{.*?"languages"\s*:',
)
CSV = Format(
    label="CSV",
    endings=(".csv",),
    holds="units",
    reader="csv_",
    writer="csv_",
    table=True,
    signature=rb"",
    content=rb"(?![<{\[#])[^\n]*[,;\t]",
)
PAGE = Format(
    label="HTML page",
    endings=(".html",),
    holds="page",
    writer="page",
    content=rb"<!doctype html>.{0,200}?<meta name=\"generator\" content=\"Workbench\">",
)
PICTURES = (
    Format(label="SVG", endings=(".svg",), holds="picture", writer="svg", content=rb"<.*?<svg\b"),
    Format(label="PNG", endings=(".png",), holds="picture", writer="png", content=rb"\x89PNG"),
    Format(label="PDF picture", endings=(".pdf",), holds="picture", writer="pdf",
           content=rb"%PDF-.{0,40000}?Workbench"),
)  # fmt: skip
PROJECT = Format(label="projects", endings=(".aligned",), holds="project", certain=True)

FORMATS: tuple[Format, ...] = (
    # Documents. Any unknown ending is a plain text's.
    Format(label="plain text", endings=(".txt", ".text"), holds="document", reader="plain_text"),
    Format(
        label="Markdown", endings=(".md", ".markdown", ".mdx"), holds="document", reader="markdown"
    ),
    Format(
        label="reStructuredText",
        endings=(".rst", ".rest"),
        holds="document",
        reader="restructuredtext",
    ),
    Format(
        label="AsciiDoc",
        endings=(".adoc", ".asciidoc", ".asc"),
        holds="document",
        reader="asciidoc",
    ),
    Format(label="HTML", endings=(".html", ".htm", ".xhtml"), holds="document", reader="html"),
    Format(label="DOCX", endings=(".docx", ".docm", ".dotx"), holds="document", reader="docx"),
    Format(label="ODT", endings=(".odt", ".ott"), holds="document", reader="odt"),
    Format(label="EPUB", endings=(".epub",), holds="document", reader="epub"),
    Format(label="PDF", endings=(".pdf",), holds="document", reader="pdf"),
    Format(label="XLSX", endings=(".xlsx", ".xlsm"), holds="document", reader="xlsx"),
    Format(label="PPTX", endings=(".pptx", ".pptm", ".ppsx"), holds="document", reader="pptx"),
    Format(label="subtitles", endings=(".srt", ".vtt"), holds="document", reader="subtitles"),
    Format(
        label="DOC, RTF",
        endings=(".doc", ".rtf"),
        holds="document",
        reader="docx",
        converted_to=".docx",
    ),
    Format(
        label="XLS, ODS",
        endings=(".xls", ".ods"),
        holds="document",
        reader="xlsx",
        converted_to=".xlsx",
    ),
    Format(
        label="PPT, ODP",
        endings=(".ppt", ".odp"),
        holds="document",
        reader="pptx",
        converted_to=".pptx",
    ),
    # Units. Where several signatures match, the first counts.
    TMX,
    Format(
        label="gzipped TMX",
        endings=(".tmx.gz",),
        holds="units",
        reader="tmx_reader",
        certain=True,
        signature=rb"\x1f\x8b",
    ),
    Format(
        label="XLIFF 2",
        endings=(".v2.xliff", ".v2.xlf"),
        holds="units",
        reader="xliff_reader",
        writer="xliff2_writer",
        languages="two",
        certain=True,
        signature=rb"""(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<xliff\b[^>]*?\sversion\s*=\s*["']2""",
    ),
    Format(
        label="XLIFF 1.2 and 2",
        endings=(".xliff", ".xlf"),
        holds="units",
        reader="xliff_reader",
        writer="xliff_writer",
        languages="two",
        certain=True,
        signature=rb"<",
        content=rb"<.*?<(\w+:)?xliff\b|<(\w+:)?xliff\b",
    ),
    Format(
        label="SDLXLIFF, MQXLIFF, MXLIFF",
        endings=(".sdlxliff", ".mqxliff", ".mxliff"),
        holds="units",
        reader="xliff_reader",
        languages="two",
        certain=True,
    ),
    PO,
    PO_TEMPLATE,
    JSON,
    Format(
        label="XLSX",
        endings=(".xlsx",),
        holds="units",
        reader="spreadsheet",
        writer="spreadsheet",
        table=True,
        signature=rb"PK",
        content=rb"PK",
    ),
    Format(
        label="DOCX for reviewers",
        endings=(".docx",),
        holds="units",
        writer="docx_writer",
        returned="docx_reader",
        table=True,
        # Its second file, which is not compressed: a document of another's is never written over.
        content=rb"PK.*?docProps/custom\.xml.{0,600}?workbench-project",
    ),
    Format(
        label="ODS, XLS",
        endings=(".ods", ".xls"),
        holds="units",
        reader="spreadsheet",
        table=True,
        converted_to=".xlsx",
    ),
    Format(
        label="TSV",
        endings=(".tsv",),
        holds="units",
        reader="tsv",
        writer="tsv",
        table=True,
        signature=rb"[^\n]*\t",
        content=rb"(?![<{\[#])[^\n]*[,;\t]",
    ),
    CSV,
    Format(
        label="plain parallel files",
        endings=(".txt",),
        holds="units",
        writer="moses",
        file_each=True,
    ),
    PAGE,
    *PICTURES,
    PROJECT,
)


def chosen(
    holds: Holds, direction: Direction | None = None, *, table: bool | None = None
) -> list[Format]:
    """The formats of a kind, in the order of the registry.

    Args:
        holds: What is in the files.
        direction: Those that are read, or written; all when None.
        table: Those that are tables, or are not; all when None.
    """
    return [
        each
        for each in FORMATS
        if each.holds == holds
        and (direction is None or (each.reader if direction == "read" else each.writer))
        and (table is None or each.table == table)
    ]


def find(path: str | PurePath, holds: Holds, direction: Direction | None = None) -> Format | None:
    """The format that a file's name states; None where it states none of that kind.

    Args:
        path: The file; it need not exist.
        holds: What is to be in it.
        direction: Whether it is to be read or written; None where that does not matter.
    """
    name = PurePath(path).name.lower()
    fitting = [
        (len(ending), each)
        for each in chosen(holds, direction)
        for ending in each.endings
        if name.endswith(ending) and name != ending
    ]
    # x.tmx.gz ends in the ending of more than one format: the longest ending counts.
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def stem(path: str | PurePath, holds: Holds) -> str:
    """A file's name without the ending of its format; the whole name where it states none."""
    name = PurePath(path).name
    form = find(path, holds)
    fitting = [each for each in (form.endings if form else ()) if name.lower().endswith(each)]
    return name[: -max(map(len, fitting))] if fitting else name


def states_translations(path: str | PurePath) -> bool:
    """Whether a file's name says for certain that it holds aligned texts and is no document."""
    return any(
        each is not None and each.certain for each in (find(path, "units"), find(path, "project"))
    )


def recognised(head: bytes) -> Format:
    """The format of units that a file's first bytes show.

    Args:
        head: Its beginning, some thousand bytes.
    """
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return next(
        each
        for each in chosen("units", "read")
        if each.signature is not None and re.match(each.signature, plain, re.DOTALL)
    )


def endings(formats: Iterable[Format], *, usual: bool = False) -> list[str]:
    """The endings of formats, each once.

    Args:
        formats: Some records.
        usual: Only the first ending of each.
    """
    return list(
        dict.fromkeys(ending for each in formats for ending in each.endings[: 1 if usual else None])
    )


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a sentence lists them: ``"TMX, PO and CSV"``."""
    *before, final = words
    return f"{', '.join(before)} {last} {final}" if before else final
