"""What lost its place: looked through, and put back."""

import json
from collections.abc import Sequence

from rich.text import Text

from workbench.project import AsideRow, operations
from workbench.review.questions import MOST_OPTIONS, Choice
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.wrap import visible

_KINDS = {
    "edit": "edited text",
    "insertion": "supplied text",
    "deletion": "deleted sentence",
    "note": "note",
    "marks": "marks",
}


async def show(session: Session, screen: Screen) -> None:
    """List all that was set aside."""
    await choose(session, screen, sorted(session.project.aside))


async def choose(session: Session, screen: Screen, asides: Sequence[int]) -> None:
    """List these; the one chosen is put back into the bead under the cursor, or shown."""
    project = session.project
    rows = [project.aside[number] for number in asides if number in project.aside]
    if not rows:
        screen.say("Nothing is set aside: all that was done has its place.")
        return
    lines = [_line(session, row) for row in rows[: MOST_OPTIONS + 1]]
    chosen = await screen.ask(Choice(f"Set aside: {len(rows)}", lines))
    if chosen is None:
        return
    row = rows[chosen]
    options = ["Go where it stood" if row.bead in project else "Its bead is gone"]
    if session.cursor.bead is not None:
        number = project.index(session.cursor.bead) + 1
        options.insert(0, f"Put it back into bead {number}, where the cursor is")
    what = await screen.ask(Choice(visible(row.source or row.text), options))
    if what is None:
        return
    if what == len(options) - 1:
        if row.bead in project:
            session.go_to(row.bead)
        return
    bead = session.bead
    session.apply(lambda project: operations.put_back(project, row.id, bead))
    screen.say("Put back; u takes it away again.")


def _line(session: Session, row: AsideRow) -> Text:
    """Of what kind it is, whose, and what it says."""
    project = session.project
    keys = {document.id: document.key for document in project.documents}
    key = "" if row.document is None else f" ({keys[row.document]})"
    who = " ".join(filter(None, (row.time[:10], visible(row.author))))
    said = row.text
    if row.kind == "marks":
        facts = json.loads(row.facts)
        marks = [facts.get("status", "")] if facts.get("status") != "unreviewed" else []
        said = ", ".join([*marks, *(name for name in ("flagged", "excluded") if facts.get(name))])
    line = Text.assemble((f"{_KINDS[row.kind]}{key}", "bold"), f"  {who}".rstrip(), "\n")
    line.append("   ")
    if said:
        line.append(visible(said)).append("  ← " if row.source else "")
    return line.append(visible(row.source), "dim")
