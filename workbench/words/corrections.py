"""Whether a changed sentence is likely a correction that leaves its translation as it is.

A misprint, spacing, punctuation and the kind of quotation marks are told from a change of sense
by the two texts alone: numbers, names of things in code, brackets and question marks must be the
same, no word may come or go, and a word may be another only where the former is no word and the
newer one is. What is a word is said by the language's dictionary, else by how common the letters
are in general. Where in doubt it is no correction: a translator who looks in vain loses seconds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from workbench.languages import of
from workbench.languages.folding import fold
from workbench.languages.scripts import HAN

Commonness = Callable[[Sequence[str]], list[float]]
"""Natural logarithms of how common words are (``BuiltinEncoder.log_probabilities``)."""

_GAIN = 8.0
"""How much more common, in natural logarithms, a word is than its misprint: less parts a rare
word from a common one (*causal*, *casual*)."""

_DOUBLING_GAIN = 5.0
"""The same where a letter is doubled, or no longer."""

_LONG = 8
"""Letters from which a misprint may differ in two places."""

_SHORTEST = 3
"""Letters of a word that may be misprinted."""

_WORD = re.compile(rf"[{HAN}]|[^\W\d_{HAN}]+(?:['-][^\W\d_{HAN}]+)*")
_CODE = re.compile(rf"[^\s{HAN}]+")
_LOOSE = ".,;:·'\"-、。"
"""Marks of a sentence that a language sets by rules of its own, folded."""

_PARTING = re.compile(r"(?<!\d)[,;:](?!\d)|[\"()\[\]{}]|(?<=\w)-(?=\s)|…")


def is_correction(
    former: str, newer: str, tag: str, commonness: Commonness | None = None
) -> bool | None:
    """Whether a text was likely only corrected, so that its translation still fits.

    Args:
        former: The text that was translated.
        newer: What stands in its place.
        tag: Their language.
        commonness: Tells a misprint from a word where the language has no dictionary.

    Returns:
        None where only ``commonness`` could tell and it is not given.
    """
    old, new = _plain(former, tag), _plain(newer, tag)
    if _fixed(old) != _fixed(new):
        return False
    left, right = _words(old), _words(new)
    if not _case_is_typography(left, right):
        return False
    changes = list(_changes(left, right, tag))
    if None in changes or _parted_otherwise(old, left, new, right):
        return False
    return _all_misprints([pair for pair in changes if pair is not None], tag, commonness)


class _Word(NamedTuple):
    text: str
    """With its capitals."""

    start: int
    end: int

    @property
    def key(self) -> str:
        """Its letters, to compare."""
        return self.text.replace("-", "").replace("'", "").casefold()


def _plain(text: str, tag: str) -> str:
    """The text as it is compared: full width, quotation marks, dashes and script evened out."""
    folded = fold(text, tag).cased
    return unicodedata.normalize("NFC", folded.replace("…", "...").replace("。", "."))


def _words(text: str) -> list[_Word]:
    return [_Word(match[0], *match.span()) for match in _WORD.finditer(text)]


def _fixed(text: str) -> tuple[list[str], list[str]]:
    """What must be the same: numbers and code with all their marks, and marks that are no
    matter of rules.
    """
    parts = []
    for chunk in _CODE.findall(_PARTING.sub(" ", text)):
        bare = chunk.strip("." + "\"'").rstrip("-:;,!?")
        if any(not (c.isalpha() or c in "'-") for c in bare.strip("!?")):
            parts.append(bare)
        elif chunk.startswith("-") and len(chunk) > 1:
            parts.append(chunk.rstrip(".:;,!?"))
    marks = [c for c in text if not (c.isalnum() or c.isspace() or c in _LOOSE)]
    return parts, [*marks, str(text.count('"'))]


def _case_is_typography(left: Sequence[_Word], right: Sequence[_Word]) -> bool:
    """Whether words that differ in case alone are the same: two letters in capitals are not."""
    if len(left) != len(right):
        return True
    return all(
        one.text == other.text
        or one.key != other.key
        or len(one.text) >= _SHORTEST
        or (not number or one.text[1:] == other.text[1:] != "")
        for number, (one, other) in enumerate(zip(left, right, strict=True))
    )


def _changes(
    left: Sequence[_Word], right: Sequence[_Word], tag: str
) -> Iterator[tuple[str, str] | None]:
    """Pairs of words that differ; None where words come, go, or stand for others."""
    before, after = [word.key for word in left], [word.key for word in right]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or "".join(before[a:b]) == "".join(after[c:d]):
            continue
        if kind == "delete" and b - a == 1 and _said_twice(before, a, tag):
            continue
        if b - a != d - c:
            yield None
            continue
        for i, j in zip(range(a, b), range(c, d), strict=True):
            if before[i] == after[j]:
                continue
            if unicodedata.category(after[j][0]) == "Lo":
                yield None if not _sounds_the_same(before, i, after, j, tag) else ("", "")
            else:
                yield before[i], after[j]


def _said_twice(words: Sequence[str], at: int, tag: str) -> bool:
    """Whether a word stands beside the same one, and not as its language doubles words."""
    for i, j in ((at - 1, at), (at, at + 1)):
        if i < 0 or j >= len(words) or words[i] != words[j]:
            continue
        known = of(tag).cutter.known
        return known is None or len(known(words[i] + words[j])) > 1
    return False


def _sounds_the_same(before: Sequence[str], i: int, after: Sequence[str], j: int, tag: str) -> bool:
    """Whether a character makes a word of the dictionary that another of its sound did not."""
    reading, known = of(tag).readings.by_script.get("Latn"), of(tag).cutter.known
    if reading is None or known is None or reading(before[i]) != reading(after[j]):
        return False
    # Of two characters: the longer ones of the dictionary are often phrases.
    return (_word_length(known, after, j), _word_length(known, before, i)) == (2, 1)


def _word_length(known: Callable[[str], list[str]], words: Sequence[str], at: int) -> int:
    """Characters of the dictionary's word in which one stands."""
    first = max(at - 8, 0)
    place = at - first
    for word in known("".join(words[first : at + 8])):
        if place < len(word):
            return len(word)
        place -= len(word)
    return 1


def _parted_otherwise(old: str, left: Sequence[_Word], new: str, right: Sequence[_Word]) -> bool:
    """Whether marks part the words otherwise: more than one has come, or one has gone.

    A comma that was forgotten is a correction; two may make a clause one that restricts no more.
    """
    if len(left) != len(right):
        return False
    come = 0
    for before, after in zip(_gaps(old, left)[1:-1], _gaps(new, right)[1:-1], strict=True):
        parts, newly = (any(mark in gap for mark in ",;:") for gap in (before, after))
        if parts and not newly:
            return True
        come += newly and not parts
    return come > 1


def _gaps(text: str, words: Sequence[_Word]) -> list[str]:
    """What stands before the first word, between each two, and behind the last."""
    ends = [0, *(word.end for word in words)]
    starts = [*(word.start for word in words), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


def _all_misprints(
    pairs: Sequence[tuple[str, str]], tag: str, commonness: Commonness | None
) -> bool | None:
    """Whether of each pair the former is a misprint of the newer."""
    asked = []
    knows = of(tag).dictionary.knows
    script = of(tag).script
    for one, other in pairs:
        if one == other:
            continue
        if min(len(one), len(other)) < _SHORTEST or _distance(one, other) > 1 + (
            min(len(one), len(other)) >= _LONG
        ):
            return False
        if knows is not None and _is_of_script(other, script):
            if knows(one) or not knows(other):
                return False
        elif _is_inflection(one, other):
            return False
        else:
            asked.append((one, other))
    if not asked:
        return True
    if commonness is None:
        return None
    values = commonness([word for pair in asked for word in pair])
    return all(
        values[2 * number + 1] - values[2 * number]
        >= (_DOUBLING_GAIN if _singled(one) == _singled(other) else _GAIN)
        for number, (one, other) in enumerate(asked)
    )


def _singled(word: str) -> str:
    """A word with each run of a letter written once."""
    return "".join(letter for letter, _ in groupby(word))


def _is_of_script(word: str, script: str) -> bool:
    names = {"Cyrl": "CYRILLIC", "Latn": "LATIN"}
    return unicodedata.name(word[0], "").startswith(names.get(script, "?"))


def _is_inflection(one: str, other: str) -> bool:
    """Whether two words may be forms of one: they differ at their ends, or beginnings, alone."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return one[:-1] == other[:-1] or one[1:] == other[1:]
    doubled = long[-1] == long[-2] or long[0] == long[1]
    return (long.startswith(short) or long.endswith(short)) and not doubled


def _distance(one: str, other: str) -> int:
    """Letters to insert, delete, replace, or exchange with their neighbours (Damerau 1964)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
