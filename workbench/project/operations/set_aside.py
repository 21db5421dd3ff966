"""What lost its place is put back where a person wants it."""

import json

from workbench.project.draft import EditDraft, refuse_unless
from workbench.project.edit import Edit, Refused
from workbench.project.operations.texts import supply
from workbench.project.project import Project


def put_back(project: Project, aside: int, bead: int | None = None) -> Edit:
    """Give a bead what was set aside.

    A note comes as a note, marks as marks, a deleted sentence as a supplied translation. So
    does a text that a person wrote, where the bead lacks its language; else it is a note.

    Args:
        project: The project.
        aside: What was set aside.
        bead: Which bead; the one where it stood when None.

    Raises:
        Refused: It is not set aside any more, or its bead is gone and no other is named.
    """
    row = project.aside.get(aside)
    if row is None:
        raise Refused("it is not set aside any more")
    target = row.bead if bead is None else bead
    refuse_unless(target in project, "the bead where it stood is gone", "choose another bead")
    draft = EditDraft(project)
    columns = {document.id: column for column, document in enumerate(project.documents)}
    column = None if row.document is None else columns[row.document]
    if row.kind == "marks":
        facts = json.loads(row.facts)
        for mark in ("flagged", "excluded"):
            if facts.get(mark):
                draft.set_bead(target, **{mark: True})
    elif column is not None and (row.kind == "deletion" or not project.runs(target)[column]):
        supply(draft, target, column, row.text or row.source)
    else:
        draft.add_note(target, row.text, author=row.author or None, time=row.time or None)
    draft.put_back(aside)
    return draft.edit("put back what was set aside")
