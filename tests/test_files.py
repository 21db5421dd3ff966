"""Whole-file writing and its sentences."""

import errno
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workbench.errors import WorkbenchError
from workbench.files import (
    AlreadyThere,
    all_or_none,
    atomic_write,
    encoding_of,
    not_in_encoding,
    rewriting,
    text_of,
    write_beside,
)


def test_a_file_appears_whole(tmp_path: Path) -> None:
    """What was written is there under the name, and nothing else is left."""
    with atomic_write(tmp_path / "memory.tmx") as file:
        file.write(b"whole")
        assert not (tmp_path / "memory.tmx").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["memory.tmx"]
    assert (tmp_path / "memory.tmx").read_bytes() == b"whole"


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_the_old_file(tmp_path: Path, failure: type[BaseException]) -> None:
    """An error or Ctrl-C in the middle changes nothing and leaves no litter."""
    path = tmp_path / "memory.tmx"
    path.write_bytes(b"old")
    with pytest.raises(failure), atomic_write(path) as file:
        file.write(b"half")
        raise failure
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk says so, with the file's name and what to do."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "memory.tmx"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    told = "the disk is full; make room"
    with pytest.raises(WorkbenchError, match=told) as caught, atomic_write(path) as file:
        file.write(b"new")
    assert str(path) in str(caught.value)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_another_program_holds_is_named_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a spreadsheet program lets nobody replace what it shows."""

    class DeniedError(PermissionError):
        winerror = 5

    def held(*_: object) -> None:
        raise DeniedError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", held)
    told = pytest.raises(WorkbenchError, match="another program holds it open; close it there")
    with told, atomic_write(tmp_path / "beads.xlsx") as file:
        file.write(b"new")
    assert not list(tmp_path.iterdir())


def test_permissions_are_kept(tmp_path: Path) -> None:
    """A replaced file keeps its mode; a new one gets the usual one, not a private one."""
    path = tmp_path / "memory.tmx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with atomic_write(path) as file:
        file.write(b"new")
    assert path.stat().st_mode & 0o777 == 0o640
    with atomic_write(tmp_path / "new.tmx") as file:
        file.write(b"new")
    (tmp_path / "ordinary").write_bytes(b"")
    assert (tmp_path / "new.tmx").stat().st_mode == (tmp_path / "ordinary").stat().st_mode


def test_a_link_is_followed(tmp_path: Path) -> None:
    """Writing through a symbolic link changes what it points to, and it stays a link."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "memory.tmx").write_bytes(b"old")
    link = tmp_path / "memory.tmx"
    link.symlink_to(tmp_path / "real" / "memory.tmx")
    with atomic_write(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert (tmp_path / "real" / "memory.tmx").read_bytes() == b"new"


def test_no_folder_is_one_sentence(tmp_path: Path) -> None:
    """A folder that is not there is said, not made."""
    with (
        pytest.raises(WorkbenchError, match="there is no such file or folder"),
        atomic_write(tmp_path / "none" / "memory.tmx"),
    ):
        pass


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"], ids=str)
def test_a_byte_order_mark_states_the_encoding_and_is_no_text(encoding: str, tmp_path: Path):
    path = tmp_path / "talks.txt"
    path.write_bytes("Переговоры\nначались.".encode(encoding))
    assert text_of(path) == "Переговоры\nначались."
    assert encoding_of(path) == encoding


def test_another_encoding_is_named_with_its_first_line(tmp_path: Path):
    path = tmp_path / "talks.txt"
    path.write_bytes("One.\nTwo.\nТри.\nЧетыре.".encode("cp1251"))
    with pytest.raises(
        WorkbenchError, match=r"talks.txt:3: byte 0xD2 is not UTF-8; save"
    ) as caught:
        text_of(path)
    assert str(caught.value) == str(not_in_encoding(path, "utf-8"))
    path.write_bytes("One.\nTwo.".encode("utf-16") + b"\x00")
    with pytest.raises(WorkbenchError, match=r"talks.txt:2: byte 0x00 is not UTF-16"):
        text_of(path)


def test_all_files_are_replaced_together_or_none(tmp_path: Path) -> None:
    """Those that were whole already are not put in their place when a later one fails."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"old")

    def write(fail: bool) -> None:
        with all_or_none():
            for path in (first, second):
                with atomic_write(path) as file:
                    file.write(b"new")
            assert first.read_bytes() == b"old"
            if fail:
                raise RuntimeError

    with pytest.raises(RuntimeError):
        write(fail=True)
    assert [path.name for path in tmp_path.iterdir()] == ["first"]
    write(fail=False)
    assert (first.read_bytes(), second.read_bytes()) == (b"new", b"new")
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows opens no folder")
def test_file_and_folder_reach_the_disk_in_this_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a power loss the name leads to the whole file, or to the old one."""
    flushed = []

    def fsync(handle: int, real=os.fsync) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        flushed.append(("folder" if is_folder else "file", (tmp_path / "a.tmx").exists()))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with atomic_write(tmp_path / "a.tmx") as file:
        file.write(b"new")
    assert flushed == [("file", False), ("folder", True)]


def test_a_new_file_gets_its_name_later_or_goes(tmp_path: Path) -> None:
    taken = tmp_path / "taken.txt"
    taken.write_text("kept")
    with write_beside(taken) as new:
        new.path.write_text("new")
        with pytest.raises(AlreadyThere):
            new.put(taken, exclusive=True)
        new.put(tmp_path / "other.txt", exclusive=True)
    with write_beside(taken) as new:
        new.path.write_text("thrown away")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "taken.txt": "kept",
        "other.txt": "new",
    }


@pytest.mark.parametrize("links", [True, False])
def test_an_exclusive_file_replaces_none(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one that came while it was written; on disks without second names as well."""
    path = tmp_path / "a.aligned"
    if not links:

        def refuse(*_: object) -> None:
            raise OSError(errno.EPERM, "no links here")

        monkeypatch.setattr(os, "link", refuse)
    with atomic_write(path, exclusive=True) as file:
        file.write(b"first")
    with pytest.raises(AlreadyThere), atomic_write(path, exclusive=True) as file:
        file.write(b"second")
    path.unlink()
    with pytest.raises(AlreadyThere), atomic_write(path, exclusive=True) as file:
        file.write(b"second")
        path.write_bytes(b"between")
    assert path.read_bytes() == b"between"
    assert list(tmp_path.iterdir()) == [path]


def _add(path: Path, line: str) -> None:
    with rewriting(path):
        before = path.read_text("utf-8") if path.exists() else ""
        with atomic_write(path) as file:
            file.write(f"{before}{line}\n".encode())


def test_what_two_rewrite_at_once_is_all_there(tmp_path: Path) -> None:
    """Each reads, adds a line, and writes: the last one's file held only its own."""
    pytest.importorskip("fcntl", reason="the system cannot lock a folder")
    path = tmp_path / "terms"
    barrier = threading.Barrier(8)

    def work(number: int) -> None:
        barrier.wait()
        for time in range(5):
            _add(path, f"{number}-{time}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert len(set(path.read_text("utf-8").split())) == 40


@pytest.mark.parametrize("exists", [True, False])
def test_what_another_program_wrote_meanwhile_stays(tmp_path: Path, exists: bool) -> None:
    """An editor, for example, knows nothing of the lock."""
    path = tmp_path / "terms"
    if exists:
        path.write_text("ours", encoding="utf-8")
    with pytest.raises(WorkbenchError, match="another program wrote it"), rewriting(path):
        (tmp_path / "new").write_text("theirs", encoding="utf-8")
        (tmp_path / "new").replace(path)
        with atomic_write(path) as file:
            file.write(b"ours and more")
    assert path.read_text("utf-8") == "theirs"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_is_rewritten_several_times_and_within_itself(tmp_path: Path) -> None:
    """One's own writing is no other's; an inner block does not wait for the outer one."""
    path = tmp_path / "terms"
    with rewriting(path), rewriting(path, tmp_path / "others"):
        _add(path, "one")
        _add(path, "two")
    assert path.read_text("utf-8") == "one\ntwo\n"
