"""SQLite's refusals as sentences."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.files import from_os_error

NO_PROJECT = "name a project (.aligned), as 'workbench align' writes it"
"""The remedy where a file is no project."""

DAMAGED = "open a copy or backup of it; this file was left as it is"
"""The remedy where a file is damaged."""

_MOVED = 1032
"""SQLite's code for a file that was renamed or deleted, which Python has no name for."""


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's refusals into sentences.

    Args:
        path: The file they are about.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(error, path) from error
    except UnicodeEncodeError as error:
        raise WorkbenchError(
            "a text holds half of a character (a lone surrogate)",
            place=path,
            remedy="remove it from the text",
        ) from error
    except OSError as error:
        raise from_os_error(error, path, doing="open") from error
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        # What is kept as JSON, and in a row, is not what a project holds.
        raise WorkbenchError(
            f"it is damaged ({type(error).__name__}: {error})", place=path, remedy=DAMAGED
        ) from error


def _sentence(error: sqlite3.Error, path: Path) -> WorkbenchError:
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
            NO_PROJECT,
        ),
        sqlite3.SQLITE_INTERRUPT: ("it is damaged (reading it does not end)", DAMAGED),
        sqlite3.SQLITE_PERM: ("no permission to open it", "change its permissions"),
    }
    if getattr(error, "sqlite_errorcode", 0) == _MOVED:
        return WorkbenchError(
            "another file was put in its place while it was open",
            place=path,
            remedy="close it and open it again",
        )
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    cause, remedy = known.get(code, (f"it is damaged ({error})", DAMAGED))
    return WorkbenchError(cause, place=path, remedy=remedy)
