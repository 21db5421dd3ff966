"""A journal that a crash left behind, and files that take the place of others."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from support.program import run
from support.project_samples import sample, state, violations

from workbench import project as projects
from workbench.errors import WorkbenchError
from workbench.project import operations
from workbench.project.sqlite.journal import journal_of, set_aside_stale

SHAPES = [(1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 1)] * 10

CRASH = """
import os, signal, sys
from workbench import project as projects
project = projects.open(sys.argv[1])
connection = project.store._connection
database = connection.database
connection.stamp()
database.execute("PRAGMA cache_size = 1")
with connection.transaction("IMMEDIATE"):
    database.execute("UPDATE segment SET text = text || ' ' || hex(zeroblob(3000))")
    os.kill(os.getpid(), signal.SIGKILL)
"""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")


def crash(path: Path) -> None:
    """Die in the middle of writing: some pages are new, and the journal has the old ones."""
    before = path.read_bytes()
    subprocess.run([sys.executable, "-c", CRASH, str(path)], check=False)
    assert journal_of(path).stat().st_size > 0
    assert path.read_bytes() != before


def edited(path: Path, *beads: int) -> list[object]:
    """Confirm beads; what the project then is."""
    with closing(projects.open(path)) as project:
        for bead in beads:
            project.apply(operations.confirm(project, [bead]))
        return state(project)


def looked_at(path: Path) -> list[object]:
    """What a project is when it is opened now."""
    with closing(projects.open(path)) as project:
        assert not violations(project)
        return state(project)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with some edits."""
    path = tmp_path / "talks.aligned"
    sample(path, SHAPES)
    edited(path, 1, 2, 3)
    return path


def test_a_crash_alone_is_taken_back(path: Path) -> None:
    """The journal belongs: SQLite plays it."""
    before = looked_at(path)
    crash(path)
    assert looked_at(path) == before
    assert not journal_of(path).exists()


def _restored(path: Path) -> list[object]:
    backup = path.with_name("backup")
    shutil.copyfile(path, backup)
    want = looked_at(backup)
    edited(path, 4, 5)
    crash(path)
    shutil.copyfile(backup, path)
    return want


def _restored_by_renaming(path: Path) -> list[object]:
    backup = path.with_name("backup")
    shutil.copyfile(path, backup)
    want = looked_at(backup)
    edited(path, 4)
    crash(path)
    backup.replace(path)
    return want


def _made_anew(path: Path) -> list[object]:
    crash(path)
    path.unlink()
    sample(path, SHAPES[:7])
    return looked_at(path)


def _made_anew_elsewhere(path: Path) -> list[object]:
    other = path.with_name("other.aligned")
    sample(other, SHAPES[:9])
    want = edited(other, 1, 2, 3)
    crash(path)
    shutil.copyfile(other, path)
    return want


def _worked_on_elsewhere(path: Path) -> list[object]:
    """The copy has as many edits as the crashed one had, and one more."""
    copy = path.with_name("copy.aligned")
    shutil.copyfile(path, copy)
    edited(path, 4)
    want = edited(copy, 6)
    crash(path)
    shutil.copyfile(copy, path)
    return want


def _worked_on_elsewhere_once_more(path: Path) -> list[object]:
    copy = path.with_name("copy.aligned")
    shutil.copyfile(path, copy)
    crash(path)
    want = edited(copy, 6)
    shutil.copyfile(copy, path)
    return want


def _journal_of_another(path: Path) -> list[object]:
    other = path.with_name("other.aligned")
    sample(other, SHAPES)
    want = looked_at(path)
    crash(other)
    shutil.copyfile(journal_of(other), journal_of(path))
    return want


def _never_flushed(path: Path) -> list[object]:
    """A journal without a page would cut the file to the length of another."""
    crash(path)
    journal = journal_of(path).read_bytes()
    path.unlink()
    journal_of(path).unlink()
    sample(path, SHAPES * 10)
    want = looked_at(path)
    journal_of(path).write_bytes(journal[:8] + bytes(4) + journal[12:])
    return want


@pytest.mark.parametrize(
    "scenario",
    [
        _restored,
        _restored_by_renaming,
        _made_anew,
        _made_anew_elsewhere,
        _worked_on_elsewhere,
        _worked_on_elsewhere_once_more,
        _journal_of_another,
    ],
)
def test_a_stale_journal_is_put_aside(
    path: Path, scenario, caplog: pytest.LogCaptureFixture
) -> None:
    """It destroyed the good project that lay beside it; now it is kept under another name."""
    want = scenario(path)
    assert looked_at(path) == want
    assert not journal_of(path).exists()
    edited(path, 7)
    (aside,) = path.parent.glob(f"{path.name}-journal.stale-*")
    (said,) = caplog.messages
    assert said.startswith(f"{journal_of(path)}: ")
    assert f"put aside as {aside.name}" in said


def test_a_journal_that_was_never_flushed_is_deleted(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Most crashes leave one; there is nothing in it to keep or to tell of."""
    want = _never_flushed(path)
    assert looked_at(path) == want
    assert not journal_of(path).exists()
    assert not list(path.parent.glob("*.stale-*"))
    assert caplog.messages == []


@pytest.mark.parametrize("content", [b"a note of my own", bytes(11), bytes(5) + b"text" * 50])
def test_what_is_no_journal_is_kept_and_told(
    path: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    """A person's file of that name is no program's to delete."""
    want = looked_at(path)
    journal_of(path).write_bytes(content)
    assert looked_at(path) == want
    (aside,) = path.parent.glob(f"{path.name}-journal.stale-*")
    assert aside.read_bytes() == content
    assert aside.name in caplog.text


@pytest.mark.parametrize(
    "words",
    [
        ["check", "talks.aligned", "--format", "json"],
        pytest.param(["export", "talks.aligned", "-o", "-"], marks=pytest.mark.slow),
        pytest.param(["update", "talks.aligned", "new.tsv"], marks=pytest.mark.slow),
        pytest.param(["project", "verify", "talks.aligned"], marks=pytest.mark.slow),
        pytest.param(["project", "history", "talks.aligned"], marks=pytest.mark.slow),
        pytest.param(["import", "new.tsv", "-o", "talks.aligned"], marks=pytest.mark.slow),
        pytest.param(
            ["import", "new.tsv", "-o", "talks.aligned", "--replace"], marks=pytest.mark.slow
        ),
        pytest.param(["plot", "talks.aligned", "-o", "a.svg"], marks=pytest.mark.slow),
    ],
)
def test_every_command_says_where_a_stale_journal_went(path: Path, words: list[str]) -> None:
    """One sentence among the notes, and nothing of it in the result; names do nothing."""
    _restored(path)
    path.with_name("new.tsv").write_text("en\tru\nOne.\tОдин.\n", encoding="utf-8")
    if words[0] == "import" and "--replace" not in words:
        path.unlink()
    done = run(path.parent, *words)
    (aside,) = path.parent.glob(f"{path.name}-journal.stale-*")
    told = [line for line in done.stderr.splitlines() if aside.name in line]
    assert len(told) == 1
    assert "put aside as" in told[0]
    assert aside.name not in done.stdout


def test_the_library_says_it_too(path: Path) -> None:
    """As a warning of the log, which Python shows where nobody took care of it."""
    _restored(path)
    code = "import sys, workbench; workbench.open(sys.argv[1]).close()"
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True
    )
    assert done.stderr.count("\n") == 1
    assert "put aside as" in done.stderr


def test_a_stale_write_ahead_log_is_put_aside(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """SQLite plays it, whatever the file's header says: another program left it there."""
    other = path.with_name("other.aligned")
    shutil.copyfile(path, other)
    with closing(sqlite3.connect(other, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA wal_autocheckpoint = 0")
        database.execute("UPDATE segment SET text = 'another'")
        log = Path(f"{other}-wal").read_bytes()
    want = looked_at(path)
    Path(f"{path}-wal").write_bytes(log)
    assert looked_at(path) == want
    assert "put aside" in caplog.text
    edited(path, 7)
    assert len(list(path.parent.glob(f"{path.name}-wal.stale-*"))) == 1


def test_a_write_ahead_log_that_is_needed_is_played(path: Path) -> None:
    """Another program changed the project in its own way, and has not ended."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA wal_autocheckpoint = 0")
        database.execute("UPDATE segment SET text = 'another' WHERE id = 1")
        shutil.copyfile(path, path.with_name("copy.aligned"))
        shutil.copyfile(f"{path}-wal", path.with_name("copy.aligned-wal"))
    with closing(projects.open(path.with_name("copy.aligned"))) as project:
        assert project.segment(1).text == "another"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_checkout_beside_a_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another revision of the project comes into the place of the crashed one."""
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "A")
        monkeypatch.setenv(f"{name}_EMAIL", "a@example.org")

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", path.parent, *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", path.name)
    git("commit", "-qm", "one")
    want = looked_at(path)
    edited(path, 4)
    crash(path)
    git("checkout", "-q", "--", path.name)
    assert looked_at(path) == want


def test_an_old_file_without_a_stamp_is_judged_by_trying(path: Path) -> None:
    """Two files whose cookies are both SQLite's own small count."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA schema_version = 8")
        (changes,) = database.execute("SELECT max(id) FROM edit").fetchone()
    assert changes == 3
    other = path.with_name("other.aligned")
    shutil.copyfile(path, other)
    want = looked_at(path)
    with closing(sqlite3.connect(other, isolation_level=None)) as database:
        database.execute("PRAGMA cache_size = 1")
        database.execute("BEGIN IMMEDIATE")
        database.execute("UPDATE segment SET text = text || hex(zeroblob(3000))")
        hot = journal_of(other).read_bytes()
        torn = other.read_bytes()
        database.execute("ROLLBACK")
    path.write_bytes(torn)
    journal_of(path).write_bytes(hot)
    assert looked_at(path) == want
    assert not list(path.parent.glob("*.stale-*"))


def test_a_journal_in_use_is_left(path: Path) -> None:
    """Of another window that is writing now."""
    with closing(projects.open(path)) as one, closing(projects.open(path)) as two:
        other = one.store._connection
        with other.transaction("IMMEDIATE"):
            other.database.execute("UPDATE fact SET value = value")
            assert journal_of(path).exists()
            os.utime(journal_of(path), (0, 0))
            assert two.refresh() == []
            assert journal_of(path).exists()
        two.apply(operations.confirm(two, [4]))
        assert one.refresh()
        assert state(one) == state(two)


def test_a_file_put_over_an_open_one_is_noticed(path: Path) -> None:
    """Even one of the same length and the same count of changes; nothing is written into it."""
    backup = path.with_name("backup.aligned")
    shutil.copyfile(path, backup)
    edited(backup, 10)
    edited(path, 4)
    with closing(projects.open(path)) as project:
        shutil.copyfile(backup, path)
        content = path.read_bytes()
        with pytest.raises(WorkbenchError, match="another file was put in its place"):
            project.apply(operations.confirm(project, [5]))
        with pytest.raises(WorkbenchError, match="another file was put in its place"):
            project.set_metadata("place", "5")
    assert path.read_bytes() == content
    edited(path, 5)


def test_a_project_made_anew_under_an_open_one_is_noticed(path: Path) -> None:
    """Before the first edit, and without any."""
    new = path.with_name("new.aligned")
    sample(path, SHAPES, replace=True)
    sample(new, SHAPES)
    with closing(sqlite3.connect(new)) as database, database:
        database.execute("UPDATE fact SET value = '2001' WHERE name = 'created'")
    with closing(projects.open(path)) as project:
        shutil.copyfile(new, path)
        with pytest.raises(WorkbenchError, match="another file was put in its place"):
            project.apply(operations.confirm(project, [5]))


@pytest.mark.parametrize("how", ["renamed over", "deleted"])
def test_a_file_that_went_is_noticed(path: Path, how: str) -> None:
    """Edits would go into a file that has no name any more."""
    backup = path.with_name("backup")
    shutil.copyfile(path, backup)
    with closing(projects.open(path)) as project:
        backup.replace(path) if how == "renamed over" else path.unlink()
        for attempt in (project.refresh, lambda: project.apply(operations.confirm(project, [5]))):
            with pytest.raises(WorkbenchError, match=r"another file was put in|it is gone"):
                attempt()
        assert project.last == 3


def test_what_is_no_journal_of_a_project_is_left_where_nothing_is(tmp_path: Path) -> None:
    """No file, no journal: nothing is done."""
    assert set_aside_stale(tmp_path / "none.aligned") is None
    assert list(tmp_path.iterdir()) == []
