"""Segments without counterpart that follow each other."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.alignment.affine_gaps import AffineGapLattice

STARTS = np.array([(0, 0), (0, 0), (1, 0), (2, 0), (0, 0), (1, 1), (2, 1)])
COUNTS = np.array([(3, 1), (1, 0), (1, 0), (1, 1), (1, 1), (1, 0), (1, 0)])
SCORES = np.array([-3.0, -3.0, -3.0, 2.5, 0.5, -3.0, -3.0])
CONTINUED = 1.0
PATHS = ([0], [1, 2, 3], [4, 5, 6])
"""One bead of all, two gaps before a link, two gaps behind a link."""


@pytest.fixture
def lattice() -> AffineGapLattice:
    """Three segments beside one."""
    none = np.zeros(len(STARTS), dtype=np.int64)
    return AffineGapLattice(STARTS, COUNTS, none, np.array([[0, 0]]), np.array([[3, 1]]), CONTINUED)


def test_a_second_gap_costs_less(lattice: AffineGapLattice) -> None:
    totals = [SCORES[0], SCORES[1:4].sum() + CONTINUED, SCORES[4:].sum() + CONTINUED]
    assert totals[1] == max(totals)
    assert SCORES[0] > SCORES[1:4].sum()
    assert lattice.best(SCORES).tolist() == [1, 2, 3]
    weights = np.exp(totals)
    probability, whole = lattice.posteriors(SCORES)
    assert whole == pytest.approx([np.log(weights.sum())])
    for path, weight in zip(PATHS, weights, strict=True):
        assert probability[path] == pytest.approx(weight / weights.sum())


def test_a_second_gap_may_cost_as_much(lattice: AffineGapLattice) -> None:
    lattice.gap_extension = 0.0
    assert lattice.best(SCORES).tolist() == [0]
    weights = np.exp([SCORES[path].sum() for path in PATHS])
    probability, whole, number = lattice.expected(SCORES)
    assert whole == pytest.approx([np.log(weights.sum())])
    assert probability[[0, 1, 4]] == pytest.approx(weights / weights.sum())
    assert not number.any()


@pytest.mark.parametrize("gap_extension", [0.01, 0.5, 2.0])
def test_the_number_of_gaps_behind_gaps_is_the_slope(
    lattice: AffineGapLattice, gap_extension: float
) -> None:
    lattice.gap_extension = gap_extension
    *_, number = lattice.expected(SCORES)
    totals = []
    for step in (-1e-5, 1e-5):
        lattice.gap_extension = gap_extension + step
        totals.append(lattice.posteriors(SCORES)[1])
    assert (totals[1] - totals[0]) / 2e-5 == pytest.approx(number.sum(), rel=1e-4)


def test_how_far_each_arc_falls_short(lattice: AffineGapLattice) -> None:
    found = lattice.margins(SCORES)
    assert found[[1, 2, 3]] == pytest.approx(0)
    assert found[0] == pytest.approx(SCORES[1:4].sum() + CONTINUED - SCORES[0])
    assert found[[4, 5, 6]] == pytest.approx(2)
