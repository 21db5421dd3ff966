"""Projects opened."""

from workbench import project
from workbench.project import Address, Project


def open(location: Address, *, author: str | None = None) -> Project:  # noqa: A001
    """Open an existing project.

    Args:
        location: Its file, ``X.aligned``, or its URL in another store.
        author: Who signs the edits; the system's user when None.

    Raises:
        WorkbenchError: It is no project, a newer one than this program knows, or damaged.
    """
    return project.open(location, author=author)
