"""What a format's reader hands on: a text and its paragraphs, before it is a document."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from workbench.documents import lines as line_breaks
from workbench.documents import raised
from workbench.documents.document import Kind, Paragraph
from workbench.documents.lines import LineBreaks

FOOTNOTES, ENDNOTES, BOXES = 1, 2, 3
"""Flows beside the main text, which is 0."""

HARD = "\v"
"""A line break inside a paragraph that its author set, for :meth:`ContentBuilder.add`."""


CODE = "\x11"
"""What stands before a word of code, which may begin a sentence without a capital."""

GAP = "\x12"
"""What stands where something was left out: the spaces around it are one."""

_GAP = re.compile(f"(?<=[ \t\n])(?:{GAP}[ \t]*)+|{GAP}")
_AROUND = CODE + "".join(filter(str.isspace, map(chr, range(0x3001))))

MOST_KEPT = 1000
"""Texts of things left out that are kept of each kind; the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A file to be read, and what the caller says about it."""

    data: bytes
    path: Path | None = None
    language: str | None = None
    """The bare language stated by the caller or the file's name, to find the encoding by."""

    encoding: str | None = None
    lines: LineBreaks = "auto"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in the file's tables a paragraph stands."""

    table: int
    row: int
    column: int
    rows: int = 1
    """Rows that it stretches over."""


@dataclass(slots=True)
class Content:
    """A text taken out of a file, and what is known of it."""

    text: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    cells: dict[int, Cell] = field(default_factory=dict)
    """By the index of the paragraph, for those in tables."""

    code: list[int] = field(default_factory=list)
    """Offsets at which words of code begin."""

    encoding: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    omissions: Counter[str] = field(default_factory=Counter)
    omitted: dict[str, list[str]] = field(default_factory=dict)
    """By what they are, the texts that were left out."""

    notes: list[str] = field(default_factory=list)
    language: str | None = None
    """What the file says of its own language: evidence, not the last word."""


@dataclass(slots=True)
class _Piece:
    text: str
    kind: Kind
    level: int
    flow: int
    line: int | None
    cell: Cell | None


class ContentBuilder:
    """A content put together paragraph by paragraph, for formats that are not plain text.

    The notes of each flow come after the main text, whenever they are added.
    """

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []
        self._tables = 0
        self.content = Content()

    def add(
        self,
        text: str,
        *,
        kind: Kind = "text",
        level: int = 0,
        flow: int = 0,
        line: int | None = None,
        cell: Cell | None = None,
    ) -> None:
        r"""Append a paragraph; one of white space only is dropped.

        Args:
            text: Its text. ``\n`` inside is a line that was wrapped in the file, ``\v`` a line
                break that its author set.
            kind: What it is.
            level: A heading's rank, a list item's depth.
            flow: 0 for the main text, or one of the flows beside it.
            line: Where it begins in the file.
            cell: Where in a table it stands.
        """
        text, references = raised.settle(text)
        for reference in references:
            self.omit("note mark", text=reference)
        text = _tidy(_GAP.sub("", text))
        if text:
            self._pieces.append(_Piece(text, kind, level, flow, line, cell))

    def add_titles(self, titles: Iterable[tuple[str, int]]) -> None:
        """Put titles before all else, but for those that the text's first heading says again.

        Args:
            titles: Each with its line in the file.
        """
        heading = next((each.text for each in self._pieces if each.kind == "heading"), None)
        said = {" ".join(heading.replace(HARD, " ").split())} if heading else set()
        pieces = []
        for title, line in titles:
            bare = " ".join(title.split())
            if bare in said:
                self.omit("repeated title", text=bare)
            elif bare:
                pieces.append(_Piece(bare, "heading", 1, 0, line, None))
            said.add(bare)
        self._pieces[:0] = pieces

    def new_table(self) -> int:
        """The number of a table that begins."""
        self._tables += 1
        return self._tables

    def omit(self, what: str, count: int = 1, *, text: str = "") -> None:
        """Count something that is left out of the text.

        Args:
            what: What it is, as people are told.
            count: How many of it.
            text: What it says, where it says anything.
        """
        if count:
            self.content.omissions[what] += count
            if text and not text.isspace():
                kept = self.content.omitted.setdefault(what, [])
                if len(kept) < MOST_KEPT:
                    kept.append(text)

    def finish(self, lines: LineBreaks) -> Content:
        """The content, its text put together.

        Args:
            lines: What the line breaks are that authors set inside paragraphs.
        """
        pieces = sorted(self._pieces, key=lambda piece: piece.flow)
        set_by_hand = "\n\n".join(
            piece.text.replace(HARD, "\n")
            for piece in pieces
            if HARD in piece.text and piece.kind != "heading"
        )
        wrapped, note = line_breaks.settle(set_by_hand, line_breaks.blocks_of(set_by_hand), lines)
        if note is not None:
            self.content.notes.append(note)
        parts: list[str] = []
        length = 0
        for piece in pieces:
            joined = piece.text.replace(HARD, "\n")
            whole = wrapped or piece.kind == "heading"
            for marked in (joined,) if whole else piece.text.split(HARD):
                text, places = _without_marks(marked)
                if piece.cell is not None:
                    self.content.cells[len(self.content.paragraphs)] = piece.cell
                self.content.paragraphs.append(
                    Paragraph(
                        length, length + len(text), piece.kind, piece.level, piece.flow, piece.line
                    )
                )
                parts.append(text)
                self.content.code += (length + place for place in places)
                length += len(text) + 1
        self.content.text = "\n".join(parts)
        return self.content


def _without_marks(text: str) -> tuple[str, list[int]]:
    """A text without the marks of code, and where in it they stood."""
    first, *rest = text.split(CODE)
    places = []
    length = len(first)
    for part in rest:
        places.append(length)
        length += len(part)
    return first + "".join(rest), places


def _tidy(text: str) -> str:
    """The text without white space around its line breaks and without empty lines."""
    lines = ("\n".join(filter(None, map(_bare, line.split("\n")))) for line in text.split(HARD))
    return HARD.join(filter(None, lines))


def _bare(line: str) -> str:
    """A line without white space around it; a mark of code stays before its word."""
    words = line.strip().strip(_AROUND)
    if not words:
        return ""
    return CODE + words if CODE in line[: line.index(words[0])] else words
