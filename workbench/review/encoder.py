"""The encoder that compares the words of a project."""

from typing import TYPE_CHECKING

from workbench.project import Project

if TYPE_CHECKING:
    from workbench.embedding import Encoder


def encoder(project: Project) -> "Encoder":
    """What the project was aligned with; the built-in one where it was aligned without any.

    Raises:
        WorkbenchError: It is not there any more.
    """
    from workbench import embedding
    from workbench.api import encoder_of

    return encoder_of(project) or embedding.load()
