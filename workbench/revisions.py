"""Files as they were at a commit, asked of git."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from workbench.errors import WorkbenchError


class Revision:
    """The state of a repository at a commit.

    Args:
        name: A commit as git names it.
        folder: In the repository.

    Raises:
        WorkbenchError: There is no git, no repository, or no such commit.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self._folder = folder
        top = _git(folder, "rev-parse", "--show-toplevel")
        if top is None:
            raise WorkbenchError(
                "it lies in no repository of git", place=folder, remedy="name no commit"
            )
        self._top = Path(_line(top)).resolve()
        commit = _git(
            folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
        )
        if commit is None:
            raise WorkbenchError(
                f"git knows no commit {name!r}",
                place=folder,
                remedy="name one that this clone has; a shallow one lacks the older ones",
            )
        self._commit = _line(commit).splitlines()[-1]

    def read(self, file: Path) -> bytes | None:
        """A file as it was; None where it was not there."""
        file = file.parent.resolve() / file.name
        if not file.is_relative_to(self._top):
            return None
        inside = file.relative_to(self._top).as_posix()
        return _git(self._folder, "cat-file", "blob", f"{self._commit}:{inside}")

    def changed(self, files: Iterable[Path]) -> set[Path]:
        """Those of the files that are not as they were, new ones among them.

        Raises:
            WorkbenchError: Git cannot compare them.
        """
        told = [
            _git(self._top, "diff", "--name-only", "--no-renames", "-z", self._commit, "--"),
            _git(self._top, "ls-files", "--others", "-z"),
        ]
        if None in told:
            raise WorkbenchError("git cannot tell what has changed", place=self._folder)
        listed = {path for each in told for path in self._paths(each)}
        return {file for file in files if file.parent.resolve() / file.name in listed}

    def files(self) -> set[Path]:
        """All files that there were."""
        words = ("ls-tree", "-r", "-z", "--name-only", "--full-tree", self._commit)
        return self._paths(_git(self._top, *words))

    def _paths(self, told: bytes | None) -> set[Path]:
        names = (told or b"").decode(errors="surrogateescape").split("\0")
        return {self._top / name for name in names if name}


def _line(told: bytes) -> str:
    return told.decode(errors="surrogateescape").rstrip("\r\n")


def _git(folder: Path, *words: str) -> bytes | None:
    """What git says; None where it refuses."""
    program = shutil.which("git")
    if program is None:
        raise WorkbenchError("git is not installed", remedy="install it, or name no commit")
    done = subprocess.run(  # noqa: S603 - arguments, no shell
        [program, "-C", str(folder), *words], check=False, capture_output=True
    )
    return done.stdout if done.returncode == 0 else None
