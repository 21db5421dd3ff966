"""``align``: the beads of two to five versions of a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

import numpy as np

from workbench.alignment.bead import Bead, Beads, Version
from workbench.alignment.walls import Runs, between, in_order
from workbench.embedding import Encoder, VectorCache
from workbench.errors import WorkbenchError

Progress = Callable[[float, str], None]
MOST_VERSIONS = 5
SHAPES = [(a, b) for a in range(5) for b in range(5) if 0 < a + b <= 5 and (a * b or a + b == 1)]


def align(
    versions: Sequence[Version],
    encoder: Encoder | None,
    *,
    cache: VectorCache | None = None,
    walls: Sequence[Runs] = (),
    progress: Progress | None = None,
) -> Beads:
    """Group the segments of all versions into beads.

    Args:
        versions: Two to five versions of one text.
        encoder: What makes vectors; None to do with lengths alone.
        cache: Keeps what the encoder computes.
        walls: Beads (in the shape of :attr:`Bead.runs`) that are kept as they are.
        progress: Told the share done (0 to 1) and the phase.

    Raises:
        WorkbenchError: Too few or too many versions, or walls that contradict each other.
    """
    if not 2 <= len(versions) <= MOST_VERSIONS:
        raise WorkbenchError(
            f"{len(versions)} documents cannot be aligned", remedy="give two to five of them"
        )
    sizes = [len(version.segments) for version in versions]
    ordered = in_order(walls, sizes)
    sums = []
    for place, version in enumerate(versions):
        if progress:
            progress(0.8 * place / len(versions), "encoding")
        texts = [unicodedata.normalize("NFC", text) for text in version.segments]
        if encoder is not None:
            sums.append(cache.sums(encoder, texts) if cache else encoder.sums(texts))
    beads = []
    for stretch, wall in between(ordered, sizes):
        pairs = []
        for other in range(1, len(versions)):
            (a, b), (c, d) = stretch[0], stretch[other]
            sims = {}
            if encoder is not None:
                left = [encoder.runs(sums[0][a:b], k) for k in range(1, 5)]
                right = [encoder.runs(sums[other][c:d], k) for k in range(1, 5)]
                sims = {
                    (p, q): left[p - 1] @ right[q - 1].T for p, q in SHAPES if p and q
                }
            pairs.append(_pair(b - a, d - c, sims))
        beads += _joined(stretch, pairs)
        if wall is not None:
            beads.append(Bead(wall, None))
    if progress:
        progress(1.0, "aligning")
    return Beads(tuple(beads))


def _pair(n: int, m: int, sims: dict) -> list[tuple[int, int, int, int]]:
    best = np.full((n + 1, m + 1), -np.inf)
    back = np.zeros((n + 1, m + 1), dtype=np.int64)
    best[0, 0] = 0
    for i in range(n + 1):
        for j in range(m + 1):
            for k, (p, q) in enumerate(SHAPES):
                if p > i or q > j:
                    continue
                s = -0.2 if not p * q else (
                    (sims[p, q][i - p, j - q] - 0.3) * (p + q) - 0.1 * (p + q - 2)
                    if sims else -abs(i - p - (j - q)) * 0.01 - 0.1 * (p + q - 2))
                if (v := best[i - p, j - q] + s) > best[i, j]:
                    best[i, j], back[i, j] = v, k
    path = []
    i, j = n, m
    while i or j:
        p, q = SHAPES[back[i, j]]
        path.append((i - p, i, j - q, j))
        i, j = i - p, j - q
    return path[::-1]


def _joined(stretch: Runs, pairs: list) -> list[Bead]:
    """Beads over all versions: components of the pairs with the first."""
    n = stretch[0][1] - stretch[0][0]
    cuts = set(range(1, n))
    for path in pairs:
        for a, b, _, _ in path:
            cuts -= set(range(a + 1, b))
    edges = [0, *sorted(cuts), n] if n else [0]
    rows = [[(a, b)] for a, b in zip(edges, edges[1:])]
    beads = []
    for k, path in enumerate(pairs):
        where = {}
        for row, [(a, b), *_] in enumerate(rows):
            for x in range(a, b):
                where[x] = row
        spans = {}
        for a, b, c, d in path:
            if a < b and c < d:
                old = spans.get(where[a], (c, d))
                spans[where[a]] = (min(old[0], c), max(old[1], d))
        place = 0
        for row, r in enumerate(rows):
            span = spans.get(row, (place, place))
            r.append(span)
            place = span[1]
    out = []
    ends = [0] * (len(pairs) + 1)
    total = [b - a for a, b in stretch]
    for r in [*rows, [(t, t) for t in total]]:
        for k, (c, _) in enumerate(r):
            for x in range(ends[k], c):
                out.append(tuple((x, x + 1) if z == k else (ends[z], ends[z]) for z in range(len(r))))
                ends[k] = x + 1
        if any(c < d for c, d in r):
            out.append(tuple(r))
            ends = [d for _, d in r]
    offs = [a for a, _ in stretch]
    return [Bead(tuple((c + o, d + o) for (c, d), o in zip(r, offs)), 0.5) for r in out]
