"""What is doubtful in a glossary that can be read."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.glossary.concept import Concept, GlossaryData, Term
from workbench.languages import of, scripts
from workbench.languages.folding import fold
from workbench.languages.tags import language_of


@dataclass(frozen=True, slots=True)
class GlossaryProblem:
    """One doubtful thing, for a person to decide."""

    rule: str
    """``duplicate``, ``shared-term``, ``contradiction``, ``empty-language``, ``lookalike``."""

    severity: Literal["error", "warning", "note"]
    message: str
    concept: str
    place: str


def validate(glossary: GlossaryData) -> list[GlossaryProblem]:
    """All that is doubtful in a glossary, in its order.

    - ``duplicate``: a concept has one term twice in a language;
    - ``shared-term``: a term stands in two concepts (rightly, where it has two senses);
    - ``contradiction``: a term forbidden in one concept is preferred in another;
    - ``empty-language``: a concept has no term in a language of the glossary;
    - ``lookalike``: a word mixes Latin and Cyrillic letters, or is in letters of another
      language that look like its own (Latin *COBET* in Russian, a radical for an ideograph).
    """
    problems: list[GlossaryProblem] = []
    holders: defaultdict[tuple[str, str], list[tuple[Concept, Term]]] = defaultdict(list)
    for concept in glossary:
        problems += _within(concept, glossary.languages)
        for tag, terms in concept.terms.items():
            for term in terms:
                if "rendering" in term.flags:
                    continue
                # Cease-fire, cease fire and ceasefire are one word.
                written = _written(concept, term, tag).replace("-", "").replace(" ", "")
                key = (language_of(tag), written)
                if not any(held is concept for held, _ in holders[key]):
                    holders[key].append((concept, term))
    for held in holders.values():
        problems += _between(held)
    order = {concept.id: number for number, concept in enumerate(glossary)}
    return sorted(problems, key=lambda problem: order[problem.concept])


def _written(concept: Concept, term: Term, tag: str) -> str:
    """A term as it is compared: with its capitals where they count."""
    folded = fold(term.text, tag)
    return folded.cased if "case" in concept.flags | term.flags else folded.text


def _within(concept: Concept, languages: Iterable[str]) -> Iterable[GlossaryProblem]:
    for tag in languages:
        terms = concept.terms.get(tag, ())
        allowed = [term for term in terms if term.status != "forbidden"]
        if not allowed and "keep" not in concept.flags:
            yield GlossaryProblem(
                "empty-language",
                "note",
                f"{concept.id!r} has no term in {tag}" + (" that is allowed" if terms else ""),
                concept.id,
                concept.place,
            )
        seen: set[str] = set()
        for term in terms:
            folded = _written(concept, term, tag)
            if folded in seen:
                yield GlossaryProblem(
                    "duplicate",
                    "warning",
                    f"{concept.id!r} has {term.text!r} twice in {tag}",
                    concept.id,
                    concept.place,
                )
            seen.add(folded)
            mixed = scripts.BOTH.search(term.text)
            alike = None if mixed else _lookalike(concept, term, tag)
            if mixed or alike:
                yield GlossaryProblem(
                    "lookalike",
                    "error",
                    f"{mixed[0]!r} in {term.text!r} mixes {scripts.MIXED_NAMES} letters"
                    if mixed
                    else f"{alike!r} in {term.text!r} only looks like {of(tag).name}",
                    concept.id,
                    concept.place,
                )


_ALIKE = re.compile(r"\b(?![IXC]+\b)[ABCEHIKMOPTXaceiopxy]{2,}\b", re.ASCII)
"""Words of Latin letters that Cyrillic has as well, by their looks; not Roman numerals."""

_CYRILLIC = re.compile(rf"[{scripts.CYRILLIC}]+")
_RADICAL = re.compile(f"[{scripts.HAN_LOOKALIKES}]")


def _lookalike(concept: Concept, term: Term, tag: str) -> str | None:
    """A word of a term that another script's letters make look like its language's own.

    A name may stand in Latin letters in a Russian term where another language has it so.
    """
    script = of(tag).script
    if "Cyrl" in scripts.written_in(script):
        others = {
            word
            for other, terms in concept.terms.items()
            if other != tag
            for one in terms
            for word in one.text.split()
        }
        alike = next((one[0] for one in _ALIKE.finditer(term.text) if one[0] not in others), None)
        return alike if _CYRILLIC.search(term.text) or alike == term.text else None
    found = _CYRILLIC.search(term.text) or (
        _RADICAL.search(term.text) if "Hani" in scripts.written_in(script) else None
    )
    return found[0] if found else None


def _between(held: list[tuple[Concept, Term]]) -> Iterable[GlossaryProblem]:
    first, term = held[0]
    for other, again in held[1:]:
        statuses = {term.status, again.status}
        if statuses == {"preferred", "forbidden"}:
            rule, severity = "contradiction", "error"
        else:
            rule, severity = "shared-term", "warning"
        yield GlossaryProblem(
            rule,
            "error" if severity == "error" else "warning",
            f"{again.text!r} is {again.status} for {other.id!r} and {term.status} for "
            f"{first.id!r} ({first.place})",
            other.id,
            other.place,
        )
