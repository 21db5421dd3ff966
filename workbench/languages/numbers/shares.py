"""Shares said with two numbers: one in five, каждый пятый, 每五人中就有一人."""

import re
from collections.abc import Callable, Iterable, Iterator

from workbench.languages.numbers.reading import Reading, fraction

Words = Callable[[str], Iterable[Reading]]
"""A language's reader of number words."""


def value_of(word: str, words: Words) -> float:
    """The number that a word or digits are; 0 where they are none."""
    if word.isdecimal():
        return float(word)
    return max((max(reading.values) for reading in words(word)), default=0.0)


def shares(small: str, patterns: Iterable[re.Pattern[str]], words: Words) -> Iterator[Reading]:
    """The shares of a folded text in small letters.

    Args:
        small: The text.
        patterns: A language's; the group ``whole`` is the one number, ``count`` the other,
            one where it is not there.
        words: What the numbers may be said with.
    """
    for pattern in patterns:
        for found in pattern.finditer(small):
            said = found.groupdict()
            count, whole = value_of(said.get("count") or "1", words), value_of(said["whole"], words)
            if 0 < count < whole:
                parts = frozenset({count, whole})
                yield Reading(*found.span(), fraction(count / whole), "likely", parts)
