"""A segment: one sentence of a document."""

from typing import NamedTuple


class Segment(NamedTuple):
    """One sentence, heading, list item or table cell of a document."""

    text: str
    """``document.text[start:end]``, save that a wrapped line's break is joined."""

    start: int
    """Code-point offset into the document's text."""

    end: int
    """Offset past the last character."""

    paragraph: int
    """Index into the document's paragraphs."""
