"""The candidate beads of two texts, with their scores, over all stretches between anchors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.affine_gaps import AffineGapLattice
from workbench.alignment.features import (
    GAP_CLASSES,
    SHAPE_CLASSES,
    Edges,
    Pair,
    closeness,
    pair_features,
    shape_class,
)
from workbench.alignment.first_pass import FirstPass, Stretch, ratio, run_first_pass
from workbench.alignment.layout import Layout, agreement
from workbench.alignment.parameters import Parameters
from workbench.alignment.texts import Part, Text, Vocabulary, with_shared
from workbench.words import Coverage, Likeness, associations, mutual_coverage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

WITHIN = 30.0
"""How far a candidate's best path may fall short of the best of all, in log weight."""

MAX_CANDIDATES = 24
"""Candidates for each segment of both texts, at most; about 8 are usual. Where all segments are
equal everything is as good as everything."""

LONGEST_COVER = 10
"""Longest run whose coverage is asked for: the longest of a bead and its neighbours."""

WORD_RANGE = (0.35, 0.75)
CLAUSE_RANGE = (0.25, 0.7)
"""Similarity of words and of clauses that counts nothing, and that counts in full."""

PRIOR_WEIGHT = 27.0
"""Beads that the usual frequencies of bead shapes count for against a document's own."""

STRANGE = 12.0
"""Log weight that a bead loses where symbols alone would stand for words, or be part of them."""

DEARER = 3.0
"""Log weight by which a gap is dearer while it is counted how many a text has."""

GAP_PRIOR = 9.0
"""Beads that the usual share of gaps counts for against a document's own."""

EXTENSION_GAIN = 0.5
"""What the logarithm of a text's share of gaps over the usual one adds to the share of the gap
extension that it has."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Beads of a pair that are worth considering."""

    beads: Ints
    """Rows ``(i, j, a, b)``, as :func:`candidates.candidates` gives them."""

    near: NDArray[np.float32]
    component: Ints
    """Number of each bead's stretch."""

    features: NDArray[np.float32]
    layout: Floats
    """What paragraphs and headings add to each bead's score."""

    scores: Floats

    gap_extension: float
    """What a gap gains behind another one in these texts."""

    def part(self, rows: NDArray[np.bool_]) -> Candidates:
        """Some of them."""
        return Candidates(
            self.beads[rows], self.near[rows], self.component[rows], self.features[rows],
            self.layout[rows], self.scores[rows], self.gap_extension,
        )  # fmt: skip


def pair_candidates(
    left: Text,
    right: Text,
    stretches: Sequence[Stretch],
    parameters: Parameters,
    within: float = WITHIN,
) -> Candidates:
    """Candidates of two whole texts, scored by all features.

    Args:
        left: The first text.
        right: The second.
        stretches: What is to be aligned; each must hold a segment.
        parameters: The weights.
        within: Candidates fall short of the best by so much at most.
    """
    parts = left.part(0, left.size), right.part(0, right.size)
    first_pass = run_first_pass(left, right, stretches)
    return score_candidates(first_pass, parts, stretches, ratio(left, right), parameters, within)


def score_candidates(
    first_pass: FirstPass,
    parts: tuple[Part, Part],
    stretches: Sequence[Stretch],
    ratio: float,
    parameters: Parameters,
    within: float = WITHIN,
) -> Candidates:
    """Score candidates by all features, in two rounds.

    The second round knows the words that the first one linked again and again, and how alike
    its links are.

    Args:
        first_pass: The beads to weigh.
        parts: The part of each text in which they lie.
        stretches: Of the first-pass candidates, in order.
        ratio: Characters on the right for one on the left.
        parameters: The weights.
        within: Candidates fall short of the best by so much at most.
    """
    left, right = parts
    away = np.array([left.first, right.first, 0, 0])
    ours, theirs, cognates = with_shared(left, right)
    likeness = Likeness(ours.vectors, theirs.vectors, (len(ours.items), len(theirs.items)))
    likeness.learn(*_same(ours, theirs, cognates))
    clause_likeness = Likeness(
        left.clauses.vectors,
        right.clauses.vectors,
        (len(left.clauses.items), len(right.clauses.items)),
    )
    beads, component = first_pass.beads - away, first_pass.component.astype(np.int64)
    inside = [((a - away[0], b - away[0]), (c - away[1], d - away[1]))
              for (a, b), (c, d) in stretches]  # fmt: skip
    clause_cover = _coverage(left.clauses, right.clauses, clause_likeness, beads, CLAUSE_RANGE)

    def rated(
        beads: Ints,
        near: NDArray[np.float32],
        component: Ints,
        lattice: AffineGapLattice,
        close: float,
    ) -> Candidates:
        word_cover = _coverage(ours, theirs, likeness, beads, WORD_RANGE)
        features = pair_features(
            beads,
            near,
            Pair(
                left.marks, right.marks, ratio, word_cover, clause_cover, _edges(left, right), close
            ),
        )
        scores, layout, extension = adapted(
            features, beads, lattice, parameters, (left.layout, right.layout)
        )
        scores -= STRANGE * _strange(beads, left, right)
        return Candidates(beads, near, component, features, layout, scores, extension)

    lattice = pair_lattice(beads, component, inside, parameters.gap_extension_pairs)
    rough = rated(beads, first_pass.near, component, lattice, 0.0)
    rows = _fewest(lattice, rough.scores, within, MAX_CANDIDATES * (left.size + right.size))
    kept, near, component = beads[rows], first_pass.near[rows], component[rows]
    scores, gap_extension = rough.scores[rows], rough.gap_extension
    # Its features are computed anew, and are large.
    del rough
    lattice = pair_lattice(kept, component, inside, gap_extension)
    path = lattice.best(scores)
    path = path[(kept[path, 2:] > 0).all(axis=1)]
    links, close = kept[path], closeness(near[path, 0])
    words = [(_items(ours, i, a), _items(theirs, j, b)) for i, j, a, b in links.tolist()]
    one, other, strength = associations(words, (len(ours.items), len(theirs.items)))
    low, high = WORD_RANGE
    likeness.learn(one, other, low + (high - low) * np.clip((strength - 0.2) / 0.5, 0, 1))
    found = rated(kept, near, component, lattice, close)
    return replace(found, beads=found.beads + away)


def _strange(beads: Ints, left: Part, right: Part) -> Floats:
    """1 for a link that holds a segment of symbols alone on one side only, such as a line of
    emoji before a heading; else 0.
    """
    i, j, a, b = beads.T
    found = []
    for symbols, first, count in ((left.marks.symbols, i, a), (right.marks.symbols, j, b)):
        held = np.concatenate([[0], np.cumsum(symbols)])
        found.append(held[first + count] > held[first])
    strange: Floats = ((found[0] != found[1]) & (a > 0) & (b > 0)).astype(np.float64)
    return strange


def adapted(
    features: NDArray[np.float32],
    beads: Ints,
    lattice: AffineGapLattice,
    parameters: Parameters,
    layouts: tuple[Layout, Layout],
) -> tuple[Floats, Floats, float]:
    """Scores by the weights, with the frequencies of shapes and layouts as they are here.

    The frequencies are expected counts under the model, found in two rounds. Both are
    logarithms of the same sort, so what was fitted for shapes weighs layouts too.

    The counts are made with gaps dearer than they are, so that what is translated freely is not
    taken for untranslated; where they find few gaps, one behind another gains less.

    Args:
        features: Of the beads.
        beads: Rows ``(i, j, a, b)``.
        lattice: Of the beads; it takes on the texts' own gap extension.
        parameters: The weights.
        layouts: Of both texts.

    Returns:
        The scores, the layouts' part of them, and the gap extension.
    """
    shape = shape_class(beads)
    # Where a gap behind another gains nothing, as without an encoder, counts are plain.
    by = DEARER if parameters.gap_extension_pairs else 0.0
    dearer = np.where(shape < GAP_CLASSES, by, 0.0)
    lattice.gap_extension = extension = parameters.gap_extension_pairs
    scores = _weighed(features, parameters.first)
    layout = np.zeros(len(beads))
    for _ in range(2):
        probability, _ = lattice.posteriors(scores - dearer)
        counts: Floats = np.bincount(shape, probability, SHAPE_CLASSES).astype(np.float64)
        frequency = (counts + PRIOR_WEIGHT * parameters.shapes) / (counts.sum() + PRIOR_WEIGHT)
        extension = parameters.gap_extension_pairs * extension_share(counts, parameters.shapes)
        lattice.gap_extension = extension
        layout = parameters.shape_weight * agreement(beads, probability, *layouts)
        scores = _weighed(features, parameters.weights) + layout
        scores += parameters.shape_weight * np.log(frequency)[shape]
    return scores, layout, extension


def _weighed(features: NDArray[np.float32], weights: Floats) -> Floats:
    """The sums of weighted features, in 64 bits without a copy of all features in them."""
    found = np.zeros(len(features))
    for column, weight in zip(features.T, weights.tolist(), strict=True):
        found += weight * column.astype(np.float64)
    return found


def extension_share(counts: Floats, usual: Floats) -> float:
    """The share of the usual gap extension that texts with these counts of shapes have."""
    share = usual[:GAP_CLASSES].sum() / usual.sum()
    found = counts[:GAP_CLASSES].sum() + GAP_PRIOR * share
    rate = np.log(found / (counts.sum() + GAP_PRIOR) / share)
    return float(np.clip(1 + EXTENSION_GAIN * rate, 0, 1))


def pair_lattice(
    beads: Ints, component: Ints, stretches: Sequence[Stretch], gap_extension: float
) -> AffineGapLattice:
    """The lattice of a pair's candidates."""
    corners = np.array(stretches)
    return AffineGapLattice(
        beads[:, :2], beads[:, 2:], component, corners[:, :, 0], corners[:, :, 1], gap_extension
    )


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
    return mutual_coverage(
        left.places, right.places, likeness, (left.weights, right.weights), low, high,
        LONGEST_COVER, counted,
    )  # fmt: skip


def _fewest(lattice: AffineGapLattice, scores: Floats, within: float, most: int) -> Ints:
    """The numbers of the candidates near the best path, at most so many besides that path."""
    margins = lattice.margins(scores)
    rows = np.flatnonzero(margins <= within)
    if len(rows) <= most:
        return rows
    nearest = rows[np.argsort(margins[rows], kind="stable")[:most]]
    found: Ints = np.union1d(nearest, lattice.best(scores))
    return found


def _edges(left: Part, right: Part) -> tuple[Edges, Edges] | None:
    one, other = left.clauses.vectors, right.clauses.vectors
    if one is None or other is None:
        return None
    return Edges(one, *left.edges.T), Edges(other, *right.edges.T)


def _same(
    left: Vocabulary, right: Vocabulary, cognates: int
) -> tuple[Ints, Ints, NDArray[np.float32]]:
    """Pairs of words that are one: the shared cognates; without vectors also equal strings."""
    first = len(left.items) - cognates, len(right.items) - cognates
    number = (
        {} if left.vectors is not None else {w: n for n, w in enumerate(right.items[: first[1]])}
    )
    equal = [(n, number[w]) for n, w in enumerate(left.items[: first[0]]) if w in number]
    pairs = [*equal, *((first[0] + n, first[1] + n) for n in range(cognates))]
    one, other = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return one, other, np.ones(len(pairs), dtype=np.float32)


def _items(vocabulary: Vocabulary, first: int, count: int) -> Ints:
    found: Ints = np.unique(np.concatenate(vocabulary.places[first : first + count]))
    return found
