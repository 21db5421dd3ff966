"""Whether a file is a project and whole, before anything in it is believed."""

import re
import sqlite3
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

from workbench.errors import WorkbenchError
from workbench.project.rows import ROWS
from workbench.project.sqlite import schema
from workbench.project.sqlite.errors import DAMAGED, NO_PROJECT

_Tables = frozenset[tuple[str, str, str, str | None]]
"""Of each table and index its type, name, table, and the statement that makes it."""

_VECTORS = (
    "CREATE TABLE vector(signature TEXT NOT NULL,digest BLOB NOT NULL,row BLOB NOT NULL,"
    "PRIMARY KEY(signature,digest))WITHOUT ROWID"
)
_STATISTICS = {"sqlite_stat1": "tbl,idx,stat", "sqlite_stat4": "tbl,idx,neq,nlt,ndlt,sample"}

_BESIDES: _Tables = frozenset(
    {
        ("table", "vector", "vector", _VECTORS),
        ("index", "sqlite_autoindex_vector_1", "vector", None),
        *(
            ("table", name, name, f"CREATE TABLE {name}({columns})")
            for name, columns in _STATISTICS.items()
        ),
    }
)
"""What a file may hold besides the project: the encoder's cache, SQLite's statistics."""

_MOST_TABLES = 100
_SPACES = re.compile(r" ?([(),]) ?")

_OTHERS: dict[str, dict[str, Any]] = {
    "edit": {"id": int, "verb": str, "author": str, "time": str, "undoes": int | None,
             "changes": str | bytes},
    "fact": {"name": str, "value": str},
    "claimed": {"name": str, "last": int},
}  # fmt: skip
"""The columns of the tables that hold no rows of the project."""

_NOT_OF_TYPE: dict[Any, str] = {
    int: "typeof({0}) <> 'integer' OR abs({0}) > 9007199254740991",
    bool: "{0} NOT IN (0, 1)",
    float: "typeof({0}) NOT IN ('real', 'integer')",
    str: "typeof({0}) <> 'text'",
    bytes: "typeof({0}) <> 'blob'",
}


def check(database: sqlite3.Connection, path: Path, version: int) -> None:
    """See that a file holds the tables of a project and nothing else, and is undamaged.

    Args:
        database: The file; nothing has been read of it but its header.
        path: Its name, for messages.
        version: The form that its header states.

    Raises:
        WorkbenchError: It is damaged, or it is not a project.
        sqlite3.Error: Likewise.
    """
    found = _tables(database)
    expected = expected_tables(schema.MIGRATIONS[:version])
    # A view or a trigger runs what a stranger wrote.
    odd = sorted(name for _, name, _, _ in found - expected - _BESIDES)
    missing = sorted(name for _, name, _, _ in expected - found)
    if odd or missing:
        raise WorkbenchError(
            f"it has no {missing[0]!r} as a project has it"
            if missing
            else f"it holds {odd[0]!r}, which no project has",
            place=path,
            remedy=NO_PROJECT,
        )
    (said,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise damaged(path, " ".join(str(said).split()))


def check_rows(database: sqlite3.Connection, path: Path) -> None:
    """See that every value is of its column's kind.

    Args:
        database: A file in the newest form, which :func:`check` found sound.
        path: Its name, for messages.

    Raises:
        WorkbenchError: One is not.
    """
    tables: dict[str, dict[str, Any]] = {name: get_type_hints(row) for name, row in ROWS.items()}
    for table, columns in (tables | _OTHERS).items():
        wrong = " OR ".join(f"({_not_of(name, kind)})" for name, kind in columns.items())
        if database.execute(f"SELECT 1 FROM {table} WHERE {wrong} LIMIT 1").fetchone():
            raise damaged(path, f"a row of {table!r} holds a value of another kind")
    highest = dict(database.execute("SELECT name, last FROM claimed").fetchall())
    for table in ROWS:
        (last,) = database.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
        if last > highest.get(table, -1):
            raise damaged(path, f"it has given away fewer ids than {table!r} has")
    edits, last = database.execute("SELECT count(*), coalesce(max(id), 0) FROM edit").fetchone()
    if edits != last:
        raise damaged(path, "its history has gaps")
    versions = "SELECT coalesce(min(version), 0), coalesce(max(version), 0) FROM bead"
    (first, newest) = database.execute(versions).fetchone()
    if first < 0 or newest > last:
        raise damaged(path, "a bead names an edit that is not there")


def damaged(path: Path, how: str) -> WorkbenchError:
    """The sentence for a damaged file."""
    return WorkbenchError(f"it is damaged ({how})", place=path, remedy=DAMAGED)


@lru_cache(maxsize=4)
def expected_tables(migrations: tuple[Callable[[sqlite3.Connection], None], ...]) -> _Tables:
    """The tables and indices that a new file has after some migrations."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for migration in migrations:
            migration(database)
        return _tables(database)
    finally:
        database.close()


def _tables(database: sqlite3.Connection) -> _Tables:
    rows = database.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master LIMIT ?", (_MOST_TABLES,)
    )
    return frozenset(
        (str(kind), str(name), str(table), None if sql is None else _plain(str(sql)))
        for kind, name, table, sql in rows
    )


def _plain(statement: str) -> str:
    """A statement without the spaces that mean nothing, which SQLite's versions set otherwise."""
    return _SPACES.sub(r"\1", " ".join(statement.split()))


def _not_of(name: str, kind: Any) -> str:
    """A condition in SQL that holds for values which are not of a kind."""
    kinds = get_args(kind)
    column = f'"{name}"'
    if kinds and all(isinstance(each, str) for each in kinds):
        words = ", ".join(f"'{word}'" for word in kinds)
        return f"{column} NOT IN ({words})"
    if type(None) in kinds:
        (other,) = set(kinds) - {type(None)}
        return f"{column} IS NOT NULL AND ({_not_of(name, other)})"
    if kinds:
        return " AND ".join(f"({_not_of(name, each)})" for each in kinds)
    return _NOT_OF_TYPE[kind].format(column)
