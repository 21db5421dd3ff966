"""``workbench review``: what it opens, and what it says where it cannot."""

import sys
from unittest.mock import patch

import pytest
from support.program import run
from support.reviewing import ENGLISH, RUSSIAN

from workbench import review
from workbench.cli.review_ import command
from workbench.errors import WorkbenchError


@pytest.fixture
def opened(monkeypatch, tmp_path):
    """The projects that would be shown."""
    found = []

    def shown(location, glossaries=()):
        del glossaries
        found.append(str(location))
        return 0, 0

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(review, "run", shown)
    (tmp_path / "talks.en.txt").write_text("\n".join(ENGLISH), encoding="utf-8")
    (tmp_path / "talks.ru.txt").write_text("\n".join(RUSSIAN), encoding="utf-8")
    return found


def call(*files):
    """The command in a terminal, its options left out."""
    with (
        patch.object(sys.stdin, "isatty", lambda: True),
        patch.object(sys.stdout, "isatty", lambda: True),
    ):
        command.main(list(files), standalone_mode=False)


def test_documents_are_aligned_once(opened, tmp_path, capsys):
    """The second time the project that was made is opened, with what was done in it."""
    call("talks.en.txt", "talks.ru.txt")
    made = (tmp_path / "talks.aligned").read_bytes()
    call("talks.en.txt", "talks.ru.txt")
    assert opened == ["talks.aligned"] * 2
    assert (tmp_path / "talks.aligned").read_bytes() == made
    assert "is there already: it is opened" in capsys.readouterr().err


def test_a_memory_is_sent_to_import(opened):
    """The remedy is a command that can be typed as it stands."""
    with pytest.raises(WorkbenchError, match=r"workbench import press.tmx -o press.aligned"):
        call("press.tmx")
    assert not opened


def test_one_document_is_too_few(opened):
    """It says what to name."""
    with pytest.raises(WorkbenchError, match="name a project, or two files"):
        call("talks.en.txt")
    assert not opened


def test_explaining_writes_nothing(opened, tmp_path):
    """It can be asked after the project was made, as the README does."""
    call("talks.en.txt", "talks.ru.txt")
    made = (tmp_path / "talks.aligned").read_bytes()
    done = run(tmp_path, "align", "talks.en.txt", "talks.ru.txt", "--explain", "2")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("bead 2: ")
    assert (tmp_path / "talks.aligned").read_bytes() == made


def test_nothing_is_not_exported_over_something(opened, tmp_path):
    """Only the confirmed, where none is: status 2, and the memory is as it was."""
    call("talks.en.txt", "talks.ru.txt")
    assert run(tmp_path, "export", "talks.aligned", "-o", "talks.tmx").returncode == 0
    before = (tmp_path / "talks.tmx").read_bytes()
    done = run(tmp_path, "export", "talks.aligned", "-o", "talks.tmx", "--confirmed")
    assert done.returncode == 2
    assert "no unit would be written over the file that is there" in done.stderr
    assert (tmp_path / "talks.tmx").read_bytes() == before
    name = "n" * 300 + ".tmx"
    done = run(tmp_path, "export", "talks.aligned", "-o", name)
    assert done.returncode == 2
    assert "its name is too long" in done.stderr
