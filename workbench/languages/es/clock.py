"""Spanish times of day: las 17.30 h, las cinco y media, las ocho menos cuarto de la tarde."""

import re

from workbench.languages.numbers.clock import DIGITS
from workbench.languages.parts import Clock

_HOURS = "una dos tres cuatro cinco seis siete ocho nueve diez once doce".split()
_MINUTES = {"media": 30, "cuarto": 15, "cinco": 5, "diez": 10, "veinte": 20, "veinticinco": 25}
_HOUR = rf"\b(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})"
_MINUTE = rf"(?P<minute>{'|'.join(_MINUTES)}|[0-5]?\d)\b"
_PART = (
    r"(?:\s(?:de\sla\s|del\s)?"
    r"(?P<part>mañana\b|madrugada\b|tarde\b|mediodía\b|noche\b|[ap](?=\.?\s?m\b)))"
)
_POINTED = r"(?<!\d)(?<!\d[.,:])(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?![\d%]|[.,:]\d)"

CLOCK = Clock(
    signs=re.compile(
        r"\blas?\s|\d:\d\d|[ap]\.?\s?m\b|\d\s?h\b|horas|mañana|tarde|noche|madrugada|mediodía"
    ),
    patterns=tuple(
        map(
            re.compile,
            (
                rf"\blas?\s{_HOUR}\s(?:y|(?P<to>menos))\s{_MINUTE}{_PART}?",
                rf"\blas?\s{_POINTED}(?:\s?h(?:oras)?\b)?{_PART}?",
                rf"{_POINTED}\s?h(?:oras)?\b",
                rf"{DIGITS}(?:\s?h(?:oras)?\b)?{_PART}?",
                rf"\blas?\s{_HOUR}(?:\sen\spunto|\shoras|\s?h\b)?{_PART}",
                r"\blas\s(?P<hour>[01]?\d|2[0-4])\s?(?:horas\b|h\b)",
                rf"(?<![\d.,:]){_HOUR}{_PART}",
                r"\b(?P<noon>mediodía|medianoche)\b",
            ),
        )
    ),
    hours={word: hour for hour, word in enumerate(_HOURS, 1)},
    minutes=_MINUTES,
    # At night is either.
    afternoon={
        **dict.fromkeys("a mañana madrugada".split(), False),
        **dict.fromkeys("p tarde".split(), True),
    },
)
