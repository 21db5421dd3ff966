"""A project's rows and edits in a server."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.project.edit import Change, Edit, EditConflict
from workbench.project.location import Location
from workbench.project.postgres import schema
from workbench.project.postgres.connection import Connection, Rows, again, once_more
from workbench.project.postgres.creation import exists, fill, set_aside
from workbench.project.postgres.errors import conflict
from workbench.project.postgres.identity import Identity
from workbench.project.postgres.loading import load
from workbench.project.postgres.meeting import Meeting
from workbench.project.postgres.statements import holds, packed, unpacked
from workbench.project.postgres.url import check_name
from workbench.project.postgres.vector_rows import PostgresVectorTable
from workbench.project.rows import (
    Table,
)
from workbench.project.store import Content, Presence, Snapshot, Summary

if TYPE_CHECKING:
    from workbench.embedding import VectorTable

_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

_EDITS_AT_ONCE = 100

_WRITABLE = """SELECT current_setting('transaction_read_only') = 'off'
    AND has_table_privilege('workbench.edit', 'INSERT')
    AND has_table_privilege('workbench.bead', 'UPDATE')"""

_SUMMARIES = """SELECT p.name,
        (SELECT count(*) FROM workbench.bead WHERE project = number),
        (SELECT count(*) FROM workbench.bead WHERE project = number AND status = 'confirmed'),
        coalesce(edit.time, made.value, ''), coalesce(edit.author, '')
    FROM workbench.project AS p
    LEFT JOIN workbench.edit ON edit.project = number AND edit.id = last
    LEFT JOIN workbench.fact AS made ON made.project = number AND made.name = 'created'
    WHERE p.name IS NOT NULL ORDER BY p.name"""

_FINISH = """WITH edit AS (
        INSERT INTO workbench.edit
            (project, id, verb, author, time, undoes, changes, token)
        VALUES (CAST(:project AS bigint), CAST(:id AS bigint), :verb, :author, :time,
            CAST(:undoes AS bigint), CAST(:changes AS bytea), CAST(:token AS uuid))
    ), project AS (
        UPDATE workbench.project SET last = CAST(:id AS bigint), newest = CAST(:token AS uuid)
        WHERE number = CAST(:project AS bigint)
    ) SELECT pg_notify(:channel, :told)"""


class PostgresStore:
    """See :class:`workbench.project.store.Store`.

    Args:
        location: A URL.
    """

    def __init__(self, location: Location) -> None:
        self.location = location
        check_name(location)
        self._connection = Connection(location, "review")
        self._meeting: Meeting | None = None
        self._writable: tuple[int, bool] = 0, False
        try:
            self._identity = Identity(self._connection, location)
        except BaseException:
            self._connection.close()
            raise
        self._number = self._identity.number
        self._seen = self._identity.newest

    @classmethod
    def exists(cls, location: Location) -> bool:
        """See :class:`workbench.project.store.Store`."""
        check_name(location)
        with closing(Connection(location)) as connection:
            return schema.check(connection) and exists(connection, location.name)

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
        check_name(location)
        with closing(Connection(location)) as connection:
            schema.make(connection)
            with connection.transaction():
                number = fill(connection, content, edits)
                schema.hold_names(connection)
                if exists(connection, location.name):
                    if not replace:
                        raise WorkbenchError(
                            "it exists already", place=str(location), remedy="choose another name"
                        )
                    set_aside(connection, location)
                connection.run(
                    """UPDATE workbench.project SET name = :name
                    WHERE number = CAST(:project AS bigint)""",
                    name=location.name,
                    project=number,
                )

    @classmethod
    def summaries(cls, location: Location) -> list[Summary]:
        """See :class:`workbench.project.store.Store`."""
        with closing(Connection(location)) as connection:
            found = connection.run(_SUMMARIES) if schema.check(connection) else []
        return [
            Summary(Location(location.address, name, location.scheme), *facts)
            for name, *facts in found
            if location.name in {"", name}
        ]

    def load(self) -> Snapshot:
        """See :class:`workbench.project.store.Store`."""
        return again(lambda _: self._load())

    def _load(self) -> Snapshot:
        with self._connection.transaction(_READING):
            self._seen = self._identity.look()
            return load(self._connection, self._number, self._seen)

    def apply(self, edit: Edit, *, last: int | None = None) -> Edit:
        """See :class:`workbench.project.store.Store`."""
        token = str(uuid.uuid4())
        return again(lambda repeated: self._apply(edit, last, token, repeated=repeated))

    def _apply(self, edit: Edit, last: int | None, token: str, *, repeated: bool) -> Edit:
        connection, number = self._connection, self._number
        with connection.transaction():
            newest = self._identity.look(hold=True)
            if repeated and (arrived := self._identity.number_of(token)):
                # The server ended after it was saved and before it could say so.
                self._saw(arrived, token)
                return edit.numbered(arrived)
            if last is not None and newest != last:
                raise self._conflict()
            edit = edit.numbered(newest + 1)
            for change in edit.changes:
                if not holds(connection, number, change):
                    raise self._conflict()
            connection.run(
                _FINISH,
                project=number,
                id=edit.id,
                verb=edit.verb,
                author=edit.author,
                time=edit.time,
                undoes=edit.undoes,
                changes=packed(edit),
                token=token,
                channel=channel_of(number),
                told=str(edit.id),
            )
        self._saw(edit.id, token)
        return edit

    def edits_since(self, number: int) -> Iterator[Edit]:
        """See :class:`workbench.project.store.Store`."""
        # Some edits' images at a time: those of a whole history need not fit into memory.
        after, some = number, True
        while some:
            rows = self._edits_after(after)
            for id_, verb, author, time, undoes, changes in rows:
                yield Edit(verb, self._unpacked(changes), id_, undoes, author, time)
                after = id_
            some = len(rows) == _EDITS_AT_ONCE

    def changed(self) -> bool:
        """See :class:`workbench.project.store.Store`."""
        if self._meeting is not None and not self._meeting.edited():
            return False
        self._connection.check_patience()
        newest = once_more(self._identity.look)
        seen, self._seen = self._seen, newest
        return seen != newest

    def claim(self, table: Table, count: int) -> int:
        """See :class:`workbench.project.store.Store`."""
        ((last,),) = again(
            lambda _: self._connection.run(
                """UPDATE workbench.claimed SET last = last + CAST(:count AS bigint)
                WHERE project = CAST(:project AS bigint) AND name = :name RETURNING last""",
                count=count,
                project=self._number,
                name=table,
            )
        )
        first: int = last - count + 1
        return first

    def set_metadata(self, name: str, value: str) -> None:
        """See :class:`workbench.project.store.Store`."""
        once_more(
            lambda: self._connection.run(
                """INSERT INTO workbench.fact (project, name, value)
                VALUES (CAST(:project AS bigint), :name, :value)
                ON CONFLICT (project, name) DO UPDATE SET value = excluded.value""",
                project=self._number,
                name=name,
                value=value,
            )
        )

    def writable(self) -> bool:
        """See :class:`workbench.project.store.Store`."""
        if self._writable[0] != self._connection.made:
            # Asked again after each error: rights may have been taken away.
            ((writable,),) = self._connection.run(_WRITABLE)
            self._writable = self._connection.made, bool(writable)
        return self._writable[1]

    def meet(self, author: str, bead: int | None) -> Sequence[Presence]:
        """See :class:`workbench.project.store.Store`."""
        if self._meeting is None:
            self._meeting = Meeting(self.location, channel_of(self._number), author)
        return self._meeting.at(bead)

    def vectors(self, *, writable: bool = True) -> "VectorTable":
        """See :class:`workbench.project.store.Store`."""
        from workbench.embedding import ReadVectors

        table = PostgresVectorTable(Connection(self.location), self._number)
        return table if writable else ReadVectors(table)

    def compact(self) -> int:
        """See :class:`workbench.project.store.Store`."""
        ((freed,),) = self._connection.run(
            """WITH gone AS (DELETE FROM workbench.vector
                WHERE project = CAST(:project AS bigint) RETURNING octet_length("row") AS size)
            SELECT coalesce(sum(size), 0)::bigint FROM gone""",
            project=self._number,
        )
        return int(freed)

    def close(self) -> None:
        """See :class:`workbench.project.store.Store`."""
        if self._meeting is not None:
            self._meeting.close()
        self._connection.close()

    def _conflict(self) -> EditConflict:
        if self._meeting is not None:
            self._meeting.look()
        return conflict(str(self.location))

    def _saw(self, number: int, token: str) -> None:
        self._identity.saw(number, token)
        if self._seen == number - 1:
            self._seen = number

    def _edits_after(self, number: int) -> Rows:
        return again(
            lambda _: self._connection.run(
                """SELECT id, verb, author, time, undoes, changes FROM workbench.edit
                WHERE project = CAST(:project AS bigint) AND id > CAST(:id AS bigint)
                ORDER BY id LIMIT CAST(:count AS bigint)""",
                project=self._number,
                id=number,
                count=_EDITS_AT_ONCE,
            )
        )

    def _unpacked(self, changes: bytes) -> tuple[Change, ...]:
        try:
            return unpacked(changes)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise WorkbenchError(
                f"its history is damaged ({type(error).__name__}: {error})",
                place=str(self.location),
                remedy="open a backup of it",
            ) from error


def channel_of(number: int) -> str:
    """The channel on which a project's edits are told."""
    return f"workbench_{number}"
