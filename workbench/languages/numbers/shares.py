"""Shares said with two numbers: one in five, каждый пятый, пятая часть, 每五人中就有一人."""

import re
from collections.abc import Callable, Iterator

from workbench.languages.numbers.reading import Reading, fraction

_EN = "two three four five six seven eight nine ten twenty fifty hundred thousand".split()
_EN_COUNT = rf"(?P<count>\b(?:one|{'|'.join(_EN)}|\d\d?))"
_RU_STEM = "(?:трет|четверт|пят|шест|седьм|восьм|девят|десят|сот)"
_RU_END = "(?:ый|ий|ая|ья|ое|ье|ого|ьего|ой|ьей|ому|ьему|ую|ью|ым|ьим|ом|ьем)"
_PATTERNS = {
    "en": (
        re.compile(
            rf"(?<![\d.,]){_EN_COUNT}\s(?:in|out\sof)(?:\severy)?\s(?:a\s)?"
            rf"(?P<whole>{'|'.join(_EN)}|[2-9]|10+|[25]0)\b(?![-,.:/]?\d|\s(?:thousand|million|billion)"
            r"|[\s-](?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|places|languages)\b)"
        ),
        re.compile(rf"\b(?P<count>one)\sof\severy\s(?P<whole>{'|'.join(_EN)})\b"),
    ),
    "ru": (
        re.compile(rf"\bкажд{_RU_END}\s(?P<whole>\w+{_RU_END})\b"),
        re.compile(rf"\b(?P<whole>{_RU_STEM}{_RU_END})\s(?:част[ьи]|дол[яюеи])\b"),
    ),
    "zh": (
        re.compile(
            r"每(?P<whole>[一二两三四五六七八九十百千]+|\d+)(?![百千万亿\d.])[个名位人户家]?[^,，。]{0,6}?"
            r"有(?P<count>[一二两三四五六七八九]|\d+)[个名位人户家]"
        ),
    ),
}


_RU_DECIMAL = re.compile(
    r"\b(?P<whole>\w+)\sцел(?:ая|ых|ой|ую)\s(?:и\s)?(?P<count>\w+)\s"
    r"(?P<part>десят|сот|тысячн)(?:ая|ых|ой|ую|ыми)\b"
)
_RU_DECIMALS = {"десят": 10, "сот": 100, "тысячн": 1000}


def decimals(small: str, code: str, value: Callable[[str], float]) -> Iterator[Reading]:
    """Decimals in words: пять целых три десятых. The arguments are those of ``shares``."""
    for found in _RU_DECIMAL.finditer(small) if code == "ru" else ():
        part = value(found["count"]) / _RU_DECIMALS[found["part"]]
        yield Reading(*found.span(), {value(found["whole"]) + part}, "likely")


def shares(small: str, code: str, value: Callable[[str], float]) -> Iterator[Reading]:
    """The shares of a folded text in small letters.

    Args:
        small: The text.
        code: The language's code.
        value: What a single number word, or digits, are worth; 0 where they are none.
    """
    for pattern in _PATTERNS.get(code, ()):
        for found in pattern.finditer(small):
            said = found.groupdict()
            count, whole = value(said.get("count") or "1"), value(said["whole"])
            if 0 < count < whole:
                parts = frozenset({count, whole})
                yield Reading(*found.span(), fraction(count / whole), "likely", parts)
