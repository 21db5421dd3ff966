"""Two glossaries made one, with what they disagree on."""

from dataclasses import dataclass, replace

from workbench.glossary.concept import Concept, Glossary, Term
from workbench.languages.folding import fold


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something two glossaries say differently; what the first one says was kept."""

    concept: str
    message: str
    place: str
    """Where the second glossary says it."""


def merge(one: Glossary, other: Glossary) -> tuple[Glossary, list[Conflict]]:
    """Join two glossaries; the first has the last word.

    Concepts are the same where their ids are, or where their preferred terms agree in two
    languages. Terms, languages and texts that only the second has are taken over; its own
    preferred term, where the first has another, becomes an admitted one.

    Returns:
        The joined glossary, the first's concepts before those only the second has; and the
        conflicts, in the second's order.
    """
    merged: dict[str, Concept] = {concept.id: concept for concept in one}
    by_term: dict[tuple[str, str], str] = {}
    for concept in one:
        for tag, text in _preferred(concept):
            by_term.setdefault((tag, text), concept.id)
    conflicts: list[Conflict] = []
    for concept in other:
        known = concept.id if concept.id in merged else _same(concept, by_term)
        if known is None:
            merged[concept.id] = concept
        else:
            merged[known], found = _joined(merged[known], concept)
            conflicts += found
    languages = tuple(dict.fromkeys((*one.languages, *other.languages)))
    return Glossary(tuple(merged.values()), languages, one.name), conflicts


def _preferred(concept: Concept) -> list[tuple[str, str]]:
    return [
        (tag, fold(term.text, tag).text)
        for tag, terms in concept.terms.items()
        for term in terms
        if term.status == "preferred"
    ]


def _same(concept: Concept, by_term: dict[tuple[str, str], str]) -> str | None:
    """The concept that has this one's preferred terms in two languages."""
    shared: dict[str, set[str]] = {}
    for tag, text in _preferred(concept):
        known = by_term.get((tag, text))
        if known is not None:
            shared.setdefault(known, set()).add(tag)
    return next((known for known, tags in shared.items() if len(tags) > 1), None)


def _joined(one: Concept, other: Concept) -> tuple[Concept, list[Conflict]]:
    conflicts: list[Conflict] = []

    def conflict(message: str) -> None:
        conflicts.append(Conflict(one.id, f"{one.id!r}: {message}", other.place))

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
            if same is None and term.status == "preferred" and has_preferred:
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
    return joined, conflicts
