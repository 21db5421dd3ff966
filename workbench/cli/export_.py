"""``workbench export``: projects to memories, tables and files for other programs."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench import formats
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.exchange import Updated, Written
    from workbench.project import Project
    from workbench.units import Memory, Unit


_WRITTEN = ", ".join(formats.endings(formats.chosen("units", "write"), usual=True))


@click.command(
    "export",
    epilog="Example: workbench export speech.aligned -o speech.en-ru.tmx --pair en:ru --confirmed",
)
@click.argument("projects", metavar="PROJECT [PROJECT...]", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    required=True,
    metavar="OUT",
    help=f"Where to: the ending chooses ({_WRITTEN}); a "
    "folder (OUT/) takes one TMX per pair; - writes JSON to standard output; may be repeated.",
)
@click.option("--pair", metavar="en:ru", help="Source and target: these two languages only.")
@click.option("--confirmed", is_flag=True, help="Only what a person has confirmed.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Only beads at least this probably right; confirmed ones always.",
)
@click.option(
    "--update",
    is_flag=True,
    help="In an existing TMX, replace the units of these projects and keep all others.",
)
@click.option(
    "--tag", "tags", multiple=True, metavar="en=en-GB", help="Write another tag in TMX and XLIFF."
)
def command(
    projects: tuple[str, ...],
    outputs: tuple[str, ...],
    pair: str | None,
    confirmed: bool,
    min_confidence: float | None,
    update: bool,
    tags: tuple[str, ...],
) -> None:
    """Write projects as translation memories, tables, or files for other programs.

    Everything is taken that is not excluded from exports and that is complete in the
    languages asked for.
    """
    from workbench import exchange
    from workbench.cli.options import chosen_tags

    chosen = chosen_tags(tags)
    for output in outputs:
        if not exchange.is_folder(output):
            exchange.check_format(output)
    opened = [_opened(path) for path in projects]

    def units_of(wanted: "list[Project]") -> "tuple[Memory, Iterator[Unit]]":
        return _units(wanted, confirmed=confirmed, min_confidence=min_confidence)

    tasks = [
        task
        for output in outputs
        for task in _tasks(output, opened, pair, chosen, each_pair=update)
    ]
    for name, wanted, languages in tasks:
        for part in [*([one] for one in wanted), wanted]:
            exchange.check_fits(name, *units_of(part), pair=languages, tags=chosen)
    for output in outputs:
        if exchange.is_folder(output):
            exchange.make_folder(output)
    for name, wanted, languages in tasks:
        memory, units = units_of(wanted)
        if update and Path(name).is_file():
            names = {project.name for project in wanted}
            _tell(
                name,
                exchange.update(Path(name), memory, units, names, pair=languages, tags=chosen),
            )
        else:
            _tell(name, exchange.write(name, memory, units, pair=languages, tags=chosen))


def _tasks(
    output: str,
    opened: "list[Project]",
    pair: str | None,
    chosen: "dict[str, str]",
    *,
    each_pair: bool,
) -> "Iterator[tuple[str, list[Project], str | None]]":
    """What is to be written for an output: the name, whose units, and in which two languages."""
    from workbench import exchange
    from workbench import project as projects
    from workbench.units import narrowed, pair_of

    if not exchange.is_folder(output):
        yield output, opened, pair
        return
    names = [project.name for project in opened]
    for project in opened:
        if names.count(project.name) > 1:
            raise WorkbenchError(
                f"two projects are called {project.name}, and their files would be too",
                place=output,
                remedy="rename one of them, or choose another folder for it",
            )
        if not each_pair:
            yield output, [project], pair
            continue
        memory, _ = projects.units(project)
        if pair:
            memory, _ = narrowed(memory, (), pair_of(memory, pair))
        for keys, name in exchange.pair_files(memory, chosen):
            yield str(Path(output, name)), [project], ":".join(keys)


def _opened(location: str) -> "Project":
    from workbench import project

    if not project.names_project(location):
        raise WorkbenchError(
            "it is not a project", place=location, remedy="make one with 'workbench import'"
        )
    return project.open(location)


def _units(
    opened: "list[Project]", *, confirmed: bool, min_confidence: float | None
) -> "tuple[Memory, Iterator[Unit]]":
    """What is exported of some projects."""
    from workbench import exchange, project
    from workbench.units import selected

    parts = []
    for one in opened:
        memory, units = project.units(one)
        parts.append((memory, selected(units, confirmed=confirmed, min_confidence=min_confidence)))
    return exchange.combined(parts)


def _tell(output: str, written: "Written | Updated") -> None:
    if output != "-":
        click.echo(f"Written: {output} ({written})", err=True)
