"""Terms in scripts with spaces: word by word, each word in all its forms."""

import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from workbench.glossary.concept import ConceptTerm
from workbench.glossary.term_patterns import WORD, Pattern, Tokens, capitals, patterns, words_of
from workbench.languages import of
from workbench.languages.folding import Folded
from workbench.languages.inflection import Slot

_COMPOUND = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)+|[^\W_]+(?:'(?!s\b)[^\W_]+)*)('s\b|)")
"""A word, or several that hyphens join, and the possessive ending."""

_BROKEN = re.compile(r"([^\W\d_]+- [^\W\d_]+|[^\W_]+(?:'(?!s\b)[^\W_]+)*)('s\b|)")
"""A word, or the halves of one that a hyphen parts from what was the next line."""

_REACH = 2
"""Words of a term before the one behind which another phrase comes in between."""

_FEW = 200
"""Up to so many concepts are looked for one by one."""


@dataclass(slots=True)
class _Node:
    """What terms have in common that begin with the same words."""

    ending: tuple[Pattern, ...] = ()
    """Those that end here."""

    following: dict[int, "_Node"] | None = None
    """By the number of the next word's forms; None where nothing follows, as for most."""


class WordIndex:
    """Terms in a tree, word by word; words that take the same forms are one branch.

    Args:
        entries: Terms with their concepts.
        tag: The language.
    """

    def __init__(self, entries: Iterable[ConceptTerm], tag: str) -> None:
        self._tag = tag
        self._prefixes = of(tag).inflection.prefixes
        self._inflection = of(tag).inflection
        self._is_other_word = of(tag).inflection.is_other_word
        self._waiting: defaultdict[str, list[ConceptTerm]] = defaultdict(list)
        for entry in entries:
            self._waiting[entry[0].id].append(entry)
        self._root: dict[int, _Node] = {}
        """By the number of the first word's forms."""
        self._of_concept: defaultdict[str, list[tuple[tuple[int, ...], Pattern]]] = defaultdict(
            list
        )
        """Each concept's patterns with the numbers of their words' forms."""
        self._last: tuple[Folded | None, list[str], list[str]] = (None, [], [])
        """The text searched last, its pieces and words."""
        self._shared: dict[frozenset[tuple[str, int]], tuple[int, Mapping[str, int]]] = {}
        """All forms of a word, with their number, however many terms have the word."""
        self._slots: dict[tuple[int, int], Slot] = {}
        self._gaps: dict[tuple[str, ...], tuple[str, ...]] = {}
        """Slots, and what parts the words of a term, each once."""
        self._numbers: dict[str, tuple[int, ...]] = {}
        """Of each form the numbers of the sets it is in."""

    def find(
        self, folded: Folded, among: Collection[str] | None, strict: bool
    ) -> list[tuple[ConceptTerm, int, int]]:
        """Entries with their places in the folded text; some may come twice."""
        if self._waiting:
            self._prepare(self._waiting.keys() if among is None else among)
        pieces, words = self.cut(folded)
        found = self._among(pieces, words, folded, among, strict)
        if "-" in pieces and not self._numbers.keys().isdisjoint(_joined(words, pieces[3:-1:3])):
            # "co-operation" is "cooperation" too.
            pieces = _COMPOUND.split(folded.text)
            found += self._among(pieces, words_of(pieces), folded, among, strict)
        if "- " in folded.text:
            # A word that is broken at a line's end.
            pieces = _BROKEN.split(folded.text)
            words = [word.replace(" ", "") for word in words_of(pieces)]
            found += self._among(pieces, words, folded, among, strict)
        return found

    def cut(self, folded: Folded) -> tuple[list[str], list[str]]:
        """A text cut by ``WORD``, and its words; the last one is remembered."""
        if self._last[0] is not folded:
            pieces = WORD.split(folded.text)
            self._last = folded, pieces, words_of(pieces)
        return self._last[1:]

    def shared(
        self, folded: Folded, among: Collection[str] | None
    ) -> list[tuple[ConceptTerm, int, int]]:
        """Entries whose last words another phrase has: "political and economic ties".

        Places go from a term's first word to its last, with what lies between.
        """
        pieces, words = self.cut(folded)
        if self._inflection.coordinators.isdisjoint(words):
            return []
        known = self._numbers.get
        tokens: Tokens | None = None
        found = []
        for ends, resumed in self._coordinated(words, pieces[3:-1:3]):
            for last in ends:
                if not known(words[last]) or not known(words[resumed]):
                    continue
                first = max(0, last - _REACH)
                order = [*range(first, last + 1), *range(resumed, min(resumed + 3, len(words)))]
                for place, pattern in self._all([known(words[one]) for one in order], among):
                    places = order[place : place + pattern.size]
                    if places[0] > last or places[-1] < resumed:
                        continue
                    tokens = tokens or Tokens(pieces, words)
                    if pattern.stands_apart(tokens, places) and (
                        not pattern.cased or capitals(pattern, folded, tokens, places)
                    ):
                        entry, start = pattern.entry, tokens.starts[places[0]]
                        found.append((entry, start, tokens.ends[places[-1]]))
            if self._inflection.shared:
                # "Официального и рабочего визитов": the noun is plural for both of them.
                begin = resumed - 1
                numbers = [known(word) for word in words[begin : begin + _REACH + 1]]
                for place, pattern in self._all(numbers, among) if numbers[0] else ():
                    if place or pattern.size == 1:
                        continue
                    tokens = tokens or Tokens(pieces, words)
                    places = [*range(begin, begin + pattern.size)]
                    if (
                        not pattern.stands(tokens, begin)
                        and pattern.stands_apart(tokens, places)
                        and (not pattern.cased or capitals(pattern, folded, tokens, places))
                    ):
                        start, end = tokens.starts[begin], tokens.ends[places[-1]]
                        found.append((pattern.entry, start, end))
        return found

    def _coordinated(
        self, words: Sequence[str], gaps: Sequence[str]
    ) -> Iterator[tuple[list[int], int]]:
        """Of each "A, B and C N": the places of B and A, and that of N."""
        inflection = self._inflection
        coordinators = inflection.coordinators
        for place in [place for place, word in enumerate(words) if word in coordinators]:
            if not 0 < place < len(words) - 2 or gaps[place - 1] != " ":
                continue
            if gaps[place : place + 2] != [" ", " "]:
                continue
            if not inflection.may_come_between(words[place + 1]):
                continue
            ends = [place - 1]
            while ends[-1] and gaps[ends[-1] - 1] == ", ":
                ends.append(ends[-1] - 1)
            yield ends, place + 2

    def _among(
        self,
        pieces: list[str],
        words: list[str],
        folded: Folded,
        among: Collection[str] | None,
        strict: bool,
    ) -> list[tuple[ConceptTerm, int, int]]:
        """Entries with their places, in a text cut into words."""
        numbers = [*map(self._numbers.get, words)]
        if not any(numbers):
            return []
        if among is not None and len(among) <= _FEW:
            places = self._each(numbers, among)
        else:
            places = self._all(numbers, among)
        if not places:
            return []
        tokens = Tokens(pieces, words)
        starts, ends = tokens.starts, tokens.ends
        derived = not self._prefixes.isdisjoint(words)
        doubtful = self._is_other_word if strict else None
        gaps = tokens.gaps
        found = []
        for place, pattern in places:
            size = len(pattern.slots)
            if size > 1:
                if (
                    not pattern.plain or gaps[place : place + size - 1] != _spaces(size - 1)
                ) and not pattern.stands(tokens, place):
                    continue
            elif doubtful and doubtful(
                words[place],
                pattern.words[0],
                words[place - 1] if place else "",
                words[place + 1] if place + 1 < len(words) else "",
            ):
                continue
            if derived and place and self._is_derived(tokens, place, strict):
                continue
            start, end = starts[place], ends[place + size - 1]
            if not pattern.special:
                found.append((pattern.entry, start, end))
                continue
            if pattern.before or pattern.after:
                if not _marked(pattern, folded.text, start, end):
                    continue
                start, end = start - len(pattern.before), end + len(pattern.after)
            if pattern.cased and not capitals(pattern, folded, tokens, range(place, place + size)):
                continue
            found.append((pattern.entry, start, end))
        return found

    def _all(
        self, numbers: Sequence[tuple[int, ...] | None], among: Collection[str] | None
    ) -> list[tuple[int, Pattern]]:
        """Patterns whose words stand from a word of the text on."""
        found: list[tuple[int, Pattern]] = []
        begin = self._root.get
        last = len(numbers) - 1
        for place, own in enumerate(numbers):
            if own is None:
                continue
            for number in own:
                node = begin(number)
                if node is None:
                    continue
                if node.ending:
                    found += [(place, pattern) for pattern in node.ending]
                if node.following and place < last and numbers[place + 1]:
                    self._follow(node.following, numbers, place, place + 1, found)
        if among is None:
            return found
        return [one for one in found if one[1].entry[0].id in among]

    def _follow(
        self,
        nodes: Mapping[int, _Node],
        numbers: Sequence[tuple[int, ...] | None],
        place: int,
        reached: int,
        found: list[tuple[int, Pattern]],
    ) -> None:
        """Add the patterns that begin at a place and go on with the word that was reached."""
        for number in numbers[reached] or ():
            node = nodes.get(number)
            if node is None:
                continue
            if node.ending:
                found += [(place, pattern) for pattern in node.ending]
            if node.following and reached + 1 < len(numbers) and numbers[reached + 1]:
                self._follow(node.following, numbers, place, reached + 1, found)

    def _each(
        self, numbers: Sequence[tuple[int, ...] | None], among: Iterable[str]
    ) -> list[tuple[int, Pattern]]:
        """The same, found by the patterns of a few concepts."""
        found: list[tuple[int, Pattern]] = []
        beginning: dict[int, list[tuple[tuple[int, ...], Pattern]]] = {}
        for concept in among:
            for one in self._of_concept.get(concept, ()):
                beginning.setdefault(one[0][0], []).append(one)
        known = beginning.keys()
        for place, own in enumerate(numbers):
            if own is None or known.isdisjoint(own):
                continue
            for first in own:
                for wanted, pattern in beginning.get(first, ()):
                    if len(wanted) == 1 or _continues(wanted, numbers, place):
                        found.append((place, pattern))
        return found

    def _prepare(self, ids: Collection[str]) -> None:
        """Find the forms of terms that are asked for the first time."""
        for concept in [concept for concept in ids if concept in self._waiting]:
            for entry in self._waiting.pop(concept):
                for pattern in patterns(entry, self._tag):
                    self._keep(pattern)

    def _keep(self, pattern: Pattern) -> None:
        shared = [self._share(slot) for slot in pattern.slots]
        slots = tuple(
            self._slots.setdefault((number, slot.group), Slot(forms, slot.group))
            for slot, (number, forms) in zip(pattern.slots, shared, strict=True)
        )
        # Of a large glossary most terms are alike in all but their words, and words come again.
        kept = replace(
            pattern,
            slots=slots,
            words=tuple(map(sys.intern, pattern.words)),
            gaps=self._gaps.setdefault(pattern.gaps, pattern.gaps),
        )
        numbers = tuple(number for number, _ in shared)
        self._of_concept[pattern.entry[0].id].append((numbers, kept))
        nodes = self._root
        for number in numbers[:-1]:
            node = nodes.setdefault(number, _Node())
            if node.following is None:
                node.following = {}
            nodes = node.following
        nodes.setdefault(numbers[-1], _Node()).ending += (kept,)

    def _share(self, slot: Slot) -> tuple[int, Mapping[str, int]]:
        """The number of a word's forms, and the forms, kept once."""
        key = frozenset(slot.forms.items())
        shared = self._shared.get(key)
        if shared is None:
            number = len(self._shared)
            forms = {sys.intern(form): mask for form, mask in slot.forms.items()}
            shared = self._shared[key] = (number, forms)
            for form in forms:
                self._numbers[form] = (*self._numbers.get(form, ()), number)
        return shared

    def _is_derived(self, tokens: Tokens, place: int, strict: bool) -> bool:
        """Whether a prefix makes another word of the one that begins the term."""
        joined = tokens.gaps[place - 1] == "-"
        return (strict or joined) and tokens.words[place - 1] in self._prefixes


@cache
def _spaces(count: int) -> list[str]:
    """So many gaps that are a space each; not to be changed."""
    return [" "] * count


def _continues(
    wanted: Sequence[int], numbers: Sequence[tuple[int, ...] | None], place: int
) -> bool:
    """Whether the words after a place are those wanted after the first."""
    if place + len(wanted) > len(numbers):
        return False
    for number in wanted[1:]:
        place += 1
        own = numbers[place]
        if own is None or number not in own:
            return False
    return True


def _joined(words: Sequence[str], gaps: Sequence[str]) -> Iterator[str]:
    """The words that hyphens join, each time as one."""
    joined = ""
    for number, gap in enumerate(gaps):
        if gap == "-" and words[number].isalpha() and words[number + 1].isalpha():
            joined = (joined or words[number]) + words[number + 1]
        elif joined:
            yield joined
            joined = ""
    yield joined


def _marked(pattern: Pattern, text: str, start: int, end: int) -> bool:
    """Whether the term's own marks stand beside its words."""
    return text.endswith(pattern.before, 0, start) and text.startswith(pattern.after, end)
