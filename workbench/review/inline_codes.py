"""Inline codes in the texts that a person edits: marks ⟦1⟧ that stand for them."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from workbench.project import (
    Edit,
    Project,
    Refused,
    codes_after_edit,
    codes_before_cut,
    content,
    operations,
)
from workbench.review.coded_text import CodedText
from workbench.review.questions import SegmentText
from workbench.units import (
    Code,
    Codes,
    codes_from_json,
    from_marks,
    is_annotation,
    native,
    unmatched,
    with_marks,
)


def codes_line(codes: Mapping[int, Code]) -> str:
    """What the marks of codes stand for, in a line for people."""
    said = (f"⟦{number}⟧ {native(code) or code.source}" for number, code in codes.items())
    return f"Codes: {'  '.join(said)}"


def cut_places(project: Project, segment: int, shown: CodedText) -> list[int]:
    """For each offset into a segment's text, the place where that is cut as it is shown.

    Args:
        project: The project.
        segment: The one to cut.
        shown: Its text with marks.
    """
    row = project.segment(segment)
    codes = codes_from_json(row.codes)
    wide = [0, *accumulate(end - start for start, end in shown.marks)]
    return [offset + wide[codes_before_cut(codes, offset)] for offset in range(len(row.text) + 1)]


class MarkedTexts:
    """The texts of one language in a bead, with marks, and the edits that such a text makes.

    Args:
        project: The project.
        bead: Its codes, of all languages, are those that a mark may stand for.
        column: The language.
    """

    def __init__(self, project: Project, bead: int, column: int) -> None:
        seen = content(project, bead)
        self._project, self._bead, self._column = project, bead, column
        self._codes = seen.codes
        self._texts = dict(zip(project.runs(bead)[column], seen.texts[column], strict=True))
        source = seen.texts[0 if column else min(1, len(seen.texts) - 1)]
        numbers = [int(mark.id) for text in source for mark in from_marks(text)[1]]
        self._due = [number for number in numbers if not is_annotation(self._codes[number])]

    def text(self, segment: int) -> str:
        """A segment's text."""
        return self._texts[segment]

    def question(self, title: str, text: str, segment: int | None = None) -> SegmentText:
        """Asks for a text; the document's own is at hand where the segment has another."""
        original = None if segment is None else self._original(segment)
        return SegmentText(title, text, original, codes=self._codes, due=self._due)

    def _original(self, segment: int) -> str | None:
        """The document's own text, the codes at the places that correspond."""
        row = self._project.segment(segment)
        if not row.original or not row.codes:
            return row.original
        numbers = [int(mark.id) for mark in from_marks(self._texts[segment])[1]]
        codes = codes_from_json(codes_after_edit(row.codes, row.text, row.original))
        return with_marks(row.original, codes, numbers)

    def edit(self, project: Project, segment: int, text: str) -> Edit:
        """Give a segment a text."""
        plain, codes = self._parted(text)
        return operations.edit_text(project, segment, plain, codes=codes)

    def insert(self, project: Project, text: str) -> Edit:
        """Add a segment with a text."""
        plain, codes = self._parted(text)
        return operations.insert_translation(project, self._bead, self._column, plain, codes=codes)

    def _parted(self, text: str) -> tuple[str, Codes]:
        plain, marks = from_marks(text)
        return plain, tuple(self._codes[int(mark.id)]._replace(place=mark.place) for mark in marks)

    def put_missing(self, segment: int, span: tuple[int, int]) -> Edit:
        """Put the first code that the source has and this language lacks into a text.

        Args:
            segment: Where.
            span: What opens goes before these characters and what closes behind them; a pair
                of which both are missing goes around them.

        Raises:
            Refused: None is missing.
        """
        there = [mark for text in self._texts.values() for mark in from_marks(text)[1]]
        here = [self._codes[int(mark.id)] for mark in there]
        missing, _ = unmatched([self._codes[number] for number in self._due], here)
        if not missing:
            raise Refused("no code is missing here")
        row = self._project.segment(segment)
        codes = codes_from_json(row.codes)
        for code in missing[:1] + _partner(missing):
            codes = _placed(codes, code, span)
        return operations.edit_text(self._project, segment, row.text, codes=codes)


def _partner(missing: Sequence[Code]) -> list[Code]:
    """What closes what the first of these opens, where it is missing as well."""
    first, *others = missing
    if first.kind != "open" or not first.id:
        return []
    return [code for code in others if code.kind == "close" and code.id == first.id][:1]


def _placed(codes: Codes, code: Code, span: tuple[int, int]) -> Codes:
    """Codes with one more, inside what stands at its place."""
    if code.kind == "close":
        at = sum(other.place < span[1] for other in codes)
        return (*codes[:at], code._replace(place=span[1]), *codes[at:])
    at = sum(other.place <= span[0] for other in codes)
    return (*codes[:at], code._replace(place=span[0]), *codes[at:])
