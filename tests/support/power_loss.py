"""A disk that loses power: what a program's system calls leave of a folder, cut off anywhere.

A run of a program is recorded with ``strace``. :func:`after_power_loss` plays the record up to a
call and then lets everything go that nothing had flushed: of each file's writes since its last
``fsync`` a part (sector by sector), of the folder's entries (files made, removed, renamed) since
the folder's last ``fsync`` all but the first few. What was flushed stays.
"""

import os
import random
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
"""Bytes that a disk writes whole or not at all."""

_CALLS = (
    "openat,creat,write,pwrite64,writev,pwritev,fsync,fdatasync,unlink,unlinkat,rename,renameat,"
    "renameat2,link,linkat,ftruncate,lseek,mmap"
)
_LINE = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_FILE = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>")


@dataclass(slots=True)
class Call:
    """One call that changes the folder or the disk, or a line that the program printed."""

    name: str
    path: str = ""
    """The file, by its name in the folder; "" for the folder itself."""

    data: bytes = b""
    offset: int = 0
    to: str = ""
    """Where a file is renamed or linked to; of a new file, which one it is."""


def available() -> bool:
    """Whether programs can be recorded here."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return tried.returncode == 0


def record(command: Sequence[str], folder: Path, trace: Path) -> list[Call]:
    """Run a program and write down what it does to the files of a folder.

    Args:
        command: The program with its words; it must end with status 0.
        folder: Without folders in it.
        trace: Where the record goes; in another folder.
    """
    words = ["strace", "-f", "-y", "-xx", "-s", str(1 << 24), "-o", str(trace), "-e"]
    subprocess.run([*words, f"trace={_CALLS}", *command], check=True, capture_output=True)
    calls: list[Call] = []
    ends: dict[tuple[str, str], int] = {}
    for line in trace.read_text(encoding="ascii").splitlines():
        assert "unfinished" not in line or str(folder) not in line, "two threads wrote at once"
        found = _LINE.match(line)
        if found and not found[3].startswith("-"):
            calls += _calls(found[1], found[2], int(found[3]), os.path.realpath(folder), ends)
    return calls


def _calls(
    name: str, words: str, result: int, folder: str, ends: dict[tuple[str, str], int]
) -> list[Call]:
    """What one line of the record does to the folder."""
    texts = [bytes.fromhex(text.replace("\\x", "")) for text, _ in _TEXT.findall(words)]
    file = _FILE.match(words)
    number, path = (file[1], _inside(_named(file[2]), folder)) if file else ("", None)
    if name in {"write", "pwrite64", "writev", "pwritev"}:
        if number == "1":
            return [Call("print", data=b"".join(texts))]
        if path is None:
            return []
        data = b"".join(texts)[:result]
        assert len(data) == result, "the record is cut off"
        at = ends.get((number, path), 0)
        if name.startswith("p"):
            at = int(words.rsplit(",", 1)[1])
        else:
            ends[number, path] = at + result
        return [Call("write", path, data, at)]
    if name in {"fsync", "fdatasync"} and path is not None:
        return [Call("sync", path)]
    if name == "ftruncate" and path is not None:
        return [Call("truncate", path, offset=int(words.rsplit(",", 1)[1]))]
    if name == "lseek" and path is not None:
        ends[number, path] = result
    if name == "mmap" and "MAP_SHARED" in words and "PROT_WRITE" in words:
        assert folder.encode().hex() not in words.replace("\\x", ""), "a mapped file is not played"
    named = [inside for text in texts if (inside := _inside(os.fsdecode(text), folder))]
    if name in {"openat", "creat"} and named:
        ends[str(result), named[0]] = 0
        made = [Call("make", named[0])] if "O_CREAT" in words or name == "creat" else []
        return [*made, *([Call("truncate", named[0])] if "O_TRUNC" in words else [])]
    if name in {"unlink", "unlinkat"} and named:
        return [Call("remove", named[0])]
    if name.startswith(("rename", "link")) and named:
        assert len(named) == len(texts) == 2, "moved into or out of the folder"
        return [Call(name.rstrip("at2"), named[0], to=named[1])]
    return []


def _named(text: str) -> str:
    return os.fsdecode(bytes.fromhex(text.replace("\\x", "")))


def _inside(path: str, folder: str) -> str | None:
    """A path as a name in the folder; "" for the folder itself, None for others."""
    if path == folder:
        return ""
    return path[len(folder) + 1 :] if path.startswith(folder + "/") else None


@dataclass(slots=True)
class _File:
    durable: bytearray
    current: bytearray
    waiting: list[Call] = field(default_factory=list)


def after_power_loss(
    before: Path, calls: Sequence[Call], cut: int, chance: random.Random, after: Path
) -> list[str]:
    """Make the folder as a disk may show it after the power went.

    Args:
        before: The folder before the program ran.
        calls: What the program did.
        cut: How many calls it came to.
        chance: Decides what of the rest had reached the disk.
        after: The folder to make.

    Returns:
        The lines that the program had printed.
    """
    names = {file.name: _whole(file.read_bytes()) for file in before.iterdir()}
    durable = dict(names)
    waiting: list[Call] = []
    printed = b""
    made: dict[str, _File] = {}
    for call in calls[:cut]:
        if call.name == "print":
            printed += call.data
        elif call.name == "sync" and not call.path:
            for entry in waiting:
                _play(durable, entry, made)
            waiting = []
        elif call.name == "make" and call.path not in names:
            entry = Call("make", call.path, to=f"file {len(made)}")
            made[entry.to] = _whole(b"")
            waiting.append(entry)
            _play(names, entry, made)
        elif call.name in {"remove", "rename", "link"}:
            waiting.append(call)
            _play(names, call, made)
        elif call.name != "make" and call.path in names:
            _change(names[call.path], call)
    for entry in waiting[: chance.randint(0, len(waiting))]:
        _play(durable, entry, made)
    after.mkdir()
    for name, file in durable.items():
        (after / name).write_bytes(_left(file, chance))
    return printed.decode().splitlines()


def _whole(data: bytes) -> _File:
    return _File(bytearray(data), bytearray(data))


def _play(names: dict[str, _File], call: Call, made: dict[str, _File]) -> None:
    """Let an entry of the folder be made, removed, renamed or linked."""
    if call.name == "make":
        names[call.path] = made[call.to]
    elif call.name == "remove":
        names.pop(call.path, None)
    elif call.path in names:
        names[call.to] = names[call.path]
        if call.name == "rename":
            del names[call.path]


def _change(file: _File, call: Call) -> None:
    if call.name == "sync":
        file.durable[:] = file.current
        file.waiting = []
        return
    _apply(file.current, call)
    file.waiting.append(call)


def _apply(data: bytearray, call: Call) -> None:
    if call.name == "truncate":
        del data[call.offset :]
        data.extend(bytes(call.offset - len(data)))
        return
    data.extend(bytes(max(0, call.offset - len(data))))
    data[call.offset : call.offset + len(call.data)] = call.data


def _left(file: _File, chance: random.Random) -> bytes:
    """A file's bytes: what was flushed, and any part of what was not."""
    data = bytearray(file.durable)
    share = chance.choice((0.0, 0.5, 1.0))
    for call in file.waiting:
        if call.name == "truncate":
            if chance.random() < share:
                _apply(data, call)
            continue
        for start in range(0, len(call.data), SECTOR):
            if chance.random() < share:
                piece = call.data[start : start + SECTOR]
                _apply(data, Call("write", data=piece, offset=call.offset + start))
    return bytes(data)
