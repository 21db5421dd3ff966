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

    def stands(self, words: Sequence[str], tokens: Sequence[re.Match[str]], place: int) -> bool:
        """Whether the whole term stands from a word on, its words in agreement.

        Args:
            words: The text's words.
            tokens: Their places in it.
            place: The number of the first word.
        """
        slots = self.slots
        if place < 0 or place + len(slots) > len(words):
            return False
        masks = []
        for number, slot in enumerate(slots, start=place):
            mask = slot.forms.get(words[number])
            if mask is None:
                return False
            if mask != ANY:
                masks.append((mask, slot.group))
        text = tokens[place].string
        for number, wanted in enumerate(self.gaps, start=place):
            one, other = tokens[number], tokens[number + 1]
            if not wanted and text[one.end() : other.start()] == " ":
                continue
            found = gap(text, one, other)
            if found != wanted and not any(
                found in kind and wanted in kind for kind in (_LINKING, _PARTING)
            ):
                return False
        return not masks or agree(masks)


def gap(text: str, one: re.Match[str], other: re.Match[str]) -> str:
    """What parts two words: nothing for a space, a hyphen, or a mark; quotes do not count."""
    between = text[one.end() : other.start()].translate(_QUOTES)
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
    gaps: Sequence[str] = [gap(text, one, other) for one, other in pairwise(tokens)]
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
