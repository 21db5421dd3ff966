"""The terminal UI, the only room that draws."""

from workbench.project import Project


def run(project: Project) -> None:
    """Review a project in the terminal, until the reviewer leaves.

    Args:
        project: Open; every edit is saved in it at once.
    """
    from workbench.review.app import ReviewApp

    ReviewApp(project).run()
