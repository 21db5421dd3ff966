"""A project as a whole: verified, backed up, copied, taken back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.project_samples import sample, state, violations

from workbench import api, cli
from workbench.project import operations


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        cli.main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with edits of many kinds, one of them undone."""
    path = tmp_path / "talks.aligned"
    sample(path, [(1, 1, 1), (2, 1, 1), (1, 1, 0), (1, 2, 1)])
    with closing(api.open(path, author="one")) as project:
        project.apply(operations.merge(project, 1, 2))
        project.apply(operations.confirm(project, [1]))
        project.apply(operations.annotate(project, 1, "a note"))
        project.undo()
        project.apply(operations.edit_text(project, project.runs(3)[0][0], "Another."))
    return path


def test_a_sound_project_is_called_so(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its whole history fits what is there."""
    assert run("project", "verify", path) == 0
    assert "sound" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE bead SET status = 'unreviewed' WHERE id = 1", "edit 2"),
        ("UPDATE segment SET text = 'x' WHERE text = 'Another.'", "edit 5"),
        ('UPDATE segment SET "end" = 99999 WHERE id = 1', "outside the text"),
        ("UPDATE bead SET place = 1 WHERE id = 4", "crosses"),
        ("UPDATE segment SET bead = 4 WHERE bead = 3", "bead 3 is empty"),
    ],
)
def test_what_is_wrong_is_named(
    path: Path, statement: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another program changed a row."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)
    assert run("project", "verify", path) == 1
    assert told in capsys.readouterr().out


def test_the_history_says_who_did_what(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line an edit, oldest first."""
    assert run("project", "history", path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("1  ")
    assert "  one  merge 2 beads" in lines[0]


def test_any_state_comes_back(path: Path, tmp_path: Path) -> None:
    """As one edit, which can be undone; also the state before all edits."""
    states = []
    new = tmp_path / "again.aligned"
    sample(new, [(1, 1, 1), (2, 1, 1), (1, 1, 0), (1, 2, 1)])
    with closing(api.open(new)) as project:
        rows = lambda: project.store.load().tables()  # noqa: E731
        states.append(rows())
        for edit in (
            lambda: operations.merge(project, 1, 2),
            lambda: operations.annotate(project, 1, "note"),
            lambda: operations.split(project, 1, (1, 1, 1)),
            lambda: operations.confirm(project, project.order),
        ):
            project.apply(edit())
            states.append(rows())
    for number in (3, 0, 2, 4, 1):
        assert run("project", "history", new, "--back-to", number) == 0
        with closing(api.open(new)) as project:
            assert project.store.load().tables() == states[number]
            assert not violations(project)
    assert run("project", "verify", new) == 0
    assert run("project", "history", new, "--back-to", 99) == 2


def test_a_backup_holds_all_while_another_works(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each backup has a name of its own."""
    with closing(api.open(path)) as project:
        for _ in range(2):
            assert run("project", "backup", path) == 0
        project.apply(operations.confirm(project, [4]))
        whole = state(project)
    assert capsys.readouterr().err.count("Written: ") == 2
    backups = sorted(path.parent.glob("talks.aligned.backup-*"))
    assert len(backups) == 2
    for backup in backups:
        with closing(api.open(backup)) as project:
            assert project.last == 5
            project.apply(operations.confirm(project, [4]))
            assert project.store.load().tables() == _tables(path)
    assert whole


def _tables(path: Path) -> object:
    with closing(api.open(path)) as project:
        return project.store.load().tables()


def test_a_copy_has_history_and_ids(path: Path) -> None:
    """And never replaces another without a word."""
    copy = path.with_name("copy.aligned")
    assert run("project", "copy", path, copy) == 0
    assert _tables(copy) == _tables(path)
    assert run("project", "copy", path, copy) == 2
    assert run("project", "copy", path, copy, "--replace") == 0
    assert len(list(path.parent.glob("copy.aligned.backup-*"))) == 1
    assert run("project", "copy", path, path.with_name("copy.txt")) == 2
    assert run("project", "verify", copy) == 0
