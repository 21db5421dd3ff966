"""What a number in a text is."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

Measure = Literal["", "imperial", "metric"]

Weight = Literal["sure", "likely", "possible"]
"""``sure``: a translation must have it too (digits). ``likely``: it is one, though a
translator may say it otherwise (*thirty-five*, 三十五); it is missed only where the other side
has a likely or sure number that nothing here answers. ``possible``: a word that may be a number
(*one of them*, 千万): it can answer one, and nobody misses it."""


HEAVY = 13.0
"""From here on a number word is as sure as digits: nobody says seventeen and means nothing."""


class Reading(NamedTuple):
    """One number in a folded text."""

    start: int
    end: int
    values: set[float]
    """What it may be as a whole."""

    weight: Weight = "possible"
    parts: frozenset[float] = frozenset()
    """What its words may answer one by one: the 2 and the 3 of two thirds."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text."""

    values: frozenset[float]
    """What it may be, in every way it can be read or said otherwise."""

    start: int
    """Offset into the text as it stands."""

    end: int
    """Offset past its last character."""

    weight: Weight

    measure: Measure = ""
    """Whether it measures something in units that translators convert, and in which."""

    parts: frozenset[float] = frozenset()
    """Further values it can answer; none of them is what it asks for."""

    percent: bool = False
    """Whether it is so many per cent; no part of another number answers it then."""

    literal: frozenset[float] = frozenset()
    """Those of the values that it is as it stands. Of two numbers that answer each other one is
    literal: 35 days are five weeks, but not 36 days, which are five whole weeks as well."""


def fraction(value: float) -> set[float]:
    """A fraction, and the percentage a translator may make of it."""
    percent = 100 * value
    return {value, percent, round(percent, 1), float(round(percent)), float(int(percent))}


def decade(values: Iterable[float]) -> frozenset[float]:
    """How else a decade may be named: the nineties for the 1990s, and the reverse."""
    parts: set[float] = set()
    for value in values:
        within = value % 100
        if not within:
            # The early 2000s are the beginning of the 21st century.
            parts |= {value // 100, value // 100 + 1}
        parts |= {within, *(century + within for century in (1800, 1900, 2000) if value < 100)}
    return frozenset(parts)


def is_one_number(words: list[float]) -> bool:
    """Whether number words in a row make one number: seventy, eight, but not eight, seventy."""
    for before, after in pairwise(words):
        if after >= 100:
            continue
        if before < 20 or (before < 100 and after >= 10):
            return False
    return True
