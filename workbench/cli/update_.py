"""``workbench update``: newer versions of documents, or a table that comes back."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench import formats
from workbench.cli.options import encoder_option, encoding_option, lines_option
from workbench.cli.printing import print_exactly, print_line, say
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.api import UpdateReport
    from workbench.documents import LineBreaks
    from workbench.project import Project

_TABLES = [each for each in formats.chosen("units", table=True) if each.reader]
_HELP = f"""Bring a project up to date with newer versions of documents, or with tables.

A newer version of a document (any format that 'align' reads) takes the older one's
place: unchanged segments keep their bead, edits and status, also where they stand elsewhere
now; confirmed beads stay as they are, the rest is aligned again. A confirmed bead of which a
text changed is 'changed', and listed. What a person did to a sentence that is gone is set
aside, and comes back with it. A table that 'export' wrote
({", ".join(formats.endings(each for each in _TABLES if each.writer))}; or saved as
{", ".join(formats.endings(each for each in _TABLES if not each.writer))})
is compared with what was exported: texts, moved lines, status and notes are taken over,
missing rows are untouched, a row that was changed in the project as well is merged cell by
cell, and what both changed is listed and left. Either is one step to undo.
So is a DOCX that 'export' wrote for reviewers, with what they changed and said in it; any
other DOCX is a document.

Of a folder those files are taken that are called as the project's documents are and say
something else; with several PROJECTs each takes the files that are called so.
"""


@click.command(
    "update",
    help=_HELP,
    epilog="Example: workbench update speech.aligned speech.ru.docx; or, after a review in a "
    "spreadsheet: workbench update speech.aligned speech.xlsx --dry-run",
)
@click.argument("project", metavar="PROJECT")
@click.argument("files", metavar="FILE [FILE...]", nargs=-1)
@click.option(
    "--as",
    "key",
    metavar="KEY",
    help="Which document FILE is a newer version of (en, ru#2); found by name or language if "
    "left out.",
)
@click.option(
    "--revision",
    metavar="REV",
    help="Of the documents' own files, as they stand at this commit of git; OLD..NEW: those that "
    "differ between two.",
)
@click.option(
    "--remarks",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Remarks and corrections that a page (export --remarks) saved; may be repeated.",
)
@click.option("--segmented", is_flag=True, help="Each line is one segment as it stands.")
@encoding_option
@lines_option
@encoder_option
@click.option(
    "--force",
    is_flag=True,
    help="Take a file in which hardly anything of the older version stands, and a table that "
    "removes or unconfirms more than a few.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="Of the report.",
)  # fmt: skip
@click.option("--exit-code", is_flag=True, help="Status 1 where anything changes.")
@click.option("--compact", is_flag=True, help="Drop the encoder's vectors from the project.")
def command(
    project: str,
    files: tuple[str, ...],
    key: str | None,
    revision: str | None,
    remarks: tuple[Path, ...],
    segmented: bool,
    encoding: str | None,
    lines: "LineBreaks",
    encoder: str | None,
    force: bool,
    dry_run: bool,
    form: str,
    exit_code: bool,
    compact: bool,
) -> None:
    """Update projects; see the help text."""
    from workbench import api
    from workbench import project as projects
    from workbench.cli.progress import progress
    from workbench.cli.versions import say_read

    named = [project, *(file for file in files if projects.names_project(file))]
    given = [Path(file) for file in files if not projects.names_project(file)]
    if not given and not revision and not remarks and not compact:
        raise WorkbenchError("there is nothing to update it with", remedy="name a FILE")
    reports: dict[str, UpdateReport] = {}
    opened: list[Project] = []
    try:
        opened.extend(map(api.open, named))
        if given or revision or remarks:
            with progress() as show:
                reports = api.update_projects(
                    opened,
                    given,
                    revision=revision,
                    remarks=remarks,
                    key=key,
                    segmented=segmented,
                    encoding=encoding,
                    lines=lines,
                    encoder=encoder,
                    force=force,
                    dry_run=dry_run,
                    on_read=say_read,
                    progress=show,
                )
            if form == "json":
                found = {name: report.as_dict() for name, report in reports.items()}
                print_exactly(json.dumps(found, ensure_ascii=False) + "\n")
            else:
                for name, report in reports.items():
                    _tell(report, f"{name}: " if len(opened) > 1 else "")
    finally:
        for one in opened:
            one.close()
    for one in opened if compact and not dry_run else ():
        print_line(f"{one.location}: {projects.compact(one.location) / 1e6:.1f} MB smaller")
    if exit_code and any(reports.values()):
        raise SystemExit(1)


def _tell(report: "UpdateReport", head: str) -> None:
    if report.revision is not None:
        revision = report.revision
        for remark in revision.remarks:
            say(remark)
        print_line(
            f"{head}segments: {revision.kept} kept, {revision.changed} changed, "
            f"{revision.lost} lost, {revision.added} new; "
            f"confirmed beads to look at again: {len(revision.reopened)}"
        )
        for name, beads in revision.listed.items():
            known = [str(bead) for bead in beads if bead > 0]
            if beads:
                print_line(f"  {name}: {len(beads)} ({', '.join(known) or 'not numbered yet'})")
        if revision.aside or revision.back:
            print_line(f"  set aside: {revision.aside}; back in their places: {revision.back}")
        if revision.left_out:
            print_line(f"  left out, since they were deleted here: {len(revision.left_out)}")
            for sentence in revision.left_out:
                print_line(f"    {sentence}")
        for text in report.changes:
            guess = " (looks like a correction)" if text.correction else ""
            print_line(f"  {text.bead} {text.key}: {text.marked()}{guess}")
    for table in report.tables:
        returned = table.returned
        for note in table.notes:
            say(f"{table.path}: {note}")
        print_line(
            f"{table.path}: beads changed: {len(returned.changed)}; segments: "
            f"{returned.moved} moved, {returned.edited} edited, {returned.added} added, "
            f"{returned.removed} removed; "
            + (f"comments: {len(returned.commented)}; " if returned.commented else "")
            + f"conflicts: {len(returned.conflicts)}"
        )
        for conflict in returned.conflicts:
            print_line(f"  {conflict}")
