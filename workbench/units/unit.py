"""Translation units: what other programs exchange, and what checks read."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from workbench import languages
from workbench.units.code import Codes, spaced
from workbench.units.tally import Tally

Status = Literal["unreviewed", "confirmed", "changed"]
"""``changed``: it was confirmed, and its segments have changed since."""

_STATUSES: dict[str, Status] = {status: status for status in get_args(Status)}


def status_named(word: str | None) -> Status:
    """A status by its word, as a file has it; ``unreviewed`` where it is none."""
    return _STATUSES.get(word or "", "unreviewed")


@dataclass(frozen=True, slots=True)
class Variant:
    """One language's side of a unit."""

    segments: tuple[str, ...]
    """Its sentences, in order; empty where the language lacks the unit."""

    spans: tuple[tuple[int, int], ...] = ()
    """Code-point offsets of each segment in the origin document's text, where known."""

    numbers: tuple[int, ...] = ()
    """Each segment's number in its document, counted from 0, where known."""

    at: tuple[int, int] | None = field(default=None, compare=False)
    """Line and column (from 1) of the text in the file it was read from, where it has lines."""

    codes: tuple[Codes, ...] = ()
    """Of each segment its inline codes; empty where no segment has any."""

    def text(self, tag: str) -> str:
        """The segments as one text, joined as the language of ``tag`` does, without codes.

        Where a code parts two words there is a space.
        """
        segments = self.segments
        if self.codes:
            segments = tuple(map(spaced, segments, self.codes))
        return languages.of(tag).joiner.join(part for part in segments if part.strip())

    def apart(self, tag: str, span: tuple[int, int]) -> list[tuple[int, int, int]]:
        """A stretch of :meth:`text` as stretches of the segments.

        Args:
            tag: As for :meth:`text`.
            span: Start and end in that text.

        Returns:
            For each segment it touches the segment's index, and start and end in its text.
        """
        found = []
        at, joiner = 0, len(languages.of(tag).joiner)
        for number, text in enumerate(self.segments):
            if not text.strip():
                continue
            shown = spaced(text, self.codes[number]) if self.codes else text
            start, end = max(span[0] - at, 0), min(span[1] - at, len(shown))
            if start < end:
                found.append((number, _unspaced(text, shown, start), _unspaced(text, shown, end)))
            at += len(shown) + joiner
        return found


def _unspaced(text: str, shown: str, offset: int) -> int:
    """An offset into a text that was shown with further spaces, without these."""
    if len(text) == len(shown):
        return offset
    at = 0
    for character in shown[:offset]:
        at += text[at : at + 1] == character
    return at


class Comment(NamedTuple):
    """What a reviewer said of a unit in a copy of it: to become a note of its own."""

    text: str
    author: str | None = None
    """None where the copy does not say."""

    time: str | None = None
    """ISO 8601; None where the copy does not say."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One translation unit: what its languages say there."""

    id: str
    """The unit's own name: bead id, tuid, message id; unique within its memory."""

    variants: dict[str, Variant]
    """By document key, in the documents' order."""

    status: Status = "unreviewed"
    flagged: bool = False
    excluded: bool = False
    """True where a person left it out of exports."""

    confidence: float | None = None
    """Probability that the alignment is right here; None where a person decided."""

    note: str = ""
    version: int = 0
    """Number of the last edit that touched it; 0 as first made."""

    author: str | None = None
    """Who decided it last, where known."""

    changed: datetime | None = None
    """When it was decided last (aware, UTC), where known."""

    properties: dict[str, str] = field(default_factory=dict)
    """Further facts that came with it from a file, by name."""

    line: int | None = field(default=None, compare=False)
    """Its line (from 1) in the file it was read from, where it has lines."""

    source: str = field(default="", compare=False)
    """The key of its source language where its file says so of this unit; else empty."""

    comments: tuple[Comment, ...] = ()
    """What a reviewer added to it; none but where a copy comes back."""


OWN_ID = "unit-id"
"""The property of a unit that is called otherwise here: its id in the file that it came from."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the units of a memory came from."""

    key: str
    """What its variants are called: a tag as given (``zh``), ``ru#2`` for a second one."""

    tag: str
    """BCP 47 tag with the script where it matters: ``zh-Hans``."""

    path: Path | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """What holds for all units of a memory or project: they are streamed beside it."""

    sources: tuple[Source, ...]
    """In the documents' order; the first is the source language."""

    name: str = ""
    """The project's name; empty for a memory that came from none."""

    created: datetime | None = None
    project: str = ""
    """The project's id; empty for a memory that came from none."""

    properties: dict[str, str] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    """What the file says of no unit: a table may lack the columns ``status``, ``note``, …"""

    has_ids: bool = False
    """Whether the ids of its units are their own, by which the file's program knows them."""

    columns: tuple[str, ...] = ()
    """Names of the properties that units have, where they are known before the units are."""

    notes: tuple[str, ...] = ()
    """What was left out in reading, a sentence each."""

    skipped: Tally = field(default_factory=Tally, compare=False)
    """Units passed over; it fills while the units are read."""

    dropped: Tally = field(default_factory=Tally, compare=False)
    """What was left out of units or is strange in them; it fills while they are read."""

    def left_out(self) -> list[str]:
        """What reading left out, a sentence each; whole once the units have been read."""
        return [
            *(f"units left out, {sentence}" for sentence in self.skipped.sentences()),
            *self.dropped.sentences(),
        ]
