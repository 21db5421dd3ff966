"""``align``: the beads of two to five versions of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment import joint, lines, parameters
from workbench.alignment.affine_gaps import Gaps
from workbench.alignment.anchors import Runs, between, in_order
from workbench.alignment.bead import Bead, Beads, Version
from workbench.alignment.blocks import cut, restored, sharpened
from workbench.alignment.chunks import Portion, portions
from workbench.alignment.confidence import confidence
from workbench.alignment.displaced import strays
from workbench.alignment.first_pass import Rough, ratio, rough_candidates
from workbench.alignment.lines import Lines
from workbench.alignment.pairs import Candidates, pair_lattice, weighed
from workbench.alignment.pivot import star
from workbench.alignment.remarks import reordered, unlike
from workbench.alignment.sections import moved, step_of
from workbench.alignment.texts import Part, Text
from workbench.embedding import Encoder, VectorCache, begun, blas_alone
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

Progress = Callable[[float, str], None]

MOST_VERSIONS = 5
ENCODING, SEARCHED = 0.5, 0.7
"""Shares of the work that are done after encoding and after the first pass, for the progress."""

WEIGHED = 2
"""Portions that are weighed at once; each takes some 120 MB."""

BORDER = 12
"""Segments by which the coarse look may miss the border of a section that was moved."""

CLOSE = 3
"""The same once it was looked at closely: the less of other sections, the surer the place."""


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
    made, kept = lines.in_sentences(versions, walls)
    with blas_alone():
        found = _aligned(made, encoder, cache, kept, progress or silent)
    beads = tuple(replace(bead, runs=lines.of_lines(bead.runs, made)) for bead in found.beads)
    return replace(found, beads=beads)


def _aligned(
    made: Sequence[Lines],
    encoder: Encoder | None,
    cache: VectorCache | None,
    walls: Sequence[Runs],
    tell: Progress,
) -> Beads:
    versions = [own.version for own in made]
    texts = []
    for number, version in enumerate(versions):

        def told(share: float, number: int = number) -> None:
            tell(ENCODING * (number + share) / len(versions), "encoding")

        texts.append(Text(version, encoder, cache, told))
    jumps = [] if walls else moved_sections(texts, encoder, cache)
    if not jumps:
        beads = _in_order(texts, encoder, walls, tell)
        said: list[str] = []
    else:
        parts = cut(versions, jumps)
        found = []
        for part, _ in parts:
            own = [Text(version, encoder, cache) for version in part]
            found.append(_in_order(own, encoder, (), tell))
        beads = restored(found, [numbers for _, numbers in parts])
        said = reordered(versions, [lines.of_lines(jump, made) for jump in jumps])
    said += unlike(texts, beads)
    tell(1.0, "aligning")
    return Beads(tuple(beads), tuple(said))


def _in_order(
    texts: Sequence[Text], encoder: Encoder | None, walls: Sequence[Runs], progress: Progress
) -> list[Bead]:
    """The beads of texts whose sections stand in the same order."""
    sizes = [text.size for text in texts]
    sections = list(between(in_order(walls, sizes), sizes))
    stretches = [stretch for stretch, _ in sections if any(a < b for a, b in stretch)]
    found: list[list[Bead]] = [[] for _ in stretches]
    for model in models(texts, encoder, stretches, progress):
        path = model.lattice.best(model.scores)
        sure = confidence(model.probability[path], model.fitted.confidence(len(texts)))
        for number, share in zip(path.tolist(), sure.tolist(), strict=True):
            stretch = model.numbers[model.lattice.component[number]]
            found[stretch].append(Bead(model.runs(number), share))
    filled = iter(found)
    beads: list[Bead] = []
    for stretch, wall in sections:
        if any(a < b for a, b in stretch):
            beads += next(filled)
        if wall is not None:
            beads.append(Bead(wall))
    return beads


def moved_sections(
    texts: Sequence[Text], encoder: Encoder | None, cache: VectorCache | None
) -> list[Runs]:
    """Sections that stand in another order, with exact borders, and strays.

    Args:
        texts: The versions, prepared.
        encoder: What made their vectors.
        cache: Keeps what the encoder computes.
    """
    found = moved(texts)
    if found:
        around = BORDER + max(step_of(texts[0], other) for other in texts[1:])
        versions = [text.version for text in texts]
        for near in (around, CLOSE):
            found = sharpened(versions, found, lambda part: _worth(part, encoder, cache), near)
    return sorted(found + strays(texts, found))


def _worth(
    versions: Sequence[Version], encoder: Encoder | None, cache: VectorCache | None
) -> list[Floats]:
    """For each segment of each version its share of its beads' scores, on average over all paths.

    Probabilities would not do: two passages that have nothing to do with each other are
    linked with hardly less certainty than translations, where nothing better is at hand.
    """
    texts = [Text(version, encoder, cache) for version in versions]
    worth = [np.zeros(text.size + 1) for text in texts]
    stretches = [tuple((0, text.size) for text in texts)] if any(t.size for t in texts) else []
    for model in models(texts, encoder, stretches, silent):
        share = model.probability * model.scores / model.counts.sum(axis=1)
        for version, sums in enumerate(worth):
            starts = model.starts[:, version]
            np.add.at(sums, starts, share)
            np.add.at(sums, starts + model.counts[:, version], -share)
    return [np.cumsum(sums)[:-1] for sums in worth]


def silent(done: float, phase: str) -> None:
    """Progress that nobody watches."""
    del done, phase


@dataclass(frozen=True, slots=True)
class Model:
    """What was weighed of a portion: candidate beads over all versions, and their pairs."""

    candidates: dict[tuple[int, int], Candidates]
    """Of each pair of versions."""

    lattice: Gaps
    numbers: list[int]
    """Of each of the lattice's components the number of its stretch."""

    starts: Ints
    """Per candidate bead its first segment in each version."""

    counts: Ints
    scores: Floats
    probability: Floats
    fitted: parameters.Parameters

    def runs(self, number: int) -> Runs:
        """A candidate's runs."""
        return tuple(
            (first, first + count)
            for first, count in zip(
                self.starts[number].tolist(), self.counts[number].tolist(), strict=True
            )
        )


def models(
    texts: Sequence[Text],
    encoder: Encoder | None,
    stretches: Sequence[Runs],
    progress: Progress,
) -> Iterator[Model]:
    """Weigh all candidate beads of the stretches, one portion after the other.

    Args:
        texts: The versions, prepared.
        encoder: What made their vectors.
        stretches: What is to be aligned, in order; each holds a segment.
        progress: Told the share done and the phase.
    """
    if not stretches:
        return
    fitted = parameters.of(encoder.signature if encoder else None)
    pairs = list(combinations(range(len(texts)), 2))
    ratios = {(a, b): ratio(texts[a], texts[b]) for a, b in pairs}
    rough: dict[tuple[int, int], Rough] = {}
    for number, (a, b) in enumerate(pairs):

        def told(share: float, number: int = number) -> None:
            progress(ENCODING + (SEARCHED - ENCODING) * (number + share) / len(pairs), "searching")

        rough[a, b] = rough_candidates(
            texts[a], texts[b], [(stretch[a], stretch[b]) for stretch in stretches], told
        )
    whole = stretches[-1][0][1] or 1

    def tasks() -> Iterator[tuple[Portion, list[Part]]]:
        for portion in portions(rough, stretches):
            yield portion, [text.part(*portion.bounds(n)) for n, text in enumerate(texts)]

    def modelled(task: tuple[Portion, list[Part]]) -> tuple[Portion, Model]:
        portion, parts = task
        candidates = {
            (a, b): weighed(
                portion.rough[a, b], (parts[a], parts[b]),
                [(stretch[a], stretch[b]) for stretch in portion.stretches], ratios[a, b], fitted,
            )
            for a, b in pairs
        }  # fmt: skip
        return portion, _model(candidates, portion, fitted)

    # Vectors come from the cache, which belongs to this thread; all else a core does alone.
    for portion, model in begun(modelled, tasks(), ahead=1, most=WEIGHED):
        progress(SEARCHED + (1 - SEARCHED) * portion.bounds(0)[0] / whole, "aligning")
        yield model


def _model(
    candidates: dict[tuple[int, int], Candidates], portion: Portion, fitted: parameters.Parameters
) -> Model:
    """Candidate beads over all versions from those of all pairs."""
    corners = np.array(portion.stretches)
    groups = _groups(candidates, corners, fitted)
    if corners.shape[1] == 2:
        scores = groups.linked + groups.lacking
    else:
        scores = joint.features(groups) @ fitted.joint
    lattice = Gaps(
        groups.starts, groups.counts, groups.component, corners[:, :, 0], corners[:, :, 1],
        fitted.continued(corners.shape[1]),
    )  # fmt: skip
    probability, _ = lattice.posteriors(scores)
    return Model(
        candidates, lattice, portion.numbers, groups.starts, groups.counts, scores, probability,
        fitted,
    )  # fmt: skip


def _groups(
    candidates: dict[tuple[int, int], Candidates],
    corners: Ints,
    fitted: parameters.Parameters,
) -> joint.Groups:
    """Candidate beads over all versions."""
    tables = {
        pair: joint.PairTable(found.beads, found.scores, found.component)
        for pair, found in candidates.items()
    }
    groups = joint.groups(tables, corners, fitted.joint)
    if corners.shape[1] == 2:
        return groups
    stretches = [tuple(map(tuple, stretch)) for stretch in corners.tolist()]
    pairs = [candidates[0, other] for other in range(1, corners.shape[1])]
    always = _stars(pairs, stretches, fitted.continued_of_pairs)
    return joint.together(
        groups, joint.given([runs for runs, _ in always], [number for _, number in always], tables)
    )


def _stars(
    found: Sequence[Candidates], stretches: Sequence[Runs], continued: float
) -> list[tuple[Runs, int]]:
    """Groups through which a path leads always, with their stretches' numbers."""
    paths: list[list[list[tuple[int, int, int, int]]]] = []
    for other, pair in enumerate(found):
        lattice = pair_lattice(
            pair.beads, pair.component,
            [(stretch[0], stretch[other + 1]) for stretch in stretches], continued,
        )  # fmt: skip
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
