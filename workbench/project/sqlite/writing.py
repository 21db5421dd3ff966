"""A whole project file from rows and edits."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from workbench.project.edit import Edit, stored
from workbench.project.rows import ROWS, Table
from workbench.project.sqlite import schema
from workbench.project.sqlite.connection import stamp_of
from workbench.project.store import Content

INSERT_EDIT = "INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?)"
"""Takes :func:`edit_values`."""


def fill(path: Path, content: Content, edits: Iterable[Edit] = ()) -> None:
    """Write a project into an empty file, of which nobody knows yet.

    Args:
        path: The file.
        content: Its rows and metadata; the rows are written as they come.
        edits: All that led to them, numbered, oldest first.
    """
    database = _open(path)
    try:
        schema.migrate(database)
        database.execute("BEGIN")
        # Ids are never given twice: those of rows that edits removed count too.
        highest: dict[Table, int] = {}
        for table, rows in content.tables().items():
            highest[table] = 0
            marks = ", ".join("?" * len(ROWS[table]._fields))
            columns = ", ".join(map(quoted, ROWS[table]._fields))
            database.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})", _told(table, rows, highest)
            )

        def told() -> Iterator[tuple[Any, ...]]:
            for edit in edits:
                for change in edit.changes:
                    highest[change.table] = max(highest[change.table], *change.ids)
                yield edit_values(edit)

        database.executemany(INSERT_EDIT, told())
        database.executemany("INSERT INTO claimed VALUES (?, ?)", highest.items())
        database.executemany("INSERT INTO fact VALUES (?, ?)", content.metadata.items())
        database.execute("COMMIT")
    finally:
        database.close()
    # No journal of another file is taken for one of this one: the stamp is that of what it
    # holds, so that the same content gives the same bytes.
    with path.open("rb") as file:
        stamp = stamp_of(hashlib.file_digest(file, "sha256").digest())
    with closing(_open(path)) as database:
        database.execute(f"PRAGMA schema_version = {stamp}")


def _open(path: Path) -> sqlite3.Connection:
    """A file that is thrown away where writing it fails, so that it needs no journal."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    return database


def _told(table: Table, rows: Iterable[Any], highest: dict[Table, int]) -> Iterator[Any]:
    """The rows, with the highest id noted."""
    for row in rows:
        highest[table] = max(highest[table], row.id)
        yield row


def edit_values(edit: Edit) -> tuple[Any, ...]:
    """An edit as the table ``edit`` has it."""
    return edit.id, edit.verb, edit.author, edit.time, edit.undoes, stored(edit.changes)


def quoted(name: str) -> str:
    """A column's name in a statement; ``end`` is a word of SQL."""
    return f'"{name}"'
