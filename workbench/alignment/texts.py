"""A version of a text, prepared for alignment: vectors, marks, words and clauses."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.bead import Version
from workbench.alignment.evidence import Marks, marks
from workbench.alignment.layout import Layout, layout
from workbench.embedding import Encoder, VectorCache
from workbench.embedding.cache import rounded
from workbench.embedding.encoder import Sums
from workbench.words.clauses import clauses
from workbench.words.signs import Signs, shared, signs
from workbench.words.tokens import tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

HELD = 7_000
"""Segments up to which the vectors of all runs are held; of longer texts they are made anew."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The distinct words (or clauses) of a text."""

    items: tuple[str, ...]
    places: tuple[Ints, ...]
    """Per segment the numbers of its items, distinct and sorted."""

    weights: Floats
    vectors: Floats | None


class Text:
    """One version and what the aligner knows of it.

    Args:
        version: The segments.
        encoder: What makes vectors, or None.
        cache: Keeps what the encoder computes.
    """

    def __init__(
        self, version: Version, encoder: Encoder | None, cache: VectorCache | None
    ) -> None:
        self.version = version
        segments = [unicodedata.normalize("NFC", segment) for segment in version.segments]
        self.size = len(segments)
        self.marks: Marks = marks(segments)
        self.layout: Layout = layout(version)
        self.signs: Signs = signs(segments, version.language)
        self._encoder = encoder
        self._held: dict[int, Floats] = {}
        self.sums: Sums | None = None
        pieces: Callable[[Sequence[str]], list[list[str]]] | None = getattr(encoder, "pieces", None)
        if encoder is not None:
            self.sums = _sums(encoder, cache, segments)
        word_encoder = encoder if pieces is not None else None
        own = self.vectors(1, 0, self.size) if word_encoder and self.size <= HELD else None
        known = {} if own is None else dict(zip(segments, own, strict=True))
        self.words = _vocabulary(tokens(segments, pieces), _rarity, word_encoder, cache, known)
        cut = [clauses(segment) for segment in segments] if word_encoder else [[]] * self.size
        self.clauses = _vocabulary(cut, _root_length, word_encoder, cache, known)
        number = {clause: place for place, clause in enumerate(self.clauses.items)}
        self.edges: Ints = np.array(
            [(number[own[0]], number[own[-1]]) if own else (-1, -1) for own in cut], dtype=np.int64
        ).reshape(-1, 2)
        """Number of each segment's first clause and of its last; -1 where it has none."""

    def vectors(self, length: int, first: int, last: int) -> Floats:
        """Unit vectors of the runs of ``length`` segments that begin in ``first..last-1``."""
        assert self._encoder is not None
        assert self.sums is not None
        if self.size > HELD:
            part = self.sums[first : last + length - 1]
            return np.nan_to_num(self._encoder.runs(part, length))
        if length not in self._held:
            self._held[length] = np.nan_to_num(self._encoder.runs(self.sums, length))
        return self._held[length][first:last]


def with_shared(left: Text, right: Text) -> tuple[Vocabulary, Vocabulary, int]:
    """The words of two texts, and after them, in one order, the signs they share.

    Returns:
        Both vocabularies, and how many signs stand at the end of each.
    """
    found = shared(left.signs, right.signs)
    items = sorted({item for segment in found[0] for item in segment})
    number = {item: place for place, item in enumerate(items)}
    result = []
    for text, of in zip((left, right), found, strict=True):
        words = text.words
        first = len(words.items)
        more = [np.array([first + number[item] for item in segment], np.int64) for segment in of]
        often = np.bincount(
            np.concatenate([*more, np.empty(0, np.int64)]).astype(np.int64) - first,
            minlength=len(items),
        )
        vectors = words.vectors
        if vectors is not None:
            none = np.zeros((len(items), vectors.shape[1]), dtype=vectors.dtype)
            vectors = np.concatenate([vectors, none])
        result.append(
            Vocabulary(
                (*words.items, *items),
                tuple(
                    np.concatenate(both).astype(np.int64)
                    for both in zip(words.places, more, strict=True)
                ),
                np.concatenate([words.weights, _rarity(items, often, text.size)]),
                vectors,
            )
        )
    return result[0], result[1], len(items)


def _sums(encoder: Encoder, cache: VectorCache | None, texts: Sequence[str]) -> Sums:
    return encoder.sums(texts) if cache is None else cache.sums(encoder, texts)


def _single(encoder: Encoder, cache: VectorCache | None, texts: Sequence[str]) -> Floats:
    """Vectors of words or clauses; the same with a cache and without."""
    if cache is not None:
        return cache.vectors(encoder, texts)
    return rounded(encoder.runs(encoder.sums(texts), 1))


def _vocabulary(
    found: Sequence[Sequence[str]],
    weigh: Callable[[Sequence[str], Ints, int], Floats],
    encoder: Encoder | None,
    cache: VectorCache | None,
    known: Mapping[str, Floats],
) -> Vocabulary:
    """The distinct items of all segments; one that is a whole segment is not encoded again."""
    items = sorted({item for segment in found for item in segment})
    number = {item: place for place, item in enumerate(items)}
    places = tuple(
        np.array(sorted({number[item] for item in segment}), dtype=np.int64) for segment in found
    )
    often = np.bincount(
        np.concatenate([*places, np.empty(0, np.int64)]).astype(np.int64), minlength=len(items)
    )
    vectors = None
    if encoder is not None and items:
        others = [item for item in items if item not in known]
        made = iter(_single(encoder, cache, others))
        vectors = np.stack([known[item] if item in known else next(made) for item in items])
    return Vocabulary(tuple(items), places, weigh(items, often, len(found)), vectors)


def _rarity(items: Sequence[str], often: Ints, size: int) -> Floats:
    """1 for a word that stands in one segment, towards 0 for one that stands in all."""
    del items
    rare = np.log((size + 1) / np.maximum(often, 1)) / np.log(max(size, 1) + 1)
    found: Floats = rare.astype(np.float32)
    return found


def _root_length(items: Sequence[str], often: Ints, size: int) -> Floats:
    """The root of a clause's length, 1 on average."""
    del often, size
    roots = np.sqrt([len(item) for item in items]).astype(np.float32)
    return roots / roots.mean() if len(roots) else roots
