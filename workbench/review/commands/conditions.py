"""When commands can be done."""

from workbench.review.session import Session


def on_bead(session: Session) -> bool:
    """There is a bead under the cursor."""
    return session.cursor.bead is not None


def in_filled_cell(session: Session) -> bool:
    """The cell under the cursor has a segment."""
    return len(session.run) > 0


def on_several_segments(session: Session) -> bool:
    """The bead under the cursor has segments to part."""
    return on_bead(session) and sum(map(len, session.project.runs(session.bead))) > 1


def on_two_segments(session: Session) -> bool:
    """The cell under the cursor has two segments."""
    return len(session.run) > 1


def on_bead_with_glossary(session: Session) -> bool:
    """There is a bead, and a glossary."""
    return on_bead(session) and session.terminology is not None
