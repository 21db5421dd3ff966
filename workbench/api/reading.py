"""Documents and sentences."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from workbench import documents, embedding, segmentation
from workbench.documents import Document, LineBreaks, Paragraph, decode
from workbench.errors import WorkbenchError
from workbench.languages.tags import language_of
from workbench.segmentation import Borders, Reason, Segment
from workbench.settings import Settings, find

STANDARD_INPUT = Path("-")

UnmarkedEnds = Literal["auto", "always", "never"]
"""Whether the ends of sentences are also found where no mark says so: in a text that has next to no
marks, wherever a stretch is too long for a sentence, or nowhere."""

UNMARKED = "next to no sentence ends with a mark; the borders were found by what the words say"


@dataclass(frozen=True, slots=True)
class SegmentedDocument:
    """One version of a text, split."""

    document: Document
    segments: list[Segment]


def read(
    path: str | Path,
    *,
    language: str | None = None,
    encoding: str | None = None,
    lines: LineBreaks = "auto",
) -> Document:
    """Read a document from a file.

    Args:
        path: The file; its ending states the format. ``-`` is a plain text on standard input.
        language: BCP 47 tag; taken from the name or found in the text when None.
        encoding: Of a text, Markdown or HTML file; found when None.
        lines: What a single line break in plain text is: the end of a paragraph
            (``"paragraph"``), or nothing but a wrapped line (``"wrapped"``).

    Raises:
        WorkbenchError: It cannot be read, or its language is not known.
    """
    return _read(Path(path), language, encoding, lines)


def read_versions(
    files: Sequence[str | Path],
    languages: Sequence[str] = (),
    *,
    segmented: bool = False,
    encoding: str | None = None,
    lines: LineBreaks = "auto",
    settings: Settings | None = None,
) -> Iterator[SegmentedDocument]:
    """Read the versions of a text and split them, one after the other.

    Args:
        files: In the order of the columns; a single one may hold several languages; ``-`` is a
            plain text on standard input.
        languages: Their tags in the same order (of a single file, those to take out of it);
            empty to take them from names and texts.
        segmented: Each line of a plain text is one segment as it stands; an empty line is an
            empty segment and keeps its number.
        encoding: Of text files; found when None.
        lines: What a single line break in plain text is.
        settings: Whose abbreviations hold; those of the working folder when None.

    Raises:
        WorkbenchError: A file cannot be read, or the tags are not as many as the files.
    """
    paths = [Path(file) for file in files]
    if segmented:
        for path, tag in _with_tags(paths, languages):
            yield by_lines(_read(path, tag, encoding, "paragraph", as_plain=True))
        return
    if len(paths) == 1 and paths[0] != STANDARD_INPUT:
        read = list(documents.read_all(paths[0], wanted=languages, encoding=encoding, lines=lines))
    else:
        read = [_read(path, tag, encoding, lines) for path, tag in _with_tags(paths, languages)]
    for document in read:
        segments = segment(document, settings=settings)
        noted = with_note_on_borders(document)
        yield SegmentedDocument(noted, segments)


def _with_tags(
    files: Sequence[Path], languages: Sequence[str]
) -> Iterator[tuple[Path, str | None]]:
    if languages and len(languages) != len(files):
        raise WorkbenchError(
            f"there are {len(files)} files and {len(languages)} languages",
            place="--lang",
            remedy="give one for each file, in their order, or none",
        )
    tags: Sequence[str | None] = languages or [None] * len(files)
    return zip(files, tags, strict=True)


def _read(
    path: Path,
    language: str | None,
    encoding: str | None,
    lines: LineBreaks,
    *,
    as_plain: bool = False,
) -> Document:
    if path != STANDARD_INPUT:
        return documents.read(
            path, language=language, encoding=encoding, lines=lines, as_plain=as_plain
        )
    data = sys.stdin.buffer.read()
    if not data.strip():
        raise WorkbenchError("it is empty", place="standard input", remedy="give it a text")
    decoded = decode(data, path=path, encoding=encoding, language=language)
    return documents.from_text(decoded.text, language=language, lines=lines)


def by_lines(document: Document) -> SegmentedDocument:
    """A document with each line of its text as a paragraph, and these as its segments."""
    segments = lines_of(document.text)
    paragraphs = tuple(
        Paragraph(part.start, part.end, line=number) for number, part in enumerate(segments, 1)
    )
    return SegmentedDocument(replace(document, paragraphs=paragraphs), segments)


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
    text: str | Document,
    *,
    language: str | None = None,
    lines: LineBreaks = "auto",
    srx: str | Path | None = None,
    settings: Settings | None = None,
    unmarked: UnmarkedEnds = "auto",
) -> list[Segment]:
    """Split a text into sentences.

    Args:
        text: A document, or a plain text.
        language: Of a plain text: BCP 47 tag; found in the text when None.
        lines: Of a plain text: what a single line break is.
        srx: An SRX 2.0 file whose rules hold instead of the built-in ones.
        settings: Whose abbreviations hold; those of the working folder when None.
        unmarked: Whether ends of sentences are also found where no mark says so.

    Returns:
        Segments with ``text``, ``start``, ``end`` (code points) and ``paragraph``.

    Raises:
        WorkbenchError: The language is neither given nor known, or the rules are broken.
    """
    document = _document(text, language, lines)
    return segmentation.segment(
        document,
        abbreviations=_abbreviations(document, settings),
        srx=_path(srx),
        borders=_borders(document, unmarked),
    )


def with_note_on_borders(document: Document, unmarked: UnmarkedEnds = "auto") -> Document:
    """The document with a note where :func:`segment` goes by what the words say."""
    if _borders(document, unmarked) is None or unmarked == "always":
        return document
    return replace(document, notes=(*document.notes, UNMARKED))


def explain_segments(
    text: str | Document,
    *,
    language: str | None = None,
    lines: LineBreaks = "auto",
    srx: str | Path | None = None,
    settings: Settings | None = None,
    unmarked: UnmarkedEnds = "auto",
) -> list[Reason]:
    """At every candidate for the end of a sentence, which rule decided; see :func:`segment`."""
    document = _document(text, language, lines)
    reasons = segmentation.explain(
        document,
        abbreviations=_abbreviations(document, settings),
        srx=_path(srx),
        borders=_borders(document, unmarked),
    )
    return list(reasons)


def _borders(document: Document, unmarked: UnmarkedEnds) -> Borders | None:
    """The scorer of borders, where it is needed; the encoder is loaded only then."""
    if unmarked == "never" or (unmarked == "auto" and not segmentation.is_unmarked(document)):
        return None
    scorer = embedding.BorderScorer(embedding.load())
    known = language_of(document.language) in scorer.languages
    return scorer if known or unmarked == "always" else None


def _document(text: str | Document, language: str | None, lines: LineBreaks) -> Document:
    if isinstance(text, Document):
        return text
    return documents.from_text(text, language=language, lines=lines)


def _abbreviations(document: Document, settings: Settings | None) -> tuple[str, ...]:
    chosen = find(Path.cwd()) if settings is None else settings
    return chosen.abbreviations.get(language_of(document.language), ())


def _path(name: str | Path | None) -> Path | None:
    return None if name is None else Path(name)
