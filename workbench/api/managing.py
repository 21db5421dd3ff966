"""Projects as wholes: looked through, copied, taken back to an earlier state."""

from collections.abc import Sequence
from contextlib import closing

from workbench import project
from workbench.errors import WorkbenchError
from workbench.project import Address, Edit, Entry, Location, Summary, operations


def verify(location: Address) -> list[str]:
    """Look at every rule that a project must keep.

    Args:
        location: The project.

    Returns:
        What is wrong, a sentence each.

    Raises:
        WorkbenchError: It is no project, or so damaged that it cannot be opened.
    """
    with closing(project.open(location)) as opened:
        return list(project.problems(opened))


def history(location: Address) -> Sequence[Entry]:
    """All edits of a project, oldest first: number, what was done, by whom, when.

    Raises:
        WorkbenchError: It is no project, or damaged.
    """
    with closing(project.open(location)) as opened:
        return list(opened.history)


def go_back(location: Address, number: int, *, author: str | None = None) -> Edit:
    """Bring back an earlier state of a project, as one edit that can be undone.

    Args:
        location: The project.
        number: The edit after which the state is wanted; 0 is the project as it was made.
        author: Who signs; the system's user when None.

    Raises:
        WorkbenchError: There is no such edit, or it cannot be written.
    """
    with closing(project.open(location, author=author)) as opened:
        return opened.apply(operations.go_back(opened, number), exclusive=True)


def back_up(location: Address) -> Location:
    """Write a consistent copy of a project beside it, with its history; others may be working.

    Args:
        location: The project.

    Returns:
        The copy: the project's name and the date.

    Raises:
        WorkbenchError: It cannot be read, or the copy not be written.
    """
    place = Location.parse(location)
    for target in place.backups():
        if not project.exists(target):
            project.copy(place, target)
            return target
    raise AssertionError


def list_projects(location: Address) -> list[Summary]:
    """The projects of a folder, or of a server: how far each is, who edited it last and when.

    Args:
        location: A folder, or a URL without a project's name.

    Raises:
        WorkbenchError: There is no such folder or server, or it cannot be read.
    """
    return project.summaries(location)


def copy_project(source: Address, target: Address, *, replace: bool = False) -> None:
    """Copy a project with its history and ids, from any store to any.

    Args:
        source: The project.
        target: Where to.
        replace: Put it in an existing project's place, which is kept as a backup.

    Raises:
        WorkbenchError: There is one already, or it cannot be read or written.
    """
    if not project.names_project(target):
        raise WorkbenchError(
            "a project's name ends in .aligned", place=str(target), remedy="write NAME.aligned"
        )
    project.copy(source, target, replace=replace)
