"""Terms in scripts without spaces: searched all at once, then held against the word borders."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import accumulate

from workbench.glossary.casing import fits
from workbench.glossary.concept import ConceptTerm, TermSpan
from workbench.languages import of
from workbench.languages.borders import Borders
from workbench.languages.folding import Folded, fold
from workbench.words import Patterns

_QUOTES = str.maketrans("", "", "\"'《》〈〉")
_QUOTE = re.compile("[\"'《》〈〉]")


class IdeographIndex:
    """An Aho-Corasick automaton over folded terms (Aho and Corasick 1975).

    Quotation and title marks count for nothing: “一带一路”倡议 and 一带一路倡议 are one term.
    """

    def __init__(self, entries: Iterable[ConceptTerm], tag: str) -> None:
        self._tag = tag
        self._prefixes = of(tag).inflection.prefixes
        self._other_word = of(tag).cutter.other_word
        wanted: defaultdict[str, list[tuple[ConceptTerm, str]]] = defaultdict(list)
        for entry in entries:
            cased = fold(entry[1].text.strip(), tag).cased.translate(_QUOTES)
            if cased:
                wanted[cased.lower()].append((entry, cased))
        self._entries = list(wanted.values())
        self._by_text = wanted
        self._patterns = Patterns(list(wanted)) if wanted else None

    def find(
        self, folded: Folded, among: Collection[str] | None, *, strict: bool, nested: bool
    ) -> list[TermSpan]:
        """Terms with their places in the folded text; see ``WordIndex``."""
        del nested  # all come
        if self._patterns is None:
            return []
        text, places = _without_quotes(folded.text)
        hits = self._patterns.find(text)
        if not hits:
            return []
        borders = Borders(text, self._tag)
        found = []
        for pattern, start, end in hits:
            entries = [
                (entry, cased)
                for entry, cased in self._entries[pattern]
                if among is None or entry[0].id in among
            ]
            if not entries or not self._stands_alone(text, start, end, strict):
                continue
            if not borders.allow(start, end, strict=strict):
                continue
            begin, stop = (places[start], places[end - 1] + 1) if places else (start, end)
            stands = folded.cased[begin:stop].translate(_QUOTES)
            found += [
                (entry, begin, stop)
                for entry, cased in entries
                if cased.lower() == cased or fits(cased, stands, entry)
            ]
        return found

    def shared(self, folded: Folded, among: Collection[str] | None) -> list[TermSpan]:
        """Entries in two pieces: the shared word of 政治、经济合作, the particle of 交换了意见.

        Places go from a term's first character to its last, with what lies between.
        """
        cutter = of(self._tag).cutter
        text = folded.text
        if cutter.known is None or not cutter.parting.search(text):
            return []
        words = cutter.known(text)
        starts = [0, *accumulate(map(len, words))]
        found = []
        for place in range(1, len(words) - 1):
            if not cutter.parting.fullmatch(words[place]):
                continue
            resumed = place + (1 if words[place] in cutter.particles else 2)
            for last in (resumed, resumed + 1):
                term = "".join((words[place - 1], *words[resumed : last + 1]))
                if last < len(words):
                    found += [
                        (entry, starts[place - 1], starts[last + 1])
                        for entry, cased in self._by_text.get(term, ())
                        if (among is None or entry[0].id in among) and cased == term
                    ]
        return found

    def _stands_alone(self, text: str, start: int, end: int, strict: bool) -> bool:
        """Whether letters and digits of other scripts are not cut, and no prefix precedes."""
        if start and _cut(text[start - 1], text[start]):
            return False
        if end < len(text) and _cut(text[end - 1], text[end]):
            return False
        if strict and self._other_word.match(text, end - 1):
            return False
        return not (strict and start and text[start - 1] in self._prefixes)


def _cut(before: str, after: str) -> bool:
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def _without_quotes(text: str) -> tuple[str, list[int]]:
    """The text without the marks, and each character's place; no places if none is gone."""
    if _QUOTE.search(text) is None:
        return text, []
    return text.translate(_QUOTES), [
        place for place, character in enumerate(text) if ord(character) not in _QUOTES
    ]
