"""Paths through a sparse lattice: forward–backward, Viterbi, and margins.

A lattice's nodes are places in the texts, its arcs are candidate beads. Its stretches (the
parts between anchors) are components that share no node. All sweeps go level by level, one
vector step a level, so time and memory are linear in the arcs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


LEAST = -1e300
"""Stands for minus infinity, which cannot be subtracted from itself."""

MOST = 2**62
"""Largest number of a row, about."""

_Level = tuple[slice, "Ints", "Ints", "Ints", "Ints"]
"""Which arcs reach the nodes of a level; where they come from, where those of each node begin,
which of the nodes each one reaches; and the nodes."""


class Lattice:
    """Arcs between places, in one or more components.

    Args:
        starts: Per arc the place it leaves, shape ``(arcs, versions)``.
        ends: Per arc the place it reaches.
        component: Per arc the number of its component, counted from 0.
        sources: Per component its first place.
        sinks: Per component its last place. A component's source is never its sink.
    """

    def __init__(
        self, starts: Ints, ends: Ints, component: Ints, sources: Ints, sinks: Ints
    ) -> None:
        count, parts = len(starts), len(sources)
        numbers = np.arange(parts)
        owner = np.concatenate([component, component, numbers, numbers])
        places = np.column_stack([owner, np.concatenate([starts, ends, sources, sinks])])
        # A node is a place with its component, so components never share one.
        distinct, node = distinct_rows(places)
        self.start, self.end = node[:count], node[count : 2 * count]
        self.source, self.sink = node[2 * count : 2 * count + parts], node[2 * count + parts :]
        self.component = component
        self.nodes = len(distinct)
        # Every arc takes at least one segment, so the sum of coordinates orders the nodes.
        level = distinct[:, 1:].sum(axis=1)
        level -= level[self.source][distinct[:, 0]]
        # Forward and backward side by side: the second half of the nodes is swept from the end.
        self._sweep = _Sweep(
            np.concatenate([self.start, self.end + self.nodes]),
            np.concatenate([self.end, self.start + self.nodes]),
            np.concatenate([level[self.end], level.max() - level[self.start]]),
            2 * self.nodes,
        )
        self._corners = np.concatenate([self.source, self.sink + self.nodes])

    def posteriors(self, scores: Floats) -> tuple[Floats, Floats]:
        """Each arc's probability when a path weighs ``exp`` of its arcs' sum.

        Args:
            scores: Per arc, natural logarithms.

        Returns:
            Per arc its probability; per component the logarithm of the total weight
            (minus infinity where no path leads through).
        """
        into, out = np.split(self._sweep.total(self._corners, np.tile(scores, 2)), 2)
        total = into[self.sink]
        whole = np.where(np.isfinite(total), total, 0)[self.component]
        with np.errstate(over="ignore"):
            found = np.exp(into[self.start] + scores + out[self.end] - whole)
        return np.minimum(found, 1.0), total

    def margins(self, scores: Floats) -> Floats:
        """Per arc, by how much the best path through it falls short of the best of all."""
        into, out = np.split(self._sweep.best(self._corners, np.tile(scores, 2)), 2)
        return into[self.sink][self.component] - (into[self.start] + scores + out[self.end])

    def best(self, values: Floats) -> Ints:
        """The arcs of each component's path of the greatest sum, along the path.

        Components through which no path leads have none.
        """
        into = self._sweep.best(self._corners, np.tile(values, 2))
        # Backtracking needs no pointers: the arc that gave a node its best sum is found again.
        found: list[int] = []
        for source, sink in zip(self.source.tolist(), self.sink.tolist(), strict=True):
            if not np.isfinite(into[sink]):
                continue
            path, node = [], sink
            while node != source:
                arcs = self._sweep.into(node)
                # Of equal arcs the first one counts.
                arc = int(arcs[np.argmax(into[self.start[arcs]] + values[arcs])])
                path.append(arc)
                node = int(self.start[arc])
            found += reversed(path)
        return np.array(found, dtype=np.int64)


def distinct_rows(rows: Ints) -> tuple[Ints, Ints]:
    """The distinct rows in order, and the number of each row's own."""
    # A row as one number, whose digits are the columns.
    key, limit = np.zeros(len(rows), dtype=np.int64), 1
    for column in rows.T if len(rows) else ():
        least = int(column.min())
        base = int(column.max()) - least + 1
        if limit * base > MOST:
            limit, key = len(rows), np.unique(key, return_inverse=True)[1]
        limit *= base
        key = key * base + (column - least)
    order = np.argsort(key)
    ordered = key[order]
    new = np.diff(ordered, prepend=-1) != 0
    number = np.empty(len(rows), dtype=np.int64)
    number[order] = np.cumsum(new) - 1
    return rows[order[new]], number


class _Sweep:
    """Arcs in the order in which a sweep needs them, cut into levels."""

    def __init__(self, origin: Ints, target: Ints, level: Ints, nodes: int) -> None:
        self._order = np.argsort(level * nodes + target, kind="stable")
        origin, target, level = origin[self._order], target[self._order], level[self._order]
        first = np.flatnonzero(np.diff(target, prepend=-1))
        width = np.diff(np.append(first, len(target)))
        stops = np.flatnonzero(np.diff(level[first], append=np.iinfo(np.int64).max)) + 1
        bounds = np.append(first, len(target))
        reached = target[first]
        owner = np.repeat(np.arange(len(first)), width)
        self._levels: list[_Level] = []
        low = 0
        for high in stops.tolist() if len(first) else []:
            arcs = slice(int(bounds[low]), int(bounds[high]))
            self._levels.append(
                (
                    arcs, origin[arcs], first[low:high] - arcs.start, owner[arcs] - low,
                    reached[low:high],
                )
            )  # fmt: skip
            low = high
        self._place = np.zeros(nodes, dtype=np.int64)
        self._size = np.zeros(nodes, dtype=np.int64)
        self._place[reached], self._size[reached] = first, width

    def total(self, sources: Ints, scores: Floats) -> Floats:
        """Per node the logarithm of the weight of all paths to it."""
        into = np.full(len(self._place), LEAST)
        into[sources] = 0
        scores = scores[self._order]
        np.maximum(scores, LEAST, out=scores)
        largest, summed = np.maximum.reduceat, np.add.reduceat
        for arcs, origin, first, owner, reached in self._levels:
            value = into[origin]
            value += scores[arcs]
            # Each node's best summand keeps its exponentials in range; components share
            # levels, so the level's best would not.
            most = largest(value, first)
            value -= most[owner]
            weight = summed(np.exp(value, out=value), first)
            most += np.log(weight, out=weight)
            into[reached] = most
        into[into < LEAST / 2] = -np.inf
        return into

    def best(self, sources: Ints, scores: Floats) -> Floats:
        """Per node the greatest sum of a path to it."""
        into = np.full(len(self._place), -np.inf)
        into[sources] = 0
        scores = scores[self._order]
        largest = np.maximum.reduceat
        for arcs, origin, first, _, reached in self._levels:
            value = into[origin]
            value += scores[arcs]
            into[reached] = largest(value, first)
        return into

    def into(self, node: int) -> Ints:
        """The arcs that lead to a node, in order."""
        first = self._place[node]
        arcs: Ints = self._order[first : first + self._size[node]]
        return arcs
