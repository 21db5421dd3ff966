"""Candidates from a memory: phrases that are terms by their use, with their counterparts.

How much of a term a phrase is, is its C-value (Frantzi, Ananiadou and Mima 2000): frequent,
long, and not only a part of one longer phrase; and how much more frequent it is here than in
texts at large (the "weirdness" of Ahmad, Gillam and Tostevin 1999), by the encoder's unigram
model. Its counterpart is the phrase of the other
language that stands in the same units (Dice's coefficient) and means the same (cosine of the
encoder's vectors).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from workbench.embedding import Encoder
from workbench.extraction.phrases import parts, words_of
from workbench.glossary import Glossary, non_translatable_spans
from workbench.languages.folding import fold
from workbench.languages.phrases import finder
from workbench.units import Unit
from workbench.words import WordVectors

LEAST = 3
"""Units in which a candidate must stand."""

_CONSIDERED = 600
"""Source phrases, the best first, whose counterparts are looked for."""

_RIVALS = 40
"""Target phrases that are compared for one source phrase."""

_MEANING = 0.5
"""What the encoder's word counts beside the association's."""

_NEARLY = 0.1
"""By how much less a counterpart may fit that has the best one within it."""

_PLAIN, _PECULIAR = 3.0, 6.0
"""Logarithms of how much more frequent than elsewhere a word of everyday is, and a term."""

_COPIED = 0.85
"""What a counterpart counts that is the same word in Latin letters, where it is no name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be a term, with what the other languages say for it."""

    terms: dict[str, str]
    """Per document key: the source's phrase, and the best counterpart of each other language
    (none where nothing convinces)."""

    frequency: int
    """Units in which the source phrase stands."""

    score: float
    """Between candidates of one run: higher is more likely a term with right counterparts."""

    others: dict[str, tuple[str, ...]]
    """Per key, further counterparts, the better first."""

    example: dict[str, str]
    """Per key, the text of a short unit that has the terms."""


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of one language."""

    units: dict[str, frozenset[int]]
    """By phrase, the units it stands in."""

    value: dict[str, float]
    """By phrase, its C-value."""


def extract(
    units: Sequence[Unit],
    keys: Sequence[str],
    encoder: Encoder | None = None,
    *,
    glossary: Glossary | None = None,
    limit: int = 200,
) -> list[Candidate]:
    """Term candidates of a memory, the best first.

    Args:
        units: Translation units with text in the languages asked for.
        keys: Document keys, the source first.
        encoder: Compares meanings; without one association alone decides.
        glossary: Whose terms are left out.
        limit: How many at most.
    """
    texts = {key: [_text(unit, key) for unit in units] for key in keys}
    found = {key: _phrases(texts[key], key) for key in keys}
    source = keys[0]
    known = _known(glossary, source)
    value = found[source].value
    ranked = sorted(value, key=lambda phrase: (-value[phrase], phrase))
    within = _pieces(known, found[source], source)
    chosen = [
        phrase
        for phrase in ranked
        if fold(phrase, source).text not in known and phrase not in within
    ][:_CONSIDERED]
    peculiar = _peculiarity(chosen, found[source], texts[source], encoder)
    answers = {key: _counterparts(chosen, found[source], found[key], encoder) for key in keys[1:]}
    candidates = []
    for phrase in chosen:
        best = {key: answers[key][phrase] for key in keys[1:]}
        given = {key: rows[0][0] for key, rows in best.items() if rows}
        strength = [rows[0][1] if rows else 0.0 for rows in best.values()]
        if not given:
            continue
        fit = sum(strength) / len(strength)
        terms = {source: phrase, **given}
        candidates.append(
            Candidate(
                terms,
                len(found[source].units[phrase]),
                math.log1p(max(value[phrase], 0.0)) * fit**2 * peculiar[phrase],
                {key: tuple(text for text, _ in rows[1:4]) for key, rows in best.items()},
                _example(terms, found, texts),
            )
        )
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.terms[source]))
    return _distinct(candidates, source)[:limit]


def _text(unit: Unit, key: str) -> str:
    """The text without addresses, tags and placeholders."""
    variant = unit.variants.get(key)
    text = variant.text(key) if variant else ""
    for start, end in non_translatable_spans(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _peculiarity(
    chosen: Sequence[str], phrases: _Phrases, texts: Sequence[str], encoder: Encoder | None
) -> dict[str, float]:
    """By phrase, a factor from 0.2 for everyday's words to 1 for those of the field."""
    # Only the built-in encoder knows how common words are in general.
    log_probabilities = getattr(encoder, "log_probabilities", None)
    if log_probabilities is None or not chosen:
        return dict.fromkeys(chosen, 1.0)
    total = sum(len(text.split()) for text in texts) or 1
    general: list[float] = log_probabilities([phrase.lower() for phrase in chosen])
    factors = {}
    for phrase, expected in zip(chosen, general, strict=True):
        here = math.log(len(phrases.units[phrase]) / total)
        share = (here - expected - _PLAIN) / (_PECULIAR - _PLAIN)
        factors[phrase] = min(1.0, max(0.2, share))
    return factors


def _known(glossary: Glossary | None, key: str) -> set[str]:
    if glossary is None:
        return set()
    return {fold(term.text, key).text for concept in glossary for term in concept.terms_in(key)}


def _pieces(known: AbstractSet[str], phrases: _Phrases, key: str) -> set[str]:
    """Phrases that are part of a term of the glossary, and stand seldom without it."""
    covered: defaultdict[str, set[int]] = defaultdict(set)
    for phrase, where in phrases.units.items():
        if fold(phrase, key).text in known:
            for part in parts(phrase):
                covered[part] |= where
    return {
        part
        for part, where in covered.items()
        if len(phrases.units.get(part, frozenset()) - where) < LEAST
    }


def _phrases(texts: Sequence[str], key: str) -> _Phrases:
    counts: Counter[str] = Counter()
    units: defaultdict[str, set[int]] = defaultdict(set)
    for number, phrases in enumerate(finder(key)(texts)):
        counts.update(phrases)
        for phrase in phrases:
            units[phrase].add(number)
    kept = {phrase for phrase, where in units.items() if len(where) >= LEAST}
    return _Phrases({phrase: frozenset(units[phrase]) for phrase in kept}, _values(counts, kept))


def _values(counts: Mapping[str, int], kept: Iterable[str]) -> dict[str, float]:
    """C-values: what a phrase owes to longer ones is not its own."""
    longer: defaultdict[str, list[int]] = defaultdict(list)
    chosen = set(kept)
    for phrase in chosen:
        for part in parts(phrase):
            if part in chosen:
                longer[part].append(counts[phrase])
    return {
        phrase: math.log2(words_of(phrase) + 1)
        * (counts[phrase] - (sum(longer[phrase]) / len(longer[phrase]) if longer[phrase] else 0))
        for phrase in chosen
    }


def _counterparts(
    chosen: Sequence[str], source: _Phrases, target: _Phrases, encoder: Encoder | None
) -> dict[str, list[tuple[str, float]]]:
    """Per source phrase, target phrases with how well they fit (0 to 1), the best first."""
    by_unit: defaultdict[int, list[str]] = defaultdict(list)
    for phrase, where in target.units.items():
        # What stands in one longer phrase alone is a piece of it.
        for number in where if target.value[phrase] > 0 else ():
            by_unit[number].append(phrase)
    rivals: dict[str, list[tuple[str, float]]] = {}
    for phrase in chosen:
        where = source.units[phrase]
        together = Counter(other for number in where for other in by_unit[number])
        scored = [
            (
                other,
                2
                * count
                / (len(where) + len(target.units[other]))
                * (1 - 1 / (count + 0.5))
                * (_COPIED if other == phrase and phrase.islower() else 1.0),
            )
            for other, count in together.items()
            if count > 1
        ]
        rivals[phrase] = sorted(scored, key=_better)[:_RIVALS]
    if encoder is None:
        return rivals
    return _by_meaning(rivals, encoder)


def _better(row: tuple[str, float]) -> tuple[float, int, str]:
    """How counterparts are ordered: by fit, of equal ones the longer first."""
    return -round(row[1], 6), -words_of(row[0]), row[0]


def _by_meaning(
    rivals: Mapping[str, list[tuple[str, float]]], encoder: Encoder
) -> dict[str, list[tuple[str, float]]]:
    texts = list(
        dict.fromkeys([*rivals, *(other for rows in rivals.values() for other, _ in rows)])
    )
    if not texts:
        return {}
    vectors = WordVectors(encoder)(texts)
    number = {text: place for place, text in enumerate(texts)}
    answers = {}
    for phrase, rows in rivals.items():
        mine = vectors[number[phrase]]
        scored = [
            (
                other,
                (1 - _MEANING) * dice
                + _MEANING * _sameness(phrase, other, float(mine @ vectors[number[other]])),
            )
            for other, dice in rows
        ]
        answers[phrase] = _whole_first(phrase, sorted(scored, key=_better))
    return answers


def _whole_first(phrase: str, rows: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The same rows, with a longer one first that has the best one within it.

    It must fit nearly as well and be no longer than the source's phrase: a name of two words is
    not answered by the first of them. Where no spaces part words, two characters may be enough.
    """
    if not rows:
        return rows
    best, fit = rows[0]
    longer = next(
        (
            row
            for row in rows[1:]
            if row[1] >= fit - _NEARLY
            and " " in row[0]
            and words_of(row[0]) <= words_of(phrase)
            and best in parts(row[0])
        ),
        None,
    )
    return rows if longer is None else [longer, *(row for row in rows if row is not longer)]


def _sameness(phrase: str, other: str, cosine: float) -> float:
    """How far two phrases mean the same; a word left as it is proves less than a translation."""
    copied = other == phrase and phrase.islower()
    return max(0.0, cosine) * (_COPIED if copied else 1.0)


def _example(
    terms: Mapping[str, str], found: Mapping[str, _Phrases], texts: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """The shortest unit that has the term in every language, or in most."""
    counts = Counter(number for key, phrase in terms.items() for number in found[key].units[phrase])
    most = max(counts.values())
    source = next(iter(terms))
    number = min(
        (one for one, count in counts.items() if count == most),
        key=lambda one: (len(texts[source][one]), one),
    )
    return {key: " ".join(texts[key][number].split()) for key in terms}


def _distinct(candidates: Iterable[Candidate], source: str) -> list[Candidate]:
    """The candidates without those that are part of a better one with the same counterpart."""
    kept: list[Candidate] = []
    seen: list[tuple[str, frozenset[str]]] = []
    for candidate in candidates:
        phrase = candidate.terms[source]
        answers = frozenset(text for key, text in candidate.terms.items() if key != source)
        if any((phrase in other or other in phrase) and answers & given for other, given in seen):
            continue
        seen.append((phrase, answers))
        kept.append(candidate)
    return kept
