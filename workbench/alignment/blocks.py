"""Moved sections as blocks: their exact borders, cutting them out, putting them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from workbench.alignment.bead import Bead, Runs, Version, from_segments

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

Value = TypeVar("Value")

Worth = Callable[[Sequence[Version]], Sequence["Floats"]]
"""Of versions in the same order, how well each segment fits there."""


def refine_borders(
    versions: Sequence[Version], sections: Sequence[Runs], worth: Worth, around: int
) -> list[Runs]:
    """The sections with exact borders.

    A coarse look gives the borders to within a few segments. Every block is aligned with some
    segments more at each of its ends; then it is known of each segment near a border how well
    it fits into the block before and into the one behind. The border goes where the sum of
    both is greatest.

    Args:
        versions: The texts.
        sections: Runs that do not overlap, as :func:`sections.moved` gives them.
        worth: Aligns a block.
        around: Segments by which a border may be off.

    Returns:
        The sections with other borders; as they were where one of them would lose more than
        half of itself, since then it was not aligned for its own sake.
    """
    owners = [_owners(len(version.segments), n, sections) for n, version in enumerate(versions)]
    borders = [_borders(owner, around) for owner in owners]
    worths = []
    for block in range(len(sections) + 1):
        own = []
        for owner, found in zip(owners, borders, strict=True):
            near = owner == block
            for first, at, last in found:
                if owner[at - 1] == block:
                    near[at:last] = True
                if owner[at] == block:
                    near[first:at] = True
            own.append(np.flatnonzero(near))
        parts = [_part(version, n) for version, n in zip(versions, own, strict=True)]
        for version, found_here in enumerate(worth(parts)):
            if block == 0:
                worths.append(np.zeros((len(sections) + 1, len(owners[version]))))
            worths[version][block, own[version]] = found_here
    for owner, found, own_worth in zip(owners, borders, worths, strict=True):
        before = owner.copy()
        for first, at, last in found:
            one, other = int(before[at - 1]), int(before[at])
            gain = own_worth[one, first:last] - own_worth[other, first:last]
            # The sum of both sides at each place; of equal places the one nearest to the guess.
            total = np.round(np.concatenate([[0.0], np.cumsum(gain)]), 3)
            places = np.flatnonzero(total == total.max()) + first
            place = int(places[np.argmin(np.abs(places - at))])
            owner[first:place], owner[place:last] = one, other
    runs = [tuple(_run(owner, block) for owner in owners) for block in range(1, len(sections) + 1)]
    if any(2 * _size(now) < _size(before) for now, before in zip(runs, sections, strict=True)):
        return list(sections)
    return [found for found in runs if sum(last > first for first, last in found) > 1]


def _size(runs: Runs) -> int:
    return sum(last - first for first, last in runs)


def _owners(size: int, version: int, sections: Sequence[Runs]) -> Ints:
    """For each segment the section it belongs to, counted from 1; 0 for the main text."""
    owner = np.zeros(size, dtype=np.int64)
    for number, runs in enumerate(sections, start=1):
        owner[slice(*runs[version])] = number
    return owner


def _borders(owner: Ints, around: int) -> list[tuple[int, int, int]]:
    """Each border between two blocks, between the first and last place where it may lie.

    At most half of the shorter block is in question: with more of what does not belong to
    it, a block would no longer be aligned for its own sake.
    """
    at = np.flatnonzero(np.diff(owner)) + 1
    edges = [0, *at.tolist(), len(owner)]
    found = []
    for before, place, behind in zip(edges, edges[1:], edges[2:], strict=False):
        near = min(around, (min(place - before, behind - place) + 1) // 2)
        found.append((place - near, place, place + near))
    return found


def _run(owner: Ints, block: int) -> tuple[int, int]:
    held = np.flatnonzero(owner == block)
    return (int(held[0]), int(held[-1]) + 1) if len(held) else (0, 0)


def cut(
    versions: Sequence[Version], sections: Sequence[Runs]
) -> list[tuple[list[Version], list[Ints]]]:
    """The texts without the sections, then each section; with their segments' own numbers."""
    found = []
    for runs in [None, *sections]:
        parts, numbers = [], []
        for place, version in enumerate(versions):
            if runs is None:
                kept = np.ones(len(version.segments), dtype=bool)
                for section in sections:
                    kept[slice(*section[place])] = False
                own = np.flatnonzero(kept)
            else:
                own = np.arange(*runs[place])
            numbers.append(own)
            parts.append(_part(version, own))
        found.append((parts, numbers))
    return found


def _part(version: Version, numbers: Ints) -> Version:
    return replace(
        version,
        segments=_chosen(version.segments, numbers),
        paragraphs=_chosen(version.paragraphs, numbers),
        kinds=_chosen(version.kinds, numbers),
        flows=_chosen(version.flows, numbers),
    )


def _chosen(values: tuple[Value, ...], numbers: Ints) -> tuple[Value, ...]:
    return tuple(values[number] for number in numbers.tolist()) if values else ()


def restored(
    aligned: Sequence[Sequence[Bead]],
    numbers: Sequence[Sequence[Ints]],
    sections: Sequence[Runs],
) -> list[Bead]:
    """The beads of all parts with the segments' numbers in the whole texts, in reading order.

    A bead over a place where a section was taken out skips that section.

    Args:
        aligned: The beads of the text without the sections, then of each section.
        numbers: As :func:`cut` gives them.
        sections: What was taken out.
    """
    found: list[tuple[int, int, int, Bead]] = []
    for block, (beads, own) in enumerate(zip(aligned, numbers, strict=True)):
        for order, bead in enumerate(beads):
            whole = from_segments(
                [of[first:last].tolist() for of, (first, last) in zip(own, bead.runs, strict=True)],
                [
                    _place(of, first, sections[block - 1][version][0] if block else 0)
                    for version, (of, (first, _)) in enumerate(zip(own, bead.runs, strict=True))
                ],
                bead.confidence,
                block,
            )
            found.append((whole.runs[0][0], -block, order, whole))
    found.sort(key=lambda item: item[:3])
    return [bead for *_, bead in found]


def _place(own: Ints, first: int, begin: int) -> int:
    """Where a bead without segments stands in the whole text, right behind the one before."""
    if first:
        return int(own[first - 1]) + 1
    return int(own[0]) if len(own) else begin
