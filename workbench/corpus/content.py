"""Versions of a text told by what they say.

Documents of two languages are compared by the mean of their sentences' vectors; of the nearest
few the sentences themselves are compared, in about the same places. Two are versions of each
other where each is the other's best, and better than the next best by a margin: of texts on one
subject all are alike, of versions one is.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from workbench.corpus.sketches import Sketch
from workbench.embedding import single_threaded_blas
from workbench.languages import tags
from workbench.words import shared_cognates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

NEAREST = 8
"""Documents of the other language whose sentences are compared."""

BLOCK = 2_000
"""Documents whose neighbours are searched at once."""

REACH = 0.25
"""How far apart sentences that say the same may stand, as a share of the texts."""

CLOSE = 0.06
"""How near to even a pair is if numbers and names are asked too."""

COGNATES, LENGTH, NAME = 0.15, 0.08, 0.1
"""What shared numbers and names, lengths that do not fit, and a shared date or number in the
files' names count beside the sentences' likeness."""

FLOOR, FEW = 0.28, 6
"""The likeness of texts that have nothing to do with each other; it stands for the rivals that
a document lacks in a small archive, of fewer than so many."""

LIKENESS, EVEN, STEEPNESS = 0.2, 0.121, 60.0
"""What the likeness itself counts beside the margin; where a pair is as probably right as wrong;
and how fast it becomes sure beyond. Fitted on gold alignments cut into pieces
(``benchmarks/pairing.py``)."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two documents that may be versions of one text."""

    left: int
    right: int
    likeness: float
    margin: float
    """To the best pair that has one of the two."""

    @property
    def confidence(self) -> float:
        """Estimated probability that they are."""
        return 1 / (1 + math.exp(-STEEPNESS * _beyond_even(self.likeness, self.margin)))


def _beyond_even(likeness: float, margin: float) -> float:
    """How far a pair is beyond the place where it is as probably right as wrong."""
    return margin + LIKENESS * likeness - EVEN


def matches(
    sketches: Sequence[Sketch],
    numbers: Sequence[str],
    told: Callable[[float], None] | None = None,
) -> list[Match]:
    """Pairs of documents in different languages that are each other's best.

    Args:
        sketches: Of the documents.
        numbers: Of each the digits in its name, empty where there are few.
        told: Told the share done.
    """
    by_language: defaultdict[str, list[int]] = defaultdict(list)
    for number, sketch in enumerate(sketches):
        by_language[tags.language_of(sketch.language)].append(number)
    means = _means(sketches, by_language.values())
    pairs = list(combinations(sorted(by_language), 2))
    found: list[Match] = []
    # Thousands of small products: threads would wait for each other most of the time.
    with single_threaded_blas():
        for done, (one, other) in enumerate(pairs):
            found += _matches(sketches, numbers, means, by_language[one], by_language[other])
            if told is not None:
                told((done + 1) / len(pairs))
    return found


def _means(sketches: Sequence[Sketch], groups: Iterable[Sequence[int]]) -> Floats:
    """A unit vector a document, without what all documents of its language share."""
    means = np.stack([sketch.vectors().mean(axis=0) for sketch in sketches])
    for group in groups:
        if len(group) > FEW:
            means[group] -= means[group].mean(axis=0)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    means /= np.maximum(lengths, 1e-9)
    return means


def _matches(
    sketches: Sequence[Sketch],
    numbers: Sequence[str],
    means: Floats,
    ours: Sequence[int],
    theirs: Sequence[int],
) -> Iterator[Match]:
    candidates = _nearest(means[ours], means[theirs])
    shared = defaultdict(list)
    for column, right in enumerate(theirs):
        if numbers[right]:
            shared[numbers[right]].append(column)
    for row, left in enumerate(ours):
        # A day on which hundreds were written tells nothing.
        if numbers[left] and len(shared[numbers[left]]) <= NEAREST:
            candidates |= {(row, column) for column in shared[numbers[left]]}
    scores: dict[tuple[int, int], float] = {}
    for row, column in sorted(candidates):
        left, right = ours[row], theirs[column]
        score = _likeness(sketches[left], sketches[right])
        if numbers[left] and numbers[left] == numbers[right]:
            score += NAME
        scores[row, column] = score
    ratio = _usual_ratio(sketches, ours, theirs, scores)
    for (row, column), margin in _margins(scores).items():
        if abs(_beyond_even(scores[row, column], margin)) < CLOSE:
            one, other = sketches[ours[row]], sketches[theirs[column]]
            scores[row, column] += COGNATES * _cognates(one, other)
            off = abs(math.log(_length(other) / _length(one)) - ratio)
            scores[row, column] -= LENGTH * min(off, 2.0)
    margins = _margins(scores)
    lacking = max(0.0, 1 - (min(len(ours), len(theirs)) - 1) / FEW)
    for (row, column), margin in margins.items():
        if margin <= 0:
            continue
        likeness = scores[row, column]
        # Where there are few rivals the likeness of strangers stands in for them.
        margin = min(margin, likeness - FLOOR * lacking - (1 - lacking) * (likeness - margin))  # noqa: PLW2901
        yield Match(ours[row], theirs[column], likeness, margin)


def _nearest(ours: Floats, theirs: Floats) -> set[tuple[int, int]]:
    """Rows and columns of the nearest neighbours, both ways."""
    found: set[tuple[int, int]] = set()
    for left, right, turned in ((ours, theirs, False), (theirs, ours, True)):
        most = min(NEAREST, len(right))
        for first in range(0, len(left), BLOCK):
            cosines = left[first : first + BLOCK] @ right.T
            best = np.argpartition(-cosines, most - 1, axis=1)[:, :most]
            for row, columns in enumerate(best.tolist(), first):
                found |= {(column, row) if turned else (row, column) for column in columns}
    return found


def _likeness(left: Sketch, right: Sketch) -> float:
    """How like the sentences are that stand in about the same places, 0 to 1."""
    cosines = left.vectors() @ right.vectors().T
    cosines[np.abs(left.places[:, None] - right.places[None, :]) > REACH] = 0
    return float(cosines.max(axis=1).mean() + cosines.max(axis=0).mean()) / 2


def _length(sketch: Sketch) -> int:
    return max(sketch.characters, 1)


def _usual_ratio(
    sketches: Sequence[Sketch],
    ours: Sequence[int],
    theirs: Sequence[int],
    scores: dict[tuple[int, int], float],
) -> float:
    """By how much the one language is longer, from the pairs that are surely right (logarithm)."""
    margins = _margins(scores)
    ratios = [
        math.log(_length(sketches[theirs[column]]) / _length(sketches[ours[row]]))
        for (row, column), margin in margins.items()
        if _beyond_even(scores[row, column], margin) > CLOSE
    ]
    return float(np.median(ratios)) if ratios else 0.0


def _cognates(left: Sketch, right: Sketch) -> float:
    """The share of numbers and names that both texts have, 0 to 1."""
    (ours,), (theirs,) = shared_cognates(left.cognates, right.cognates)
    common = len(set(ours) & set(theirs))
    own = [sketch.cognates.numbers[0] for sketch in (left, right)]
    names = [word for word in (*ours, *theirs) if word.startswith("@")]
    least = min(len(own[0]), len(own[1])) + len(set(names))
    return common / least if least > 2 else 0.0


def _margins(scores: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """How much better each pair is than the best other one that has its row or column."""
    best: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    for (row, column), score in scores.items():
        for key in (("row", row), ("column", column)):
            kept = best[key]
            kept.append(score)
            kept.sort(reverse=True)
            del kept[2:]
    found = {}
    for (row, column), score in scores.items():
        rivals = []
        for key in (("row", row), ("column", column)):
            first, *second = best[key]
            rivals.append(first if first > score else (second[0] if second else 0.0))
        found[row, column] = score - max(rivals)
    return found
