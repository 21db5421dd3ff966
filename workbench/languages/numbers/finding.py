"""All numbers of a text, from digits, words and Roman numerals together."""

import re
from collections.abc import Iterator
from functools import lru_cache

from workbench.languages.folding import fold
from workbench.languages.language import Language, of
from workbench.languages.numbers import clock
from workbench.languages.numbers.digits import digits, marks
from workbench.languages.numbers.measures import equivalents, measure_at
from workbench.languages.numbers.reading import Measure, Number, Reading
from workbench.languages.spans import SpanSet

_ROMAN = re.compile(r"\b(?=[IVXLC])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_ROMAN_DIGIT = re.compile("[IVXLC]")


_fold = lru_cache(maxsize=4)(fold)
"""The same two texts are asked for their numbers, their days, months and times."""


@lru_cache(maxsize=4)
def numbers(text: str, tag: str) -> tuple[Number, ...]:
    """The numbers of a text, from left to right.

    The last ones are remembered: one source stands beside each of its translations.

    Args:
        text: The text as it stands.
        tag: Its language, which says how decimals, groups and number words are written.
    """
    folded = _fold(text, tag)
    readings = sorted(_all(folded.cased, folded.text, of(tag)), key=lambda reading: reading.start)
    found: list[Number] = []
    after: tuple[int, Measure] = (0, "")
    for start, end, values, weight, parts in reversed(readings):
        measure = measure_at(folded.text, end)
        if not measure and after[1] and marks().range.fullmatch(folded.text, end, after[0]):
            measure = after[1]
        after = (start, measure)
        place = folded.span(start, end)
        literal = frozenset(map(_rounded, values))
        each = literal | {*map(_rounded, equivalents(folded.text, start, end, values))}
        others = frozenset(map(_rounded, parts))
        percent = bool(
            marks().percent.match(folded.text, end)
            or marks().percent_before.match(folded.text, start)
        )
        found.append(Number(each, *place, weight, measure, others, percent, literal))
    return tuple(reversed(found))


def may_hold(text: str) -> bool:
    """Whether a text holds a number worth knowing, at a glance; if not, it need not be read."""
    return marks().hint.search(text) is not None


def days_of(text: str, tag: str) -> list[tuple[int, int]]:
    """The days of the year, (month, day), that a text names with their months."""
    return of(tag).dates.days(_fold(text, tag).text)


def months_of(text: str, tag: str) -> list[int]:
    """The months that a text names, in its order; 1 is January."""
    return of(tag).dates.named(_fold(text, tag).cased)


def times_of(text: str, tag: str) -> list[clock.Time]:
    """The times of day that a text names, in its order."""
    return clock.times(_fold(text, tag).text, of(tag).clock)


_EXACT = 1e9
"""Whole numbers below it have no more digits than are compared."""


def _rounded(value: float) -> float:
    if -_EXACT < value < _EXACT and value % 1 == 0:
        return float(value)
    return float(f"{value:.9g}")


def _all(text: str, small: str, language: Language) -> Iterator[Reading]:
    numerals = language.numerals
    wholes = list(numerals.wholes(small))
    yield from wholes
    taken = SpanSet((reading.start, reading.end) for reading in wholes)
    in_digits = [
        reading
        for reading in digits(text, small, language)
        if not taken.touches(reading.start, reading.end)
    ]
    yield from in_digits
    for reading in in_digits:
        taken.add(reading.start, reading.end)
    yield from (
        reading
        for reading in numerals.words(small)
        if not taken.touches(reading.start, reading.end)
    )
    yield from language.dates.months(small)
    for found in _ROMAN.finditer(text) if _ROMAN_DIGIT.search(text) else ():
        if found[0]:
            likely = len(found[0]) > 1 and set(found[0]) <= set("IVX")
            yield Reading(*found.span(), {_roman(found[0])}, "likely" if likely else "possible")


def _roman(text: str) -> float:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in text]
    return float(
        sum(
            -value if after > value else value
            for value, after in zip(values, [*values[1:], 0], strict=True)
        )
    )
