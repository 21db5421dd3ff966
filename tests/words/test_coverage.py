"""How much of a segment's words have counterparts elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.words import Likeness, mutual_coverage
from workbench.words import coverage as module


@pytest.mark.parametrize("cells", [1, 200, 1_000_000])
def test_coverage_is_what_counting_word_by_word_gives(
    monkeypatch: pytest.MonkeyPatch, cells: int
) -> None:
    """In both directions, for runs of all lengths, however the segments fall into blocks."""
    monkeypatch.setattr(module, "CELLS", cells)
    draw = np.random.default_rng(5)
    drawn = [draw.normal(size=(count, 8)).astype(np.float32) for count in (30, 25)]
    vectors = [rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in drawn]
    weights = [draw.random(len(rows)).astype(np.float32) for rows in vectors]
    # Segments without words among them, and at the end.
    places = [
        [np.unique(draw.integers(0, len(rows), draw.integers(0, 6))) for _ in range(count)] + [none]
        for rows, count, none in zip(vectors, (14, 12), [np.empty(0, np.int64)] * 2, strict=True)
    ]
    left, right = places
    likeness = Likeness(vectors[0], vectors[1], (30, 25))
    likeness.learn(np.array([3, 4, 3]), np.array([5, 6, 7]), np.array([1, 0.9, 0.6], np.float32))
    likeness.learn(np.array([3]), np.array([7]), np.array([0.8], np.float32))
    alike = vectors[0] @ vectors[1].T
    for one, other, strength in ((3, 5, 1.0), (4, 6, 0.9), (3, 7, 0.8)):
        alike[one, other] = max(alike[one, other], strength)
    counted = np.clip((alike - 0.2) / 0.6, 0, 1)
    low = np.clip(np.arange(len(left)) - 3, 0, len(right))
    high = np.clip(np.arange(len(left)) + 4, 0, len(right))
    high[5] = low[5]
    high = np.minimum.accumulate(high[::-1])[::-1]
    low = np.minimum(low, high)
    forth, back = mutual_coverage(
        left, right, likeness, (weights[0], weights[1]), low, high, 4, (0.2, 0.8)
    )
    for i, words in enumerate(left):
        for first in range(low[i], high[i]):
            for length in range(1, min(4, high[i] - first) + 1):
                run = np.concatenate(right[first : first + length]).astype(np.int64)
                best = counted[np.ix_(words, run)].max(axis=1, initial=0)
                found = forth.covered(np.array([i]), np.array([first]), np.array([length]))
                assert found[0] == pytest.approx(weights[0][words] @ best, abs=1e-5)
    for j, words in enumerate(right):
        reach = [i for i in range(len(left)) if low[i] <= j < high[i]]
        for first in reach:
            for length in range(1, min(4, reach[-1] + 1 - first) + 1):
                run = np.concatenate(left[first : first + length]).astype(np.int64)
                best = counted[np.ix_(run, words)].max(axis=0, initial=0)
                found = back.covered(np.array([j]), np.array([first]), np.array([length]))
                assert found[0] == pytest.approx(weights[1][words] @ best, abs=1e-5)
