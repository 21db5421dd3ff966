"""Beads over three and more texts, from the candidate beads of all their pairs.

The texts are taken one after the other. A candidate group of the first ones is joined with
every run of the next text that is a candidate with each of them, so no group holds a pair
that its pair's own features rule out, and no two pairs can contradict each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.bead import Runs
from workbench.alignment.lattice import Lattice
from workbench.alignment.shapes import LONGEST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

SHAPES = LONGEST + 1


@dataclass(frozen=True, slots=True)
class Groups:
    """Candidate groups: runs of some versions, and what their pairs score."""

    starts: Ints
    """Shape ``(groups, versions)``."""

    counts: Ints
    """Segments of each version; shape ``(groups, versions)``."""

    component: Ints
    linked: Floats
    """Sum of the scores of the pairs that are both there."""

    lacking: Floats
    """Sum of the scores of the single segments in pairs of which one is not there."""


class PairTable:
    """The candidate beads of a pair, found by their runs."""

    def __init__(self, beads: Ints, scores: Floats, component: Ints) -> None:
        self._span = int(beads[:, 1].max(initial=0)) + 2
        # A bead is one integer, so looking beads up is a binary search over a sorted array.
        keys = self._keys(*beads.T)
        order = np.argsort(keys)
        self.keys, self.scores = keys[order], scores[order]
        self.beads, self.component = beads[order], component[order]

    def score(self, i: Ints, j: Ints, a: Ints, b: Ints) -> Floats:
        """Scores of beads; of several single segments where one run is empty; else -inf."""
        alone = (a == 0) | (b == 0)
        # The pair's table has gaps of one segment only: a longer gap is the sum of single ones.
        fits = (a <= LONGEST) & (b <= LONGEST)
        a, b = np.minimum(a, LONGEST), np.minimum(b, LONGEST)
        total = self._single(i, j, np.where(alone, np.minimum(a, 1), a),
                             np.where(alone, np.minimum(b, 1), b))  # fmt: skip
        total[(a == 0) & (b == 0)] = 0
        total[~fits] = -np.inf
        for step in range(1, LONGEST):
            more = np.flatnonzero(alone & (np.maximum(a, b) > step))
            if not len(more):
                break
            left = (a[more] > 0).astype(np.int64)
            total[more] += self._single(
                i[more] + step * left, j[more] + step * (1 - left), left, 1 - left
            )
        return total

    def with_left(self, i: Ints, a: Ints) -> tuple[Ints, Ints]:
        """For each left run the rows of beads that have it: ``(which run, bead row)``."""
        run = self.beads[:, 0] * SHAPES + self.beads[:, 2]
        order = np.argsort(run, kind="stable")
        asked = i * SHAPES + a
        first = np.searchsorted(run[order], asked, side="left")
        last = np.searchsorted(run[order], asked, side="right")
        which = np.repeat(np.arange(len(i)), last - first)
        step = np.arange(len(which)) - np.repeat(
            np.cumsum(last - first) - (last - first), last - first
        )
        return which, order[np.repeat(first, last - first) + step]

    def _keys(self, i: Ints, j: Ints, a: Ints, b: Ints) -> Ints:
        return ((i * self._span + j) * SHAPES + a) * SHAPES + b

    def _single(self, i: Ints, j: Ints, a: Ints, b: Ints) -> Floats:
        if not len(self.keys):
            return np.full(len(i), -np.inf)
        keys = self._keys(i, j, a, b)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        hit = (self.keys[place] == keys) & (j + 1 < self._span) & (j >= 0)
        return np.where(hit, self.scores[place], -np.inf)


def groups(tables: Mapping[tuple[int, int], PairTable], corners: Ints, weights: Floats) -> Groups:
    """All groups whose pairs are candidates; of four texts and more the likely ones.

    Args:
        tables: For each pair of versions (the lower number first) its candidates.
        corners: First and last place of each stretch in each version, at least two;
            shape ``(stretches, versions, 2)``.
        weights: Of the features, to tell the likely ones.
    """
    versions = corners.shape[1]
    first = tables[0, 1]
    linked = (first.beads[:, 2] > 0) & (first.beads[:, 3] > 0)
    found = Groups(
        first.beads[:, :2], first.beads[:, 2:], first.component,
        np.where(linked, first.scores, 0.0), np.where(linked, 0.0, first.scores),
    )  # fmt: skip
    for version in range(2, versions):
        found = _joined(found, tables, version)
        if version + 1 < versions:
            found = _likely(found, corners[:, : version + 1], weights)
    return found


def _likely(found: Groups, corners: Ints, weights: Floats) -> Groups:
    """The groups on paths that fall short of the best by ``WITHIN`` at most."""
    lattice = Lattice(
        found.starts, found.starts + found.counts, found.component,
        corners[:, :, 0], corners[:, :, 1],
    )  # fmt: skip
    with np.errstate(invalid="ignore"):
        margins = lattice.margins(group_features(found) @ weights)
        most = MOST * int((corners[:, :, 1] - corners[:, :, 0]).sum())
        limit = np.sort(margins)[most] if len(margins) > most else WITHIN
        fits = margins <= min(limit, WITHIN)
    # A stretch that no path crosses keeps all.
    crossed = np.bincount(found.component[fits], minlength=len(corners)) > 0
    fits |= ~crossed[found.component]
    return Groups(
        found.starts[fits], found.counts[fits], found.component[fits],
        found.linked[fits], found.lacking[fits],
    )  # fmt: skip


MOST = 30
"""Such groups for each segment at most."""

WITHIN = 8.0
"""Log weight by which a group of some of the texts may fall short, if more texts follow."""


def _joined(found: Groups, tables: Mapping[tuple[int, int], PairTable], version: int) -> Groups:
    """The groups with one more version."""
    parts = []
    for lead in range(version):
        # Each group is joined through the first of its versions that has a segment.
        own = np.flatnonzero(
            (found.counts[:, lead] > 0) & (found.counts[:, :lead] == 0).all(axis=1)
        )
        table = tables[lead, version]
        which, row = table.with_left(
            found.starts[own, lead], np.minimum(found.counts[own, lead], 8)
        )
        parts.append((own[which], table.beads[row, 1], table.beads[row, 3]))
        # Where the new version is empty only beads of one segment are in the table.
        several = own[found.counts[own, lead] > 1]
        which, row = table.with_left(found.starts[several, lead], np.ones_like(several))
        empty = table.beads[row, 3] == 0
        parts.append((several[which[empty]], table.beads[row[empty], 1], 0 * row[empty]))
    group = np.concatenate([part[0] for part in parts])
    starts = np.column_stack([found.starts[group], np.concatenate([part[1] for part in parts])])
    counts = np.column_stack([found.counts[group], np.concatenate([part[2] for part in parts])])
    joined = Groups(
        starts, counts, found.component[group], found.linked[group], found.lacking[group]
    )
    return _scored(_stacked(joined, _alone(found, tables, version)), tables, version)


def _alone(found: Groups, tables: Mapping[tuple[int, int], PairTable], version: int) -> Groups:
    """Single segments of the new version at every place that the groups touch."""
    places = np.unique(
        np.concatenate(
            [
                np.column_stack([found.component, found.starts]),
                np.column_stack([found.component, found.starts + found.counts]),
            ]
        ),
        axis=0,
    )
    table = tables[0, version]
    which, row = table.with_left(places[:, 1], np.zeros(len(places), dtype=np.int64))
    same = table.component[row] == places[which, 0]
    which, row = which[same], row[same]
    starts = np.column_stack([places[which, 1:], table.beads[row, 1]])
    counts = np.zeros_like(starts)
    counts[:, -1] = 1
    none = np.zeros(len(starts))
    return Groups(starts, counts, places[which, 0], none, none)


def _stacked(one: Groups, other: Groups) -> Groups:
    return Groups(
        np.concatenate([one.starts, other.starts]), np.concatenate([one.counts, other.counts]),
        np.concatenate([one.component, other.component]),
        np.concatenate([one.linked, other.linked]), np.concatenate([one.lacking, other.lacking]),
    )  # fmt: skip


def _scored(found: Groups, tables: Mapping[tuple[int, int], PairTable], version: int) -> Groups:
    """The groups that all pairs with the new version allow, with those pairs' scores added."""
    linked, lacking = found.linked.copy(), found.lacking.copy()
    there = found.counts[:, version] > 0
    for other in range(version):
        score = tables[other, version].score(
            found.starts[:, other], found.starts[:, version],
            found.counts[:, other], found.counts[:, version],
        )  # fmt: skip
        both = there & (found.counts[:, other] > 0)
        linked += np.where(both, score, 0.0)
        lacking += np.where(both, 0.0, score)
    fits = np.isfinite(linked) & np.isfinite(lacking)
    return Groups(
        found.starts[fits], found.counts[fits], found.component[fits], linked[fits], lacking[fits]
    )


def given(
    runs: Sequence[Runs], component: Sequence[int], tables: Mapping[tuple[int, int], PairTable]
) -> Groups:
    """Groups that are to be candidates whatever their pairs say.

    Args:
        runs: Their runs.
        component: Their stretches.
        tables: The pairs' candidates; what is none of them counts as barely one.
    """
    bounds = np.array(runs, dtype=np.int64)
    starts, counts = bounds[:, :, 0], bounds[:, :, 1] - bounds[:, :, 0]
    linked, lacking = np.zeros(len(starts)), np.zeros(len(starts))
    for (one, other), table in tables.items():
        score = table.score(starts[:, one], starts[:, other], counts[:, one], counts[:, other])
        score = np.where(np.isfinite(score), score, BARELY)
        both = (counts[:, one] > 0) & (counts[:, other] > 0)
        linked += np.where(both, score, 0.0)
        lacking += np.where(both, 0.0, score)
    return Groups(starts, counts, np.array(component, dtype=np.int64), linked, lacking)


def together(one: Groups, other: Groups) -> Groups:
    """Both, each group once."""
    both = _stacked(one, other)
    rows = np.column_stack([both.component, both.starts, both.counts])
    _, first = np.unique(rows, axis=0, return_index=True)
    return Groups(
        both.starts[first], both.counts[first], both.component[first],
        both.linked[first], both.lacking[first],
    )  # fmt: skip


BARELY = -20.0
"""Score of a pair in a group whose own features do not support it."""

NAMES = ("linked", "lacking", "lacks one", "lacks more", "larger", "unlike sizes", "all single")
"""What a group's score is made of; see :func:`group_features`."""


def group_features(found: Groups) -> Floats:
    """The features of each group, shape ``(groups, len(NAMES))``."""
    counts = found.counts
    versions = counts.shape[1]
    lacking = (counts == 0).sum(axis=1)
    out = np.zeros((len(counts), len(NAMES)))
    # Pairs share their texts, so the more versions, the less each pair says anew.
    out[:, 0] = found.linked * 2 / versions
    out[:, 1] = found.lacking * 2 / versions
    out[:, 2] = (lacking > 0) & (lacking < versions - 1)
    out[:, 3] = lacking == versions - 1
    out[:, 4] = np.maximum(counts - 1, 0).sum(axis=1) * 2 / versions
    out[:, 5] = sum(
        np.where((counts[:, a] > 0) & (counts[:, b] > 0), np.abs(counts[:, a] - counts[:, b]), 0)
        for a, b in combinations(range(versions), 2)
    ) * 2 / versions  # fmt: skip
    out[:, 6] = (counts == 1).all(axis=1)
    return out
