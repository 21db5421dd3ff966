"""Looking without changing: columns, the origin document, statistics, the pane, colours."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from rich.text import Text

from workbench.review import find
from workbench.review.kept import keep
from workbench.review.questions import Reading
from workbench.review.screen import Screen
from workbench.review.session import PANES, THEMES, Session
from workbench.review.wrap import visible

_WIDER, _WIDEST = 1.15, 4.0
"""The factor of one step, and how much of its usual share a column may have at the most."""

_AROUND = 1_500
"""Characters of the origin document to show on either side."""


def next_pane(session: Session, _: Screen) -> None:
    """Usual, large, hidden, one after the other; kept with the project."""
    session.pane = _after(session.pane, PANES)
    keep(session.project, "pane", session.pane)


def next_theme(session: Session, _: Screen) -> None:
    """Dark, light, high contrast, one after the other; kept with the project."""
    session.theme = _after(session.theme, THEMES)
    keep(session.project, "theme", session.theme)


def _after(name: str, names: Sequence[str]) -> str:
    return names[(names.index(name) + 1) % len(names)]


def widen(session: Session, _: Screen, step: Literal[-1, 1]) -> None:
    """Give this column more of the width, or less; kept with the project."""
    sheet, column = session.sheet, session.column
    width = sheet.own_widths.get(column, 1.0) * _WIDER**step
    sheet.own_widths[column] = min(max(width, 1 / _WIDEST), _WIDEST)
    session.damage.columns = True
    shares = ",".join(f"{other}:{share:.3f}" for other, share in sorted(sheet.own_widths.items()))
    keep(session.project, "widths", shares)


def hide_column(session: Session, screen: Screen) -> None:
    """Hide the column that the cursor is in."""
    columns = session.sheet.columns
    if len(columns) < 2:
        screen.say("The last column stays.")
        return
    session.show_columns([column for column in columns if column != session.column])


def show_all_columns(session: Session, _: Screen) -> None:
    """Show all columns again."""
    session.show_columns(range(len(session.project.documents)))


async def origin(session: Session, screen: Screen) -> None:
    """Show the place in the document that the text came from."""
    column = session.column
    run = session.project.runs(session.bead)[column] or _nearest(session, column)
    document = session.project.documents[column]
    text = document.text
    first, last = session.project.segment(run[0]), session.project.segment(run[-1])
    start, end = first.start, max(last.end, first.start)
    page = Text()
    before, after = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    page.append(("… " if before else "") + _lines(text[before:start]))
    page.append(_lines(text[start:end]), "reverse")
    page.append(_lines(text[end:after]) + (" …" if after < len(text) else ""))
    paragraphs = session.project.paragraphs(column)
    line = paragraphs[first.paragraph][5] if first.paragraph < len(paragraphs) else None
    where = document.origin or "no file"
    await screen.ask(Reading(f"{where}, line {line}" if line else where, page))


def _nearest(session: Session, column: int) -> tuple[int, ...]:
    """The segments of the nearest bead before, or else after, that has any."""
    order = session.project.order
    here = session.project.index(session.bead)
    for bead in [*reversed(order[:here]), *order[here:]]:
        if session.project.runs(bead)[column]:
            return session.project.runs(bead)[column]
    raise AssertionError("no document is without a segment")


def _lines(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))


async def statistics(session: Session, screen: Screen) -> None:
    """Show the project in figures."""
    project, counts = session.project, session.sheet.counts
    shapes = Counter(find.shape(project, bead) for bead in project.order)
    lines = [
        f"beads          {len(project)}",
        f"confirmed      {counts['confirmed']}",
        f"doubtful       {counts['doubtful']}   (under {session.sheet.doubtful_below:.0%} sure)",
        f"flagged        {counts['flagged']}",
        f"left out       {sum(find.excluded(project, bead) for bead in project.order)}",
        f"edited         {sum(find.edited(project, bead) for bead in project.order)}",
        f"edits so far   {len(project.history)}",
        "",
    ]
    sure = [
        row.confidence
        for row in map(project.bead, project.order)
        if row.confidence is not None and row.status == "unreviewed"
    ]
    if sure:
        wrong = sum(1 - confidence for confidence in sure)
        lines += [f"not exactly right among the unreviewed: about {wrong:.0f}, by confidence", ""]
    for column, document in enumerate(project.documents):
        segments = project.segments(column)
        characters = sum(len(project.segment(segment).text) for segment in segments)
        lines.append(
            f"{document.key:<8} {len(segments):>7} segments {characters:>9} characters   "
            f"{visible(document.origin)}"
        )
    lines += ["", f"shapes ({'-'.join(session.sheet.keys)})"]
    lines += [f"{name:<10} {count:>7}" for name, count in shapes.most_common(12)]
    await screen.ask(Reading(f"Statistics of {project.name}", Text("\n".join(lines))))
