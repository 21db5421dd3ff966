"""The stores by the scheme of a location: a new one is a module and a line here."""

from importlib import import_module
from typing import NamedTuple

from workbench.errors import WorkbenchError
from workbench.project.location import Location
from workbench.project.store import Store


class StoreEntry(NamedTuple):
    """Where a store's class is found, so that only the one in use is imported."""

    module: str
    name: str
    extra: str = ""
    """The extra of the distribution that brings what it imports; empty where none is needed."""


STORES: dict[str, StoreEntry] = {
    "": StoreEntry("workbench.project.sqlite", "SQLiteStore"),
    "postgresql": StoreEntry("workbench.project.postgres", "PostgresStore", extra="server"),
    "postgres": StoreEntry("workbench.project.postgres", "PostgresStore", extra="server"),
}
"""By scheme; the empty one is a path's."""


def store_of(location: Location) -> type[Store]:
    """The class of the store that a location names.

    Raises:
        WorkbenchError: There is no such store, or what it needs is not installed.
    """
    entry = STORES.get(location.scheme)
    if entry is None:
        known = ", ".join(f"{scheme}://…#NAME" for scheme in STORES if scheme)
        raise WorkbenchError(
            f"there is no store {location.scheme!r} for projects",
            place=str(location),
            remedy=f"name a file NAME.aligned{known and f', or {known}'}",
        )
    try:
        kind: type[Store] = getattr(import_module(entry.module), entry.name)
    except ModuleNotFoundError as error:
        if not entry.extra:
            raise
        raise WorkbenchError(
            f"projects in {location.scheme} need the module {error.name}, which is not installed",
            place=str(location),
            remedy=f"pip install 'translation-workbench[{entry.extra}]'",
        ) from error
    return kind
