"""A second look for a term that the first one did not find.

Running text says terms in ways that a list of forms does not hold: two terms share a word
("official and working visits"), a word stands between ("право граждан на труд"), a verb has
the other aspect, another word is derived from the term's. These are looked for only where a
concept is asked for and nothing else stands for it, so that the first look stays quick.
"""

from collections.abc import Collection, Iterator, Sequence

from workbench.glossary.concept import Concept, Flag
from workbench.glossary.matcher import Match
from workbench.glossary.relaxed_ideographs import find_bridged
from workbench.glossary.term_patterns import (
    WORD,
    Pattern,
    Tokens,
    capitals,
    gap,
    patterns,
    words_of,
)
from workbench.languages import of
from workbench.languages.folding import Folded
from workbench.languages.inflection import ANY, agree

_LONGEST = 5
"""Words that may stand between two words of a term."""

_STRETCHABLE = frozenset({"", ",", "-"})
"""What may part them, as ``gap`` puts it: no sentence ends there."""


class RelaxedMatcher:
    """Finds a concept's terms with shared words left out, or words between.

    Args:
        tag: The texts' language.
    """

    def __init__(self, tag: str) -> None:
        self._tag = tag
        self._spaced = bool(of(tag).joiner)
        self._inflection = of(tag).inflection
        self._patterns: dict[str, list[Pattern]] = {}
        self._last: tuple[Folded, Tokens] | None = None

    def find(
        self, concept: Concept, folded: Folded, flags: Collection[Flag] = ()
    ) -> Iterator[Match]:
        """The allowed terms of a concept that stand in a text in such a way.

        Args:
            concept: Whose preferred and admitted terms are looked for.
            folded: The text.
            flags: What holds for all terms besides their own: ``aspect``, ``derived``.
        """
        if not self._spaced:
            for term in concept.allowed(self._tag):
                if "literal" not in concept.flags | term.flags:
                    for start, end in find_bridged(term.text, self._tag, folded):
                        yield Match(concept, term, start, end)
            return
        if self._last is None or self._last[0] is not folded:
            pieces = WORD.split(folded.text)
            self._last = folded, Tokens(pieces, words_of(pieces))
        tokens = self._last[1]
        for pattern in self._of(concept):
            own = {*flags, *concept.flags, *pattern.entry[1].flags}
            wanted = [self._places(pattern, number, tokens, own) for number in range(pattern.size)]
            if not all(wanted):
                continue
            for places in self._chains(pattern, wanted, tokens):
                start, end = tokens.starts[places[0]], tokens.ends[places[-1]]
                if _is_plain(pattern, tokens, places):
                    continue
                if not pattern.cased or capitals(pattern, folded, tokens, places):
                    yield Match(*pattern.entry, *folded.span(start, end))
                    break

    def _of(self, concept: Concept) -> list[Pattern]:
        if concept.id not in self._patterns:
            self._patterns[concept.id] = [
                pattern
                for term in concept.allowed(self._tag)
                if "literal" not in concept.flags | term.flags
                for pattern in patterns((concept, term), self._tag)
            ]
        return self._patterns[concept.id]

    def _places(
        self, pattern: Pattern, number: int, tokens: Tokens, flags: Collection[Flag]
    ) -> dict[int, int]:
        """Where the word of a term stands, each with its form's mask."""
        forms = pattern.slots[number].forms
        found = {place: forms[word] for place, word in enumerate(tokens.words) if word in forms}
        word = pattern.words[number].lower()
        if "aspect" in flags and (others := self._inflection.other_aspect(word)):
            found |= {place: ANY for place, one in enumerate(tokens.words) if one in others}
        if "derived" in flags and not pattern.words[number].isupper():
            derives = self._inflection.derives
            found |= {
                place: ANY
                for place, one in enumerate(tokens.words)
                if place not in found and derives(word, one)
            }
        return found

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
                    if self._agrees(pattern, wanted, places, shared=bridge == "shared"):
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

    def _bridge(self, tokens: Tokens, last: int, place: int) -> str:
        """What lies between two words of a term: ``shared``, ``inserted``, or nothing allowed."""
        gaps = [gap(between) for between in tokens.gaps[last:place]]
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
