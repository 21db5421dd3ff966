"""Terms in scripts with spaces: word by word, each word in all its forms."""

import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from workbench.glossary.capitals import fits, is_acronym
from workbench.glossary.concept import Concept, Term
from workbench.languages.folding import Folded, fold
from workbench.languages.inflection import ANY, DERIVING, Slot, agree, inflect, variants
from workbench.languages.tags import language_of

Entry = tuple[Concept, Term]

_WORD = re.compile(
    r"((?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|[^\W_]+(?:'(?!s\b)[^\W_]+)*)(?:'s\b)?", re.IGNORECASE
)
"""A word; initials with full stops are one ("u.s."), a possessive ending stands apart."""

_COMPOUND = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)+|[^\W_]+(?:'(?!s\b)[^\W_]+)*)(?:'s\b)?")
"""A word, or several that hyphens join."""

_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_QUOTES = str.maketrans("", "", "\"'")
_SHORT = 1000
"""How many terms a short word counts for when a term's rarest word is chosen."""

_LINKING = frozenset({"", "-"})
_PARTING = frozenset({",", "–", ":", ";", "·", "/", "-"})


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A term as it is looked for."""

    entry: Entry
    words: tuple[str, ...]
    """Folded, with capitals."""

    slots: tuple[Slot, ...]
    gaps: tuple[str, ...]
    """What stands between the words, as ``_gap`` puts it."""

    anchor: int
    """The number of the word it is looked up by."""

    cased: bool
    """Whether capitals matter for it."""

    before: str
    after: str
    """Marks that belong to the term, before its first word and after its last ("C++")."""


_Row = tuple[str, int, Mapping[str, int] | None, _Pattern]
"""A pattern's concept, the offset of a neighbour and its forms (None for one word), and itself."""


class WordIndex:
    """Terms by the forms of one of their words, that which the fewest other terms have.

    Args:
        entries: Terms with their concepts.
        tag: The language.
    """

    def __init__(self, entries: Iterable[Entry], tag: str) -> None:
        self._tag = tag
        self._prefixes = DERIVING.get(language_of(tag), frozenset())
        self._waiting: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._waiting[entry[0].id].append(entry)
        self._patterns: defaultdict[str, list[_Row]] = defaultdict(list)
        self._known: set[str] = set()
        """All forms of all words."""
        self._shared: dict[frozenset[tuple[str, int]], Mapping[str, int]] = {}

    def find(
        self, folded: Folded, among: Collection[str] | None, strict: bool
    ) -> list[tuple[Entry, int, int]]:
        """Entries with their places in the folded text."""
        if self._waiting:
            self._prepare(self._waiting.keys() if among is None else among)
        found = self._among(_WORD, folded, among, strict)
        compounds = _HYPHENED.findall(folded.text)
        if not self._known.isdisjoint(compound.replace("-", "") for compound in compounds):
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
        text = folded.text
        words = _words(word_pattern, text)
        if self._patterns.keys().isdisjoint(words):
            return {}
        tokens = list(word_pattern.finditer(text))
        found = {}
        get, total = self._patterns.get, len(words)
        for number, word in enumerate(words):
            for name, near, forms, pattern in get(word, ()):
                if among is not None and name not in among:
                    continue
                # Most patterns fail at the neighbour already.
                if forms is not None and not (
                    0 <= number + near < total and words[number + near] in forms
                ):
                    continue
                place = number - pattern.anchor
                if (
                    (len(pattern.slots) == 1 or _continues(pattern, words, tokens, place, text))
                    and self._stands_alone(pattern, text, tokens, place, strict)
                    and (not pattern.cased or _capitals(pattern, folded, tokens, place))
                ):
                    last = tokens[place + len(pattern.slots) - 1]
                    start = tokens[place].start() - len(pattern.before)
                    end = last.end(1) + len(pattern.after)
                    key = (pattern.entry[0].id, pattern.entry[1].text, start, end)
                    found[key] = (pattern.entry, start, end)
        return found

    def _prepare(self, ids: Collection[str]) -> None:
        """Find the forms of terms that are asked for the first time."""
        wanted = [concept for concept in ids if concept in self._waiting]
        for concept in wanted:
            for entry in self._waiting.pop(concept):
                for pattern in self._compile(entry):
                    for slot in pattern.slots:
                        self._known.update(slot.forms)
                    row = _row(pattern)
                    for form in pattern.slots[pattern.anchor].forms:
                        self._patterns[form].append(row)

    def _compile(self, entry: Entry) -> list[_Pattern]:
        concept, term = entry
        flags = concept.flags | term.flags
        text = fold(term.text.strip(), self._tag).cased.translate({ord('"'): None})
        tokens = list(_WORD.finditer(text))
        if not tokens:
            return []
        cased: Sequence[str] = [token[1].replace(".", "") for token in tokens]
        gaps: Sequence[str] = [_gap(text, one, other) for one, other in pairwise(tokens)]
        before, after = text[: tokens[0].start()], text[tokens[-1].end() :]
        cuts = [(cased, gaps)] if "literal" in flags else variants(cased, gaps, self._tag)
        patterns = []
        for words, spaces in cuts:
            if "literal" in flags:
                slots = [Slot({word.lower(): ANY}) for word in words]
            else:
                slots = inflect(words, spaces, self._tag, term.part_of_speech)
            orders: Iterable[tuple[int, ...]] = [tuple(range(len(words)))]
            if "free" in flags and len(words) <= 4:
                orders = permutations(range(len(words)))
            patterns += [
                _Pattern(
                    entry,
                    tuple(words[place] for place in order),
                    tuple(self._share(slots[place]) for place in order),
                    tuple(spaces),
                    self._rarest([slots[place] for place in order]),
                    "case" in flags or any(map(is_acronym, words)),
                    before.strip(),
                    after.strip(),
                )
                for order in orders
            ]
        return patterns

    def _rarest(self, slots: Sequence[Slot]) -> int:
        """The number of the word to look a term up by.

        Its forms have the fewest terms kept under them so far; short words, which stand in
        every text, come last.
        """
        loads = [
            max(len(self._patterns.get(form, ())) for form in slot.forms)
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
        return Slot(forms, slot.group)

    def _stands_alone(
        self,
        pattern: _Pattern,
        text: str,
        tokens: Sequence[re.Match[str]],
        place: int,
        strict: bool,
    ) -> bool:
        """Whether the term's own marks stand there, and no prefix makes it another word."""
        start = tokens[place].start()
        last = tokens[place + len(pattern.slots) - 1]
        if not text.endswith(pattern.before, 0, start):
            return False
        if not text.startswith(pattern.after, last.end(1)):
            return False
        if place and text[start - 1] == "-" and tokens[place - 1].end() == start - 1:
            return tokens[place - 1][1] not in self._prefixes
        return not (strict and place and tokens[place - 1][1] in self._prefixes)


def _row(pattern: _Pattern) -> _Row:
    """The pattern with what is asked first: a neighbour of its anchor, and that one's forms."""
    name = pattern.entry[0].id
    if len(pattern.slots) == 1:
        return name, 0, None, pattern
    near = 1 if pattern.anchor == 0 else -1
    return name, near, pattern.slots[pattern.anchor + near].forms, pattern


def _words(pattern: re.Pattern[str], text: str) -> list[str]:
    words = pattern.findall(text)
    if "." in text or "-" in text:
        return [word.replace(".", "").replace("-", "") for word in words]
    return words


def _gap(text: str, one: re.Match[str], other: re.Match[str]) -> str:
    """What parts two words: nothing for a space, a hyphen, or a mark; quotes do not count."""
    between = text[one.end() : other.start()].translate(_QUOTES)
    mark = between.strip()
    return "–" if mark == "-" and between != "-" else mark


def _continues(
    pattern: _Pattern,
    words: Sequence[str],
    tokens: Sequence[re.Match[str]],
    place: int,
    text: str,
) -> bool:
    """Whether the whole term stands from this word on, its words in agreement."""
    slots = pattern.slots
    if place < 0 or place + len(slots) > len(words):
        return False
    masks = []
    for offset, slot in enumerate(slots):
        mask = slot.forms.get(words[place + offset])
        if mask is None:
            return False
        masks.append((mask, slot.group))
    for offset, wanted in enumerate(pattern.gaps):
        gap = _gap(text, tokens[place + offset], tokens[place + offset + 1])
        same = gap == wanted or any(gap in kind and wanted in kind for kind in (_LINKING, _PARTING))
        if not same:
            return False
    return agree(masks)


def _capitals(
    pattern: _Pattern, folded: Folded, tokens: Sequence[re.Match[str]], place: int
) -> bool:
    for offset, wanted in enumerate(pattern.words):
        token = tokens[place + offset]
        found = folded.cased[token.start(1) : token.end(1)].replace(".", "").replace("-", "")
        if not fits(wanted, found, pattern.entry, first=offset == 0):
            return False
    return True
