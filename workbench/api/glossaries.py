"""Glossaries of several files, and concepts added to one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.files import rewriting
from workbench.glossary import (
    Concept,
    Glossary,
    GlossaryBuilder,
    MergeNote,
    Term,
    known_flags,
    language_tag,
    merge,
    new_id,
    read_all,
    term_text,
)
from workbench.units import parse_pair


@dataclass(frozen=True, slots=True)
class LoadedGlossaries:
    """Several glossary files as one."""

    glossary: Glossary
    notes: tuple[MergeNote, ...]
    """What the files say differently, and which ids had to change."""


def load_glossaries(
    paths: Sequence[str | Path],
    *,
    pair: str | None = None,
    recover: Callable[[str], None] | None = None,
) -> LoadedGlossaries:
    """Read glossary files as one glossary; the first has the last word.

    Args:
        paths: As for :meth:`Glossary.read`; with none, the glossary is empty.
        pair: ``"en:ru"``, for the formats that do not name their languages.
        recover: Told which broken entries were left out; None to refuse such a file.

    Raises:
        WorkbenchError: A file cannot be read, or a row of it is broken.
    """
    if not paths:
        return LoadedGlossaries(Glossary((), ()), ())
    glossary, notes = read_all(
        [Path(path) for path in paths],
        pair=parse_pair(pair) if pair else None,
        recover=recover,
    )
    return LoadedGlossaries(glossary, tuple(notes))


@dataclass(frozen=True, slots=True)
class GrownGlossary:
    """A glossary file to which concepts were added."""

    glossary: Glossary
    added: int
    """Concepts that it did not have before."""

    notes: tuple[MergeNote, ...]
    """What the new ones say differently; what was there counts."""


def add_concept(
    path: str | Path,
    terms: Mapping[str, Sequence[Term | str]],
    *,
    identifier: str = "",
    domain: str = "",
    definition: str = "",
    note: str = "",
    flags: Sequence[str] = (),
    pair: str | None = None,
) -> GrownGlossary:
    """Add a concept to a glossary file, or terms to the concept that it is.

    It is one that the file has where the id is given and is there, or where the preferred
    terms of two languages are the same.

    Args:
        path: The file; made where there is none.
        terms: By language tag; a plain string is a preferred term.
        identifier: Its id; where empty, one that no concept anywhere has.
        domain: Its subject field.
        definition: What it is.
        note: What else is to be said.
        flags: ``case``, ``literal``, ``free``, ``keep``, ``always``.
        pair: ``"en:ru"``, the languages of a ``.po`` or ``.txt`` file.

    Raises:
        WorkbenchError: A tag, a term or a flag is not valid, or the file cannot be read or
            written.
    """
    given: dict[str, list[Term]] = {}
    for tag, words in terms.items():
        for word in words:
            term = Term(word) if isinstance(word, str) else word
            given.setdefault(language_tag(tag, "--term"), []).append(
                replace(term, text=term_text(term.text, "--term"))
            )
    first = next((words[0].text for words in given.values()), "")
    builder = GlossaryBuilder(Path("--term"))
    builder.add(
        identifier or new_id(first),
        given,
        line=None,
        domain=domain,
        definition=definition,
        note=note,
        flags=known_flags(flags, "--flag"),
    )
    new = Glossary.from_data(builder.build())
    return _added(path, new, pair, trust_ids=bool(identifier))


def change_concept(path: str | Path, concept: Concept) -> Glossary:
    """Put a concept in the place of the one of its id in a glossary file.

    Raises:
        WorkbenchError: There is no such concept, or the file cannot be read or written.
    """
    return _written(path, concept.id, [concept])


def remove_concept(path: str | Path, identifier: str) -> Glossary:
    """Take a concept out of a glossary file.

    Raises:
        WorkbenchError: There is no such concept, or the file cannot be read or written.
    """
    return _written(path, identifier, [])


def _written(path: str | Path, identifier: str, concepts: Sequence[Concept]) -> Glossary:
    file = Path(path)
    with rewriting(file):
        known = Glossary.read(file)
        if identifier not in {concept.id for concept in known}:
            raise WorkbenchError(f"it has no concept {identifier!r}", place=file)
        kept: list[Concept] = []
        for concept in known:
            kept += concepts if concept.id == identifier else [concept]
        changed = Glossary(tuple(kept), known.languages, known.name)
        changed.write(file)
    return changed


def add_concepts(path: str | Path, new: Glossary, *, pair: str | None = None) -> GrownGlossary:
    """Add the concepts of a glossary to a file, which is made where there is none.

    Raises:
        WorkbenchError: The file cannot be read or written.
    """
    return _added(path, new, pair, trust_ids=False)


def _added(path: str | Path, new: Glossary, pair: str | None, *, trust_ids: bool) -> GrownGlossary:
    file = Path(path)
    both = parse_pair(pair) if pair else None
    with rewriting(file):
        known = Glossary.read(file, pair=both) if file.exists() else Glossary((), (), file.stem)
        merged, notes = merge(known, new, trust_ids=trust_ids)
        merged.write(file, pair=both)
    return GrownGlossary(merged, len(merged) - len(known), tuple(notes))
