"""``workbench check``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from workbench import formats
from workbench.cli.options import LateChoice
from workbench.cli.printing import print_exactly, say
from workbench.errors import WorkbenchError


def _formats() -> Sequence[str]:
    from workbench.checks import FORMATS

    return FORMATS


def _severities() -> Sequence[str]:
    from workbench.checks import SEVERITIES

    return SEVERITIES[::-1]


_HELP = f"""Check translations: terms, numbers, punctuation, placeholders, …

PATH is a file of units ({", ".join(each.label for each in formats.chosen("units", "read"))}),
a project, or a text. Texts are checked alone, or with --align as versions of one text. - is
standard input: a file of units, or with --lang a text.

With --align a folder is a documentation: its pages are told by their names (guide.md and
guide.ru.md, en/guide.md and ru/guide.md), each is aligned with its versions and checked.
"""


@click.command(
    help=_HELP,
    epilog="Examples: workbench check tmx/*.tmx --glossary glossaries/diplomacy.tbx | "
    "workbench check --align speech.en.md speech.ru.md --glossary terms.csv --format github",
)
@click.argument("paths", metavar="PATH…", nargs=-1)
@click.option(
    "--glossary", "glossaries", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="Terms to check against: .tbx, .csv, .tsv, .xlsx, .po, .txt; may be repeated.",
)  # fmt: skip
@click.option(
    "--recover", is_flag=True, help="Leave out broken entries of a glossary, and say which."
)
@click.option("--pair", metavar="en:ru", help="Check these two languages only.")
@click.option("--align", is_flag=True, help="The files are versions of one text: align them first.")
@click.option(
    "--manifest", type=click.Path(path_type=Path), metavar="FILE",
    help="A table of the versions of each page, as 'workbench corpus pair' writes it.",
)  # fmt: skip
@click.option(
    "--since", metavar="REV", help="Of a folder: report only what is new since this commit of git."
)
@click.option(
    "--cache", type=click.Path(path_type=Path), metavar="FOLDER",
    help="Of a folder: keep the pages' reports there, so that unchanged ones are not done again.",
)  # fmt: skip
@click.option("--lang", "languages", multiple=True, metavar="TAG", help="Of each text, in order.")
@click.option("--count", is_flag=True, help="A term is due as often as it stands in the source.")
@click.option("--format", "form", type=LateChoice(_formats), default="text", show_default=True)
@click.option(
    "--fail-on", type=LateChoice(_severities), default="warning", show_default=True,
    help="Exit with status 1 from this severity on.",
)  # fmt: skip
@click.option(
    "--fix", type=click.Choice(["diff", "write"]),
    help="Mend what is safe in text files: spaces, marks, a forbidden term whose preferred one is "
    "inflected alike. diff shows it in place of the report; write does it.",
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
    recover: bool,
    pair: str | None,
    align: bool,
    manifest: Path | None,
    since: str | None,
    cache: Path | None,
    languages: tuple[str, ...],
    count: bool,
    form: str,
    fail_on: str,
    fix: str | None,
    baseline: Path | None,
    write_baseline: Path | None,
) -> None:
    """Check translations; see the help text."""
    from workbench import api, checks, project
    from workbench.cli.progress import progress
    from workbench.cli.versions import say_read

    known = checks.read_baseline(baseline) if baseline else {}
    loaded = api.load_glossaries(glossaries, pair=pair, recover=say if recover else None)
    for note in loaded.notes:
        say(f"{note.place}: {note.message}")
    of_pages = manifest is not None or (align and any(Path(path).is_dir() for path in paths))
    _refuse_mixture(paths, of_pages, align, manifest, since, cache, languages)
    if fix and (inside := [path for path in paths if project.names_project(path)]):
        raise WorkbenchError(
            "--fix mends files, and a project's texts are edited in the review",
            place=inside[0],
            remedy=f"workbench review {inside[0]} --glossary …, or name a file",
        )
    with progress() as show:
        if of_pages:
            from workbench import corpus

            report = corpus.check_pages(
                paths,
                loaded.glossary,
                manifest=manifest,
                since=since,
                pair=pair,
                count=count,
                cache=cache,
                progress=show,
            )
        else:
            run = api.check_versions if align else api.check_files
            report = run(
                paths,
                loaded.glossary,
                languages=languages,
                pair=pair,
                count=count,
                on_read=say_read,
                progress=show,
            )
    for remark in report.remarks:
        say(remark)
    if not report.checked and not (since and report.skipped):
        raise checks.nothing_looked_at(report)
    if baseline:
        checks.apply_baseline(report, known, baseline)
    if write_baseline:
        checks.write_baseline(write_baseline, report.findings)
        say(f"{write_baseline}: {len(report.findings)} findings kept as known")
        return
    if fix:
        mended = api.mend(report, loaded.glossary)
        if fix == "write":
            mended.write()
            done_with = set(map(id, mended.mended))
            report.findings = [each for each in report.findings if id(each) not in done_with]
        else:
            print_exactly(mended.diff())
        done = "mended" if fix == "write" else "can be mended, with --fix write"
        say(f"{len(mended.mended)} findings in {len(mended.files)} files {done}")
        for reason, number in mended.left.items():
            say(f"{number} left {reason}")
    if fix != "diff":
        print_exactly(checks.render(report, form))
    for sentence in report.stale:
        say(sentence)
    worst = checks.SEVERITIES.index(fail_on)
    if any(checks.SEVERITIES.index(found.severity) >= worst for found in report.findings):
        raise click.exceptions.Exit(1)


def _refuse_mixture(
    paths: Sequence[str],
    of_pages: bool,
    align: bool,
    manifest: Path | None,
    since: str | None,
    cache: Path | None,
    languages: Sequence[str],
) -> None:
    """Refuse options that would be passed over in silence."""
    if manifest is not None and paths:
        raise WorkbenchError(
            "a manifest names the files itself", place=manifest, remedy="leave out the paths"
        )
    if manifest is None and not paths:
        raise WorkbenchError("nothing to check is named", remedy="name a file or a folder")
    if of_pages and (other := [path for path in paths if not Path(path).is_dir()]):
        raise WorkbenchError(
            "it stands beside a folder and is none", place=other[0], remedy="check it by itself"
        )
    if of_pages and languages:
        raise WorkbenchError(
            "--lang tells nothing of a folder",
            remedy="name the pages by their languages, or in a table with --manifest",
        )
    if (since or cache) and not of_pages:
        raise WorkbenchError(
            f"--{'since' if since else 'cache'} is for the pages of a folder",
            remedy="name a folder, with --align" if align else "add --align, and name a folder",
        )
