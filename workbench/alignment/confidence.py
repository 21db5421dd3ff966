"""How probable it is that a bead is exactly right.

The model's own probability of a bead and those of its two neighbours go through a logistic
function that was fitted to right and wrong beads of texts the model had not seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LOWEST, HIGHEST = -6.0, 9.0
"""Log odds beyond which nothing more can be learned from a probability."""


def calibration_features(probability: Floats) -> Floats:
    """What the logistic function weighs: 1, the bead's log odds, its neighbours' lower and higher.

    Args:
        probability: Of the beads of a path, in order.
    """
    bounded = np.clip(probability, 1e-9, 1 - 1e-9)
    odds = np.clip(np.log(bounded / (1 - bounded)), LOWEST, HIGHEST)
    before = np.concatenate([[HIGHEST], odds[:-1]])
    behind = np.concatenate([odds[1:], [HIGHEST]])
    ones = np.ones(len(odds))
    return np.column_stack([ones, odds, np.minimum(before, behind), np.maximum(before, behind)])


def confidence(probability: Floats, weights: Floats) -> Floats:
    """The calibrated probabilities of the beads of a path.

    Args:
        probability: The model's, in the path's order.
        weights: Four, in the order of :func:`calibration_features`.
    """
    if not len(probability):
        return probability
    return 1 / (1 + np.exp(-calibration_features(probability) @ weights))
