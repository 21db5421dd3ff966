"""Versions in lines, such as subtitles, are joined into sentences before they are aligned.

A line is a piece of a sentence. Six lines to a sentence are a shape that hardly any text has, and
a piece without its verb is like nothing in particular; the sentence they make is as good as any.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workbench import languages
from workbench.alignment.anchors import in_order
from workbench.alignment.bead import Bead, Runs, Version
from workbench.alignment.unmarked_lines import run_on_by_words
from workbench.embedding import Encoder

RUN_ON = 0.35
"""Share of the segments that run on into the next from which on a version is in lines."""

SENTENCES = 1 / 3
"""A version is in sentences when its share is so small beside that of the lines."""

MORE = 1.25
"""Lines for a segment of the version in sentences, at least; verses of the Bible and of a poem run
on too, but every version has as many."""

ENOUGH = 6
"""Segments from which on a share says something."""

STOPPED = 0.05
"""Share of the lines that end in a full stop, at least. Chinese subtitles have question marks but
no full stops: nothing says where their sentences end."""

LONGEST = 24
"""Lines without a full stop between them that may be a sentence; more are left as they are."""

HEADINGS = 0.1
"""Share of the sentences without a final mark in the versions beside, from which on a line without
one before a capital is taken for a heading or an item."""

CAPITALS = 0.05
"""Share of the lines that begin with a capital from which on a small letter says that a sentence
goes on. There are texts without any."""

NARROWEST = 15
"""Characters that a full line has at least; a menu has none."""

_CLOSING = "\"'”’»«“)\\]」』）》\u00a0 "
_MARKED = re.compile(rf"[,;:，；：、،؛—–-][{_CLOSING}]*$")
_STOP = re.compile(rf"[.。｡۔։।][{_CLOSING}]*$")
_DASH = re.compile(r"[-–—]")
"""What another speaker says begins so."""

_PAUSES = ("—", "–", ":")
_INSIDE = tuple(",;:)]，；：、。！？،؛؟）」』”’»…")
"""No sentence begins with one of these."""


@dataclass(frozen=True, slots=True)
class JoinedVersion:
    """A version, and the segments of which each of its segments was made."""

    version: Version
    starts: Sequence[int]
    """Per segment its first line, and behind the last one the number of all lines."""

    def within(self, run: tuple[int, int]) -> tuple[int, int] | None:
        """A run of lines as segments; None where it begins or ends inside one."""
        first, last = (bisect_left(self.starts, place) for place in run)
        parted = (self.starts[first], self.starts[last]) != run
        return None if parted else (first, last)

    def lines(self, run: tuple[int, int]) -> tuple[int, int]:
        """A run of segments as lines."""
        return self.starts[run[0]], self.starts[run[1]]


def in_sentences(
    versions: Sequence[Version], anchors: Sequence[Runs], encoder: Encoder | None = None
) -> tuple[list[JoinedVersion], list[Runs]]:
    """Every version as it is to be aligned: those in lines beside one in sentences are joined.

    Args:
        versions: The versions.
        anchors: Beads that are kept: no sentence reaches over the end of one.
        encoder: Tells where sentences go on in lines without marks.

    Returns:
        The versions, and the anchors by their segments.

    Raises:
        WorkbenchError: The anchors contradict each other, or lie outside the texts.
    """
    sizes = [len(version.segments) for version in versions]
    anchors = in_order(anchors, sizes)
    runs_on = [_runs_on(version) for version in versions]
    shares = [sum(own) / max(len(own), 1) for own in runs_on]
    found = []
    for number, (version, own) in enumerate(zip(versions, runs_on, strict=True)):
        beside = [
            other
            for other, share in zip(versions, shares, strict=True)
            if (share <= SENTENCES * shares[number] or not shares[number])
            and other is not version
            and other.segments
        ]
        fewest = min((len(other.segments) for other in beside), default=sizes[number])
        pieces: list[bool] | None = None
        if beside and sizes[number] >= max(ENOUGH, MORE * fewest):
            if shares[number] >= RUN_ON:
                many = min(map(_without_mark, beside)) >= HEADINGS
                pieces = _runs_on(version, headings=True) if many else own
            elif not shares[number]:
                pieces = run_on_by_words(version, beside, encoder)
        starts: Sequence[int] = range(sizes[number] + 1)
        if pieces is not None:
            starts = _starts(pieces, {place for anchor in anchors for place in anchor[number]})
        found.append(JoinedVersion(_joined(version, starts), starts))
    held = [of_segments(anchor, found) for anchor in anchors]
    return found, [anchor for anchor in held if anchor is not None]


def of_segments(bead: Runs, made: Sequence[JoinedVersion]) -> Runs | None:
    """A bead of lines as one of segments; None where it parts what was joined."""
    runs = [own.within(run) for own, run in zip(made, bead, strict=True)]
    whole = tuple(run for run in runs if run is not None)
    return whole if len(whole) == len(runs) else None


def of_lines(bead: Runs, made: Sequence[JoinedVersion]) -> Runs:
    """A bead of segments as one of lines."""
    return tuple(own.lines(run) for own, run in zip(made, bead, strict=True))


def bead_of_lines(bead: Bead, made: Sequence[JoinedVersion]) -> Bead:
    """A bead of segments as one of lines."""
    skipped = tuple(
        tuple(line for place in places for line in range(*own.lines((place, place + 1))))
        for own, places in zip(made, bead.skipped, strict=False)
    )
    return replace(bead, runs=of_lines(bead.runs, made), skipped=skipped)


def _without_mark(version: Version) -> float:
    """Share of the segments that end in no mark: headings, items of lists."""
    ends = _ends(version)
    bare = [text for text in version.segments if not ends.search(text) and not _MARKED.search(text)]
    return len(bare) / len(version.segments)


def _ends(version: Version) -> re.Pattern[str]:
    language = languages.of(version.language)
    return re.compile(f"[{re.escape(language.ends)}♪♫][{_CLOSING}]*$")


def _runs_on(version: Version, *, headings: bool = False) -> list[bool]:
    """For each segment but the last whether its sentence goes on in the next.

    In doubt it does not: two pieces of a sentence find together as a bead of two, two
    sentences made one are never parted again.

    Args:
        version: The version.
        headings: Whether there are so many of them that before a capital nothing goes on.
    """
    ends = _ends(version)
    joiner = languages.of(version.language).joiner
    lines = [line.strip() for line in version.segments]
    widths = sorted(map(len, lines))
    full = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    capitals = sum(line[:1].isupper() for line in lines) >= CAPITALS * len(lines)
    if sum(_STOP.search(line) is not None for line in lines) < STOPPED * len(lines):
        return [False] * (len(lines) - 1)
    found = []
    for number, (here, after) in enumerate(pairwise(lines)):
        first = next(filter(str.isalnum, after), "")
        if any(own and own[number] != own[number + 1] for own in (version.kinds, version.flows)):
            goes_on = False
        elif after.startswith(_INSIDE) or (first.islower() and capitals):
            goes_on = True
        elif ends.search(here) or _DASH.match(after):
            goes_on = False
        elif here.endswith(_PAUSES) and first.isupper():
            # What is quoted after a colon belongs to who says it.
            goes_on = here.endswith(":") and not after.startswith(first)
        else:
            # A heading has no mark either, but the next word would have fitted behind it; where
            # words are not parted, it leaves half of the line empty.
            word = len(after.split(maxsplit=1)[0]) + 1 if after and joiner else len(here)
            goes_on = _MARKED.search(here) is not None or (
                len(here) + word > max(full, NARROWEST) and not (headings and first.isupper())
            )
        found.append(goes_on)
    return found


def _starts(runs_on: Sequence[bool], fixed: Collection[int]) -> tuple[int, ...]:
    """First lines of the sentences, and the number of lines."""
    size = len(runs_on) + 1
    ends = [place for place in range(1, size) if not runs_on[place - 1] or place in fixed]
    starts: list[int] = []
    for first, last in pairwise([0, *ends, size]):
        starts += [first] if last - first <= LONGEST else range(first, last)
    return (*starts, size)


def _joined(version: Version, starts: Sequence[int]) -> Version:
    if len(starts) > len(version.segments):
        return version
    joiner = languages.of(version.language).joiner
    firsts = starts[:-1]
    return replace(
        version,
        segments=tuple(joiner.join(version.segments[a:b]) for a, b in pairwise(starts)),
        paragraphs=tuple(version.paragraphs[a] for a in firsts) if version.paragraphs else (),
        kinds=tuple(version.kinds[a] for a in firsts) if version.kinds else (),
        flows=tuple(version.flows[a] for a in firsts) if version.flows else (),
    )
