"""All of a project, read from a server at one moment."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Any, get_args

from workbench.errors import WorkbenchError
from workbench.project.edit import Entry
from workbench.project.postgres.connection import Connection
from workbench.project.postgres.schema import quoted
from workbench.project.rows import (
    ROWS,
    AsideKind,
    AsideRow,
    BeadRow,
    DocumentRow,
    NoteRow,
    SegmentRow,
    Table,
)
from workbench.project.store import Snapshot
from workbench.units import Status

_DOCUMENT = SegmentRow._fields.index("document")
_PLACE = SegmentRow._fields.index("place")
_BEAD_PLACE = BeadRow._fields.index("place")
_CONFIDENCE = BeadRow._fields.index("confidence")

_AT_ONCE = 2_000
"""Rows in one value of JSON."""


def load(connection: Connection, project: int, last: int) -> Snapshot:
    """A project as it is.

    Args:
        connection: In a transaction that sees one moment.
        project: The number of the project.
        last: The number of its newest edit.

    Raises:
        WorkbenchError: Somebody changed the tables in a way that no edit does.
    """
    segments = list(map(SegmentRow._make, _rows(connection, project, "segment")))
    segments.sort(key=itemgetter(_DOCUMENT, _PLACE, 0))
    beads = [BeadRow._make(_with_float(row)) for row in _rows(connection, project, "bead")]
    beads.sort(key=itemgetter(_BEAD_PLACE, 0))
    history = connection.run(
        """SELECT id, verb, author, time, undoes FROM workbench.edit
        WHERE project = CAST(:project AS bigint) ORDER BY id""",
        project=project,
    )
    metadata = connection.run(
        """SELECT name, value FROM workbench.fact
        WHERE project = CAST(:project AS bigint) ORDER BY name""",
        project=project,
    )
    snapshot = Snapshot(
        sorted(map(DocumentRow._make, _rows(connection, project, "document"))),
        segments,
        beads,
        list(map(Entry._make, history)),
        dict(metadata),
        sorted(map(NoteRow._make, _rows(connection, project, "note"))),
        sorted(map(AsideRow._make, _rows(connection, project, "aside"))),
    )
    wrong = _wrong(snapshot, last)
    if wrong:
        raise WorkbenchError(
            f"it is damaged ({wrong})",
            place=connection.place,
            remedy="open a backup of it; it was left as it is",
        )
    return snapshot


def _wrong(snapshot: Snapshot, last: int) -> str:
    if [entry.id for entry in snapshot.history] != list(range(1, last + 1)):
        return "its history has gaps"
    if {row.status for row in snapshot.beads} - set(get_args(Status)):
        return "a bead has a status that there is not"
    if {row.kind for row in snapshot.aside} - set(get_args(AsideKind)):
        return "what was set aside has a kind that there is not"
    return ""


def _rows(connection: Connection, project: int, table: Table) -> Iterator[list[Any]]:
    """All rows of a table, in no order: their values in the order of the row's fields."""
    columns = ", ".join(map(quoted, ROWS[table]._fields))
    # As JSON, which the driver reads many times faster than values one by one.
    found = connection.run(
        f"SELECT json_agg(json_build_array({columns})) FROM workbench.{table} "
        f"WHERE project = CAST(:project AS bigint) GROUP BY id / {_AT_ONCE}",
        project=project,
    )
    for (rows,) in found:
        yield from rows


def _with_float(row: list[Any]) -> list[Any]:
    """A bead's row as it was: JSON has no point in a whole number."""
    if row[_CONFIDENCE] is not None:
        row[_CONFIDENCE] = float(row[_CONFIDENCE])
    return row
