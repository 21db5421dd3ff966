"""Days of the year: 8 March, March 8th, 8 марта, 3月8日, 08.03.2024."""

import re
from collections.abc import Iterator

from workbench.languages.numbers.chinese import numeral
from workbench.languages.numbers.reading import Reading

_ENGLISH = (
    r"(?:(jan)(?:uary)?|(feb)(?:ruary)?|(mar)(?:ch)?|(apr)(?:il)?|(may)|(june?)|(july?)|"
    r"(aug)(?:ust)?|(sept?)(?:ember)?|(oct)(?:ober)?|(nov)(?:ember)?|(dec)(?:ember)?)"
)
_RUSSIAN = (
    r"(?:(янв)\w*|(фев)\w*|(март\w*|мар\b)|(апр)\w*|(ма[йяюе]|маем)|(июн)\w*|(июл)\w*|(авг)\w*"
    r"|(сен)\w*|(окт)\w*|(ноя)\w*|(дек)(?:абр\w*)?)"
)
_MONTHS = {"en": re.compile(rf"\b{_ENGLISH}\b"), "ru": re.compile(rf"\b{_RUSSIAN}\b")}
_DAY = r"(\d{1,2})(?:st|nd|rd|th|-?(?:го|е|ое))?"
_TO = r"\s?(?:-|to|and|по|и|до)\s?"
_BEFORE = re.compile(rf"(?<![\d.,:/])(?:{_DAY}{_TO})?\b{_DAY}(?:\sof)?\s$")
_AFTER = re.compile(rf"\.?\s{_DAY}(?:{_TO}{_DAY})?(?![\w:%]|[.,]\d)")
_CHINESE_DAY = r"\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_CHINESE = re.compile(
    r"(?<!\d)(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份)?"
    rf"({_CHINESE_DAY})[日号]?(?:(?:至|到|-|和|、)({_CHINESE_DAY}))?[日号]"
)

Day = tuple[int, int]
"""Month and day."""


def months(text: str, code: str) -> Iterator[Reading]:
    """Names of months as numbers; none of them is missed, for *may* is a verb as well."""
    pattern = _MONTHS.get(code)
    for found in pattern.finditer(text) if pattern else ():
        yield Reading(*found.span(), {float(found.lastindex or 0)})


def days(text: str, code: str) -> list[Day]:
    """The days of the year that are named with their month.

    Args:
        text: Folded, in small letters.
        code: The language's code.

    Returns:
        In the order of the text.
    """
    if code == "zh":
        return [
            (_value(found[1]), _value(day))
            for found in _CHINESE.finditer(text)
            for day in found.groups()[1:]
            if day
        ]
    found_days: list[Day] = []
    pattern = _MONTHS.get(code)
    for found in pattern.finditer(text) if pattern else ():
        named = _BEFORE.search(text, max(0, found.start() - 16), found.start())
        if named is None and code == "en":
            named = _AFTER.match(text, found.end())
        named_days = [int(day) for day in named.groups() if day] if named else []
        month = found.lastindex or 0
        found_days += [(month, day) for day in named_days if 0 < day <= 31]
    return found_days


def _value(text: str) -> int:
    return int(text) if text.isdecimal() else int(next(iter(numeral(text))))
