"""A version of a text, prepared for alignment: vectors, marks, words and clauses."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from workbench.alignment.bead import Version
from workbench.alignment.layout import Layout, layout
from workbench.alignment.marks import Marks, marks
from workbench.alignment.quotations import Quotations
from workbench.alignment.shapes import LONGEST
from workbench.embedding import (
    CachedRows,
    Encoder,
    PartEncoder,
    Sums,
    VectorCache,
    batch_size,
    encode_rows,
    map_ahead,
)
from workbench.languages.scripts import unpointed
from workbench.words import Cognates, find_cognates, shared_cognates, split_clauses, tokenize

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

Record = TypeVar("Record", Version, Marks, Cognates, Quotations)

HELD = 3_000
"""Segments up to which the vectors of all runs are held; of longer texts they are made anew."""

HELD_SINGLE = 50_000
"""Segments up to which the vectors of single segments are held, in 16 bits."""

AT_ONCE = 1_000
"""Segments that are taken from the cache at once."""

ENCODED = 256
"""Segments that are encoded at once."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The distinct words (or clauses) of a text."""

    items: tuple[str, ...]
    places: tuple[Ints, ...]
    """Per segment the numbers of its items, distinct and sorted."""

    weights: Floats
    vectors: Floats | None


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive segments of a text with everything that features need of them."""

    first: int
    version: Version
    marks: Marks
    layout: Layout
    cognates: Cognates
    words: Vocabulary
    clauses: Vocabulary
    edges: Ints
    """Numbers of each segment's first clause and of its last; -1 where it has none."""

    @property
    def size(self) -> int:
        """Number of segments."""
        return len(self.version.segments)


class Text:
    """One version and what the aligner knows of it.

    Of a long text only what is small is held: vectors lie in the cache, and words and clauses
    are looked up for the part that is being aligned.

    Args:
        version: The segments.
        encoder: What makes vectors, or None.
        cache: Keeps what the encoder computes; one in a temporary file where it is None.
        progress: Told the share of the segments that is encoded.
    """

    def __init__(
        self,
        version: Version,
        encoder: Encoder | None,
        cache: VectorCache | None,
        progress: Callable[[float], None] | None = None,
    ) -> None:
        self.version = version
        self.encoder = encoder
        self.segments = [unpointed(segment) for segment in version.segments]
        self.size = len(self.segments)
        if cache is None:
            cache = VectorCache("")
            weakref.finalize(self, cache.close)
        self._cache = cache
        self._parts = encoder if isinstance(encoder, PartEncoder) else None
        self._batch = batch_size(self.size, ENCODED)
        # Threads encode while this one looks at words and marks.
        encoded = self._encoded()
        self.marks: Marks = marks(self.segments)
        self.layout: Layout = layout(version)
        self.cognates: Cognates = find_cognates(self.segments, version.language)
        self._held: dict[int, Floats] = {}
        self._sums: tuple[int, Sums] | None = None
        self._single: NDArray[np.float16] | None = None
        self._part: Part | None = None
        self._mean: Floats | None = None
        self._count_words()
        for number, rows in enumerate(encoded, start=1):
            self._cache.keep(rows)
            if progress is not None:
                progress(min(number * self._batch, self.size) / self.size)

    def vectors(self, length: int, first: int, last: int) -> Floats:
        """Unit vectors of the runs of ``length`` segments that begin in ``first..last-1``."""
        if self.size > HELD and self._parts is not None:
            if length > 1 or self.size > HELD_SINGLE:
                return self._runs(length, first, last)
            if self._single is None:
                self._single = np.concatenate(
                    [
                        self._runs(1, at, min(at + AT_ONCE, self.size)).astype(np.float16)
                        for at in range(0, self.size, AT_ONCE)
                    ]
                )
            return self._single[first:last].astype(np.float32)
        if length not in self._held:
            self._held[length] = self._runs(length, 0, self.size)
        return self._held[length][first:last]

    def singles(self) -> Iterator[tuple[int, Floats]]:
        """The vectors of all segments, some at a time, with the first one's number."""
        for first in range(0, self.size, AT_ONCE):
            yield first, self.vectors(1, first, min(first + AT_ONCE, self.size))

    def mean(self) -> Floats:
        """The mean of its segments' vectors."""
        if self._mean is None:
            self._mean = sum(rows.sum(axis=0) for _, rows in self.singles()) / np.float32(self.size)
        return self._mean

    def let_go(self) -> None:
        """Hold nothing of the cache any longer."""
        self._sums = None

    def part(self, first: int, last: int) -> Part:
        """Segments ``first..last-1`` with their words and clauses; the latest one is held."""
        held = self._part
        if held is None or (held.first, held.size) != (first, last - first):
            clauses_here, edges = self._some_clauses(first, last)
            held = self._part = Part(
                first=first,
                version=_some_of(self.version, first, last),
                marks=_some_of(self.marks, first, last),
                layout=self.layout.part(first, last),
                cognates=_some_of(self.cognates, first, last),
                words=self._some_words(first, last),
                clauses=clauses_here,
                edges=edges,
            )
        return held

    def _encoded(self) -> Iterator[CachedRows]:
        """What the cache lacks, some segments at a time."""
        encoder = self.encoder
        if encoder is None:
            return iter(())
        batches = (
            self._cache.lacking(encoder, self.segments[first : first + self._batch])
            for first in range(0, self.size, self._batch)
        )
        if self._parts is None:
            return (encode_rows(encoder, batch, ()) for batch in batches)
        return map_ahead(partial(_with_clauses, encoder), batches)

    def _clause_vectors(self, segments: Sequence[str]) -> dict[str, list[tuple[str, Floats]]]:
        """Per distinct segment of several clauses these with their vectors."""
        assert self._parts is not None
        found = {}
        for segment in segments:
            if segment not in found and (cut := _several(segment)):
                found[segment] = cut
        vectors = self._cache.parts(self._parts, list(found), found)
        return {
            segment: list(zip(cut, rows, strict=True))
            for (segment, cut), rows in zip(found.items(), vectors, strict=True)
        }

    def _runs(self, length: int, first: int, last: int) -> Floats:
        assert self.encoder is not None
        stop = min(last + LONGEST - 1, self.size)
        held = self._sums
        if held is None or not held[0] <= first <= stop <= held[0] + len(held[1]):
            held = self._sums = first, self._cache.sums(self.encoder, self.segments[first:stop])
        part = held[1][first - held[0] : min(last + length - 1, self.size) - held[0]]
        return np.nan_to_num(self.encoder.runs(part, length))

    def _count_words(self) -> None:
        """Number the distinct words, count the segments they stand in."""
        number: dict[str, int] = {}
        flat: list[Ints] = []
        pieces = None if self._parts is None else self._parts.pieces
        for first in range(0, self.size, AT_ONCE):
            for words in tokenize(self.segments[first : first + AT_ONCE], pieces):
                own = {number.setdefault(word, len(number)) for word in words}
                flat.append(np.fromiter(own, dtype=np.int32, count=len(own)))
        items = sorted(number)
        order = np.empty(len(items), dtype=np.int32)
        order[[number[item] for item in items]] = np.arange(len(items), dtype=np.int32)
        self._items = items
        self._words = [np.sort(order[own]) for own in flat]
        often = np.bincount(_joined(self._words), minlength=len(items))
        self._weights = _rarity(often, self.size)

    def _some_words(self, first: int, last: int) -> Vocabulary:
        words = self._words[first:last]
        used, place = np.unique(_joined(words), return_inverse=True)
        borders = np.cumsum([len(own) for own in words])[:-1]
        items = tuple(self._items[number] for number in used.tolist())
        vectors = None
        if self._parts is not None and items:
            vectors = self._cache.vectors(self._parts, items)
        # No segments: one empty piece is left over.
        places = tuple(np.split(place, borders))[: len(words)]
        return Vocabulary(items, places, self._weights[used], vectors)

    def _some_clauses(self, first: int, last: int) -> tuple[Vocabulary, Ints]:
        """The clauses, and the numbers of each segment's first and last."""
        segments = self.segments[first:last]
        edges = np.full((len(segments), 2), -1, dtype=np.int64)
        if self._parts is None or not segments:
            empty = np.empty(0, dtype=np.float32)
            none = (np.empty(0, dtype=np.int64),) * len(segments)
            return Vocabulary((), none, empty, None), edges
        of_several = self._clause_vectors(segments)
        own = self.vectors(1, first, last)
        number: dict[str, int] = {}
        rows: list[Floats] = []
        places = []
        for place, (segment, vector) in enumerate(zip(segments, own, strict=True)):
            here = []
            cut = of_several.get(segment)
            for clause, row in cut or [(segment.strip(), vector)] * bool(segment.strip()):
                if clause not in number:
                    number[clause] = len(number)
                    rows.append(row)
                here.append(number[clause])
            if here:
                edges[place] = here[0], here[-1]
            places.append(np.array(sorted(set(here)), dtype=np.int64))
        items = tuple(number)
        vectors = np.stack(rows) if rows else None
        return Vocabulary(items, tuple(places), _root_length(items), vectors), edges


def _with_clauses(encoder: Encoder, segments: Sequence[str]) -> CachedRows:
    return encode_rows(encoder, segments, [_several(segment) for segment in segments])


def _several(segment: str) -> list[str]:
    """The clauses of a segment that has several; the vector of a single one is its own."""
    cut = split_clauses(segment)
    return cut if len(cut) > 1 else []


def with_shared(left: Part, right: Part) -> tuple[Vocabulary, Vocabulary, int]:
    """The words of two parts, and after them, in one order, the cognates they share.

    Returns:
        Both vocabularies, and how many cognates stand at the end of each.
    """
    found = shared_cognates(left.cognates, right.cognates)
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
                np.concatenate([words.weights, _rarity(often, text.size)]),
                vectors,
            )
        )
    return result[0], result[1], len(items)


def _some_of(record: Record, first: int, last: int) -> Record:
    """A record of columns with a row a segment, for some segments."""
    columns = {field.name: getattr(record, field.name) for field in fields(record)}
    return replace(record, **{name: _some(held, first, last) for name, held in columns.items()})


def _some(column: Any, first: int, last: int) -> Any:
    """A column for some segments; a language or script is that of all."""
    if isinstance(column, str):
        return column
    return _some_of(column, first, last) if isinstance(column, Quotations) else column[first:last]


def _joined(places: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate([*places, np.empty(0, np.int32)]).astype(np.int32)


def _rarity(often: Ints, size: int) -> Floats:
    """1 for a word that stands in one segment, towards 0 for one that stands in all."""
    rare = np.log((size + 1) / np.maximum(often, 1)) / np.log(max(size, 1) + 1)
    found: Floats = rare.astype(np.float32)
    return found


def _root_length(items: Sequence[str]) -> Floats:
    """The root of a clause's length, 1 on average."""
    roots = np.sqrt([len(item) for item in items]).astype(np.float32)
    return roots / roots.mean() if len(roots) else roots
