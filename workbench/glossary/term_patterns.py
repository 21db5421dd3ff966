"""A term in a script with spaces, as it is looked for: a slot of forms for each word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, permutations

from workbench.glossary.casing import fits, is_acronym
from workbench.glossary.concept import ConceptTerm
from workbench.languages import of
from workbench.languages.folding import Folded, fold
from workbench.languages.inflection import ANY, Slot, agree

_JOINED = r"'(?![sS]\b)[^\W_]+"
WORD = re.compile(
    rf"([^\W_](?:[^\W_]+(?:{_JOINED})*"
    r"|(?<=[^\W\d_])\.(?:[^\W\d_]\.)+(?:[^\W\d_]\b)?"
    rf"|(?:{_JOINED})*))('[sS]\b|)"
)
"""A word, and its possessive ending; initials with full stops are one word ("u.s.").

It begins with one class, which is what ``re`` looks for fast."""

_QUOTES = str.maketrans("", "", "\"'")
_LINKING = frozenset({"", "-"})
_PARTING = frozenset({",", "–", ":", ";", "·", "/", "-"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A term as it is looked for."""

    entry: ConceptTerm
    words: tuple[str, ...]
    """Folded, with capitals."""

    slots: tuple[Slot, ...]
    gaps: tuple[str, ...]
    """What stands between the words, as ``gap`` puts it."""

    cased: bool
    """Whether capitals matter for it."""

    agreeing: bool
    """Whether some of its forms go with some of their neighbours' only."""

    shared: int
    """How many bits of their masks groups of its words agree in."""

    before: str
    after: str
    """Marks that belong to the term, before its first word and after its last ("C++")."""

    plain: bool
    """Whether spaces between its words are all it asks for besides their forms."""

    special: bool
    """Whether it asks for marks beside its words, or for capitals."""

    def stands(self, tokens: "Tokens", place: int) -> bool:
        """Whether its words, which stand from a word of a text on, are one term there.

        They must be in agreement, and parted as the term's words are.
        """
        number = place
        for wanted in self.gaps:
            between = tokens.gaps[number]
            if (wanted or between != " ") and not _parts_alike(wanted, gap(between)):
                return False
            number += 1
        if not self.agreeing:
            return True
        words = tokens.words[place : place + len(self.slots)]
        masks = [
            (slot.forms[word], slot.group) for slot, word in zip(self.slots, words, strict=True)
        ]
        return agree(masks, self.shared)

    def stands_apart(self, tokens: "Tokens", places: Sequence[int]) -> bool:
        """Whether words of a text that need not be neighbours are the term's, sharing some.

        They agree in what groups of words share; the literal form of a term is not shared.
        """
        concept, term = self.entry
        if "literal" in concept.flags | term.flags:
            return False
        for number, (place, following) in enumerate(pairwise(places)):
            if place + 1 != following:
                if self.gaps[number]:
                    return False
            elif not self.parts(tokens.gaps[place], number):
                return False
        if not self.agreeing:
            return True
        forms = [tokens.words[place] for place in places]
        masks = [
            (slot.forms[form], n)
            for n, (slot, form) in enumerate(zip(self.slots, forms, strict=True))
        ]
        return agree(masks, self.shared)

    @property
    def size(self) -> int:
        """How many words it has."""
        return len(self.slots)

    def parts(self, between: str, number: int) -> bool:
        """Whether a text's gap is one that the term has behind one of its words."""
        wanted = self.gaps[number]
        return (not wanted and between == " ") or _parts_alike(wanted, gap(between))


def _parts_alike(wanted: str, found: str) -> bool:
    """Whether two gaps, as ``gap`` puts them, part words in the same way."""
    return found == wanted or any(found in kind and wanted in kind for kind in (_LINKING, _PARTING))


class Tokens:
    """The words of a folded text, where they stand, and what parts them.

    Args:
        pieces: The text cut by ``WORD`` or its like: a gap, a word, its possessive ending, a
            gap, and so on.
    """

    __slots__ = ("ends", "gaps", "known", "starts", "words")

    def __init__(self, pieces: list[str]) -> None:
        offsets = list(accumulate(map(len, pieces)))
        self.words = _bare(pieces[1::3])
        """Without full stops, hyphens and spaces inside."""
        self.known = frozenset(self.words)
        """Each of them once."""
        self.starts = offsets[0::3]
        self.ends = offsets[1::3]
        """Where they end, without possessive endings."""
        self.gaps = pieces[3:-1:3]
        """What stands between each word, with its possessive ending, and the next."""


_INSIDE = str.maketrans("", "", ".- ")


def _bare(words: list[str]) -> list[str]:
    marks = "".join(words)
    if "." in marks or "-" in marks:
        return [word.translate(_INSIDE) for word in words]
    return words


def gap(between: str) -> str:
    """What parts two words: nothing for a space, a hyphen, or a mark; quotes do not count.

    Args:
        between: The folded text between them.
    """
    between = between.translate(_QUOTES)
    mark = between.strip()
    return "–" if mark == "-" and between != "-" else mark


def patterns(entry: ConceptTerm, tag: str) -> Iterator[Pattern]:
    """The ways to write a term of a language, each with the forms of its words."""
    concept, term = entry
    flags = concept.flags | term.flags
    text = fold(term.text.strip(), tag).cased.translate({ord('"'): None})
    tokens = list(WORD.finditer(text))
    if not tokens:
        return
    cased: Sequence[str] = [token[1].replace(".", "") for token in tokens]
    gaps: Sequence[str] = [gap(text[one.end() : other.start()]) for one, other in pairwise(tokens)]
    before, after = text[: tokens[0].start()].strip(), text[tokens[-1].end() :].strip()
    inflection = of(tag).inflection
    cuts: Iterable[tuple[Sequence[str], Sequence[str]]]
    cuts = [(cased, gaps)] if "literal" in flags else inflection.variants(cased, gaps)
    for words, spaces in cuts:
        if "literal" in flags:
            slots = [Slot({word.lower(): ANY}) for word in words]
        else:
            slots = inflection.slots(words, spaces, term.part_of_speech)
        orders: Iterable[tuple[int, ...]] = [tuple(range(len(words)))]
        if "free" in flags and len(words) <= 4:
            orders = permutations(range(len(words)))
        cased_too = "case" in flags or any(map(is_acronym, words))
        agreeing = len(slots) > 1 and any(
            mask != ANY for slot in slots for mask in slot.forms.values()
        )
        for order in orders:
            yield Pattern(
                entry=entry,
                words=tuple(words[place] for place in order),
                slots=tuple(slots[place] for place in order),
                gaps=tuple(spaces),
                cased=cased_too,
                agreeing=agreeing,
                shared=inflection.shared,
                before=before,
                after=after,
                plain=not agreeing and not any(spaces),
                special=cased_too or bool(before or after),
            )


def capitals(pattern: Pattern, folded: Folded, tokens: Tokens, places: Sequence[int]) -> bool:
    """Whether the words of a text have the capitals that a term asks for.

    Args:
        pattern: The term.
        folded: The text.
        tokens: Its words.
        places: Which of them are the term's, in order.
    """
    for number, (wanted, place) in enumerate(zip(pattern.words, places, strict=True)):
        found = folded.cased[tokens.starts[place] : tokens.ends[place]]
        plain = found.replace(".", "").replace("-", "")
        if not fits(wanted, plain, pattern.entry, first=number == 0):
            return False
    return True
