"""Projects opened, and the encoder that each was made with."""

from typing import TYPE_CHECKING

from workbench import project
from workbench.project import Address, Project

if TYPE_CHECKING:
    from workbench.embedding import Encoder

ENCODER = "encoder"
"""What of a project's metadata says which encoder it was made with; the built-in one where it
is missing."""

NO_ENCODER = "none"
"""The name that stands for doing without an encoder."""

BUILT_IN = "built-in"
"""The name of the built-in encoder, for projects that were made with another one."""


def open(location: Address, *, author: str | None = None) -> Project:  # noqa: A001
    """Open an existing project.

    Args:
        location: Its file, ``X.aligned``, or its URL in another store.
        author: Who signs the edits; the system's user when None.

    Raises:
        WorkbenchError: It is no project, a newer one than this program knows, or damaged.
    """
    return project.open(location, author=author)


def load_encoder(name: str | None) -> "Encoder | None":
    """An encoder by its name, loaded once a process.

    Args:
        name: None or ``"built-in"``; a folder or file (:func:`workbench.embedding.load`);
            ``"none"`` to do without.

    Raises:
        WorkbenchError: There is no encoder of this name.
    """
    from workbench import embedding

    if name == NO_ENCODER:
        return None
    return embedding.load(None if name == BUILT_IN else name)


def encoder_of(opened: Project, name: str | None = None) -> "Encoder | None":
    """The encoder to align parts of a project with.

    Args:
        opened: It remembers the one it was made with.
        name: Another one, by its name.

    Returns:
        The encoder; None where the project was made without any.

    Raises:
        WorkbenchError: It is not there any more.
    """
    return load_encoder(name or opened.metadata.get(ENCODER) or None)
