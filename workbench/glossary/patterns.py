"""A term in a script with spaces, as it is looked for: a slot of forms for each word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from workbench.glossary.capitals import is_acronym
from workbench.glossary.concept import Concept, Term
from workbench.languages.folding import fold
from workbench.languages.inflection import ANY, Slot, agree, inflect, variants

Entry = tuple[Concept, Term]

WORD = re.compile(
    r"((?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|[^\W_]+(?:'(?!s\b)[^\W_]+)*)(?:'s\b)?", re.IGNORECASE
)
"""A word; initials with full stops are one ("u.s."), a possessive ending stands apart."""

_QUOTES = str.maketrans("", "", "\"'")
_LINKING = frozenset({"", "-"})
_PARTING = frozenset({",", "–", ":", ";", "·", "/", "-"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A term as it is looked for."""

    entry: Entry
    words: tuple[str, ...]
    """Folded, with capitals."""

    slots: tuple[Slot, ...]
    gaps: tuple[str, ...]
    """What stands between the words, as ``gap`` puts it."""

    cased: bool
    """Whether capitals matter for it."""

    before: str
    after: str
    """Marks that belong to the term, before its first word and after its last ("C++")."""

    def stands(self, tokens: "Tokens", place: int) -> bool:
        """Whether the whole term stands from a word of a text on, its words in agreement."""
        words, slots = tokens.words, self.slots
        if place < 0 or place + len(slots) > len(words):
            return False
        masks = []
        number = place
        for slot in slots:
            mask = slot.forms.get(words[number])
            if mask is None:
                return False
            if mask != ANY:
                masks.append((mask, slot.group))
            number += 1
        number = place
        for wanted in self.gaps:
            if wanted or not tokens.adjoins(number):
                found = gap(tokens.text, tokens.stops[number], tokens.starts[number + 1])
                if found != wanted and not any(
                    found in kind and wanted in kind for kind in (_LINKING, _PARTING)
                ):
                    return False
            number += 1
        return not masks or agree(masks)


class Tokens:
    """The words of a folded text.

    Args:
        pattern: What a word is; its first group leaves out a possessive ending.
        text: Folded, in small letters.
    """

    __slots__ = ("ends", "starts", "stops", "text", "words")

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        found = list(pattern.finditer(text))
        self.text = text
        self.words: list[str] = [token[1] for token in found]
        self.starts = [token.start() for token in found]
        self.ends = [token.end(1) for token in found]
        self.stops = [token.end() for token in found]
        """Where they end with their possessive endings."""
        marks = "".join(self.words)
        if "." in marks or "-" in marks:
            self.words = [word.replace(".", "").replace("-", "") for word in self.words]

    def adjoins(self, number: int) -> bool:
        """Whether only a space parts a word from the next."""
        stop = self.stops[number]
        return self.starts[number + 1] - stop == 1 and self.text[stop] == " "


def gap(text: str, end: int, start: int) -> str:
    """What parts two words: nothing for a space, a hyphen, or a mark; quotes do not count.

    Args:
        text: Folded.
        end: Where the one word ends.
        start: Where the other begins.
    """
    between = text[end:start].translate(_QUOTES)
    mark = between.strip()
    return "–" if mark == "-" and between != "-" else mark


def patterns(entry: Entry, tag: str) -> Iterator[Pattern]:
    """The ways to write a term of a language, each with the forms of its words."""
    concept, term = entry
    flags = concept.flags | term.flags
    text = fold(term.text.strip(), tag).cased.translate({ord('"'): None})
    tokens = list(WORD.finditer(text))
    if not tokens:
        return
    cased: Sequence[str] = [token[1].replace(".", "") for token in tokens]
    gaps: Sequence[str] = [gap(text, one.end(), other.start()) for one, other in pairwise(tokens)]
    before, after = text[: tokens[0].start()].strip(), text[tokens[-1].end() :].strip()
    cuts = [(cased, gaps)] if "literal" in flags else variants(cased, gaps, tag)
    for words, spaces in cuts:
        if "literal" in flags:
            slots = [Slot({word.lower(): ANY}) for word in words]
        else:
            slots = inflect(words, spaces, tag, term.part_of_speech)
        orders: Iterable[tuple[int, ...]] = [tuple(range(len(words)))]
        if "free" in flags and len(words) <= 4:
            orders = permutations(range(len(words)))
        for order in orders:
            yield Pattern(
                entry,
                tuple(words[place] for place in order),
                tuple(slots[place] for place in order),
                tuple(spaces),
                "case" in flags or any(map(is_acronym, words)),
                before,
                after,
            )
