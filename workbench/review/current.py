"""What the pane says of the current bead."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.review import find, linking
from workbench.review.pane import Shown
from workbench.review.sheet import percent

if TYPE_CHECKING:
    from workbench.review.app import ReviewApp

_SAID_BY_TERMS = {"term-missing", "term-forbidden"}
"""Rules whose findings stand there anyway, up to date, while a glossary is shown."""

Marked = tuple[tuple[int, int], tuple[int, int, str]]
"""Column and segment; start, end, and name of a style class."""


def shown(desk: "ReviewApp", bead: int) -> Shown:
    """The bead's texts with all their marks, and what is to be said of it."""
    project, row = desk.project, desk.project.bead(bead)
    number = project.index(bead) + 1
    name = f" (#{bead})" if bead != number else ""
    title = [f"bead {number} of {len(project)}{name}", find.shape(project, bead)]
    title.append(row.status if row.confidence is None else f"{percent(row.confidence)} % sure")
    title += ["⚑ flagged"] * row.flagged + ["× left out of the export"] * row.excluded
    found = Shown(
        " · ".join(title),
        [project.texts(bead, column) for column in desk.sheet.columns],
        notes=[*_remarks(desk, bead), *_originals(desk, bead)],
    )
    for column in range(len(desk.sheet.columns)):
        for segment, marks in enumerate(desk.sheet.marks(bead, column)):
            found.marks[column, segment] = list(marks)
    for place, mark in _word_marks(desk, bead):
        found.marks.setdefault(place, []).append(mark)
    return found


def _word_marks(desk: "ReviewApp", bead: int) -> Iterator[Marked]:
    """The word under the cursor, its counterparts, and the words that have none."""
    columns = {document: column for column, document in enumerate(desk.sheet.columns)}
    if desk.linking:
        links = desk.linker.known(bead)
        if links is None:
            desk.run_worker(linking.look(desk, bead), group="words", exclusive=True)
        for word in links.alone() if links else ():
            if word.column in columns:
                yield (columns[word.column], word.segment), (*word.span, "alone")
    if desk.word is not None:
        for word in linking.counterparts(desk, desk.word):
            if word.column in columns:
                yield (columns[word.column], word.segment), (*word.span, "counterpart")
        yield (desk.word.column, desk.word.segment), (*desk.word.span, "word")


def _remarks(desk: "ReviewApp", bead: int) -> Iterator[str]:
    """Its note, departures from the glossary, and what the checks found."""
    note = desk.project.bead(bead).note
    if note:
        yield f"Note: {note}"
    for problem in desk.sheet.problems(bead):
        yield f"! {desk.sheet.keys[problem.column]}: {problem.message}"
    for finding in desk.findings.get(bead, ()):
        if desk.wording is None or finding.rule not in _SAID_BY_TERMS:
            yield f"! {finding.target_lang}: {finding.message} ({finding.rule})"


def _originals(desk: "ReviewApp", bead: int) -> Iterator[str]:
    """The document's own words, where a person changed them."""
    for column in desk.sheet.columns:
        for segment in desk.project.runs(bead)[column]:
            original = desk.project.segment(segment).original
            if original is not None:
                own = f"In the document: {original}" if original else "Inserted by a person"
                yield f"{desk.sheet.keys[column]}: {own}"
