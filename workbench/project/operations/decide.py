"""A reviewer's decisions about whole beads."""

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.project.draft import EditDraft, refuse_unless
from workbench.project.edit import Edit, Refused
from workbench.project.project import Project


def confirm(project: Project, beads: Iterable[int]) -> Edit:
    """Say that beads are right: from then on a person has decided, and confidence is None."""
    chosen = [bead for bead in beads if project.bead(bead).status != "confirmed"]
    return _set(project, "confirm", chosen, status="confirmed", confidence=None)


def confirm_above(project: Project, confidence: float, beads: Iterable[int] | None = None) -> Edit:
    """Confirm all beads that are at least so sure; flagged, excluded and changed ones are left.

    Args:
        project: The project.
        confidence: Probability from 0 to 1.
        beads: Among these; all when None.
    """
    rows = map(project.bead, project.order if beads is None else beads)
    return confirm(
        project,
        [
            row.id
            for row in rows
            if row.confidence is not None
            and row.confidence >= confidence
            and row.status == "unreviewed"
            and not (row.flagged or row.excluded)
        ],
    )


def set_confidences(project: Project, confidences: Mapping[int, float]) -> Edit:
    """Say how probably beads are exactly right, as estimated (0 to 1)."""
    draft = EditDraft(project)
    for bead, confidence in confidences.items():
        draft.set_bead(bead, confidence=confidence)
    return draft.edit(f"score {len(confidences)} beads")


def reopen(project: Project, beads: Iterable[int]) -> Edit:
    """Take confirmations back; the confidence stays None, since a person has seen the bead."""
    return _set(project, "reopen", beads, status="unreviewed")


def flag(project: Project, beads: Iterable[int], note: str | None = None) -> Edit:
    """Mark beads to come back to, with a note where one is given."""
    if note is not None:
        return _set(project, "flag", beads, note=note, flagged=True)
    return _set(project, "flag", beads, flagged=True)


def unflag(project: Project, beads: Iterable[int]) -> Edit:
    """Take marks away; notes stay."""
    return _set(project, "unflag", beads, flagged=False)


def annotate(project: Project, bead: int, note: str) -> Edit:
    """Let a bead's notes together say this; nothing removes them."""
    return _set(project, "annotate", [bead], note=note)


def add_note(project: Project, bead: int, text: str) -> Edit:
    """Write one note more about a bead.

    Raises:
        Refused: Nothing is said.
    """
    refuse_unless(bool(text.strip()), "the note is empty", "write something")
    draft = EditDraft(project)
    draft.add_note(bead, text.strip())
    return draft.edit("annotate a bead")


def answer(project: Project, note: int, text: str) -> Edit:
    """Answer a note, in the bead where it stands.

    Raises:
        Refused: The note is gone, or nothing is said.
    """
    row = project.note_row(note)
    if row is None:
        raise Refused("this note is gone")
    refuse_unless(bool(text.strip()), "the answer is empty", "write something")
    draft = EditDraft(project)
    draft.add_note(row.bead, text.strip(), answers=note)
    return draft.edit("answer a note")


def exclude(project: Project, beads: Iterable[int]) -> Edit:
    """Leave beads out of exports."""
    return _set(project, "exclude", beads, excluded=True)


def include(project: Project, beads: Iterable[int]) -> Edit:
    """Take excluded beads into exports again."""
    return _set(project, "include", beads, excluded=False)


def _set(
    project: Project, verb: str, beads: Iterable[int], *, note: str | None = None, **values: Any
) -> Edit:
    draft = EditDraft(project)
    count = 0
    for bead in beads:
        draft.set_bead(bead, **values)
        if note is not None:
            draft.write_note(bead, note)
        noted = note is not None and tuple(draft.notes(bead)) != project.notes(bead)
        count += noted or draft.bead(bead) != project.bead(bead)
    return draft.edit(f"{verb} {count} beads" if count > 1 else f"{verb} a bead")
