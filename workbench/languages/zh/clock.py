"""Chinese times of day: 下午三点半, 上午9时15分."""

import re

from workbench.languages.numbers.clock import DIGITS
from workbench.languages.parts import Clock
from workbench.languages.zh.numerals import numeral

_PART = (
    "(?P<part>凌晨|清晨|早晨|早上|上午|午前|中午|下午|午后|傍晚|晚上|夜里|夜间|深夜|[当今昨明]?晚)"
)
_HOUR = (
    r"(?<![\d零一二三四五六七八九十百千万])(?<!\d[.:\-])"
    r"(?P<hour>\d{1,2}|二?十[一二三四五六七八九]?|[两二三四五六七八九一零])[点时]"
)
_MINUTE = (
    r"(?P<minute>半|[一三]刻|零[一二三四五六七八九]"
    r"|(?:\d{1,2}|零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)(?=分))"
)


def _value(text: str) -> int:
    return int(max(numeral(text.lstrip("零"))))


CLOCK = Clock(
    signs=re.compile(r"\d:\d|[点时午]"),
    patterns=tuple(
        map(
            re.compile,
            (
                rf"{_PART}?{DIGITS}",
                rf"{_PART}?{_HOUR}{_MINUTE}",
                # 三点 alone may be three points.
                rf"{_PART}{_HOUR}",
                rf"{_HOUR}[整钟]",
                r"(?P<noon>中午|正午|午夜|零时)(?!\d|[一二十])",
            ),
        )
    ),
    minutes={"半": 30, "一刻": 15, "三刻": 45},
    afternoon={
        **dict.fromkeys("凌晨 清晨 早晨 早上 上午 午前".split(), False),
        **dict.fromkeys("中午 下午 午后 傍晚".split(), True),
    },
    value=_value,
)
