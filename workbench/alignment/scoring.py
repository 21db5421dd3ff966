"""Confidence for beads that someone else made: another aligner, a memory, a table.

The texts are aligned as usual, and each bead in question is looked up among the candidates: its
posterior sums the weight of all paths that lead through it, so that a bead the aligner would not
have chosen but nearly so is still probable, and a shifted row is not. A row whose text was cut
short has no rival, so features of the bead itself count besides. The weights are a logistic
regression over planted errors (``benchmarks/alignment_score.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment import confidence, parameters
from workbench.alignment.aligner import Model, moved_sections, score_chunks, silent
from workbench.alignment.bead import Version
from workbench.alignment.blocks import cut
from workbench.alignment.evidence import COLUMNS, MEASURED, relative
from workbench.alignment.texts import Text
from workbench.embedding import Encoder, VectorCache, single_threaded_blas
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

Segments = Sequence[Sequence[int]]
"""Of each version the numbers of a bead's segments, ascending; empty where it lacks them."""

Key = tuple[tuple[int, int, int], ...]
"""Of each version that has a run: its number, the run's first segment, its length."""


def score(
    versions: Sequence[Version],
    encoder: Encoder | None,
    beads: Sequence[Segments],
    *,
    cache: VectorCache | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> list[float]:
    """How probably each of some beads is exactly right.

    Args:
        versions: Two to five versions of one text.
        encoder: What makes vectors; None to do without.
        beads: The beads; they need not hold every segment, and may contradict each other.
        cache: Keeps what the encoder computes.
        progress: Told the share done (0 to 1) and the phase.

    Returns:
        A probability a bead, in their order. A bead without segments has 0.

    Raises:
        WorkbenchError: A bead names a segment that is not there.
    """
    sizes = [len(version.segments) for version in versions]
    for number, bead in enumerate(beads, start=1):
        if len(bead) != len(sizes) or any(
            not 0 <= place < size for run, size in zip(bead, sizes, strict=False) for place in run
        ):
            raise WorkbenchError(
                f"bead {number} names a segment that is not there",
                remedy="count segments from 0, a list a language",
            )
    fitted = parameters.for_encoder(encoder.signature if encoder else None)
    seen = observed(versions, encoder, beads, cache=cache, progress=progress)
    share = 1 / (1 + np.exp(-seen @ fitted.score))
    return [float(value) if any(bead) else 0.0 for value, bead in zip(share, beads, strict=True)]


NAMES = ("one", "odds", "lower neighbour", "higher neighbour", "not considered", *MEASURED)
"""What a score is made of: the log odds of the bead's posterior and of those before and after it,
and what the bead itself shows, so that what is cut short is told."""


def observed(
    versions: Sequence[Version],
    encoder: Encoder | None,
    beads: Sequence[Segments],
    *,
    cache: VectorCache | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> Floats:
    """What is seen of the beads, shape ``(len(beads), len(NAMES))``; arguments as :func:`score`."""
    if not beads:
        return np.zeros((0, len(NAMES)))
    tell = progress or silent
    asked = [_keys(bead) for bead in beads]
    sizes = [len(version.segments) for version in versions]
    seen = _Seen({key for keys in asked for key in keys})
    with single_threaded_blas():
        texts = [Text(version, encoder, cache) for version in versions]
        jumps = [] if _in_order(beads) else moved_sections(texts, encoder, cache)
        parts = cut(versions, jumps) if jumps else [(list(versions), _whole(sizes))]
        for part, numbers in parts:
            own = [Text(version, encoder, cache) for version in part] if jumps else texts
            stretch = tuple((0, text.size) for text in own)
            if any(last for _, last in stretch):
                for model in score_chunks(own, encoder, [stretch], tell):
                    seen.add(model, numbers)
    out = np.zeros((len(beads), len(NAMES)))
    column = {name: out[:, number] for number, name in enumerate(NAMES)}
    probability = np.array([min(map(seen.share, keys), default=0.0) for keys in asked])
    out[:, :4] = confidence.odds_features(probability)
    measured = np.array([seen.measures(keys) for keys in asked]).reshape(len(asked), len(MEASURED))
    there = ~np.isnan(measured[:, 0])
    column["not considered"][:] = [
        len(keys) == 1 and len(keys[0]) > 1 and not found
        for keys, found in zip(asked, there, strict=True)
    ]
    out[there, -len(MEASURED) :] = relative(measured[:, None], measured[:, None])[there, 0]
    tell(1.0, "aligning")
    return out


class _Seen:
    """What chunks say about the beads asked for."""

    def __init__(self, asked: set[Key]) -> None:
        self._shares: dict[Key, float] = dict.fromkeys(asked, 0.0)
        self._links: dict[Key, list[Floats]] = {
            pair: [] for key in asked for pair in combinations(key, 2)
        }

    def share(self, key: Key) -> float:
        """The posterior of a bead."""
        return self._shares[key]

    def measures(self, keys: Sequence[Key]) -> Floats:
        """The means over its pairs of what is measured of a bead; NaN where it is no candidate."""
        rows = [row for key in keys for pair in combinations(key, 2) for row in self._links[pair]]
        return np.mean(rows, axis=0) if rows else np.full(len(MEASURED), np.nan)

    def add(self, model: Model, numbers: Sequence[Ints]) -> None:
        """Take in a chunk.

        Where a text has no segment the bead may stand at several places: they count together.

        Args:
            model: The chunk.
            numbers: Of each version the segments' numbers in the whole text.
        """
        every = range(len(numbers))
        for key, number in _named(model.starts, model.counts, every, numbers):
            if key in self._shares:
                share = self._shares[key] + float(model.probability[number])
                self._shares[key] = min(share, 1.0)
        for pair, found in model.candidates.items():
            for key, number in _named(found.beads[:, :2], found.beads[:, 2:], pair, numbers):
                if key in self._links:
                    self._links[key].append(found.features[number, COLUMNS].astype(np.float64))


def _named(
    starts: Ints, counts: Ints, versions: Sequence[int], numbers: Sequence[Ints]
) -> Iterator[tuple[Key, int]]:
    """The keys of candidates, by the numbers in the whole texts, with the candidates' own."""
    first, broken = starts.copy(), np.zeros(len(starts), dtype=bool)
    for column, version in enumerate(versions):
        own, on = numbers[version], counts[:, column] > 0
        first[on, column] = own[starts[on, column]]
        last = own[starts[on, column] + counts[on, column] - 1]
        broken[on] |= last - first[on, column] + 1 != counts[on, column]
    for number in np.flatnonzero(~broken).tolist():
        runs = zip(versions, first[number].tolist(), counts[number].tolist(), strict=True)
        yield tuple((version, at, count) for version, at, count in runs if count), number


def _keys(bead: Segments) -> list[Key]:
    """What a bead is among the candidates: itself, or single segments where one text has all.

    One whose segments are not consecutive is no candidate; it has a key that none has.
    """
    runs = [(n, min(run), len(run), max(run)) for n, run in enumerate(bead) if run]
    if any(first + count != last + 1 for _, first, count, last in runs):
        return [((-1, 0, 0),)]
    if len(runs) == 1:
        number, first, count, _ = runs[0]
        return [((number, place, 1),) for place in range(first, first + count)]
    return [tuple((number, first, count) for number, first, count, _ in runs)] if runs else []


def _in_order(beads: Sequence[Segments]) -> bool:
    """Whether no bead stands before an earlier one, as in a table: then no section can."""
    reached = [0] * len(beads[0])
    for bead in beads:
        for version, run in enumerate(bead):
            if run and min(run) < reached[version]:
                return False
            reached[version] = max([reached[version], *run])
    return True


def _whole(sizes: Sequence[int]) -> list[Ints]:
    return [np.arange(size) for size in sizes]
