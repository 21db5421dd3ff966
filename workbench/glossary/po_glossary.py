"""Glossaries as PO, as Weblate and translate-toolkit keep them.

An entry is a source term and one rendering. The first entry of a concept has its id as
context, further ones (a synonym, a forbidden rendering) the id with ``#2``, ``#3``. Entry
flags say the rest: ``admitted``, ``forbidden`` of the rendering, ``source-admitted``,
``source-forbidden`` of the source term, and the concept's own.
"""

import re
from pathlib import Path
from typing import Any

from workbench import formats
from workbench.errors import WorkbenchError
from workbench.files import Kind, atomic_write, from_os_error
from workbench.glossary.builder import (
    GlossaryBuilder,
    known_flags,
    language_tag,
    place_in,
    term_text,
)
from workbench.glossary.concept import FLAGS, STATUSES, Concept, GlossaryData, Term, TermStatus
from workbench.glossary.glossary_format import GlossaryFormat, LanguagePair, Remark

_NUMBER = re.compile(r"#\d+$")


def read(path: Path, pair: LanguagePair | None, recover: Remark | None = None) -> GlossaryData:
    """Read a PO glossary; obsolete, fuzzy and untranslated entries are passed over.

    Args:
        path: The file.
        pair: Source and target tag; where None the headers ``X-Source-Language`` (English
            where missing) and ``Language`` say them.
        recover: Told which entries were left out since they are broken; None to refuse them.

    Raises:
        WorkbenchError: It is not PO, or nothing says what language it is.
    """
    import polib

    try:
        path.open("rb").close()
        catalogue = polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
    except UnicodeDecodeError:
        raise WorkbenchError(
            "the file is not UTF-8", place=path, remedy="save it as UTF-8"
        ) from None
    except OSError as error:
        line = re.search(r"line (\d+)", str(error))
        if error.errno is None:
            where = place_in(path, int(line[1]) if line else None)
            raise WorkbenchError(
                "it is not valid PO", place=where, remedy="correct it, for example in Poedit"
            ) from None
        raise from_os_error(error, path, doing="read") from error
    source, target = pair or _announced(catalogue.metadata, path)
    builder = GlossaryBuilder(path, recover)
    for tag in (source, target):
        builder.announce(tag)
    concepts: dict[str, list[Any]] = {}
    for entry in catalogue:
        if not entry.obsolete and entry.msgid and entry.msgstr and "fuzzy" not in entry.flags:
            concepts.setdefault(_NUMBER.sub("", entry.msgctxt or entry.msgid), []).append(entry)
    for identifier, entries in concepts.items():
        with builder.entry():
            _take(builder, identifier, entries, (source, target))
    return builder.build()


def _take(
    builder: GlossaryBuilder, identifier: str, entries: list[Any], pair: LanguagePair
) -> None:
    """The entries of one concept."""
    source, target = pair
    path = builder.path
    terms: dict[str, dict[str, Term]] = {source: {}, target: {}}
    for entry in entries:
        where = place_in(path, entry.linenum)
        for tag, text, prefix in (
            (source, entry.msgid, "source-"),
            (target, entry.msgstr, ""),
        ):
            term = Term(term_text(text, where), _status(entry.flags, prefix))
            terms[tag].setdefault(term.text, term)
    first = entries[0]
    builder.add(
        identifier,
        {tag: list(words.values()) for tag, words in terms.items()},
        line=first.linenum,
        domain=_comment(first.comment, "domain"),
        definition=first.comment.partition("\n")[2]
        if first.comment.startswith("domain: ")
        else first.comment,
        note=first.tcomment,
        flags=known_flags((flag for flag in first.flags if flag in FLAGS), place_in(path, 0)),
    )


def _announced(metadata: dict[str, str], path: Path) -> LanguagePair:
    target = metadata.get("Language", "").strip()
    if not target:
        raise WorkbenchError(
            "its header does not say the target language",
            place=path,
            remedy="say the pair with --pair en:ru, or add the header 'Language: ru'",
        )
    source = metadata.get("X-Source-Language", "").strip() or "en"
    return language_tag(source, str(path)), language_tag(target, str(path))


def _status(entry_flags: list[str], prefix: str) -> TermStatus:
    for status in STATUSES:
        if prefix + status in entry_flags:
            return status
    return "preferred"


def _comment(comment: str, name: str) -> str:
    first = comment.partition("\n")[0]
    return first.removeprefix(f"{name}: ") if first.startswith(f"{name}: ") else ""


def write(glossary: GlossaryData, path: Path, pair: LanguagePair | None) -> None:
    """Write the concepts that have a term in both languages.

    Args:
        glossary: What to write.
        path: The file.
        pair: Source and target tag; where None the glossary's first two languages.
    """
    import polib

    if pair is None and len(glossary.languages) != 2:
        raise WorkbenchError(
            "PO holds two languages, the glossary has others",
            place=path,
            remedy="say which with --pair en:ru",
        )
    source, target = pair or (glossary.languages[0], glossary.languages[1])
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": glossary.name or "glossary",
        "Language": target.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": source.replace("-", "_"),
    }
    for concept in glossary:
        if not _holds(concept, source, target):
            continue
        words, renderings = concept.terms_in(source), concept.terms_in(target)
        pairs: list[tuple[Term, Term]] = [(words[0], rendering) for rendering in renderings]
        pairs += [(word, renderings[0]) for word in words[1:]]
        domain = f"domain: {concept.domain}" if concept.domain else ""
        for number, (word, rendering) in enumerate(pairs, start=1):
            marks: list[str] = [] if rendering.status == "preferred" else [rendering.status]
            marks += [] if word.status == "preferred" else [f"source-{word.status}"]
            first = number == 1
            catalogue.append(
                polib.POEntry(
                    msgctxt=concept.id if first else f"{concept.id}#{number}",
                    msgid=word.text,
                    msgstr=rendering.text,
                    flags=[*marks, *sorted(concept.flags)] if first else marks,
                    comment="\n".join(filter(None, (domain, concept.definition))) if first else "",
                    tcomment=concept.note if first else "",
                )
            )
    with atomic_write(path, over=Kind("PO", formats.PO.content)) as file:
        file.write(f"{catalogue}\n".encode())


def _holds(concept: Concept, source: str, target: str) -> bool:
    return bool(concept.terms_in(source) and concept.terms_in(target))


FORMAT = GlossaryFormat("PO", (".po",), read, write, _holds)
