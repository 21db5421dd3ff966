"""Several programs at once make a project of one name: none of their results is lost."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from workbench import project as projects

AT_ONCE = 5


def race(folder: Path, *options: str) -> tuple[list[str], list[str]]:
    """Import tables of different texts into one project at once.

    Returns:
        The words of those imports that said they were written, and of those that refused.
    """
    words = [f"word{number}" for number in range(AT_ONCE)]
    processes = []
    for word in words:
        table = folder / f"{word}.tsv"
        table.write_text(f"en\tru\n{word}\t{word}\n", encoding="utf-8")
        command = ["import", str(table), "-o", str(folder / "one.aligned"), *options]
        processes.append(
            subprocess.Popen(
                [sys.executable, "-m", "workbench", *command], stderr=subprocess.PIPE, text=True
            )
        )
    written, refused = [], []
    for word, process in zip(words, processes, strict=True):
        _, said = process.communicate(timeout=120)
        if process.returncode:
            assert process.returncode == 2
            assert "exist" in said or "another program is writing" in said
            refused.append(word)
        else:
            written.append(word)
    return written, refused


def held(path: Path) -> str:
    """The one word that a project holds."""
    with closing(projects.open(path)) as project:
        return project.texts(project.order[0], 0)[0]


@pytest.mark.parametrize("rounds", [1, pytest.param(8, marks=pytest.mark.slow)])
def test_one_of_several_makers_makes_it(tmp_path: Path, rounds: int) -> None:
    """The others are refused; they do not say that they wrote what is gone."""
    for number in range(rounds):
        folder = tmp_path / str(number)
        folder.mkdir()
        written, refused = race(folder)
        assert [held(folder / "one.aligned")] == written
        assert len(refused) == AT_ONCE - 1
        assert not [path for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("rounds", [1, pytest.param(8, marks=pytest.mark.slow)])
def test_replacing_at_once_keeps_all(tmp_path: Path, rounds: int) -> None:
    """Each result is the project or one of its backups."""
    for number in range(rounds):
        folder = tmp_path / str(number)
        folder.mkdir()
        written, _ = race(folder, "--replace")
        kept = sorted(held(path) for path in folder.glob("one.aligned*"))
        assert kept == sorted(written)
