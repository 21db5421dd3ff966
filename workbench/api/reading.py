"""Documents and sentences."""

from dataclasses import replace
from pathlib import Path

from workbench import documents, segmentation
from workbench.documents import Document, Paragraph
from workbench.documents.content import Lines
from workbench.segmentation import Segment


def read(
    path: str | Path,
    *,
    language: str | None = None,
    encoding: str | None = None,
    lines: Lines = "auto",
) -> Document:
    """Read a document from a file.

    Args:
        path: The file; its ending states the format.
        language: BCP 47 tag; taken from the name or found in the text when None.
        encoding: Of a text, Markdown or HTML file; found when None.
        lines: What a single line break in plain text is: the end of a paragraph
            (``"paragraph"``), or nothing but a wrapped line (``"wrapped"``).

    Raises:
        WorkbenchError: It cannot be read, or its language is not known.
    """
    return documents.read(Path(path), language=language, encoding=encoding, lines=lines)


def read_segmented(
    path: str | Path, *, language: str | None = None, encoding: str | None = None
) -> tuple[Document, list[Segment]]:
    """Read a text that is split already: each line is one segment as it stands.

    Args:
        path: A plain text; an empty line is an empty segment and keeps its number.
        language: As for :func:`read`.
        encoding: As for :func:`read`.

    Returns:
        The document, and its segments, one a line.

    Raises:
        WorkbenchError: As for :func:`read`.
    """
    document = documents.read(
        Path(path), language=language, encoding=encoding, lines="paragraph", as_plain=True
    )
    return by_lines(document)


def by_lines(document: Document) -> tuple[Document, list[Segment]]:
    """A document with each line of its text as a paragraph, and these as its segments."""
    segments = lines_of(document.text)
    paragraphs = tuple(
        Paragraph(part.start, part.end, line=number) for number, part in enumerate(segments, 1)
    )
    return replace(document, paragraphs=paragraphs), segments


def lines_of(text: str) -> list[Segment]:
    """Each line of a text as a segment, white space at its ends left out of the span."""
    segments = []
    lines = text.split("\n")
    if len(lines) > 1 and not lines[-1]:
        lines.pop()  # the last line's own end begins no further line
    start = 0
    for number, line in enumerate(lines):
        trimmed = line.strip()
        first = start + (len(line) - len(line.lstrip()) if trimmed else 0)
        segments.append(Segment(trimmed, first, first + len(trimmed), number))
        start += len(line) + 1
    return segments


def segment(
    text: str | Document, *, language: str | None = None, lines: Lines = "auto"
) -> list[Segment]:
    """Split a text into sentences.

    Args:
        text: A document, or a plain text.
        language: Of a plain text: BCP 47 tag; found in the text when None.
        lines: Of a plain text: what a single line break is.

    Returns:
        Segments with ``text``, ``start``, ``end`` (code points) and ``paragraph``.

    Raises:
        WorkbenchError: The language is neither given nor known.
    """
    if isinstance(text, str):
        text = documents.from_text(text, language=language, lines=lines)
    return segmentation.segment(text)
