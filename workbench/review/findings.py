"""The checks' findings, as a list that leads to the beads."""

from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from workbench import api
from workbench.review.questions import Choice, hanging
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.wrap import visible

if TYPE_CHECKING:
    from workbench.checks import Finding

_CUT = 160
"""Characters of a text to show at the most."""

_SEVERITIES = ("error", "warning", "note")


async def show(session: Session, screen: Screen) -> None:
    """Run the checks, list what they find, and go where one points."""
    glossary = session.terminology.glossary if session.terminology else None
    session.take_findings(
        await screen.work(
            "Checking", lambda progress: api.check(session.project, glossary, progress=progress)
        )
    )
    rows = [
        (bead, finding)
        for bead in session.project.order
        for finding in session.findings.get(bead, ())
    ]
    if not rows:
        screen.say("The checks found nothing.")
        return
    rows.sort(key=lambda row: _SEVERITIES.index(row[1].severity))
    lines = [_line(session.project.index(bead) + 1, finding) for bead, finding in rows]
    chosen = await screen.ask(Choice(f"{len(rows)} findings", lines))
    if chosen is not None:
        session.target = "finding"
        session.go_to(rows[chosen][0])


def _line(number: int, finding: "Finding") -> RenderableType:
    said = Text(visible(finding.message))
    said.append(f"   {finding.rule}, {finding.source_lang or ''}→{finding.target_lang}", "dim")
    text = visible(finding.target or finding.source)
    cut = Text(f"{text[:_CUT]}{'…' if len(text) > _CUT else ''}", "dim")
    return hanging([(str(number), finding.severity, said), ("", "", cut)])
