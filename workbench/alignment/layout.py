"""Paragraphs and headings as features, which count as far as the two texts agree in them.

Translators join and split paragraphs, and a text of lines has none to speak of. So nothing is
supposed: how often paragraphs end together, how often one ends inside a bead, and which kinds
of paragraph (heading, list item, text) stand for each other, is counted over the beads as they
look so far. The weight of a bead's layout is the logarithm of how much more often it occurs
than by chance, which is nothing where the texts' paragraphs are unrelated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbench.alignment.bead import Version

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

CHANCE = 10.0
"""Beads that chance counts for against what was counted."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A text's paragraphs, by segment."""

    ends: Ints
    """1 where a paragraph ends with the segment."""

    kinds: Ints
    """Number of the paragraph's kind among ``names``."""

    names: tuple[str, ...]

    def part(self, first: int, last: int) -> Layout:
        """That of segments ``first..last-1``."""
        return Layout(self.ends[first:last], self.kinds[first:last], self.names)


def layout(version: Version) -> Layout:
    """The layout of a version; without paragraphs every segment is one."""
    size = len(version.segments)
    ends = np.ones(size, dtype=np.int64)
    if version.paragraphs:
        ends[:-1] = np.diff(version.paragraphs) != 0
    names = tuple(sorted(set(version.kinds))) or ("",)
    number = {name: place for place, name in enumerate(names)}
    kinds = [number[kind] for kind in version.kinds] or [0] * size
    return Layout(ends, np.array(kinds, dtype=np.int64), names)


def agreement(beads: Ints, probability: Floats, left: Layout, right: Layout) -> Floats:
    """What each bead's layout speaks for it, in log odds; 0 for one without counterpart.

    Args:
        beads: Rows ``(i, j, a, b)``.
        probability: Of each, as far as it is known yet.
        left: Of the first text.
        right: Of the second.
    """
    i, j, a, b = beads.T
    link = (a > 0) & (b > 0)
    weight = np.where(link, probability, 0.0)
    found = np.zeros(len(beads))
    if len(left.names) > 1 and len(right.names) > 1:
        ours = left.kinds[np.minimum(i, len(left.kinds) - 1)]
        theirs = right.kinds[np.minimum(j, len(right.kinds) - 1)]
        found += _beyond_chance(ours, theirs, weight)
    if not (left.ends.all() or right.ends.all()):
        ours, theirs = left.ends[np.maximum(i + a - 1, 0)], right.ends[np.maximum(j + b - 1, 0)]
        found += _beyond_chance(ours, theirs, weight)
        found += _inside(i, a, left.ends, weight) + _inside(j, b, right.ends, weight)
    found[~link] = 0
    return found


def _beyond_chance(ours: Ints, theirs: Ints, weight: Floats) -> Floats:
    """Logarithm of how much more often two labels stand together than they would by chance."""
    rows, columns = int(ours.max(initial=0)) + 1, int(theirs.max(initial=0)) + 1
    cell = ours * columns + theirs
    table = np.bincount(cell, weight, rows * columns).reshape(rows, columns)
    whole = max(table.sum(), 1e-9)
    chance = (table.sum(axis=1)[:, None] * table.sum(axis=0)[None, :]) / whole**2
    # Pointwise mutual information, smoothed towards independence.
    smoothed = (table + CHANCE * chance) / (whole + CHANCE)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(chance > 0, np.log(smoothed / chance), 0.0)
    found: Floats = np.nan_to_num(ratio, neginf=0.0).ravel()[cell]
    return found


def _inside(first: Ints, count: Ints, ends: Ints, weight: Floats) -> Floats:
    """The same for the paragraphs that end inside a run, and for the places where none does."""
    usual = float(ends.mean())
    summed = np.concatenate([[0], np.cumsum(ends)])
    places = np.maximum(count - 1, 0)
    broken = summed[np.minimum(first + places, len(ends))] - summed[np.minimum(first, len(ends))]
    whole, seen = float(weight @ places), float(weight @ broken)
    share = (seen + CHANCE * usual) / (whole + CHANCE)
    share = min(max(share, 1e-6), 1 - 1e-6)
    found: Floats = broken * np.log(share / usual) + (places - broken) * np.log(
        (1 - share) / (1 - usual)
    )
    return found
