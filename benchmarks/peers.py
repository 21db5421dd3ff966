"""Other programs that align, and plain floors of our own, all as functions of two texts.

Each takes two versions and gives beads ``(i, j, a, b)``: ``a`` segments of the first from
``i``, ``b`` of the second from ``j``.
"""

import itertools
import math
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.alignment import Version
from workbench.embedding import Encoder, VectorCache

Floats = NDArray[np.float32]
Beads = list[tuple[int, int, int, int]]
Pairwise = Callable[[Version, Version], Beads]

SHAPES = {(1, 1): 0.0, (1, 0): 4.5, (0, 1): 4.5, (2, 1): 2.3, (1, 2): 2.3, (2, 2): 4.4}
"""Gale and Church's bead shapes with the negative logarithm of their odds."""

LARGER = 0.2
"""What each further segment of a bead costs in the cosine floor."""

AWAY = np.linspace(0, 12, 4801)
TAIL = -np.log([max(math.erfc(away / math.sqrt(2)), 1e-30) for away in AWAY])
"""Two-sided tail of the normal distribution, as a cost."""


def vectors(
    encoder: Encoder, cache: VectorCache | None, version: Version, longest: int
) -> list[Floats]:
    """Of each length of run the unit vectors of all runs."""
    segments = list(version.segments)
    sums = encoder.sums(segments) if cache is None else cache.sums(encoder, segments)
    return [encoder.runs(sums, length) for length in range(1, longest + 1)]


def gale_church(left: Version, right: Version) -> Beads:
    """Gale and Church (1993): lengths in characters and six bead shapes."""
    ours = np.cumsum([0, *(len(text) for text in left.segments)]).astype(float)
    theirs = np.cumsum([0, *(len(text) for text in right.segments)]).astype(float)
    ratio = theirs[-1] / max(ours[-1], 1.0) or 1.0

    # Their variance holds for a letter; lengths are counted in those of the longer text.
    ours, theirs = ours * max(ratio, 1.0), theirs * max(1 / ratio, 1.0)

    def cost(row: int, a: int, b: int) -> Floats:
        one = ours[row] - ours[row - a]
        other = theirs[b:] - theirs[: len(theirs) - b]
        away = np.abs(one - other) / np.sqrt(6.8 * np.maximum((one + other) / 2, 1.0))
        found: Floats = (SHAPES[a, b] + np.interp(away, AWAY, TAIL)).astype(np.float32)
        return found

    return cheapest(len(left.segments), len(right.segments), cost, list(SHAPES))


def cosine(encoder: Encoder, cache: VectorCache | None) -> Pairwise:
    """Similarity alone: each bead counts its cosine above a threshold, for each segment.

    Without a price for larger beads, everything would be joined: longer texts are more alike.
    """
    shapes = [(a, b) for a in range(1, 5) for b in range(1, 5) if min(a, b) == 1 or a + b < 6]

    def pairwise(left: Version, right: Version) -> Beads:
        ours, theirs = (vectors(encoder, cache, version, 4) for version in (left, right))

        def cost(row: int, a: int, b: int) -> Floats:
            if not a or not b:
                return np.zeros(len(right.segments) + 1 - b, dtype=np.float32)
            found: Floats = (0.4 - theirs[b - 1] @ ours[a - 1][row - a]) * (a + b) + LARGER * (
                a + b - 2
            )
            return found

        size = len(left.segments), len(right.segments)
        return cheapest(*size, cost, [*shapes, (1, 0), (0, 1)])

    return pairwise


def cheapest(
    left: int,
    right: int,
    cost: Callable[[int, int, int], Floats],
    shapes: Sequence[tuple[int, int]],
) -> Beads:
    """The path of the least cost through the whole matrix.

    Args:
        left: Segments of the first text.
        right: Segments of the second.
        cost: ``cost(row, a, b)``: what beads cost that take the ``a`` segments before ``row``
            and the ``b`` before each column from ``b`` on.
        shapes: Of beads; (0, 1) among them.
    """
    best = np.full((left + 1, right + 1), np.inf, dtype=np.float32)
    chosen = np.zeros((left + 1, right + 1), dtype=np.int8)
    alone = shapes.index((0, 1))
    for row in range(left + 1):
        line = best[row]
        if row == 0:
            line[0] = 0
        for number, (a, b) in enumerate(shapes):
            if not a or a > row or b > right:
                continue
            value = best[row - a, : right + 1 - b] + cost(row, a, b)
            better = value < line[b:]
            line[b:][better] = value[better]
            chosen[row, b:][better] = number
        # Along a row: the least of all that came before, and the single segments since.
        steps = np.concatenate([[0], np.cumsum(cost(row, 0, 1))]).astype(np.float32)
        along = np.minimum.accumulate(line - steps) + steps
        moved = along < line - 1e-4
        line[moved] = along[moved]
        chosen[row, moved] = alone
    path: Beads = []
    row, column = left, right
    while row or column:
        a, b = shapes[chosen[row, column]] if row else (0, 1)
        row, column = row - a, column - b
        path.append((row, column, a, b))
    return path[::-1]


def vecalign(encoder: Encoder, cache: VectorCache | None) -> Pairwise:
    """Vecalign's algorithm (Thompson and Koehn 2019, package ``sentweave``), the same vectors."""
    import sentweave

    def pairwise(left: Version, right: Version) -> Beads:
        # It asks for the runs of each length in turn, first of one text, then of the other.
        asked = iter([v for side in (left, right) for v in vectors(encoder, cache, side, 7)])

        def encode(texts: Sequence[str]) -> Floats:
            runs = next(asked)
            padding = np.full((len(texts) - len(runs), encoder_size), 1e-3, dtype=np.float32)
            return np.concatenate([padding, runs]) if len(runs) else padding

        encoder_size = vectors(encoder, cache, left, 1)[0].shape[1]
        found = sentweave.align(
            list(left.segments), list(right.segments), encode, alignment_max_size=7
        )
        return _placed([(bead.src_indices, bead.tgt_indices) for bead in found.alignments])

    return pairwise


def _placed(found: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Beads:
    """Beads given by their segments, with places for what is empty."""
    beads: Beads = []
    i = j = 0
    for ours, theirs in found:
        beads.append((i, j, len(ours), len(theirs)))
        i, j = i + len(ours), j + len(theirs)
    return beads


def galechurch_package(left: Version, right: Version) -> Beads:
    """The package of that name."""
    import galechurch

    found = galechurch.align(list(left.segments), list(right.segments))
    return [
        (
            bead.source_start, bead.target_start,
            bead.source_end - bead.source_start, bead.target_end - bead.target_start,
        )
        for bead in found.beads
    ]  # fmt: skip


def hunalign(binary: Path) -> Pairwise:
    """Hunalign without a dictionary, in its own numerical output."""

    def pairwise(left: Version, right: Version) -> Beads:
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for number, version in enumerate((left, right)):
                path = Path(folder) / f"{number}.txt"
                lines = (" ".join(text.split()) or "-" for text in version.segments)
                path.write_text("\n".join(lines) + "\n", encoding="utf-8")
                names.append(str(path))
            empty = Path(folder) / "null.dic"
            empty.write_text("", encoding="utf-8")
            done = subprocess.run(
                [str(binary), str(empty), *names], capture_output=True, text=True, check=True
            )
        rungs = [(int(i), int(j)) for i, j, *_ in map(str.split, done.stdout.splitlines())]
        return [
            (i, j, k - i, m - j) for (i, j), (k, m) in itertools.pairwise(rungs) if k > i or m > j
        ]

    return pairwise
