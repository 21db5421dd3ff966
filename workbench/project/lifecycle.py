"""Projects as wholes: opened, copied, made small."""

from contextlib import closing

from workbench.errors import WorkbenchError
from workbench.project.location import Address, Location
from workbench.project.project import Project
from workbench.project.store import Summary, snapshot_with_edits
from workbench.project.stores import store_of


def open(location: Address, *, author: str | None = None) -> Project:  # noqa: A001
    """An existing project.

    Args:
        location: Where it lies.
        author: Who signs the edits; the system's user when None.

    Raises:
        WorkbenchError: It is no project, a newer one than this program knows, or damaged.
    """
    place = Location.parse(location)
    store = store_of(place)(place)
    try:
        return Project(store, author=author)
    except BaseException:
        store.close()
        raise


def exists(location: Address) -> bool:
    """Whether there is something at a location, a project or not.

    Raises:
        WorkbenchError: There is no such store, or it cannot be reached.
    """
    place = Location.parse(location)
    return store_of(place).exists(place)


def refuse_existing(location: Address) -> None:
    """See that no project is replaced by accident.

    Raises:
        WorkbenchError: There is something at this location.
    """
    if exists(location):
        raise WorkbenchError(
            "this project exists already, and a review is never overwritten",
            place=str(Location.parse(location)),
            remedy="bring it up to date with 'workbench update', or say --replace to keep it "
            "as a backup and begin anew",
        )


def summaries(location: Address) -> list[Summary]:
    """The projects of a folder, or of a server, by name.

    Args:
        location: A folder, or a URL without a project's name; of one project, that one.

    Raises:
        WorkbenchError: There is no such folder or store, or it cannot be read.
    """
    place = Location.parse(location, nameless=True)
    return store_of(place).summaries(place)


def copy(source: Address, target: Address, *, replace: bool = False) -> None:
    """Copy a project with its whole history, from any store to any; the vectors stay behind.

    Args:
        source: The project.
        target: Where to.
        replace: Put it in an existing project's place, which is kept under its name and the
            date.

    Raises:
        WorkbenchError: There is one already, or it cannot be read or written.
    """
    if not replace:
        refuse_existing(target)
    here, there = Location.parse(source), Location.parse(target)
    with closing(store_of(here)(here)) as store:
        snapshot, edits = snapshot_with_edits(store)
        store_of(there).create(there, snapshot, edits, replace=replace)


def move(opened: Project, target: Address) -> None:
    """Copy an open project to a new place, with its whole history, and go on there.

    It is for a project whose file was deleted or may not be written any more.

    Args:
        opened: Open; from then on its edits are kept at the new place.
        target: Where to.

    Raises:
        WorkbenchError: There is something already, or it cannot be read or written.
    """
    place = Location.parse(target)
    if store_of(place).exists(place):
        raise WorkbenchError("it exists already", place=str(place), remedy="choose another name")
    snapshot, edits = snapshot_with_edits(opened.store)
    store_of(place).create(place, snapshot, edits)
    _go_on(opened, place)


def reopen(opened: Project) -> None:
    """Open the store of an open project again: its permissions have changed.

    Raises:
        WorkbenchError: It cannot be opened any more.
    """
    _go_on(opened, opened.location)


def _go_on(opened: Project, place: Location) -> None:
    store = store_of(place)(place)
    opened.store.close()
    opened.store, opened.location = store, place
    opened.refresh()


def compact(location: Address) -> int:
    """Make a project as small as it can be: without the encoder's vectors.

    Args:
        location: The project.

    Returns:
        How many bytes it is smaller.

    Raises:
        WorkbenchError: It is no project, or cannot be written.
    """
    place = Location.parse(location)
    with closing(store_of(place)(place)) as store:
        return store.compact()
