"""``workbench update``: newer versions of documents, or a table that comes back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench import formats
from workbench.cli.options import encoder_option, encoding_option, lines_option
from workbench.cli.printing import print_line, say
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.api import UpdateReport
    from workbench.documents import LineBreaks

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
    lines: "LineBreaks",
    encoder: str | None,
    dry_run: bool,
    compact: bool,
) -> None:
    """Update a project; see the help text."""
    from workbench import api
    from workbench import project as projects
    from workbench.cli.progress import progress
    from workbench.cli.versions import say_read

    if not files and not compact:
        raise WorkbenchError("there is nothing to update it with", remedy="name a FILE")
    opened = api.open(project)
    try:
        if files:
            with progress() as show:
                report = api.update(
                    opened,
                    files,
                    key=key,
                    segmented=segmented,
                    encoding=encoding,
                    lines=lines,
                    encoder=encoder,
                    dry_run=dry_run,
                    on_read=say_read,
                    progress=show,
                )
            _tell(report)
    finally:
        opened.close()
    if compact and not dry_run:
        print_line(f"{opened.location}: {projects.compact(project) / 1e6:.1f} MB smaller")


def _tell(report: "UpdateReport") -> None:
    if report.revision is not None:
        revision = report.revision
        for remark in revision.remarks:
            say(remark)
        print_line(
            f"segments: {revision.kept} kept, {revision.changed} changed, {revision.lost} lost, "
            f"{revision.added} new; confirmed beads to look at again: {revision.reopened}"
        )
    for table in report.tables:
        returned = table.returned
        for note in table.notes:
            say(f"{table.path}: {note}")
        print_line(
            f"{table.path}: beads changed: {len(returned.changed)}; segments: "
            f"{returned.moved} moved, {returned.edited} edited, {returned.added} added, "
            f"{returned.removed} removed; conflicts: {len(returned.conflicts)}"
        )
        for conflict in returned.conflicts:
            print_line(f"  {conflict}")
