"""The encoder that was asked for, or that a project was made with."""

import threading
from typing import TYPE_CHECKING

from workbench import embedding
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.embedding import Encoder
    from workbench.project import Project

ENCODER = "encoder"
"""What of a project's metadata says which encoder it was made with; the built-in one where it
is missing."""

NO_ENCODER = "none"
"""The name that stands for doing without an encoder."""

BUILT_IN = "built-in"
"""The name of the built-in encoder, for projects that were made with another one."""


def load_encoder(name: str | None) -> "Encoder | None":
    """An encoder by its name, loaded once a process.

    Args:
        name: None or ``"built-in"``; a folder or file (:func:`workbench.embedding.load`);
            ``"none"`` to do without.

    Raises:
        WorkbenchError: There is no encoder of this name.
    """
    if name == NO_ENCODER:
        return None
    return embedding.load(None if name == BUILT_IN else name)


def load_encoder_ahead(name: str | None) -> None:
    """Begin to load an encoder in another thread, while other things are read.

    Args:
        name: As for :func:`load_encoder`, which then waits for it, and says what is wrong.
    """

    def load() -> None:
        try:
            load_encoder(name)
        except WorkbenchError:
            return

    threading.Thread(target=load, daemon=True).start()


def encoder_of(opened: "Project", name: str | None = None) -> "Encoder | None":
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
