"""``workbench glossary``: one sub-command a job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import LateChoice, both_languages
from workbench.cli.printing import print_exactly, print_line, say
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.glossary import Concept, Glossary, Term, TermStatus

_FILE = click.Path(path_type=Path)
_PAIR = click.option("--pair", metavar="en:ru", help="The languages of a .po or .txt file.")
_RECOVER = click.option(
    "--recover", is_flag=True, help="Leave out broken entries, and say which, instead of refusing."
)


@click.group(
    "glossary",
    epilog="Example: workbench glossary convert diplomacy.tbx diplomacy.xlsx",
)
def command() -> None:
    """Concepts, and how each language says them.

    Glossary files: .tbx (native), .csv, .tsv, .xlsx, .po, and OmegaT's .txt and .tab.
    """


@command.command("show", epilog="Example: workbench glossary show diplomacy.tbx partnership")
@click.argument("file", type=_FILE)
@click.argument("words", nargs=-1)
@_PAIR
@_RECOVER
def show(file: Path, words: tuple[str, ...], pair: str | None, recover: bool) -> None:
    """Show the concepts of FILE, or those that have WORDS in a term, id or domain."""
    from workbench.languages.folding import fold

    wanted = fold(" ".join(words), "und").text
    for concept in _read(file, pair, recover=recover):
        texts = [(tag, term.text) for tag, terms in concept.terms.items() for term in terms]
        if not wanted or any(
            wanted in fold(text, tag).text
            for tag, text in (*texts, ("und", concept.id), ("und", concept.domain))
        ):
            for line in _card(concept):
                print_line(line)


def _card(concept: Concept) -> list[str]:
    """All that is known of a concept, for people."""
    marks = f"  [{' '.join(sorted(concept.flags))}]" if concept.flags else ""
    domain = f"  ({concept.domain})" if concept.domain else ""
    lines = [f"{concept.id}{domain}{marks}"]
    for tag, terms in concept.terms.items():
        for term in terms:
            status = "" if term.status == "preferred" else f"  {term.status}"
            lines.append(f"  {tag}  {term.text}{status}")
    lines += [f"  {text}" for text in (concept.definition, concept.note) if text]
    return [*lines, ""]


@command.command(
    "add",
    epilog='Example: workbench glossary add terms.tbx --term "en=sister city" '
    '--term "ru=город-побратим" --forbidden "ru=сестринский город"',
)
@click.argument("file", type=_FILE)
@click.option("--term", "preferred", multiple=True, metavar="TAG=TERM", help="The preferred term.")
@click.option("--admitted", multiple=True, metavar="TAG=TERM", help="A term allowed as well.")
@click.option("--forbidden", multiple=True, metavar="TAG=TERM", help="A term not to be used.")
@click.option("--id", "identifier", default="", help="Its id; a new one if left out.")
@click.option("--domain", default="", help="Its subject field.")
@click.option("--definition", default="", help="What it is.")
@click.option("--note", default="", help="What else is to be said.")
@click.option("--flag", "flags", multiple=True, help="case, literal, free, keep, always.")
@click.option(
    "--from", "source", type=_FILE, metavar="TABLE",
    help="Take the rows of an extracted table that are marked with 'yes' in its column 'take'.",
)  # fmt: skip
@_PAIR
def add(
    file: Path,
    preferred: tuple[str, ...],
    admitted: tuple[str, ...],
    forbidden: tuple[str, ...],
    identifier: str,
    domain: str,
    definition: str,
    note: str,
    flags: tuple[str, ...],
    source: Path | None,
    pair: str | None,
) -> None:
    """Add a concept to FILE, or terms to the concept that has the id; FILE may be new."""
    from workbench import api

    if source is not None:
        from workbench.extraction import read_taken

        grown = api.add_concepts(file, read_taken(source), pair=pair)
    else:
        given: tuple[tuple[str, TermStatus, tuple[str, ...]], ...] = (
            ("--term", "preferred", preferred),
            ("--admitted", "admitted", admitted),
            ("--forbidden", "forbidden", forbidden),
        )
        grown = api.add_concept(
            file,
            _terms(given),
            identifier=identifier,
            domain=domain,
            definition=definition,
            note=note,
            flags=flags,
            pair=pair,
        )
    for one_note in grown.notes:
        say(one_note.message)
    say(f"{file}: {_number(grown.added, 'concept')} added, {len(grown.glossary)} in all")


def _terms(given: Iterable[tuple[str, TermStatus, tuple[str, ...]]]) -> dict[str, list[Term]]:
    """What ``--term TAG=TERM`` and the like mean."""
    from workbench.glossary import Term

    terms: dict[str, list[Term]] = {}
    for option, status, texts in given:
        for one in texts:
            tag, equals, text = one.partition("=")
            if not equals:
                raise WorkbenchError(
                    f"{one!r} names no language", place=option, remedy="write TAG=TERM"
                )
            terms.setdefault(tag, []).append(Term(text, status))
    return terms


@command.command("convert", epilog="Example: workbench glossary convert terms.xlsx terms.tbx")
@click.argument("file", type=_FILE)
@click.argument("out", type=_FILE)
@_PAIR
@_RECOVER
@click.option(
    "--tbx", "version", type=click.Choice(["2008", "3"]), default="2008", show_default=True,
    help="Which TBX to write.",
)  # fmt: skip
@click.option(
    "--escape-formulas",
    is_flag=True,
    help="In CSV, put an apostrophe before what a spreadsheet would take for a formula.",
)
def convert(
    file: Path, out: Path, pair: str | None, recover: bool, version: str, escape_formulas: bool
) -> None:
    """Write FILE in the format that the ending of OUT names."""
    glossary = _read(file, pair, recover=recover)
    if version == "3":
        glossary.write_tbx(out, "3")
    else:
        glossary.write(out, pair=both_languages(pair), escape_formulas=escape_formulas)
    say(f"{out}: {_written(glossary, out, pair)}")


@command.command("merge", epilog="Example: workbench glossary merge ours.tbx theirs.csv -o all.tbx")
@click.argument("file", type=_FILE)
@click.argument("other", type=_FILE)
@click.option("-o", "--output", type=_FILE, required=True, help="Where to.")
@_PAIR
@_RECOVER
def merge_files(file: Path, other: Path, output: Path, pair: str | None, recover: bool) -> None:
    """Join two glossaries; where they disagree FILE counts, and the conflict is listed."""
    from workbench.glossary import merge

    merged, notes = merge(*(_read(each, pair, recover=recover) for each in (file, other)))
    merged.write(output, pair=both_languages(pair))
    for note in notes:
        print_line(f"{note.place}: {note.message}")
    conflicts = sum(note.kind == "conflict" for note in notes)
    renamed = sum(note.kind == "renamed" for note in notes)
    say(
        f"{output}: {_written(merged, output, pair)}, {_number(conflicts, 'conflict')}"
        + (f", {_number(renamed, 'id')} changed" if renamed else "")
    )


@command.command("validate", epilog="Example: workbench glossary validate diplomacy.tbx")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=_FILE)
@_PAIR
@_RECOVER
def validate_files(files: tuple[Path, ...], pair: str | None, recover: bool) -> None:
    """List what is doubtful in each FILE; status 1 where anything but a note is."""
    from workbench.glossary import validate

    failed = False
    for file in files:
        glossary = _read(file, pair, recover=recover)
        if not len(glossary):
            raise WorkbenchError("it holds no concept", place=file, remedy="choose another")
        problems = validate(glossary)
        for problem in problems:
            print_line(f"{problem.place}: {problem.severity}: {problem.message} [{problem.rule}]")
        say(f"{file}: {_number(len(glossary), 'concept')}, {_number(len(problems), 'problem')}")
        failed |= any(problem.severity != "note" for problem in problems)
    if failed:
        raise click.exceptions.Exit(1)


@command.command(
    "extract",
    epilog="Example: workbench glossary extract aligned/speech.aligned -o candidates.csv; "
    "write 'yes' into its column 'take', then: workbench glossary add terms.tbx "
    "--from candidates.csv",
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("-o", "--output", type=_FILE, help="A CSV to review; standard output if left out.")
@click.option("--glossary", "known", type=_FILE, help="Whose terms are left out.")
@click.option("--limit", default=200, show_default=True, help="How many candidates at most.")
@click.option("--review", is_flag=True, help="Choose in the terminal; -o takes the result.")
@click.option("--pair", metavar="en:ru", help="These two languages only.")
def extract_terms(
    paths: tuple[str, ...],
    output: Path | None,
    known: Path | None,
    limit: int,
    review: bool,
    pair: str | None,
) -> None:
    """Propose terms with their counterparts from projects and memories."""
    from workbench import api, extraction

    found = api.extract(
        paths, pair=pair, glossary=_read(known, pair) if known else None, limit=limit
    )
    taken: set[int] = set()
    if review:
        from workbench import review as terminal

        chosen = terminal.choose_candidates(found.candidates, found.languages)
        if chosen is None:
            return
        taken = chosen
    if output is None:
        print_exactly(extraction.render(found.candidates, found.languages, taken))
    else:
        extraction.write(found.candidates, found.languages, output, taken)
        say(f"{output}: {len(found.candidates)} candidates from {found.units} units")


def _usage_formats() -> Sequence[str]:
    from workbench.checks import USAGE_FORMATS

    return USAGE_FORMATS


@command.command(
    "usage", epilog="Example: workbench glossary usage diplomacy.tbx tmx/*.tmx --format csv"
)
@click.argument("file", metavar="GLOSSARY", type=_FILE)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--pair", metavar="en:ru", help="These two languages only.")
@click.option(
    "--format", "form", type=LateChoice(_usage_formats), default="text", show_default=True
)
def usage(file: Path, paths: tuple[str, ...], pair: str | None, form: str) -> None:
    """Count how each concept is rendered where it is due: each term, none, and where.

    A PATH may be a corpus, or a folder of TMX files.
    """
    from workbench import api, checks
    from workbench.cli.progress import progress

    inputs: list[str | checks.Input] = []
    for path in paths:
        if Path(path).is_dir() or path.lower().endswith(".parquet"):
            from workbench import corpus

            inputs.append(corpus.as_input(path))
        else:
            inputs.append(path)
    with progress() as show:
        rows = api.glossary_usage(inputs, _read(file, pair), pair=pair, progress=show)
    if not rows:
        raise WorkbenchError(
            "no concept of the glossary is due in these files",
            place=file,
            remedy="name the languages with --pair, or other files",
        )
    text = checks.render_usage(rows, form)
    if form == "text":
        for line in text.splitlines():
            print_line(line)
    else:
        print_exactly(text)


def _read(file: Path, pair: str | None, *, recover: bool = False) -> Glossary:
    from workbench.glossary import Glossary

    return Glossary.read(file, pair=both_languages(pair), recover=say if recover else None)


def _written(glossary: Glossary, out: Path, pair: str | None) -> str:
    """How many concepts a file holds, which it leaves out (the first few by name), and what."""
    from workbench.glossary import losses

    lacking = glossary.left_out(out, pair=both_languages(pair))
    told = [_number(len(glossary) - len(lacking), "concept")]
    if lacking:
        named = ", ".join(lacking[:_NAMED]) + (", …" if len(lacking) > _NAMED else "")
        told.append(f"{len(lacking)} left out that lack one of its two languages ({named})")
    gone = losses(glossary, _read(out, pair)) if len(lacking) < len(glossary) else {}
    if gone:
        counted = ", ".join(_number(count, what) for what, count in gone.items())
        told.append(f"this format has no place for {counted}")
    return "; ".join(told)


_NAMED = 5
"""Concepts that are named, at most."""


def _number(count: int, what: str) -> str:
    """A count with its noun: 1 concept, 2 concepts, 2 parts of speech."""
    noun, space, rest = what.partition(" of ")
    return f"{count:,} {what}" if count == 1 else f"{count:,} {noun}s{space}{rest}"
