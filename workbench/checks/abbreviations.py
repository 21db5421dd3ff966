"""Abbreviations that a text itself explains, and as what."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from workbench.checks.unit_pair import Locate, Side, UnitPair
from workbench.glossary import Match, is_acronym

_IN_BRACKETS = re.compile(r"\s*\(([^()]{2,80})\)")
_WORD = re.compile(r"[^\W_]+")


class Explained:
    """What abbreviations stand for in the texts so far, as far as these say it.

    "MFA (multi-factor authentication)" makes of MFA no ministry, in this text and where the
    same file goes on.
    """

    def __init__(self) -> None:
        self._otherwise: set[tuple[Locate | None, str, str]] = set()
        """File, abbreviation and the concept that it does not stand for."""

    def as_terms(self, matches: Sequence[Match], pair: UnitPair, source: Side) -> Iterable[Match]:
        """The matches without abbreviations that the text explains as something else."""
        names = {
            (match.term.text, match.concept.id) for match in matches if is_acronym(match.term.text)
        }
        if not names:
            return matches
        others = {
            (name, concept)
            for name, concept in names
            if self._is_other(name, concept, matches, pair, source)
        }
        return [match for match in matches if (match.term.text, match.concept.id) not in others]

    def _is_other(
        self, name: str, concept: str, matches: Sequence[Match], pair: UnitPair, source: Side
    ) -> bool:
        key = pair.locate, name, concept
        whole = [
            one.start for one in matches if one.concept.id == concept and one.term.text != name
        ]
        for words, start, end in _explanations(source.text, name):
            within = bisect_left(whole, start)
            if within < len(whole) and whole[within] < end:
                self._otherwise.discard(key)
            elif _spells(words, name):
                self._otherwise.add(key)
        return key in self._otherwise


def _explanations(text: str, name: str) -> Iterator[tuple[list[str], int, int]]:
    """Words beside an abbreviation, one of the two in brackets, with their place."""
    place = text.find(name)
    while place >= 0:
        after = _IN_BRACKETS.match(text, place + len(name))
        if after:
            yield _WORD.findall(after[1]), after.start(1), after.end(1)
        if text[max(0, place - 1) : place] == "(" and text.startswith(")", place + len(name)):
            begin = max(0, place - 100)
            yield _WORD.findall(text[begin:place]), begin, place
        place = text.find(name, place + 1)


def _spells(words: Sequence[str], name: str) -> bool:
    """Whether the letters of an abbreviation stand in words in their order.

    The first and the last one begin a word, the others may stand within one (Multifactor
    Authentication); after Schwartz and Hearst (2003).
    """
    letters = [letter for letter in name.lower() if letter.isalpha()]
    text = " " + " ".join(words).lower()
    place = len(text)
    for number, letter in reversed([*enumerate(letters)]):
        begins = number in (0, len(letters) - 1)
        place = text.rfind(" " + letter if begins else letter, 0, place)
        if place < 0:
            return False
        place += begins
    return bool(letters)
