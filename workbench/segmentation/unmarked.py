"""Texts whose sentences end without marks: a transcript, a text from which they were taken.

What the marks do not say, a scorer of borders says that is passed in.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from workbench import languages
from workbench.documents import Document
from workbench.segmentation.ruleset import Rule
from workbench.segmentation.splitter import Decision

Borders = Callable[[str], Sequence[tuple[int, float]]]
"""Takes a stretch of text; gives each place where a sentence could end, as the offset past the
last character before it, and a score above 0 where one does, the higher the surer."""

BORDER = Rule("border-without-mark", "split", "we met in may ‖ nobody objected")
"""The scorer of borders took it for one."""

USUAL, USUAL_IDEOGRAPHS = 100, 30
"""Characters of a sentence in a script with spaces and in one without, roughly."""

LONG = 3
"""Usual sentences from which on a stretch without a mark may hold more than one."""

SELDOM = 8
"""Usual sentences for one mark: rarer are none but in a text without marks."""

LONGEST = 5
"""Usual sentences that a sentence may be long; a longer stretch is cut where it is likeliest."""

_PAUSES = (",", ":", "，", "：", "、", "—")

_PROSE = ("text", "item", "quote", "note", "caption")
"""Kinds of paragraphs that hold sentences."""


class Decider(Protocol):
    """Decides at every place of a paragraph where a sentence could end."""

    def decisions(self, text: str, start: int, end: int) -> Iterator[Decision]:
        """What is decided, in order; see :meth:`Splitter.decisions`."""
        ...


def usual(language: str) -> int:
    """Characters of a sentence, roughly.

    Args:
        language: BCP 47 tag.
    """
    return USUAL if languages.of(language).joiner else USUAL_IDEOGRAPHS


def is_unmarked(document: Document) -> bool:
    """Whether a document holds running text in which next to no sentence ends with a mark."""
    size = usual(document.language)
    ends = languages.of(document.language).ends + ";；"
    marks = letters = 0
    long = False
    for paragraph in document.paragraphs:
        if paragraph.kind not in _PROSE:
            continue
        part = document.text[paragraph.start : paragraph.end].rstrip()
        # A clause of a treaty ends in a comma: that is an end with a mark, too.
        marks += sum(map(part.count, ends)) + (part[-1:] in _PAUSES)
        letters += len(part)
        if len(part) >= LONG * size:
            said = sum(character.isalpha() or character.isspace() for character in part)
            # A table of figures, a line of code or of one endless word is no prose.
            long |= said > 0.8 * len(part) and (size < USUAL or part.count(" ") > len(part) / 20)
    return long and marks * SELDOM * size < letters


class UnmarkedSplitter:
    """Splits where marks say so, and what remains too long for a sentence where the scorer does.

    Args:
        decider: Knows the marks.
        borders: The scorer.
        size: Characters of a usual sentence.
    """

    def __init__(self, decider: Decider, borders: Borders, size: int) -> None:
        self._decider, self._borders, self._size = decider, borders, size

    def decisions(self, text: str, start: int, end: int) -> Iterator[Decision]:
        """What is decided at marks and at borders, in order; see :meth:`Splitter.decisions`."""
        begin = start
        kept: list[Decision] = []
        for decision in self._decider.decisions(text, start, end):
            if decision[2].verdict == "split":
                yield from self._within(text, begin, decision[0], kept)
                yield decision
                begin = decision[1]
                kept = []
            else:
                kept.append(decision)
        yield from self._within(text, begin, end, kept)

    def _within(self, text: str, start: int, end: int, kept: list[Decision]) -> list[Decision]:
        """Of a stretch between two ends of sentences the borders, and what the rules kept."""
        if end - start < LONG * self._size:
            return kept
        scored = [(start + place, score) for place, score in self._borders(text[start:end])]
        found: list[Decision] = []
        for place in _chosen(scored, start, end, LONGEST * self._size):
            following = place
            while text[following].isspace():
                following += 1
            found.append((place, following, BORDER))
        taken = {place for place, _, _ in found}
        return sorted(
            [*found, *(each for each in kept if each[0] not in taken)], key=lambda each: each[:2]
        )


def _chosen(scored: Sequence[tuple[int, float]], start: int, end: int, longest: int) -> list[int]:
    """The borders with a score above 0, and of what is still too long the likeliest ones."""
    chosen = [place for place, score in scored if score > 0]
    places = [place for place, _ in scored]
    edges = [start, *chosen, end]
    at = 0
    while at < len(edges) - 1:
        first, last = edges[at : at + 2]
        if last - first > longest:
            # A piece of a usual sentence's third is none.
            least = longest // (3 * LONGEST)
            between = range(bisect_left(places, first + least), bisect_left(places, last - least))
            best = max(between, key=lambda number: scored[number][1], default=None)
            if best is not None:
                edges.insert(at + 1, places[best])
                continue
        at += 1
    return edges[1:-1]
