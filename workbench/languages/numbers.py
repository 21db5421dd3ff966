"""Numbers in running text, whatever script and language they are written in.

``3.5万``, ``35,000``, ``35 тыс.`` and ``thirty-five thousand`` are one number. A number may be
readable in several ways (``1.250`` in a Russian text, the hour in ``5 p.m.``); it then has
several values. One in digits is *sure*; a word may be a number and may be none ("one of
them", ``千万``): it can answer a number on the other side, but nobody misses it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from workbench.languages.folding import fold
from workbench.languages.language import of
from workbench.languages.number_words import MULTIPLES, WORDS, ideographic

Measure = Literal["", "imperial", "metric"]


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text."""

    values: frozenset[float]
    """What it may be, in every way it can be read."""

    start: int
    """Offset into the text as it stands."""

    end: int
    """Offset past its last character."""

    sure: bool
    """Whether it surely is one, so that a translation must have it too."""

    measure: Measure = ""
    """Whether it measures something in units that translators convert, and in which."""


_DIGITS = re.compile(
    r"(?P<grouped>\d{1,3}(?P<by>[ ,.'])\d{3}(?:(?P=by)\d{3})*(?:[.,]\d+)?(?!\d))"
    r"|(?P<date>\d{1,4}(?P<part>[./-])\d{1,2}(?P=part)\d{1,4}(?![\d.,]\d))"
    r"|(?P<time>(?:[01]?\d|2[0-4])(?::[0-5]\d(?!\d|:)|\.[0-5]\d(?=\s?[ap]\.?m)))"
    r"|(?P<plain>\d+(?:[.,]\d+)?)"
)
_LETTER = r"[^\W\d_]"
_NAMED = re.compile(rf"(?:{_LETTER}|{_LETTER}-|[#№@/]|{_LETTER}\.)$")
"""What stands before the digits of a name: G20, COVID-19, F-16."""

_SUFFIX = re.compile(
    r"(?:s|st|nd|rd|th|x|km|m|cm|mm|kg|g|mg|ha|l|km2|m2|mph|am|pm|a\.m|p\.m|bn|mn|tn|trn|k|kb|mb|gb"
    r"|tb|hz|mhz|ghz|kw|mw|gw|kwh|min|hr|hrs|h|ft|in|oz|lb|lbs|yr|yrs"
    r"|ый|ой|ий|й|го|му|м|х|е|я|ю|ая|ое|ые|ых|ым|ыми|км|кг|г|т|см|мм|га|млн|млрд|тыс|трлн)\b"
)
_ASCII_LETTER = re.compile(_LETTER)
_HAN = re.compile("[\u4e00-\u9fff]")
_IMPERIAL = re.compile(
    r"(?:\san?)?[\s-]?(?:miles?\b|mi\b|yards?\b|yds?\b|feet\b|foot\b|ft\b|inch(?:es)?\b|pounds?\b|lbs?\b"
    r"|ounces?\b|oz\b|gallons?\b|acres?\b|pints?\b|mph\b|°\s?f\b|degrees\b(?! celsius)|fahrenheit"
    r"|мил[ьяией]|ярд|фут|дюйм|фунт|унци|галлон|акр|градус\w* по фаренгейту"
    r"|英里|英尺|英寸|英亩|英镑重|码|磅|盎司|加仑|品脱|华氏)"
)
_METRIC = re.compile(
    r"[\s-]?(?:k?met(?:re|er)s?\b|k?m\b|kilomet|centimet|millimet|[cm]m\b|kgs?\b|kilogram|kilos?\b"
    r"|km/h|kph|°\s?c\b|celsius|lit(?:re|er)s?\b|hectares?\b|ha\b"
    r"|к?м\b|км/ч|см\b|мм\b|килом|метр|сантим|миллим|кг\b|килогр|градус|литр|гектар|га\b"
    r"|公里|千米|米|厘米|毫米|公斤|千克|摄氏|度|升|公顷)"
)
_SPANS_OF_TIME = (
    (re.compile(r"[\s-]?(?:days?\b|дн[еяй]|сут|天|日)"), (7, 30)),
    (re.compile(r"[\s-]?(?:hours?\b|час|小时|个小时)"), (24,)),
    (re.compile(r"[\s-]?(?:months?\b|месяц|个月)"), (12,)),
    (re.compile(r"[\s-]?(?:minutes?\b|минут|分钟)"), (60,)),
)
"""A translator may write "two months" for "60 days"."""
_DECADE = re.compile(r"'?s\b|-?(?:е|х|ми|м)\b|年代")
_AFTERNOON = re.compile(r"\s?(?:p\.?\s?m\b|часов вечера|часа вечера|час\w* дня|вечера|дня)")
_HALF_DAY = re.compile(r"(?:下午|晚上|傍晚|夜间|当晚|晚)$")
_CENTURY = re.compile(r"(\d\d|[一二]?十[一二三四五六七八九]?)世纪(\d0|[二三四五六七八九]十)年代")
_MARKER = re.compile(r"\s*[(（]?\d{1,2}[.)）、]\s")
_RANGE = re.compile(r"\s?(?:-|to|or|and|до|и|или|至|到|或)\s?")
_ROMAN = re.compile(r"\b(?=[IVXLC])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_DECIMAL = {"ru": ",", "uk": ",", "be": ",", "de": ",", "fr": ",", "es": ",", "it": ",", "pl": ","}


def numbers(text: str, tag: str) -> list[Number]:
    """The numbers of a text, from left to right.

    Args:
        text: The text as it stands.
        tag: Its language, which says how decimals, groups and number words are written.
    """
    folded = fold(text, tag)
    readings = sorted(_all(folded.cased, of(tag).code), key=lambda reading: reading[0])
    found: list[Number] = []
    after: tuple[int, Measure] = (0, "")
    for start, end, values, sure in reversed(readings):
        measure = _measure(folded.text, end)
        if not measure and after[1] and _RANGE.fullmatch(folded.text, end, after[0]):
            measure = after[1]
        after = (start, measure)
        place = folded.span(start, end)
        found.append(Number(frozenset(map(_rounded, values)), *place, sure, measure))
    return found[::-1]


def _measure(small: str, end: int) -> Measure:
    if _IMPERIAL.match(small, end):
        return "imperial"
    return "metric" if _METRIC.match(small, end) else ""


def _rounded(value: float) -> float:
    return float(f"{value:.9g}")


Reading = tuple[int, int, set[float], bool]


def _all(text: str, code: str) -> Iterator[Reading]:
    taken: list[tuple[int, int]] = []
    for found in _CENTURY.finditer(text):
        taken.append(found.span())
        decade = _small(found[2])
        yield *found.span(), {(_small(found[1]) - 1) * 100 + decade, decade}, False
    small = text.lower()
    readings = list(_digital(text, small, code))
    for place, (start, end, read, sure) in enumerate(readings):
        values = read
        if any(first <= start < last for first, last in taken):
            continue
        if place + 1 < len(readings) and _RANGE.fullmatch(small, end, readings[place + 1][0]):
            # "2-3 million": the multiple may belong to both.
            start_next, end_next = readings[place + 1][:2]
            factor = _factor(text[start_next:end_next])
            values = read | {value * factor for value in read}
        yield start, end, values, sure
        taken.append((start, end))
    yield from (
        reading
        for reading in _worded(text, small, code)
        if not any(first < reading[1] and reading[0] < last for first, last in taken)
    )


def _small(text: str) -> float:
    return float(text) if text.isdigit() else next(iter(ideographic(text) or {0.0}))


def _digital(text: str, small: str, code: str) -> Iterator[Reading]:
    """Numbers with digits, with the multiple that follows."""
    marker = _MARKER.match(text)
    multiple = MULTIPLES.get(code, MULTIPLES[""])
    place = 0
    while found := _DIGITS.search(text, place):
        start, end = found.span()
        place = end
        before = text[max(0, start - 3) : start]
        after = _ASCII_LETTER.match(text, end) and not _HAN.match(text, end)
        named = bool(_NAMED.search(before)) and not _HAN.match(before[-1:])
        sure = not named and (not after or bool(_SUFFIX.match(small, end)))
        if marker and start < marker.end():
            sure = False
        if found["date"]:
            at = start
            for part in found["date"].split(found["part"]):
                yield at, at + len(part), {float(part), float(part) % 100}, sure
                at += len(part) + 1
            continue
        if found["time"]:
            hour, minute = map(float, re.split("[:.]", found["time"]))
            both = {hour + minute / 100, hour + 12 + minute / 100, hour - 12 + minute / 100}
            yield start, end - 3, {hour, (hour + 12) % 24, *both}, sure
            yield end - 2, end, {minute}, False
            continue
        values = _read(found, code)
        scaled = multiple.match(small, end)
        if scaled and not named:
            factor, end = _multiplied(small, scaled, code)
            values = {value * factor for value in values}
            rest = _DIGITS.match(text, end) if _HAN.match(text[end - 1]) else None
            if rest and (more := multiple.match(small, rest.end())):
                # 3亿5000万
                second, end = _multiplied(small, more, code)
                values = {value + float(rest[0].replace(",", "")) * second for value in values}
            place = max(place, end)
        elif _DECADE.match(small, end):
            values |= {value % 100 for value in values if 1000 <= value < 2100}
            values |= {1900 + value for value in values if value < 100}
            sure = False
        elif _AFTERNOON.match(small, end) or _HALF_DAY.search(before):
            values |= {value + 12 for value in values if value < 12}
        for unit, factors in _SPANS_OF_TIME:
            if unit.match(small, end):
                values |= {value / factor for value in values for factor in factors}
        yield start, end, values, sure and values.isdisjoint({0.0, 1.0})


def _multiplied(small: str, scaled: re.Match[str], code: str) -> tuple[float, int]:
    """The factor of the words that multiply a number (万亿 is two), and where they end."""
    factor, end = 1.0, scaled.start()
    multiple = MULTIPLES.get(code, MULTIPLES[""])
    found: re.Match[str] | None = scaled
    while found:
        factor *= _factor(found[0])
        end = found.end()
        found = multiple.match(small, end)
    return factor, end


_FACTORS: tuple[tuple[str, float], ...] = (
    ("trillion", 1e12), ("trln", 1e12), ("trn", 1e12), ("tn", 1e12),
    ("billion", 1e9), ("bln", 1e9), ("bn", 1e9),
    ("million", 1e6), ("mln", 1e6), ("mn", 1e6),
    ("thousand", 1e3), ("hundred", 1e2), ("dozen", 12.0),
    ("трлн", 1e12), ("триллион", 1e12), ("млрд", 1e9), ("миллиард", 1e9), ("биллион", 1e9),
    ("млн", 1e6), ("миллион", 1e6), ("тыс", 1e3), ("сот", 1e2),
    ("兆", 1e12), ("亿", 1e8), ("万", 1e4), ("千", 1e3), ("百", 1e2), ("十", 10.0),
    ("m", 1e6), ("k", 1e3), ("b", 1e9),
)  # fmt: skip


def _factor(text: str) -> float:
    """What a word multiplies by; 1 where it is no such word."""
    small = text.lower().lstrip("0123456789.,' -多余几来")
    return next((factor for word, factor in _FACTORS if small.startswith(word)), 1.0)


def _read(found: re.Match[str], code: str) -> set[float]:
    """The values of digits, in the language's way and, where that fails, in another's."""
    text = found[0]
    decimal = _DECIMAL.get(code, ".")
    other = "," if decimal == "." else "."
    if found["grouped"]:
        mark = found["by"]
        whole, _, rest = _parted(text, mark)
        grouped = float(whole + ("." + rest if rest else ""))
        if mark == decimal and text.count(mark) == 1 and not rest:
            return {float(text.replace(mark, "."))}
        return {grouped}
    values = {float(text.replace(",", "."))}
    if other in text and len(text.partition(other)[2]) == 3:
        values.add(float(text.replace(other, "")))
    return values


def _parted(text: str, mark: str) -> tuple[str, str, str]:
    """A grouped number's whole part without marks, and its decimals."""
    for decimal in ".,":
        if decimal != mark and decimal in text:
            whole, _, rest = text.partition(decimal)
            return whole.replace(mark, ""), decimal, rest
    return text.replace(mark, ""), "", ""


def _worded(text: str, small: str, code: str) -> Iterator[Reading]:
    """Numbers in words and in Roman numerals; none of them is missed if it has no answer."""
    words: Callable[[str], Iterable[tuple[int, int, set[float], bool]]] | None = WORDS.get(code)
    if words is not None:
        yield from words(small)
    for found in _ROMAN.finditer(text):
        if found[0]:
            yield *found.span(), {_roman(found[0])}, False


def _roman(text: str) -> float:
    digits = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in text]
    return float(
        sum(
            -digit if after > digit else digit
            for digit, after in zip(digits, [*digits[1:], 0], strict=True)
        )
    )
