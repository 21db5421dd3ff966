"""The versions of a text that a command is given: read, split, and told about."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.documents import Document
    from workbench.documents.content import Lines
    from workbench.segmentation import Segment

    Versions = Iterator[tuple[Document, list[Segment]]]


STANDARD_INPUT = Path("-")


def read_versions(
    files: Sequence[Path],
    languages: Sequence[str],
    *,
    segmented: bool = False,
    encoding: str | None = None,
    lines: "Lines" = "auto",
) -> tuple[list["Document"], list[list["Segment"]]]:
    """Read the files and split them, saying on standard error what was found.

    Args:
        files: In the order of the columns; a single one may hold several languages.
        languages: Their tags in the same order (of a single file, those to take out of it);
            empty to take them from names and texts.
        segmented: Whether each line is one segment as it stands.
        encoding: Of text files; found when None.
        lines: What a single line break in plain text is.

    Returns:
        The documents, and the segments of each.

    Raises:
        WorkbenchError: A file cannot be read, or the tags are not as many as the files.
    """
    read = (
        _lines(files, languages, encoding)
        if segmented
        else _split(files, languages, encoding, lines)
    )
    documents, segments = [], []
    for document, parts in read:
        documents.append(document)
        segments.append(parts)
        click.echo(f"{document.path or 'standard input'}: {_found(document, parts)}", err=True)
        for note in document.notes:
            click.echo(f"  {note}", err=True)
    return documents, segments


def read_version(
    file: Path, language: str | None, encoding: str | None, lines: "Lines"
) -> "Document":
    """Read one document; ``-`` is a plain text on standard input.

    Raises:
        WorkbenchError: It cannot be read.
    """
    from workbench import documents
    from workbench.documents.encoding import decode

    if file != STANDARD_INPUT:
        return documents.read(file, language=language, encoding=encoding, lines=lines)
    data = sys.stdin.buffer.read()
    if not data.strip():
        raise WorkbenchError("it is empty", place="standard input", remedy="give it a text")
    decoded = decode(data, path=STANDARD_INPUT, encoding=encoding, language=language)
    return documents.from_text(decoded.text, language=language, lines=lines)


def _lines(files: Sequence[Path], languages: Sequence[str], encoding: str | None) -> "Versions":
    from workbench.api import reading

    for file, tag in _with_tags(files, languages):
        if file == STANDARD_INPUT:
            yield reading.by_lines(read_version(file, tag, encoding, "paragraph"))
        else:
            yield reading.read_segmented(file, language=tag, encoding=encoding)


def _split(
    files: Sequence[Path], languages: Sequence[str], encoding: str | None, lines: "Lines"
) -> "Versions":
    from workbench import documents, segmentation, settings
    from workbench.languages.tags import language_of

    abbreviations = settings.find(Path.cwd()).abbreviations
    if len(files) == 1 and files[0] != STANDARD_INPUT:
        read = list(documents.read_all(files[0], wanted=languages, encoding=encoding, lines=lines))
    else:
        read = [
            read_version(file, tag, encoding, lines) for file, tag in _with_tags(files, languages)
        ]
    for document in read:
        own = abbreviations.get(language_of(document.language), ())
        yield document, segmentation.segment(document, abbreviations=own)


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


def name_of(file: Path) -> str:
    """What a file is called in messages."""
    return "standard input" if file == STANDARD_INPUT else str(file)


def left_out(document: "Document") -> str:
    """What was left out of a document, with counts; empty where nothing was."""
    return ", ".join(f"{item.count} {item.what}" for item in document.omissions)


def _found(document: "Document", segments: Sequence["Segment"]) -> str:
    left = left_out(document)
    found = f"{document.language}, {len(segments)} segments"
    return f"{found}; left out: {left}" if left else found
