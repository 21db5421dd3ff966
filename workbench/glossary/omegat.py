"""OmegaT's glossaries: a line a term, source, target and comment separated by tabs."""

from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.files import Kind, atomic_write, text_of
from workbench.glossary.builder import GlossaryBuilder, place_in, term_text
from workbench.glossary.concept import GlossaryData, Term, TermStatus
from workbench.glossary.glossary_format import GlossaryFormat, LanguagePair

_GLOSSARY = Kind("glossary of OmegaT", rb"#|[^\n]*\t")


def read(path: Path, pair: LanguagePair | None) -> GlossaryData:
    """Read a glossary; a source term with several lines has several renderings.

    Args:
        path: ``.txt`` or ``.utf8``; UTF-8, with or without a byte order mark, or UTF-16.
        pair: Source and target tag.

    Raises:
        WorkbenchError: No pair was given, or a line has no target.
    """
    source, target = _asked(path, pair)
    text = text_of(path)
    rows: dict[str, tuple[int, list[Term], list[str]]] = {}
    for line, row in enumerate(text.splitlines(), start=1):
        if not row.strip() or row.startswith("#"):
            continue
        where = place_in(path, line)
        cells = row.split("\t")
        if len(cells) < 2:
            raise WorkbenchError(
                "the line has no tab, so no target term",
                place=where,
                remedy="write source, tab, target, and if you like tab, comment",
            )
        word = term_text(cells[0], where)
        known = rows.setdefault(word, (line, [], []))
        status: TermStatus = "admitted" if known[1] else "preferred"
        known[1].append(Term(term_text(cells[1], where), status))
        known[2].extend(cell.strip() for cell in cells[2:] if cell.strip())
    builder = GlossaryBuilder(path)
    for word, (line, terms, notes) in rows.items():
        builder.add(
            word,
            {source: [Term(word)], target: terms},
            line=line,
            note=" ".join(dict.fromkeys(notes)),
        )
    return builder.build()


def write(glossary: GlossaryData, path: Path, pair: LanguagePair | None) -> None:
    """Write each source term with each rendering; OmegaT knows no forbidden terms."""
    source, target = _asked(path, pair)
    lines = ["# GlossaryData in tab-separated format -*- coding: utf-8 -*-"]
    for concept in glossary:
        note = " ".join((concept.note or concept.definition).split())
        lines += [
            "\t".join(filter(None, (word.text, rendering.text, note)))
            for word in concept.allowed(source)
            for rendering in concept.allowed(target)
        ]
    with atomic_write(path, over=_GLOSSARY) as file:
        file.write(("\n".join(lines) + "\n").encode())


def _asked(path: Path, pair: LanguagePair | None) -> LanguagePair:
    if pair is None:
        raise WorkbenchError(
            "this format does not name its languages",
            place=path,
            remedy="say them with --pair en:ru, or call it NAME.en.ru.txt",
        )
    return pair


FORMAT = GlossaryFormat("OmegaT's tab-separated text", (".txt", ".utf8"), read, write)
