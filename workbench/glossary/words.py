"""Terms in scripts with spaces: word by word, each word in all its forms."""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.glossary.capitals import fits
from workbench.glossary.patterns import WORD, Entry, Pattern, Tokens, patterns
from workbench.languages.folding import Folded
from workbench.languages.inflection import DERIVING, OTHER_WORDS, Slot
from workbench.languages.tags import language_of

_COMPOUND = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)+|[^\W_]+(?:'(?!s\b)[^\W_]+)*)(?:'s\b)?")
"""A word, or several that hyphens join."""

_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_SHORT = 1000
"""How many terms a short word counts for when a term's rarest word is chosen."""

_FEW = 200
"""Up to so many concepts are looked for one by one."""


@dataclass(slots=True)
class _Anchored:
    """Patterns that are looked up by one word, by what stands next to it."""

    alone: list[Pattern] = field(default_factory=list)
    """Those of one word."""

    followed: defaultdict[str, list[Pattern]] = field(default_factory=lambda: defaultdict(list))
    """By a form of the word after it, which is the second of the pattern."""

    preceded: defaultdict[str, list[tuple[int, Pattern]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By a form of the word before it, with the anchor's number in the pattern."""


class WordIndex:
    """Terms by the forms of one of their words, that which the fewest other terms have.

    Args:
        entries: Terms with their concepts.
        tag: The language.
    """

    def __init__(self, entries: Iterable[Entry], tag: str) -> None:
        self._tag = tag
        self._prefixes = DERIVING.get(language_of(tag), frozenset())
        self._is_other_word = OTHER_WORDS.get(language_of(tag))
        self._waiting: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._waiting[entry[0].id].append(entry)
        self._anchored: defaultdict[str, list[_Anchored]] = defaultdict(list)
        self._of_concept: defaultdict[str, list[tuple[int, Pattern]]] = defaultdict(list)
        """Each concept's patterns with the numbers of their anchors."""
        self._loads: Counter[str] = Counter()
        """How many patterns are looked up by a form."""
        self._known: set[str] = set()
        """All forms of all words."""
        self._shared: dict[frozenset[tuple[str, int]], Mapping[str, int]] = {}
        self._groups: dict[int, _Anchored] = {}
        """By the identity of an anchor's shared forms."""

    def find(
        self, folded: Folded, among: Collection[str] | None, strict: bool
    ) -> list[tuple[Entry, int, int]]:
        """Entries with their places in the folded text."""
        if self._waiting:
            self._prepare(self._waiting.keys() if among is None else among)
        found = self._among(WORD, folded, among, strict)
        if "-" in folded.text:
            compounds = _HYPHENED.findall(folded.text)
            if not self._known.isdisjoint(one.replace("-", "") for one in compounds):
                # "co-operation" is "cooperation" too.
                found |= self._among(_COMPOUND, folded, among, strict)
        return list(found.values())

    def _among(
        self,
        word_pattern: re.Pattern[str],
        folded: Folded,
        among: Collection[str] | None,
        strict: bool,
    ) -> dict[tuple[str, str, int, int], tuple[Entry, int, int]]:
        """Entries with their places, where a word is what a pattern says."""
        tokens = Tokens(word_pattern, folded.text)
        words, starts, ends = tokens.words, tokens.starts, tokens.ends
        if among is not None and len(among) <= _FEW:
            places = self._each(words, among)
        else:
            places = self._all(words, among)
        derived = not self._prefixes.isdisjoint(words)
        doubtful = self._is_other_word if strict else None
        found = {}
        for place, pattern in places:
            size = len(pattern.slots)
            if size > 1:
                if not pattern.stands(tokens, place):
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
            if pattern.before or pattern.after:
                if not _marked(pattern, folded.text, start, end):
                    continue
                start, end = start - len(pattern.before), end + len(pattern.after)
            if pattern.cased and not _capitals(pattern, folded, tokens, place):
                continue
            entry = pattern.entry
            found[entry[0].id, entry[1].text, start, end] = (entry, start, end)
        return found

    def _all(
        self, words: Sequence[str], among: Collection[str] | None
    ) -> Iterator[tuple[int, Pattern]]:
        """Patterns that may begin at a word, found by the words of the text."""
        get = self._anchored.get
        following = [*words[1:], ""]
        before = ""
        for number, (word, after) in enumerate(zip(words, following, strict=True)):
            for anchored in get(word, ()):
                for pattern in anchored.alone:
                    if among is None or pattern.entry[0].id in among:
                        yield number, pattern
                if after in anchored.followed:
                    for pattern in anchored.followed[after]:
                        if among is None or pattern.entry[0].id in among:
                            yield number, pattern
                if before in anchored.preceded:
                    for anchor, pattern in anchored.preceded[before]:
                        if among is None or pattern.entry[0].id in among:
                            yield number - anchor, pattern
            before = word

    def _each(self, words: Sequence[str], among: Iterable[str]) -> Iterator[tuple[int, Pattern]]:
        """The same, found by the patterns of a few concepts."""
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(words):
            numbers[word].append(number)
        known = numbers.keys()
        for concept in among:
            for anchor, pattern in self._of_concept.get(concept, ()):
                for form in pattern.slots[anchor].forms.keys() & known:
                    for number in numbers[form]:
                        yield number - anchor, pattern

    def _prepare(self, ids: Collection[str]) -> None:
        """Find the forms of terms that are asked for the first time."""
        for concept in [concept for concept in ids if concept in self._waiting]:
            for entry in self._waiting.pop(concept):
                for pattern in patterns(entry, self._tag):
                    self._keep(pattern)

    def _keep(self, pattern: Pattern) -> None:
        slots = tuple(self._share(slot) for slot in pattern.slots)
        kept = replace(pattern, slots=slots)
        anchor = self._rarest(slots)
        forms = slots[anchor].forms
        self._of_concept[pattern.entry[0].id].append((anchor, kept))
        group = self._groups.get(id(forms))
        if group is None:
            group = self._groups[id(forms)] = _Anchored()
            for form in forms:
                self._anchored[form].append(group)
        self._loads.update(forms.keys())
        if len(slots) == 1:
            group.alone.append(kept)
        elif anchor == 0:
            for form in slots[1].forms:
                group.followed[form].append(kept)
        else:
            for form in slots[anchor - 1].forms:
                group.preceded[form].append((anchor, kept))

    def _rarest(self, slots: Sequence[Slot]) -> int:
        """The number of the word to look a term up by.

        Its forms have the fewest terms kept under them so far; short words, which stand in
        every text, come last.
        """
        if len(slots) == 1:
            return 0
        loads = [
            max(self._loads[form] for form in slot.forms)
            + (_SHORT if min(map(len, slot.forms)) < 4 else 0)
            for slot in slots
        ]
        return loads.index(min(loads))

    def _share(self, slot: Slot) -> Slot:
        """The slot with its forms kept once, however many terms have the word."""
        key = frozenset(slot.forms.items())
        forms = self._shared.get(key)
        if forms is None:
            forms = {sys.intern(form): mask for form, mask in slot.forms.items()}
            self._shared[key] = forms
            self._known.update(forms)
        return Slot(forms, slot.group)

    def _is_derived(self, tokens: Tokens, place: int, strict: bool) -> bool:
        """Whether a prefix makes another word of the one that begins the term."""
        start, stop = tokens.starts[place], tokens.stops[place - 1]
        joined = tokens.text[start - 1] == "-" and stop == start - 1
        return (strict or joined) and tokens.words[place - 1] in self._prefixes


def _marked(pattern: Pattern, text: str, start: int, end: int) -> bool:
    """Whether the term's own marks stand beside its words."""
    return text.endswith(pattern.before, 0, start) and text.startswith(pattern.after, end)


def _capitals(pattern: Pattern, folded: Folded, tokens: Tokens, place: int) -> bool:
    for number, wanted in enumerate(pattern.words, start=place):
        found = folded.cased[tokens.starts[number] : tokens.ends[number]]
        plain = found.replace(".", "").replace("-", "")
        if not fits(wanted, plain, pattern.entry, first=number == place):
            return False
    return True
