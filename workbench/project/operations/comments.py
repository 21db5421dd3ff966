"""What reviewers said in a copy of a project, as notes."""

from collections.abc import Iterable, Mapping

from workbench.project.draft import EditDraft
from workbench.project.operations.table_rows import row_name
from workbench.units import Unit

_SHOWN = 60
"""Characters of a comment that a message shows."""


def add_comments(
    draft: EditDraft, rows: Mapping[int, Unit], unmatched: Iterable[Unit]
) -> tuple[set[int], list[str]]:
    """Write each comment as a note of its bead, unless the bead has that note already.

    So the same copy taken in twice says nothing twice.

    Args:
        draft: Its notes are as the rows' own note cells say.
        rows: By bead.
        unmatched: Rows that are no bead's.

    Returns:
        The beads with a new note; and a sentence for each comment that has no bead.
    """
    noted = set()
    left = [(unit, "no bead is known for it") for unit in unmatched]
    for bead, unit in rows.items():
        if bead not in draft.project:
            left.append((unit, f"bead {bead} is gone"))
            continue
        for comment in unit.comments:
            known = {note.text.strip() for note in draft.notes(bead)}
            if comment.text.strip() and comment.text.strip() not in known:
                draft.add_note(bead, comment.text.strip(), author=comment.author, time=comment.time)
                noted.add(bead)
    said = [
        f"{row_name(unit)}: {why}, so this comment is left: {comment.text.strip()[:_SHOWN]!r}"
        for unit, why in left
        for comment in unit.comments
    ]
    return noted, said
