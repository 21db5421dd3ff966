"""How likely a sentence ends where no mark says so, from what the encoder makes of the words.

A small recurrent network reads the built-in encoder's vectors of the tokens (of ideographs also of
each letter) from either end. It was fitted on public texts whose marks were taken away
(``benchmarks/segmentation_borders.py``); nothing is known of a language in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.embedding.letters import Units, units_of
from workbench.embedding.recurrent import read_both_ways
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbench.embedding.builtin import BuiltinEncoder

    Floats = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("borders.npz")

LAYERS = 2

STRETCH = 512
"""Units that are read at once."""

EDGE = 32
"""Units at either end of a stretch that are only looked at, and judged in the next one."""

TOGETHER = 16
"""Stretches read side by side."""


class BorderScorer:
    """Tells how likely a sentence ends between any two words of a text without marks.

    Args:
        encoder: The encoder for which the weights were fitted.

    Raises:
        WorkbenchError: They were fitted for another one.
    """

    def __init__(self, encoder: BuiltinEncoder) -> None:
        self._encoder = encoder
        fitted_for, self.languages, self._enough, self._weights = _weights()
        if fitted_for != encoder.signature:
            raise WorkbenchError(
                "the weights for borders of sentences belong to another encoder",
                remedy="use the encoder that is built in",
            )

    def __call__(self, text: str) -> list[tuple[int, float]]:
        """Each place where a sentence could end, and the logarithm of the odds that one does.

        Args:
            text: A stretch of text; white space of any kind parts words.

        Returns:
            Pairs of an offset, past the last character before the place, and log odds that are
            above 0 where a border is to be taken for one. The end of the text is no place.
        """
        units = units_of(text, self._encoder)
        if not units.places:
            return []
        odds = np.concatenate([*self._log_odds(units)]) - self._enough
        found = [
            (place, own)
            for place, own in zip(units.places, odds.tolist(), strict=True)
            if place is not None
        ]
        return found[:-1]

    def _log_odds(self, units: Units) -> Iterator[Floats]:
        count = len(units.places)
        firsts = [*range(0, max(1, count - STRETCH), STRETCH - 2 * EDGE)]
        if count > STRETCH:
            firsts.append(count - STRETCH)
        judged = [0, *(first + EDGE for first in firsts[1:]), count]
        for at in range(0, len(firsts), TOGETHER):
            own = firsts[at : at + TOGETHER]
            begin, end = own[0], min(count, own[-1] + STRETCH)
            rows = self._inputs(units, begin, end)
            read = np.stack([rows[first - begin :][:STRETCH] for first in own])
            for number, odds in enumerate(log_odds(read, self._weights), start=at):
                yield odds[judged[number] - firsts[number] : judged[number + 1] - firsts[number]]

    def _inputs(self, units: Units, begin: int, end: int) -> Floats:
        """What the network is given of each unit."""
        held = self._weights
        part = slice(begin, end)

        def vectors(pieces: Sequence[str]) -> Floats:
            return self._encoder.token_vectors(self._encoder.token_ids(pieces))

        rows: Floats = vectors(units.tokens[part]) @ held["token"] + held["bias"]
        rows += np.array(units.begins[part], dtype=np.float32) @ held["begins"]
        letters = units.letters[part]
        known = np.array([bool(letter) for letter in letters])
        if known.any():
            rows[known] += vectors([letter for letter in letters if letter]) @ held["letter"]
        return np.tanh(rows, out=rows)


def log_odds(rows: Floats, weights: dict[str, Floats]) -> Floats:
    """Per unit the log odds that a sentence ends behind it.

    Args:
        rows: Of stretches of equal length, shape ``(stretches, units, width)``.
        weights: By name, as the file holds them.
    """
    read = read_both_ways(rows, weights, LAYERS)
    after = np.zeros_like(read)
    after[:, :-1] = read[:, 1:]
    both = np.concatenate([read, after], axis=2)
    seen = np.maximum(both @ weights["seen"] + weights["seen_bias"], 0)
    found: Floats = (seen @ weights["odds"] + weights["odds_bias"])[..., 0]
    return found


@cache
def _weights() -> tuple[str, frozenset[str], float, dict[str, Floats]]:
    """The encoder's signature, the languages, the least log odds, the weights by name.

    A matrix is held in 8 bits, with the size of a step for each of its columns.
    """
    with np.load(WEIGHTS, allow_pickle=False) as archive:
        held = {name: archive[name] for name in archive.files}
    encoder, languages, enough = (held.pop(name) for name in ("encoder", "languages", "enough"))
    steps = {name: held.pop(f"{name}_step") for name in [*held] if f"{name}_step" in held}
    weights = {
        name: values.astype(np.float32) * steps.get(name, np.float32(1)).astype(np.float32)
        for name, values in held.items()
    }
    return str(encoder), frozenset(str(languages).split()), float(enough), weights
