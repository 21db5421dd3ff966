"""Newer versions of a project's documents: by name, in a folder, at a commit."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.project import Project
from workbench.revisions import Revision


@dataclass(frozen=True, slots=True)
class NewerFile:
    """A newer version of a document that is known."""

    path: Path
    column: int
    """The document's."""

    origin: Path
    """The file that the project is to name."""


def by_origin(project: Project, file: Path) -> int | None:
    """The column whose document came from a file of this name, where only one did."""
    origins = [project.origin(column) for column in range(len(project.documents))]
    same = [
        column
        for column, origin in enumerate(origins)
        if origin is not None and origin.resolve() == file.resolve()
    ]
    named = [
        column
        for column, origin in enumerate(origins)
        if origin is not None and origin.name == file.name
    ]
    return next((found[0] for found in (same, named) if len(found) == 1), None)


def files_in_folder(project: Project, folder: Path) -> list[NewerFile]:
    """The files in a folder, at any depth, that are other versions of a project's documents."""
    found = []
    for column, document in enumerate(project.documents):
        origin = project.origin(column)
        if origin is None:
            continue
        parts = origin.resolve().parts
        # The longest end of its path that is there: docs/ru/guide.md before guide.md.
        for first in range(1, len(parts)):
            file = folder.joinpath(*parts[first:])
            if file.is_file():
                if hashlib.sha256(file.read_bytes()).hexdigest() != document.sha256:
                    found.append(NewerFile(file, column, file))
                break
    return found


@contextmanager
def at_revision(project: Project, revision: str | None) -> Iterator[list[NewerFile]]:
    """A project's documents as they stand at a commit, in files of their names.

    Args:
        project: Its documents' files lie in a repository of git.
        revision: A commit, or ``OLD..NEW`` for those that differ between two; none without.

    Raises:
        WorkbenchError: There is no such commit, or no document is in a repository.
    """
    if revision is None:
        yield []
        return
    old, dots, new = revision.partition("..")
    if not dots:
        old, new = "", revision
    with tempfile.TemporaryDirectory() as made:
        found = []
        for column in range(len(project.documents)):
            origin = project.origin(column)
            if origin is None:
                continue
            newer = _shown(origin, new)
            if newer is None or (old and _shown(origin, old) == newer):
                continue
            file = Path(made, str(column), origin.name)
            file.parent.mkdir()
            file.write_bytes(newer)
            found.append(NewerFile(file, column, origin))
        if not found and not old:
            raise WorkbenchError(
                f"none of its documents stands in git at {new!r}",
                place=str(project.location),
                remedy="name a commit of the repository in which they lie",
            )
        yield found


def _shown(file: Path, revision: str) -> bytes | None:
    """A file as it stood at a commit; None where it was not there."""
    folder = file.parent
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return Revision(revision, folder).read(file)
