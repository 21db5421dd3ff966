"""A project's rows and edits in its file."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from itertools import chain, count
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import WorkbenchError
from workbench.files import atomic_write
from workbench.project.edit import Change, Columns, Edit, EditConflict, Entry, decode
from workbench.project.location import Location
from workbench.project.rows import ROWS, BeadRow, DocumentRow, SegmentRow, Table
from workbench.project.sqlite import schema
from workbench.project.sqlite.errors import NO_PROJECT, sqlite_errors
from workbench.project.sqlite.writing import INSERT_EDIT, edit_values, file_bytes, quoted
from workbench.project.store import Snapshot, snapshot_with_edits

if TYPE_CHECKING:
    from workbench.embedding import VectorTable

PATIENCE = 5.0
"""Seconds to wait while another process writes."""

_DOCUMENT = SegmentRow._fields.index("document")
_PLACE = SegmentRow._fields.index("place")
_BEAD_PLACE = BeadRow._fields.index("place")


class SQLiteStore:
    """See :class:`workbench.project.store.Store`.

    Args:
        location: A path.
    """

    def __init__(self, location: Location) -> None:
        self.location = location
        self.path = path = Path(location.address)
        if not path.is_file():
            raise WorkbenchError(
                "it is a folder" if path.is_dir() else "there is no such file",
                place=path,
                remedy=NO_PROJECT,
            )
        with sqlite_errors(path):
            self._database = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=rw",
                uri=True,
                timeout=PATIENCE,
                isolation_level=None,
                check_same_thread=False,
            )
        try:
            with sqlite_errors(path):
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
                remedy=NO_PROJECT,
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

    @classmethod
    def exists(cls, location: Location) -> bool:
        """See :class:`workbench.project.store.Store`."""
        return Path(location.address).exists()

    @classmethod
    def create(
        cls,
        location: Location,
        snapshot: Snapshot,
        edits: Iterable[Edit] = (),
        *,
        replace: bool = False,
    ) -> None:
        """See :class:`workbench.project.store.Store`."""
        path = Path(location.address)
        with sqlite_errors(path):
            data = file_bytes(snapshot, edits)
        if path.exists():
            if not replace:
                raise WorkbenchError("it exists already", place=path, remedy="choose another name")
            cls._back_up(location)
        with atomic_write(path) as file:
            file.write(data)

    @classmethod
    def _back_up(cls, location: Location) -> None:
        """Copy a project beside itself, never over an earlier backup."""
        path = Path(location.address)
        first = f"{path.name}.backup-{datetime.now().astimezone():%Y-%m-%d}"
        names = chain([first], (f"{first}-{number}" for number in count(2)))
        backup = next(path.with_name(name) for name in names if not path.with_name(name).exists())
        store = cls(location)
        try:
            cls.create(Location.parse(backup), *snapshot_with_edits(store))
        finally:
            store.close()

    def load(self) -> Snapshot:
        """See :class:`workbench.project.store.Store`."""
        with sqlite_errors(self.path), self._transaction("DEFERRED"):
            self._seen = self._data_version()
            # Without _make's frame for each of perhaps a million rows.
            segments = list(map(partial(tuple.__new__, SegmentRow), self._rows("segment")))
            beads = list(map(partial(tuple.__new__, BeadRow), self._rows("bead")))
            history = self._database.execute(
                "SELECT id, verb, author, time, undoes FROM edit ORDER BY id"
            )
            metadata = self._database.execute("SELECT name, value FROM fact ORDER BY name")
            # Ids are nearly in this order: sorting here costs less than an ORDER BY there.
            segments.sort(key=itemgetter(_DOCUMENT, _PLACE, 0))
            beads.sort(key=itemgetter(_BEAD_PLACE, 0))
            return Snapshot(
                [DocumentRow._make(row) for row in self._rows("document")],
                segments,
                beads,
                list(map(Entry._make, history)),
                dict(metadata),
            )

    def apply(self, edit: Edit, *, last: int | None = None) -> Edit:
        """See :class:`workbench.project.store.Store`."""
        with sqlite_errors(self.path), self._transaction("IMMEDIATE"):
            execute = self._database.execute
            newest = execute("SELECT coalesce(max(id), 0) FROM edit").fetchone()[0]
            if last is not None and newest != last:
                raise self._conflict()
            edit = edit.numbered(newest + 1)
            for change in edit.changes:
                self._change(change)
            execute(INSERT_EDIT, edit_values(edit))
        return edit

    def edits_since(self, number: int) -> Iterator[Edit]:
        """See :class:`workbench.project.store.Store`."""
        with sqlite_errors(self.path):
            headers = self._database.execute(
                "SELECT id, verb, author, time, undoes FROM edit WHERE id > ? ORDER BY id",
                (number,),
            ).fetchall()
        # One edit's images at a time: those of a whole history need not fit into memory.
        for entry in map(Entry._make, headers):
            with sqlite_errors(self.path):
                (changes,) = self._database.execute(
                    "SELECT changes FROM edit WHERE id = ?", (entry.id,)
                ).fetchone()
            yield Edit(
                entry.verb, decode(changes), entry.id, entry.undoes, entry.author, entry.time
            )

    def changed(self) -> bool:
        """See :class:`workbench.project.store.Store`."""
        with sqlite_errors(self.path):
            seen, self._seen = self._seen, self._data_version()
        return seen != self._seen

    def claim(self, table: Table, count: int) -> int:
        """See :class:`workbench.project.store.Store`."""
        with sqlite_errors(self.path), self._transaction("IMMEDIATE"):
            (last,) = self._database.execute(
                "UPDATE claimed SET last = last + ? WHERE name = ? RETURNING last", (count, table)
            ).fetchone()
        first: int = last - count + 1
        return first

    def set_metadata(self, name: str, value: str) -> None:
        """See :class:`workbench.project.store.Store`."""
        with sqlite_errors(self.path), self._transaction("IMMEDIATE"):
            self._database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def vectors(self) -> "VectorTable":
        """See :class:`workbench.project.store.Store`."""
        from workbench.embedding import SQLiteVectorTable

        return SQLiteVectorTable(self.path)

    def compact(self) -> int:
        """See :class:`workbench.project.store.Store`."""
        before = self.path.stat().st_size
        with sqlite_errors(self.path):
            self._database.execute("DROP TABLE IF EXISTS vector")
            self._database.execute("VACUUM")
        return before - self.path.stat().st_size

    def close(self) -> None:
        """See :class:`workbench.project.store.Store`."""
        self._database.close()

    def _rows(self, table: Table) -> Iterator[tuple[Any, ...]]:
        columns = ", ".join(map(quoted, ROWS[table]._fields))
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
        known = " AND ".join(f"{quoted(name)} IS ?" for name in change.before)
        befores = list(_values(change, change.before))
        if change.before == change.after:
            query = f"SELECT count(*) FROM {change.table} WHERE id = ? AND {known}"
            held = sum(self._database.execute(query, row).fetchone()[0] for row in befores)
        elif change.after is None:
            held = self._database.executemany(
                f"DELETE FROM {change.table} WHERE id = ? AND {known}", befores
            ).rowcount
        else:
            columns = ", ".join(f"{quoted(name)} = ?" for name in change.after)
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
        columns = ", ".join(quoted(name) for name in ("id", *after))
        marks = ", ".join("?" * (1 + len(after)))
        self._database.executemany(
            f"INSERT INTO {change.table} ({columns}) VALUES ({marks})", _values(change, after)
        )

    def _conflict(self) -> EditConflict:
        return EditConflict(
            "it was changed meanwhile in another window", place=self.path, remedy="look again"
        )


def _values(change: Change, columns: Columns) -> Iterator[tuple[Any, ...]]:
    return zip(change.ids, *columns.values(), strict=True)
