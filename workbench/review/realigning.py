"""Aligning again between confirmed beads: shown first, then taken or not."""

from difflib import SequenceMatcher

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from workbench import api
from workbench.project import BeadSegments, Edit, Project, operations
from workbench.review.questions import Consent
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.wrap import visible

_SHOWN = 40
"""Beads to show at the most, before and after together."""

_CUT = 160
"""Characters of a cell to show at the most."""


async def neighbourhood(session: Session, screen: Screen) -> None:
    """Align the neighbourhood again; where a range is selected, that."""
    beads = session.cursor.selection
    if session.cursor.selecting:
        await _realign(session, screen, beads[0], beads[-1])
    else:
        first, last = operations.neighbourhood(session.project, session.bead)
        await _realign(session, screen, first, last)


async def everything(session: Session, screen: Screen) -> None:
    """Align all that is not confirmed again."""
    await _realign(session, screen, session.project.order[0], session.project.order[-1])


async def _realign(session: Session, screen: Screen, first: int, last: int) -> None:
    project = session.project
    edit = await screen.work(
        "Aligning again",
        lambda progress: api.realign(project, first, last, progress=progress),
    )
    if not edit.changes:
        screen.say("It comes out as it is: nothing would change.")
    elif await screen.ask(Consent("Align again: take this?", preview(project, edit))):
        session.apply(lambda _: edit)


def preview(project: Project, edit: Edit) -> RenderableType:
    """What would change: the beads as they are now, and as they would be."""
    now = [
        project.runs(bead) for bead in sorted(edit.beads & set(project.order), key=project.index)
    ]
    then = _after(project, edit)
    hunks = SequenceMatcher(None, now, then, autojunk=False).get_opcodes()
    before = sum(end - start for kind, start, end, _, _ in hunks if kind != "equal")
    after = sum(end - start for kind, _, _, start, end in hunks if kind != "equal")
    beads = "1 bead" if before == 1 else f"{before} beads"
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(ratio=1)
    left = _SHOWN
    for kind, first, last, start, end in hunks:
        if kind == "equal" or left <= 0:
            continue
        left -= last - first + end - start
        table.add_row()
        for runs in now[first:last]:
            _add(table, project, "now", runs)
        for runs in then[start:end]:
            _add(table, project, "then", runs)
    more = "\nand more below." if left <= 0 else ""
    head = f"{beads} would become {after}; confirmed ones stay as they are."
    return Group(Text(head), table, Text(more))


def _add(table: Table, project: Project, word: str, runs: BeadSegments) -> None:
    for column, run in enumerate(runs):
        key = project.documents[column].key
        text = " • ".join(visible(project.segment(segment).text) for segment in run) or "∅"
        cut = text if len(text) <= _CUT else f"{text[: _CUT // 2]} … {text[-_CUT // 2 :]}"
        name = "" if column else word
        table.add_row(Text(name, "bold" if word == "then" else ""), key, Text(cut))


def _after(project: Project, edit: Edit) -> list[BeadSegments]:
    """The runs of the beads that an edit touches, as they would be after it."""
    owner: dict[int, int] = {}
    for bead in edit.beads & set(project.order):
        owner.update((segment, bead) for run in project.runs(bead) for segment in run)
    for change in edit.changes:
        if change.table == "segment" and change.after is not None and "bead" in change.after:
            owner.update(zip(change.ids, change.after["bead"], strict=True))
    runs: dict[int, list[list[int]]] = {}
    for segment in sorted(owner, key=project.number):
        columns = runs.setdefault(owner[segment], [[] for _ in project.documents])
        columns[project.column_of(segment)].append(segment)
    ordered = sorted(runs.values(), key=lambda columns: _place(project, columns))
    return [tuple(map(tuple, columns)) for columns in ordered]


def _place(project: Project, runs: list[list[int]]) -> float:
    """Where a bead stands, in shares of the documents: enough to show it among others."""
    shares = [
        project.number(run[0]) / len(project.segments(column))
        for column, run in enumerate(runs)
        if run
    ]
    return sum(shares) / len(shares)
