"""``workbench review``: the review of a project, or of documents that become one."""

import sys
from pathlib import Path

import click

from workbench import formats
from workbench.cli.printing import print_exactly, say
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
@click.option(
    "--web",
    is_flag=True,
    help="Review in a browser of this machine: prints the address to open. Needs the extra 'web'.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help="With --web: where to listen; any free port when left out.",
)
@click.option(
    "--host",
    metavar="H",
    help="With --web: where to listen, 127.0.0.1 when left out. What others can reach "
    "wants --unencrypted.",
)
@click.option(
    "--unencrypted",
    is_flag=True,
    help="With --web and --host: let texts and token pass over the network for others to read.",
)
@click.option(
    "--public-url",
    metavar="URL",
    help="With --web behind a proxy with TLS: the address that browsers open, https://...",
)
def command(
    files: tuple[str, ...],
    languages: tuple[str, ...],
    glossaries: tuple[Path, ...],
    web: bool,
    port: int | None,
    host: str | None,
    unencrypted: bool,
    public_url: str | None,
) -> None:
    """Look through an alignment, confirm what is right and mend what is not.

    Named documents instead of a project, this aligns them first and makes the project,
    NAME.aligned beside the first file; where that is there already, it is opened.
    """
    from workbench import project, review

    if not web and (unencrypted or (port, host, public_url) != (None, None, None)):
        raise WorkbenchError(
            "--port, --host, --unencrypted and --public-url say how browsers are answered",
            remedy="add --web",
        )
    if not (web or review.behind_page() or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise WorkbenchError(
            "the review needs a terminal",
            remedy="run it in one, or in a browser with --web, or write a spreadsheet: "
            "workbench export PROJECT -o X.xlsx",
        )
    location = project.Location.parse(files[0])
    if len(files) > 1 or not project.names_project(files[0]):
        path = _aligned(files, languages)
        location = project.Location.parse(path)
    if web:
        if unencrypted:
            say("Warning: texts and token pass over the network for others to read.")
        review.serve(
            location,
            glossaries,
            host=host or "127.0.0.1",
            port=port or 0,
            public_url=public_url,
            unencrypted=unencrypted,
            tell=_tell,
        )
        say("No more browsers are answered; all is saved.")
        return
    confirmed, beads = review.run(location, glossaries)
    say(f"{location}: {confirmed} of {beads} beads are confirmed; all is saved.")


def _tell(address: str) -> None:
    print_exactly(f"{address}\n")
    sys.stdout.flush()
    say("Open this address in a browser; whoever has it can review. Ctrl+C ends the review.")


def _aligned(files: tuple[str, ...], languages: tuple[str, ...]) -> Path:
    """The project that the documents become."""
    from workbench.api import align_files, project_of
    from workbench.cli.progress import progress
    from workbench.cli.versions import say_read

    if len(files) == 1 and formats.find(files[0], "units", "read") is not None:
        made = Path(files[0]).with_suffix(formats.PROJECT.endings[0])
        raise WorkbenchError(
            "it holds translation units and is no project yet",
            place=files[0],
            remedy=f"make one: workbench import {files[0]} -o {made}",
        )
    if len(files) < 2:
        raise WorkbenchError(
            "one document cannot be reviewed", place=files[0], remedy="name a project, or two files"
        )
    path = project_of(files)
    if path.exists():
        say(f"{path} is there already: it is opened ('workbench update' takes in newer texts)")
        return path
    with progress() as show:
        found = align_files(files, [path], languages=languages, on_read=say_read, progress=show)
    for remark in found.alignment.remarks:
        say(remark)
    return path
