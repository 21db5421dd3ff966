"""The one way to a project's file: guarded, sound, and sure that it is still the same file."""

import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.project.edit import EditConflict
from workbench.project.sqlite import journal
from workbench.project.sqlite.errors import NO_PROJECT

PATIENCE = 10.0
"""Seconds to wait while another process writes."""

_LONGEST = 256 * 2**20
"""Bytes of one value; no text and no edit comes near."""

_STEPS_AT_ONCE = 100_000
_MOST_STEPS = 20_000_000
_STEPS_PER_BYTE = 20
"""Steps of SQLite's machine that one transaction may take: reading all rows takes a few for each
byte of the file, pages that lead back to each other take for ever."""

_FRESH = 1.0
"""Seconds for which a journal is taken for that of another window, which is writing just now."""

_EDIT = "SELECT verb, author, time, undoes, changes FROM edit WHERE id = ?"
_WHOSE = "SELECT name, value FROM fact WHERE name IN ('created', 'id') ORDER BY name"


class Replaced(WorkbenchError):  # noqa: N818
    """Another file has taken the place of the one that is open."""


class Connection:
    """A project's file, opened.

    Args:
        path: An existing file.

    Raises:
        WorkbenchError: There is no such file.
        sqlite3.Error: SQLite refuses it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise WorkbenchError(
                "it is a folder" if path.is_dir() else "there is no such file",
                place=path,
                remedy=NO_PROJECT,
            )
        journal.set_aside_stale(path)
        self._identity = _identity(path)
        self._stamped = False
        self._whose: list[Any] = []
        self._newest = 0, 0
        self._steps = 0
        self._most_steps = _MOST_STEPS + _STEPS_PER_BYTE * path.stat().st_size
        self.database = database = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._set_up()
        except BaseException:
            database.close()
            raise

    def _set_up(self) -> None:
        database = self.database
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        database.set_progress_handler(self._step, _STEPS_AT_ONCE)
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA cell_size_check = ON")
        database.execute("PRAGMA foreign_keys = ON")
        # With a deleted journal FULL does not flush the folder: after a power loss the journal
        # may be back, and would take away what was acknowledged.
        database.execute("PRAGMA synchronous = EXTRA")

    def remember_project(self) -> None:
        """Know the project by what says which it is."""
        self._whose = self.database.execute(_WHOSE).fetchall()

    def remember(self, newest: int) -> None:
        """Know the file by the newest edit of it that was seen.

        Args:
            newest: Its number.
        """
        self._newest = newest, self._digest(newest)

    @contextmanager
    def transaction(self, kind: str) -> Iterator[None]:
        """All that is done in the block, or nothing.

        Args:
            kind: ``"DEFERRED"`` to read, ``"IMMEDIATE"`` to write.

        Raises:
            EditConflict: Rows contradict those that are there.
            Replaced: Another file has taken this one's place.
        """
        if kind == "DEFERRED" and not self.path.exists():
            # Deleted while it was open: what is open can be read on, to be saved elsewhere.
            with self._transaction(kind):
                yield
            return
        self.guard()
        if kind == "IMMEDIATE":
            self.stamp()
        with self._transaction(kind):
            yield
        # SQLite writes on into a file that was renamed or deleted.
        self._check_identity()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let nobody write to the file in the block, which may put another in its place.

        Raises:
            Replaced: Somebody else did so.
        """
        self._check_identity()
        self.database.execute("BEGIN IMMEDIATE")
        try:
            self._check_identity()
            yield
        finally:
            if self.database.in_transaction:
                self.database.execute("ROLLBACK")

    def stamp(self) -> None:
        """Tell this connection's changes from all others', before the first one of them.

        Whoever changes a copy of this file elsewhere puts another stamp on it, so that a journal
        of this one is not taken for that one's.
        """
        if not self._stamped:
            with self._transaction("IMMEDIATE"):
                self.database.execute(f"PRAGMA schema_version = {random_stamp()}")
            self._stamped = True

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[None]:
        database = self.database
        self._steps = 0
        # What was read before may be another file's: SQLite asks only for its count of changes.
        database.execute("PRAGMA shrink_memory")
        database.execute(f"BEGIN {kind}")
        try:
            self._check_content()
            if kind == "IMMEDIATE":
                # So that the first page, by which a journal is known, comes into it first.
                (version,) = database.execute("PRAGMA user_version").fetchone()
                database.execute(f"PRAGMA user_version = {version}")
            yield
            database.execute("COMMIT")
        except BaseException as error:
            # A full disk may have ended the transaction already.
            if database.in_transaction:
                database.execute("ROLLBACK")
            if isinstance(error, sqlite3.IntegrityError):
                raise self.conflict() from error
            raise

    def guard(self) -> None:
        """See that the file is the one that was opened, and that no other's journal is beside it.

        Raises:
            Replaced: It is not.
        """
        self._check_identity()
        try:
            age = time.time() - journal.journal_of(self.path).stat().st_mtime
        except OSError:
            return
        if age > _FRESH:
            journal.set_aside_stale(self.path)

    def conflict(self) -> EditConflict:
        """The sentence for rows that are not as they were."""
        return EditConflict(
            "it was changed meanwhile in another window", place=self.path, remedy="look again"
        )

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def _check_identity(self) -> None:
        try:
            same = _identity(self.path) == self._identity
        except OSError as error:
            raise Replaced(
                "it is gone: it was deleted or moved while it was open",
                place=self.path,
                remedy="put it back, open it where it is now, or save a copy elsewhere",
            ) from error
        if not same:
            raise self._replaced()

    def _check_content(self) -> None:
        number, digest = self._newest
        if number and self._digest(number) != digest:
            raise self._replaced()
        if self._whose and self.database.execute(_WHOSE).fetchall() != self._whose:
            raise self._replaced()

    def _digest(self, edit: int) -> int:
        """Tells one edit of this number from others, in this process; 0 where there is none."""
        row = self.database.execute(_EDIT, (edit,)).fetchone()
        return 0 if row is None else hash(row)

    def _replaced(self) -> Replaced:
        return Replaced(
            "another file was put in its place while it was open",
            place=self.path,
            remedy="close it and open it again; the other file is as it was",
        )

    def _step(self) -> bool:
        self._steps += _STEPS_AT_ONCE
        return self._steps > self._most_steps


def random_stamp() -> int:
    """A stamp that no other file has."""
    return stamp_of(secrets.token_bytes(8))


def stamp_of(digest: bytes) -> int:
    """The stamp that the first 8 bytes of a digest make."""
    return journal.FIRST_STAMP + int.from_bytes(digest[:8]) % (2**31 - 2 * journal.FIRST_STAMP)


def _identity(path: Path) -> tuple[int, int]:
    """What two names of one file share, and two files never do at one time."""
    facts = os.stat(path)  # noqa: PTH116 - the same, a third faster
    return facts.st_dev, facts.st_ino
