"""Segments that belong to a bead farther away: crossing order, and copies."""

from collections.abc import Sequence

from workbench.project.draft import EditDraft, refuse_unless
from workbench.project.edit import Edit
from workbench.project.operations.insertion import place_of_new
from workbench.project.project import Project


def pair_across(project: Project, segments: Sequence[int], bead: int) -> Edit:
    """Move segments into a bead elsewhere, which one version has in another place.

    The bead becomes a block of its own, so that within each block all documents keep their
    order. It stays where it stands.

    Args:
        project: The project.
        segments: Of one cell.
        bead: Where they belong.

    Raises:
        Refused: They are in that bead already.
    """
    source, column = project.segment(segments[0]).bead, project.column_of(segments[0])
    refuse_unless(source != bead, "it stands in this bead already", "go to another one")
    draft = EditDraft(project)
    left = draft.runs(source)[column]
    left[:] = [segment for segment in left if segment not in segments]
    run = draft.runs(bead)[column]
    run[:] = sorted([*run, *segments], key=project.number)
    if not crosses(project, bead):
        draft.set_bead(bead, block=max(project.bead(other).block for other in project.order) + 1)
    return draft.edit("pair a segment across others")


def crosses(project: Project, bead: int) -> bool:
    """Whether a bead is a block of its own between beads of another one."""
    block = project.bead(bead).block
    beside = [project.neighbour(bead, step) for step in (-1, 1)]
    others = [project.bead(other).block for other in beside if other is not None]
    return bool(others) and block not in others


def copy_segment(project: Project, segment: int, bead: int) -> Edit:
    """Put a copy of a segment into another bead: a new segment, its origin named.

    Args:
        project: The project.
        segment: What is copied; it stays.
        bead: Where the copy goes.

    Raises:
        Refused: It stands in that bead already.
    """
    row, column = project.segment(segment), project.column_of(segment)
    refuse_unless(row.bead != bead, "it stands in this bead already", "go to another one")
    draft = EditDraft(project)
    run = draft.runs(bead)[column]
    number = place_of_new(project, bead, column, len(run))
    before = project.segment(project.segments(column)[number - 1]) if number else row
    added = draft.add_segment(
        column,
        text=row.text,
        original="",
        start=before.end,
        end=before.end,
        paragraph=before.paragraph,
        codes=row.codes,
        copied=segment,
    )
    run.append(added)
    draft.place_segments(column, [added], start=number, end=number)
    return draft.edit("copy a segment")
