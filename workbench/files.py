"""Files are read with a clear word, and replaced whole or not at all."""

import codecs
import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import IO

from workbench.errors import WorkbenchError

_HELD = (5, 32, 33)
"""Windows' codes of access denied, a sharing violation and a lock violation."""


def from_os_error(error: OSError, path: Path, *, doing: str) -> WorkbenchError:
    """The sentence for an operating system's refusal, for example a full disk.

    Args:
        error: What the system said.
        path: The file meant.
        doing: The verb that failed: ``"read"`` or ``"write"``.
    """
    known: dict[int | None, tuple[str, str]] = {
        errno.ENOENT: ("there is no such file or folder", "check the name"),
        errno.EACCES: (f"no permission to {doing} it", "change its permissions or choose another"),
        errno.EPERM: (f"no permission to {doing} it", "change its permissions or choose another"),
        errno.EISDIR: ("it is a folder", "name a file"),
        errno.ENOTDIR: ("a part of its path is a file, not a folder", "check the name"),
        errno.ENOSPC: ("the disk is full", "make room or choose another disk"),
        errno.EROFS: ("it lies on a read-only disk", "choose another folder"),
        errno.ENAMETOOLONG: ("its name is too long", "choose a shorter one"),
    }
    if getattr(error, "winerror", None) in _HELD:
        # Of Windows: a spreadsheet program lets nobody else write what it shows.
        cause = f"no permission to {doing} it, or another program holds it open"
        return WorkbenchError(cause, place=path, remedy="close it there and try again")
    cause, remedy = known.get(
        error.errno, (f"the system cannot {doing} it ({error.strerror or error})", "try again")
    )
    return WorkbenchError(cause, place=path, remedy=remedy)


_waiting: ContextVar[list[tuple[Path, Path]] | None] = ContextVar("waiting", default=None)
"""Inside :func:`all_or_none`, the files that are whole, and the names they are to get."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Before UTF-16, whose mark is the beginning of this one.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_PIECE = 1 << 20
"""Bytes decoded at a time to find the place of an error."""


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark states; Python's codec of that name takes it away.

    Args:
        head: At least the first four bytes of a file, where it has so many.
    """
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def encoding_of(path: Path) -> str:
    """The encoding of a file that is to be UTF-8, unless a byte order mark says otherwise.

    Raises:
        WorkbenchError: The file cannot be read, or is empty.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    if not head.strip():
        raise WorkbenchError("the file is empty", place=path, remedy="choose another")
    return marked_encoding(head) or "utf-8"


def text_of(path: Path) -> str:
    """The whole text of a file in UTF-8, or as a byte order mark says.

    Raises:
        WorkbenchError: The file cannot be read, or is in another encoding.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    encoding = marked_encoding(data) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise not_in_encoding(path, encoding) from error


def not_in_encoding(path: Path, encoding: str) -> WorkbenchError:
    """The sentence for a file whose bytes are not in its encoding, with the first such line."""
    decoder = codecs.getincrementaldecoder(encoding)()
    name = encoding.removesuffix("-sig").upper()
    line = 1
    cause = f"it is not {name}"
    with path.open("rb") as file:
        while True:
            piece = file.read(_PIECE)
            try:
                line += decoder.decode(piece, final=not piece).count("\n")
            except UnicodeDecodeError as error:
                whole = error.object[: error.start].decode(encoding, "ignore")
                line += whole.count("\n")
                cause = f"byte 0x{error.object[error.start]:02X} is not {name}"
                break
            if not piece:
                break
    return WorkbenchError(cause, place=f"{path}:{line}", remedy="save the file as UTF-8")


@contextmanager
def atomic_write(path: Path) -> Iterator[IO[bytes]]:
    """Write a file beside ``path`` and put it in its place when the block ends well.

    When the block raises, or the process is killed, ``path`` is as it was. The data has
    reached the disk before the name changes. A symbolic link is followed.

    Args:
        path: The file to write; its folder must exist.

    Yields:
        A binary file to write to.

    Raises:
        WorkbenchError: The file cannot be written (permissions, a full disk, no folder).
    """
    target = Path(os.path.realpath(path))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:50]}.", dir=target.parent)
    except OSError as error:
        raise from_os_error(error, path, doing="write") from error
    beside = Path(name)
    waiting = _waiting.get()
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        if waiting is None:
            beside.replace(target)
        else:
            waiting.append((beside, target))
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise from_os_error(error, path, doing="write") from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


@contextmanager
def all_or_none() -> Iterator[None]:
    """Put the files that :func:`atomic_write` writes in the block in their place at its end.

    When the block raises, all of them are as they were.

    Raises:
        WorkbenchError: A file cannot be put in its place; those before it have been.
    """
    waiting: list[tuple[Path, Path]] = []
    token = _waiting.set(waiting)
    try:
        yield
        while waiting:
            beside, target = waiting[0]
            try:
                beside.replace(target)
            except OSError as error:
                raise from_os_error(error, target, doing="write") from error
            del waiting[0]
    finally:
        _waiting.reset(token)
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)


def _umask() -> int:
    """The process's file mode mask; reading it means setting it twice."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
