"""Back to an earlier state, as one further edit."""

from workbench.project.edit import Edit, Refused
from workbench.project.project import Project


def go_back(project: Project, number: int) -> Edit:
    """Bring back the state after an earlier edit; what came since stays in the history.

    Args:
        project: The project.
        number: Of the edit; 0 is the project as it was made.

    Raises:
        Refused: There is no such edit.
    """
    if not 0 <= number <= project.last:
        raise Refused(
            f"there is no edit {number}",
            place=str(project.location),
            remedy=f"choose one from 0 to {project.last}",
        )
    edits = list(project.store.edits_since(number))
    changes = tuple(change for edit in reversed(edits) for change in edit.swapped().changes)
    return Edit(f"go back to edit {number}", changes)
