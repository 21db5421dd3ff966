"""``workbench align``: versions of a text to a project, a memory, a table."""

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench import formats
from workbench.cli.options import encoder_option, encoding_option, lines_option
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.api.aligning import Alignment
    from workbench.documents.content import Lines
    from workbench.exchange import Written


_WRITTEN = ", ".join(
    formats.endings([formats.PROJECT, *formats.chosen("units", "write")], usual=True)
)


@click.command(
    "align",
    epilog="Example: workbench align speech.en.docx speech.zh.txt speech.ru.html "
    "-o speech.aligned -o speech.tmx",
)
@click.argument("files", metavar="FILE [FILE...]", nargs=-1, required=True, type=Path)
@click.option(
    "--lang",
    "languages",
    multiple=True,
    metavar="TAG",
    help="A file's language, once per FILE in order. Taken from the name or the text if left out.",
)
@click.option("--segmented", is_flag=True, help="Each line is one segment as it stands.")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="OUT",
    help=f"Where to: the ending chooses ({_WRITTEN}); a folder (OUT/) takes "
    "one TMX per pair; - writes JSON to standard output; may be repeated. If left out: "
    "NAME.aligned beside the first file.",
)
@click.option("--pair", metavar="en:ru", help="Write these two languages only (not a project).")
@click.option(
    "--tag", "tags", multiple=True, metavar="en=en-GB", help="Write another tag in TMX and XLIFF."
)
@encoding_option
@lines_option
@encoder_option
@click.option(
    "--explain",
    "explained",
    multiple=True,
    metavar="BEAD",
    help="Print what spoke for a bead and what for the next best; may be repeated.",
)
@click.option(
    "--replace", is_flag=True, help="Replace an existing project; it is kept as a backup."
)
def command(
    files: tuple[Path, ...],
    languages: tuple[str, ...],
    segmented: bool,
    outputs: tuple[str, ...],
    pair: str | None,
    tags: tuple[str, ...],
    encoding: str | None,
    lines: "Lines",
    encoder: str | None,
    explained: tuple[str, ...],
    replace: bool,
) -> None:
    """Pair the sentences of two to five versions of a text.

    A single FILE may hold the versions side by side (a table) or in turn (paragraphs).
    Without -o, this makes a project, NAME.aligned, to be reviewed with 'workbench review'.
    """
    from workbench import exchange
    from workbench.api import aligning
    from workbench.cli import summary
    from workbench.cli.options import chosen_tags
    from workbench.cli.progress import progress
    from workbench.cli.versions import STANDARD_INPUT, read_versions
    from workbench.languages import names
    from workbench.project import Location, file_beside, names_project

    _refuse_repeated(files)
    named = [file for file in files if file != STANDARD_INPUT]
    wanted = outputs or (str(file_beside(files[0], names.shared(named))),)
    chosen = chosen_tags(tags)
    for output in wanted:
        _refuse_early(output, replace=replace)
    documents, segments = read_versions(
        files, languages, segmented=segmented, encoding=encoding, lines=lines
    )
    if len(documents) < 2:
        raise WorkbenchError(
            "it holds one language only",
            place=files[0],
            remedy="name two to five versions, or a file that holds them side by side",
        )
    projects = [Location.parse(output).name for output in wanted if names_project(output)]
    memory = aligning.memory_of(documents, projects[0] if projects else names.shared(named))
    for output in wanted:
        if not names_project(output):
            exchange.check_fits(output, memory, pair=pair, tags=chosen)
    with progress() as show:
        found = aligning.align(
            documents,
            segments=segments,
            encoder=encoder,
            name=projects[0] if projects else None,
            progress=show,
        )
    reasons = found.explain(*explained)
    written = {
        output: _write(found, output, pair=pair, tags=chosen, replace=replace) for output in wanted
    }
    summary.tell(found, written)
    for bead, reason in zip(explained, reasons, strict=True):
        click.echo(f"bead {bead}: {reason}")


def _write(
    found: "Alignment", output: str, *, pair: str | None, tags: dict[str, str], replace: bool
) -> "Written | None":
    if output != "-":
        return found.write(output, pair=pair, tags=tags, replace=replace)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "alignment.json"
        written = found.write(path, pair=pair)
        sys.stdout.buffer.write(path.read_bytes())
        return written


def _refuse_repeated(files: tuple[Path, ...]) -> None:
    """A file named twice is a slip: it would be paired with itself."""
    seen: set[str] = set()
    for file in files:
        name = os.path.realpath(file)
        if name in seen:
            raise WorkbenchError(
                "it is standard input, and named twice"
                if str(file) == "-"
                else "it is named twice",
                place=file,
                remedy="name each version once",
            )
        seen.add(name)


def _refuse_early(output: str, *, replace: bool) -> None:
    """Say before the long work what would be refused after it."""
    from workbench import exchange, project

    path = Path(output)
    if project.names_project(output):
        if not replace:
            project.refuse_existing(output)
        path = project.Location.parse(output).beside("")
    elif output != "-" and not output.endswith(("/", os.sep)) and not path.is_dir():
        exchange.check_format(path)
    folder = path.parent
    if output != "-" and not folder.is_dir() and not output.endswith(("/", os.sep)):
        raise WorkbenchError("there is no such folder", place=folder, remedy="make it first")
