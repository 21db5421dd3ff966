"""A project's rows and edits in its file."""

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import formats
from workbench.errors import WorkbenchError
from workbench.files import AlreadyThere, NewFile, write_backup, write_beside
from workbench.printable import printed
from workbench.project.edit import Change, Columns, Edit, Entry, decode
from workbench.project.location import Location
from workbench.project.rows import (
    ROWS,
    AsideRow,
    BeadRow,
    DocumentRow,
    NoteRow,
    SegmentRow,
    Table,
)
from workbench.project.sqlite import journal, schema, soundness
from workbench.project.sqlite.connection import Connection, Replaced
from workbench.project.sqlite.errors import sqlite_errors
from workbench.project.sqlite.summary import summary
from workbench.project.sqlite.writing import INSERT_EDIT, edit_values, fill, quoted
from workbench.project.store import Content, Presence, Snapshot, Summary, snapshot_with_edits

if TYPE_CHECKING:
    from workbench.embedding import VectorTable

_LOG = logging.getLogger(__name__)

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
        with sqlite_errors(path):
            self._connection = Connection(path)
        self._database = self._connection.database
        try:
            with sqlite_errors(path):
                self._prepare()
        except BaseException:
            self._database.close()
            raise

    def _prepare(self) -> None:
        database = self._database
        version = schema.version_of(database, self.path)
        soundness.check(database, self.path, version)
        if database.execute("PRAGMA journal_mode").fetchone()[0] != "delete":
            database.execute("PRAGMA journal_mode = DELETE")
        if version < len(schema.MIGRATIONS):
            self._connection.stamp()
            schema.migrate(database, self._keep_older)
        soundness.check_rows(database, self.path)
        self._connection.remember_project()
        self._seen = self._data_version()

    @classmethod
    def exists(cls, location: Location) -> bool:
        """See :class:`workbench.project.store.Store`."""
        return Path(location.address).exists()

    @classmethod
    def create(
        cls,
        location: Location,
        content: Content,
        edits: Iterable[Edit] = (),
        *,
        replace: bool = False,
    ) -> None:
        """See :class:`workbench.project.store.Store`."""
        path = Path(location.address)
        with sqlite_errors(path), write_beside(path) as new:
            fill(new.path, content, edits)
            while not (replace and path.exists()):
                journal.set_aside_stale(path)
                try:
                    new.put(path, exclusive=True)
                except AlreadyThere:
                    if not replace:
                        raise
                else:
                    return
            replaced = False
            while not replaced:
                with suppress(Replaced):
                    cls._replace(location, new)
                    replaced = True

    @classmethod
    def _replace(cls, location: Location, new: NewFile) -> None:
        """Put another file in a project's place and keep the project beside it.

        Raises:
            Replaced: Somebody else did so meanwhile; nothing was written.
        """
        path = Path(location.address)
        with closing(cls(location)) as store, closing(Connection(path)) as alone, alone.held():
            # Nobody writes now; an open window's next edit is refused, as the file is another.
            with write_beside(path) as former:
                fill(former.path, *snapshot_with_edits(store))
                former.put_as_backup(path)
            if os.name == "nt":  # which lets nobody replace an open file
                store.close()
                alone.close()
            new.put(path)

    def _keep_older(self, data: bytes) -> None:
        """Write a backup of a file of an older form beside it, as it is now."""
        backup = write_backup(self.path, data)
        _LOG.warning(
            "%s: it was of an older form and is brought up to date; as it was it is kept as %s.",
            printed(str(self.path)),
            printed(backup.name),
        )

    @classmethod
    def summaries(cls, location: Location) -> list[Summary]:
        """See :class:`workbench.project.store.Store`."""
        path = Path(location.address)
        if not path.exists():
            raise WorkbenchError("there is no such folder", place=path, remedy="check its name")
        with sqlite_errors(path):
            files = sorted(path.iterdir()) if path.is_dir() else [path]
        return [
            summary(file) for file in files if file == path or formats.find(str(file), "project")
        ]

    def load(self) -> Snapshot:
        """See :class:`workbench.project.store.Store`."""
        with sqlite_errors(self.path), self._connection.transaction("DEFERRED"):
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
            snapshot = Snapshot(
                [DocumentRow._make(row) for row in self._rows("document")],
                segments,
                beads,
                list(map(Entry._make, history)),
                dict(metadata),
                list(map(NoteRow._make, self._rows("note"))),
                list(map(AsideRow._make, self._rows("aside"))),
            )
            self._remember(snapshot.history)
        return snapshot

    def apply(self, edit: Edit, *, last: int | None = None) -> Edit:
        """See :class:`workbench.project.store.Store`."""
        with sqlite_errors(self.path), self._connection.transaction("IMMEDIATE"):
            execute = self._database.execute
            newest = execute("SELECT coalesce(max(id), 0) FROM edit").fetchone()[0]
            if last is not None and newest != last:
                raise self._connection.conflict()
            edit = edit.numbered(newest + 1)
            for change in edit.changes:
                self._change(change)
            execute(INSERT_EDIT, edit_values(edit))
        with sqlite_errors(self.path):
            self._connection.remember(edit.id)
        return edit

    def edits_since(self, number: int) -> Iterator[Edit]:
        """See :class:`workbench.project.store.Store`."""
        with sqlite_errors(self.path), self._connection.transaction("DEFERRED"):
            headers = self._database.execute(
                "SELECT id, verb, author, time, undoes FROM edit WHERE id > ? ORDER BY id",
                (number,),
            ).fetchall()
            entries = list(map(Entry._make, headers))
            self._remember(entries)
        # One edit's images at a time: those of a whole history need not fit into memory.
        for entry in entries:
            with sqlite_errors(self.path):
                (stored,) = self._database.execute(
                    "SELECT changes FROM edit WHERE id = ?", (entry.id,)
                ).fetchone()
                changes = decode(stored)
            yield Edit(entry.verb, changes, entry.id, entry.undoes, entry.author, entry.time)

    def changed(self) -> bool:
        """See :class:`workbench.project.store.Store`."""
        with sqlite_errors(self.path):
            self._connection.guard()
            seen, self._seen = self._seen, self._data_version()
        return seen != self._seen

    def claim(self, table: Table, count: int) -> int:
        """See :class:`workbench.project.store.Store`."""
        with sqlite_errors(self.path), self._connection.transaction("IMMEDIATE"):
            (last,) = self._database.execute(
                "UPDATE claimed SET last = last + ? WHERE name = ? RETURNING last", (count, table)
            ).fetchone()
        first: int = last - count + 1
        return first

    def set_metadata(self, name: str, value: str) -> None:
        """See :class:`workbench.project.store.Store`."""
        with sqlite_errors(self.path), self._connection.transaction("IMMEDIATE"):
            self._database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def writable(self) -> bool:
        """See :class:`workbench.project.store.Store`; True also where the file is gone."""
        path = self.path
        return not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))

    def meet(self, author: str, bead: int | None) -> Sequence[Presence]:
        """See :class:`workbench.project.store.Store`; a file knows nobody."""
        del author, bead
        return ()

    def vectors(self, *, writable: bool = True) -> "VectorTable":
        """See :class:`workbench.project.store.Store`."""
        from workbench.embedding import ReadVectors, SQLiteVectorTable

        if not writable:
            try:
                return ReadVectors(SQLiteVectorTable(self.path, writable=False))
            except WorkbenchError:  # no vectors are kept there
                return ReadVectors(None)
        with suppress(WorkbenchError), sqlite_errors(self.path):
            self._connection.guard()
            self._connection.stamp()
        return SQLiteVectorTable(self.path)

    def compact(self) -> int:
        """See :class:`workbench.project.store.Store`."""
        before = self.path.stat().st_size
        with sqlite_errors(self.path):
            with self._connection.transaction("IMMEDIATE"):
                self._database.execute("DROP TABLE IF EXISTS vector")
            self._database.execute("VACUUM")
        return before - self.path.stat().st_size

    def close(self) -> None:
        """See :class:`workbench.project.store.Store`."""
        self._connection.close()

    def _rows(self, table: Table) -> Iterator[tuple[Any, ...]]:
        columns = ", ".join(map(quoted, ROWS[table]._fields))
        return self._database.execute(f"SELECT {columns} FROM {table} ORDER BY id")

    def _remember(self, entries: Sequence[Entry]) -> None:
        if entries:
            self._connection.remember(entries[-1].id)

    def _data_version(self) -> int:
        version: int = self._database.execute("PRAGMA data_version").fetchone()[0]
        return version

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
            raise self._connection.conflict()

    def _add(self, change: Change, after: Columns) -> None:
        columns = ", ".join(quoted(name) for name in ("id", *after))
        marks = ", ".join("?" * (1 + len(after)))
        self._database.executemany(
            f"INSERT INTO {change.table} ({columns}) VALUES ({marks})", _values(change, after)
        )


def _values(change: Change, columns: Columns) -> Iterator[tuple[Any, ...]]:
    return zip(change.ids, *columns.values(), strict=True)
