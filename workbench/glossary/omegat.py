"""OmegaT's glossaries: a line a term, source, target and comment separated by tabs."""

import re
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.files import Kind, atomic_write, text_of
from workbench.glossary.builder import GlossaryBuilder, place_in, term_text
from workbench.glossary.concept import Concept, GlossaryData, Term, TermStatus
from workbench.glossary.glossary_format import GlossaryFormat, LanguagePair, Remark

_REMARK = re.compile(r"#(?![^\s#][^\t]*\t)")
"""A line of remarks: ``#topic``, tab, its rendering, is a term."""

_GLOSSARY = Kind("glossary of OmegaT", rb"#|[^\n]*\t")


def read(path: Path, pair: LanguagePair | None, recover: Remark | None = None) -> GlossaryData:
    """Read a glossary; a source term with several lines has several renderings.

    Args:
        path: ``.txt``, ``.utf8`` or ``.tab``; UTF-8, with or without a byte order mark, or
            UTF-16. A line that begins with ``#`` is a remark, unless a term follows at once.
        pair: Source and target tag.
        recover: Told which lines were left out; None to refuse them.

    Raises:
        WorkbenchError: No pair was given, or a line has no target.
    """
    source, target = _asked(path, pair)
    text = text_of(path)
    rows: dict[str, tuple[int, list[Term], list[str]]] = {}
    builder = GlossaryBuilder(path, recover)
    for line, row in enumerate(text.splitlines(), start=1):
        if row.strip() and not _REMARK.match(row):
            with builder.entry():
                _take(rows, row, place_in(path, line), line)
    for word, (line, terms, notes) in rows.items():
        builder.add(
            word,
            {source: [Term(word)], target: terms},
            line=line,
            note=" ".join(dict.fromkeys(notes)),
        )
    return builder.build()


def _take(
    rows: dict[str, tuple[int, list[Term], list[str]]], row: str, where: str, line: int
) -> None:
    cells = row.split("\t")
    if len(cells) < 2:
        raise WorkbenchError(
            "the line has no tab, so no target term",
            place=where,
            remedy="write source, tab, target, and if you like tab, comment",
        )
    word, rendering = term_text(cells[0], where), term_text(cells[1], where)
    known = rows.setdefault(word, (line, [], []))
    status: TermStatus = "admitted" if known[1] else "preferred"
    known[1].append(Term(rendering, status))
    known[2].extend(cell.strip() for cell in cells[2:] if cell.strip())


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


def _holds(concept: Concept, source: str, target: str) -> bool:
    return bool(concept.allowed(source) and concept.allowed(target))


FORMAT = GlossaryFormat(
    "OmegaT's tab-separated text", (".txt", ".utf8", ".tab"), read, write, _holds
)
