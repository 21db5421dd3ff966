"""What a number in a text is."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

Measure = Literal["", "imperial", "metric"]

Weight = Literal["sure", "likely", "possible"]
"""``sure``: a translation must have it too (digits). ``likely``: it is one, though a
translator may say it otherwise (*thirty-five*, 三十五); it is missed only where the other side
has a likely or sure number that nothing here answers. ``possible``: a word that may be a number
(*one of them*, 千万): it can answer one, and nobody misses it."""


class Reading(NamedTuple):
    """One number in a folded text."""

    start: int
    end: int
    values: set[float]
    weight: Weight = "possible"


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text."""

    values: frozenset[float]
    """What it may be, in every way it can be read."""

    start: int
    """Offset into the text as it stands."""

    end: int
    """Offset past its last character."""

    weight: Weight

    measure: Measure = ""
    """Whether it measures something in units that translators convert, and in which."""


def fraction(value: float) -> set[float]:
    """A fraction, and the percentage a translator may make of it."""
    percent = 100 * value
    return {value, percent, round(percent, 1), float(round(percent)), float(int(percent))}


def is_one_number(words: list[float]) -> bool:
    """Whether number words in a row make one number: seventy, eight, but not eight, seventy."""
    for before, after in pairwise(words):
        if after >= 100:
            continue
        if before < 20 or (before < 100 and after >= 10):
            return False
    return True
