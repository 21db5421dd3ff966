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
_ORDINALS = {
    "en": (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ).split(),
    "ru": (
        "перв втор треть четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
        "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
    ).split(),
}
_TENS = {"en": ("twenty-", "thirtieth", "thirty-"), "ru": ("двадцать ", "тридцат", "тридцать ")}
_WORDS = {
    word: day
    for code, (twenty, thirtieth, thirty) in _TENS.items()
    for word, day in (
        *((word, day) for day, word in enumerate(_ORDINALS[code], 1)),
        *((twenty + word, 20 + day) for day, word in enumerate(_ORDINALS[code][:9], 1)),
        (thirtieth, 30),
        (thirty + _ORDINALS[code][0], 31),
    )
}
"""Days in words, in Russian without their endings."""

_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_DAY = rf"(\d{{1,2}}|\b(?:{_WORD}))(?:st|nd|rd|th|-?(?:го|е|ое)|ого|его)?"
_TO = r"\s?(?:-|to|and|по|и|до)\s?"
_BEFORE = re.compile(rf"(?<![\d.,:/])(?:{_DAY}{_TO})?{_DAY}(?:\sof)?\s$")
_AFTER = re.compile(rf"\.?\s{_DAY}(?:{_TO}{_DAY})?(?![\w:%]|[.,]\d)")
_CHINESE_DAY = r"\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_CHINESE = re.compile(
    r"(?<!\d)(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份)?"
    rf"({_CHINESE_DAY})[日号]?(?:(?:至|到|-|和|、)({_CHINESE_DAY}))?[日号]"
)

_CHINESE_MONTH = re.compile(
    r"(?<![\d零〇一二三四五六七八九十])(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
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
        named = _BEFORE.search(text, max(0, found.start() - 40), found.start())
        if named is None and code == "en":
            named = _AFTER.match(text, found.end())
        named_days = [_value(day) for day in named.groups() if day] if named else []
        month = found.lastindex or 0
        found_days += [(month, day) for day in named_days if 0 < day <= 31]
    return found_days


def named_months(text: str, code: str) -> list[int]:
    """The months that a text names.

    Args:
        text: Folded, with capitals: ``may`` and ``march`` are no months.
        code: The language's code.
    """
    if code == "zh":
        return [_value(found[1]) for found in _CHINESE_MONTH.finditer(text)]
    pattern = _MONTHS.get(code)
    return [
        found.lastindex or 0
        for found in (pattern.finditer(text.lower()) if pattern else ())
        if code != "en" or text[found.start()].isupper()
    ]


def _value(text: str) -> int:
    return int(text) if text.isdecimal() else _WORDS.get(text) or int(next(iter(numeral(text))))
