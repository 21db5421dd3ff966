"""``workbench corpus``: many documents, one sub-command a job."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from workbench.cli.options import encoder_option
from workbench.cli.printing import say
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.corpus import Paired

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
        say(f"Next:    workbench corpus align {output} -o {output.stem}/")


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


@command.command("align", epilog="Example: workbench corpus align archive.tsv -o archive/")
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
