"""A whole project file from rows and edits."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from workbench.project.edit import Edit, stored
from workbench.project.rows import ROWS
from workbench.project.sqlite import schema
from workbench.project.sqlite.connection import stamp_of
from workbench.project.store import Snapshot

INSERT_EDIT = "INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?)"
"""Takes :func:`edit_values`."""


def file_bytes(snapshot: Snapshot, edits: Iterable[Edit] = ()) -> bytes:
    """The bytes of a project file.

    Args:
        snapshot: Its rows and metadata.
        edits: All that led to them, numbered, oldest first.
    """
    database = sqlite3.connect(":memory:", isolation_level=None)
    try:
        schema.migrate(database)
        database.execute("BEGIN")
        tables = snapshot.tables()
        # Ids are never given twice: those of rows that edits removed count too.
        highest = {
            table: max((row.id for row in rows), default=0) for table, rows in tables.items()
        }

        def told() -> Iterator[tuple[Any, ...]]:
            for edit in edits:
                for change in edit.changes:
                    highest[change.table] = max(highest[change.table], *change.ids)
                yield edit_values(edit)

        for table, rows in tables.items():
            marks = ", ".join("?" * len(ROWS[table]._fields))
            columns = ", ".join(map(quoted, ROWS[table]._fields))
            database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
        database.executemany(INSERT_EDIT, told())
        database.executemany("INSERT INTO claimed VALUES (?, ?)", highest.items())
        database.executemany("INSERT INTO fact VALUES (?, ?)", snapshot.metadata.items())
        database.execute("COMMIT")
        # No journal of another file is taken for one of this one: the stamp is that of what it
        # holds, so that the same content gives the same bytes.
        stamp = stamp_of(hashlib.sha256(database.serialize()).digest())
        database.execute(f"PRAGMA schema_version = {stamp}")
        return database.serialize()
    finally:
        database.close()


def edit_values(edit: Edit) -> tuple[Any, ...]:
    """An edit as the table ``edit`` has it."""
    return edit.id, edit.verb, edit.author, edit.time, edit.undoes, stored(edit.changes)


def quoted(name: str) -> str:
    """A column's name in a statement; ``end`` is a word of SQL."""
    return f'"{name}"'
