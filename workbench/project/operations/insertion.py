"""Where in its document a segment belongs that a person adds to a bead."""

from workbench.project.project import Project


def place_of_new(project: Project, bead: int, column: int, at: int) -> int:
    """Index into a document's segments at which a new one keeps the order of its block.

    Args:
        project: The project.
        bead: Whose segment it will be.
        column: Of the document.
        at: Before which of the bead's segments of that column it goes; their number for last.
    """
    run = project.runs(bead)[column]
    if run:
        return project.number(run[at]) if at < len(run) else project.number(run[-1]) + 1
    block = project.bead(bead).block
    before = _nearest(project, bead, column, -1, block)
    after = _nearest(project, bead, column, 1, block)
    # First segments are what keeps beads in order: a side that skips what stands in between
    # may end behind the sides of the beads that follow it.
    if after and not (before and before[-1] < after[0]):
        return after[0]
    if not before:
        before = _nearest(project, bead, column, -1, None)
    return before[-1] + 1 if before else 0


def _nearest(project: Project, bead: int, column: int, step: int, block: int | None) -> list[int]:
    """Numbers of the segments of the nearest bead, of one block or of any, that has some."""
    other = project.neighbour(bead, step)
    while other is not None:
        run = project.runs(other)[column]
        if run and block in {None, project.bead(other).block}:
            return [project.number(segment) for segment in run]
        other = project.neighbour(other, step)
    return []
