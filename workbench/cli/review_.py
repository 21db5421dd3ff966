"""``workbench review``: the terminal UI, on a project or on documents that become one."""

import sys
from pathlib import Path

import click

from workbench.errors import WorkbenchError


@click.command("review", epilog="Example: workbench review speech.aligned")
@click.argument("files", metavar="PROJECT | FILE FILE...", nargs=-1, required=True)
@click.option(
    "--lang",
    "languages",
    multiple=True,
    metavar="TAG",
    help="A document's language, once per FILE in order.",
)
@click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    type=Path,
    metavar="FILE",
    help="Show its terms, and what departs from them; may be repeated. New terms go into the "
    "first.",
)
def command(
    files: tuple[str, ...], languages: tuple[str, ...], glossaries: tuple[Path, ...]
) -> None:
    """Look through an alignment, confirm what is right and mend what is not.

    Named documents instead of a project, this aligns them first and makes the project,
    NAME.aligned beside the first file.
    """
    from workbench import project, review

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WorkbenchError(
            "the review needs a terminal",
            remedy="run it in one, or write a spreadsheet: workbench export PROJECT -o X.xlsx",
        )
    location = project.Location.parse(files[0])
    if len(files) > 1 or not project.names_project(files[0]):
        path = _aligned(tuple(map(Path, files)), languages)
        location = project.Location.parse(path)
    confirmed, beads = review.run(location, glossaries)
    click.echo(f"{location}: {confirmed} of {beads} beads are confirmed; all is saved.", err=True)


def _aligned(files: tuple[Path, ...], languages: tuple[str, ...]) -> Path:
    """The project that the documents become."""
    from workbench.api import aligning
    from workbench.cli.progress import progress
    from workbench.cli.versions import read_versions
    from workbench.languages import names
    from workbench.project import file_beside, refuse_existing

    if len(files) < 2:
        raise WorkbenchError(
            "one document cannot be reviewed", place=files[0], remedy="name a project, or two files"
        )
    path = file_beside(files[0], names.shared(files))
    refuse_existing(path)
    documents, segments = read_versions(files, languages)
    with progress() as show:
        found = aligning.align(documents, segments=segments, progress=show)
    for remark in found.remarks:
        click.echo(remark, err=True)
    found.write(path)
    return path
