"""Units as the rows of a table, as TSV, CSV and XLSX share them.

A header ``id, version, status, note``, then a column a document; a segment of a cell a line.
Tables of other programs need no more than columns with language tags or names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import get_args

from workbench.errors import WorkbenchError
from workbench.exchange.header import columns_said, language_key
from workbench.exchange.own_properties import PROJECT, SHORT, STATUS
from workbench.exchange.written import Written
from workbench.units import (
    Memory,
    Source,
    Status,
    Unit,
    Variant,
    from_marks,
    numbered,
    with_marks,
)

UNIT_COLUMNS = ("id", "version", "status", "note")
_VERSION = re.compile(r"([0-9]{1,18})?(?:@([a-z0-9]+))?")

STATUSES = (*get_args(Status), "flagged", "excluded")
"""The words of a status, of which a cell may have several."""

_KNOWN = frozenset(STATUSES)
_STATED: dict[str, Status] = {status: status for status in get_args(Status)}


def header_of(memory: Memory) -> list[str]:
    """The columns of a memory: of units, texts, and further facts."""
    return [
        *UNIT_COLUMNS,
        *(source.key for source in memory.sources),
        *map(_column_name, memory.columns),
    ]


def _column_name(name: str) -> str:
    """What the column of a property is called; never like one of another kind."""
    taken = name.lower() in UNIT_COLUMNS or language_key(name, ()) is not None
    return f"x-{name}" if taken else name


def marked_variants(unit: Unit, keys: Sequence[str]) -> list[Variant]:
    """The variants of a unit by key, their codes as marks in the texts.

    Args:
        unit: The unit.
        keys: Of the columns; one that it lacks has no segments.
    """
    variants = [unit.variants.get(key, _NONE) for key in keys]
    for variant in variants:
        if variant.codes or "⟦" in "".join(variant.segments):
            break
    else:
        return variants
    numbers = numbered([[code for codes in one.codes for code in codes] for one in variants])
    marked = []
    for variant, row in zip(variants, numbers, strict=True):
        left = iter(row)
        marked.append(
            Variant(
                tuple(
                    with_marks(segment, codes, [next(left) for _ in codes])
                    for segment, codes in zip(
                        variant.segments,
                        variant.codes or ((),) * len(variant.segments),
                        strict=True,
                    )
                )
            )
        )
    return marked


def property_cells(unit: Unit, memory: Memory, written: Written) -> list[str]:
    """A unit's cells after the languages; what has no column is counted."""
    if not unit.properties:
        return [""] * len(memory.columns)
    written.contexts += not unit.properties.keys() <= set(memory.columns)
    return [unit.properties.get(name, "") for name in memory.columns]


_NONE = Variant(())


def variant_of_lines(lines: Sequence[str]) -> Variant:
    """A cell's lines as segments, marks in them as codes."""
    if not any("⟦" in line for line in lines):
        return Variant(tuple(lines))
    found = [from_marks(line) for line in lines]
    codes = tuple(codes for _, codes in found)
    return Variant(tuple(text for text, _ in found), codes=codes if any(codes) else ())


def unit_cells(unit: Unit, project: str) -> list[str]:
    """A unit's cells before the languages; the status says too what is flagged or excluded.

    Args:
        unit: A unit.
        project: The id of its memory's project; empty where it came from none, or from several.
    """
    marks: list[str] = [unit.status]
    if unit.flagged:
        marks.append("flagged")
    if unit.excluded:
        marks.append("excluded")
    of = unit.properties.get(PROJECT, project)[:SHORT]
    version = f"{unit.version}@{of}" if of else str(unit.version)
    return [unit.id, version, " ".join(marks), unit.note]


@lru_cache(maxsize=1000)
def status_words(cell: str) -> tuple[str, ...]:
    """The words of a cell that states a status; they may be none of :data:`STATUSES`."""
    return tuple(cell.lower().replace(",", " ").split())


@lru_cache(maxsize=1000)
def stated_status(words: tuple[str, ...]) -> Status:
    """The status among the words of a cell; ``unreviewed`` where they say none."""
    return next(filter(None, map(_STATED.get, words)), "unreviewed")


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table mean."""

    path: Path
    languages: dict[int, str]
    """By number of the column, the document's key."""

    unit_columns: dict[str, int]
    """By name, the column of what belongs to a unit as a whole."""

    others: dict[int, str]
    """By number, the name of any other column."""

    row_remedy: str
    """What to do about a row that is wider than the header."""

    @property
    def memory(self) -> Memory:
        """The memory that the header describes."""
        languages, others = tuple(self.languages.values()), tuple(self.others.values())
        return Memory(
            tuple(Source(key, key.partition("#")[0]) for key in languages),
            silent=frozenset(UNIT_COLUMNS) - self.unit_columns.keys(),
            columns=others,
            notes=(columns_said(languages, others),) if others else (),
        )

    def units(self, rows: Iterable[tuple[int, Sequence[Sequence[str]]]]) -> Iterator[Unit]:
        """The units of rows.

        Args:
            rows: The line of each row, and for each cell its lines.

        Raises:
            WorkbenchError: A row has more cells than the header, or a wrong number.
        """
        width = (
            max(self.languages | self.others | dict.fromkeys(self.unit_columns.values(), "")) + 1
        )
        for line, row in rows:
            if any(any(cell) for cell in row[width:]):
                raise WorkbenchError(
                    f"the row has {len(row)} cells and the header {width}",
                    place=f"{self.path}:{line}",
                    remedy=self.row_remedy,
                )
            cells: Sequence[Sequence[str]] = [*row, *[()] * (width - len(row))]
            if any(any(cell) for cell in cells):
                yield self._unit(line, cells)

    def _unit(self, line: int, cells: Sequence[Sequence[str]]) -> Unit:
        stated = {name: "\n".join(cells[column]) for name, column in self.unit_columns.items()}
        status = status_words(stated.get("status", ""))
        others = {
            name: "\n".join(cells[column])
            for column, name in self.others.items()
            if any(cells[column])
        }
        if not _KNOWN.issuperset(status):
            others["status"] = stated["status"]
        if not status and "status" in stated:
            others[STATUS] = ""  # an emptied cell says nothing
        version = _versioned(stated.get("version", ""))
        if version is None:
            raise WorkbenchError(
                f"the version {stated['version'][:40]!r} is none, as 12@k3f9 would be",
                place=f"{self.path}:{line}",
                remedy="leave the column as it was exported",
            )
        if version[1]:
            others[PROJECT] = version[1]
        return Unit(
            id=stated.get("id", "").strip() or f"#{line}",
            variants={
                key: variant_of_lines(cells[column]) for column, key in self.languages.items()
            },
            status=stated_status(status),
            flagged="flagged" in status,
            excluded="excluded" in status,
            note=stated.get("note", ""),
            version=version[0],
            properties=others,
            line=line,
        )


@lru_cache(maxsize=10_000)
def _versioned(cell: str) -> tuple[int, str] | None:
    """A version's number and the beginning of the project's id; None for what is none."""
    found = _VERSION.fullmatch(cell.strip())
    return None if found is None else (int(found[1] or 0), found[2] or "")


def columns_of(
    path: Path,
    header: Sequence[str],
    sample: Sequence[Sequence[Sequence[str]]],
    *,
    row_remedy: str = "correct the row; in CSV a text with a comma stands in quotation marks",
) -> Columns:
    """What a table's header says.

    Args:
        path: The table, for messages.
        header: Its first row's cells.
        sample: Some rows after it, for each cell its lines.
        row_remedy: What to do about a row that is wider than the header.

    Raises:
        WorkbenchError: Fewer than one column names a language, or two the same.
    """
    languages: dict[int, str] = {}
    unit_columns: dict[str, int] = {}
    others: dict[int, str] = {}
    for column, cell in enumerate(header):
        name = cell.strip()
        if name.lower() in UNIT_COLUMNS:
            unit_columns[name.lower()] = column
            continue
        cells = ["\n".join(row[column]) for row in sample if column < len(row)]
        key = language_key(name, cells) if name else None
        if key is None:
            if name:
                others[column] = name
        elif key in languages.values():
            raise WorkbenchError(
                f"two columns are called {key}",
                place=f"{path}:1",
                remedy=f"call the second {key}#2",
            )
        else:
            languages[column] = key
    if not languages:
        raise WorkbenchError(
            "no column of the first row names a language",
            place=f"{path}:1",
            remedy="give it a header such as id, en, ru",
        )
    return Columns(path, languages, unit_columns, others, row_remedy)


_INNER = "\N{LINE SEPARATOR}"
"""Stands for a line break inside a segment where a line is a segment."""


def cell_of(variant: Variant, written: Written) -> str:
    """A variant as the cell of a spreadsheet: a segment a line."""
    cell = "\n".join(variant.segments)
    inner = cell.count("\n") - max(len(variant.segments) - 1, 0)
    if inner:
        written.broken += inner
        cell = "\n".join(segment.replace("\n", _INNER) for segment in variant.segments)
    return cell


def lines_of(cell: str) -> tuple[str, ...]:
    """The segments of a spreadsheet's cell."""
    return tuple(cell.replace("\r\n", "\n").split("\n")) if cell else ()
