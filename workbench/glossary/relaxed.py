"""A second look for a term that the first one did not find.

Running text says terms in ways that a list of forms does not hold: two terms share a word
("official and working visits"), a word stands between ("право граждан на труд") or an
abbreviation in brackets ("the bond market (BM) rate"), a verb has the other aspect, another
word is derived from the term's, of a name that the list gives with its short form one stands
alone. These are looked for only where a concept is asked for and nothing else stands for it, so
that the first look stays quick.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.glossary.casing import is_acronym
from workbench.glossary.concept import Concept, Flag, Term
from workbench.glossary.matcher import Match, Matcher
from workbench.glossary.relaxed_ideographs import find_bridged
from workbench.glossary.short_names import is_short_for
from workbench.glossary.term_patterns import Pattern, Tokens, capitals, gap
from workbench.glossary.word_index import WordIndex
from workbench.glossary.word_tree import Kind, Text
from workbench.languages import of
from workbench.languages.folding import Folded
from workbench.languages.inflection import ANY, agree

_LONGEST = 5
"""Words that may stand between two words of a term."""

_STRETCHABLE = frozenset({"", ",", "-"})
"""What may part them, as ``gap`` puts it: no sentence ends there."""


_WITHIN = frozenset({"", "-", "/"})
"""What may part the words of an abbreviation in brackets: "offshore market (OM/A) rate"."""

_NAMED_TWICE = re.compile(r"(.*[^\s(（])\s*[(（]([^()（）]+)[)）]")
"""A term that a list gives with its short form: "Faster Payment System (FPS)"."""


@dataclass(slots=True)
class _Sought:
    """A term as it is looked for again."""

    pattern: Pattern
    kinds: tuple[Kind, ...]
    forms: list[Mapping[str, int]]
    """Of each word its forms with their masks, those of the other aspect among them."""

    stems: list[str]
    """Of each word, what words are derived from; empty where none are looked for."""


class RelaxedMatcher:
    """Finds a concept's terms with shared words left out, or words between.

    Args:
        matcher: What took the first look.
        flags: What holds for all terms besides their own: ``aspect``, ``derived``.
    """

    def __init__(self, matcher: Matcher, flags: Collection[Flag] = ()) -> None:
        self._tag = tag = matcher.tag
        self._flags = frozenset(flags)
        self._index = matcher.words
        self._inflection = of(tag).inflection
        self._sought: dict[str, list[_Sought]] = {}
        self._parts: dict[str, list[tuple[Term, Matcher]]] = {}

    def find(self, concept: Concept, folded: Folded) -> Iterator[Match]:
        """The allowed terms of a concept that stand in a text in such a way."""
        if concept.id not in self._parts:
            self._parts[concept.id] = [*_parts(concept, self._tag)]
        for term, matcher in self._parts[concept.id]:
            for match in matcher.find(folded):
                yield match._replace(concept=concept, term=term)
        if self._index is None:
            for term in concept.allowed(self._tag):
                if "literal" not in concept.flags | term.flags:
                    for start, end in find_bridged(term.text, self._tag, folded):
                        yield Match(concept, term, start, end)
            return
        sought = self._sought.get(concept.id)
        if sought is None:
            sought = self._sought[concept.id] = list(self._prepare(concept, self._index))
        if not sought:
            return
        text = self._index.cut(folded)
        for one in sought:
            wanted = self._wanted(one, text)
            if wanted is None:
                continue
            pattern = one.pattern
            for places in self._chains(pattern, wanted, text):
                if _is_plain(pattern, text, places) and not self._shares(text, places[0]):
                    continue
                if not pattern.cased or capitals(pattern, folded, text, places):
                    start, end = text.starts[places[0]], text.ends[places[-1]]
                    yield Match(*pattern.entry, *folded.span(start, end))
                    break

    def _prepare(self, concept: Concept, index: WordIndex) -> Iterator[_Sought]:
        """The terms that more than their forms side by side can stand for."""
        terms = index.terms(concept.id)
        for term in concept.allowed(self._tag):
            flags = self._flags | concept.flags | term.flags
            if "literal" in flags:
                continue
            for kinds, pattern in terms:
                if pattern.entry[1] is not term:
                    continue
                forms: list[Mapping[str, int]] = []
                for slot, word in zip(pattern.slots, pattern.words, strict=True):
                    others = self._inflection.other_aspect(word) if "aspect" in flags else ()
                    forms.append(
                        {**dict.fromkeys(others, ANY), **slot.forms} if others else slot.forms
                    )
                stems = [
                    word.lower() if "derived" in flags and not word.isupper() else ""
                    for word in pattern.words
                ]
                changed = any(
                    one is not slot.forms for one, slot in zip(forms, pattern.slots, strict=True)
                )
                if pattern.size > 1 or changed or any(stems):
                    yield _Sought(pattern, kinds, forms, stems)

    def _wanted(self, sought: _Sought, text: Text) -> list[dict[int, int]] | None:
        """Of each word where it stands, with its form's mask; None where one stands nowhere."""
        words = text.words
        wanted: list[dict[int, int]] = []
        for kind, forms, stem in zip(sought.kinds, sought.forms, sought.stems, strict=True):
            if forms is kind.forms:
                own = {place: forms[words[place]] for place in text.places(kind)}
            else:
                own = {place: forms[word] for place, word in enumerate(words) if word in forms}
            if stem:
                own |= {
                    place: ANY
                    for place, word in enumerate(words)
                    if place not in own and self._inflection.derives(stem, word)
                }
            if not own:
                return None
            wanted.append(own)
        return wanted

    def _chains(
        self, pattern: Pattern, wanted: Sequence[dict[int, int]], tokens: Tokens
    ) -> Iterator[list[int]]:
        """Places of all a term's words in order, with at most one stretch between two of them."""
        for first in wanted[0]:
            waiting: list[tuple[list[int], str]] = [([first], "")]
            while waiting:
                places, bridge = waiting.pop()
                number = len(places)
                if number == pattern.size:
                    shared = bridge == "shared" or (not bridge and self._shares(tokens, first))
                    if self._agrees(pattern, wanted, places, shared=shared):
                        yield places
                    continue
                last = places[-1]
                if last + 1 in wanted[number]:
                    if pattern.parts(tokens.gaps[last], number - 1):
                        waiting.append(([*places, last + 1], bridge))
                elif not bridge and not pattern.gaps[number - 1]:
                    for place in range(last + 2, last + 2 + _LONGEST):
                        kind = place in wanted[number] and self._bridge(tokens, last, place)
                        if kind:
                            waiting.append(([*places, place], kind))

    def _shares(self, tokens: Tokens, first: int) -> bool:
        """Whether a word is the last of several before one noun: "официальный и рабочий визиты".

        The noun is plural then, each of the words singular.
        """
        inflection = self._inflection
        return bool(
            inflection.shared and first > 1 and tokens.words[first - 1] in inflection.coordinators
        )

    def _bridge(self, tokens: Tokens, last: int, place: int) -> str:
        """What lies between two words of a term: ``shared``, ``inserted``, or nothing allowed."""
        gaps = [gap(between) for between in tokens.gaps[last:place]]
        if gaps[0] == "(" and gaps[-1] == ")" and all(mark in _WITHIN for mark in gaps[1:-1]):
            return "inserted"
        if not _STRETCHABLE.issuperset(gaps):
            return ""
        between = tokens.words[last + 1 : place]
        joining = self._inflection.coordinators
        begins = between[0] in joining or gaps[0] == ","
        ends = between[-1] in joining or gaps[-1] == ","
        if begins != ends and any(word not in joining for word in between):
            return "shared"
        if len(between) == 1 and not any(gaps) and self._inflection.may_come_between(between[0]):
            return "inserted"
        return ""

    def _agrees(
        self,
        pattern: Pattern,
        wanted: Sequence[dict[int, int]],
        places: Sequence[int],
        *,
        shared: bool,
    ) -> bool:
        """Whether the forms go together; words that share another agree in what groups share."""
        if not pattern.agreeing:
            return True
        masks = [
            (wanted[number][place], number if shared else pattern.slots[number].group)
            for number, place in enumerate(places)
        ]
        return agree(masks, pattern.shared)


def _is_plain(pattern: Pattern, tokens: Tokens, places: Sequence[int]) -> bool:
    """Whether the words are the term's forms side by side, which the first look has judged."""
    return places[-1] - places[0] + 1 == pattern.size and all(
        tokens.words[place] in slot.forms for slot, place in zip(pattern.slots, places, strict=True)
    )


def _parts(concept: Concept, tag: str) -> Iterator[tuple[Term, Matcher]]:
    """Of each term that has its short form in brackets, what finds either of them alone."""
    for term in concept.allowed(tag):
        found = _NAMED_TWICE.fullmatch(term.text.strip())
        if found is None or "literal" in concept.flags | term.flags:
            continue
        whole, short = found.groups()
        texts = [whole]
        if is_acronym(short) or is_short_for(short, whole, tag):
            texts.append(short)
        terms = tuple(replace(term, text=text) for text in texts)
        yield term, Matcher((replace(concept, terms={tag: terms}),), tag)
