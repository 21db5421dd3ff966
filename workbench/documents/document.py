"""A document: one version of a text in one language."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Kind = Literal["text", "heading", "item", "cell", "quote", "note", "caption"]
"""What a paragraph is, as far as alignment needs it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of a document's text in which no line end closes a sentence.

    A line feed inside is a wrapped line: it stands for a space, or for nothing in a
    language written without spaces.
    """

    start: int
    """Code-point offset into the document's text of the first character."""

    end: int
    """Offset past the last character."""

    kind: Kind = "text"

    level: int = 0
    """A heading's rank (1 the highest), a list item's depth; else 0."""

    flow: int = 0
    """0 is the main text; footnotes, and each other text that stands beside it, have their own."""

    line: int | None = None
    """Where it begins in the origin file, counted from 1; None where the format has no lines."""

    row: int | None = None
    """Where the file holds several languages side by side: paragraphs of its documents with
    the same row say the same; None elsewhere."""


@dataclass(frozen=True, slots=True)
class Omission:
    """Something in the file that is not in the text."""

    what: str
    """What kind of thing: "image", "code block", "deleted text", "navigation", …"""

    count: int
    """How many of them."""

    texts: tuple[str, ...] = ()
    """What they say, where they say anything: of the first thousand."""


@dataclass(frozen=True, slots=True)
class Document:
    r"""One version of a text in one language, as read from a file.

    The paragraphs are in order, do not overlap, and outside them the text is white space.
    The text is Unicode as it stands in the file (not normalised), its line ends are ``\n``.
    """

    text: str = field(repr=False)
    paragraphs: tuple[Paragraph, ...] = field(repr=False)

    language: str
    """BCP 47 tag; as given, else as found."""

    path: Path | None = None
    """The origin file; None for a text that came from no file."""

    sha256: str = ""
    """Of the origin file's bytes, hexadecimal; empty without a file."""

    code: tuple[int, ...] = field(default=(), repr=False)
    """Offsets at which words of code begin: a sentence may, though no capital says so."""

    encoding: str | None = None
    """Python's name for the origin file's encoding; None where the format settles it."""

    metadata: dict[str, str] = field(default_factory=dict)
    """What the file says of itself: "title", "author", "date"."""

    omissions: tuple[Omission, ...] = ()
    """What was left out of the text."""

    notes: tuple[str, ...] = ()
    """What the reader decided and a person may want to know, one sentence each, for
    example how line breaks were taken."""
