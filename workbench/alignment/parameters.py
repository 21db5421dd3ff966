"""The fitted weights of the model, by the encoder they were fitted for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment import features, joint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FILE = "parameters.json"
OTHER = "other"
"""Parameters for an encoder that none were fitted for."""

NONE = "none"
"""Parameters for work without an encoder."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Weights of the features, and the usual frequencies that a document's own are held against."""

    first: Floats
    """Weights of the first round, in which the document's bead shapes are not yet known."""

    weights: Floats
    """Weights afterwards; both in the order of ``features.NAMES``."""

    shape_weight: float
    """Of the logarithm of a bead shape's frequency in the document."""

    shapes: Floats
    """Usual frequencies of the classes of bead shapes."""

    joint: Floats
    """Weights in the order of ``joint.NAMES``, for three texts and more."""

    gap_extension_pairs: float
    gap_extension_groups: float
    """Log weight that a gap gains behind another one of its version (affine gap penalty), for
    two texts and for more. Pairs with few gaps have a share of it (``pairs.extension_share``)."""

    confidence_path: Floats
    """Weights in the order of ``confidence.path_features``."""

    confidence_link: Floats
    """Weights in the order of ``confidence.link_features``; none without vectors."""

    score: Floats
    """Weights in the order of ``scoring.NAMES``, for beads that someone else made."""


def for_encoder(signature: str | None) -> Parameters:
    """The parameters for an encoder.

    Args:
        signature: The encoder's; None where there is no encoder.
    """
    text = resources.files("workbench.alignment").joinpath(FILE).read_text(encoding="utf-8")
    known = json.loads(text)
    name = NONE if signature is None else signature if signature in known else OTHER
    found = known[name]
    return Parameters(
        first=np.array([found["first"].get(item, 0.0) for item in features.NAMES]),
        weights=np.array([found["weights"].get(item, 0.0) for item in features.NAMES]),
        shape_weight=float(found["shape_weight"]),
        shapes=np.array(found["shapes"]),
        joint=np.array([found["joint"].get(item, 0.0) for item in joint.NAMES]),
        gap_extension_pairs=float(found["gap extension pairs"]),
        gap_extension_groups=float(found["gap extension groups"]),
        confidence_path=np.array(found["confidence path"]),
        confidence_link=np.array(found["confidence link"]),
        score=np.array(found["score"]),
    )
