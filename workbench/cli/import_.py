"""``workbench import``: a file that is bilingual already becomes a project."""

from pathlib import Path

import click

from workbench import formats
from workbench.cli.printing import say

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
    "--no-score",
    "unscored",
    is_flag=True,
    help="Do not estimate how probably each unit is a right pair.",
)
@click.option(
    "--replace", is_flag=True, help="Replace an existing project; it is kept as a backup."
)
def command(
    file: Path, output: str, pair: str | None, recover: bool, unscored: bool, replace: bool
) -> None:
    """Make a project of a bilingual or multilingual file; see the help text."""
    from workbench import api
    from workbench.cli.progress import progress
    from workbench.project import shown

    with progress() as show:
        imported = api.import_(
            file,
            output,
            pair=pair,
            recover=say if recover else None,
            score=not unscored,
            replace=replace,
            on_note=say,
            progress=show,
        )
    doubtful = f", {imported.doubtful} of them doubtful" if imported.doubtful else ""
    languages = ", ".join(imported.languages)
    say(f"Written: {shown(output)} ({imported.beads} beads in {languages}{doubtful})")
    say(f"Next:    workbench review {shown(output)}")
