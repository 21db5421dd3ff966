"""All numbers of a text, from digits, words and Roman numerals together."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from importlib import import_module

from workbench.languages.folding import fold
from workbench.languages.language import of
from workbench.languages.numbers import chinese, clock, dates
from workbench.languages.numbers.digits import RANGE, digits
from workbench.languages.numbers.equivalents import equivalents
from workbench.languages.numbers.measures import measure_at
from workbench.languages.numbers.reading import Measure, Number, Reading
from workbench.languages.numbers.shares import decimals, shares

_WORDS = {"en": "english", "ru": "russian", "zh": "chinese"}
"""By language, the module beside this one that knows its number words."""

_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|процент)")
_ROMAN = re.compile(r"\b(?=[IVXLC])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")


_fold = lru_cache(maxsize=4)(fold)
"""The same two texts are asked for their numbers, their days, months and times."""


def numbers(text: str, tag: str) -> list[Number]:
    """The numbers of a text, from left to right.

    Args:
        text: The text as it stands.
        tag: Its language, which says how decimals, groups and number words are written.
    """
    folded = _fold(text, tag)
    readings = sorted(
        _all(folded.cased, folded.text, of(tag).code), key=lambda reading: reading.start
    )
    found: list[Number] = []
    after: tuple[int, Measure] = (0, "")
    for start, end, values, weight, parts in reversed(readings):
        measure = measure_at(folded.text, end)
        if not measure and after[1] and RANGE.fullmatch(folded.text, end, after[0]):
            measure = after[1]
        after = (start, measure)
        place = folded.span(start, end)
        said = values | equivalents(folded.text, start, end, values)
        each, others = frozenset(map(_rounded, said)), frozenset(map(_rounded, parts))
        percent = bool(_PERCENT.match(folded.text, end)) or folded.text.startswith("百分之", start)
        found.append(Number(each, *place, weight, measure, others, percent))
    return found[::-1]


def days_of(text: str, tag: str) -> list[dates.Day]:
    """The days of the year, (month, day), that a text names with their months."""
    return dates.days(_fold(text, tag).text, of(tag).code)


def months_of(text: str, tag: str) -> list[int]:
    """The months that a text names, in its order; 1 is January."""
    return dates.named_months(_fold(text, tag).cased, of(tag).code)


def times_of(text: str, tag: str) -> list[clock.Time]:
    """The times of day that a text names, in its order."""
    return clock.times(_fold(text, tag).text, of(tag).code)


def _rounded(value: float) -> float:
    return float(f"{value:.9g}")


def _all(text: str, small: str, code: str) -> Iterator[Reading]:
    wholes = list(chinese.wholes(text)) if code == "zh" else []
    value = partial(_value, code=code)
    wholes += [*decimals(small, code, value), *shares(small, code, value)]
    yield from wholes
    taken = [(reading.start, reading.end) for reading in wholes]
    in_digits = [reading for reading in digits(text, small, code) if not _overlaps(reading, taken)]
    yield from in_digits
    taken += [(reading.start, reading.end) for reading in in_digits]
    worded = _words(code)(small) if code in _WORDS else ()
    yield from (reading for reading in worded if not _overlaps(reading, taken))
    yield from dates.months(small, code)
    for found in _ROMAN.finditer(text):
        if found[0]:
            likely = len(found[0]) > 1 and set(found[0]) <= set("IVX")
            yield Reading(*found.span(), {_roman(found[0])}, "likely" if likely else "possible")


@cache
def _words(code: str) -> Callable[[str], Iterable[Reading]]:
    module = import_module(f"workbench.languages.numbers.{_WORDS[code]}")
    found: Callable[[str], Iterable[Reading]] = module.words
    return found


def _value(word: str, code: str) -> float:
    """The number that a word or digits are; 0 where they are none."""
    if word.isdecimal():
        return float(word)
    return max((max(reading.values) for reading in _words(code)(word)), default=0.0)


def _overlaps(reading: Reading, places: Iterable[tuple[int, int]]) -> bool:
    return any(start < reading.end and reading.start < end for start, end in places)


def _roman(text: str) -> float:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in text]
    return float(
        sum(
            -value if after > value else value
            for value, after in zip(values, [*values[1:], 0], strict=True)
        )
    )
