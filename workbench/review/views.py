"""Looking without changing: columns, the origin document, statistics, help, colours."""

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from workbench.review import find
from workbench.review.dialogs.page import Page
from workbench.review.keys import spoken
from workbench.review.theme import THEMES
from workbench.review.wrap import visible

if TYPE_CHECKING:
    from workbench.review.app import ReviewApp

_AROUND = 1_500
"""Characters of the origin document to show on either side."""

_HELP = """\
Each row is a bead: what the languages say in one place.
1. n goes to the bead that is least sure. If it is right, Enter confirms it and goes to the next.
2. If it is wrong, mend it: ← → choose the language, [ and ] move a sentence over the border, \
J merges, s splits, e edits. u takes anything back.
3. C confirms the sure ones at once. X exports. There is nothing to save: it is saved.

Margin: number, ✓ confirmed, ? doubtful, · not reviewed yet, ⚑ flagged, × left out of exports, \
and how sure the alignment is, in per cent. ∅: this language has nothing here. • begins each \
segment where there are several."""

_MORE = """
Letters work on a Russian layout too: press the same key. Cyrillic letters and “ ” — … are of \
ambiguous width: where columns do not meet, tell your terminal to draw them narrow."""

_KEYS = 14
"""Cells for the keys in the help."""

_PANES = {"usual": 0.35, "large": 0.6, "hidden": 0.0}
"""What the pane may be, and the share of the screen that it takes at the most."""


_TITLE_AND_NOTES = 3
"""Lines of the pane besides the texts."""


def pane(desk: "ReviewApp") -> None:
    """Usual, large, hidden, one after the other; kept with the project."""
    names = list(_PANES)
    here = names.index(_pane(desk))
    desk.project.set_metadata("review.pane", names[(here + 1) % len(names)])
    fit_pane(desk)


def fit_pane(desk: "ReviewApp") -> None:
    """Make the pane as high as most beads need, and no higher, so that the grid has the rest."""
    kept = _pane(desk)
    most = int(desk.size.height * _PANES[kept])
    needed = _TITLE_AND_NOTES + desk.grid.usual_height() if kept == "usual" else most
    desk.pane.display = kept != "hidden"
    desk.pane.styles.height = max(min(needed, most), 4)


def _pane(desk: "ReviewApp") -> str:
    kept = desk.project.metadata.get("review.pane", "")
    return kept if kept in _PANES else "usual"


def hide(desk: "ReviewApp") -> None:
    """Hide the column that the cursor is in."""
    if len(desk.sheet.columns) < 2:
        desk.say("The last column stays.")
        return
    del desk.sheet.columns[desk.grid.column]
    _lay_out(desk)


def show_all(desk: "ReviewApp") -> None:
    """Show all columns again."""
    desk.sheet.columns[:] = range(len(desk.project.documents))
    _lay_out(desk)


def _lay_out(desk: "ReviewApp") -> None:
    desk.word = None
    desk.grid.weigh(desk.sheet.weights())
    desk.show_bead()


async def origin(desk: "ReviewApp") -> None:
    """Show the place in the document that the text came from."""
    column = desk.column
    run = desk.project.runs(desk.bead)[column] or _nearest(desk, column)
    document = desk.project.documents[column]
    text = document.text
    first, last = desk.project.segment(run[0]), desk.project.segment(run[-1])
    start, end = first.start, max(last.end, first.start)
    page = Text()
    before, after = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    page.append(("… " if before else "") + _lines(text[before:start]))
    page.append(_lines(text[start:end]), "reverse")
    page.append(_lines(text[end:after]) + (" …" if after < len(text) else ""))
    paragraphs = desk.project.paragraphs(column)
    line = paragraphs[first.paragraph][5] if first.paragraph < len(paragraphs) else None
    where = document.origin or "no file"
    await desk.ask(Page(f"{where}, line {line}" if line else where, page))


def _nearest(desk: "ReviewApp", column: int) -> tuple[int, ...]:
    """The segments of the nearest bead before, or else after, that has any."""
    order = desk.project.order
    here = desk.project.index(desk.bead)
    for bead in [*reversed(order[:here]), *order[here:]]:
        if desk.project.runs(bead)[column]:
            return desk.project.runs(bead)[column]
    raise AssertionError("no document is without a segment")


def _lines(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))


async def statistics(desk: "ReviewApp") -> None:
    """Show the project in figures."""
    project, counts = desk.project, desk.sheet.counts
    shapes = Counter(find.shape(project, bead) for bead in project.order)
    lines = [
        f"beads          {len(project)}",
        f"confirmed      {counts['confirmed']}",
        f"doubtful       {counts['doubtful']}   (under {find.DOUBTFUL:.0%} sure)",
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
    lines += ["", f"shapes ({'-'.join(desk.sheet.keys)})"]
    lines += [f"{name:<10} {count:>7}" for name, count in shapes.most_common(12)]
    await desk.ask(Page(f"Statistics of {project.name}", Text("\n".join(lines))))


async def help_page(desk: "ReviewApp") -> None:
    """Show all keys."""
    from workbench.review.commands import GROUPS

    keys = Table.grid(padding=(0, 2))
    keys.add_column(style="bold", width=_KEYS, no_wrap=True)
    keys.add_column(ratio=1)
    for title, commands in GROUPS.items():
        keys.add_row()
        keys.add_row(Text(title, "underline"))
        for command in commands:
            names = " ".join(spoken(key) for key in command.keys[:3])
            keys.add_row(names, Text(command.help, "" if command.when(desk) else "dim"))
    keys.add_row()
    keys.add_row("Esc", "Gives up the range, the word, the search, the filter.")
    keys.add_row("^P", "Finds any of these by name.")
    keys.add_row("Mouse", "Click on a row, a word, a key below; Shift-click makes a range.")
    await desk.ask(Page("Help", Group(Text(_HELP), keys, Text(_MORE))))


def next_theme(desk: "ReviewApp") -> None:
    """Dark, light, high contrast, one after the other; kept with the project."""
    names = [theme.name for theme in THEMES]
    here = names.index(desk.theme) if desk.theme in names else -1
    desk.theme = names[(here + 1) % len(names)]
    desk.project.set_metadata("review.theme", desk.theme)
