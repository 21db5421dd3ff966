"""A lattice in which a segment without counterpart seldom comes alone.

A passage that one version lacks is one event, not as many as it has segments: what follows a
segment without counterpart in the same version is likelier to have none either (affine gap
costs; Gotoh 1982). The lattice is a plain one over places and what came before them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.lattice import Lattice

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


class Gaps:
    """Arcs between places, with a bonus for one gap behind another.

    Args:
        starts: Per arc the place it leaves, shape ``(arcs, versions)``.
        counts: Per arc its segments in each version.
        component: As for :class:`Lattice`.
        sources: As for :class:`Lattice`.
        sinks: As for :class:`Lattice`.
        continued: Log weight, at least 0, that a segment without counterpart gains behind
            another one of its version.
    """

    def __init__(
        self,
        starts: Ints,
        counts: Ints,
        component: Ints,
        sources: Ints,
        sinks: Ints,
        continued: float,
    ) -> None:
        self.component = component
        self.continued = continued
        versions = starts.shape[1]
        alone = (counts > 0).sum(axis=1) == 1
        own = np.argmax(counts, axis=1)
        gap = np.flatnonzero(alone)
        # States: behind a gap of each version, and any; an arc of no length leads from the
        # former to the latter, so levels are places times states.
        many = versions + 1
        into = np.where(alone, own, versions)
        ends = starts + counts
        behind = np.unique(np.column_stack([component[gap], ends[gap], own[gap]]), axis=0)
        place = behind[:, 1:-1]

        def node(places: Ints, state: Ints | int) -> Ints:
            return np.column_stack([many * places, np.broadcast_to(state, len(places))])

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
        """As :meth:`posteriors`, and each arc's probability to stand behind a gap of its version.

        The sum of these is what the logarithm of the total weight grows by with ``continued``.
        """
        if not self.continued:
            never = np.full(len(self._arc) - self._plain, -np.inf)
            share, total = self._lattice.posteriors(self._scores(scores, never))
            return share[: self._plain], total, np.zeros(self._plain)
        # A gap behind a gap is also reached as if nothing had come before it, for a weight of 1.
        more = math.log(math.expm1(self.continued))
        found, total = self._lattice.posteriors(self._scores(scores, more))
        share = found[: self._plain]
        gap = self._arc[self._plain :]
        again = found[self._plain : len(self._arc)]
        share[gap] += again
        behind = np.zeros(self._plain)
        behind[gap] = again / -math.expm1(-self.continued)
        return np.minimum(share, 1.0), total, behind

    def margins(self, scores: Floats) -> Floats:
        """As :meth:`Lattice.margins`."""
        found = self._lattice.margins(self._scores(scores, self.continued))
        short = found[: self._plain]
        gap = self._arc[self._plain :]
        short[gap] = np.minimum(short[gap], found[self._plain : len(self._arc)])
        return short

    def best(self, scores: Floats) -> Ints:
        """As :meth:`Lattice.best`."""
        path = self._lattice.best(self._scores(scores, self.continued))
        return self._arc[path[path < len(self._arc)]]

    def _scores(self, scores: Floats, continued: Floats | float) -> Floats:
        repeated = scores[self._arc]
        repeated[self._plain :] += continued
        passing = len(self._lattice.start) - len(self._arc)
        return np.concatenate([repeated, np.zeros(passing)])
