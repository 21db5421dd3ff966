"""Russian times of day: 15.30, в половине четвёртого, без пяти три, в семь вечера."""

import re

from workbench.languages.numbers.clock import DIGITS
from workbench.languages.parts import Clock

_HOURS = (
    "час два|двух|двум три|трех|трем четыре|четырех|четырем пять|пяти шесть|шести семь|семи "
    "восемь|восьми девять|девяти десять|десяти одиннадцать|одиннадцати двенадцать|двенадцати"
).split()
_NEXT = (
    "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого "
    "одиннадцатого двенадцатого"
).split()
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})"
_PART = r"(?:\s(?P<part>утра|дня|вечера|ночи)\b)"
_TO = r"(?P<to>(?:\sминут)?\s)"
_POINTED = r"(?<!\d)(?<!\d[.,:])\b(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?![\d%]|[.,:]\d)"
_OCLOCK = r"(?P<hour>\d{1,2})\s(?:час(?:ов|а|ам)?|ч)\b\.?(?:\s(?P<minute>\d\d)\sм(?:ин\w*)?\b)?"

CLOCK = Clock(
    signs=re.compile(r"\d[:.]\d\d|\d\s?ч|час|пол|четверт|без\s|утра|дня|вечера|ночи"),
    patterns=tuple(
        map(
            re.compile,
            (
                rf"\b(?P<minute>половин[аеуы]|четверть)\s(?P<hour>{'|'.join(_NEXT)})\b{_PART}?",
                rf"\b(?P<minute>пол)-?(?P<hour>{'|'.join(_NEXT)})\b{_PART}?",
                rf"\bбез\s(?P<minute>четверти|пяти|десяти|двадцати){_TO}{_HOUR}\b{_PART}?",
                rf"{DIGITS}{_PART}?",
                rf"{_POINTED}{_PART}?",
                rf"\b[вкс]о?\s{_OCLOCK}{_PART}?",
                r"\bдо\s(?P<hour>\d{1,2})\s(?:часов|часа|ч)\b",
                rf"(?<!\d)(?<!\d[.,:])\b{_HOUR}(?:\sчас(?:ов|а|ам)?)?{_PART}",
                r"\b(?P<noon>полдень|полудн[яюе]|полуднем|полночь|полуночи|полночи)\b",
            ),
        )
    ),
    hours={form: hour for hour, forms in enumerate(_HOURS, 1) for form in forms.split("|")}
    # Half of the fourth hour is half past three.
    | {word: hour - 1 or 12 for hour, word in enumerate(_NEXT, 1)},
    minutes={
        **dict.fromkeys("половина половине половину половины пол".split(), 30),
        **dict.fromkeys("четверть четверти".split(), 15),
        "пяти": 5, "десяти": 10, "двадцати": 20,
    },
    afternoon={"утра": False, "дня": True, "вечера": True},
)  # fmt: skip
