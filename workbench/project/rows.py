"""The rows of a project: what is stored, and what an edit's images are made of."""

import json
from typing import Literal, NamedTuple

from workbench.units import Status

Table = Literal["document", "segment", "bead", "note", "aside"]
"""A table that edits change."""


class DocumentRow(NamedTuple):
    """One document of a project, with its text and where it came from."""

    id: int
    key: str
    """What its column is called: a tag as given (``zh``), ``ru#2`` for a second one."""

    tag: str
    """BCP 47 tag, with the script where it matters: ``zh-Hans``."""

    origin: str
    """The file it was read from, relative to the project's folder; empty without one."""

    sha256: str
    """Of the origin file's bytes, hexadecimal; empty without a file."""

    encoding: str | None
    """Of the origin file; None where its format settles it."""

    original: bool
    """True for the document that the others were translated from, where that is known."""

    text: str
    """Whole text, line ends as line feeds; segments' offsets point into it."""

    paragraphs: str
    """JSON: ``[start, end, kind, level, flow, line]`` for each paragraph, in order."""

    metadata: str
    """JSON object: "title", "author", "date", where known."""


ParagraphFacts = tuple[int, int, str, int, int, int | None]
"""Of a paragraph: start, end, kind, level, flow, and line (from 1) where it has one."""


def paragraphs_in(document: DocumentRow) -> list[ParagraphFacts]:
    """A document's paragraphs, in order."""
    return [tuple(item) for item in json.loads(document.paragraphs)]


class SegmentRow(NamedTuple):
    """One segment; it names its bead, so that it is in exactly one."""

    id: int
    document: int
    place: int
    """Sparse: the segments of a document stand in the order of ``(place, id)``."""

    bead: int
    text: str
    original: str | None
    """The text before a person changed it; None while it is as the document has it, empty
    where a person inserted what the document lacks."""

    start: int
    """Code-point offset into the document's text."""

    end: int
    paragraph: int
    """Index into the document's paragraphs."""

    codes: str | None = None
    """Inline codes at places of the text, as JSON; None where there are none."""

    copied: int | None = None
    """The segment that this one is a copy of, put into another bead; it may be gone."""


class BeadRow(NamedTuple):
    """One bead, without its segments: they name it."""

    id: int
    """What findings, spreadsheets and memories call it; never given to another."""

    block: int
    """Within a block the beads are monotone in every document."""

    place: int
    """Sparse: beads stand in the order of ``(place, id)``."""

    status: Status
    flagged: bool
    excluded: bool
    """True where it is left out of exports."""

    confidence: float | None
    """Probability that it is exactly right; None once a person has decided."""

    version: int
    """Number of the edit whose result this is; 0 as first made. An undo brings the former
    number back, so that the same number always means the same content."""

    properties: str | None = None
    """JSON object: what else the file said of the unit that it was made from, by name, its
    context above all; None where that is nothing."""


def new_bead_row(
    number: int, place: int = 0, *, block: int = 0, confidence: float | None = None
) -> BeadRow:
    """A bead that nobody has looked at.

    Args:
        number: Its id.
        place: Its rank.
        block: Its block.
        confidence: As the aligner estimates it.
    """
    return BeadRow(
        id=number,
        block=block,
        place=place,
        status="unreviewed",
        flagged=False,
        excluded=False,
        confidence=confidence,
        version=0,
    )


class NoteRow(NamedTuple):
    """What a person wrote about a bead."""

    id: int
    """Notes of a bead stand in the order of their ids."""

    bead: int
    author: str
    """Empty where it is not known, as in a memory that was imported."""

    time: str
    """When it was written: ISO 8601, UTC; empty where it is not known."""

    text: str
    answers: int | None = None
    """The note that this one answers; it may be gone."""


AsideKind = Literal["edit", "insertion", "deletion", "note", "marks"]
"""A text that a person changed or supplied, a sentence of the document that a person deleted,
a note, or a bead's status and marks."""


class AsideRow(NamedTuple):
    """What a person did to something that is gone: set aside, to be put back."""

    id: int
    kind: AsideKind
    document: int | None
    """Whose sentence it was; None where it belonged to a whole bead."""

    bead: int
    """Where it stood; the bead may be gone."""

    place: int
    """The rank of its sentence, or of its bead."""

    source: str
    """The sentence as the document had it; of a bead its texts, one a line. By this it is known
    again when it returns."""

    text: str
    """What the person wrote; empty for marks and deletions."""

    author: str
    time: str
    facts: str = "{}"
    """JSON object: what else its row held, by the columns' names."""


Row = DocumentRow | SegmentRow | BeadRow | NoteRow | AsideRow

ROWS: dict[Table, type[Row]] = {
    "document": DocumentRow,
    "segment": SegmentRow,
    "bead": BeadRow,
    "note": NoteRow,
    "aside": AsideRow,
}
"""Each table's row; its fields are the table's columns."""
