"""The rows of a table that comes back, beside the beads they were exported from."""

import operator
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from workbench.errors import WorkbenchError
from workbench.project.history import BeadContent
from workbench.project.ids import names_id
from workbench.project.operations.texts import one_line
from workbench.project.project import Project
from workbench.units import Memory, Unit, Variant, from_marks, with_marks

_T = TypeVar("_T")
_PROJECT, _STATUS = "x-workbench-project", "x-workbench-status"
_AGREEING = 0.5
"""Share of a table's rows that must say what their beads say somewhere, where no row names the
project."""


def check_project(project: Project, rows: dict[int, Unit], columns: dict[str, int]) -> None:
    """See that a table is of this project: by the id in its versions, else by its texts.

    Raises:
        WorkbenchError: It is another's.
    """
    for unit in rows.values():
        named = unit.properties.get(_PROJECT)
        if named is not None and not names_id(project.id, named):
            raise WorkbenchError(
                f"{row_name(unit)} is of another project ({named}, and this one is "
                f"{project.short_id})",
                remedy="name the project that it was exported from",
            )
    nameless = [
        (bead, unit)
        for bead, unit in rows.items()
        if _PROJECT not in unit.properties and bead in project
    ]
    agreeing = sum(
        any(
            same_texts(project.texts(bead, column), unit.variants[key].segments)
            for key, column in columns.items()
            if key in unit.variants
        )
        for bead, unit in nameless
    )
    if agreeing < _AGREEING * len(nameless):
        raise WorkbenchError(
            f"only {agreeing} of its {len(nameless)} rows say what the beads of this project say, "
            "and no row names a project",
            remedy="name the project that it was exported from",
        )


def merged_content(base: BeadContent, sheet: BeadContent, now: BeadContent) -> BeadContent | None:
    """A row and its bead where both have changed: cell by cell the one that was changed.

    Returns:
        What the bead is to be; None where both changed one cell, each in its way.
    """
    texts = []
    for before, asked, here in zip(base.texts, sheet.texts, now.texts, strict=True):
        chosen = _merged(before, asked, here, same_texts)
        if chosen is None:
            return None
        texts.append(chosen)
    note = _merged(base.note, sheet.note, now.note, lambda a, b: a.split() == b.split())
    status = _merged(base.status, sheet.status, now.status, operator.eq)
    flagged = _merged(base.flagged, sheet.flagged, now.flagged, operator.eq)
    excluded = _merged(base.excluded, sheet.excluded, now.excluded, operator.eq)
    if note is None or status is None or flagged is None or excluded is None:
        return None
    return BeadContent(status, flagged, excluded, note, tuple(texts))


def _merged(before: _T, asked: _T, here: _T, same: Callable[[_T, _T], bool]) -> _T | None:
    if same(asked, before) or same(asked, here):
        return here
    return asked if same(here, before) else None


def table_columns(project: Project, memory: Memory) -> dict[str, int]:
    """The project's columns that the table has, by the table's names for them."""
    keys = {document.key: column for column, document in enumerate(project.documents)}
    found = {source.key: keys[source.key] for source in memory.sources if source.key in keys}
    unknown = [source.key for source in memory.sources if source.key not in keys]
    if unknown or not found:
        raise WorkbenchError(
            f"the table has a column {', '.join(unknown) or 'of no language'}, which the project "
            f"lacks",
            remedy=f"name a table that was exported from it, with columns {', '.join(keys)}",
        )
    return found


def rows_by_bead(
    project: Project, units: Iterable[Unit]
) -> tuple[dict[int, Unit], list[Unit], list[str]]:
    """The rows of a table by the bead that each names.

    Returns:
        The rows by bead; those that name none, or the same one as another; and for each of
        these a sentence that says so.

    Raises:
        WorkbenchError: The table was exported from another project.
    """
    rows: dict[int, Unit] = {}
    unmatched = []
    wrong = []
    twice = set()
    for unit in units:
        if not unit.id.isdecimal():
            unmatched.append(unit)
            wrong.append(f"{row_name(unit)}: it has no bead's id")
            continue
        bead = int(unit.id)
        if unit.version > project.last:
            raise WorkbenchError(
                f"{row_name(unit)} says version {unit.version}, and the project has had only "
                f"{project.last} edits",
                remedy="name a table that was exported from this project",
            )
        if bead in rows:
            twice.add(bead)
            unmatched.append(rows[bead])
        rows[bead] = unit
    for bead in sorted(twice):
        unmatched.append(rows.pop(bead))
        wrong.append(f"{row_name(unmatched[-1])}: bead {bead} is in two rows")
    return rows, unmatched, wrong


def row_content(
    project: Project,
    unit: Unit,
    base: BeadContent,
    columns: dict[str, int],
    silent: frozenset[str],
) -> BeadContent:
    """What a row says; columns that the table lacks, or the row, are as they were."""
    texts = list(base.texts)
    for key, column in columns.items():
        if key in unit.variants:
            texts[column] = cell_lines(project, column, unit.variants[key])
    decided = base if "status" in silent or unit.properties.get(_STATUS) == "" else unit
    note = base.note if "note" in silent else unit.note.strip()
    return BeadContent(
        decided.status, decided.flagged, decided.excluded, note, tuple(texts), base.codes
    )


def unknown_marks(base: BeadContent, sheet: BeadContent, elsewhere: Collection[str]) -> list[str]:
    """Marks in a row that are none of its bead's codes.

    Args:
        base: The bead as it was exported.
        sheet: What the row says.
        elsewhere: The lines of all beads: one that moved keeps its own marks.
    """
    return [
        code.source
        for column in sheet.texts
        for line in column
        if line not in elsewhere
        for code in from_marks(line)[1]
        if int(code.id) not in base.codes
    ]


def cell_lines(project: Project, column: int, variant: Variant) -> tuple[str, ...]:
    """The segments that a cell asks for, with marks for their codes."""
    tag = project.documents[column].tag
    lines = [
        with_marks(text, codes, [int(code.id) for code in codes])
        for text, codes in zip(
            variant.segments, variant.codes or ((),) * len(variant.segments), strict=True
        )
    ]
    return tuple(filter(None, (one_line(line, tag) for line in lines)))


def same_content(one: BeadContent, other: BeadContent) -> bool:
    """Whether a row says what another does, save for white space in notes."""
    return (
        one[:3] == other[:3]
        and one.note.split() == other.note.split()
        and all(map(same_texts, one.texts, other.texts))
    )


def same_texts(one: Sequence[str], other: Sequence[str]) -> bool:
    """The same texts, save for what no table can carry: empty lines and control characters."""
    if one == other:
        return True
    return list(filter(None, map(carried, one))) == list(filter(None, map(carried, other)))


def carried(text: str) -> str:
    """What a table can carry of a text: no control characters."""
    if text.isprintable():
        return text.strip()
    return "".join(c for c in text if c.isprintable() or c.isspace()).strip()


def row_name(unit: Unit) -> str:
    """What messages call a row."""
    return f"row {unit.line}" if unit.line else f"the row of {unit.id}"


def entangled_rows(
    asked: dict[int, tuple[BeadContent, BeadContent]],
    refused: dict[int, tuple[BeadContent, BeadContent]],
    unmatched: Sequence[set[tuple[int, str]]],
) -> list[int]:
    """Rows that lose a line to a refused row, or gain one from it: they are refused as well.

    Otherwise a moved line would be lost, or be there twice. Of rows that are no bead's, all
    lines count as gained.
    """
    found: list[int] = []
    exchanged = [_exchanged(*pair) for pair in refused.values()]
    exchanged += [(lines, set()) for lines in unmatched]
    while exchanged:
        gained = set().union(*(pair[0] for pair in exchanged))
        lost = set().union(*(pair[1] for pair in exchanged))
        exchanged = []
        for bead, pair in asked.items():
            comes, goes = _exchanged(*pair)
            if bead not in found and (comes & lost or goes & gained):
                found.append(bead)
                exchanged.append((comes, goes))
    return found


def _exchanged(
    base: BeadContent, sheet: BeadContent
) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """The lines that a row gains and loses, each with its column."""
    sides = [
        {(column, text) for column, run in enumerate(content.texts) for text in run}
        for content in (base, sheet)
    ]
    return sides[1] - sides[0], sides[0] - sides[1]
