"""Why a bead: what spoke for it, and what for the next best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment import features, joint, lines
from workbench.alignment.aligner import Model, moved_sections, score_chunks, silent
from workbench.alignment.anchors import between, in_order
from workbench.alignment.bead import Runs, Version, named
from workbench.alignment.blocks import cut
from workbench.alignment.confidence import translated
from workbench.alignment.evidence import measured
from workbench.alignment.lines import JoinedVersion
from workbench.alignment.texts import Text
from workbench.embedding import Encoder, VectorCache, single_threaded_blas
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

SHAPE = "shape here"
"""What the frequency of the bead's shape in this document adds."""

LAYOUT = "paragraphs here"
"""What paragraphs and headings add, as far as these texts agree in them."""

DOUBTED = 0.9
"""Probability that its sides translate each other below which it is said."""

LEAST = 0.05
"""Reasons of less weight are left out."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One kind of feature and what it adds to a bead's score."""

    pair: tuple[str, str] | None
    """The two languages it was found in; None for what concerns the bead as a whole."""

    kind: str
    """A kind of ``features.KINDS``, or ``"all versions together"``."""

    weight: float
    """What that adds to the score, in natural logarithms of odds."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the aligner thinks of a bead."""

    runs: Runs
    probability: float
    """Under the model, before calibration."""

    score: float
    reasons: tuple[Reason, ...]
    """The weightiest first."""

    rival: Explanation | None = None
    """The most probable bead that shares a segment with it, where there is one."""

    translated: float | None = None
    """How probably its versions translate each other, whatever stands around; None where one is
    alone, or vectors are missing."""

    def __str__(self) -> str:
        lines = [f"{named(self.runs)}: probability {self.probability:.3f}"]
        for reason in self.reasons:
            where = "" if reason.pair is None else f" ({reason.pair[0]}–{reason.pair[1]})"
            side = "for" if reason.weight > 0 else "against"
            lines.append(f"  {side:7} {reason.weight:+6.2f}  {reason.kind}{where}")
        if self.translated is not None and self.translated < DOUBTED:
            lines.append(f"  its sides hardly translate each other: {self.translated:.3f}")
        if self.rival is not None:
            lines += ["next best: " + str(self.rival)]
        return "\n".join(lines)


def explain(
    versions: Sequence[Version],
    encoder: Encoder | None,
    runs: Sequence[Runs],
    *,
    cache: VectorCache | None = None,
    anchors: Sequence[Runs] = (),
) -> list[Explanation]:
    """Explain beads of an alignment.

    Args:
        versions: The versions that were aligned.
        encoder: The encoder that was used.
        runs: The beads to explain, in the shape of :attr:`Bead.runs`.
        cache: Vectors of the alignment, so that nothing is encoded again.
        anchors: Confirmed beads that stood in the alignment; they need no reason.

    Returns:
        One explanation a bead, in their order.

    Raises:
        WorkbenchError: A bead is an anchor, or none that the aligner considered.
    """
    if not runs:
        return []
    made, anchors = lines.in_sentences(versions, anchors, encoder)
    asked = {bead: lines.of_segments(bead, made) for bead in runs}
    whole = [bead for bead in asked.values() if bead is not None]
    found = _in_texts([own.version for own in made], encoder, whole, cache, anchors)
    for bead, inside in asked.items():
        if inside not in found:
            raise WorkbenchError(
                f"the bead {named(bead)} was not considered by the aligner",
                remedy="ask for one that it gave, or that it could have given",
            )
    return [_of_lines(found[inside], made) for inside in map(asked.get, runs) if inside]


def _of_lines(found: Explanation, made: Sequence[JoinedVersion]) -> Explanation:
    """An explanation by the numbers of the lines."""
    rival = None if found.rival is None else _of_lines(found.rival, made)
    return replace(found, runs=lines.of_lines(found.runs, made), rival=rival)


def _in_texts(
    versions: Sequence[Version],
    encoder: Encoder | None,
    runs: Sequence[Runs],
    cache: VectorCache | None,
    anchors: Sequence[Runs],
) -> dict[Runs, Explanation]:
    """The explanations of those beads that were considered."""
    with single_threaded_blas():
        texts = [Text(version, encoder, cache) for version in versions]
        jumps = [] if anchors else moved_sections(texts, encoder, cache)
        if not jumps:
            sizes = [text.size for text in texts]
            sections = between(in_order(anchors, sizes), sizes)
            stretches = [stretch for stretch, _ in sections if any(a < b for a, b in stretch)]
            found = _reasons(texts, encoder, stretches, runs)
        else:
            found = {}
            for part, numbers in cut(versions, jumps):
                block = _Block(numbers)
                inside = {block.inside(bead): bead for bead in runs if block.holds(bead)}
                texts = [Text(version, encoder, cache) for version in part]
                whole = tuple((0, text.size) for text in texts)
                for bead, reasons in _reasons(texts, encoder, [whole], list(inside)).items():
                    found[inside[bead]] = block.outside(reasons)
    return found


class _Block:
    """The numbers of a section that stands elsewhere, or of the text without such sections."""

    def __init__(self, numbers: Sequence[Ints]) -> None:
        self._numbers = numbers

    def holds(self, bead: Runs) -> bool:
        """Whether the bead is here; what its runs skip is not."""
        return all(
            first == last or np.isin([first, last - 1], own).all()
            for (first, last), own in zip(bead, self._numbers, strict=True)
        )

    def inside(self, bead: Runs) -> Runs:
        """The bead by this block's numbers."""
        return tuple(
            (int(np.searchsorted(own, first)), int(np.searchsorted(own, last)))
            for (first, last), own in zip(bead, self._numbers, strict=True)
        )

    def outside(self, found: Explanation) -> Explanation:
        """An explanation by the numbers of the whole texts."""
        runs = []
        for (first, last), own in zip(found.runs, self._numbers, strict=True):
            begin = int(own[first]) if first < len(own) else int(own[-1]) + 1 if len(own) else 0
            runs.append((begin, int(own[last - 1]) + 1 if last > first else begin))
        rival = None if found.rival is None else self.outside(found.rival)
        return replace(found, runs=tuple(runs), rival=rival)


def _reasons(
    texts: Sequence[Text],
    encoder: Encoder | None,
    stretches: Sequence[Runs],
    beads: Sequence[Runs],
) -> dict[Runs, Explanation]:
    """The explanations of those beads that were considered, each with that of the next best."""
    languages = [text.version.language for text in texts]
    found: dict[Runs, Explanation] = {}
    if not beads:
        return found
    for model in score_chunks(texts, encoder, stretches, silent):
        for bead in beads:
            number = _find(model, bead)
            if number is not None:
                rival = _rival(model, number)
                other = None if rival is None else _explained(model, rival, languages, None)
                found[bead] = replace(
                    _explained(model, number, languages, other),
                    translated=_translated(model, number),
                )
        if len(found) == len(set(beads)):
            break
    return found


def _translated(model: Model, number: int) -> float | None:
    """How probably the versions of a bead translate each other."""
    rows = np.append(model.lattice.best(model.scores), number)
    shown = measured(model.pairs(), model.starts[rows], model.counts[rows])
    if not len(model.fitted.confidence_link) or np.isnan(shown[-1]).all():
        return None
    return float(translated(shown[-1:], shown[:-1], model.fitted.confidence_link)[0])


def _find(model: Model, bead: Runs) -> int | None:
    starts = np.array([first for first, _ in bead])
    counts = np.array([last - first for first, last in bead])
    hit = np.flatnonzero(
        (model.counts == counts).all(axis=1) & (model.starts == starts).all(axis=1)
    )
    return int(hit[0]) if len(hit) else None


def _rival(model: Model, number: int) -> int | None:
    """The most probable other bead that shares a segment."""
    starts, ends = model.starts, model.starts + model.counts
    shared = (np.maximum(starts, starts[number]) < np.minimum(ends, ends[number])).any(axis=1)
    shared[number] = False
    rows = np.flatnonzero(shared)
    return int(rows[np.argmax(model.probability[rows])]) if len(rows) else None


def _explained(
    model: Model, number: int, languages: Sequence[str], rival: Explanation | None
) -> Explanation:
    runs = model.runs(number)
    versions = len(languages)
    weights_of: dict[tuple[tuple[str, str], str], float] = {}
    for (a, b), pair in model.candidates.items():
        weights = model.fitted.weights
        for row in _rows(pair.beads, runs[a], runs[b]):
            scale = 1.0
            if versions > 2:
                lacking = int(not (pair.beads[row, 2] and pair.beads[row, 3]))
                scale = float(model.fitted.joint[lacking]) * 2 / versions
            added = pair.features[row] * weights
            layout = float(pair.layout[row])
            prior = float(pair.scores[row] - added.sum()) - layout
            for name, weight in [
                *zip(features.NAMES, added.tolist(), strict=True), (SHAPE, prior), (LAYOUT, layout)
            ]:  # fmt: skip
                key = (languages[a], languages[b]), features.kind(name)
                weights_of[key] = weights_of.get(key, 0.0) + weight * scale
    reasons = [Reason(pair, kind, weight) for (pair, kind), weight in weights_of.items()]
    if versions > 2:
        group = joint.Groups(
            model.starts[[number]], model.counts[[number]], np.zeros(1, dtype=np.int64),
            np.zeros(1), np.zeros(1),
        )  # fmt: skip
        values = joint.group_features(group)[0]
        weight = float(values @ model.fitted.joint)
        reasons.append(Reason(None, "all versions together", weight))
    kept = sorted(
        (reason for reason in reasons if abs(reason.weight) >= LEAST),
        key=lambda reason: -abs(reason.weight),
    )
    return Explanation(
        runs, float(model.probability[number]), float(model.scores[number]), tuple(kept), rival
    )


def _rows(beads: object, left: tuple[int, int], right: tuple[int, int]) -> list[int]:
    """The pair's candidates that make up two runs: one, or several single segments."""
    table = np.asarray(beads)
    a, b = left[1] - left[0], right[1] - right[0]
    if a and b:
        wanted = [(left[0], right[0], a, b)]
    else:
        wanted = [(left[0] + step, right[0], 1, 0) for step in range(a)]
        wanted += [(left[0], right[0] + step, 0, 1) for step in range(b)]
    rows: list[int] = []
    for bead in wanted:
        rows += np.flatnonzero((table == np.array(bead)).all(axis=1)).tolist()
    return rows
