"""``workbench memory``: whole translation memories merged, split, cleaned, scored, converted."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.printing import print_exactly, print_line, say

if TYPE_CHECKING:
    from workbench.exchange import memory_stats

_RECOVER = click.option(
    "--recover",
    is_flag=True,
    help="From a damaged file, take what is whole and say what was left out.",
)


@click.group("memory", epilog="Example: workbench memory merge 2024.tmx 2025.tmx -o press.tmx")
def command() -> None:
    """Merge, split, clean, score, count and convert translation memories (TMX)."""


_ONE_TARGET = click.option(
    "--one-target",
    is_flag=True,
    help="Of units with one source keep one: confirmed, then changed last, then first.",
)


_ENCODER = click.option(
    "--encoder",
    metavar="NAME",
    help="A sentence-transformers folder or a file of vectors; 'none' to do without.",
)


@command.command("merge", epilog="Example: workbench memory merge 2024.tmx 2025.tmx -o press.tmx")
@click.argument("files", metavar="FILE FILE...", nargs=-1, required=True, type=Path)
@click.option("-o", "--output", required=True, type=Path, metavar="OUT", help="The TMX to write.")
@_ONE_TARGET
@_RECOVER
def merge(files: tuple[Path, ...], output: Path, one_target: bool, recover: bool) -> None:
    """Write several memories into one, each unit as it stands.

    A unit that says the same as an earlier one in the same languages, with the same codes and
    in the same context, is left out; the same source with another target stays a unit of its
    own. Where two have one id, the later gets another.
    """
    from workbench.exchange import memories

    said = memories.merge(files, output, one_target=one_target, recover=_say_if(recover))
    _tell(output, said)


@command.command("split", epilog="Example: workbench memory split press.tmx -o pairs/ --pair en:ru")
@click.argument("file", metavar="FILE", type=Path)
@click.option("-o", "--output", required=True, type=Path, metavar="FOLDER", help="Where to.")
@click.option("--pair", "pairs", multiple=True, metavar="en:ru", help="These pairs only.")
@_RECOVER
def split(file: Path, output: Path, pairs: tuple[str, ...], recover: bool) -> None:
    """Write a bilingual memory for each pair of languages, NAME.en.ru.tmx."""
    from workbench.exchange import memories

    counts = memories.split(file, output, pairs, recover=_say_if(recover))
    for name, units in counts.items():
        _tell(output / name, f"{units} units")


@command.command("clean", epilog="Example: workbench memory clean press.tmx -o press.tmx --recover")
@click.argument("file", metavar="FILE", type=Path)
@click.option(
    "-o", "--output", required=True, type=Path, metavar="OUT", help="The TMX to write; may be FILE."
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Leave out what is less probably right, untranslated, or in another language.",
)
@_ENCODER
@_ONE_TARGET
@_RECOVER
def clean(
    file: Path,
    output: Path,
    min_confidence: float | None,
    encoder: str | None,
    one_target: bool,
    recover: bool,
) -> None:
    """Leave out repeated units and those without two texts; give repeated ids a new one.

    With --min-confidence, units that are hardly translations go as well, and it is said why:
    misaligned, untranslated, in another language, with other numbers, of another length. Units
    without a confidence are scored first; confirmed ones stay.

    With --recover, characters that XML forbids are removed too, and a cut-off file is taken
    as far as it is whole.
    """
    from workbench.api import clean_memory
    from workbench.cli.progress import progress

    with progress() as show:
        said = clean_memory(
            [file],
            output,
            min_confidence=min_confidence,
            one_target=one_target,
            encoder=encoder,
            recover=_say_if(recover),
            progress=show,
        )
    _tell(output, said)


@command.command("score", epilog="Example: workbench memory score press.tmx -o press.tmx")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=Path)
@click.option("-o", "--output", required=True, type=Path, metavar="OUT", help="The TMX to write.")
@_ENCODER
@_RECOVER
def score(files: tuple[Path, ...], output: Path, encoder: str | None, recover: bool) -> None:
    """Say of each unit how probably its texts are translations of each other.

    It stands in the property x-workbench-confidence; 'memory convert --min-confidence' chooses
    by it. Units that a person has confirmed get none, all else stays as it is.
    """
    from workbench.api import score_memory
    from workbench.cli.progress import progress

    with progress() as show:
        said = score_memory(files, output, encoder=encoder, recover=_say_if(recover), progress=show)
    _tell(output, said)


@command.command("stats", epilog="Example: workbench memory stats press.tmx")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=Path)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@_RECOVER
def stats(files: tuple[Path, ...], form: str, recover: bool) -> None:
    """Say what memories hold: units, languages, words, repetitions, projects."""
    import json
    from dataclasses import asdict

    from workbench import exchange

    found = {
        str(file): exchange.memory_stats.stats(*exchange.read(file, recover=_say_if(recover)))
        for file in files
    }
    if form == "json":
        said = {name: asdict(each) for name, each in found.items()}
        print_exactly(json.dumps(said, ensure_ascii=False, indent=2) + "\n")
        return
    for name, each in found.items():
        print_line(f"{name}:")
        for line in _described(each).split("\n"):
            print_line(line)


def _described(found: "memory_stats.Stats") -> str:
    lines = [f"  {found.units} units, {found.confirmed} of them confirmed"]
    for count, what in (
        (found.flagged, "flagged"),
        (found.paragraphs, "of several sentences"),
        (found.repeated, "repeated"),
        (found.several_targets, "render a source again, otherwise"),
        (found.empty, "with text in fewer than two languages"),
    ):
        if count:
            lines.append(f"  {count} {what}")
    lines += [
        f"  {key}: {size.units} units, {size.words} words, {size.characters} characters"
        for key, size in found.languages.items()
    ]
    lines += [f"  project {name}: {count} units" for name, count in found.projects.items()]
    return "\n".join(lines)


@command.command(
    "convert", epilog="Example: workbench memory convert press.tmx -o press.tsv --pair en:ru"
)
@click.argument("file", metavar="FILE", type=Path)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    required=True,
    metavar="OUT",
    help="The ending chooses, as for 'workbench export'; may be repeated.",
)
@click.option("--pair", metavar="en:ru", help="Source and target: these two languages only.")
@click.option("--confirmed", is_flag=True, help="Only what a person has confirmed.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Only units at least this probably right; confirmed ones always.",
)
@click.option(
    "--tag", "tags", multiple=True, metavar="en=en-GB", help="Write another tag in TMX and XLIFF."
)
@_RECOVER
def convert(
    file: Path,
    outputs: tuple[str, ...],
    pair: str | None,
    confirmed: bool,
    min_confidence: float | None,
    tags: tuple[str, ...],
    recover: bool,
) -> None:
    """Write a memory of any format that can be read in any that can be written.

    Codes inside the texts (tags of the original document) stay, as far as the format has any.
    """
    from workbench.api import convert_memory
    from workbench.cli.options import chosen_tags
    from workbench.cli.progress import progress

    with progress() as show:
        written = convert_memory(
            file,
            *outputs,
            pair=pair,
            confirmed=confirmed,
            min_confidence=min_confidence,
            tags=chosen_tags(tags),
            recover=_say_if(recover),
            on_note=say,
            progress=show,
        )
    for output, said in written.items():
        if output != "-":
            _tell(Path(output), said)


def _say_if(recover: bool) -> Callable[[str], None] | None:
    return say if recover else None


def _tell(output: Path, said: object) -> None:
    say(f"Written: {output} ({said})")
