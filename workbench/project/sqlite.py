"""A project in one SQLite file.

Rollback journal and ``synchronous=FULL``: an edit that was acknowledged is on the disk, and
a plain copy of the file holds all of them, even while it is open.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.project import schema
from workbench.project.edit import Change, Columns, Conflict, Edit, Entry, decode, encode
from workbench.project.rows import ROWS, BeadRow, DocumentRow, SegmentRow, Table
from workbench.project.store import Snapshot

PATIENCE = 5.0
"""Seconds to wait while another process writes."""

_DOCUMENT = SegmentRow._fields.index("document")
_PLACE = SegmentRow._fields.index("place")
_BEAD_PLACE = BeadRow._fields.index("place")


class SQLiteStore:
    """The store of a project file.

    It may be used from any thread, by one at a time.

    Args:
        path: An existing project.

    Raises:
        WorkbenchError: It is no project, a newer one than this program knows, or damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise WorkbenchError(
                "it is a folder" if path.is_dir() else "there is no such file",
                place=path,
                remedy="name a project (.aligned), as 'workbench align' writes it",
            )
        with explaining(path):
            self._database = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=rw",
                uri=True,
                timeout=PATIENCE,
                isolation_level=None,
                check_same_thread=False,
            )
        try:
            with explaining(path):
                self._prepare()
        except BaseException:
            self._database.close()
            raise

    def _prepare(self) -> None:
        database = self._database
        database.execute("PRAGMA trusted_schema = OFF")
        application = database.execute("PRAGMA application_id").fetchone()[0]
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if application != schema.APPLICATION or version < 1:
            raise WorkbenchError(
                "it is not a Workbench project",
                place=self.path,
                remedy="name a project (.aligned), as 'workbench align' writes it",
            )
        if version > len(schema.MIGRATIONS):
            raise WorkbenchError(
                f"a newer Workbench wrote it (form {version}; this one knows up to "
                f"{len(schema.MIGRATIONS)})",
                place=self.path,
                remedy="bring Workbench up to date",
            )
        if database.execute("PRAGMA journal_mode").fetchone()[0] != "delete":
            database.execute("PRAGMA journal_mode = DELETE")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
        schema.migrate(database)
        self._seen = self._data_version()

    def load(self) -> Snapshot:
        """See :class:`workbench.project.store.Store`."""
        with explaining(self.path), self._transaction("DEFERRED"):
            self._seen = self._data_version()
            # Without _make's frame for each of perhaps a million rows.
            segments = list(map(partial(tuple.__new__, SegmentRow), self._rows("segment")))
            beads = list(map(partial(tuple.__new__, BeadRow), self._rows("bead")))
            history = self._database.execute(
                "SELECT id, verb, author, time, undoes FROM edit ORDER BY id"
            )
            facts = self._database.execute("SELECT name, value FROM fact ORDER BY name")
            # Ids are nearly in this order: sorting here costs less than an ORDER BY there.
            segments.sort(key=itemgetter(_DOCUMENT, _PLACE, 0))
            beads.sort(key=itemgetter(_BEAD_PLACE, 0))
            return Snapshot(
                [DocumentRow._make(row) for row in self._rows("document")],
                segments,
                beads,
                list(map(Entry._make, history)),
                dict(facts),
            )

    def apply(self, edit: Edit, *, last: int | None = None) -> Edit:
        """See :class:`workbench.project.store.Store`."""
        with explaining(self.path), self._transaction("IMMEDIATE"):
            execute = self._database.execute
            newest = execute("SELECT coalesce(max(id), 0) FROM edit").fetchone()[0]
            if last is not None and newest != last:
                raise self._conflict()
            edit = edit.numbered(newest + 1)
            for change in edit.changes:
                self._change(change)
            execute(
                "INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?)",
                (edit.id, edit.verb, edit.author, edit.time, edit.undoes, encode(edit.changes)),
            )
        return edit

    def edits_since(self, number: int) -> Iterator[Edit]:
        """See :class:`workbench.project.store.Store`."""
        with explaining(self.path):
            headers = self._database.execute(
                "SELECT id, verb, author, time, undoes FROM edit WHERE id > ? ORDER BY id",
                (number,),
            ).fetchall()
        # One edit's images at a time: those of a whole history need not fit into memory.
        for entry in map(Entry._make, headers):
            with explaining(self.path):
                (changes,) = self._database.execute(
                    "SELECT changes FROM edit WHERE id = ?", (entry.id,)
                ).fetchone()
            yield Edit(
                entry.verb, decode(changes), entry.id, entry.undoes, entry.author, entry.time
            )

    def changed(self) -> bool:
        """See :class:`workbench.project.store.Store`."""
        with explaining(self.path):
            seen, self._seen = self._seen, self._data_version()
        return seen != self._seen

    def claim(self, table: Table, count: int) -> int:
        """See :class:`workbench.project.store.Store`."""
        with explaining(self.path), self._transaction("IMMEDIATE"):
            (last,) = self._database.execute(
                "UPDATE claimed SET last = last + ? WHERE name = ? RETURNING last", (count, table)
            ).fetchone()
        first: int = last - count + 1
        return first

    def keep(self, name: str, value: str) -> None:
        """See :class:`workbench.project.store.Store`."""
        with explaining(self.path), self._transaction("IMMEDIATE"):
            self._database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def compact(self) -> None:
        """Drop the table of the encoder's vectors, which is no part of the project."""
        with explaining(self.path):
            self._database.execute("DROP TABLE IF EXISTS vector")
            self._database.execute("VACUUM")

    def close(self) -> None:
        """See :class:`workbench.project.store.Store`."""
        self._database.close()

    def _rows(self, table: Table) -> Iterator[tuple[Any, ...]]:
        columns = ", ".join(map(_quoted, ROWS[table]._fields))
        return self._database.execute(f"SELECT {columns} FROM {table} ORDER BY id")

    def _data_version(self) -> int:
        version: int = self._database.execute("PRAGMA data_version").fetchone()[0]
        return version

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[None]:
        self._database.execute(f"BEGIN {kind}")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException as error:
            # A full disk may have ended the transaction already.
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            if isinstance(error, sqlite3.IntegrityError):
                raise self._conflict() from error
            raise

    def _change(self, change: Change) -> None:
        """Change rows where they are still as the before-image says; else it is a conflict."""
        if change.before is None and change.after is not None:
            self._add(change, change.after)
            return
        assert change.before is not None
        known = " AND ".join(f"{_quoted(name)} IS ?" for name in change.before)
        befores = list(_values(change, change.before))
        if change.before == change.after:
            query = f"SELECT count(*) FROM {change.table} WHERE id = ? AND {known}"
            held = sum(self._database.execute(query, row).fetchone()[0] for row in befores)
        elif change.after is None:
            held = self._database.executemany(
                f"DELETE FROM {change.table} WHERE id = ? AND {known}", befores
            ).rowcount
        else:
            columns = ", ".join(f"{_quoted(name)} = ?" for name in change.after)
            held = self._database.executemany(
                f"UPDATE {change.table} SET {columns} WHERE id = ? AND {known}",
                [
                    (*after, *before)
                    for after, before in zip(
                        zip(*change.after.values(), strict=True), befores, strict=True
                    )
                ],
            ).rowcount
        if held != len(change.ids):
            raise self._conflict()

    def _add(self, change: Change, after: Columns) -> None:
        columns = ", ".join(_quoted(name) for name in ("id", *after))
        marks = ", ".join("?" * (1 + len(after)))
        self._database.executemany(
            f"INSERT INTO {change.table} ({columns}) VALUES ({marks})", _values(change, after)
        )

    def _conflict(self) -> Conflict:
        return Conflict(
            "it was changed meanwhile in another window", place=self.path, remedy="look again"
        )


def written(snapshot: Snapshot) -> bytes:
    """A whole project file, as bytes.

    Args:
        snapshot: Its rows; ids up to the highest count as given away. It has no history yet.
    """
    database = sqlite3.connect(":memory:", isolation_level=None)
    try:
        schema.migrate(database)
        database.execute("BEGIN")
        tables: dict[Table, list[Any]] = {
            "document": snapshot.documents,
            "bead": snapshot.beads,
            "segment": snapshot.segments,
        }
        for table, rows in tables.items():
            marks = ", ".join("?" * len(ROWS[table]._fields))
            columns = ", ".join(map(_quoted, ROWS[table]._fields))
            database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
            highest = max((row.id for row in rows), default=0)
            database.execute("INSERT INTO claimed VALUES (?, ?)", (table, highest))
        database.executemany("INSERT INTO fact VALUES (?, ?)", snapshot.facts.items())
        database.execute("COMMIT")
        return database.serialize()
    finally:
        database.close()


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn SQLite's refusals into sentences.

    Args:
        path: The file they are about.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(error, path) from error
    except UnicodeEncodeError as error:
        raise WorkbenchError(
            "a text holds half of a character (a lone surrogate)",
            place=path,
            remedy="remove it from the text",
        ) from error


def _explained(error: sqlite3.Error, path: Path) -> WorkbenchError:
    known: dict[int, tuple[str, str]] = {
        sqlite3.SQLITE_READONLY: (
            "no permission to write it",
            "change its permissions or copy it elsewhere",
        ),
        sqlite3.SQLITE_CANTOPEN: (
            "it, or the journal beside it, cannot be opened",
            "check the permissions of the file and its folder",
        ),
        sqlite3.SQLITE_BUSY: ("another program is writing it", "try again in a moment"),
        sqlite3.SQLITE_LOCKED: ("another program is writing it", "try again in a moment"),
        sqlite3.SQLITE_FULL: ("the disk is full", "make room; all earlier edits are kept"),
        sqlite3.SQLITE_IOERR: ("the disk cannot be read or written", "check the disk"),
        sqlite3.SQLITE_NOTADB: (
            "it is not a Workbench project",
            "name a project (.aligned), as 'workbench align' writes it",
        ),
        sqlite3.SQLITE_PERM: ("no permission to open it", "change its permissions"),
    }
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    cause, remedy = known.get(
        code, (f"it is damaged ({error})", "take a copy or backup of it; nothing was changed")
    )
    return WorkbenchError(cause, place=path, remedy=remedy)


def _values(change: Change, columns: Columns) -> Iterator[tuple[Any, ...]]:
    return zip(change.ids, *columns.values(), strict=True)


def _quoted(name: str) -> str:
    return f'"{name}"'
