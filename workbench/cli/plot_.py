"""``workbench plot``: pictures of alignments, and of how a glossary is used."""

from pathlib import Path

import click

from workbench.cli.printing import say

_KINDS = ("map", "confidence", "shapes", "lengths", "usage")
_HELP = """Draw a picture of a project.

\b
map         the segments of two languages against each other: how alike they
            are, the path of the alignment, moved sections, confidences
confidence  how sure the alignment is along the text
shapes      how many beads have how many segments of each language
lengths     the length of each side of a bead against the other
usage       how the concepts of a glossary are rendered; several PATHs, of any
            files of units, stand beside each other in their order

Of a corpus (what 'corpus align' made, a folder of TMX files, a Parquet file) it
draws how sure its beads are, how long its documents and their beads.
It needs the extra 'plots' (Matplotlib).
"""


@click.command(
    "plot", help=_HELP, epilog="Example: workbench plot speech.aligned -o map.svg --pair en:ru"
)
@click.argument("paths", metavar="PATH [PATH...]", nargs=-1, required=True)
@click.option(
    "-o", "--output", required=True, metavar="OUT", type=click.Path(path_type=Path),
    help="Where to: .svg, .png or .pdf.",
)  # fmt: skip
@click.option("--kind", type=click.Choice(_KINDS), default="map", show_default=True)
@click.option("--pair", metavar="en:ru", help="These two languages only.")
@click.option(
    "--glossary", "glossaries", multiple=True, metavar="GLOSSARY",
    help="For usage; may be repeated.",
)  # fmt: skip
def command(
    paths: tuple[str, ...], output: Path, kind: str, pair: str | None, glossaries: tuple[str, ...]
) -> None:
    """Draw a picture; see the help text."""
    from workbench import api
    from workbench.cli.progress import progress

    if len(paths) == 1 and (Path(paths[0]).is_dir() or paths[0].lower().endswith(".parquet")):
        from workbench import corpus

        corpus.plot(corpus.open_corpus(paths[0]), output, pair=pair)
        say(f"Written: {output}")
        return
    glossary = api.load_glossaries(glossaries, pair=pair).glossary if glossaries else None
    with progress() as show:
        api.plot(paths, output, kind=kind, pair=pair, glossary=glossary, progress=show)
    say(f"Written: {output}")
