"""How probable it is that a bead is exactly right.

Two things must hold. Among all paths the one through this bead is the right one: the model's own
probability of a bead and those of its two neighbours go through a logistic function, fitted to
right and wrong beads of texts of kinds that the model had not seen. The longer the sentences of
a text are, the more the model exaggerates, so their usual length goes in as well. And both sides
do translate each other (:mod:`evidence`): a second logistic function, fitted to right links and
to links with a sentence that was exchanged for another one.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment import evidence
from workbench.alignment.bead import MAX_VERSIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LOWEST, HIGHEST = -6.0, 9.0
"""Log odds beyond which nothing more can be learned from a probability."""

LINK = (
    "similarity", "margin", "words", "clauses", "words uncovered", "clauses uncovered",
    "clauses at worse end", "clauses at ends", "long gain",
)  # fmt: skip
"""Evidence of a link that says whether its sides translate each other."""

USUAL_LENGTH, LENGTHS = 4.4, (3.4, 5.4)
"""Logarithm of the characters of a usual link in most texts, and the range that is told apart."""


def odds_features(probability: Floats) -> Floats:
    """1, the bead's log odds, its neighbours' lower and higher.

    Args:
        probability: Of the beads of a path, in order.
    """
    bounded = np.clip(probability, 1e-9, 1 - 1e-9)
    odds = np.clip(np.log(bounded / (1 - bounded)), LOWEST, HIGHEST)
    before = np.concatenate([[HIGHEST], odds[:-1]])
    behind = np.concatenate([odds[1:], [HIGHEST]])
    ones = np.ones(len(odds))
    return np.column_stack([ones, odds, np.minimum(before, behind), np.maximum(before, behind)])


def path_features(probability: Floats, shown: Floats) -> Floats:
    """What the first logistic function weighs: :func:`odds_features`, the text's usual length.

    Args:
        probability: Of the beads of a path, in order.
        shown: What their links show (:func:`evidence.measured`).
    """
    lengths = shown[:, :, evidence.MEASURED.index("short text")]
    known = not np.isnan(lengths).all()
    length = np.clip(np.nanmedian(lengths), *LENGTHS) - USUAL_LENGTH if known else 0.0
    return np.column_stack([odds_features(probability), np.full(len(probability), length)])


def link_features(shown: Floats, usual: Floats) -> Floats:
    """What the second one weighs of each link: 1 and ``LINK``; NaN where there is no link.

    Args:
        shown: What links show (:func:`evidence.measured`).
        usual: The same of the path through their text.
    """
    columns = [evidence.MEASURED.index(name) for name in LINK]
    chosen = evidence.relative(shown, usual)[:, :, columns]
    return np.concatenate([np.ones((*shown.shape[:2], 1)), chosen], axis=2)


def confidence(probability: Floats, shown: Floats, path: Floats, link: Floats) -> Floats:
    """The probabilities that the beads of a path are right.

    Args:
        probability: The model's, in the path's order.
        shown: What their links show (:func:`evidence.measured`).
        path: Weights in the order of :func:`path_features`.
        link: Weights in the order of :func:`link_features`; none where links show too little.
    """
    if not len(probability):
        return probability
    chosen: Floats = 1 / (1 + np.exp(-path_features(probability, shown) @ path))
    return chosen * translated(shown, shown, link) if len(link) else chosen


def translated(shown: Floats, usual: Floats, link: Floats) -> Floats:
    """The probabilities that the versions in beads translate each other, whatever is beside them.

    Args:
        shown: As for :func:`link_features`.
        usual: As for :func:`link_features`.
        link: Weights in the order of :func:`link_features`.
    """
    found: Floats = 1 / (1 + np.exp(-_weakest(link_features(shown, usual) @ link)))
    return found


def _weakest(odds: Floats) -> Floats:
    """Log odds that every version of a bead translates another one; infinite where one is alone.

    Args:
        odds: Of the links of all pairs of versions, ``(0, 1), (0, 2), … (1, 2), …``; NaN where
            there is none.
    """
    versions = next(n for n in range(2, MAX_VERSIONS + 1) if n * (n - 1) // 2 == odds.shape[1])
    pairs = list(combinations(range(versions), 2))
    weakest = np.full(len(odds), np.inf)
    for version in range(versions):
        own = odds[:, [number for number, pair in enumerate(pairs) if version in pair]]
        best = np.where(np.isnan(own), -np.inf, own).max(axis=1)
        weakest = np.minimum(weakest, np.where(np.isnan(own).all(axis=1), np.inf, best))
    return weakest
