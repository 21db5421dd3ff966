"""The checks' findings: a list beside the grid, which leads to the beads and stays open."""

from typing import TYPE_CHECKING

from workbench import api
from workbench.errors import WorkbenchError
from workbench.project import operations
from workbench.review.ask_until_saved import ask_until_saved
from workbench.review.questions import Choice, Line
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.wrap import visible

if TYPE_CHECKING:
    from workbench.checks import Finding

Fault = tuple[str, str]
"""A rule's kind and the concept it is about: what makes two findings the same fault."""


async def switch(session: Session, screen: Screen) -> None:
    """Run the checks and show what they find beside the grid; where it is shown, close it."""
    if session.findings.listed:
        session.findings.listed = False
        session.target = "worst"
        return
    glossary = session.terminology.glossary if session.terminology else None
    session.take_findings(
        await screen.work(
            "Checking", lambda progress: api.check(session.project, glossary, progress=progress)
        )
    )
    rows = session.findings.rows()
    if not rows:
        screen.say("The checks found nothing.")
        return
    session.findings.listed = True
    session.target = "finding"
    if session.cursor.bead not in session.findings:
        session.go_to(rows[0][0])
    screen.say(f"{len(rows)} findings: n the next, L the same fault, D a wrong alarm, O the order.")


def sort(session: Session, screen: Screen) -> None:
    """Sort the list otherwise: by place, by how severe they are, by rule."""
    session.findings.sort_otherwise()
    screen.say(f"Findings in order of {session.findings.order}.")


async def suppress(session: Session, screen: Screen) -> None:
    """Write into the bead's note that a finding is a wrong alarm, and why."""
    bead, project = session.bead, session.project
    found = session.findings.get(bead, [])
    if not found:
        raise WorkbenchError("no finding of the checks is known here", remedy="run them first (F)")
    names = [f"{finding.rule}: {visible(finding.message)}" for finding in found]
    chosen: int | None = 0
    if len(found) > 1:
        chosen = await screen.ask(Choice("Which is a wrong alarm?", names))
    if chosen is None:
        return
    finding = found[chosen]
    concept = f"[{finding.concept}]" if finding.concept else ""

    def written(project_note: str, reason: str) -> str:
        line = f"workbench: ignore {finding.rule}{concept} {reason.strip()}".rstrip()
        return "\n".join(filter(None, (project_note, line)))

    await ask_until_saved(
        session,
        screen,
        "",
        lambda text: Line(
            f"{finding.rule} is a wrong alarm, because …",
            text,
            "It stands in the bead's note then; the checks pass over it from now on.",
        ),
        lambda project, typed: operations.annotate(
            project, bead, written(project.note(bead), typed)
        ),
        lambda: bead in project,
    )
    if written("", "") in project.note(bead):
        session.findings.drop(bead, finding)


def next_same(session: Session, screen: Screen) -> None:
    """To the next bead with the same fault as the current one, round the end."""
    wanted = _faults(session, session.bead)
    if not wanted:
        raise WorkbenchError(
            "there is no fault here to look for", remedy="run the checks (F), or show a glossary"
        )
    rows, here = session.cursor.rows, session.cursor.index
    for distance in range(1, len(rows)):
        bead = rows[(here + distance) % len(rows)]
        if wanted & _faults(session, bead):
            session.cursor.go_to(bead)
            return
    screen.say("No other bead shown has this fault.")


def _faults(session: Session, bead: int) -> set[Fault]:
    found = {
        ("term", finding.concept) if finding.concept else (finding.rule, "")
        for finding in session.findings.get(bead, ())
    }
    return found | {("term", problem.concept) for problem in session.sheet.problems(bead)}


def line(session: Session, finding: "Finding") -> str:
    """The head of a finding in the list: rule and languages, as the columns are called."""
    source = session.key_of(finding.source_lang) if finding.source_lang else ""
    return f"{finding.rule} {source}→{session.key_of(finding.target_lang)}"
