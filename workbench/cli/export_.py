"""``workbench export``: projects to memories, tables and files for other programs."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.exchange import Updated, Written
    from workbench.units import Memory, Unit


@click.command(
    "export",
    epilog="Example: workbench export speech.aligned -o speech.en-ru.tmx --pair en:ru --confirmed",
)
@click.argument("projects", metavar="PROJECT [PROJECT...]", nargs=-1, required=True, type=Path)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    required=True,
    metavar="OUT",
    help="Where to: the ending chooses (.tmx, .xliff, .po, .tsv, .csv, .xlsx, .json, .txt); a "
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
    projects: tuple[Path, ...],
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
            exchange.refuse_unknown(output)

    def units_of(paths: tuple[Path, ...]) -> "tuple[Memory, Iterator[Unit]]":
        return _units(paths, confirmed=confirmed, min_confidence=min_confidence)

    def write(output: str, paths: tuple[Path, ...], pair: str | None) -> "Written | Updated":
        memory, units = units_of(paths)
        if update and Path(output).exists():
            names = {path.stem for path in paths}
            return exchange.update(Path(output), memory, units, names, pair=pair, tags=chosen)
        return exchange.write(output, memory, units, pair=pair, tags=chosen)

    for output in outputs:
        if not exchange.is_folder(output):
            _tell(output, write(output, projects, pair))
            continue
        exchange.make_folder(output)
        for path in projects:
            memory, _ = units_of((path,))
            if not update:
                _tell(output, write(output, (path,), pair))
                continue
            for one, two in combinations([source.key for source in memory.sources], 2):
                name = exchange.pair_name(memory, (one, two), chosen)
                _tell(f"{output}/{name}", write(str(Path(output, name)), (path,), f"{one}:{two}"))


def _units(
    paths: tuple[Path, ...], *, confirmed: bool, min_confidence: float | None
) -> "tuple[Memory, Iterator[Unit]]":
    """What is exported of some projects."""
    from workbench import exchange, project
    from workbench.units import selected

    parts = []
    for path in paths:
        if path.suffix.lower() != project.ENDING:
            raise WorkbenchError(
                "it is not a project", place=path, remedy="make one with 'workbench import'"
            )
        memory, units = project.units(project.open(path))
        parts.append((memory, selected(units, confirmed=confirmed, min_confidence=min_confidence)))
    return exchange.combined(parts)


def _tell(output: str, written: "Written | Updated") -> None:
    if output != "-":
        click.echo(f"Written: {output} ({written})", err=True)
