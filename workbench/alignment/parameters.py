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
    """Weights of the evidence, and what a document's own frequencies are held against."""

    first: Floats
    """Weights of the first round, in which the document's bead shapes are not yet known."""

    weights: Floats
    """Weights afterwards; both in the order of ``evidence.NAMES``."""

    shape_weight: float
    """Of the logarithm of a bead shape's frequency in the document."""

    shapes: Floats
    """Usual frequencies of the classes of bead shapes."""

    joint: Floats
    """Weights in the order of ``joint.NAMES``, for three texts and more."""

    continued_of_pairs: float
    continued_of_groups: float
    """What a segment without counterpart gains behind another one of its version, for two
    texts and for more."""

    confidence_of_pairs: Floats
    confidence_of_groups: Floats
    """Weights in the order of ``confidence.features``, for two texts and for more."""

    def continued(self, versions: int) -> float:
        """That of the two for so many versions."""
        return self.continued_of_pairs if versions == 2 else self.continued_of_groups

    def confidence(self, versions: int) -> Floats:
        """Those of the two for so many versions."""
        return self.confidence_of_pairs if versions == 2 else self.confidence_of_groups


def of(signature: str | None) -> Parameters:
    """The parameters for an encoder.

    Args:
        signature: The encoder's; None where there is no encoder.
    """
    text = resources.files("workbench.alignment").joinpath(FILE).read_text(encoding="utf-8")
    known = json.loads(text)
    name = NONE if signature is None else signature if signature in known else OTHER
    found = known[name]
    return Parameters(
        np.array([found["first"].get(item, 0.0) for item in features.NAMES]),
        np.array([found["weights"].get(item, 0.0) for item in features.NAMES]),
        float(found["shape_weight"]),
        np.array(found["shapes"]),
        np.array([found["joint"].get(item, 0.0) for item in joint.NAMES]),
        float(found["continued of pairs"]),
        float(found["continued of groups"]),
        np.array(found["confidence of pairs"]),
        np.array(found["confidence of groups"]),
    )
