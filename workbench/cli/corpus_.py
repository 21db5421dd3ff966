"""``workbench corpus``: many documents, one sub-command a job."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from workbench.cli.options import encoder_option
from workbench.cli.printing import print_exactly, print_line, say
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.corpus import Corpus, Paired

_SHOWN = 20
"""Files and rows that are named one by one; the tables have all."""


@click.group("corpus", epilog="Example: workbench corpus pair archive/ -o archive.tsv")
def command() -> None:
    """Pair, align, filter and search many documents.

    OUT is the folder that 'corpus align' makes; a folder of TMX files may stand for it.
    """


def _cores() -> int:
    import os

    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_workers_option = click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Processes that do the work; one a core if left out.",
)


@command.command("pair", epilog="Example: workbench corpus pair archive/ -o archive.tsv")
@click.argument("folders", metavar="FOLDER...", nargs=-1, required=True, type=Path)
@click.option(
    "-o", "--output", required=True, type=Path, metavar="MANIFEST.tsv",
    help="The table to write; the files lie below its folder.",
)  # fmt: skip
@_workers_option
@encoder_option
def pair(folders: tuple[Path, ...], output: Path, workers: int | None, encoder: str | None) -> None:
    """Find which files are versions of one text, in any number of languages.

    By their names and folders (speech.zh.txt, zh/speech.txt, README.ru.md); where these tell
    nothing, by content. A file without counterpart is a row with one path.
    """
    from workbench import corpus
    from workbench.cli.progress import progress

    with progress() as show:
        paired = corpus.pair(
            folders, output, workers=workers or _cores(), encoder=encoder, progress=show
        )
    _say_left_out(paired)
    alone = len(paired.rows) - paired.sets
    say(
        f"{output}: {_number(paired.sets, 'text')} in {', '.join(paired.keys)}, "
        f"{_number(alone, 'file')} without counterpart"
    )
    if paired.sets:
        say(f"Next:    workbench corpus align {output} -o {output.stem}-aligned/")


def _say_left_out(paired: Paired) -> None:
    left_out = paired.left_out
    for reason, paths in left_out.by_reason.items():
        say(f"left out: {_number(len(paths), 'file')}: {reason}")
        for path in paths[:_SHOWN]:
            say(f"  {path}")
        if len(paths) > _SHOWN:
            say(f"  and {len(paths) - _SHOWN} more")
    if left_out.kinds:
        kinds = ", ".join(
            f"{count} {kind}"
            for kind, count in sorted(left_out.kinds.items(), key=lambda item: (-item[1], item[0]))
        )
        say(f"no documents: {kinds}")


@command.command("align", epilog="Example: workbench corpus align archive.tsv -o archive-aligned/")
@click.argument("manifest", metavar="MANIFEST.tsv", type=Path)
@click.option(
    "-o", "--output", required=True, type=Path, metavar="OUT/", help="The folder of the corpus."
)
@_workers_option
@click.option(
    "--scheduler", metavar="ADDRESS",
    help="A Dask scheduler that does the work, tcp://HOST:8786; 'local' for one of this call.",
)  # fmt: skip
@click.option(
    "--each", type=click.Choice(["tmx", "aligned"]),
    help="Write a memory or a project for each text besides.",
)  # fmt: skip
@click.option("--part", metavar="K/N", help="Every N-th slice only, from the K-th: array jobs.")
@encoder_option
def align(
    manifest: Path,
    output: Path,
    workers: int | None,
    scheduler: str | None,
    each: str | None,
    part: str | None,
    encoder: str | None,
) -> None:
    """Align all texts of a manifest; stopped and called again, it goes on.

    What is there and has not changed stays. Files that cannot be aligned are listed with the
    reason in OUT/documents.tsv, the beads lie in OUT/beads.
    """
    from workbench import corpus
    from workbench.cli.progress import progress

    with progress() as show:
        done = corpus.align(
            manifest,
            output,
            workers=workers or _cores(),
            scheduler=scheduler,
            each=cast('Literal["tmx", "aligned"] | None', each),
            part=_part(part),
            encoder=encoder,
            progress=show,
        )
    for identity, reason in done.failed[:_SHOWN]:
        say(f"failed: {identity}: {reason}")
    if len(done.failed) > _SHOWN:
        say(f"  and {len(done.failed) - _SHOWN} more, in {output / 'documents.tsv'}")
    say(
        f"{output}: {_number(done.done, 'text')} worked on, {done.kept} kept as they were, "
        f"{len(done.failed)} failed, {done.alone} without counterpart; "
        + _number(done.beads, "bead")
    )


def _part(given: str | None) -> tuple[int, int]:
    if given is None:
        return 1, 1
    found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", given)
    if found is None:
        raise WorkbenchError(
            f"{given!r} is no part", place="--part", remedy="write for example 3/20"
        )
    return int(found[1]), int(found[2])


def _number(count: int, what: str) -> str:
    """A count with its noun: 1 text, 2 texts."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


_corpus_argument = click.argument("out", metavar="OUT/", type=Path)
_pair_option = click.option("--pair", metavar="en:ru", help="These two languages only.")


def _open(path: Path) -> Corpus:
    from workbench import corpus

    opened = corpus.open_corpus(path)
    for note in opened.notes:
        say(note)
    return opened


@command.command("stats", epilog="Example: workbench corpus stats archive-aligned/")
@_corpus_argument
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def stats(out: Path, form: str) -> None:
    """Say what a corpus holds: documents, beads, words, confidence, repetitions."""
    import json
    from dataclasses import asdict

    from workbench import corpus

    found = corpus.stats(_open(out))
    if form == "json":
        print_exactly(json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n")
        return
    print_line(f"{_number(found.documents, 'document')}, {_number(found.beads, 'bead')}")
    for key, size in found.languages.items():
        print_line(
            f"  {key}: {_number(size.beads, 'bead')}, {_number(size.words, 'word')}, "
            + _number(size.characters, "character")
        )
    for pair, beads in found.pairs.items():
        if beads:
            print_line(f"  {pair}: {_number(beads, 'bead')} in both")
    print_line("confidence:")
    for low, beads in found.confidence.items():
        if beads:
            print_line(f"  {low if low == 'decided' else f'from {low}'}: {beads:,}")
    for count, what in ((found.confirmed, "confirmed"), (found.repeated, "repeated")):
        if count:
            print_line(f"{what}: {count:,}")


@command.command(
    "filter",
    epilog="Example: workbench corpus filter archive-aligned/ -o good.tmx --min-confidence 0.8",
)
@_corpus_argument
@click.option(
    "-o", "--output", required=True, type=Path, metavar="X.tmx|X.parquet",
    help="The memory, table or Parquet file to write.",
)  # fmt: skip
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), metavar="P", help="At least so sure."
)
@click.option(
    "--max-ratio", type=float, metavar="R",
    help="Lengths that differ by at most R times from what is usual between the languages.",
)  # fmt: skip
@click.option(
    "--unique", is_flag=True,
    help="Of units that differ in case, digits and marks alone keep the surest.",
)  # fmt: skip
@click.option(
    "--language", is_flag=True, help="Each text in the language that it is said to be in."
)
@click.option("--numbers", is_flag=True, help="The same numbers on both sides.")
@_pair_option
def filter_(
    out: Path,
    output: Path,
    min_confidence: float | None,
    max_ratio: float | None,
    unique: bool,
    language: bool,
    numbers: bool,
    pair: str | None,
) -> None:
    """Write the units that are worth keeping, and say what each rule drops.

    Only the rules that are asked for drop anything; a unit has text in two languages at least.
    """
    from workbench import corpus
    from workbench.cli.progress import progress

    with progress() as show:
        found = corpus.filter_corpus(
            _open(out),
            output,
            corpus.Rules(min_confidence, max_ratio, unique, language, numbers),
            pair=pair,
            progress=show,
        )
    for each in found.dropped:
        say(f"{each.rule}: {_number(each.units, 'unit')} dropped")
        for unit in each.sample:
            say(f"  {unit['id']}")
            for key, text in unit.items():
                if key != "id":
                    say(f"    {key}: {text[:_CLIPPED]}")
    say(f"{output}: {_number(found.kept, 'unit')} of {found.units:,}")


_CLIPPED = 100
"""Characters of a text that are shown where it is an example."""


@command.command(
    "concordance",
    epilog='Example: workbench corpus concordance archive-aligned/ "peace treaty" --forms',
)
@_corpus_argument
@click.argument("query")
@click.option("--lang", metavar="TAG", help="In this language; the one that has it most often.")
@click.option("--regex", is_flag=True, help="QUERY is a regular expression.")
@click.option("--forms", is_flag=True, help="All inflected forms of a word or term.")
@click.option(
    "--limit", type=click.IntRange(1), default=100, show_default=True, help="Beads shown."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "tsv", "json"]), default="text",
    show_default=True,
)  # fmt: skip
def concordance(
    out: Path, query: str, lang: str | None, regex: bool, forms: bool, limit: int, form: str
) -> None:
    """Show a word or phrase in its surroundings, with what the other languages say there.

    QUERY is found as it stands, capitals and all, unless --regex or --forms says otherwise. In
    brackets: the hit, and what stands for it in the other languages.
    """
    import json
    from dataclasses import asdict

    from workbench import corpus

    if regex and forms:
        raise WorkbenchError("it is one or the other", place="--regex, --forms", remedy="give one")
    opened = _open(out)
    found = corpus.concordance(
        opened,
        query,
        language=lang,
        how="regex" if regex else "forms" if forms else "exact",
        limit=limit,
        counterparts=form != "tsv",
    )
    if form == "json":
        print_exactly(json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n")
    elif form == "tsv":
        from workbench.printable import as_cell

        for row in corpus.as_rows(found, opened.keys):
            print_exactly("\t".join(" ".join(as_cell(cell).split()) for cell in row) + "\n")
    else:
        for hit in found.hits:
            sure = "" if hit.confidence is None else f" ({hit.confidence:.2f})"
            print_line(f"{hit.document}:{hit.bead}{sure}")
            print_line(f"  {hit.language:8}{_bracketed(hit.text, hit.spans)}")
            for key, text in hit.others.items():
                if text:
                    print_line(f"  {key:8}{_bracketed(text, hit.counterparts.get(key, ()))}")
    shown = len(found.hits)
    say(f"{_number(found.beads, 'bead')}" + (f", {shown} shown" if shown < found.beads else ""))


_AROUND = 80
"""Characters shown on either side of what is looked for."""


def _bracketed(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with brackets around some places, cut off far from them."""
    marked, at = "", 0
    for start, end in spans:
        if start >= at:
            marked += f"{text[at:start]}[{text[start:end]}]"
            at = end
    marked += text[at:]
    first = max(marked.find("[") - _AROUND, 0) if spans else 0
    last = marked.rfind("]") + _AROUND if spans else 2 * _AROUND
    cut = marked[first:last]
    return f"{'…' if first else ''}{cut}{'…' if last < len(marked) else ''}"


@command.command(
    "sample", epilog="Example: workbench corpus sample archive-aligned/ 200 -o judge.tsv"
)
@_corpus_argument
@click.argument("count", metavar="N", type=click.IntRange(1))
@click.option("-o", "--output", required=True, type=Path, metavar="S.tsv", help="The table.")
@click.option("--seed", default=1, show_default=True, help="Another one draws other beads.")
def sample(out: Path, count: int, output: Path, seed: int) -> None:
    """Draw N beads for a person to judge, as many from each class of confidence.

    Write yes or no into the column 'right', then call 'corpus judged'.
    """
    from workbench import corpus

    drawn = corpus.sample(_open(out), count, output, seed=seed)
    say(f"{output}: {_number(drawn, 'bead')}")
    say(f"Next:    write yes or no into 'right', then: workbench corpus judged {out} {output}")


@command.command("judged", epilog="Example: workbench corpus judged archive-aligned/ judge.tsv")
@_corpus_argument
@click.argument("table", metavar="S.tsv", type=Path)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def judged(out: Path, table: Path, form: str) -> None:
    """Say what share of a corpus is right, by the verdicts on a sample."""
    import json
    from dataclasses import asdict

    from workbench import corpus

    found = corpus.judged(_open(out), table)
    if form == "json":
        print_exactly(json.dumps(asdict(found), indent=2) + "\n")
        return
    print_line(
        f"right: {found.share:.1%} of the beads (with 95 % certainty {found.low:.1%} to "
        f"{found.high:.1%}); the confidences promise {found.expected:.1%}"
    )
    for each in found.classes:
        if each.beads:
            print_line(
                f"  from {each.low:.2f}: {each.right} of {each.judged} judged right, "
                + _number(each.beads, "bead")
            )
    if found.unjudged:
        say(f"{_number(found.unjudged, 'row')} without a verdict")


@command.command(
    "extract", epilog="Example: workbench corpus extract archive-aligned/ -o terms.csv"
)
@_corpus_argument
@click.option(
    "-o", "--output", required=True, type=Path, metavar="TERMS.csv", help="A CSV to review."
)
@click.option("--glossary", "known", type=Path, help="Whose terms are left out.")
@click.option("--limit", default=200, show_default=True, help="How many candidates at most.")
@_pair_option
@encoder_option
def extract(
    out: Path,
    output: Path,
    known: Path | None,
    limit: int,
    pair: str | None,
    encoder: str | None,
) -> None:
    """Propose terms with their counterparts, as 'glossary extract' does of projects."""
    from workbench import corpus, extraction
    from workbench.glossary import Glossary

    found = corpus.extract(
        _open(out),
        pair=pair,
        glossary=Glossary.read(known) if known else None,
        limit=limit,
        encoder=encoder,
    )
    extraction.write(found.candidates, found.keys, output)
    looked = f"{found.units:,} units"
    if found.units < found.of:
        looked += f" of {found.of:,}, spread evenly"
    say(f"{output}: {len(found.candidates)} candidates from {looked}")
