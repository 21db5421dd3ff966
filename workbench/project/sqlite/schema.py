"""The tables of a project file, and how an older file becomes a newer one."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.project.sqlite import second_form
from workbench.project.sqlite.errors import NO_PROJECT

APPLICATION = 0x5742414C
"""SQLite's ``application_id`` of a project: "WBAL"."""


def first_tables(database: sqlite3.Connection) -> None:
    """Documents, segments, beads, edits, facts, and the ids given away."""
    for statement in (
        """CREATE TABLE document (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL, tag TEXT NOT NULL, origin TEXT NOT NULL,
            sha256 TEXT NOT NULL, encoding TEXT, original INTEGER NOT NULL, text TEXT NOT NULL,
            paragraphs TEXT NOT NULL, metadata TEXT NOT NULL)""",
        """CREATE TABLE bead (
            id INTEGER PRIMARY KEY, block INTEGER NOT NULL, place INTEGER NOT NULL,
            status TEXT NOT NULL, flagged INTEGER NOT NULL, excluded INTEGER NOT NULL,
            confidence REAL, note TEXT NOT NULL, version INTEGER NOT NULL)""",
        """CREATE TABLE segment (
            id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document,
            place INTEGER NOT NULL,
            bead INTEGER NOT NULL REFERENCES bead DEFERRABLE INITIALLY DEFERRED,
            text TEXT NOT NULL, original TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
            paragraph INTEGER NOT NULL)""",
        "CREATE INDEX segment_bead ON segment (bead)",
        """CREATE TABLE edit (
            id INTEGER PRIMARY KEY, verb TEXT NOT NULL, author TEXT NOT NULL, time TEXT NOT NULL,
            undoes INTEGER REFERENCES edit, changes TEXT NOT NULL)""",
        "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE claimed (name TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID",
    ):
        database.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    first_tables,
    second_form.migrate,
)
"""Each is applied once, in order; a file's ``user_version`` says how many it has had."""


def migrate(database: sqlite3.Connection, back_up: Callable[[bytes], None] | None = None) -> None:
    """Bring a file's tables up to date, in one transaction.

    Args:
        database: In autocommit mode; a new one, or one that had some of the migrations.
        back_up: Given the file's bytes before the first change of it.
    """
    if _version(database) == len(MIGRATIONS):
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        # Asked again under the lock: another process may have migrated it meanwhile.
        missing = MIGRATIONS[_version(database) :]
        if missing and back_up is not None:
            back_up(database.serialize())
        for migration in missing:
            migration(database)
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        database.execute("COMMIT")
    except BaseException:
        database.execute("ROLLBACK")
        raise


def version_of(database: sqlite3.Connection, path: Path) -> int:
    """How many of the migrations a file has had.

    Args:
        database: The file.
        path: Its name, for messages.

    Raises:
        WorkbenchError: It is no project, or a newer one than this program knows.
    """
    version = _version(database)
    if database.execute("PRAGMA application_id").fetchone()[0] != APPLICATION or version < 1:
        raise WorkbenchError(
            "it is not a Workbench project",
            place=path,
            remedy=NO_PROJECT,
        )
    if version > len(MIGRATIONS):
        raise WorkbenchError(
            f"a newer Workbench wrote it (form {version}; this one knows up to {len(MIGRATIONS)})",
            place=path,
            remedy="bring Workbench up to date",
        )
    return version


def _version(database: sqlite3.Connection) -> int:
    version: int = database.execute("PRAGMA user_version").fetchone()[0]
    return version
