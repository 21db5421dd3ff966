"""Segments without counterpart that follow each other."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.alignment.gaps import CONTINUED, Gaps

STARTS = np.array([(0, 0), (0, 0), (1, 0), (2, 0), (0, 0), (1, 1), (2, 1)])
COUNTS = np.array([(3, 1), (1, 0), (1, 0), (1, 1), (1, 1), (1, 0), (1, 0)])
SCORES = np.array([-3.0, -3.0, -3.0, 2.5, 0.5, -3.0, -3.0])
PATHS = ([0], [1, 2, 3], [4, 5, 6])
"""One bead of all, two gaps before a link, two gaps behind a link."""


@pytest.fixture
def lattice() -> Gaps:
    """Three segments beside one."""
    none = np.zeros(len(STARTS), dtype=np.int64)
    return Gaps(STARTS, COUNTS, none, np.array([[0, 0]]), np.array([[3, 1]]))


def test_a_second_gap_costs_less(lattice: Gaps) -> None:
    totals = [SCORES[0], SCORES[1:4].sum() + CONTINUED, SCORES[4:].sum() + CONTINUED]
    assert totals[1] == max(totals)
    assert SCORES[0] > SCORES[1:4].sum()
    assert lattice.best(SCORES).tolist() == [1, 2, 3]
    weights = np.exp(totals)
    probability, whole = lattice.posteriors(SCORES)
    assert whole == pytest.approx([np.log(weights.sum())])
    for path, weight in zip(PATHS, weights, strict=True):
        assert probability[path] == pytest.approx(weight / weights.sum())


def test_how_far_each_arc_falls_short(lattice: Gaps) -> None:
    found = lattice.margins(SCORES)
    assert found[[1, 2, 3]] == pytest.approx(0)
    assert found[0] == pytest.approx(SCORES[1:4].sum() + CONTINUED - SCORES[0])
    assert found[[4, 5, 6]] == pytest.approx(2)
