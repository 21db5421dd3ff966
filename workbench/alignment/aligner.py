"""``align``: the beads of two to five versions of a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment import joint, parameters
from workbench.alignment.bead import Bead, Beads, Version
from workbench.alignment.lattice import Lattice
from workbench.alignment.pairs import Candidates, pair_candidates, pair_lattice
from workbench.alignment.star import star
from workbench.alignment.texts import Text
from workbench.alignment.walls import Runs, between, in_order
from workbench.embedding import Encoder, VectorCache
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

Progress = Callable[[float, str], None]

MOST_VERSIONS = 5
ENCODING = 0.6
"""Share of the work that is encoding, for the progress."""


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
        encoder: What makes vectors; None to do with lengths, numbers and learned words.
        cache: Keeps what the encoder computes.
        walls: Beads (in the shape of :attr:`Bead.runs`) that are kept as they are.
        progress: Told the share done (0 to 1) and the phase.

    Returns:
        Beads that hold each segment exactly once.

    Raises:
        WorkbenchError: Too few or too many versions, or walls that contradict each other.
    """
    if not 2 <= len(versions) <= MOST_VERSIONS:
        raise WorkbenchError(
            f"{len(versions)} documents cannot be aligned together", remedy="give two to five"
        )
    sizes = [len(version.segments) for version in versions]
    sections = list(between(in_order(walls, sizes), sizes))
    stretches = [stretch for stretch, _ in sections if any(a < b for a, b in stretch)]
    found = iter(_aligned(versions, encoder, cache, stretches, progress or _silent))
    beads: list[Bead] = []
    for stretch, wall in sections:
        if any(a < b for a, b in stretch):
            beads += next(found)
        if wall is not None:
            beads.append(Bead(wall))
    return Beads(tuple(beads))


def _silent(done: float, phase: str) -> None:
    del done, phase


def _aligned(
    versions: Sequence[Version],
    encoder: Encoder | None,
    cache: VectorCache | None,
    stretches: Sequence[Runs],
    progress: Progress,
) -> list[list[Bead]]:
    """The beads of each stretch."""
    if not stretches:
        return []
    texts = []
    for number, version in enumerate(versions):
        progress(ENCODING * number / len(versions), "encoding")
        texts.append(Text(version, encoder, cache))
    fitted = parameters.of(encoder.signature if encoder else None)
    pairs = list(combinations(range(len(versions)), 2))
    candidates: dict[tuple[int, int], Candidates] = {}
    for number, (a, b) in enumerate(pairs):
        progress(ENCODING + (1 - ENCODING) * number / len(pairs), "aligning")
        candidates[a, b] = pair_candidates(
            texts[a], texts[b], [(stretch[a], stretch[b]) for stretch in stretches], fitted
        )
    lattice, starts, counts, scores = _groups(candidates, stretches, fitted)
    probability, _ = lattice.posteriors(scores)
    beads: list[list[Bead]] = [[] for _ in stretches]
    for arc in lattice.best(scores).tolist():
        runs = tuple(
            (first, first + count)
            for first, count in zip(starts[arc].tolist(), counts[arc].tolist(), strict=True)
        )
        beads[lattice.component[arc]].append(Bead(runs, float(probability[arc])))
    progress(1.0, "aligning")
    return beads


def _groups(
    candidates: dict[tuple[int, int], Candidates],
    stretches: Sequence[Runs],
    fitted: parameters.Parameters,
) -> tuple[Lattice, Ints, Ints, Floats]:
    """Candidate beads over all versions, with their scores."""
    corners = np.array(stretches)
    tables = {
        pair: joint.PairTable(found.beads, found.scores, found.component)
        for pair, found in candidates.items()
    }
    groups = joint.groups(tables, corners, fitted.joint)
    if corners.shape[1] == 2:
        scores = groups.linked + groups.lacking
    else:
        always = _stars([candidates[0, other] for other in range(1, corners.shape[1])], stretches)
        groups = joint.together(
            groups,
            joint.given([runs for runs, _ in always], [number for _, number in always], tables),
        )
        scores = joint.features(groups) @ fitted.joint
    lattice = Lattice(
        groups.starts, groups.starts + groups.counts, groups.component,
        corners[:, :, 0], corners[:, :, 1],
    )  # fmt: skip
    return lattice, groups.starts, groups.counts, scores


def _stars(found: Sequence[Candidates], stretches: Sequence[Runs]) -> list[tuple[Runs, int]]:
    """Groups through which a path leads always, with their stretches' numbers."""
    paths: list[list[list[tuple[int, int, int, int]]]] = []
    for other, pair in enumerate(found):
        lattice = pair_lattice(
            pair.beads, pair.component, [(stretch[0], stretch[other + 1]) for stretch in stretches]
        )
        beads: list[list[tuple[int, int, int, int]]] = [[] for _ in stretches]
        for row in lattice.best(pair.scores).tolist():
            i, j, a, b = pair.beads[row].tolist()
            beads[pair.component[row]].append((i, j, a, b))
        paths.append(beads)
    return [
        (runs, number)
        for number, stretch in enumerate(stretches)
        for runs in star([beads[number] for beads in paths], stretch)
    ]
