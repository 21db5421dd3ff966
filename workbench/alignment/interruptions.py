"""What the printed page put inside a sentence: page numbers, running heads, specks read as letters.

Such a segment has no counterpart, and both parts of the sentence belong to one bead, which skips
it. Whether they do is for the alignment to say: it sees the text without what stands in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from workbench.alignment.bead import Runs, Version

MIN_SEGMENTS = 12
"""Segments of a text that may be of printed pages, at least."""

FEWEST = 3
"""Letters of a segment in capitals that may say something, at least; a page's number has none."""

MOST = 4
"""Segments that stand between two parts of a sentence, at most."""


def interruptions(versions: Sequence[Version], known: Sequence[Runs]) -> list[Runs]:
    """Segments without a counterpart that stand between two parts of a sentence.

    Args:
        versions: The texts.
        known: Sections that stand elsewhere; they are no part of the texts here.

    Returns:
        For each its run in the version that has it; in the others, none at about the same place.
    """
    found: list[Runs] = []
    if any(len(version.segments) < MIN_SEGMENTS for version in versions):
        return found
    for number, version in enumerate(versions):
        texts = [_bare(segment) for segment in version.segments]
        others = {
            _bare(segment)
            for other in versions
            if other is not version
            for segment in other.segments
        }
        heads = Counter(map(_words, filter(_is_head, texts)))
        marginal = [
            text not in others and (_is_speck(text) or (_is_head(text) and heads[_words(text)] > 1))
            for text in texts
        ]
        taken = {place for runs in known for place in range(*runs[number])}
        for first, last in _between(version.segments, marginal, taken):
            share = first / len(version.segments)
            places = [round(share * len(other.segments)) for other in versions]
            runs = [(place, place) for place in places]
            runs[number] = first, last
            found.append(tuple(runs))
    return found


def _between(
    segments: Sequence[str], marginal: Sequence[bool], taken: Collection[int]
) -> list[tuple[int, int]]:
    """Runs of marginal segments behind which a sentence goes on in a small letter."""
    found = []
    first = None
    for place, segment in enumerate(segments):
        if place in taken:
            first = None
        elif marginal[place]:
            first = place if first is None else first
        else:
            goes_on = next(filter(str.isalnum, segment), "").islower()
            if first and place - first <= MOST and goes_on and first - 1 not in taken:
                found.append((first, place))
            first = None
    return found


def _bare(segment: str) -> str:
    return " ".join(segment.split())


def _is_speck(text: str) -> bool:
    """Whether it says nothing: a page's number, a capital or two, marks."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(text) and len(letters) < FEWEST and all(map(str.isupper, letters))


def _is_head(text: str) -> bool:
    """Whether it may be a running head: capitals, or a number at an end and no mark."""
    return text.isupper() or text[:1].isdigit() or text[-1:].isdigit()


def _words(text: str) -> str:
    """Its letters; running heads differ in their pages' numbers."""
    return "".join(filter(str.isalpha, text.casefold()))
