"""``workbench import``: a file that is bilingual already becomes a project."""

from dataclasses import replace as replace_
from pathlib import Path

import click

from workbench import formats
from workbench.errors import WorkbenchError

_READ = formats.listed(each.label for each in formats.chosen("units", "read"))


@click.command(
    "import",
    help=f"""Make a project of a bilingual or multilingual file, each unit a bead.

    Reads {_READ}; - is standard input.
    """,
    epilog="Example: workbench import speech.en-ru.tmx -o speech.aligned",
)
@click.argument("file", metavar="FILE", type=Path)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="PROJECT",
    help=f"The project to make, NAME{formats.PROJECT.endings[0]}.",
)
@click.option("--pair", metavar="en:ru", help="These two languages only.")
@click.option(
    "--recover",
    is_flag=True,
    help="From a damaged TMX or XLIFF, take what is whole and say what was left out.",
)
@click.option(
    "--replace", is_flag=True, help="Replace an existing project; it is kept as a backup."
)
def command(file: Path, output: str, pair: str | None, recover: bool, replace: bool) -> None:
    """Make a project of a bilingual or multilingual file; see the help text."""
    from workbench import exchange, project
    from workbench.units import narrowed, pair_of

    if not project.names_project(output):
        raise WorkbenchError(
            "a project's name ends in .aligned", place=output, remedy="write -o NAME.aligned"
        )
    if not replace:
        project.refuse_existing(output)

    def say(sentence: str) -> None:
        click.echo(sentence, err=True)

    memory, units = exchange.read(file, recover=say if recover else None)
    for note in memory.notes:
        say(f"{file}: {note}")
    if len(memory.sources) < 2:
        held = "".join(source.key for source in memory.sources) or "none"
        raise WorkbenchError(
            f"it holds texts in one language only ({held})",
            place=file,
            remedy="name a file with two or more, a table with a header such as id, en, ru",
        )
    units = exchange.unique(units, file)
    if pair is not None:
        memory, units = narrowed(memory, units, pair_of(memory, pair))
    named = replace_(memory, name=memory.name or str(file))
    count = project.create_from_units(output, named, units, replace=replace)
    languages = ", ".join(source.key for source in memory.sources)
    say(f"Written: {output} ({count} beads in {languages})")
    say(f"Next:    workbench review {output}")
