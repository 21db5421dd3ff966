"""What a translator may say instead of a number: two months for 60 days, 50 % for 1.5 times."""

import re
from collections.abc import Iterable

_LARGER = (
    (re.compile(r"[\s-]?(?:days?\b|дн[еяй]|сут|天|日)"), (7, 30)),
    (re.compile(r"[\s-]?(?:weeks?\b|недел|周(?!年)|星期|个星期|礼拜)"), (1 / 7,)),
    (re.compile(r"[\s-]?(?:hours?\b|час|小时|个小时)"), (24,)),
    (re.compile(r"[\s-]?(?:months?\b|месяц|个月)"), (12,)),
    (re.compile(r"[\s-]?(?:minutes?\b|минут|分钟)"), (60,)),
    (re.compile(r"[\s-]?(?:met(?:re|er)s?\b|метр|м\b|米|克|г\b|грамм|grams?\b)"), (1000,)),
    (re.compile(r"[\s-]?(?:ml\b|millilit|мл\b|миллилитр|毫升)"), (1000,)),
    (re.compile(r"[\s-]?(?:mm\b|millimet|мм\b|миллиметр|毫米)"), (10, 1000)),
    (re.compile(r"[\s-]?(?:cm\b|centimet|см\b|сантиметр|厘米)"), (100,)),
    (re.compile(r"[\s-]?(?:kgs?\b|kilogram|килограмм|кг\b|公斤|千克)"), (1000,)),
)
"""Units, and how many of them make a larger one."""
_TIMES = re.compile(r"\s?(?:раза?\b|times\b|倍)|-fold\b")
_OF_TIMES = re.compile(
    r"(?:(?:\w+fold|doubl|tripl|quadrupl|twice)\w*|(?:вдвое|втрое|вчетверо|впятеро|удво|утро)\w*"
    r"|翻\w*番)$"
)


def equivalents(small: str, start: int, end: int, values: Iterable[float]) -> set[float]:
    """Further numbers that say the same as the number at a place.

    Args:
        small: The text, folded, in small letters.
        start: Where the number begins.
        end: Where it ends.
        values: What it may be.
    """
    found: set[float] = set()
    for unit, factors in _LARGER:
        if unit.match(small, end):
            found |= {value / factor for value in values for factor in factors}
            # A week and a half is ten days.
            found |= {float(int(value)) for value in found if value > 2}
    if small.startswith("倍", end):
        # 增长两倍 is three times as much.
        found |= {value + 1 for value in values}
        found |= {100 * value for value in values}
    if _TIMES.match(small, end) or _OF_TIMES.match(small[start:end]):
        found |= {100 * (value - 1) for value in values}
    return found
