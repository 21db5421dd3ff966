"""What a reviewer finds again: kept with the project, for each person who reviews it."""

from workbench.project import Project


def kept(project: Project, name: str) -> str:
    """What was kept for the project's author, else by whoever was there before; else empty."""
    metadata = project.metadata
    return metadata.get(_own(project, name), metadata.get(f"review.{name}", ""))


def keep(project: Project, name: str, value: str) -> None:
    """Keep something for the project's author; nothing where the project cannot be written.

    Raises:
        WorkbenchError: It cannot be written after all.
    """
    if project.store.writable():
        project.set_metadata(_own(project, name), value)


def _own(project: Project, name: str) -> str:
    return f"review.{name}@{project.author}"
