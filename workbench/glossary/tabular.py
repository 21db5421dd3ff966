r"""Glossaries as tables: CSV, TSV, XLSX, one row a concept.

Columns: ``concept_id, domain, definition``, then for each language its tag or English name
(the preferred term), ``TAG_admitted``, ``TAG_forbidden``, ``TAG_rendering`` (admitted, with the
flag ``rendering``) and ``TAG_flags`` (of the language's terms), then ``note`` and ``flags``.
Several terms in a cell are separated by ``|``; a ``|`` within a term is ``\|``.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.files import TABLE, Kind, atomic_write, separator_stated, text_of
from workbench.glossary.builder import (
    GlossaryBuilder,
    known_flags,
    language_tag,
    place_in,
    term_text,
)
from workbench.glossary.concept import STATUSES, Concept, Flag, GlossaryData, Term
from workbench.glossary.glossary_format import GlossaryFormat, Remark
from workbench.languages import named
from workbench.printable import as_cell, from_cell

_FIELDS = ("concept_id", "domain", "definition")
_LAST = ("note", "flags")
_WORKBOOK = Kind("workbook", rb"PK")
_LONGEST = 32_767
"""Characters that Excel takes in a cell."""

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TO_ESCAPE = re.compile("\r|_(?=x[0-9A-Fa-f]{4}_)")
_SEPARATOR = re.compile(r"(?<!\\)\|")

_RENDERING = "rendering"
_FLAGS = "flags"
_KINDS = (*STATUSES, _RENDERING, _FLAGS)
"""What a column of a language holds, in this order."""

Column = tuple[str, str]
"""A field or a language, and what of it."""

Row = tuple[int, list[str]]
"""A row's line (from 1) and its cells."""


def read(path: Path, recover: Remark | None = None) -> GlossaryData:
    """Read a table.

    Args:
        path: ``.csv`` (comma or semicolon), ``.tsv`` or ``.xlsx`` (its first sheet).
        recover: Told which rows and columns were left out; None to refuse them.

    Raises:
        WorkbenchError: A column is unknown, or a row is broken; the place names the line.
    """
    if path.suffix.lower() == ".xlsx":
        from workbench.documents import Workbook

        book = Workbook.open(path)
        rows = book.texts(book.first())
    else:
        rows = _lines(path)
    header = next(rows, None)
    if header is None:
        raise WorkbenchError("the file is empty", place=path, remedy="give it a header line")
    builder = GlossaryBuilder(path, recover)
    columns = _columns(header, path, builder)
    for kind, _ in columns:
        if kind not in {*_FIELDS, *_LAST, ""}:
            builder.announce(kind)
    for line, cells in rows:
        with builder.entry():
            if not any(cell.strip() for cell in cells):
                if any(cells):
                    term_text("", place_in(path, line))
                continue
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                raise WorkbenchError(
                    f"the row has {len(cells)} cells, the header {len(columns)}",
                    place=place_in(path, line),
                    remedy="quote a cell that holds the separator",
                )
            _take(builder, columns, cells, path, line)
    return builder.build()


def _columns(header: Row, path: Path, builder: GlossaryBuilder) -> list[Column]:
    """What each column holds: a field, or a language with what of it.

    A column of no language has an empty name where broken entries are left out.
    """
    line, cells = header
    columns: list[Column] = []
    for cell in cells:
        name = cell.strip()
        if name.lower() in {*_FIELDS, *_LAST}:
            columns.append((name.lower(), "preferred"))
            continue
        stem, _, last = name.rpartition("_")
        kind = last.lower()
        if kind not in _KINDS:
            stem, kind = name, "preferred"
        tag = ""
        with builder.entry():
            tag = language_tag(named(stem) or stem, place_in(path, line))
        columns.append((tag, kind))
    taken = [column for column in columns if column[0]]
    if len(set(taken)) < len(taken):
        double = next(column for column in taken if taken.count(column) > 1)
        raise WorkbenchError(
            f"two columns are for {double[0]!r}",
            place=place_in(path, line),
            remedy="name one TAG_admitted or remove it",
        )
    return columns


def _take(
    builder: GlossaryBuilder,
    columns: Sequence[Column],
    cells: Sequence[str],
    path: Path,
    line: int,
) -> None:
    where = place_in(path, line)
    fields = dict.fromkeys((*_FIELDS, *_LAST), "")
    terms: dict[str, list[Term]] = {}
    flags: dict[str, frozenset[Flag]] = {}
    for (name, kind), cell in zip(columns, cells, strict=False):
        if name in fields:
            fields[name] = cell.strip()
        elif cell and name and kind == _FLAGS:
            flags[name] = _flags(cell, where)
        elif cell and name:
            terms.setdefault(name, []).extend(
                _term(term_text(text.replace("\\|", "|"), where), kind)
                for text in _SEPARATOR.split(cell)
            )
    for tag, own in flags.items():
        terms[tag] = [_flagged(term, own) for term in terms.get(tag, ())]
    builder.add(
        fields["concept_id"],
        terms,
        line=line,
        domain=fields["domain"],
        definition=fields["definition"],
        note=fields["note"],
        flags=_flags(fields["flags"], where),
    )


def _flags(cell: str, where: str) -> frozenset[Flag]:
    return known_flags(filter(None, re.split(r"[\s,;|]+", cell)), where)


def _term(text: str, kind: str) -> Term:
    if kind == _RENDERING:
        return Term(text, "admitted", flags=frozenset({"rendering"}))
    return Term(text, next(status for status in STATUSES if status == kind))


def _flagged(term: Term, flags: frozenset[Flag]) -> Term:
    """A term with the flags of its language; one that is forbidden is no rendering."""
    if term.status == "forbidden":
        flags -= {"rendering"}
    return replace(term, flags=term.flags | flags)


def _lines(path: Path) -> Iterator[Row]:
    text = text_of(path)
    first, _, rest = text.partition("\n")
    stated = separator_stated(first)
    text = text if stated is None else rest
    before = line = 1 if stated is None else 2
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=stated or delimiter, strict=True)
    try:
        for cells in reader:
            yield line, cells if delimiter == "\t" else [from_cell(cell) for cell in cells]
            line = reader.line_num + before
    except csv.Error as error:
        raise WorkbenchError(
            f"the row is broken ({error})",
            place=f"{path}:{line}",
            remedy="close its quotation marks, and double those within a cell",
        ) from None


def write(glossary: GlossaryData, path: Path, *, escape_formulas: bool = False) -> None:
    """Write a table; parts of speech, and notes and most flags of a single term, have no column.

    Args:
        glossary: The concepts.
        path: Its ending says which table.
        escape_formulas: In CSV, put an apostrophe before what a spreadsheet would compute.

    Raises:
        WorkbenchError: It cannot be written, or a cell of XLSX cannot hold a text.
    """
    rows = _rows(glossary)
    ending = path.suffix.lower()
    if ending == ".xlsx":
        data = _workbook(rows, path)
    else:
        text = io.StringIO(newline="")
        if ending == ".csv":
            # A term that looks escaped is escaped in any case, so that it comes back as it was.
            rows = (
                [as_cell(cell) if escape_formulas or cell[:1] == "'" else cell for cell in row]
                for row in rows
            )
        delimiter = "\t" if ending == ".tsv" else ","
        csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
        data = text.getvalue().encode()
    with atomic_write(path, over=_WORKBOOK if ending == ".xlsx" else TABLE) as file:
        file.write(data)


def _workbook(rows: Iterable[list[str]], path: Path) -> bytes:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    rows = [[_NO_XML.sub("", text) for text in row] for row in rows]
    longest = max((len(text) for row in rows for text in row), default=0)
    if longest > _LONGEST:
        # Before the workbook is begun: one that is left open complains on its own.
        raise WorkbenchError(
            f"a text has {longest:,} characters, and a cell takes {_LONGEST:,}",
            place=path,
            remedy="write a .tsv",
        )
    book = openpyxl.Workbook(write_only=True)
    sheet: Any = book.create_sheet("Glossary")
    for row in rows:
        cells = []
        for text in row:
            escaped = _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
            cell = WriteOnlyCell(sheet, value=escaped)
            # A term that begins with = is no formula.
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _rows(glossary: GlossaryData) -> Iterator[list[str]]:
    used = {
        (tag, kind)
        for concept in glossary
        for tag in concept.terms
        for kind in _KINDS
        if _cell(concept, tag, kind)
    }
    columns = [
        (tag, kind)
        for tag in glossary.languages
        for kind in _KINDS
        if kind == "preferred" or (tag, kind) in used
    ]
    yield [
        *_FIELDS,
        *(tag if kind == "preferred" else f"{tag}_{kind}" for tag, kind in columns),
        *_LAST,
    ]
    for concept in glossary:
        yield [
            concept.id,
            concept.domain,
            concept.definition,
            *(_cell(concept, tag, kind) for tag, kind in columns),
            concept.note,
            " ".join(sorted(concept.flags)),
        ]


def _cell(concept: Concept, tag: str, kind: str) -> str:
    terms: Iterable[Term] = concept.terms.get(tag, ())
    shared = _shared(terms)
    if kind == _FLAGS:
        return " ".join(sorted(shared))
    return "|".join(term.text.replace("|", "\\|") for term in terms if _kind(term, shared) == kind)


def _kind(term: Term, shared: frozenset[Flag]) -> str:
    """In which column of its language a term stands."""
    if term.status == "admitted" and "rendering" in term.flags - shared:
        return _RENDERING
    return term.status


def _shared(terms: Iterable[Term]) -> frozenset[Flag]:
    """The flags that all terms of a language have; being a rendering, all that are allowed."""
    rendering: frozenset[Flag] = frozenset({"rendering"})
    flags = [term.flags | rendering if term.status == "forbidden" else term.flags for term in terms]
    if not flags or all(term.status == "forbidden" for term in terms):
        return frozenset()
    return frozenset.intersection(*flags)


FORMAT = GlossaryFormat(
    "table",
    (".csv", ".tsv", ".xlsx"),
    read=lambda path, _, recover: read(path, recover),
    write=lambda glossary, path, _: write(glossary, path),
)
