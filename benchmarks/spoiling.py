"""Clean gold documents made rough, in the ways in which real texts are.

A document is held bead by bead, so whatever is moved, left out or put in leaves gold known.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import NamedTuple

import gold

from workbench.alignment import Version


class Segment(NamedTuple):
    """A segment and where it came from."""

    text: str
    bead: int | None
    """Number of its gold bead; None for what belongs to no version of this text."""

    number: int
    """Its own, within its version; negative where ``bead`` is None."""


Bead = list[Segment]
"""One version's segments of a bead, or of something foreign."""


@dataclass(frozen=True)
class SpoiltDocument:
    """A document, clean or spoilt."""

    languages: tuple[str, ...]
    texts: tuple[list[Bead], ...]
    """Of each version its segments, bead by bead, in its own order."""

    linked: frozenset[int]
    """Beads that link at least two versions in the clean document."""

    paragraphs: bool = False
    """Whether the versions are to say where paragraphs end (each somewhere else)."""

    def versions(self) -> list[Version]:
        """As the aligner takes them."""
        return [
            Version(
                language,
                tuple(segment.text for bead in text for segment in bead),
                self._paragraphs(text, number) if self.paragraphs else (),
            )
            for number, (language, text) in enumerate(
                zip(self.languages, self.texts, strict=True), start=1
            )
        ]

    def segments(self) -> list[list[Segment]]:
        """Of each version its segments in order."""
        return [[segment for bead in text for segment in bead] for text in self.texts]

    def gold(self) -> list[tuple[tuple[int, ...], ...]]:
        """The groups that are still there, by the segments' own numbers."""
        held: dict[int, list[list[int]]] = {}
        for version, segments in enumerate(self.segments()):
            for segment in segments:
                if segment.bead is not None:
                    own = held.setdefault(segment.bead, [[] for _ in self.texts])
                    own[version].append(segment.number)
        found = [(bead, tuple(map(tuple, runs))) for bead, runs in held.items()]
        return [runs for bead, runs in found if sum(map(bool, runs)) > 1 or bead not in self.linked]

    def lonely(self) -> set[tuple[int, int]]:
        """What has no counterpart in this document though it is no insertion in the clean one:
        foreign segments, and those of beads of which one version is left; by version, number.
        """
        held: dict[int, set[int]] = {}
        for version, segments in enumerate(self.segments()):
            for segment in segments:
                if segment.bead is not None:
                    held.setdefault(segment.bead, set()).add(version)
        return {
            (version, segment.number)
            for version, segments in enumerate(self.segments())
            for segment in segments
            if segment.bead is None
            or (segment.bead in self.linked and len(held[segment.bead]) == 1)
        }

    def changed(self, version: int, text: list[Bead]) -> "SpoiltDocument":
        """The same with another text for one version."""
        texts = list(self.texts)
        texts[version] = text
        return replace(self, texts=tuple(texts))

    @staticmethod
    def _paragraphs(text: list[Bead], seed: int) -> tuple[int, ...]:
        rng = random.Random(seed)
        size = sum(map(len, text))
        found: list[int] = []
        for number in count():
            if len(found) >= size:
                break
            found += [number] * rng.randint(1, 12)
        return tuple(found[:size])


def clean(records: Sequence[gold.Record]) -> SpoiltDocument:
    """Gold documents, one behind the other, as one document."""
    languages = tuple(gold.languages(records[0]))
    texts: tuple[list[Bead], ...] = tuple([] for _ in languages)
    linked: set[int] = set()
    bead = 0
    offset = [0] * len(languages)
    for record in records:
        segments = gold.texts(record)
        for group in gold.groups(record):
            for version, run in enumerate(group):
                own = [Segment(segments[version][n], bead, n + offset[version]) for n in run]
                texts[version].append(own)
            if sum(map(bool, group)) > 1:
                linked.add(bead)
            bead += 1
        offset = [before + len(own) for before, own in zip(offset, segments, strict=True)]
    return SpoiltDocument(languages, texts, frozenset(linked))


def foreign(texts: Sequence[str]) -> list[Bead]:
    """Segments that belong to no version of the text."""
    return [[Segment(text, None, -1)] for text in texts]


Spoiler = Callable[[SpoiltDocument, SpoiltDocument, random.Random], SpoiltDocument]
"""Takes a document, another one to borrow from, and chance."""


def block(document: SpoiltDocument, other: SpoiltDocument, rng: random.Random) -> SpoiltDocument:
    """A passage of another text, 5 to 30 % of the length, stands in one version only."""
    version = rng.randrange(len(document.texts))
    text = document.texts[version]
    strange = _borrowed(other, version, rng, rng.uniform(0.05, 0.3) * _size(text))
    at = rng.randrange(1, len(text))
    return document.changed(version, text[:at] + strange + text[at:])


def front(document: SpoiltDocument, other: SpoiltDocument, rng: random.Random) -> SpoiltDocument:
    """A title page and a table of contents, of words of the text itself, in one version only."""
    version = rng.randrange(len(document.texts))
    text = document.texts[version]
    headings = [bead[0].text for bead in text[3 :: max(4, len(text) // 15)] if bead]
    contents = [
        f"{_first_words(heading)} {'.' * 10} {7 + 9 * number}"
        for number, heading in enumerate(headings)
    ]
    strange = _borrowed(other, version, rng, 8)
    return document.changed(version, [*strange, *foreign(contents), *text])


def notes(document: SpoiltDocument, other: SpoiltDocument, rng: random.Random) -> SpoiltDocument:
    """After every tenth bead or so stands a note that only one version has."""
    version = rng.randrange(len(document.texts))
    strange = _borrowed(other, version, rng, len(document.texts[version]))
    text: list[Bead] = []
    number = 0
    for bead in document.texts[version]:
        text.append(bead)
        if rng.random() < 0.1 and strange:
            number += 1
            note = rng.choice(strange)[0].text
            text += foreign([f"[{number}] {note}"])
    return document.changed(version, text)


def passages(document: SpoiltDocument, other: SpoiltDocument, rng: random.Random) -> SpoiltDocument:
    """Three passages of three to eight beads (an answer in an interview) are left out in one."""
    del other
    version = rng.randrange(len(document.texts))
    text = list(document.texts[version])
    for part in (3, 2, 1):
        at = part * len(text) // 4 + rng.randrange(-3, 4)
        del text[at : at + rng.randint(3, 8)]
    return document.changed(version, text)


def chapter(document: SpoiltDocument, other: SpoiltDocument, rng: random.Random) -> SpoiltDocument:
    """The last quarter of one version is missing."""
    del other
    version = rng.randrange(len(document.texts))
    text = document.texts[version]
    return document.changed(version, text[: 3 * len(text) // 4])


def partly(document: SpoiltDocument, other: SpoiltDocument, rng: random.Random) -> SpoiltDocument:
    """The first lacks a fifth at the beginning, the last one at the end; a block in each."""
    fifth = len(document.texts[0]) // 5
    last = len(document.texts) - 1
    document = document.changed(0, document.texts[0][fifth:])
    document = document.changed(last, document.texts[last][:-fifth])
    half = len(other.texts[0]) // 2
    # Of different halves of the other document, so that the blocks are no translations.
    for version, part in ((0, slice(half)), (last, slice(half, None))):
        text = document.texts[version]
        halved = replace(other, texts=tuple(beads[part] for beads in other.texts))
        strange = _borrowed(halved, version, rng, 0.1 * _size(text))
        at = rng.randrange(len(text) // 4, 3 * len(text) // 4)
        document = document.changed(version, text[:at] + strange + text[at:])
    return document


def swapped(document: SpoiltDocument, other: SpoiltDocument, rng: random.Random) -> SpoiltDocument:
    """The second and the third quarter have changed places in one version."""
    del other
    version = rng.randrange(1, len(document.texts))
    text = document.texts[version]
    first, middle, last = (part * len(text) // 4 for part in (1, 2, 3))
    return document.changed(
        version, text[:first] + text[middle:last] + text[first:middle] + text[last:]
    )


def moved(document: SpoiltDocument, other: SpoiltDocument, rng: random.Random) -> SpoiltDocument:
    """A short section, of five to ten beads, stands elsewhere in one version."""
    del other
    version = rng.randrange(1, len(document.texts))
    return document.changed(version, _moved(document.texts[version], rng, rng.randint(5, 10)))


def moved_twice(
    document: SpoiltDocument, other: SpoiltDocument, rng: random.Random
) -> SpoiltDocument:
    """Two sections, each of 8 to 15 % of the beads, stand elsewhere in one version."""
    del other
    version = rng.randrange(1, len(document.texts))
    text = document.texts[version]
    share = len(text)
    for _ in range(2):
        text = _moved(text, rng, round(rng.uniform(0.08, 0.15) * share))
    return document.changed(version, text)


def _moved(text: list[Bead], rng: random.Random, size: int) -> list[Bead]:
    begin = rng.randrange(len(text) - size)
    section, rest = text[begin : begin + size], text[:begin] + text[begin + size :]
    least = len(text) // 4
    places = [at for at in range(len(rest) + 1) if abs(at - begin) >= least]
    at = rng.choice(places)
    return rest[:at] + section + rest[at:]


def paragraphs(
    document: SpoiltDocument, other: SpoiltDocument, rng: random.Random
) -> SpoiltDocument:
    """Every version has its paragraphs' borders somewhere else."""
    del other, rng
    return replace(document, paragraphs=True)


WIDEST = 40
"""Columns of a line of subtitles; a Chinese character takes two."""


def subtitles(
    document: SpoiltDocument, other: SpoiltDocument, rng: random.Random
) -> SpoiltDocument:
    """One version is in lines of subtitles, cut behind a clause or between two words."""
    del other
    return _in_lines(document, rng.randrange(len(document.texts)), lines)


def bare_subtitles(
    document: SpoiltDocument, other: SpoiltDocument, rng: random.Random
) -> SpoiltDocument:
    """Chinese is in lines of subtitles as they are usual there: without stops and commas."""
    del other, rng

    def bare(text: str) -> list[str]:
        found = [re.sub("[，。；：、—…,;.“”‘’]+", " ", line).strip() for line in lines(text)]
        return [line for line in found if line] or [text]

    return _in_lines(document, document.languages.index("zh"), bare)


def _in_lines(
    document: SpoiltDocument, version: int, cut: Callable[[str], list[str]]
) -> SpoiltDocument:
    numbers = count()
    text = [
        [Segment(line, seg.bead, next(numbers)) for seg in bead for line in cut(seg.text)]
        for bead in document.texts[version]
    ]
    return document.changed(version, text)


def lines(text: str) -> list[str]:
    """A sentence as lines of subtitles."""
    parts = [part for part in re.split(r"(?<=[,;:—，；：、])\s*|\s+", text) if part]
    if any("\u4e00" <= character <= "\u9fff" for character in text):
        parts = [piece for part in parts for piece in re.findall(".{1,10}", part)]
        space, widest = "", WIDEST // 2
    else:
        space, widest = " ", WIDEST
    found: list[str] = []
    for part in parts:
        # A clause ends the line where the line is long enough to stand by itself.
        full = found and (
            len(found[-1]) + len(part) >= widest
            or (len(found[-1]) > widest // 2 and found[-1][-1] in ",;:—，；：、")
        )
        if not found or full:
            found.append(part)
        else:
            found[-1] += space + part
    return found or [text]


def wrong(document: SpoiltDocument, other: SpoiltDocument, rng: random.Random) -> SpoiltDocument:
    """The last version is another document's."""
    del rng
    last = len(document.texts) - 1
    return document.changed(last, foreign([seg.text for bead in other.texts[last] for seg in bead]))


def short(document: SpoiltDocument, rng: random.Random) -> SpoiltDocument:
    """Beads of the document that hold three to ten segments of the first version."""
    wanted = rng.randint(3, 10)
    begin = rng.randrange(max(1, len(document.texts[0]) - wanted))
    end = begin
    while end < len(document.texts[0]) and _size(document.texts[0][begin:end]) < wanted:
        end += 1
    return replace(document, texts=tuple(text[begin:end] for text in document.texts))


KINDS: dict[str, Spoiler] = {
    "a foreign block": block,
    "title page and contents": front,
    "notes": notes,
    "three passages left out": passages,
    "the last quarter missing": chapter,
    "agreeing in part": partly,
    "two quarters swapped": swapped,
    "a short section moved": moved,
    "two sections moved": moved_twice,
    "other paragraphs": paragraphs,
    "lines of subtitles": subtitles,
    "Chinese lines without stops": bare_subtitles,
}


def _size(text: Sequence[Bead]) -> int:
    return sum(map(len, text))


def _borrowed(other: SpoiltDocument, version: int, rng: random.Random, size: float) -> list[Bead]:
    """Consecutive segments of another document in the same language."""
    segments = [segment.text for bead in other.texts[version] for segment in bead]
    wanted = max(1, min(int(size), len(segments)))
    begin = rng.randrange(len(segments) - wanted + 1)
    return foreign(segments[begin : begin + wanted])


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:4]) if len(words) > 1 else text[:8]
