"""The forward pass of a recurrent network that reads both ways, in NumPy.

A long short-term memory (Hochreiter and Schmidhuber 1997), layer upon layer, each of which reads
its input from either end. The gates lie in the order input, forget, cell, output.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


def read_both_ways(rows: Floats, weights: Mapping[str, Floats], layers: int) -> Floats:
    """What the last layer makes of each place, forwards and backwards side by side.

    Args:
        rows: Texts of equal length, shape ``(texts, places, width)``.
        weights: Of layer ``n`` ``in{n}`` of shape ``(2, width, 4 * states)``, ``own{n}`` of shape
            ``(2, states, 4 * states)`` and ``bias{n}`` of shape ``(2, 1, 4 * states)``, forwards
            first.
        layers: How many.

    Returns:
        Shape ``(texts, places, 2 * states)``.
    """
    for layer in range(layers):
        held = (weights[f"{name}{layer}"] for name in ("in", "own", "bias"))
        rows = _layer(rows, *held)
    return rows


def _layer(rows: Floats, into: Floats, own: Floats, bias: Floats) -> Floats:
    texts, places, width = rows.shape
    states = own.shape[1]
    flat = np.ascontiguousarray(rows.transpose(1, 0, 2)).reshape(-1, width)
    given = [
        (flat @ matrix + add).reshape(places, texts, -1)
        for matrix, add in zip(into, bias, strict=True)
    ]
    found = np.empty((places, texts, 2 * states), dtype=np.float32)
    state = np.zeros((2, texts, states), dtype=np.float32)
    cell = np.zeros_like(state)
    for place in range(places):
        behind = places - 1 - place
        gates = state @ own
        gates[0] += given[0][place]
        gates[1] += given[1][behind]
        let_in, keep, let_out = (
            _share(gates[..., part * states : (part + 1) * states]) for part in (0, 1, 3)
        )
        cell = keep * cell + let_in * np.tanh(gates[..., 2 * states : 3 * states])
        state = let_out * np.tanh(cell)
        found[place, :, :states] = state[0]
        found[behind, :, states:] = state[1]
    return found.transpose(1, 0, 2)


def _share(odds: Floats) -> Floats:
    """From log odds to shares; by the hyperbolic tangent, which does not overflow."""
    shares: Floats = 0.5 * np.tanh(0.5 * odds) + 0.5
    return shares
