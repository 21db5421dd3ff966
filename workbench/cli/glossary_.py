"""``workbench glossary``: one sub-command a job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import both_languages
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.glossary import Concept, Glossary
    from workbench.units import Unit

_FILE = click.Path(path_type=Path)
_PAIR = click.option("--pair", metavar="en:ru", help="The languages of a .po or .txt file.")


@click.group(
    "glossary",
    epilog="Example: workbench glossary convert diplomacy.tbx diplomacy.xlsx",
)
def command() -> None:
    """Concepts, and how each language says them.

    Glossary files: .tbx (native), .csv, .tsv, .xlsx, .po, and OmegaT's .txt.
    """


@command.command("show", epilog="Example: workbench glossary show diplomacy.tbx partnership")
@click.argument("file", type=_FILE)
@click.argument("words", nargs=-1)
@_PAIR
def show(file: Path, words: tuple[str, ...], pair: str | None) -> None:
    """Show the concepts of FILE, or those that have WORDS in a term, id or domain."""
    from workbench.languages.folding import fold

    wanted = fold(" ".join(words), "und").text
    for concept in _read(file, pair):
        texts = [(tag, term.text) for tag, terms in concept.terms.items() for term in terms]
        if not wanted or any(
            wanted in fold(text, tag).text
            for tag, text in (*texts, ("und", concept.id), ("und", concept.domain))
        ):
            click.echo(_card(concept))


def _card(concept: Concept) -> str:
    """All that is known of a concept, for people."""
    marks = f"  [{' '.join(sorted(concept.flags))}]" if concept.flags else ""
    domain = f"  ({concept.domain})" if concept.domain else ""
    lines = [f"{concept.id}{domain}{marks}"]
    for tag, terms in concept.terms.items():
        for term in terms:
            status = "" if term.status == "preferred" else f"  {term.status}"
            lines.append(f"  {tag}  {term.text}{status}")
    lines += [f"  {text}" for text in (concept.definition, concept.note) if text]
    return "\n".join(lines) + "\n"


@command.command(
    "add",
    epilog='Example: workbench glossary add terms.tbx --term "en=sister city" '
    '--term "ru=город-побратим" --forbidden "ru=сестринский город"',
)
@click.argument("file", type=_FILE)
@click.option("--term", "preferred", multiple=True, metavar="TAG=TERM", help="The preferred term.")
@click.option("--admitted", multiple=True, metavar="TAG=TERM", help="A term allowed as well.")
@click.option("--forbidden", multiple=True, metavar="TAG=TERM", help="A term not to be used.")
@click.option("--id", "identifier", default="", help="Its id; its first term if left out.")
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
    from workbench.extraction import read_taken
    from workbench.glossary import (
        Glossary,
        GlossaryBuilder,
        Term,
        known_flags,
        language_tag,
        merge,
        term_text,
    )

    known = _read(file, pair) if file.exists() else Glossary((), (), file.stem)
    if source is not None:
        new = read_taken(source)
    else:
        builder = GlossaryBuilder(Path("--term"))
        terms: dict[str, list[Term]] = {}
        for option, status, given in (
            ("--term", "preferred", preferred),
            ("--admitted", "admitted", admitted),
            ("--forbidden", "forbidden", forbidden),
        ):
            for one in given:
                tag, equals, text = one.partition("=")
                if not equals:
                    raise WorkbenchError(
                        f"{one!r} names no language", place=option, remedy="write TAG=TERM"
                    )
                term = Term(term_text(text, option), status)  # type: ignore[arg-type]
                terms.setdefault(language_tag(tag, option), []).append(term)
        builder.add(
            identifier, terms, line=None, domain=domain, definition=definition, note=note,
            flags=known_flags(flags, "--flag"),
        )  # fmt: skip
        new = Glossary.from_data(builder.build())
    merged, notes = merge(known, new, trust_ids=bool(identifier))
    merged.write(file, pair=both_languages(pair))
    for one_note in notes:
        click.echo(one_note.message, err=True)
    click.echo(
        f"{file}: {_number(len(merged) - len(known), 'concept')} added, {len(merged)} in all",
        err=True,
    )


@command.command("convert", epilog="Example: workbench glossary convert terms.xlsx terms.tbx")
@click.argument("file", type=_FILE)
@click.argument("out", type=_FILE)
@_PAIR
@click.option(
    "--tbx", "version", type=click.Choice(["2008", "3"]), default="2008", show_default=True,
    help="Which TBX to write.",
)  # fmt: skip
def convert(file: Path, out: Path, pair: str | None, version: str) -> None:
    """Write FILE in the format that the ending of OUT names."""
    glossary = _read(file, pair)
    if version == "3":
        from workbench.glossary import tbx

        tbx.write(glossary, out, version="3")
    else:
        glossary.write(out, pair=both_languages(pair))
    click.echo(f"{out}: {_number(len(glossary), 'concept')}", err=True)


@command.command("merge", epilog="Example: workbench glossary merge ours.tbx theirs.csv -o all.tbx")
@click.argument("file", type=_FILE)
@click.argument("other", type=_FILE)
@click.option("-o", "--output", type=_FILE, required=True, help="Where to.")
@_PAIR
def merge_files(file: Path, other: Path, output: Path, pair: str | None) -> None:
    """Join two glossaries; where they disagree FILE counts, and the conflict is listed."""
    from workbench.glossary import merge

    merged, notes = merge(_read(file, pair), _read(other, pair))
    merged.write(output, pair=both_languages(pair))
    for note in notes:
        click.echo(f"{note.place}: {note.message}")
    conflicts = sum(note.kind == "conflict" for note in notes)
    renamed = sum(note.kind == "renamed" for note in notes)
    click.echo(
        f"{output}: {_number(len(merged), 'concept')}, {_number(conflicts, 'conflict')}"
        + (f", {_number(renamed, 'id')} changed" if renamed else ""),
        err=True,
    )


@command.command("validate", epilog="Example: workbench glossary validate diplomacy.tbx")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=_FILE)
@_PAIR
def validate_files(files: tuple[Path, ...], pair: str | None) -> None:
    """List what is doubtful in each FILE; status 1 where anything but a note is."""
    from workbench.glossary import validate

    failed = False
    for file in files:
        glossary = _read(file, pair)
        problems = validate(glossary)
        for problem in problems:
            click.echo(f"{problem.place}: {problem.severity}: {problem.message} [{problem.rule}]")
        click.echo(
            f"{file}: {_number(len(glossary), 'concept')}, {_number(len(problems), 'problem')}",
            err=True,
        )
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
    from workbench import embedding, extraction
    from workbench.checks import inputs
    from workbench.units import pair_of

    units: list[Unit] = []
    keys: tuple[str, ...] = ()
    for path in paths:
        given = inputs.read(path)
        if given.memory is None or not given.memory.sources:
            continue
        own = (
            pair_of(given.memory, pair)
            if pair
            else tuple(source.key for source in given.memory.sources)
        )
        if keys and own != keys:
            raise WorkbenchError(
                f"its languages are {', '.join(own)}, those before {', '.join(keys)}",
                place=path,
                remedy="choose two with --pair",
            )
        keys = own
        units += [unit for unit in given.units if not unit.excluded]
    if len(keys) < 2:
        raise WorkbenchError(
            "there are not two languages", place=paths[0], remedy="give a project or a memory"
        )
    glossary = _read(known, pair) if known else None
    found = extraction.extract(units, keys, embedding.load(), glossary=glossary, limit=limit)
    taken: set[int] = set()
    if review:
        from workbench.review.candidates import CandidatesApp

        chosen = CandidatesApp(found, keys).run()
        if chosen is None:
            return
        taken = chosen
    if output is None:
        click.echo(extraction.render(found, keys, taken), nl=False)
    else:
        extraction.write(found, keys, output, taken)
        click.echo(f"{output}: {len(found)} candidates from {len(units)} units", err=True)


def _read(file: Path, pair: str | None) -> Glossary:
    from workbench.glossary import Glossary

    return Glossary.read(file, pair=both_languages(pair))


def _number(count: int, what: str) -> str:
    """A count with its noun: 1 concept, 2 concepts."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
