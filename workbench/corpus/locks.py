"""Slices held by a process: no two runs work on one.

A byte of a file stands for a slice. The system lets go of it when the process ends, however it
ends, so that no lock is left behind; and it works over a network's disk.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from workbench.errors import WorkbenchError
from workbench.files import from_os_error

_WHOLE = 1 << 30
"""The byte that is held while the tables of the whole run are written."""


class Locks:
    """The slices that this process holds; they are let go of when it is left.

    Args:
        path: The file; made where it is not there, and never written.

    Raises:
        WorkbenchError: It cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file: IO[bytes] = path.open("a+b")
        except OSError as error:
            raise from_os_error(error, path, doing="write") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def take(self, numbers: Iterable[int], place: Path) -> None:
        """Hold some slices.

        Args:
            numbers: Of the slices.
            place: What messages call them.

        Raises:
            WorkbenchError: Another process has one of them.
        """
        for number in numbers:
            if not _lock(self._file, number, wait=False):
                raise WorkbenchError(
                    "another run is working on it",
                    place=place,
                    remedy="wait for its end, or stop it",
                )

    @contextmanager
    def whole(self) -> Iterator[None]:
        """While it lasts, other parts of the run wait with the tables of the whole."""
        _lock(self._file, _WHOLE, wait=True)
        try:
            yield
        finally:
            _unlock(self._file, _WHOLE)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes], byte: int, *, wait: bool) -> bool:
        """Lock a byte of a file; False where another process has it."""
        file.seek(byte)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes], byte: int) -> None:
        file.seek(byte)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes], byte: int, *, wait: bool) -> bool:
        """Lock a byte of a file; False where another process has it."""
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB), 1, byte)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def _unlock(file: IO[bytes], byte: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_UN, 1, byte)
