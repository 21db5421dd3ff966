"""``workbench check``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench import formats
from workbench.cli.options import LateChoice, both_languages

if TYPE_CHECKING:
    from workbench.checks import Input
    from workbench.glossary import Glossary


def _formats() -> Sequence[str]:
    from workbench.checks.reports import FORMATS

    return FORMATS


def _severities() -> Sequence[str]:
    from workbench.checks import SEVERITIES

    return SEVERITIES[::-1]


_HELP = f"""Check translations: terms, numbers, punctuation, placeholders, …

PATH is a file of units ({", ".join(each.label for each in formats.chosen("units", "read"))}),
a project, or a text. Texts are checked alone, or with --align as versions of one text. - is
standard input: a file of units, or with --lang a text.
"""


@click.command(
    help=_HELP,
    epilog="Examples: workbench check tmx/*.tmx --glossary glossaries/diplomacy.tbx | "
    "workbench check --align speech.en.md speech.ru.md --glossary terms.csv --format github",
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--glossary", "glossaries", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="Terms to check against: .tbx, .csv, .tsv, .xlsx, .po, .txt; may be repeated.",
)  # fmt: skip
@click.option("--pair", metavar="en:ru", help="Check these two languages only.")
@click.option("--align", is_flag=True, help="The files are versions of one text: align them first.")
@click.option("--lang", "languages", multiple=True, metavar="TAG", help="Of each text, in order.")
@click.option("--count", is_flag=True, help="A term is due as often as it stands in the source.")
@click.option("--format", "form", type=LateChoice(_formats), default="text", show_default=True)
@click.option(
    "--fail-on", type=LateChoice(_severities), default="warning", show_default=True,
    help="Exit with status 1 from this severity on.",
)  # fmt: skip
@click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="FILE",
    help="Findings that are known and not reported.",
)  # fmt: skip
@click.option(
    "--write-baseline", type=click.Path(path_type=Path), metavar="FILE",
    help="Keep what is found as known, and exit with status 0.",
)  # fmt: skip
def command(
    paths: tuple[str, ...],
    glossaries: tuple[Path, ...],
    pair: str | None,
    align: bool,
    languages: tuple[str, ...],
    count: bool,
    form: str,
    fail_on: str,
    baseline: Path | None,
    write_baseline: Path | None,
) -> None:
    """Check translations; see the help text."""
    from workbench import checks, settings
    from workbench.checks import reports

    known = checks.read_baseline(baseline) if baseline else {}
    chosen = settings.find(Path.cwd())
    glossary = _glossary(glossaries, pair)
    inputs = _aligned(tuple(map(Path, paths)), languages) if align else _inputs(paths, languages)
    report = checks.report(inputs, glossary, pair=pair, count=count, settings=chosen)
    if baseline:
        checks.apply_baseline(report, known, baseline)
    if write_baseline:
        checks.write_baseline(write_baseline, report.findings)
        click.echo(f"{write_baseline}: {len(report.findings)} findings kept as known", err=True)
        return
    click.echo(reports.render(report, form), nl=False)
    for sentence in report.stale:
        click.echo(sentence, err=True)
    worst = checks.SEVERITIES.index(fail_on)
    if any(checks.SEVERITIES.index(found.severity) >= worst for found in report.findings):
        raise click.exceptions.Exit(1)


def _glossary(paths: tuple[Path, ...], pair: str | None) -> Glossary | None:
    from workbench.glossary import read_all

    if not paths:
        return None
    glossary, notes = read_all(paths, pair=both_languages(pair))
    for note in notes:
        click.echo(f"{note.place}: {note.message}", err=True)
    return glossary


def _inputs(paths: tuple[str, ...], languages: tuple[str, ...]) -> list[Input]:
    from workbench.checks import inputs

    # Standard input is a text where its language is said, else a file of units.
    units = [path for path in paths if inputs.holds_units(path, text=bool(languages))]
    texts = [Path(path) for path in paths if path not in units]
    found = [inputs.read(path) for path in units]
    if texts:
        from workbench.cli.versions import read_versions

        documents, segments = read_versions(texts, languages)
        found += [
            inputs.alone(document, parts)
            for document, parts in zip(documents, segments, strict=True)
        ]
    return found


def _aligned(paths: tuple[Path, ...], languages: tuple[str, ...]) -> list[Input]:
    from workbench.api import aligning
    from workbench.checks import inputs
    from workbench.cli.progress import progress
    from workbench.cli.versions import read_versions

    documents, segments = read_versions(paths, languages)
    with progress() as told:
        aligned = aligning.align(documents, segments=segments, progress=told)
    memory, units = aligned.units()
    for remark in aligned.remarks:
        click.echo(remark, err=True)
    return [inputs.aligned(memory, units, aligned.documents)]
