"""Times of day: 3:30 p.m., half past three, 15.30, в половине четвёртого, 下午三点半."""

import re
from typing import NamedTuple

from workbench.languages.numbers.chinese import numeral


class Time(NamedTuple):
    """One time of day."""

    hour: int
    """0–11: by the clock's face."""

    minute: int
    afternoon: bool | None
    """None where the text does not say."""

    def __str__(self) -> str:
        half = {None: "", True: " p.m.", False: " a.m."}[self.afternoon]
        return f"{self.hour or 12}:{self.minute:02}{half}"

    def is_same(self, other: "Time") -> bool:
        """Whether both may be one; what only one of them says is no difference."""
        halves = {self.afternoon, other.afternoon}
        return self[:2] == other[:2] and halves != {True, False}


_EN = "one two three four five six seven eight nine ten eleven twelve".split()
_RU = (
    "час два|двух|двум три|трех|трем четыре|четырех|четырем пять|пяти шесть|шести семь|семи "
    "восемь|восьми девять|девяти десять|десяти одиннадцать|одиннадцати двенадцать|двенадцати"
).split()
_RU_NEXT = (
    "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого "
    "одиннадцатого двенадцатого".split()
)
_HOURS = {
    word: hour for words in (_EN, _RU) for hour, forms in enumerate(words, 1)
    for word in forms.split("|")
} | {word: hour - 1 or 12 for hour, word in enumerate(_RU_NEXT, 1)}  # fmt: skip
"""In Russian half of the fourth hour is half past three."""

_MINUTES = {
    "half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20,
    "половина": 30, "половине": 30, "половину": 30, "половины": 30, "четверть": 15,
    "четверти": 15, "пяти": 5, "десяти": 10, "двадцати": 20,
    "пол": 30, "半": 30, "一刻": 15, "三刻": 45,
}  # fmt: skip
_AFTERNOON = {
    **dict.fromkeys("a morning утра 凌晨 清晨 早晨 早上 上午 午前".split(), False),
    **dict.fromkeys("p afternoon evening дня вечера 中午 下午 午后 傍晚".split(), True),
}
"""What is said of the half of the day; at night is either."""

_EN_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(_EN)})"
_EN_PART = (
    r"(?:\s?(?P<part>[ap])\.?\s?m\b"
    r"|(?:\so'clock)?\s(?:in\sthe|at)\s(?P<part2>morning|afternoon|evening|night)\b)"
)
_RU_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(_RU)})"
_RU_PART = r"(?:\s(?P<part>утра|дня|вечера|ночи)\b)"
_RU_TO = r"(?P<way>(?:\sминут)?\s)"
_RU_POINTED = r"(?<!\d)(?<!\d[.,:])\b(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?![\d%]|[.,:]\d)"
_RU_OCLOCK = r"(?P<hour>\d{1,2})\s(?:час(?:ов|а|ам)?|ч)\b\.?(?:\s(?P<minute>\d\d)\sм(?:ин\w*)?\b)?"
_ZH_PART = (
    "(?P<part>凌晨|清晨|早晨|早上|上午|午前|中午|下午|午后|傍晚|晚上|夜里|夜间|深夜|[当今昨明]?晚)"
)
_ZH_HOUR = (
    r"(?<![\d零一二三四五六七八九十百千万])(?<!\d[.:\-])"
    r"(?P<hour>\d{1,2}|二?十[一二三四五六七八九]?|[两二三四五六七八九一零])[点时]"
)
_ZH_MINUTE = (
    r"(?P<minute>半|[一三]刻|零[一二三四五六七八九]"
    r"|(?:\d{1,2}|零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)(?=分))"
)
_DIGITS = r"(?<!\d)(?<!\d[.,:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:%])"

_PATTERNS: dict[str, tuple[re.Pattern[str], ...]] = {
    code: tuple(map(re.compile, patterns))
    for code, patterns in {
        "en": (
            rf"\b(?P<minute>half|quarter|five|ten|twenty)\s(?P<way>past|to)\s{_EN_HOUR}\b{_EN_PART}?",
            rf"{_DIGITS}{_EN_PART}?",
            rf"(?<!\d)(?<!\d[.,:])\b(?P<hour>\d{{1,2}})\.(?P<minute>[0-5]\d){_EN_PART}",
            rf"(?<!\d)(?<!\d[.,:])\b{_EN_HOUR}(?:{_EN_PART}|\so'clock\b)",
            r"\b(?P<noon>noon|midday|midnight)\b",
        ),
        "ru": (
            rf"\b(?P<minute>половин[аеуы]|четверть)\s(?P<hour>{'|'.join(_RU_NEXT)})\b{_RU_PART}?",
            rf"\b(?P<minute>пол)-?(?P<hour>{'|'.join(_RU_NEXT)})\b{_RU_PART}?",
            rf"\bбез\s(?P<minute>четверти|пяти|десяти|двадцати){_RU_TO}{_RU_HOUR}\b{_RU_PART}?",
            rf"{_DIGITS}{_RU_PART}?",
            rf"{_RU_POINTED}{_RU_PART}?",
            rf"\b[вкс]о?\s{_RU_OCLOCK}{_RU_PART}?",
            r"\bдо\s(?P<hour>\d{1,2})\s(?:часов|часа|ч)\b",
            rf"(?<!\d)(?<!\d[.,:])\b{_RU_HOUR}(?:\sчас(?:ов|а|ам)?)?{_RU_PART}",
            r"\b(?P<noon>полдень|полудн[яюе]|полуднем|полночь|полуночи|полночи)\b",
        ),
        "zh": (
            rf"{_ZH_PART}?{_DIGITS}",
            rf"{_ZH_PART}?{_ZH_HOUR}{_ZH_MINUTE}",
            # 三点 alone may be three points.
            rf"{_ZH_PART}{_ZH_HOUR}",
            rf"{_ZH_HOUR}[整钟]",
            r"(?P<noon>中午|正午|午夜|零时)(?!\d|[一二十])",
        ),
    }.items()
}  # fmt: skip


_SIGNS = {
    "en": re.compile(
        r"\d[:.]\d\d|[ap]\.?\s?m\b|o'clock|noon|midday|midnight|half|quarter|morning|evening|night"
        r"|past\b"
    ),
    "ru": re.compile(r"\d[:.]\d\d|\d\s?ч|час|пол|четверт|без\s|утра|дня|вечера|ночи"),
    "zh": re.compile(r"\d:\d|[点时午]"),
}
"""Without one of these no time is named; most texts have none."""


def times(text: str, code: str) -> list[Time]:
    """The times of day of a text, in its order.

    Args:
        text: Folded, in small letters.
        code: The language's code; others than en, ru and zh give none.
    """
    found: list[re.Match[str]] = []
    signs = _SIGNS.get(code)
    if signs is None or not signs.search(text):
        return []
    for pattern in _PATTERNS[code]:
        found += [
            one
            for one in pattern.finditer(text)
            if not any(one.start() < known.end() and known.start() < one.end() for known in found)
        ]
    read = (_time(one.groupdict()) for one in sorted(found, key=re.Match.start))
    return [time for time in read if time]


def _time(said: dict[str, str | None]) -> Time | None:
    if said.get("noon"):
        return Time(0, 0, None)
    hour, minute = _value(said["hour"] or ""), _value(said.get("minute") or "0")
    if said.get("way") not in {None, "past"}:
        hour, minute = hour - 1 or 12, 60 - minute
    afternoon = _AFTERNOON.get(said.get("part") or said.get("part2") or "")
    if hour > 12:
        afternoon = hour < 24
    if hour > 24 or minute >= 60:
        return None
    return Time(hour % 12, minute, None if hour % 12 == 0 else afternoon)


def _value(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return _MINUTES.get(text) or _HOURS.get(text) or int(max(numeral(text.lstrip("零"))))
