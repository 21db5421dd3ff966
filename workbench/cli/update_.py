"""``workbench update``: newer versions of documents, or a table that comes back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench import formats
from workbench.cli.options import encoder_option, encoding_option, lines_option
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.documents import Document
    from workbench.documents.content import Lines
    from workbench.project import Project
    from workbench.segmentation import Segment

_TABLES = formats.chosen("units", "read", table=True)
_HELP = f"""Bring a project up to date with a newer version of a document, or a table.

A newer version of a document (any format that 'align' reads) takes the older one's
place: unchanged segments keep their bead, edits and status, confirmed beads stay as
they are, the rest is aligned again. A table that 'export' wrote
({", ".join(formats.endings(each for each in _TABLES if each.writer))}; or saved as
{", ".join(formats.endings(each for each in _TABLES if not each.writer))})
is compared with what was exported: texts, moved lines, status and notes are taken over,
missing rows are untouched, and a row that was changed in the project as well is listed and
left. Either is one step to undo.
"""


@click.command(
    "update",
    help=_HELP,
    epilog="Example: workbench update speech.aligned speech.ru.docx; or, after a review in a "
    "spreadsheet: workbench update speech.aligned speech.xlsx --dry-run",
)
@click.argument("project", metavar="PROJECT")
@click.argument("files", metavar="FILE [FILE...]", nargs=-1, type=Path)
@click.option(
    "--as",
    "key",
    metavar="KEY",
    help="Which document FILE is a newer version of (en, ru#2); found by name or language if "
    "left out.",
)
@click.option("--segmented", is_flag=True, help="Each line is one segment as it stands.")
@encoding_option
@lines_option
@encoder_option
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--compact", is_flag=True, help="Drop the encoder's vectors from the project.")
def command(
    project: str,
    files: tuple[Path, ...],
    key: str | None,
    segmented: bool,
    encoding: str | None,
    lines: "Lines",
    encoder: str | None,
    dry_run: bool,
    compact: bool,
) -> None:
    """Update a project; see the help text."""
    from workbench import project as projects

    if not files and not compact:
        raise WorkbenchError("there is nothing to update it with", remedy="name a FILE")
    opened = projects.open(project)
    try:
        tables = [file for file in files if _is_table(opened, file)]
        documents = [file for file in files if file not in tables]
        if tables and documents:
            raise WorkbenchError(
                f"{tables[0]} is a table and {documents[0]} a document",
                remedy="update with the one first, then with the other",
            )
        if documents:
            if key is not None and len(documents) > 1:
                raise WorkbenchError(
                    "it names one document, and there are several files",
                    place="--as",
                    remedy="update with one after the other",
                )
            read = _read(opened, documents, key, segmented, encoding, lines)
            _take_documents(opened, read, encoder, dry_run=dry_run)
        for table in tables:
            _take_table(opened, table, dry_run=dry_run)
    finally:
        opened.close()
    if compact and not dry_run:
        saved = projects.compact(project)
        click.echo(f"{opened.location}: {saved / 1e6:.1f} MB smaller")


def _is_table(project: "Project", file: Path) -> bool:
    """Whether a file is a table of beads; a project's document may be a spreadsheet itself."""
    form = formats.find(file, "units", "read")
    return form is not None and form.table and _by_origin(project, file) is None


def _by_origin(project: "Project", file: Path) -> int | None:
    """The column whose document came from a file of this name, where only one did."""
    origins = [project.origin(column) for column in range(len(project.documents))]
    same = [
        column
        for column, origin in enumerate(origins)
        if origin is not None and origin.resolve() == file.resolve()
    ]
    named = [
        column
        for column, origin in enumerate(origins)
        if origin is not None and origin.name == file.name
    ]
    return next((found[0] for found in (same, named) if len(found) == 1), None)


def _column(project: "Project", file: Path, key: str | None) -> int | None:
    """The column that a file is a newer version of, as far as names say."""
    from workbench.languages import names

    if key is not None:
        return project.column(key)
    column = _by_origin(project, file)
    stated = names.stated(file)
    return column if column is not None or stated is None else _of_language(project, file, stated)


def _of_language(project: "Project", file: Path, tag: str) -> int:
    """The one column of a language."""
    from workbench.languages import tags

    rows = project.documents
    exact = [column for column, row in enumerate(rows) if tag in {row.key, row.tag}]
    near = [column for column, row in enumerate(rows) if not tags.contradict(row.tag, tag)]
    for found in (exact, near):
        if len(found) == 1:
            return found[0]
    keys = ", ".join(row.key for row in rows)
    raise WorkbenchError(
        f"it is in {tag}, and the project has {'several' if near else 'no'} documents in it",
        place=file,
        remedy=f"say with --as which one it is a newer version of ({keys})",
    )


def _read(
    project: "Project",
    files: list[Path],
    key: str | None,
    segmented: bool,
    encoding: str | None,
    lines: "Lines",
) -> "dict[int, tuple[Document, list[Segment]]]":
    """The newer versions by column."""
    from workbench.cli.versions import read_versions

    found: dict[int, tuple[Document, list[Segment]]] = {}
    for file in files:
        known = _column(project, file, key)
        languages = [] if known is None else [project.documents[known].key.partition("#")[0]]
        documents, segments = read_versions(
            [file], languages, segmented=segmented, encoding=encoding, lines=lines
        )
        column = _of_language(project, file, documents[0].language) if known is None else known
        if column in found:
            raise WorkbenchError(
                "another file is a newer version of the same document",
                place=file,
                remedy="name one for each, or say with --as which is which, one after the other",
            )
        found[column] = documents[0], segments[0]
    return found


def _take_documents(
    project: "Project",
    versions: "dict[int, tuple[Document, list[Segment]]]",
    encoder: str | None,
    *,
    dry_run: bool,
) -> None:
    from contextlib import nullcontext
    from functools import partial

    from workbench import alignment, embedding
    from workbench.cli.progress import progress
    from workbench.project import operations

    with nullcontext(None) if dry_run else project.vectors() as vectors, progress() as show:
        align = partial(alignment.align, encoder=embedding.load(encoder), cache=vectors)
        revision = operations.revise(project, versions, align, progress=show)
    if not revision.kept and not revision.changed:
        raise WorkbenchError(
            "nothing of the older version stands in the newer one",
            place=next((document.path for document, _ in versions.values()), None),
            remedy="say with --as which document it is, or align anew",
        )
    for remark in revision.remarks:
        click.echo(remark, err=True)
    click.echo(
        f"segments: {revision.kept} kept, {revision.changed} changed, {revision.lost} lost, "
        f"{revision.added} new; confirmed beads to look at again: {revision.reopened}"
    )
    if not dry_run:
        project.apply(revision.edit, exclusive=True)


def _take_table(project: "Project", table: Path, *, dry_run: bool) -> None:
    from workbench import exchange
    from workbench.project import operations

    memory, rows = exchange.read(table)
    for note in memory.notes:
        click.echo(f"{table}: {note}", err=True)
    try:
        returned = operations.import_table(project, memory, rows)
    except WorkbenchError as error:
        raise WorkbenchError(
            error.cause, place=error.place or table, remedy=error.remedy
        ) from error
    click.echo(
        f"{table}: beads changed: {len(returned.changed)}; segments: {returned.moved} moved, "
        f"{returned.edited} edited, {returned.added} added, {returned.removed} removed; "
        f"conflicts: {len(returned.conflicts)}"
    )
    for conflict in returned.conflicts:
        click.echo(f"  {conflict}")
    if not dry_run:
        project.apply(returned.edit, exclusive=True)
