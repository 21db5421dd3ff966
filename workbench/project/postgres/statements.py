"""Changes of rows as statements: set-wise, the rows as one value in JSON."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from workbench.project.edit import Change, Columns, Edit, decode, each_row, stored
from workbench.project.postgres.connection import Connection
from workbench.project.postgres.schema import TYPES, quoted
from workbench.project.postgres.texts import as_json
from workbench.project.rows import ROWS, Row, Table

Item = TypeVar("Item")

_AT_ONCE = 2_000
"""Rows in one statement."""

_EDITS_AT_ONCE = 200


def holds(connection: Connection, project: int, change: Change) -> bool:
    """Change rows where all are still as the before-image says.

    Args:
        connection: In a transaction.
        project: The number of the project.
        change: Of an edit.

    Returns:
        Whether they were; where not, some may have been changed.
    """
    rows = list(_rows(change))
    statement = _statement(change)
    held = 0
    for part in _parts(rows):
        ((count,),) = connection.run(
            statement, project=project, rows=as_json(part, connection.place)
        )
        held += count
    return held == len(rows)


def add_rows(connection: Connection, project: int, table: Table, rows: Iterable[Row]) -> int:
    """Add whole rows of a new project; their highest id, 0 of none."""
    highest = 0
    columns = ROWS[table]._fields
    statement = _insert(table, columns[1:])
    for part in _parts(rows):
        highest = max(highest, *(row[0] for row in part))
        connection.run(
            statement,
            project=project,
            rows=as_json(
                [dict(zip(("id", *map(_after, columns[1:])), row, strict=True)) for row in part],
                connection.place,
            ),
        )
    return highest


def add_edits(
    connection: Connection, project: int, edits: Iterable[Edit], highest: dict[Table, int]
) -> None:
    """Add the whole history of a new project.

    Args:
        connection: In a transaction.
        project: The number of the project.
        edits: Numbered, oldest first.
        highest: By table the highest id so far; raised to those of the edits.
    """
    for part in _parts(edits, _EDITS_AT_ONCE):
        rows = []
        for edit in part:
            for change in edit.changes:
                highest[change.table] = max(highest[change.table], *change.ids)
            rows.append(
                {
                    "id": edit.id,
                    "verb": edit.verb,
                    "author": edit.author,
                    "time": edit.time,
                    "undoes": edit.undoes,
                    "changes": packed(edit).hex(),
                }
            )
        connection.run(
            """INSERT INTO workbench.edit (project, id, verb, author, time, undoes, changes)
            SELECT CAST(:project AS bigint), n.id, n.verb, n.author, n.time, n.undoes,
                decode(n.changes, 'hex')
            FROM json_to_recordset(CAST(:rows AS json)) AS n(id bigint, verb text, author text,
                time text, undoes bigint, changes text)""",
            project=project,
            rows=as_json(rows, connection.place),
        )


def packed(edit: Edit) -> bytes:
    """An edit's images as the table ``edit`` has them."""
    changes = stored(edit.changes)
    return changes if isinstance(changes, bytes) else changes.encode()


def unpacked(changes: bytes) -> tuple[Change, ...]:
    """What :func:`packed` made.

    Raises:
        ValueError: It is damaged.
    """
    # JSON begins with a bracket, and nothing that zlib packed does.
    return decode(changes.decode() if changes[:1] == b"[" else changes)


def _rows(change: Change) -> Iterator[dict[str, Any]]:
    """Per row its id and the values before and after, with a letter before each name."""
    empty: list[dict[str, Any]] = [{}] * len(change.ids)
    befores = empty if change.before is None else each_row(change.before)
    afters = empty if change.after is None else each_row(change.after)
    for number, before, after in zip(change.ids, befores, afters, strict=True):
        row: dict[str, Any] = {"id": number}
        row.update((_before(name), value) for name, value in before.items())
        row.update((_after(name), value) for name, value in after.items())
        yield row


def _statement(change: Change) -> str:
    """Changes rows of ``:project`` as ``:rows`` say; gives the count of those that held."""
    table, before, after = change.table, change.before, change.after
    if before is None:
        assert after is not None
        return _insert(table, after)
    known = " AND ".join(
        ["t.project = CAST(:project AS bigint)", "t.id = n.id"]
        + [f"t.{quoted(name)} IS NOT DISTINCT FROM n.{quoted(_before(name))}" for name in before]
    )
    rows = _recordset(table, before, () if after is None else after)
    if before == after:
        return f"SELECT count(*) FROM workbench.{table} AS t, {rows} WHERE {known}"
    if after is None:
        act = f"DELETE FROM workbench.{table} AS t USING {rows} WHERE {known}"
    else:
        columns = ", ".join(f"{quoted(name)} = n.{quoted(_after(name))}" for name in after)
        act = f"UPDATE workbench.{table} AS t SET {columns} FROM {rows} WHERE {known}"
    return f"WITH done AS ({act} RETURNING 1) SELECT count(*) FROM done"


def _insert(table: Table, names: Iterable[str]) -> str:
    names = list(names)
    columns = ", ".join(map(quoted, names))
    values = ", ".join(f"n.{quoted(_after(name))}" for name in names)
    act = (
        f"INSERT INTO workbench.{table} (project, id, {columns}) "
        f"SELECT CAST(:project AS bigint), n.id, {values} FROM {_recordset(table, (), names)}"
    )
    return f"WITH done AS ({act} RETURNING 1) SELECT count(*) FROM done"


def _recordset(
    table: Table, before: Columns | Sequence[str], after: Columns | Sequence[str]
) -> str:
    names = [(_before(name), name) for name in before] + [(_after(name), name) for name in after]
    columns = ", ".join(
        ["id bigint"]
        + [
            f"{quoted(named)} {TYPES[table][name].removesuffix(' NOT NULL')}"
            for named, name in names
        ]
    )
    return f"json_to_recordset(CAST(:rows AS json)) AS n({columns})"


def _before(name: str) -> str:
    return f"b_{name}"


def _after(name: str) -> str:
    return f"a_{name}"


def _parts(items: Iterable[Item], size: int = _AT_ONCE) -> Iterator[list[Item]]:
    """Items, so many at a time."""
    left = iter(items)
    while part := list(islice(left, size)):
        yield part
