"""Changing segments: their texts and their number."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from workbench import languages
from workbench.project.draft import EditDraft, contiguous, refuse_unless
from workbench.project.edit import Edit
from workbench.project.operations.insertion import place_of_new
from workbench.project.placed_codes import joined, parted
from workbench.project.project import Project
from workbench.project.rows import SegmentRow
from workbench.units import Codes, codes_to_json

_CLOSING = "\"'”’»」』）)]"
_CLOSED = f"[{re.escape(_CLOSING)}]*"
_LIKELY = (
    # A full stop inside a segment is an abbreviation's unless a long word stands before it and a
    # capital after it: the segmentation would have cut there.
    re.compile(rf"[!?…。！？]{_CLOSED}\s*|(?<=\w{{4}})\.{_CLOSED}\s+(?=[^\W\d_])"),
    re.compile(r"[;；]\s*|[:：](?!\d)\s*|\s[—–]\s+|——"),
    re.compile(r"[,，]\s*"),
    re.compile(r"、"),
)
"""After what a segment is likely to be split: sentences, clauses, commas, items of a list."""

_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "{": "}", "〔": "〕"}

_LETTERS_IN_PART = 3
"""Letters that a part has at least; a shorter one is no clause."""


def edit_text(project: Project, segment: int, text: str, *, codes: Codes | None = None) -> Edit:
    """Give a segment another text; the document's own is kept as the original.

    Line breaks become the language's joiner. The bead becomes unreviewed; its confidence
    stays, for its borders have not moved.

    Args:
        project: The project.
        segment: Which.
        text: What it says.
        codes: Its inline codes, at places of that text; None for those that it has, at the
            places that correspond.

    Raises:
        Refused: The text is empty.
    """
    tag = project.documents[project.column_of(segment)].tag
    if codes:
        text, codes = _on_one_line(text, codes, tag)
    else:
        text = one_line(text, tag)
    refuse_unless(
        bool(text.strip()), "a segment's text cannot be empty", "exclude its bead instead"
    )
    draft = EditDraft(project)
    draft.rewrite(segment, text, codes)
    return draft.edit("edit a text")


def replace_texts(project: Project, texts: Mapping[int, str]) -> Edit:
    """Give several segments other texts, as one edit.

    Args:
        project: The project.
        texts: By segment; the documents' own texts are kept as the originals.

    Raises:
        Refused: A text is empty.
    """
    draft = EditDraft(project)
    count = 0
    for segment, given in texts.items():
        text = one_line(given, project.documents[project.column_of(segment)].tag)
        refuse_unless(bool(text), "a segment's text cannot be empty", "exclude its bead instead")
        count += draft.rewrite(segment, text)
    return draft.edit("replace in a text" if count == 1 else f"replace in {count} texts")


def split_segment(project: Project, segment: int, offset: int) -> Edit:
    """Make two segments of one, both in its bead; the first keeps the id.

    Where a person has edited the text, its original and place stay whole with the first.

    Args:
        project: The project.
        segment: The one to split.
        offset: Into its text; white space there belongs to neither part.

    Raises:
        Refused: A part would be empty.
    """
    row = project.segment(segment)
    head, tail = row.text[:offset].rstrip(), row.text[offset:].lstrip()
    refuse_unless(
        bool(head) and bool(tail), "a part would be empty", "choose a place within the text"
    )
    column = project.column_of(segment)
    codes = parted(row.codes, row.text, offset)
    draft = EditDraft(project)
    if row.original is None:
        end, start = _division(project.documents[column].text[row.start : row.end], head)
        draft.set_segment(segment, text=head, end=row.start + end, codes=codes[0])
        place: dict[str, Any] = {"original": None, "start": row.start + start, "end": row.end}
    else:
        draft.set_segment(segment, text=head, codes=codes[0])
        place = {"original": "", "start": row.end, "end": row.end}
    added = draft.add_segment(column, text=tail, paragraph=row.paragraph, codes=codes[1], **place)
    run = draft.runs(row.bead)[column]
    run.insert(run.index(segment) + 1, added)
    number = project.number(segment) + 1
    draft.place_segments(column, [added], start=number, end=number)
    return draft.edit("split a segment")


def likely_splits(project: Project, segment: int) -> list[int]:
    """Offsets at which a segment may well be split, likeliest first."""
    text = project.segment(segment).text
    within = _within_brackets(text)
    found: dict[int, None] = {}
    for pattern in _LIKELY:
        ends = [match.end() for match in pattern.finditer(text) if match.start() not in within]
        # Of one kind, the place that leaves no short part is the likeliest.
        for end in sorted(ends, key=lambda end: -min(end, len(text) - end)):
            head, tail = text[:end].rstrip(), text[end:]
            in_number = head[-2:-1].isdigit() and tail[:1].isdigit()
            abbreviated = head.rstrip(_CLOSING).endswith(".") and tail[:1].islower()
            if (
                not (in_number or abbreviated)
                and min(_letters(head), _letters(tail)) >= _LETTERS_IN_PART
            ):
                found.setdefault(end)
    return list(found)


def _within_brackets(text: str) -> set[int]:
    """The offsets that stand between brackets which are closed again."""
    within: set[int] = set()
    opened: list[tuple[str, int]] = []
    for place, character in enumerate(text):
        if character in _BRACKETS:
            opened.append((_BRACKETS[character], place))
        elif opened and character == opened[-1][0]:
            within.update(range(opened.pop()[1], place + 1))
    return within


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


def join_segments(project: Project, first: int, second: int) -> Edit:
    """Make one segment of two that follow each other in one bead; the first keeps its id.

    Between them stands what stands between them in the document.

    Raises:
        Refused: They do not follow each other, or are in different beads.
    """
    one, other = project.segment(first), project.segment(second)
    refuse_unless(one.bead == other.bead, "they are in different beads", "merge the beads first")
    refuse_unless(
        first != second and one.document == other.document and contiguous(project, [first, second]),
        "they do not follow each other",
    )
    column = project.column_of(first)
    between = _between(project, column, one, other)
    changed = one.original is not None or other.original is not None
    originals = [_original(row) for row in (one, other)]
    draft = EditDraft(project)
    draft.set_segment(
        first,
        text=between.join((one.text, other.text)),
        original=between.join(filter(None, originals)) if changed else None,
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        codes=joined([(one.codes, one.text), (other.codes, other.text)], between),
    )
    draft.runs(one.bead)[column].remove(second)
    draft.remove_segment(second)
    return draft.edit("join two segments")


def _between(project: Project, column: int, one: SegmentRow, other: SegmentRow) -> str:
    """What joins two segments: the document's own white space, or the language's joiner."""
    document = project.documents[column]
    own = document.text[one.end : other.start]
    placed = one.original != "" and other.original != "" and one.end <= other.start
    if placed and not own.strip() and "\n" not in own:
        return own
    before = unicodedata.category(one.text[-1:] or " ")
    after = unicodedata.category(other.text[:1] or " ")
    if before in {"Ps", "Pi"} or after in {"Pe", "Pf"}:
        return ""
    return languages.of(document.tag).joiner


def insert_translation(
    project: Project,
    bead: int,
    column: int,
    text: str,
    *,
    at: int | None = None,
    codes: Codes = (),
) -> Edit:
    """Add a segment that the document lacks: an omitted translation, supplied.

    Args:
        project: The project.
        bead: Where it belongs.
        column: The document that lacks it.
        text: What it says.
        at: Before which of the bead's segments of that column; behind all when None.
        codes: Its inline codes, at places of that text.

    Raises:
        Refused: The text is empty.
    """
    tag = project.documents[column].tag
    if codes:
        text, codes = _on_one_line(text, codes, tag)
    else:
        text = one_line(text, tag)
    refuse_unless(bool(text.strip()), "a segment's text cannot be empty", "write the translation")
    draft = EditDraft(project)
    supply(draft, bead, column, text, codes, at)
    return draft.edit("insert a translation")


def supply(
    draft: EditDraft,
    bead: int,
    column: int,
    text: str,
    codes: Codes = (),
    at: int | None = None,
) -> None:
    """Put a new segment into a bead of a draft: its arguments are :func:`insert_translation`'s."""
    project = draft.project
    run = project.runs(bead)[column]
    at = len(run) if at is None else at
    number = place_of_new(project, bead, column, at)
    order = project.segments(column)
    before = project.segment(order[number - 1]) if number else None
    place = before.end if before else 0
    added = draft.add_segment(
        column,
        text=text,
        original="",
        start=place,
        end=place,
        paragraph=before.paragraph if before else 0,
        codes=codes_to_json(codes),
    )
    draft.runs(bead)[column].insert(at, added)
    draft.place_segments(column, [added], start=number, end=number)


def one_line(text: str, tag: str) -> str:
    """A text without line breaks and white space at its ends, as a segment is."""
    return _without_breaks(text.strip(), tag)


def _without_breaks(text: str, tag: str) -> str:
    return re.sub(r"\s*[\n\r\v\f\x85\u2028\u2029]\s*", languages.of(tag).joiner, text)


def _on_one_line(text: str, codes: Codes, tag: str) -> tuple[str, Codes]:
    """A text as :func:`one_line` makes it, save for white space that codes enclose; its codes."""
    first = min(len(text) - len(text.lstrip()), *(code.place for code in codes))
    last = max(len(text.rstrip()), *(code.place for code in codes))
    line = _without_breaks(text[first:last], tag)
    places = (len(_without_breaks(text[first : code.place], tag)) for code in codes)
    return line, tuple(
        code._replace(place=min(place, len(line)))
        for code, place in zip(codes, places, strict=True)
    )


def _division(whole: str, head: str) -> tuple[int, int]:
    """Where the head of a text ends in the document's own text, and where the rest begins.

    They differ from the head's length where a wrapped line was joined: only white space
    differs, so the other characters are counted.
    """
    wanted = sum(not character.isspace() for character in head)
    end = 0
    while wanted > 0 and end < len(whole):
        wanted -= not whole[end].isspace()
        end += 1
    return end, len(whole) - len(whole[end:].lstrip())


def _original(row: SegmentRow) -> str:
    return row.text if row.original is None else row.original
