"""Files are read with a clear word, and replaced whole or not at all."""

import codecs
import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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


def text_of(path: Path) -> str:
    """The whole text of a file in UTF-8, or in UTF-16 where a byte order mark says so.

    Args:
        path: The file.

    Raises:
        WorkbenchError: The file cannot be read, or is in another encoding.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    encoding = "utf-16" if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WorkbenchError(
            "the file is not UTF-8", place=f"{path}:{line}", remedy="save it as UTF-8"
        ) from None


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
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise from_os_error(error, path, doing="write") from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The process's file mode mask; reading it means setting it twice."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
