"""Numbers and names that two texts share though they write them differently.

"二十一", "twenty-one" and "21" share no letter, and a name that the encoder does not know has
no vector worth comparing. Both become words of their own, which the two texts have in common.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.languages import of, scripts
from workbench.languages.numbers import may_hold, numbers
from workbench.languages.parts import Readings
from workbench.languages.transliteration import consonants, spoken
from workbench.words.patterns import Patterns

SMALLEST = 3.0
"""Numbers below are articles, pronouns and idioms too often."""

NAME = re.compile(r"(?<![^\W\d_])[^\W\d_][^\W\d_]+(?:[’'-][^\W\d_]+)*")
HAN = re.compile(f"[{scripts.HAN}]+")
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

    language: str

    @property
    def readings(self) -> Readings:
        """How its characters are read."""
        return of(self.language).readings


def find_cognates(segments: Sequence[str], tag: str) -> Cognates:
    """What can be shared with another text.

    Args:
        segments: The text.
        tag: Its language.
    """
    language = of(tag)
    small = {
        word for text in segments for word in re.findall(r"\b[^\W\d_]+", text) if word.islower()
    }
    names: list[frozenset[str]] = []
    characters: list[str] = []
    for text in segments:
        if language.readings.by_script:
            names.append(NONE)
            characters.append(" ".join(HAN.findall(text)))
            continue
        found = [
            word for word in NAME.findall(text) if word[0].isupper() and word.lower() not in small
        ]
        beside = [one + other for one, other in pairwise(found) if f"{one} {other}" in text]
        names.append(frozenset(found + beside) if found else NONE)
        characters.append("")
    return Cognates(
        language.script,
        tuple(_numbers(text, tag) if may_hold(text) else NONE for text in segments),
        tuple(names), tuple(characters), language.code,
    )  # fmt: skip


def shared_cognates(left: Cognates, right: Cognates) -> tuple[list[list[str]], list[list[str]]]:
    """Per segment of both texts, the numbers and names that the other one has somewhere."""
    ours: list[set[str]] = [set(found) for found in left.numbers]
    theirs: list[set[str]] = [set(found) for found in right.numbers]
    if right.script in left.readings.by_script:
        _read(left, right, ours, theirs)
    elif left.script in right.readings.by_script:
        _read(right, left, theirs, ours)
    elif left.script != right.script and not any(left.characters + right.characters):
        for side, into in ((left, ours), (right, theirs)):
            for names, found in zip(side.names, into, strict=True):
                keys = {consonants(name) for name in names}
                found |= {"@" + key for key in keys if len(key) >= LEAST}
    common = set().union(*ours) & set().union(*theirs)
    return [sorted(found & common) for found in ours], [sorted(found & common) for found in theirs]


def _read(read: Cognates, other: Cognates, ours: list[set[str]], theirs: list[set[str]]) -> None:
    """Find the other text's names among the readings of the one's characters."""
    sound = read.readings.by_script[other.script]
    ending = read.readings.endings.get(other.script, 0)
    reading, starts, owners = [], [], []
    at = 0
    for segment, text in enumerate(read.characters):
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
        plain = spoken(name)
        for less in range(ending + 1):
            if len(plain) - less >= LETTERS:
                stems.setdefault(plain[: len(plain) - less], []).append(name)
    where: dict[str, set[int]] = {}
    patterns = list(stems)
    for pattern, start, stop in Patterns(patterns).find(whole):
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
    return frozenset(found) if found else NONE


NONE: frozenset[str] = frozenset()
"""Nothing, once for all segments: an empty set takes 216 bytes."""

IDIOMS = {12.0, 24.0}
"""What words are read as that seldom mean it: a dozen, a day."""
