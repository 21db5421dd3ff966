"""How likely a sentence ends where no mark says so, from what the encoder makes of the words.

Three layers over the built-in encoder's features of each token: one for the token alone, one for
ten tokens around, one for places up to 29 tokens away. They were fitted on texts whose marks were
taken away (``benchmarks/segmentation_borders.py``); nothing is known of a language in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbench.embedding.builtin import BuiltinEncoder

    Floats = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("borders.npz")

NEAR = tuple(range(-4, 6))
FAR = (-28, -20, -13, -8, -4, -2, -1, 0, 1, 2, 3, 5, 9, 14, 21, 29)
"""Places of the tokens that the second and the third layer see, from the one before the border."""

STRETCH = 1024
"""Tokens at once."""

AROUND = 48
"""Tokens on either side of a stretch that are looked at with it."""

_WORD = re.compile(r"\S+")
_IDEOGRAPH = "\u2e80"


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
        pieces, places = tokens(text, self._encoder)
        if not pieces:
            return []
        odds = np.concatenate([*self._stretches(pieces)]) - self._enough
        found = [
            (place, float(own))
            for place, own in zip(places, odds.tolist(), strict=True)
            if place is not None
        ]
        return found[:-1]

    def _stretches(self, pieces: Sequence[str]) -> Iterator[Floats]:
        for first in range(0, len(pieces), STRETCH):
            before = max(0, first - AROUND)
            features = self._encoder.token_features(pieces[before : first + STRETCH + AROUND])
            yield log_odds(features, self._weights)[first - before :][:STRETCH]


def tokens(text: str, encoder: BuiltinEncoder) -> tuple[list[str], list[int | None]]:
    """Tokens of a text, and behind each the place where a sentence could end.

    Args:
        text: A stretch of text.
        encoder: Whose tokens.

    Returns:
        The tokens, and for each the offset past the last character before the place; None where
        no sentence can end: inside a word, save between two ideographs.
    """
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    pieces = encoder.pieces([text[a:b] for a, b in words])
    places: list[int | None] = []
    for (begin, end), own in zip(words, pieces, strict=True):
        for stop in _ends(text[begin:end], own)[:-1]:
            at = begin + stop
            inside = bool(stop) and text[at - 1] >= _IDEOGRAPH and text[at] >= _IDEOGRAPH
            places.append(at if inside else None)
        places += [end] * bool(own)
    return [piece for own in pieces for piece in own], places


def _ends(word: str, pieces: Sequence[str]) -> list[int]:
    """Where each piece of a word ends in it.

    Pieces hold the letters in the form in which the model sees them.
    """
    sizes = [len(unicodedata.normalize("NFKC", letter)) for letter in word]
    reached = list(accumulate(sizes))
    ends = []
    for seen in accumulate(len(piece.replace("▁", "")) for piece in pieces):
        place = int(np.searchsorted(reached, seen)) + 1 if seen else 0
        ends.append(min(place, len(word) - 1))
    return ends


def log_odds(features: Floats, weights: dict[str, Floats]) -> Floats:
    """Per token the log odds that a sentence ends behind it.

    Args:
        features: Of the tokens, shape ``(n, 1280)``.
        weights: By name, as the file holds them.
    """
    own = np.maximum(features @ weights["W0"] + weights["b0"], 0)
    near = np.maximum(windows(own, NEAR) @ weights["W1"] + weights["b1"], 0)
    far = np.maximum(windows(near, FAR) @ weights["W2"] + weights["b2"], 0)
    found: Floats = (np.concatenate([near, far], axis=1) @ weights["w"])[:, 0] + weights["b"]
    return found


def windows(rows: Floats, places: Sequence[int]) -> Floats:
    """Of each row those at some distances, side by side; 0 outside."""
    count, width = rows.shape
    found = np.zeros((count, len(places) * width), dtype=np.float32)
    for column, place in enumerate(places):
        first, last = max(0, -place), min(count, count - place)
        if last > first:
            found[first:last, column * width : (column + 1) * width] = rows[
                first + place : last + place
            ]
    return found


@cache
def _weights() -> tuple[str, frozenset[str], float, dict[str, Floats]]:
    """The encoder's signature, the languages, the least log odds, the weights by name."""
    with np.load(WEIGHTS, allow_pickle=False) as archive:
        held = {name: archive[name] for name in archive.files}
    encoder, languages, enough = (held.pop(name) for name in ("encoder", "languages", "enough"))
    weights = {name: values.astype(np.float32) for name, values in held.items()}
    return str(encoder), frozenset(str(languages).split()), float(enough), weights
