"""The project's encoder, loaded when it is first needed, and once."""

from functools import cache
from typing import TYPE_CHECKING

from workbench.project import Project

if TYPE_CHECKING:
    from workbench.embedding import Encoder


def encoder(project: Project) -> "Encoder":
    """What the project was aligned with; the built-in one where nothing else is said.

    Raises:
        WorkbenchError: It is not there any more.
    """
    return _loaded(project.metadata.get("encoder") or None)


@cache
def _loaded(name: str | None) -> "Encoder":
    from workbench import embedding

    return embedding.load(name)
