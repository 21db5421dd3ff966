"""``workbench export``: projects to memories, tables and files for other programs."""

from contextlib import ExitStack, closing

import click

from workbench import formats
from workbench.cli.printing import say

_WRITTEN = ", ".join(
    formats.endings([*formats.chosen("units", "write"), *formats.chosen("page")], usual=True)
)


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
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="GLOSSARY",
    help="Of a page: its terms are marked and checked; may be repeated.",
)
@click.option(
    "--remarks",
    is_flag=True,
    help="Give a page boxes for remarks and corrections, which 'update --remarks' takes in.",
)
@click.option(
    "--escape-formulas",
    is_flag=True,
    help="In CSV, put an apostrophe before what a spreadsheet would take for a formula.",
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
    glossaries: tuple[str, ...],
    remarks: bool,
    escape_formulas: bool,
    tags: tuple[str, ...],
) -> None:
    """Write projects as translation memories, tables, pages, or files for other programs.

    Everything is taken that is not excluded from exports and that is complete in the
    languages asked for.
    """
    from workbench import api
    from workbench.cli.options import chosen_tags
    from workbench.cli.progress import progress

    with ExitStack() as stack, progress() as show:
        written = api.export(
            [stack.enter_context(closing(api.open(path))) for path in projects],
            *outputs,
            pair=pair,
            confirmed=confirmed,
            min_confidence=min_confidence,
            update=update,
            tags=chosen_tags(tags),
            escape_formulas=escape_formulas,
            glossary=api.load_glossaries(glossaries).glossary if glossaries else None,
            remarks=remarks,
            progress=show,
        )
    for name, result in written.items():
        if name != "-":
            say(f"Written: {name} ({result})")
