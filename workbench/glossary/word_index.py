"""Terms in scripts with spaces: word by word, each word in all its forms."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from workbench.glossary.concept import ConceptTerm, TermSpan
from workbench.glossary.term_patterns import WORD, Pattern, capitals, patterns
from workbench.glossary.word_tree import (
    Kind,
    Place,
    Text,
    WordTree,
    all_places,
    among,
    clusters,
    going_on,
    places_of,
)
from workbench.languages import of
from workbench.languages.folding import Folded

_COMPOUND = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)+|[^\W_]+(?:'(?!s\b)[^\W_]+)*)('s\b|)")
"""A word, or several that hyphens join, and the possessive ending."""

_BROKEN = re.compile(r"([^\W\d_]+- [^\W\d_]+|[^\W_]+(?:'(?!s\b)[^\W_]+)*)('s\b|)")
"""A word, or the halves of one that a hyphen parts from what was the next line."""

_REACH = 2
"""Words of a term before the one behind which another phrase comes in between."""

_FEW = 200
"""Up to so many concepts are looked for one by one."""


class WordIndex:
    """Finds terms by the words of a text.

    Args:
        entries: Terms with their concepts.
        tag: The language.
    """

    def __init__(self, entries: Iterable[ConceptTerm], tag: str) -> None:
        self._tag = tag
        self._inflection = of(tag).inflection
        self._waiting: defaultdict[str, list[ConceptTerm]] = defaultdict(list)
        for entry in entries:
            self._waiting[entry[0].id].append(entry)
        self._tree = WordTree()
        self._last: tuple[Folded, Text] | None = None
        """The text searched last."""

    def find(
        self, folded: Folded, concepts: Collection[str] | None, *, strict: bool, nested: bool
    ) -> list[TermSpan]:
        """Terms with their places in the folded text; some may come twice.

        Args:
            folded: The text.
            concepts: The ids of those asked for; None for all.
            strict: As for ``Matcher.find``.
            nested: Whether terms count that lie in longer ones; if not, they may be left out.
        """
        if self._waiting:
            self._prepare(self._waiting.keys() if concepts is None else concepts)
        text = self.cut(folded)
        texts = [text]
        if "-" in text.gaps and not self._tree.readings.keys().isdisjoint(_joined(text)):
            # "co-operation" is "cooperation" too.
            texts.append(Text(_COMPOUND.split(folded.text), self._tree))
        if "- " in folded.text:
            # A word that is broken at a line's end.
            texts.append(Text(_BROKEN.split(folded.text), self._tree))
        found: list[TermSpan] = []
        for text in texts:
            if concepts is not None and len(concepts) <= _FEW:
                found += self._standing(
                    [(places_of(self._tree, concepts, text),)], text, folded, strict
                )
                continue
            places = all_places(text)
            if concepts is not None:
                places = list(among(places, concepts))
            # What one cut finds may lie in what another finds, and marks beside a term's words
            # reach into its neighbours.
            apart = not nested and len(texts) == 1 and not self._tree.marked
            groups = clusters(places) if apart else [(places,)]
            found += self._standing(groups, text, folded, strict)
        return found

    def cut(self, folded: Folded) -> Text:
        """The words of a text; the last one is remembered."""
        if self._last is None or self._last[0] is not folded:
            self._last = folded, Text(WORD.split(folded.text), self._tree)
        return self._last[1]

    def terms(self, concept: str) -> Sequence[tuple[tuple[Kind, ...], Pattern]]:
        """The terms of a concept, each with its words."""
        if self._waiting:
            self._prepare((concept,))
        return self._tree.of_concept.get(concept, ())

    def shared(self, folded: Folded, concepts: Collection[str] | None) -> list[TermSpan]:
        """Terms whose last words another phrase has: "political and economic ties".

        Places go from a term's first word to its last, with what lies between.
        """
        text = self.cut(folded)
        if self._inflection.coordinators.isdisjoint(text.known):
            return []
        readings = text.readings
        found = []
        for ends, resumed in self._coordinated(text):
            rest = readings[resumed : resumed + _REACH + 1]
            for last in ends:
                for first in range(max(0, last - _REACH), last + 1):
                    for behind, pattern in going_on(readings[first : last + 1], rest):
                        if concepts is not None and pattern.entry[0].id not in concepts:
                            continue
                        places = [*range(first, last + 1), *range(resumed, resumed + behind)]
                        if pattern.stands_apart(text, places) and (
                            not pattern.cased or capitals(pattern, folded, text, places)
                        ):
                            start, end = text.starts[first], text.ends[places[-1]]
                            found.append((pattern.entry, start, end))
            if self._inflection.shared:
                # "Официального и рабочего визитов": the noun is plural for both of them.
                begin = resumed - 1
                for behind, pattern in going_on(readings[begin:resumed], rest[:_REACH]):
                    if concepts is not None and pattern.entry[0].id not in concepts:
                        continue
                    places = [*range(begin, resumed + behind)]
                    if (
                        not pattern.stands(text, begin)
                        and pattern.stands_apart(text, places)
                        and (not pattern.cased or capitals(pattern, folded, text, places))
                    ):
                        start, end = text.starts[begin], text.ends[places[-1]]
                        found.append((pattern.entry, start, end))
        return found

    def _coordinated(self, text: Text) -> Iterator[tuple[list[int], int]]:
        """Of each "A, B and C N": the places of B and A, and that of N."""
        words, gaps, inflection = text.words, text.gaps, self._inflection
        coordinators = inflection.coordinators
        for place in [place for place, word in enumerate(words) if word in coordinators]:
            if not 0 < place < len(words) - 2 or gaps[place - 1] != " ":
                continue
            if gaps[place : place + 2] != [" ", " "] or text.readings[place + 2] is None:
                continue
            if not inflection.may_come_between(words[place + 1]):
                continue
            ends = [place - 1]
            while ends[-1] and gaps[ends[-1] - 1] == ", ":
                ends.append(ends[-1] - 1)
            yield ends, place + 2

    def _standing(
        self, groups: Iterable[tuple[list[Place], ...]], text: Text, folded: Folded, strict: bool
    ) -> list[TermSpan]:
        """The terms that do stand where their words do.

        Args:
            groups: Of each the places to try; the further ones only if none of the first stands.
            text: The text's words.
            folded: The text.
            strict: As for ``Matcher.find``.
        """
        words, gaps, starts, ends = text.words, text.gaps, text.starts, text.ends
        derived = not self._inflection.prefixes.isdisjoint(text.known)
        doubtful = self._inflection.is_other_word if strict else None
        found: list[TermSpan] = []
        for group in groups:
            before = len(found)
            for places in group:
                for place, behind, terms in places:
                    if derived and place and self._is_derived(text, place, strict):
                        continue
                    single = behind - place == 1
                    spaced = single or gaps[place : behind - 1] == _spaces(behind - place - 1)
                    start, end = starts[place], ends[behind - 1]
                    for pattern in terms:
                        if not (spaced and pattern.plain) and not pattern.stands(text, place):
                            continue
                        if (
                            single
                            and doubtful
                            and doubtful(
                                words[place],
                                pattern.words[0],
                                words[place - 1] if place else "",
                                words[behind] if behind < len(words) else "",
                            )
                        ):
                            continue
                        if not pattern.special:
                            found.append((pattern.entry, start, end))
                            continue
                        if not _marked(pattern, folded.text, start, end):
                            continue
                        if pattern.cased and not capitals(
                            pattern, folded, text, range(place, behind)
                        ):
                            continue
                        begin, stop = start - len(pattern.before), end + len(pattern.after)
                        found.append((pattern.entry, begin, stop))
                if len(found) > before:
                    break
        return found

    def _prepare(self, ids: Collection[str]) -> None:
        """Find the forms of terms that are asked for the first time."""
        for concept in [concept for concept in ids if concept in self._waiting]:
            for entry in self._waiting.pop(concept):
                for pattern in patterns(entry, self._tag):
                    self._tree.add(pattern)
                    self._last = None

    def _is_derived(self, text: Text, place: int, strict: bool) -> bool:
        """Whether a prefix makes another word of the one that begins the term."""
        joined = text.gaps[place - 1] == "-"
        return (strict or joined) and text.words[place - 1] in self._inflection.prefixes


@cache
def _spaces(count: int) -> list[str]:
    """So many gaps that are a space each; not to be changed."""
    return [" "] * count


def _joined(text: Text) -> Iterator[str]:
    """The words that hyphens join, each time as one."""
    words = text.words
    joined = ""
    for number, gap in enumerate(text.gaps):
        if gap == "-" and words[number].isalpha() and words[number + 1].isalpha():
            joined = (joined or words[number]) + words[number + 1]
        elif joined:
            yield joined
            joined = ""
    yield joined


def _marked(pattern: Pattern, text: str, start: int, end: int) -> bool:
    """Whether the term's own marks stand beside its words."""
    return text.endswith(pattern.before, 0, start) and text.startswith(pattern.after, end)
