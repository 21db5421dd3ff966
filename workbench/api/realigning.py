"""A stretch of a project aligned again."""

from functools import partial

from workbench import alignment
from workbench.api.encoders import encoder_of
from workbench.api.progress import Progress, stop_if_cancelled, teller
from workbench.project import Edit, Project, operations


def realignment(
    project: Project,
    first: int,
    last: int,
    *,
    encoder: str | None = None,
    progress: Progress | None = None,
) -> operations.Realignment:
    """What :func:`realign` would change, hunk by hunk, to be taken in part.

    Args, errors: as there.
    """
    with project.vectors() as vectors:
        align = partial(alignment.align, encoder=encoder_of(project, encoder), cache=vectors)
        found = operations.realignment(project, first, last, align, progress=teller(progress))
    stop_if_cancelled(progress)
    return found


def realign(
    project: Project,
    first: int,
    last: int,
    *,
    encoder: str | None = None,
    progress: Progress | None = None,
) -> Edit:
    """Align all between two beads again; confirmed beads are anchors and stay as they are.

    Args:
        project: Not changed; what the encoder computes is kept beside it.
        first: First bead of the stretch.
        last: Last bead of it.
        encoder: Another encoder than the project was made with, by its name.
        progress: Told the share done (0 to 1) and the phase; asked whether to stop.

    Returns:
        The edit that would change it, for :meth:`Project.apply`; empty when nothing would.

    Raises:
        WorkbenchError: The encoder is not there any more.
        Cancelled: It was stopped.
    """
    return realignment(project, first, last, encoder=encoder, progress=progress).edit()
