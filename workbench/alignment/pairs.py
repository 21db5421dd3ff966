"""The candidate beads of two texts, with their scores, over all stretches between walls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.candidates import SURROUNDINGS, Side, candidates
from workbench.alignment.corridor import corridor
from workbench.alignment.evidence import SHAPE_CLASSES, Edges, Pair, features, shape_class
from workbench.alignment.lattice import Lattice
from workbench.alignment.layout import Layout, agreement
from workbench.alignment.parameters import Parameters
from workbench.alignment.texts import Text, Vocabulary, with_shared
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

MEAN_OF = 20_000
"""Segments from which a text's mean vector is taken, at most."""

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
    layout: Floats
    """What paragraphs and headings add to each bead's score."""

    scores: Floats

    def part(self, rows: NDArray[np.bool_]) -> Candidates:
        """Some of them."""
        return Candidates(
            self.beads[rows], self.near[rows], self.component[rows], self.evidence[rows],
            self.layout[rows], self.scores[rows],
        )  # fmt: skip


def pair_candidates(
    left: Text,
    right: Text,
    stretches: Sequence[Stretch],
    parameters: Parameters,
    within: float = WITHIN,
) -> Candidates:
    """Candidates of two texts, scored by all evidence.

    Args:
        left: The first text.
        right: The second.
        stretches: What is to be aligned; each must hold a segment.
        parameters: The weights.
        within: Candidates fall short of the best by so much at most.
    """
    ratio = right.marks.lengths.sum() / max(left.marks.lengths.sum(), 1) or 1.0
    sides = _sides(left, right, ratio)
    found = [_in_stretch(sides, stretch) for stretch in stretches]
    beads = np.concatenate([rows for rows, _ in found])
    near = np.concatenate([rows for _, rows in found])
    component = np.repeat(np.arange(len(found)), [len(rows) for rows, _ in found])
    ours, theirs, signs = with_shared(left, right)
    likeness = Likeness(ours.vectors, theirs.vectors, (len(ours.items), len(theirs.items)))
    likeness.learn(*_same(ours, theirs, signs))
    clause_likeness = Likeness(
        left.clauses.vectors,
        right.clauses.vectors,
        (len(left.clauses.items), len(right.clauses.items)),
    )
    clause_cover = _coverage(left.clauses, right.clauses, clause_likeness, beads, CLAUSE_RANGE)

    def rated(
        beads: Ints, near: NDArray[np.float32], component: Ints, lattice: Lattice
    ) -> Candidates:
        word_cover = _coverage(ours, theirs, likeness, beads, WORD_RANGE)
        evidence = features(
            beads,
            near,
            Pair(left.marks, right.marks, ratio, word_cover, clause_cover, _edges(left, right)),
        )
        scores, layout = adapted(evidence, beads, lattice, parameters, (left.layout, right.layout))
        return Candidates(beads, near, component, evidence, layout, scores)

    lattice = pair_lattice(beads, component, stretches)
    first = rated(beads, near, component, lattice)
    kept = first.part(lattice.margins(first.scores) <= within)
    lattice = pair_lattice(kept.beads, kept.component, stretches)
    links = kept.beads[lattice.best(kept.scores)]
    links = links[(links[:, 2] > 0) & (links[:, 3] > 0)]
    words = [(_items(ours, i, a), _items(theirs, j, b)) for i, j, a, b in links.tolist()]
    one, other, strength = associations(words, (len(ours.items), len(theirs.items)))
    low, high = WORD_RANGE
    likeness.learn(one, other, low + (high - low) * np.clip((strength - 0.2) / 0.5, 0, 1))
    return rated(kept.beads, kept.near, kept.component, lattice)


def adapted(
    evidence: Floats,
    beads: Ints,
    lattice: Lattice,
    parameters: Parameters,
    layouts: tuple[Layout, Layout],
) -> tuple[Floats, Floats]:
    """Scores by the weights, with the frequencies of shapes and layouts as they are here.

    The frequencies are expected counts under the model, found in two rounds. Both are
    logarithms of the same sort, so what was fitted for shapes weighs layouts too.

    Returns:
        The scores, and the layouts' part of them.
    """
    shape = shape_class(beads)
    scores = evidence @ parameters.first
    layout = np.zeros(len(beads))
    for _ in range(2):
        probability, _ = lattice.posteriors(scores)
        counts = np.bincount(shape, probability, SHAPE_CLASSES)
        frequency = (counts + PRIOR_WEIGHT * parameters.shapes) / (counts.sum() + PRIOR_WEIGHT)
        layout = parameters.shape_weight * agreement(beads, probability, *layouts)
        scores = evidence @ parameters.weights + layout
        scores += parameters.shape_weight * np.log(frequency)[shape]
    return scores, layout


def pair_lattice(beads: Ints, component: Ints, stretches: Sequence[Stretch]) -> Lattice:
    """The lattice of a pair's candidates."""
    corners = np.array(stretches)
    return Lattice(
        beads[:, :2], beads[:, :2] + beads[:, 2:], component, corners[:, :, 0], corners[:, :, 1]
    )


def _sides(left: Text, right: Text, ratio: float) -> tuple[Side, Side]:
    usual = USUAL_LENGTH / max(left.marks.lengths.mean() if left.size else 1, 1)
    known = left.sums is not None
    means = [
        text.vectors(1, 0, min(text.size, MEAN_OF)).mean(axis=0)
        if known and text.size
        else np.empty(0, dtype=np.float32)
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


def _edges(left: Text, right: Text) -> tuple[Edges, Edges] | None:
    one, other = left.clauses.vectors, right.clauses.vectors
    if one is None or other is None:
        return None
    return Edges(one, *left.edges.T), Edges(other, *right.edges.T)


def _same(
    left: Vocabulary, right: Vocabulary, signs: int
) -> tuple[Ints, Ints, NDArray[np.float32]]:
    """Pairs of words that are one: the shared signs; without vectors also equal strings."""
    first = len(left.items) - signs, len(right.items) - signs
    number = (
        {} if left.vectors is not None else {w: n for n, w in enumerate(right.items[: first[1]])}
    )
    equal = [(n, number[w]) for n, w in enumerate(left.items[: first[0]]) if w in number]
    pairs = [*equal, *((first[0] + n, first[1] + n) for n in range(signs))]
    one, other = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return one, other, np.ones(len(pairs), dtype=np.float32)


def _items(vocabulary: Vocabulary, first: int, count: int) -> Ints:
    found: Ints = np.unique(np.concatenate(vocabulary.places[first : first + count]))
    return found
