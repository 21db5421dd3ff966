"""Two glossaries made one, with what they disagree on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from workbench.glossary.concept import Concept, Term
from workbench.glossary.glossary import Glossary
from workbench.glossary.identifiers import distinct_id
from workbench.languages.folding import fold
from workbench.languages.tags import contradict, language_of


@dataclass(frozen=True, slots=True)
class MergeNote:
    """Something that a merge decided, for a person to know."""

    kind: Literal["conflict", "renamed"]
    """``conflict``: the two say different things, and the first's counts. ``renamed``: the
    second uses an id of the first for another concept, which got an id of its own."""

    concept: str
    """Its id in the merged glossary."""

    message: str
    place: str
    """Where the second glossary says it."""


def merge(
    one: Glossary, other: Glossary, *, trust_ids: bool = False
) -> tuple[Glossary, list[MergeNote]]:
    """Join two glossaries; the first has the last word.

    Concepts are the same where their preferred terms agree in two languages, or where their
    ids are equal and their terms bear that out: a preferred term in common, or an allowed one
    in each language that both have, or no language that both have. Equal ids alone say
    nothing: many programs call the first concept of any glossary ``c1``. Terms, languages
    and texts that only the second has are taken over; its own preferred term, where the
    first has another, becomes an admitted one.

    Args:
        one: Its ids, fields and preferred terms stay.
        other: What is added; its concepts are compared with those of ``one`` alone.
        trust_ids: Equal ids are one concept whatever their terms: a person named the id.

    Returns:
        The joined glossary, the first's concepts before those only the second has; and what
        was decided, in the second's order.
    """
    merged: dict[str, Concept] = {concept.id: concept for concept in one}
    holders = _holders(one)
    elsewhere = _holders(one, "preferred", "admitted")
    notes: list[MergeNote] = []
    renamed = _renamed_before(one)
    for concept in other:
        same_id = [one_id for one_id in (concept.id, *renamed[concept.id]) if one_id in merged]
        known = next(
            (one_id for one_id in same_id if trust_ids or _borne_out(merged[one_id], concept)),
            None,
        ) or _with_its_terms(concept, holders)
        if known is not None:
            merged[known], found = _joined(merged[known], concept, elsewhere)
            notes += found
        elif concept.id in merged:
            own = distinct_id(concept.id, other.name, merged)
            merged[own] = replace(concept, id=own)
            message = f"{concept.id!r} is another concept in the first; this one is kept as {own!r}"
            notes.append(MergeNote("renamed", own, message, concept.place))
        else:
            merged[concept.id] = concept
    languages = tuple(dict.fromkeys((*one.languages, *other.languages)))
    return Glossary(tuple(merged.values()), languages, one.name), notes


def read_all(
    paths: Sequence[Path],
    *,
    pair: tuple[str, str] | None = None,
    recover: Callable[[str], None] | None = None,
) -> tuple[Glossary, list[MergeNote]]:
    """Several glossary files as one; the first has the last word.

    Args:
        paths: At least one.
        pair: For the formats that do not name their languages; see ``Glossary.read``.
        recover: Told which broken entries were left out; None to refuse such a file.

    Raises:
        WorkbenchError: One cannot be read.
    """
    whole = Glossary.read(paths[0], pair=pair, recover=recover)
    notes: list[MergeNote] = []
    for path in paths[1:]:
        whole, found = merge(whole, Glossary.read(path, pair=pair, recover=recover))
        notes += found
    return whole, notes


def _renamed_before(glossary: Glossary) -> defaultdict[str, list[str]]:
    """By an id, those under which an earlier merge may have kept a concept that had it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for concept in glossary:
        _, colon, original = concept.id.partition(":")
        if colon:
            found[original].append(concept.id)
    return found


def _folded(concept: Concept, *statuses: str) -> dict[str, set[str]]:
    """Per tag the concept's terms of these statuses, as they are compared."""
    return {
        tag: {fold(term.text, tag).text for term in terms if term.status in statuses}
        for tag, terms in concept.terms.items()
    }


def _borne_out(one: Concept, other: Concept) -> bool:
    """Whether the terms of two concepts with one id allow that they are the same."""
    preferred = _folded(one, "preferred"), _folded(other, "preferred")
    allowed = _folded(one, "preferred", "admitted"), _folded(other, "preferred", "admitted")
    common = [
        (mine, theirs)
        for mine in one.terms
        for theirs in other.terms
        # A language in which one of them only forbids something says nothing here.
        if allowed[0][mine] and allowed[1][theirs] and not contradict(mine, theirs)
    ]
    return any(
        not preferred[0][mine].isdisjoint(preferred[1][theirs]) for mine, theirs in common
    ) or all(not allowed[0][mine].isdisjoint(allowed[1][theirs]) for mine, theirs in common)


def _holders(
    glossary: Iterable[Concept], *statuses: str
) -> defaultdict[tuple[str, str], list[str]]:
    """By tag and preferred term the ids of the concepts that have it, in their order."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for concept in glossary:
        for tag, texts in _folded(concept, *(statuses or ("preferred",))).items():
            for text in texts:
                found[tag, text].append(concept.id)
    return found


def _with_its_terms(concept: Concept, holders: dict[tuple[str, str], list[str]]) -> str | None:
    """The concept that has this one's preferred terms in two languages."""
    shared: defaultdict[str, set[str]] = defaultdict(set)
    for tag, texts in _folded(concept, "preferred").items():
        for text in texts:
            for known in holders.get((tag, text), ()):
                shared[known].add(language_of(tag))
    return next((known for known, languages in shared.items() if len(languages) > 1), None)


def _joined(
    one: Concept, other: Concept, elsewhere: dict[tuple[str, str], list[str]]
) -> tuple[Concept, list[MergeNote]]:
    """A concept with what another adds, but for what the first glossary calls another concept."""
    notes: list[MergeNote] = []

    def conflict(message: str) -> None:
        notes.append(
            MergeNote("conflict", one.id, f"{one.id!r}: {message}; the first counts", other.place)
        )

    terms = dict(one.terms)
    for tag, words in other.terms.items():
        if tag not in terms:
            terms[tag] = words
            continue
        known = {fold(term.text, tag).text: term for term in terms[tag]}
        has_preferred = any(term.status == "preferred" for term in terms[tag])
        new: list[Term] = []
        for term in words:
            same = known.get(fold(term.text, tag).text)
            holders = elsewhere.get((tag, fold(term.text, tag).text), [])
            if same is None and holders and term.status != "forbidden":
                conflict(f"{term.text!r} is a term of {holders[0]!r} in the first")
            elif same is None and term.status == "preferred" and has_preferred:
                conflict(f"{term.text!r} is preferred in the second, another term in the first")
                new.append(replace(term, status="admitted"))
            elif same is None:
                new.append(term)
            elif same.status != term.status:
                conflict(
                    f"{term.text!r} is {same.status} in the first, {term.status} in the second"
                )
        terms[tag] = (*terms[tag], *new)
    texts = {}
    for field in ("domain", "definition", "note"):
        mine, theirs = getattr(one, field), getattr(other, field)
        if mine and theirs and mine != theirs:
            conflict(f"the {field} differs: {mine!r} and {theirs!r}")
        texts[field] = mine or theirs
    joined = replace(one, terms=terms, flags=one.flags | other.flags, **texts)
    return joined, notes
