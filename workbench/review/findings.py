"""The checks' findings, as a list that leads to the beads."""

import asyncio
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from workbench.review.dialogs.busy import Busy
from workbench.review.dialogs.choose import Choose, hanging
from workbench.review.wrap import visible

if TYPE_CHECKING:
    from workbench.checks import Finding
    from workbench.project import Project
    from workbench.review.app import ReviewApp

_CUT = 160
"""Characters of a text to show at the most."""


async def show(desk: "ReviewApp") -> None:
    """Run the checks, list what they find, and go where one points."""
    await look(desk)
    rows = [
        (bead, finding) for bead in desk.project.order for finding in desk.findings.get(bead, ())
    ]
    if not rows:
        desk.say("The checks found nothing.")
        return
    rows.sort(key=lambda row: "error warning note".split().index(row[1].severity))
    lines = [_line(desk.project.index(bead) + 1, finding) for bead, finding in rows]
    chosen = await desk.ask(Choose(f"{len(rows)} findings", lines))
    if chosen is not None:
        desk.target = "finding"
        desk.go_to(rows[chosen][0])
        desk.show_progress()


async def look(desk: "ReviewApp") -> None:
    """Run the checks over the whole project."""
    busy = Busy("Checking")
    await desk.push_screen(busy)
    desk.busy = True
    try:
        found = await asyncio.to_thread(_found, desk.project, desk)
    finally:
        desk.busy = False
        if busy.is_current:
            busy.dismiss(None)
    if not busy.left:
        desk.findings = found
        desk.show_bead()


def _found(project: "Project", desk: "ReviewApp") -> "dict[int, list[Finding]]":
    from workbench import checks, settings
    from workbench.project import units

    memory, all_units = units(project)
    findings = checks.check(
        all_units,
        desk.wording.glossary if desk.wording else None,
        memory=memory,
        settings=settings.find(Path.cwd()),
    )
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[int(finding.unit)].append(finding)
    return dict(found)


def _line(number: int, finding: "Finding") -> RenderableType:
    said = Text(visible(finding.message))
    said.append(f"   {finding.rule}, {finding.source_lang or ''}→{finding.target_lang}", "dim")
    text = visible(finding.target or finding.source)
    cut = Text(f"{text[:_CUT]}{'…' if len(text) > _CUT else ''}", "dim")
    return hanging([(str(number), finding.severity, said), ("", "", cut)])
