"""The candidate beads of two texts, with their scores, over all stretches between walls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.band import Side
from workbench.alignment.candidates import SURROUNDINGS, candidates
from workbench.alignment.corridor import corridor
from workbench.alignment.evidence import SHAPE_CLASSES, Pair, features, shape_class
from workbench.alignment.lattice import Lattice
from workbench.alignment.parameters import Parameters
from workbench.alignment.texts import Part, Text, Vocabulary
from workbench.words.coverage import Coverage, coverage
from workbench.words.lexicon import Likeness, associations

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

Stretch = tuple[tuple[int, int], tuple[int, int]]
"""First and one past the last segment on the left, and on the right."""

WITHIN = 16.0
"""How far a candidate's best path may fall short of the best of all, in log weight."""

USUAL_LENGTH = 60.0
"""Lengths are scaled so that a segment of the left text has so many units."""

LONGEST_COVER = 10
"""Longest run whose coverage is asked for: the longest of a bead and its neighbours."""

WORD_RANGE = (0.35, 0.75)
CLAUSE_RANGE = (0.25, 0.7)
"""Similarity of words and of clauses that counts nothing, and that counts in full."""

PRIOR_WEIGHT = 27.0
"""Beads that the usual frequencies of bead shapes count for against a document's own."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Beads of a pair that are worth considering."""

    beads: Ints
    """Rows ``(i, j, a, b)``, as :func:`candidates.candidates` gives them."""

    near: NDArray[np.float32]
    component: Ints
    """Number of each bead's stretch."""

    evidence: Floats
    scores: Floats

    def part(self, rows: NDArray[np.bool_]) -> Candidates:
        """Some of them."""
        return Candidates(
            self.beads[rows], self.near[rows], self.component[rows], self.evidence[rows],
            self.scores[rows],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rough:
    """Beads of two texts that similarity and length alone allow."""

    beads: NDArray[np.int32]
    near: NDArray[np.float32]
    component: NDArray[np.int32]
    """Number of each bead's stretch."""

    def of(self, first: int, last: int) -> Rough:
        """Those of some consecutive stretches, which are counted from 0 then."""
        begin, end = np.searchsorted(self.component, [first, last])
        return Rough(
            self.beads[begin:end], self.near[begin:end], self.component[begin:end] - first
        )


def pair_candidates(
    left: Text,
    right: Text,
    stretches: Sequence[Stretch],
    parameters: Parameters,
    within: float = WITHIN,
) -> Candidates:
    """Candidates of two whole texts, scored by all evidence.

    Args:
        left: The first text.
        right: The second.
        stretches: What is to be aligned; each must hold a segment.
        parameters: The weights.
        within: Candidates fall short of the best by so much at most.
    """
    parts = left.part(0, left.size), right.part(0, right.size)
    rough = rough_candidates(left, right, stretches)
    return weighed(rough, parts, stretches, ratio(left, right), parameters, within)


def ratio(left: Text, right: Text) -> float:
    """Characters on the right for one on the left."""
    return float(right.marks.lengths.sum() / max(left.marks.lengths.sum(), 1)) or 1.0


def rough_candidates(left: Text, right: Text, stretches: Sequence[Stretch]) -> Rough:
    """Candidates of two texts by similarity and length, for :func:`weighed`."""
    sides = _sides(left, right, ratio(left, right))
    found = [_in_stretch(sides, stretch) for stretch in stretches]
    return Rough(
        np.concatenate([rows for rows, _ in found]).astype(np.int32),
        np.concatenate([rows for _, rows in found]),
        np.repeat(np.arange(len(found), dtype=np.int32), [len(rows) for rows, _ in found]),
    )


def weighed(
    rough: Rough,
    parts: tuple[Part, Part],
    stretches: Sequence[Stretch],
    ratio: float,
    parameters: Parameters,
    within: float = WITHIN,
) -> Candidates:
    """Candidates scored by all evidence.

    Args:
        rough: The beads to weigh.
        parts: The part of each text in which they lie.
        stretches: Of the rough candidates, in order.
        ratio: Characters on the right for one on the left.
        parameters: The weights.
        within: Candidates fall short of the best by so much at most.
    """
    left, right = parts
    away = np.array([left.first, right.first, 0, 0])
    likeness = Likeness(
        left.words.vectors, right.words.vectors, (len(left.words.items), len(right.words.items))
    )
    clause_likeness = Likeness(
        left.clauses.vectors,
        right.clauses.vectors,
        (len(left.clauses.items), len(right.clauses.items)),
    )
    beads, component = rough.beads - away, rough.component.astype(np.int64)
    inside = [((a - away[0], b - away[0]), (c - away[1], d - away[1]))
              for (a, b), (c, d) in stretches]  # fmt: skip
    clause_cover = _coverage(left.clauses, right.clauses, clause_likeness, beads, CLAUSE_RANGE)

    def rated(
        beads: Ints, near: NDArray[np.float32], component: Ints, lattice: Lattice
    ) -> Candidates:
        word_cover = _coverage(left.words, right.words, likeness, beads, WORD_RANGE)
        evidence = features(
            beads, near, Pair(left.marks, right.marks, ratio, word_cover, clause_cover)
        )
        scores = adapted(evidence, beads, lattice, parameters)
        return Candidates(beads, near, component, evidence, scores)

    lattice = pair_lattice(beads, component, inside)
    first = rated(beads, rough.near, component, lattice)
    kept = first.part(lattice.margins(first.scores) <= within)
    lattice = pair_lattice(kept.beads, kept.component, inside)
    links = kept.beads[lattice.best(kept.scores)]
    links = links[(links[:, 2] > 0) & (links[:, 3] > 0)]
    words = [(_items(left.words, i, a), _items(right.words, j, b)) for i, j, a, b in links.tolist()]
    ours, theirs, strength = associations(words, (len(left.words.items), len(right.words.items)))
    low, high = WORD_RANGE
    likeness.learn(ours, theirs, low + (high - low) * np.clip((strength - 0.2) / 0.5, 0, 1))
    found = rated(kept.beads, kept.near, kept.component, lattice)
    return replace(found, beads=found.beads + away)


def adapted(evidence: Floats, beads: Ints, lattice: Lattice, parameters: Parameters) -> Floats:
    """Scores by the weights, with the bead shapes' frequencies as they are in these texts.

    The frequencies are expected counts under the model, found in two rounds.
    """
    shape = shape_class(beads)
    scores = evidence @ parameters.first
    for _ in range(2):
        probability, _ = lattice.posteriors(scores)
        counts = np.bincount(shape, probability, SHAPE_CLASSES)
        frequency = (counts + PRIOR_WEIGHT * parameters.shapes) / (counts.sum() + PRIOR_WEIGHT)
        scores = evidence @ parameters.weights + parameters.shape_weight * np.log(frequency)[shape]
    return scores


def pair_lattice(beads: Ints, component: Ints, stretches: Sequence[Stretch]) -> Lattice:
    """The lattice of a pair's candidates."""
    corners = np.array(stretches)
    return Lattice(
        beads[:, :2], beads[:, :2] + beads[:, 2:], component, corners[:, :, 0], corners[:, :, 1]
    )


def _sides(left: Text, right: Text, ratio: float) -> tuple[Side, Side]:
    usual = USUAL_LENGTH / max(left.marks.lengths.mean() if left.size else 1, 1)
    known = left.encoder is not None and right.encoder is not None
    means = [
        text.mean() if known and text.size else np.empty(0, dtype=np.float32)
        for text in (left, right)
    ]
    return (
        Side(
            left.size, left.marks.lengths * ratio * usual, left.vectors if known else None, means[0]
        ),
        Side(right.size, right.marks.lengths * usual, right.vectors if known else None, means[1]),
    )


def _in_stretch(sides: tuple[Side, Side], stretch: Stretch) -> tuple[Ints, NDArray[np.float32]]:
    """First-pass candidates of a stretch; single segments alone where one side is empty."""
    (top, bottom), (start, stop) = stretch
    if top == bottom or start == stop:
        count = bottom - top + stop - start
        rows = np.zeros((count, 4), dtype=np.int64)
        rows[:, 0] = np.arange(top, bottom) if bottom > top else top
        rows[:, 1] = np.arange(start, stop) if stop > start else start
        rows[:, 2 if bottom > top else 3] = 1
        return rows, np.full((count, len(SURROUNDINGS)), np.nan, dtype=np.float32)
    left, right = _cut(sides[0], top, bottom), _cut(sides[1], start, stop)
    low, high = corridor(left, right)
    rows, near = candidates(left, right, low, high)
    whole = ((0, left.size), (0, right.size))
    lattice = pair_lattice(rows, np.zeros(len(rows), dtype=np.int64), [whole])
    if not len(lattice.best(np.zeros(len(rows)))):
        # The windows' courses do not meet; one window has a course of its own.
        rows, near = candidates(left, right, low, high, window=left.size)
    return rows + np.array([top, start, 0, 0]), near


def _cut(side: Side, first: int, last: int) -> Side:
    """A part of a side, counted from its own beginning."""
    vectors = side.vectors
    return Side(
        last - first, side.lengths[first:last],
        None if vectors is None else lambda length, a, b: vectors(length, a + first, b + first),
        side.mean,
    )  # fmt: skip


def _coverage(
    left: Vocabulary,
    right: Vocabulary,
    likeness: Likeness,
    beads: Ints,
    counted: tuple[float, float],
) -> tuple[Coverage, Coverage]:
    """Coverage in both directions, wherever a candidate or its neighbours may need it."""
    size, other = len(left.places), len(right.places)
    low, high = np.full(size, other), np.zeros(size, dtype=np.int64)
    for step in range(int(beads[:, 2].max(initial=0))):
        on = beads[beads[:, 2] > step]
        np.minimum.at(low, on[:, 0] + step, on[:, 1] - 2)
        np.maximum.at(high, on[:, 0] + step, on[:, 1] + on[:, 3] + 2)
    low = np.clip(np.minimum.accumulate(low[::-1])[::-1], 0, other)
    high = np.maximum(np.clip(np.maximum.accumulate(high), 0, other), low)
    return coverage(
        left.places, right.places, likeness, (left.weights, right.weights), low, high,
        LONGEST_COVER, counted,
    )  # fmt: skip


def _items(vocabulary: Vocabulary, first: int, count: int) -> Ints:
    found: Ints = np.unique(np.concatenate(vocabulary.places[first : first + count]))
    return found
