"""English times of day: 3:30 p.m., half past three, seven in the evening."""

import re

from workbench.languages.numbers.clock import DIGITS
from workbench.languages.parts import Clock

_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})"
_WAY = "(?:past|(?P<to>to))"
_PART = (
    r"(?:\s?(?P<part>[ap])\.?\s?m\b"
    r"|(?:\so'clock)?\s(?:in\sthe|at)\s(?P<part2>morning|afternoon|evening|night)\b)"
)

CLOCK = Clock(
    signs=re.compile(
        r"\d[:.]\d\d|[ap]\.?\s?m\b|o'clock|noon|midday|midnight|half|quarter|morning|evening|night"
        r"|past\b"
    ),
    patterns=tuple(
        map(
            re.compile,
            (
                rf"\b(?P<minute>half|quarter|five|ten|twenty)\s{_WAY}\s{_HOUR}\b{_PART}?",
                rf"{DIGITS}{_PART}?",
                rf"(?<!\d)(?<!\d[.,:])\b(?P<hour>\d{{1,2}})\.(?P<minute>[0-5]\d){_PART}",
                rf"(?<!\d)(?<!\d[.,:])\b{_HOUR}(?:{_PART}|\so'clock\b)",
                r"\b(?P<noon>noon|midday|midnight)\b",
            ),
        )
    ),
    hours={word: hour for hour, word in enumerate(_HOURS, 1)},
    minutes={"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20},
    afternoon={
        **dict.fromkeys("a morning".split(), False),
        **dict.fromkeys("p afternoon evening".split(), True),
    },
)
