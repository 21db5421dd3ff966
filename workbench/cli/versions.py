"""The versions of a text that a command is given: read, split, and told about."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.documents import Document
    from workbench.documents.content import Lines
    from workbench.segmentation import Segment


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
        files: In the order of the columns; ``-`` is standard input.
        languages: Their tags in the same order; empty to take them from names and texts.
        segmented: Whether each line is one segment as it stands.
        encoding: Of text files; found when None.
        lines: What a single line break in plain text is.

    Returns:
        The documents, and the segments of each.

    Raises:
        WorkbenchError: A file cannot be read, or the tags are not as many as the files.
    """
    from workbench import segmentation, settings
    from workbench.api import reading
    from workbench.languages.tags import language_of

    if languages and len(languages) != len(files):
        raise WorkbenchError(
            f"there are {len(files)} files and {len(languages)} languages",
            place="--lang",
            remedy="give one for each file, in their order, or none",
        )
    abbreviations = settings.find(Path.cwd()).abbreviations
    documents, segments = [], []
    for number, file in enumerate(files):
        tag = languages[number] if languages else None
        if segmented:
            document, parts = reading.read_segmented(file, language=tag, encoding=encoding)
        else:
            document = reading.read(file, language=tag, encoding=encoding, lines=lines)
            own = abbreviations.get(language_of(document.language), ())
            parts = segmentation.segment(document, abbreviations=own)
        documents.append(document)
        segments.append(parts)
        click.echo(f"{file}: {_found(document, parts)}", err=True)
        for note in document.notes:
            click.echo(f"  {note}", err=True)
    return documents, segments


def _found(document: "Document", segments: Sequence["Segment"]) -> str:
    left = ", ".join(f"{item.count} {item.what}" for item in document.omissions)
    found = f"{document.language}, {len(segments)} segments"
    return f"{found}; left out: {left}" if left else found
