"""Numbers in digits, with the words that multiply them and the marks that divide them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from workbench.languages import scripts
from workbench.languages.language import Language, every
from workbench.languages.numbers.reading import Reading, Weight, decade, fraction
from workbench.languages.parts import Numerals

_DIGITS = re.compile(
    r"(?P<chain>(?!\d{1,3}(?:\.\d{3})+(?!\d|\.\d))\d{1,4}(?:\.\d{1,4}){3,40}(?![\d.,]\d))"
    r"|(?P<grouped>\d{1,3}(?P<by>[ ,.'])\d{3}(?:(?P=by)\d{3})*(?:[.,]\d+)?(?!\d))"
    r"|(?P<date>\d{1,4}(?P<part>[./-])\d{1,2}(?P=part)\d{1,4}(?![\d.,]\d))"
    r"|(?P<share>(?<![\d/.])\d{1,2}/\d{1,2}(?![\d/]|[.,]\d))"
    r"|(?P<time>(?:[01]?\d|2[0-4])(?::[0-5]\d(?!\d|:)|\.[0-5]\d(?=\s?[ap]\.?m)))"
    r"|(?P<plain>\d+(?:[.,]\d+)?)"
)
_DIGIT = re.compile(r"\d")
"""What any of them begins with, which ``re`` looks for faster than for the whole."""

_PHONE = re.compile(
    r"\d{1,4}[\s-]?(?:\(\d{2,5}\)\s?|\d{2,5}[\s-])\d{2,8}(?:[\s-]\d{2,4}){0,3}(?![\d.,]\d|\d)"
)
_GROUPS = re.compile(r"\d{1,3}(?:\s\d{3})+")
_LETTER = r"[^\W\d_]"
_NAMED = re.compile(rf"(?:{_LETTER}|{_LETTER}-|[#№@/]|{_LETTER}\.)$")
"""What stands before the digits of a name: G20, COVID-19, F-16."""

_ASCII_LETTER = re.compile(_LETTER)
_REST = re.compile(r"\s?(\d+(?:[.,]\d+)?)(?![\d/:-])")
_HAN = re.compile(f"[{scripts.HAN}]")
_MARKER = re.compile(r"\s*[(（]?\d{1,2}[.)）、]\s")
_POINTED_HOUR = re.compile(r"([01]?\d|2[0-4])\.([0-5]\d)")
_MONEY = frozenset("$€£¥₽")
_YEARS = re.compile(r"\s?[-/]\s?")
_SYMBOLS = "km|m|cm|mm|kg|g|mg|ha|l|km2|m2|mph|kb|mb|gb|tb|hz|mhz|ghz|kw|mw|gw|kwh"
"""Of units, as every language writes them."""


class Marks:
    """What stands beside digits in a text of whatever language, compiled when first needed."""

    def __init__(self) -> None:
        known = every(Numerals)

        def either(fields: Iterable[str]) -> str:
            return "|".join(filter(None, fields)) or "(?!)"

        ranges = either(one.ranges for one in known)
        through = either(one.through for one in known)
        suffixes = either(one.suffixes for one in known)
        half_days = either(one.half_days for one in known)
        self.range = re.compile(rf"\s?(?:-|{ranges})\s?(?:us)?[$€£¥]?")
        self.through = re.compile(rf"\s?(?:-|{through})\s?")
        self.suffix = re.compile(rf"(?:{_SYMBOLS}|{suffixes})\b")
        self.decade = re.compile(either(one.decades for one in known))
        self.short_year = re.compile(either(one.short_years for one in known))
        self.afternoon = re.compile(rf"\s?(?:{either(one.afternoon for one in known)})")
        self.half_day = re.compile(rf"(?:{half_days})$")
        self.hint = re.compile(rf"\d|{either(one.hint for one in known)}", re.IGNORECASE)
        self.hours = [re.compile(one.hours) for one in known if one.hours]
        self.percent = re.compile(rf"\s?(?:%|{either(one.percent for one in known)})")
        self.percent_before = re.compile(either(one.percent_before for one in known))


@cache
def marks() -> Marks:
    """What stands beside digits."""
    return Marks()


def multiple(
    text: str, start: int, numerals: Numerals, *, money: bool = False
) -> tuple[float, int] | None:
    """The factor of the words that multiply a number before them (万亿 is two).

    Args:
        text: Folded, in small letters.
        start: Where the digits end.
        numerals: The language's.
        money: Whether the digits are an amount, so that "m." is a million, no metre.

    Returns:
        The factor and where the words end; None where there is none.
    """
    factor, end = 1.0, start
    while found := numerals.multiples.match(text, end):
        factor *= factor_of(found[0], numerals)
        end = found.end()
    if money and end == start and text.startswith("m.", start):
        return 1e6, start + 1
    return (factor, end) if end > start else None


def factor_of(text: str, numerals: Numerals) -> float:
    """What a word multiplies by; 1 where it is no such word."""
    small = text.lower().lstrip("0123456789.,' -")
    return next((value for word, value in numerals.factors if small.startswith(word)), 1.0)


def digits(text: str, small: str, language: Language) -> Iterator[Reading]:
    """Numbers in digits.

    Args:
        text: Folded.
        small: The same in small letters.
        language: Its language.
    """
    readings = list(_each(text, small, language))
    for place, reading in enumerate(readings):
        values = reading.values
        if place + 1 < len(readings):
            after = readings[place + 1]
            if marks().range.fullmatch(small, reading.end, after.start):
                # "2-3 million": the multiple may belong to both.
                factor = factor_of(text[after.start : after.end], language.numerals)
                values = values | {value * factor for value in values}
            yield from _between(small, reading, after)
        if place:
            before = readings[place - 1]
            if _YEARS.fullmatch(text, before.end, reading.start):
                # "2023-24"
                values = values | _in_full(before.values, values)
        yield reading._replace(values=values)


def _between(small: str, first: Reading, last: Reading) -> Iterator[Reading]:
    """What lies within a short range of whole numbers: 5-7 answers "5, 6 and 7"."""
    if marks().through.fullmatch(small, first.end, last.start):
        start, end = max(first.values), max(last.values)
        if start.is_integer() and 1 < end - start <= 12:
            within = {start + step for step in range(1, int(end - start))}
            yield Reading(first.start, last.end, within)


def _in_full(first: set[float], second: set[float]) -> set[float]:
    years = {value for value in first if 1000 <= value < 2200}
    return {
        year - year % 100 + short for year in years for short in second if year % 100 < short < 100
    }


def _each(text: str, small: str, language: Language) -> Iterator[Reading]:
    marker = _MARKER.match(text)
    place = 0
    while (digit := _DIGIT.search(text, place)) and (found := _DIGITS.match(text, digit.start())):
        start, end = found.span()
        place = end
        before = text[max(0, start - 3) : start]
        after = _ASCII_LETTER.match(text, end) and not _HAN.match(text, end)
        named = bool(_NAMED.search(before)) and not _HAN.match(before[-1:])
        weight: Weight = "sure"
        if named or (after and not marks().suffix.match(small, end)):
            weight = "possible"
        if marker and start < marker.end():
            weight = "possible"
        phone = _phone(text, start, found)
        if phone:
            # The last ten digits: what comes before them depends on where one calls from.
            place = phone.end()
            yield Reading(start, place, {float(re.sub(r"\D", "", phone[0])[-10:])}, weight)
            continue
        if found["date"] or found["chain"]:
            at = start
            for part in re.split("[./-]", found[0]):
                yield Reading(at, at + len(part), {float(part), float(part) % 100}, weight)
                at += len(part) + 1
        elif found["share"]:
            yield from _share(found, weight)
        elif found["time"]:
            yield from _time(found, weight)
        else:
            reading = _number(text, small, language, found, weight)
            place = max(place, reading.end)
            yield reading
            yield from _hour(text, found)


def _phone(text: str, start: int, found: re.Match[str]) -> re.Match[str] | None:
    """A telephone number: ten digits or more, in groups that no other number has."""
    if found["date"] or found["time"] or found["chain"]:
        return None
    phone = _PHONE.match(text, start)
    if phone is None or (_GROUPS.fullmatch(phone[0]) and not text.endswith("+", 0, start)):
        return None
    return phone if sum(map(str.isdecimal, phone[0])) >= 10 else None


def _share(found: re.Match[str], weight: Weight) -> Iterator[Reading]:
    """2/3 is a fraction, and 9/11 a day."""
    first, second = map(float, found[0].split("/"))
    if not 0 < first < second:
        yield Reading(*found.span(), {first, second}, "possible")
    elif second <= 10 or second == 100:
        parts = frozenset({first, second})
        yield Reading(
            *found.span(), fraction(first / second), "likely" if weight == "sure" else weight, parts
        )
    else:
        # A document's number: 67/97.
        middle = found.start() + found[0].index("/")
        yield Reading(found.start(), middle, {first}, weight)
        yield Reading(middle + 1, found.end(), {second}, weight)


def _time(found: re.Match[str], weight: Weight) -> Iterator[Reading]:
    start, end = found.span()
    hour, minute = map(float, re.split("[:.]", found[0]))
    both = {hour + minute / 100, hour + 12 + minute / 100, hour - 12 + minute / 100}
    yield Reading(start, end - 3, {hour, (hour + 12) % 24, *both}, weight)
    yield Reading(end - 2, end, {minute, minute / 60 + hour})


def _hour(text: str, found: re.Match[str]) -> Iterator[Reading]:
    """An hour with a point, and a Chinese one: 23.45, 23点45分."""
    start, end = found.span()
    pointed = _POINTED_HOUR.fullmatch(found[0])
    others = (pattern.match(text, start) for pattern in marks().hours)
    hour = pointed or next(filter(None, others), None)
    if hour:
        whole, minutes = float(hour[1]), float(hour[2])
        yield Reading(start, end, {whole, whole + minutes / 100, whole + 12 + minutes / 100})
        yield Reading(start, end, {minutes})


def _number(
    text: str, small: str, language: Language, found: re.Match[str], weight: Weight
) -> Reading:
    """A plain or grouped number, with the multiple that follows it."""
    start, end = found.span()
    before = text[max(0, start - 3) : start]
    values = _read(found, language.decimal)
    parts: frozenset[float] = frozenset()
    scaled = multiple(small, end, language.numerals, money=before[-1:] in _MONEY)
    if scaled and weight != "possible":
        factor, stop = scaled
        # "22K" may be kilobytes.
        plain = values if text[end:stop] == "K" else set()
        end = stop
        values = {value * factor for value in values} | plain
        rest = _REST.match(small, end)
        if rest and language.numerals.continued:
            # 3亿5000万, 2 тыс. 500, 1 млн 200 тыс.
            more, stop = multiple(small, rest.end(), language.numerals) or (1.0, rest.end())
            second = float(rest[1].replace(",", "."))
            if second * more < factor and (more > 1 or len(rest[1]) == 3):
                values = {value + second * more for value in values}
                end = stop
    elif marks().decade.match(small, end) and all(value % 10 == 0 for value in values):
        parts = decade(values)
        weight = "likely" if weight == "sure" else weight
    elif marks().afternoon.match(small, end) or marks().half_day.search(before):
        values |= {value + 12 for value in values if value < 12}
    if end - start == 2 and (marks().short_year.match(small, end) or before.endswith("'")):
        values |= {century + value for value in values for century in (1900, 2000)}
    if values & {0.0, 1.0}:
        weight = "possible"
    return Reading(start, end, values, weight, parts)


def _read(found: re.Match[str], decimal: str) -> set[float]:
    """The values of digits, in the language's way and, where that fails, in another's."""
    text = found[0]
    usual = decimal[0]
    other = "," if usual == "." else "."
    if found["grouped"]:
        mark = found["by"]
        whole, rest = _parted(text, mark)
        if mark == usual and text.count(mark) == 1 and not rest:
            grouped = {float(whole)} if len(decimal) > 1 else set()
            return {float(text.replace(mark, ".")), *grouped}
        return {float(whole + ("." + rest if rest else ""))}
    values = {float(text.replace(",", "."))}
    if other in text and len(text.partition(other)[2]) == 3:
        values.add(float(text.replace(other, "")))
    return values


def _parted(text: str, mark: str) -> tuple[str, str]:
    """A grouped number's whole part without marks, and its decimals."""
    for decimal in ".,":
        if decimal != mark and decimal in text:
            whole, _, rest = text.partition(decimal)
            return whole.replace(mark, ""), rest
    return text.replace(mark, ""), ""
