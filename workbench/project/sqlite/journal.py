"""A rollback journal plays only into the file that it was made with.

SQLite plays any journal that it finds beside a file, though the file was restored from a backup,
made anew or checked out meanwhile: old pages in a new file, which destroys it. So file and journal
know each other. A journal holds the first page as it was before its transaction; the two numbers in
that page tell whose it is: SQLite's count of changes, which a transaction raises by one, and the
schema's cookie, which every connection sets to a random stamp before its first change
(:mod:`workbench.project.sqlite.connection`). Where they do not fit, the journal is put aside under
another name before SQLite looks at it, and the log says so.

The format of journals is SQLite's: https://www.sqlite.org/fileformat2.html#the_rollback_journal.
"""

import logging
import os
import shutil
import sqlite3
import struct
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from workbench.files import dated_names
from workbench.printable import printed

_LOG = logging.getLogger(__name__)

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_TO_THE_END = 0xFFFFFFFF
"""In place of a number of pages: as many as the journal has."""

MOST_COMMANDS = 255
"""Changes of the tables in one transaction, each of which raises the cookie by one."""

FIRST_STAMP = 1 << 16
"""Cookies below are SQLite's own count in a file that no connection has stamped."""

_PATIENCE = 1.0
"""Seconds to wait for a program that is writing; one that goes on has no stale journal."""


class _Page(NamedTuple):
    """What tells one state of a file from others."""

    changes: int
    cookie: int

    @classmethod
    def of(cls, page: bytes) -> "_Page":
        (changes,) = struct.unpack_from(">I", page, 24)
        (cookie,) = struct.unpack_from(">I", page, 40)
        return cls(changes, cookie)

    def may_come_of(self, before: "_Page") -> bool:
        """Whether this is a state before, in or after one transaction that began with that."""
        if self == before:
            return True
        commands = (self.cookie - before.cookie) % 2**32
        return (self.changes - before.changes) % 2**32 == 1 and commands <= MOST_COMMANDS


def journal_of(path: Path) -> Path:
    """Where SQLite keeps the journal of a file."""
    return Path(f"{os.path.realpath(path)}-journal")


def set_aside_stale(path: Path) -> Path | None:
    """Put a journal aside that lies beside a file and does not belong to it.

    One that belongs is left for SQLite to play; so is one that another program is using. One that
    was never flushed holds nothing, whosever it is, and is deleted.

    Args:
        path: The project's file, which may not exist.

    Returns:
        The journal's new name; None where nothing was put aside.

    Raises:
        OSError: It cannot be renamed.
        sqlite3.Error: The file cannot be read.
    """
    journal = journal_of(path)
    _set_aside_log(path)
    try:
        empty = journal.stat().st_size == 0
    except OSError:
        return None
    if empty:
        return None
    if not path.exists():
        return _aside(journal, "there is no project beside it")
    with _alone(path) as data:
        # Asked again: the program that was writing may have ended well meanwhile.
        if data is None or not journal.exists():
            return None
        if _is_empty(journal):
            # Most crashes leave one: SQLite would delete it, having cut the file to a length.
            journal.unlink()
            return None
        why = _why_stale(journal, data)
        return _aside(journal, why) if why else None


def _is_empty(journal: Path) -> bool:
    """Whether a journal was never flushed: no page of its transaction has reached the file."""
    if journal.is_symlink() or not journal.is_file():
        return False
    with journal.open("rb") as file:
        head = file.read(12)
    return head in (bytes(12), _MAGIC + bytes(4))


def _set_aside_log(path: Path) -> None:
    """Put aside a write-ahead log, which another program left, beside a file that needs none.

    SQLite plays it whatever the file's header says: https://www.sqlite.org/walformat.html.
    """
    log = Path(f"{os.path.realpath(path)}-wal")
    try:
        if log.stat().st_size == 0:
            return
        with path.open("rb") as file:
            modes = file.read(20)[18:]
    except FileNotFoundError:
        modes = b""
    if log.exists() and modes != b"\2\2":
        _aside(log, "the project beside it keeps no such log")


def _why_stale(journal: Path, data: bytes) -> str:
    """Why a journal does not belong to a file of these bytes; empty where it does."""
    with journal.open("rb") as file:
        pages = _before(file.read())
    if pages is None:
        return "it is no journal, or holds nothing"
    now = _Page.of(data)
    # The numbers of a file that was never stamped are small: two files share them easily.
    sure = pages and now.cookie >= FIRST_STAMP
    if (not pages or now.may_come_of(pages[0])) and (sure or _plays(journal, data)):
        return ""
    return "it is of another state of this project, as after a backup was put back"


def _before(journal: bytes) -> list[_Page] | None:
    """The first page as a journal has it, if it has; None for a journal that changes nothing."""
    found: list[_Page] = []
    place = 0
    whole = False
    while journal[place : place + 8] == _MAGIC and len(journal) >= place + 28:
        count, _, _, sector, size = struct.unpack_from(">5I", journal, place + 8)
        if not (512 <= size <= 65536 and 32 <= sector <= 65536):
            break
        place += sector
        if count == _TO_THE_END:
            count = (len(journal) - place) // (size + 8)
        for _ in range(count):
            if place + size + 8 > len(journal):
                break
            whole = True
            if journal[place : place + 4] == b"\0\0\0\1" and not found:
                found.append(_Page.of(journal[place + 4 : place + 4 + size]))
            place += size + 8
        place += -place % sector
    return found if whole else None


def _plays(journal: Path, data: bytes) -> bool:
    """Whether a copy of the file is sound once SQLite has played a copy of the journal into it."""
    with tempfile.TemporaryDirectory(prefix="workbench-") as name:
        copy = Path(name, "copy")
        copy.write_bytes(data)
        shutil.copyfile(journal, journal_of(copy))
        try:
            with closing(sqlite3.connect(copy, isolation_level=None)) as database:
                sound = database.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
                return sound and not database.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.Error:
            return False


def _aside(journal: Path, why: str) -> Path:
    for name in dated_names(f"{journal.name}.stale"):
        new = journal.with_name(name)
        if not new.exists():
            journal.rename(new)
            _LOG.warning(
                "%s: %s; it was put aside as %s and can be deleted.",
                printed(str(journal)),
                why,
                printed(new.name),
            )
            return new
    raise AssertionError


@contextmanager
def _alone(path: Path) -> Iterator[bytes | None]:
    """Hold a file so that nobody else writes or reads it, without its journal being played.

    SQLite looks for a journal by the file's name, and locks the file itself: opened under a
    second name (a hard link), it is locked and its journal is not seen.

    Yields:
        Its bytes; None where it is no database or another program goes on writing.
    """
    real = Path(os.path.realpath(path))
    link = real.with_name(f".{real.name[:50]}.{os.getpid()}-{time.monotonic_ns()}")
    try:
        os.link(real, link)
    except OSError:
        yield _read_twice(real)
        return
    try:
        with closing(sqlite3.connect(link, timeout=_PATIENCE, isolation_level=None)) as database:
            data: bytes | None
            try:
                database.execute("BEGIN EXCLUSIVE")
                data = database.serialize()
            except sqlite3.OperationalError as error:
                if (error.sqlite_errorcode & 0xFF) != sqlite3.SQLITE_BUSY:
                    raise
                data = None
            except sqlite3.DatabaseError:
                data = None
            yield data if data is None or len(data) >= 100 else None
    finally:
        with suppress(OSError):
            link.unlink()


def _read_twice(path: Path) -> bytes | None:
    """A file's bytes where it has no second name, as on some disks; None where it is changing."""
    journal = journal_of(path)
    before = journal.stat().st_mtime_ns, path.stat().st_mtime_ns
    time.sleep(0.2)
    data = path.read_bytes()
    after = journal.stat().st_mtime_ns, path.stat().st_mtime_ns
    return data if before == after and len(data) >= 100 else None
