"""Projects made in a server, and set aside."""

import json
from collections.abc import Iterable

from workbench.project.edit import Edit
from workbench.project.location import Location
from workbench.project.postgres.connection import Connection
from workbench.project.postgres.statements import add_edits, add_rows
from workbench.project.postgres.texts import as_json
from workbench.project.rows import Table
from workbench.project.store import Content


def exists(connection: Connection, name: str) -> bool:
    """Whether there is a project of this name; there is a schema."""
    rows = connection.run("SELECT 1 FROM workbench.project WHERE name = :name", name=name)
    return bool(rows)


def fill(connection: Connection, content: Content, edits: Iterable[Edit]) -> int:
    """Write a project that has no name yet; its number."""
    ((number,),) = connection.run(
        "INSERT INTO workbench.project (name) VALUES (CAST(:none AS text)) RETURNING number",
        none=None,
    )
    highest: dict[Table, int] = {}
    for table, rows in content.tables().items():
        highest[table] = add_rows(connection, number, table, rows)
    add_edits(connection, number, edits, highest)
    connection.run(
        """UPDATE workbench.project SET (last, newest) = (SELECT id, token FROM workbench.edit
            WHERE project = number ORDER BY id DESC LIMIT 1)
        WHERE number = CAST(:project AS bigint)
            AND EXISTS (SELECT 1 FROM workbench.edit WHERE project = number)""",
        project=number,
    )
    connection.run(
        """INSERT INTO workbench.claimed (project, name, last)
        SELECT CAST(:project AS bigint), key, value::bigint
        FROM json_each_text(CAST(:pairs AS json))""",
        project=number,
        pairs=json.dumps(highest),
    )
    connection.run(
        """INSERT INTO workbench.fact (project, name, value)
        SELECT CAST(:project AS bigint), key, value FROM json_each_text(CAST(:pairs AS json))""",
        project=number,
        pairs=as_json([dict(content.metadata)], connection.place)[1:-1],
    )
    return int(number)


def set_aside(connection: Connection, location: Location) -> None:
    """Give a project the name of a backup, so that another can have its name."""
    ((number,),) = connection.run(
        "SELECT number FROM workbench.project WHERE name = :name FOR UPDATE", name=location.name
    )
    backup = next(place.name for place in location.backups() if not exists(connection, place.name))
    connection.run(
        "UPDATE workbench.project SET name = :name WHERE number = CAST(:project AS bigint)",
        name=backup,
        project=number,
    )
    connection.run(
        "DELETE FROM workbench.vector WHERE project = CAST(:project AS bigint)", project=number
    )
