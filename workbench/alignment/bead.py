"""Versions and beads: what goes into the aligner, and what comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

MAX_VERSIONS = 5
"""Versions of a text that are aligned together."""

Runs = tuple[tuple[int, int], ...]
"""Per version, first segment and one past the last (:attr:`Bead.runs`)."""


@dataclass(frozen=True, slots=True)
class Version:
    """One document as the aligner sees it: its segments, and what is known of each."""

    language: str
    """BCP 47 tag."""

    segments: tuple[str, ...]
    """The sentences, in order."""

    paragraphs: tuple[int, ...] = ()
    """The paragraph's number of each segment; empty where nothing is known."""

    kinds: tuple[str, ...] = ()
    """Each segment's paragraph kind (``documents.Kind``); empty where nothing is known."""

    flows: tuple[int, ...] = ()
    """Each segment's flow: 0 main text, others notes; empty where there is only one."""


@dataclass(frozen=True, slots=True)
class Bead:
    """One group: for each version a run of consecutive segments, possibly none.

    A run may skip what stands in between and belongs to another bead (:attr:`skipped`).
    """

    runs: Runs
    """Per version, in the versions' order: first segment and one past the last.

    Where a version has none, both numbers are the place in it where the bead stands.
    """

    confidence: float | None = None
    """Estimated probability that the bead is exactly right; None where a person decided."""

    block: int = 0
    """Number of the block; within a block the beads are monotone in every version."""

    skipped: tuple[tuple[int, ...], ...] = ()
    """Per version the segments in its run that belong to other beads, ascending: a caption
    inside a sentence. Empty where no run skips any."""

    @property
    def segments(self) -> tuple[tuple[int, ...], ...]:
        """Per version its segments, ascending."""
        every = tuple(tuple(range(*run)) for run in self.runs)
        if not self.skipped:
            return every
        return tuple(
            tuple(place for place in own if place not in skipped)
            for own, skipped in zip(every, self.skipped, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Beads:
    """What the aligner found: beads that hold each segment exactly once."""

    beads: tuple[Bead, ...]
    """In reading order of the first version; a bead it lacks follows its neighbour."""

    remarks: tuple[str, ...] = field(default=())
    """What a person should know, one sentence each: "these do not look like versions of one
    text …", "the sections … stand in another order"."""


def from_segments(
    segments: Sequence[Sequence[int]],
    places: Sequence[int],
    confidence: float | None = None,
    block: int = 0,
) -> Bead:
    """A bead by its segments.

    Args:
        segments: Per version its segments, ascending.
        places: Per version the place where the bead stands if it has none there.
        confidence: As :attr:`Bead.confidence`.
        block: As :attr:`Bead.block`.
    """
    runs = tuple(
        (own[0], own[-1] + 1) if own else (place, place)
        for own, place in zip(segments, places, strict=True)
    )
    skipped = tuple(
        tuple(sorted(set(range(*run)).difference(own)))
        for run, own in zip(runs, segments, strict=True)
    )
    return Bead(runs, confidence, block, skipped if any(skipped) else ())


def named(runs: Runs) -> str:
    """The runs as a person counts, from 1: ``"3–4 ~ none"``."""
    return " ~ ".join(
        "none" if first == last else f"{first + 1}" if last == first + 1 else f"{first + 1}–{last}"
        for first, last in runs
    )
