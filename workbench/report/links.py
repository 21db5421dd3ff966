"""Counterparts of words as a page carries them: a few characters a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from workbench.embedding import single_threaded_blas
from workbench.words import LinkFinder, Links

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SAMPLED = 2_000
"""Beads in which words are counted, to know those that are everywhere."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_LARGER = "~"
"""Stands before a number of four digits."""

_MOST = len(_DIGITS) ** 4


def word_links(
    beads: Sequence[Sequence[Sequence[str]]],
    tags: Sequence[str],
    vectors: Callable[[Sequence[str]], NDArray[np.float32]],
) -> list[str]:
    """Which words of each bead stand for which.

    Args:
        beads: Of each bead, for each column its segments' texts.
        tags: The languages of the columns.
        vectors: Unit vectors of words, a row each; asked once, for all words.

    Returns:
        For each bead its words that have counterparts, in order, as numbers to the base 64:
        column, segment, characters (UTF-16) since the last word of that segment, length, how
        many later words stand for it, and which these are. Empty where there are none.
    """
    numbers: dict[str, int] = {}
    table: list[NDArray[np.float32]] = []

    def known(asked: Iterable[str]) -> NDArray[np.float32]:
        return table[0][[numbers[word] for word in asked]]

    finder = LinkFinder(tags, known)
    words = [finder.words(texts) for texts in beads]
    finder.learn(words[:: max(len(beads) // _SAMPLED, 1)])
    words = [finder.telling(found) for found in words]
    for found in words:
        for word in found:
            numbers.setdefault(word.text.casefold(), len(numbers))
    table.append(vectors(list(numbers)))
    with single_threaded_blas():  # the products are small
        return [
            _packed(texts, finder.find(found)) for texts, found in zip(beads, words, strict=True)
        ]


def _packed(texts: Sequence[Sequence[str]], links: Links) -> str:
    kept = sorted(links.counterparts)
    places = {number: place for place, number in enumerate(kept)}
    parts: list[str] = []
    before, last = (-1, -1), 0
    for number in kept:
        column, segment, (start, end), _ = links.words[number]
        if before != (column, segment):
            before, last = (column, segment), 0
            text = texts[column][segment]
            wide = not text.isascii() and max(text) > "\uffff"
        if wide:
            start, end = (len(text[:at].encode("utf-16-le", "replace")) // 2 for at in (start, end))
        later = sorted(places[other] for other in links.counterparts[number] if other > number)
        for value in (column, segment, start - last, end - start, len(later), *later):
            parts.append(_DIGITS[value] if value < len(_DIGITS) else _digits(value))  # noqa: PERF401
        last = end
    return "".join(parts)


def _digits(number: int) -> str:
    """A number that is larger than a digit."""
    number = min(number, _MOST - 1)
    return _LARGER + "".join(_DIGITS[number >> shift & 63] for shift in (18, 12, 6, 0))
