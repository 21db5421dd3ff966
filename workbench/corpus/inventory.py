"""The files of folders: which are documents, and which are left out and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workbench import formats
from workbench.corpus.manifest import UNFIT
from workbench.errors import WorkbenchError
from workbench.files import from_os_error

MAX_BYTES = 64 << 20
"""A larger file is left out: no document of a corpus is, and reading one takes gigabytes."""

_HEAD = 1 << 14
"""Bytes by which a text is told from other data."""

_TEXTS = frozenset({"plain_text", "markdown", "html", "subtitles"})
"""Readers of formats that are text, which holds no null bytes."""


@dataclass(slots=True)
class LeftOut:
    """Files that were left out."""

    by_reason: dict[str, list[str]] = field(default_factory=dict)
    """Per reason their paths, in order."""

    kinds: dict[str, int] = field(default_factory=dict)
    """By ending, how many files are no documents; they are not named one by one."""

    def add(self, reason: str, path: str) -> None:
        """Leave a file out."""
        self.by_reason.setdefault(reason, []).append(path)

    def __len__(self) -> int:
        return sum(map(len, self.by_reason.values())) + sum(self.kinds.values())


def inventory(
    folders: Sequence[Path], left_out: LeftOut, passed: Callable[[], None] | None = None
) -> list[Path]:
    """The documents in folders and in all folders below, sorted.

    Hidden files and folders are passed over. A file of no document's ending is none; of what
    remains, empty, huge, binary and unreadable ones are left out, each with its reason.

    Args:
        folders: Where to look.
        left_out: Is told what was left out.
        passed: Called once a file, and may stop it.

    Raises:
        WorkbenchError: A folder is not there or cannot be looked into.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            raise WorkbenchError(
                "there is no such folder", place=folder, remedy="name a folder of documents"
            )
        for path in _files(folder, left_out):
            if passed is not None:
                passed()
            reason = _unfit(path, left_out)
            if reason is None:
                # A folder inside another one that is named as well gives its files once.
                found.setdefault(os.path.realpath(path), path)
            elif reason:
                left_out.add(reason, str(path))
    return sorted(found.values(), key=lambda path: path.parts)


def _files(folder: Path, left_out: LeftOut) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        if Path(error.filename) == folder:
            raise from_os_error(error, folder, doing="read") from error
        left_out.add("it is a folder that cannot be looked into", error.filename)

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(
            name
            for name in folders
            # What 'corpus align' made is no document.
            if not name.startswith(".") and not Path(place, name, "state", "lock").is_file()
        )
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _unfit(path: Path, left_out: LeftOut) -> str | None:
    """Why a file is left out; empty where only its kind is counted; None for a document."""
    if UNFIT.search(str(path)):
        return "its name has characters that no table can hold"
    form = formats.find(path, "document", "read")
    if form is None:
        if formats.states_translations(path):
            return "it holds aligned texts already"
        kind = path.suffix.lower() or "without an ending"
        left_out.kinds[kind] = left_out.kinds.get(kind, 0) + 1
        return ""
    try:
        if not path.is_file():
            return "it is no regular file" if path.exists() else "its link leads nowhere"
        size = path.stat().st_size
        if not size:
            return "it is empty"
        if size > MAX_BYTES:
            return f"it is huge (over {MAX_BYTES >> 20} MB)"
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        return from_os_error(error, path, doing="read").cause
    if not head.strip():
        return "it is empty"
    # UTF-16 has null bytes, and says so or has one in every pair.
    if form.reader in _TEXTS and b"\0" in head and not _is_wide(head):
        return "it is binary"
    return None


def _is_wide(head: bytes) -> bool:
    """Whether null bytes are those of UTF-16 or UTF-32."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return True
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    return (even > half // 2 and odd < half // 8) or (odd > half // 2 and even < half // 8)
