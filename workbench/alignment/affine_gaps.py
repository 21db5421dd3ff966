"""Affine gap penalty (Gotoh 1982) on a lattice of candidate beads.

A passage that one version lacks is one event, however many segments it has. So a gap directly
behind a gap of the same version costs less than the first one: opening is in the scores, the
extension gains ``gap_extension``. As in Gotoh's three matrices, the state of a node says which
version's gap led to it, so the lattice stays a plain one with ``versions + 1`` states a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.lattice import Lattice, distinct_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


SMALLEST = 1e-12
"""Stands for 0 where that would be divided by."""


class AffineGapLattice:
    """A lattice whose paths gain a bonus for each gap that extends another.

    Args:
        starts: Per arc the place it leaves, shape ``(arcs, versions)``.
        counts: Per arc its segments in each version.
        component: As for :class:`Lattice`.
        sources: As for :class:`Lattice`.
        sinks: As for :class:`Lattice`.
        gap_extension: Log weight, at least 0, that a gap gains directly behind another gap of
            the same version: one for all arcs, or one an arc.
    """

    def __init__(
        self,
        starts: Ints,
        counts: Ints,
        component: Ints,
        sources: Ints,
        sinks: Ints,
        gap_extension: Floats | float,
    ) -> None:
        self.component = component
        self.gap_extension = gap_extension
        versions = starts.shape[1]
        alone = (counts > 0).sum(axis=1) == 1
        own = np.argmax(counts, axis=1)
        gap = np.flatnonzero(alone)
        # States of a place: 0 … versions-1 behind a gap of that version, ``versions`` any. An arc
        # of no length leads from the former to the latter. The last column makes the sum of
        # coordinates, a node's level, the same for all states behind a gap, and one more for any.
        into = np.where(alone, own, versions)
        ends = starts + counts
        behind = distinct_rows(np.column_stack([component[gap], ends[gap], own[gap]]))[0]
        place = behind[:, 1:-1]

        def node(places: Ints, state: Ints | int) -> Ints:
            state = np.broadcast_to(state, len(places))
            return np.column_stack([2 * places, state, (state == versions) - state])

        self._arc = np.concatenate([np.arange(len(starts)), gap])
        self._plain = len(starts)
        self._lattice = Lattice(
            np.concatenate(
                [node(starts, versions), node(starts[gap], own[gap]), node(place, behind[:, -1])]
            ),
            np.concatenate([node(ends, into), node(ends[gap], own[gap]), node(place, versions)]),
            np.concatenate([component, component[gap], behind[:, 0]]),
            node(sources, versions), node(sinks, versions),
        )  # fmt: skip

    def posteriors(self, scores: Floats) -> tuple[Floats, Floats]:
        """As :meth:`Lattice.posteriors`."""
        share, total, _ = self.expected(scores)
        return share, total

    def expected(self, scores: Floats) -> tuple[Floats, Floats, Floats]:
        """As :meth:`posteriors`, and each arc's probability to extend a gap.

        The sum of the last is the derivative of the log total weight by ``gap_extension``.
        """
        extension = self._extension()
        # A gap behind a gap has two arcs: the plain one of weight 1 and the extension. Both
        # together shall weigh exp(gap_extension), so the extension weighs exp(…) - 1.
        with np.errstate(divide="ignore"):
            more = np.log(np.expm1(extension))
        found, total = self._lattice.posteriors(self._scores(scores, more))
        share = found[: self._plain]
        gap = self._arc[self._plain :]
        again = found[self._plain : len(self._arc)]
        share[gap] += again
        behind = np.zeros(self._plain)
        behind[gap] = again / np.maximum(-np.expm1(-extension), SMALLEST)
        return np.minimum(share, 1.0), total, behind

    def margins(self, scores: Floats) -> Floats:
        """As :meth:`Lattice.margins`."""
        found = self._lattice.margins(self._scores(scores, self._extension()))
        short = found[: self._plain]
        gap = self._arc[self._plain :]
        short[gap] = np.minimum(short[gap], found[self._plain : len(self._arc)])
        return short

    def best(self, scores: Floats) -> Ints:
        """As :meth:`Lattice.best`."""
        path = self._lattice.best(self._scores(scores, self._extension()))
        return self._arc[path[path < len(self._arc)]]

    def _extension(self) -> Floats:
        """The log weight of each extension."""
        every = np.broadcast_to(np.asarray(self.gap_extension, dtype=np.float64), self._plain)
        found: Floats = every[self._arc[self._plain :]]
        return found

    def _scores(self, scores: Floats, gap_extension: Floats) -> Floats:
        repeated = scores[self._arc]
        repeated[self._plain :] += gap_extension
        passing = len(self._lattice.start) - len(self._arc)
        return np.concatenate([repeated, np.zeros(passing)])
