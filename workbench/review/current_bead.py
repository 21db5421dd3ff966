"""The current bead as the pane shows it: its texts with their marks, and remarks on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workbench.project import Project, content, operations
from workbench.review import find
from workbench.review.changed import Marked
from workbench.review.history import note_lines
from workbench.review.inline_codes import codes_line
from workbench.review.session import Session
from workbench.review.sheet import percent
from workbench.review.wrap import visible
from workbench.words import Word

_SAID_BY_TERMS = {"term-missing", "term-forbidden"}
"""Rules whose findings stand there anyway, up to date, while a glossary is shown."""

Place = tuple[int, int]
"""A segment: its column among those shown, and its index in the cell."""

Mark = tuple[int, int, str]
"""Start, end, and name of a style class."""


@dataclass(slots=True)
class CurrentBead:
    """What the pane shows."""

    title: str = ""
    cells: Sequence[Sequence[str]] = ()
    """Per column, the texts of its segments, with marks for their codes."""

    marks: dict[Place, list[Mark]] = field(default_factory=dict)
    changes: Sequence[Marked] = ()
    """Above the texts, how they differ from what was confirmed."""

    notes: Sequence[str] = ()
    """Below the texts, a line or more each."""

    word: tuple[int, int, int] | None = None
    """Column, segment and offset of the selected word; it is scrolled into view."""


def current_bead(session: Session) -> CurrentBead:
    """The bead under the cursor, and all that is to be said of it."""
    bead, project, sheet = session.cursor.bead, session.project, session.sheet
    if bead is None:
        return CurrentBead("No bead is shown: f changes the filter.")
    row = project.bead(bead)
    number = project.index(bead) + 1
    name = f" (#{bead})" if bead != number else ""
    title = [f"bead {number} of {len(project)}{name}", find.shape(project, bead)]
    sure = row.status == "unreviewed" and row.confidence is not None
    title.append(f"{percent(row.confidence)} % sure" if sure else row.status)
    title += ["⇅ in another order"] * operations.crosses(project, bead)
    title += ["⚑ flagged"] * row.flagged + ["× left out of the export"] * row.excluded
    coded = sheet.coded(bead)
    title += [f"● {visible(name)} is here too" for name in sheet.at_work.get(bead, ())]
    found = CurrentBead(
        " · ".join(title),
        [[one.text for one in column] for column in coded],
        changes=list(session.changed.remarks(bead)),
        notes=[*_remarks(session, bead), *_originals(session, bead), *_codes(project, bead)],
    )
    if session.cursor.word is not None:
        column, word = session.cursor.column, session.cursor.word
        found.word = (column, word.segment, coded[column][word.segment].span(*word.span)[0])
    for column in range(len(sheet.columns)):
        for segment, marks in enumerate(sheet.marks(bead, column)):
            found.marks[column, segment] = list(marks)
    for place, (start, end, name) in _word_marks(session, bead):
        span = coded[place[0]][place[1]].span(start, end)
        found.marks.setdefault(place, []).append((*span, name))
    return found


def _word_marks(session: Session, bead: int) -> Iterator[tuple[Place, Mark]]:
    """The word under the cursor, its counterparts, and the words that have none."""
    columns = {document: column for column, document in enumerate(session.sheet.columns)}
    links = session.linker.known(bead) if session.linking else None
    for kind, words in (
        ("alone", links.alone() if links else ()),
        ("counterpart", session.counterparts()),
    ):
        for word in words:
            if kind == "alone" and _in_matched_term(session, bead, word):
                continue
            if word.column in columns:
                yield (columns[word.column], word.segment), (*word.span, kind)
    selected = session.cursor.word
    if selected is not None:
        yield (session.cursor.column, selected.segment), (*selected.span, "word")


def _in_matched_term(session: Session, bead: int, word: Word) -> bool:
    """Whether a word is part of a term that another column has a term for."""
    terminology = session.terminology
    if terminology is None:
        return False
    text = session.project.texts(bead, word.column)[word.segment]
    concepts = {
        match.concept.id
        for match in terminology.matches(word.column, text)
        if match.start <= word.span[0] and word.span[1] <= match.end
    }
    return bool(concepts) and any(
        concepts & {concept.id for concept in terminology.concepts(bead, other)}
        for other in range(len(session.project.documents))
        if other != word.column
    )


def _remarks(session: Session, bead: int) -> Iterator[str]:
    """Its note, departures from the glossary, and what the checks found."""
    yield from note_lines(session.project.notes(bead))
    for problem in session.sheet.problems(bead):
        yield f"! {session.sheet.keys[problem.column]}: {problem.message}"
    for finding in session.findings.get(bead, ()):
        if session.terminology is None or finding.rule not in _SAID_BY_TERMS:
            yield f"! {session.key_of(finding.target_lang)}: {finding.message} ({finding.rule})"


def _originals(session: Session, bead: int) -> Iterator[str]:
    """The document's own words, where a person changed them."""
    for column in session.sheet.columns:
        for segment in session.project.runs(bead)[column]:
            original = session.project.segment(segment).original
            copied = session.project.segment(segment).copied
            if copied is not None:
                of = (
                    session.project.segment(copied).bead
                    if session.project.has_segment(copied)
                    else None
                )
                where = f" of bead {session.project.index(of) + 1}" if of is not None else ""
                yield f"{session.sheet.keys[column]}: A copy{where}"
            elif original is not None:
                own = f"In the document: {original}" if original else "Inserted by a person"
                yield f"{session.sheet.keys[column]}: {own}"


def _codes(project: Project, bead: int) -> Iterator[str]:
    """What the marks of inline codes stand for."""
    codes = content(project, bead).codes
    if codes:
        yield codes_line(codes)
