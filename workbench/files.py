"""Files are read with a clear word, and replaced whole or not at all."""

import codecs
import errno
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import IO, NamedTuple

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


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Before UTF-16, whose mark is the beginning of this one.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_NO_NAME = re.compile(
    "[/\\\\\x00-\x1f\x7f-\x9f\u2028\u2029" + ('<>:"|?*' if os.name == "nt" else "") + "]"
)
"""What leads elsewhere or cannot stand in a file's name."""

_HEAD = 1 << 16
"""Bytes of a file by which its kind is told."""

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
    encoding = marked_encoding(head) or "utf-8"
    if not head.strip() or not head.decode(encoding, "replace"):  # a byte order mark alone
        raise WorkbenchError("the file is empty", place=path, remedy="choose another")
    return encoding


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


class AlreadyThere(WorkbenchError):  # noqa: N818
    """There is a file of the name that a new one was to get."""

    def __init__(self, path: Path) -> None:
        super().__init__("it exists already", place=path, remedy="choose another name")


class _Whole(NamedTuple):
    """A file that is written and has yet to get its name."""

    beside: Path
    target: Path
    exclusive: bool

    def put(self) -> None:
        """Give it its name, and see that the folder on the disk knows it.

        Raises:
            AlreadyThere: It was to be a new one, and there is one.
            WorkbenchError: Another program wrote what is rewritten (:func:`rewriting`).
            OSError: The system refuses.
        """
        known = _rewritten.get({}).get(self.target)
        if known is not None and known != [_stamp(self.target)]:
            raise WorkbenchError(
                "another program wrote it meanwhile",
                place=self.target,
                remedy="do it again: nothing was changed",
            )
        if self.exclusive:
            _name_new(self.beside, self.target)
        else:
            self.beside.replace(self.target)
        if known is not None:
            known[:] = [_stamp(self.target)]
        _flush_folder(self.target.parent)


_waiting: ContextVar[list[_Whole] | None] = ContextVar("waiting", default=None)
"""Inside :func:`all_or_none`, the files that are whole."""


_rewritten: ContextVar[dict[Path, list[tuple[int, ...]]]] = ContextVar("rewritten")
"""Inside :func:`rewriting`, its files as they are known: one stamp each, which blocks within blocks
share."""

_WAITS = 60.0
"""Seconds to wait for another program that rewrites a file of the same folder."""


class Kind(NamedTuple):
    """What tells a file of a kind from others, so that only such a one is written over."""

    label: str
    """What messages call it."""

    beginning: bytes
    """A regular expression that its first 64 KB match, without byte order mark, leading white
    space and null bytes."""


TABLE = Kind("table", rb"(?![<{\[#])[^\n]*[,;\t]")
"""A row with more than one cell."""


def check_replaceable(path: Path, kind: Kind) -> None:
    """See that nothing is written over but a file of the same kind; an empty one is of any.

    Args:
        path: What is to be written; it need not exist.
        kind: What it is to be.

    Raises:
        WorkbenchError: There is something else.
    """
    try:
        if not path.is_file():
            if path.exists() and not path.is_dir():
                raise WorkbenchError(
                    "it is no file that can be replaced", place=path, remedy="choose another name"
                )
            return
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain and not re.match(kind.beginning, plain, re.DOTALL | re.MULTILINE):
        raise WorkbenchError(
            f"there is a file of this name, and it is no {kind.label}",
            place=path,
            remedy="choose another name, or delete it first",
        )


@contextmanager
def atomic_write(
    path: Path, *, over: Kind | None = None, exclusive: bool = False
) -> Iterator[IO[bytes]]:
    """Write a file beside ``path`` and put it in its place when the block ends well.

    When the block raises, or the process is killed, ``path`` is as it was. The data has
    reached the disk before the name changes, and the name when this ends. A symbolic link is
    followed.

    Args:
        path: The file to write; its folder must exist.
        over: The kind of file that alone may be replaced; any when None.
        exclusive: Refuse to replace a file, even one that came while this one was written.

    Yields:
        A binary file to write to.

    Raises:
        AlreadyThere: It was to be a new file, and there is one.
        WorkbenchError: The file cannot be written (permissions, a full disk, no folder), or is
            of another kind.
    """
    if over is not None:
        check_replaceable(path, over)
    if exclusive and Path(os.path.realpath(path)).exists():
        raise AlreadyThere(path)
    with write_beside(path) as new:
        try:
            with os.fdopen(os.dup(new.handle), "wb") as file:
                yield file
        except OSError as error:
            raise from_os_error(error, path, doing="write") from error
        new.put(path, exclusive=exclusive)


class NewFile:
    """A file that is written in a folder and has no name of its own yet.

    Args:
        path: A file of the folder, existing or not.

    Raises:
        WorkbenchError: The folder cannot be written to.
    """

    def __init__(self, path: Path) -> None:
        target = Path(os.path.realpath(path))
        try:
            self.handle, name = tempfile.mkstemp(prefix=f".{target.name[:50]}.", dir=target.parent)
        except OSError as error:
            raise from_os_error(error, path, doing="write") from error
        self.path = Path(name)
        """Where it lies; what is written there by this name or the handle is its content."""
        self._open = self._mine = True

    def put(self, path: Path, *, exclusive: bool = False) -> None:
        """Give it its name, when its data has reached the disk.

        Args:
            path: The name, in its folder.
            exclusive: Refuse to replace a file.

        Raises:
            AlreadyThere: It was to be a new file, and there is one; it may be put elsewhere.
            WorkbenchError: The system refuses.
        """
        target = Path(os.path.realpath(path))
        waiting = _waiting.get()
        try:
            if self._open:
                os.fsync(self.handle)
                self._close()
            mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
            self.path.chmod(mode)
            whole = _Whole(self.path, target, exclusive)
            if waiting is None:
                whole.put()
            else:
                waiting.append(whole)
        except OSError as error:
            raise from_os_error(error, path, doing="write") from error
        self._mine = False

    def put_as_backup(self, path: Path) -> Path:
        """Name it a file's backup of today, never over an earlier one; that name."""
        for name in dated_names(f"{path.name}.backup"):
            with suppress(AlreadyThere):
                backup = path.with_name(name)
                self.put(backup, exclusive=True)
                return backup
        raise AssertionError

    def discard(self) -> None:
        """Remove it, unless it has its name."""
        self._close()
        if self._mine:
            self.path.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._open:
            self._open = False
            os.close(self.handle)


@contextmanager
def write_beside(path: Path) -> Iterator[NewFile]:
    """As :func:`atomic_write`, for what is written by its name and put in its place later.

    Args:
        path: A file of the folder in which it is written.
    """
    new = NewFile(path)
    try:
        yield new
    finally:
        new.discard()


@contextmanager
def rewriting(*paths: str | Path) -> Iterator[None]:
    """Read files in the block and write them anew, and lose nothing that others add meanwhile.

    Calls of this program wait for each other, where the system can lock a folder. What any other
    program wrote since the block began is noticed when the file is to be replaced.

    Args:
        paths: The files; they need not exist.

    Raises:
        WorkbenchError: Another program goes on writing; or it wrote a file meanwhile.
    """
    known = _rewritten.get({})
    targets = [
        path for path in (Path(os.path.realpath(path)) for path in paths) if path not in known
    ]
    held = {path.parent for path in known}
    with ExitStack() as stack:
        for folder in sorted({path.parent for path in targets} - held):
            stack.enter_context(_alone_in(folder))
        token = _rewritten.set(known | {path: [_stamp(path)] for path in targets})
        try:
            yield
        finally:
            _rewritten.reset(token)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder that only one holds at a time; nothing where the system cannot."""
    try:
        import fcntl
    except ImportError:  # Windows: only what was written meanwhile is noticed
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # said where it is written to
        yield
        return
    try:
        end = time.monotonic() + _WAITS
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    raise WorkbenchError(
                        "another program goes on writing in this folder",
                        place=folder,
                        remedy="try again when it is done",
                    ) from None
                time.sleep(0.05)
            except OSError:  # some network disks lock nothing
                break
            else:
                break
        yield
    finally:
        os.close(handle)


def _stamp(path: Path) -> tuple[int, ...]:
    """What tells a state of a file from others; empty where there is none."""
    try:
        facts = path.stat()
    except OSError:
        return ()
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns


@contextmanager
def all_or_none() -> Iterator[None]:
    """Put the files that :func:`atomic_write` writes in the block in their place at its end.

    When the block raises, all of them are as they were.

    Raises:
        WorkbenchError: A file cannot be put in its place; those before it have been.
    """
    waiting: list[_Whole] = []
    token = _waiting.set(waiting)
    try:
        yield
        while waiting:
            try:
                waiting[0].put()
            except OSError as error:
                raise from_os_error(error, waiting[0].target, doing="write") from error
            del waiting[0]
    finally:
        _waiting.reset(token)
        for whole in waiting:
            whole.beside.unlink(missing_ok=True)


def name_in(folder: Path, name: str) -> Path:
    """A file in a folder, whatever its name was made of: it never leads out of the folder.

    Args:
        folder: The folder.
        name: Made of what a file or a project says; what a file's name cannot hold becomes a
            low line.
    """
    plain = _NO_NAME.sub("_", name)
    return folder / (plain if plain.strip(". ") else f"_{plain}")


def write_backup(path: Path, data: bytes) -> Path:
    """Keep the content of a file beside it, never over an earlier backup.

    Args:
        path: The file.
        data: What is kept.

    Returns:
        The backup: the file's name and the date.

    Raises:
        WorkbenchError: It cannot be written.
    """
    with write_beside(path) as new:
        try:
            with os.fdopen(os.dup(new.handle), "wb") as file:
                file.write(data)
        except OSError as error:
            raise from_os_error(error, path, doing="write") from error
        return new.put_as_backup(path)


def dated_names(first: str, gap: str = "-") -> Iterator[str]:
    """A name with today's date, then with a number behind it, from 2 without end.

    Args:
        first: The name.
        gap: What stands before the date and the number.
    """
    dated = f"{first}{gap}{datetime.now().astimezone():%Y-%m-%d}"
    return chain([dated], (f"{dated}{gap}{number}" for number in count(2)))


def _name_new(beside: Path, target: Path) -> None:
    """Give a file a name that none has.

    Raises:
        AlreadyThere: One has it.
        OSError: The system refuses.
    """
    try:
        os.link(beside, target)
    except FileExistsError as error:
        raise AlreadyThere(target) from error
    except OSError:
        # Of disks that know no second names: the name is taken first, then filled.
        try:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL))
        except FileExistsError as error:
            raise AlreadyThere(target) from error
        beside.replace(target)
    else:
        beside.unlink()


def _flush_folder(folder: Path) -> None:
    """See that a folder's names have reached the disk; systems that cannot do it do it anyway."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folder
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.EBADF, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


def _umask() -> int:
    """The process's file mode mask; reading it means setting it twice."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def separator_stated(line: str) -> str | None:
    """The separator that Excel's first line ``sep=;`` states; None for any other line."""
    found = re.fullmatch(r"\ufeff?\"?sep=(.)\"?\r?\n?", line, re.IGNORECASE)
    return found[1] if found else None
