"""Numbers and names that two texts share though they write them differently.

"二十一", "twenty-one" and "21" share no letter, and a name that the encoder does not know has
no vector worth comparing. Both become words of their own, which the two texts have in common.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from workbench.languages.language import of
from workbench.languages.numbers import numbers
from workbench.languages.transliteration import consonants, palladius, pinyin

NUMERAL = re.compile(
    r"\d|[零〇一二两三四五六七八九十百千万亿]{2}|[三四五六七八九十][月日年个]"
    r"|[a-zа-я]{2}(?:teen|ty|надцат|дцат|десят)"
    r"|\b(?:three|four|five|six|seven|eight|nine|ten|eleven|hundred|thousand|million"
    r"|тр[иеё]|четыр|пят|шест|сем|вос|девят|сто|тысяч|миллион)",
    re.IGNORECASE,
)
"""What a segment has at least if it holds a number worth knowing."""

SMALLEST = 3.0
"""Numbers below are articles, pronouns and idioms too often."""

NAME = re.compile(r"(?<![^\W\d_])[^\W\d_][^\W\d_]+(?:[’'-][^\W\d_]+)*")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
LEAST = 3
"""Consonants by which a name is known; fewer are shared by chance."""

LETTERS = 5
"""Letters of a name that is looked for among the readings of Chinese characters."""


@dataclass(frozen=True, slots=True)
class Cognates:
    """Numbers and names of a text, by segment."""

    script: str
    numbers: tuple[frozenset[str], ...]
    names: tuple[frozenset[str], ...]
    """Capitalised words that are never written small; none in Chinese."""

    characters: tuple[str, ...]
    """Chinese characters of each segment, stretches parted by a space."""


def find_cognates(segments: Sequence[str], tag: str) -> Cognates:
    """What can be shared with another text.

    Args:
        segments: The text.
        tag: Its language.
    """
    script = of(tag).script
    small = {
        word for text in segments for word in re.findall(r"\b[^\W\d_]+", text) if word.islower()
    }
    names: list[frozenset[str]] = []
    characters: list[str] = []
    for text in segments:
        if script == "Hani":
            names.append(frozenset())
            characters.append(" ".join(HAN.findall(text)))
            continue
        found = [
            word for word in NAME.findall(text) if word[0].isupper() and word.lower() not in small
        ]
        beside = [one + other for one, other in pairwise(found) if f"{one} {other}" in text]
        names.append(frozenset(found + beside))
        characters.append("")
    return Cognates(
        script,
        tuple(_numbers(text, tag) if NUMERAL.search(text) else frozenset() for text in segments),
        tuple(names), tuple(characters),
    )  # fmt: skip


def shared_cognates(left: Cognates, right: Cognates) -> tuple[list[list[str]], list[list[str]]]:
    """Per segment of both texts, the numbers and names that the other one has somewhere."""
    ours: list[set[str]] = [set(found) for found in left.numbers]
    theirs: list[set[str]] = [set(found) for found in right.numbers]
    if left.script == "Hani" and right.script in LOOKED_FOR:
        _read(left, right, ours, theirs)
    elif right.script == "Hani" and left.script in LOOKED_FOR:
        _read(right, left, theirs, ours)
    elif left.script != right.script and "Hani" not in (left.script, right.script):
        for side, into in ((left, ours), (right, theirs)):
            for names, found in zip(side.names, into, strict=True):
                keys = {consonants(name) for name in names}
                found |= {"@" + key for key in keys if len(key) >= LEAST}
    common = set().union(*ours) & set().union(*theirs)
    return [sorted(found & common) for found in ours], [sorted(found & common) for found in theirs]


UNHEARD = re.compile("[^a-zа-яü]|ъ")

LOOKED_FOR: dict[str, Callable[[str], str]] = {
    "Latn": pinyin,
    "Cyrl": lambda character: palladius(pinyin(character)),
}
"""How Chinese names are written in a script."""


def _read(chinese: Cognates, other: Cognates, ours: list[set[str]], theirs: list[set[str]]) -> None:
    """Find the other text's names among the readings of the Chinese characters."""
    sound = LOOKED_FOR[other.script]
    reading, starts, owners = [], [], []
    at = 0
    for segment, text in enumerate(chinese.characters):
        for character in text + " ":
            heard = sound(character) if character != " " else " "
            if heard:
                starts.append(at)
                owners.append(segment)
                reading.append(heard)
                at += len(heard)
    whole = "".join(reading)
    starts.append(at)
    number = {place: count for count, place in enumerate(starts)}
    stems: dict[str, list[str]] = {}
    for name in sorted(set().union(*other.names)):
        plain = UNHEARD.sub("", name.lower().replace("ё", "е"))
        # A Russian name may have an ending.
        for less in range(3 if other.script == "Cyrl" else 1):
            if len(plain) - less >= LETTERS:
                stems.setdefault(plain[: len(plain) - less], []).append(name)
    where: dict[str, set[int]] = {}
    patterns = list(stems)
    for pattern, start, stop in AhoCorasick(patterns).find_matches_as_indexes(
        whole, overlapping=True
    ):
        first, last = number.get(start), number.get(stop)
        # One character is no name: its reading is that of many.
        if first is not None and last is not None and last > first + 1:
            for name in stems[patterns[pattern]]:
                where.setdefault(name, set()).add(owners[first])
    for name, hits in where.items():
        for hit in hits:
            ours[hit].add("@" + name)
    for names, found in zip(other.names, theirs, strict=True):
        found |= {"@" + name for name in names if name in where}


def _numbers(text: str, tag: str) -> frozenset[str]:
    """The numbers of a text, those of idioms left out."""
    found: set[str] = set()
    for number in numbers(text, tag):
        # Of words ("twenty-one") the parts are read too; the whole is the greatest.
        values = number.values if number.weight == "sure" else {max(number.values)} - IDIOMS
        found.update(f"#{value:g}" for value in values if value >= SMALLEST)
    return frozenset(found)


IDIOMS = {12.0, 24.0}
"""What words are read as that seldom mean it: a dozen, a day."""
