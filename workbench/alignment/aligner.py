"""``align``: the beads of two to five versions of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment import joint, lines, parameters
from workbench.alignment.affine_gaps import AffineGapLattice
from workbench.alignment.anchors import between, in_order
from workbench.alignment.bead import MAX_VERSIONS, Bead, Beads, Runs, Version
from workbench.alignment.blocks import cut, refine_borders, restored
from workbench.alignment.chunks import Chunk, split_chunks
from workbench.alignment.confidence import confidence
from workbench.alignment.displaced import displaced_passages
from workbench.alignment.evidence import Pairs, measured
from workbench.alignment.first_pass import FirstPass, ratio, run_first_pass
from workbench.alignment.interruptions import interruptions
from workbench.alignment.lines import JoinedVersion
from workbench.alignment.numbered_notes import numbered_notes
from workbench.alignment.pairs import Candidates, pair_lattice, score_candidates
from workbench.alignment.pivot import join_on_pivot
from workbench.alignment.remarks import reordered, unlike
from workbench.alignment.sections import moved, step_of
from workbench.alignment.texts import Part, Text
from workbench.alignment.untranslated import without_copies
from workbench.embedding import Encoder, VectorCache, map_ahead, single_threaded_blas
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

Progress = Callable[[float, str], None]

ENCODING, SEARCHED = 0.5, 0.7
"""Shares of the work that are done after encoding and after the first pass, for the progress."""

WEIGHED = 2
"""Chunks that are scored at once; each takes some 120 MB."""

BORDER = 12
"""Segments by which the coarse look may miss the border of a section that was moved."""

CLOSE = 3
"""The same once it was looked at closely: the less of other sections, the surer the place."""


def align(
    versions: Sequence[Version],
    encoder: Encoder | None,
    *,
    cache: VectorCache | None = None,
    anchors: Sequence[Runs] = (),
    progress: Progress | None = None,
) -> Beads:
    """Group the segments of all versions into beads.

    Args:
        versions: Two to five versions of one text.
        encoder: What makes vectors; None to do with lengths, numbers and learned words.
        cache: Keeps what the encoder computes.
        anchors: Beads (in the shape of :attr:`Bead.runs`) that are kept as they are.
        progress: Told the share done (0 to 1) and the phase.

    Returns:
        Beads that hold each segment exactly once.

    Raises:
        WorkbenchError: Too few or too many versions, or anchors that contradict each other.
    """
    if not 2 <= len(versions) <= MAX_VERSIONS:
        raise WorkbenchError(
            f"{len(versions)} documents cannot be aligned together", remedy="give two to five"
        )
    made, kept = lines.in_sentences(versions, anchors, encoder)
    with single_threaded_blas():
        found = _aligned(made, encoder, cache, kept, progress or silent)
    beads = [lines.bead_of_lines(bead, made) for bead in found.beads]
    beads, copies = without_copies(versions, beads)
    return Beads(tuple(beads), (*found.remarks, *copies))


def _aligned(
    made: Sequence[JoinedVersion],
    encoder: Encoder | None,
    cache: VectorCache | None,
    anchors: Sequence[Runs],
    tell: Progress,
) -> Beads:
    versions = [own.version for own in made]
    texts = []
    for number, version in enumerate(versions):

        def told(share: float, number: int = number) -> None:
            tell(ENCODING * (number + share) / len(versions), "encoding")

        texts.append(Text(version, encoder, cache, told))
    jumps = [] if anchors else moved_sections(texts, encoder, cache)
    if not jumps:
        beads = _in_order(texts, encoder, anchors, tell)
        said: list[str] = []
    else:
        parts = cut(versions, jumps)
        found = []
        for part, _ in parts:
            own = [Text(version, encoder, cache) for version in part]
            found.append(_in_order(own, encoder, (), tell))
        beads = restored(found, [numbers for _, numbers in parts], jumps)
        said = reordered(versions, [lines.of_lines(jump, made) for jump in jumps])
    said += unlike(texts, beads)
    tell(1.0, "aligning")
    return Beads(tuple(beads), tuple(said))


def _in_order(
    texts: Sequence[Text], encoder: Encoder | None, anchors: Sequence[Runs], progress: Progress
) -> list[Bead]:
    """The beads of texts whose sections stand in the same order."""
    sizes = [text.size for text in texts]
    sections = list(between(in_order(anchors, sizes), sizes))
    stretches = [stretch for stretch, _ in sections if any(a < b for a, b in stretch)]
    placed: list[tuple[int, Runs]] = []
    probability, shown = [np.empty(0)], []
    for model in score_chunks(texts, encoder, stretches, progress):
        path = model.lattice.best(model.scores)
        probability.append(model.probability[path])
        shown.append(measured(model.pairs(), model.starts[path], model.counts[path]))
        placed += [
            (model.numbers[model.lattice.component[number]], model.runs(number))
            for number in path.tolist()
        ]
    found: list[list[Bead]] = [[] for _ in stretches]
    if placed:
        fitted = parameters.for_encoder(encoder.signature if encoder else None)
        sure = confidence(
            np.concatenate(probability), np.concatenate(shown),
            fitted.confidence_path, fitted.confidence_link,
        )  # fmt: skip
        for (number, runs), share in zip(placed, sure.tolist(), strict=True):
            found[number].append(Bead(runs, share))
    filled = iter(found)
    beads: list[Bead] = []
    for stretch, anchor in sections:
        if any(a < b for a, b in stretch):
            beads += next(filled)
        if anchor is not None:
            beads.append(Bead(anchor))
    return beads


def moved_sections(
    texts: Sequence[Text], encoder: Encoder | None, cache: VectorCache | None
) -> list[Runs]:
    """Sections that stand in another order, with exact borders, and displaced passages.

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
            found = refine_borders(versions, found, lambda part: _worth(part, encoder, cache), near)
    found = sorted(found + displaced_passages(texts, found))
    found += interruptions([text.version for text in texts], found)
    return found + numbered_notes(texts, found)


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
    for model in score_chunks(texts, encoder, stretches, silent):
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
    """A scored chunk: candidate beads over all versions, and those of the pairs."""

    candidates: dict[tuple[int, int], Candidates]
    """Of each pair of versions."""

    lattice: AffineGapLattice
    numbers: list[int]
    """Of each of the lattice's components the number of its stretch."""

    starts: Ints
    """Per candidate bead its first segment in each version."""

    counts: Ints
    scores: Floats
    probability: Floats
    fitted: parameters.Parameters

    def pairs(self) -> Pairs:
        """The candidates of the pairs, with what they show."""
        return {pair: (found.beads, found.features) for pair, found in self.candidates.items()}

    def runs(self, number: int) -> Runs:
        """A candidate's runs."""
        return tuple(
            (first, first + count)
            for first, count in zip(
                self.starts[number].tolist(), self.counts[number].tolist(), strict=True
            )
        )


def score_chunks(
    texts: Sequence[Text],
    encoder: Encoder | None,
    stretches: Sequence[Runs],
    progress: Progress,
) -> Iterator[Model]:
    """Score all candidate beads of the stretches, one chunk after the other.

    Args:
        texts: The versions, prepared.
        encoder: What made their vectors.
        stretches: What is to be aligned, in order; each holds a segment.
        progress: Told the share done and the phase.
    """
    if not stretches:
        return
    fitted = parameters.for_encoder(encoder.signature if encoder else None)
    pairs = list(combinations(range(len(texts)), 2))
    ratios = {(a, b): ratio(texts[a], texts[b]) for a, b in pairs}
    first_passes: dict[tuple[int, int], FirstPass] = {}
    for number, (a, b) in enumerate(pairs):

        def told(share: float, number: int = number) -> None:
            progress(ENCODING + (SEARCHED - ENCODING) * (number + share) / len(pairs), "searching")

        first_passes[a, b] = run_first_pass(
            texts[a], texts[b], [(stretch[a], stretch[b]) for stretch in stretches], told
        )
    whole = stretches[-1][0][1] or 1

    def tasks() -> Iterator[tuple[Chunk, list[Part]]]:
        for chunk in split_chunks(first_passes, stretches):
            yield chunk, [text.part(*chunk.bounds(n)) for n, text in enumerate(texts)]

    def modelled(task: tuple[Chunk, list[Part]]) -> tuple[Chunk, Model]:
        chunk, parts = task
        candidates = {
            (a, b): score_candidates(
                chunk.first_passes[a, b], (parts[a], parts[b]),
                [(stretch[a], stretch[b]) for stretch in chunk.stretches], ratios[a, b], fitted,
            )
            for a, b in pairs
        }  # fmt: skip
        return chunk, _model(candidates, chunk, fitted)

    # Vectors come from the cache, which belongs to this thread; all else a core does alone.
    for chunk, model in map_ahead(modelled, tasks(), ahead=1, most=WEIGHED):
        progress(SEARCHED + (1 - SEARCHED) * chunk.bounds(0)[0] / whole, "aligning")
        yield model


def _model(
    candidates: dict[tuple[int, int], Candidates], chunk: Chunk, fitted: parameters.Parameters
) -> Model:
    """Candidate beads over all versions from those of all pairs."""
    corners = np.array(chunk.stretches)
    groups = _groups(candidates, corners, fitted)
    if corners.shape[1] == 2:
        scores = groups.linked + groups.lacking
    else:
        scores = joint.group_features(groups) @ fitted.joint
    lattice = AffineGapLattice(
        groups.starts, groups.counts, groups.component, corners[:, :, 0], corners[:, :, 1],
        candidates[0, 1].gap_extension if corners.shape[1] == 2 else fitted.gap_extension_groups,
    )  # fmt: skip
    probability, _ = lattice.posteriors(scores)
    return Model(
        candidates=candidates, lattice=lattice, numbers=chunk.numbers, starts=groups.starts,
        counts=groups.counts, scores=scores, probability=probability, fitted=fitted,
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
    always = _pivot_groups(pairs, stretches)
    return joint.together(
        groups, joint.given([runs for runs, _ in always], [number for _, number in always], tables)
    )


def _pivot_groups(found: Sequence[Candidates], stretches: Sequence[Runs]) -> list[tuple[Runs, int]]:
    """Groups that always form a path, by joining the pairs on the first text.

    Returns:
        Each group with the number of its stretch.
    """
    paths: list[list[list[tuple[int, int, int, int]]]] = []
    for other, pair in enumerate(found):
        lattice = pair_lattice(
            pair.beads, pair.component,
            [(stretch[0], stretch[other + 1]) for stretch in stretches], pair.gap_extension,
        )  # fmt: skip
        beads: list[list[tuple[int, int, int, int]]] = [[] for _ in stretches]
        for row in lattice.best(pair.scores).tolist():
            i, j, a, b = pair.beads[row].tolist()
            beads[pair.component[row]].append((i, j, a, b))
        paths.append(beads)
    return [
        (runs, number)
        for number, stretch in enumerate(stretches)
        for runs in join_on_pivot([beads[number] for beads in paths], stretch)
    ]
