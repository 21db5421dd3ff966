"""What a language may have besides its record, and what holds where it has not: the defaults.

Each class is one part, a module of that name in a language's folder. All fields have defaults
that do nothing or what is usual, so that a language needs only what differs. Texts are given
folded (:mod:`workbench.languages.folding`); patterns are compiled or, where several languages'
are tried together, regular expressions as text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.languages.inflection.slot import Slot
    from workbench.languages.numbers.reading import Reading

NEVER = re.compile(r"(?!)")
"""A pattern that nothing fits."""


def _no_readings(text: str) -> Iterable[Reading]:
    del text
    return ()


@dataclass(frozen=True, slots=True)
class Numerals:
    """Number words, and what stands beside numbers in digits.

    ``hint`` and the fields from ``suffixes`` on are tried in texts of every language.
    """

    words: Callable[[str], Iterable[Reading]] = _no_readings
    """The number words of a text in small letters, each run as one number."""

    wholes: Callable[[str], Iterable[Reading]] = _no_readings
    """What is no number by its words alone, in small letters: shares, decimals in words."""

    hint: str = ""
    """What a text has at least if it holds a number in words that is worth knowing."""

    multiples: re.Pattern[str] = NEVER
    """The words right behind digits that multiply them: "3.5 million"."""

    factors: tuple[tuple[str, float], ...] = ()
    """What they begin with and multiply by, the longer beginning first."""

    continued: bool = False
    """Whether a number goes on behind its multiple, parted by a space: "1 млн 200 тыс."."""

    suffixes: str = ""
    """What may stick to digits without making a name of them: "5th"."""

    ranges: str = ""
    """Words between the two numbers of a range, or of a choice."""

    through: str = ""
    """Words between the two numbers of a range that holds those in between."""

    decades: str = ""
    """What makes a decade of a year before it."""

    short_years: str = ""
    """What makes a year of two digits before it."""

    afternoon: str = ""
    """What behind an hour says that it is after noon."""

    half_days: str = ""
    """What before an hour says so, at its end."""

    hours: str = ""
    """An hour with its minutes in digits, the groups 1 and 2, as words of the clock part them."""

    percent: str = ""
    """What behind a number makes per cent of it."""

    percent_before: str = ""
    """What a number begins with that is so many per cent."""


@dataclass(frozen=True, slots=True)
class Units:
    """Words of measures and of multiples, which are known in texts of every language."""

    imperial: str = ""
    """What stands behind a measure that a translator may convert, and is not metric."""

    metric: str = ""
    """The same, metric."""

    larger: Mapping[str, str] = field(default_factory=dict)
    """Units by kind (``"day"``, ``"week"``, ``"hour"``, ``"month"``, ``"minute"``, ``"metre"``,
    ``"millilitre"``, ``"millimetre"``, ``"centimetre"``, ``"kilogram"``)."""

    times: str = ""
    """What behind a number says how many times as much something is."""

    of_times: str = ""
    """A number word, whole, that says it by itself: "doubled"."""

    times_more: str = ""
    """What behind a number says how many times more: once more than it is times as much."""


def _no_days(text: str) -> list[tuple[int, int]]:
    del text
    return []


def _no_months(text: str) -> list[int]:
    del text
    return []


@dataclass(frozen=True, slots=True)
class Dates:
    """Days of the year and months."""

    months: Callable[[str], Iterable[Reading]] = _no_readings
    """Names of months as numbers, in small letters; none where digits number the months."""

    days: Callable[[str], list[tuple[int, int]]] = _no_days
    """Days named with their month, (month, day), in small letters."""

    named: Callable[[str], list[int]] = _no_months
    """The months that a text with its capitals names."""


def _digits_only(text: str) -> int:
    return int(text) if text.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Clock:
    """Times of day. The patterns' groups are ``hour``, ``minute``, ``part`` (of the day),
    ``to`` (the minutes lack to the hour) and ``noon`` (which is midnight as well).
    """

    signs: re.Pattern[str] = NEVER
    """Without one of these no time is named; most texts have none."""

    patterns: tuple[re.Pattern[str], ...] = ()
    """In the order in which they are tried; a time is not read twice."""

    hours: Mapping[str, int] = field(default_factory=dict)
    """Hours in words."""

    minutes: Mapping[str, int] = field(default_factory=dict)
    """Minutes in words."""

    afternoon: Mapping[str, bool] = field(default_factory=dict)
    """Parts of the day, by whether they are after noon; those that may be either are left out."""

    value: Callable[[str], int] = _digits_only
    """What another word is as a number."""


def _as_given(words: Sequence[str], gaps: Sequence[str], part_of_speech: str) -> list[Slot]:
    from workbench.languages.inflection.slot import ANY, Slot

    del gaps, part_of_speech
    return [Slot({word.lower(): ANY}) for word in words]


def _one_way(
    words: Sequence[str], gaps: Sequence[str]
) -> list[tuple[Sequence[str], Sequence[str]]]:
    return [(words, gaps)]


def _no_forms(word: str) -> frozenset[str]:
    del word
    return frozenset()


_STEM, _LEAST_STEM = 0.7, 4
"""Share of the shorter word's letters that a derivation keeps, and how many at least."""


def _derives(word: str, other: str) -> bool:
    """Whether two words begin alike, as most that are derived from each other do."""
    least = max(_LEAST_STEM, round(_STEM * min(len(word), len(other))))
    return word[:least] == other[:least] and len(other) >= least


@dataclass(frozen=True, slots=True)
class Inflection:
    """The forms in which a term's words stand in running text; by default those given."""

    slots: Callable[[Sequence[str], Sequence[str], str], list[Slot]] = _as_given
    """The forms of each word of a term.

    From its words (folded, with capitals), what stands between them (``""`` for a space, one
    fewer than the words), and the part of speech that the glossary states (``"noun"``, …;
    empty where it states none). One slot a word."""

    variants: Callable[
        [Sequence[str], Sequence[str]], Sequence[tuple[Sequence[str], Sequence[str]]]
    ] = _one_way
    """The ways to cut one term into words, the given one first; arguments as for ``slots``."""

    shared: int = 0
    """How many bits of a form's mask groups of words agree in, see :class:`Slot`."""

    prefixes: frozenset[str] = frozenset()
    """What makes another word of the one it stands before: a vice president is no president."""

    is_other_word: Callable[[str, str, str, str], bool] | None = None
    """Whether a form that a term's only word has is another word's in its place.

    From the form as it stands in the text, in small letters, the term's word, and the words
    before and after it: *in terms of* names no terms."""

    coordinators: frozenset[str] = frozenset()
    """Words that join phrases, which may then share a word: *and*."""

    may_come_between: Callable[[str], bool] = str.isalpha
    """Whether a word may stand between two words of a term and leave it that term."""

    other_aspect: Callable[[str], frozenset[str]] = _no_forms
    """All forms of the verbs of the other aspect, from a verb in its dictionary form."""

    derives: Callable[[str, str], bool] = _derives
    """Whether a word of the text (second) is derived from a term's word, or the reverse."""


@dataclass(frozen=True, slots=True)
class Folding:
    """What is folded besides what all languages fold."""

    letters: Mapping[int, str] = field(default_factory=dict)
    """Code point by code point, to one character each: a letter and how it is compared."""


@dataclass(frozen=True, slots=True)
class Cutter:
    """Words of a script that does not part them; by default none is cut."""

    known: Callable[[str], list[str]] | None = None
    """Cuts a text into words of the dictionary; what it does not know falls into characters."""

    words: Callable[[str], list[str]] | None = None
    """Cuts a text into words, guessing at those that no dictionary has."""

    bridge: str = ""
    """A regular expression: what may stand between two words of a term and leave it that term,
    a particle or another word that shares one of them."""

    parting: re.Pattern[str] = NEVER
    """A word or mark behind which a term may go on, or another one first share its end."""

    particles: str = ""
    """Those of them behind which it goes on at once."""

    other_word: re.Pattern[str] = NEVER
    """A term's last character with what follows, where that character belongs to what follows."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What a dictionary says of a single word, in any form; by default there is none."""

    knows: Callable[[str], bool] | None = None
    """True for a word that it has."""

    names_person: Callable[[str], bool] | None = None
    """True for a word that may be a surname, a first name or a patronymic."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How frequent letters are, by which a wrong encoding is known before any language is."""

    shares: Mapping[str, float] = field(default_factory=dict)
    """Of an alphabet's small letters, in per cent of all letters."""

    frequent: frozenset[str] = frozenset()
    """Characters that make up about half of any text."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Noun phrases that may be terms, in their dictionary form."""

    find: Callable[[Sequence[str]], list[Counter[str]]] | None = None
    """From texts as they stand, per text its phrases with how often they stand in it; None for
    the way of a language that shows its nouns by what stands before them."""


@dataclass(frozen=True, slots=True)
class Readings:
    """How characters that are no letters are read aloud."""

    by_script: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    """By the other text's script, one character's usual reading, in small letters."""

    endings: Mapping[str, int] = field(default_factory=dict)
    """By the other text's script, how many letters at the end of a name may be an ending."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """What can be wrong in a text by its letters and marks alone."""

    may_repeat: frozenset[str] = frozenset()
    """Words that may well stand twice in a row, in small letters."""

    repeated: re.Pattern[str] = NEVER
    """Further words that stand twice by mistake, too short to be told so in every language;
    group 1 is the word."""

    may_double: tuple[str, ...] = ()
    """What begins with such a word twice, and is right."""

    foreign: re.Pattern[str] = NEVER
    """Words with letters that a language of the same script has and this one has not."""
