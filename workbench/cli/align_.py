"""``workbench align``: versions of a text to a project, a memory, a table."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench import formats
from workbench.cli.options import encoder_option, encoding_option, lines_option
from workbench.cli.printing import print_line

if TYPE_CHECKING:
    from workbench.documents import LineBreaks


_WRITTEN = ", ".join(
    formats.endings(
        [formats.PROJECT, *formats.chosen("units", "write"), *formats.chosen("page")], usual=True
    )
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
    help="Print what spoke for a bead and what for the next best; may be repeated. Without -o, "
    "nothing is written.",
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
    lines: "LineBreaks",
    encoder: str | None,
    explained: tuple[str, ...],
    replace: bool,
) -> None:
    """Pair the sentences of two to five versions of a text.

    A single FILE may hold the versions side by side (a table) or in turn (paragraphs).
    Without -o and --explain, this makes a project, NAME.aligned, to be reviewed with
    'workbench review'.
    """
    from workbench.api import load_encoder_ahead

    # It loads while the rest is imported and the files are read.
    load_encoder_ahead(encoder)

    from workbench.api import align_files, project_of
    from workbench.cli import summary
    from workbench.cli.options import chosen_tags
    from workbench.cli.progress import progress
    from workbench.cli.versions import say_read

    with progress() as show:
        aligned = align_files(
            files,
            outputs or ([] if explained else [project_of(files)]),
            languages=languages,
            segmented=segmented,
            encoding=encoding,
            lines=lines,
            encoder=encoder,
            pair=pair,
            tags=chosen_tags(tags),
            replace=replace,
            explained=explained,
            on_read=say_read,
            progress=show,
        )
    summary.tell(aligned)
    for bead, reason in zip(explained, aligned.explanations, strict=True):
        for line in f"bead {bead}: {reason}".splitlines():
            print_line(line)
