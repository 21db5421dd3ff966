"""``workbench project``: a project as a whole."""

import click

from workbench.cli.printing import print_line, say


@click.group("project")
def command() -> None:
    """List, verify, copy and back up projects, and look through their history."""


@command.command("verify", epilog="Example: workbench project verify aligned/*.aligned")
@click.argument("projects", metavar="PROJECT...", nargs=-1, required=True)
def verify(projects: tuple[str, ...]) -> None:
    """Look at every rule that a PROJECT must keep; status 1 where one is broken."""
    from workbench import api
    from workbench.project import shown

    broken = False
    for location in projects:
        problems = api.verify(location)
        for problem in problems:
            print_line(f"{shown(location)}: {problem}")
        say(f"{shown(location)}: {f'{len(problems)} problems' if problems else 'sound'}")
        broken |= bool(problems)
    if broken:
        raise click.exceptions.Exit(1)


@command.command(
    "history",
    epilog="Example: workbench project history speech.aligned; workbench project history "
    "speech.aligned --back-to 41",
)
@click.argument("location", metavar="PROJECT")
@click.option(
    "--back-to",
    type=int,
    metavar="N",
    help="Bring back the state after edit N (0: as it was made), as an edit that can be undone.",
)
def history(location: str, back_to: int | None) -> None:
    """List who did what and when, oldest first; or bring an earlier state back."""
    from workbench import api
    from workbench.project import shown

    if back_to is not None:
        edit = api.go_back(location, back_to)
        said = f"edit {edit.id} brought back edit {back_to}" if edit.id else "nothing to bring back"
        say(f"{shown(location)}: {said}")
        return
    for entry in api.history(location):
        print_line(f"{entry.id}  {entry.time}  {entry.author or '-'}  {entry.verb}")


@command.command("backup", epilog="Example: workbench project backup speech.aligned")
@click.argument("projects", metavar="PROJECT...", nargs=-1, required=True)
def backup(projects: tuple[str, ...]) -> None:
    """Write a copy beside each PROJECT, named by the date; others may be working in it."""
    from workbench import api

    for location in projects:
        say(f"Written: {api.back_up(location)}")


@command.command(
    "list",
    epilog="Example: workbench project list aligned/; workbench project list "
    "postgresql://anna@db.example.org/team",
)
@click.argument("location", metavar="LOCATION")
def list_projects(location: str) -> None:
    """List the projects of a folder or a server: beads, confirmed share, last change, who."""
    from rich.cells import cell_len

    from workbench import api

    found = api.list_projects(location)
    width = max((cell_len(each.location.short) for each in found), default=0)
    for each in found:
        name = each.location.short + " " * (width - cell_len(each.location.short))
        share = each.confirmed / each.beads if each.beads else 0
        facts = f"{each.beads:>7} beads  {share:>4.0%} confirmed  {each.changed}  {each.author}"
        print_line(f"{name}  {each.problem or facts}".rstrip())
    say("1 project" if len(found) == 1 else f"{len(found)} projects")


@command.command(
    "copy", epilog="Example: workbench project copy speech.aligned drafts/speech.aligned"
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option(
    "--replace", is_flag=True, help="Replace an existing project; it is kept as a backup."
)
def copy(source: str, target: str, replace: bool) -> None:
    """Copy a project with its history and ids, from any store to any."""
    from workbench import api
    from workbench.project import shown

    api.copy_project(source, target, replace=replace)
    say(f"Written: {shown(target)}")
