"""Chinese days and months: 3月8日, 三月八日."""

import re

from workbench.languages.parts import Dates
from workbench.languages.zh.numerals import numeral

_NUMERAL = r"\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_DAY = re.compile(
    r"(?<!\d)(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份)?"
    rf"({_NUMERAL})[日号]?(?:(?:至|到|-|和|、)({_NUMERAL}))?[日号]"
)
_MONTH = re.compile(
    r"(?<![\d零〇一二三四五六七八九十])(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
)


def _days(text: str) -> list[tuple[int, int]]:
    return [
        (_value(found[1]), _value(day))
        for found in _DAY.finditer(text)
        for day in found.groups()[1:]
        if day
    ]


def _named(text: str) -> list[int]:
    return [_value(found[1]) for found in _MONTH.finditer(text)]


def _value(text: str) -> int:
    return int(text) if text.isdecimal() else int(next(iter(numeral(text))))


DATES = Dates(days=_days, named=_named)
