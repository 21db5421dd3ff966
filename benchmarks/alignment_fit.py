"""Fit the aligner's weights, with cross-validation, and write them where it reads them.

    python benchmarks/alignment_fit.py FOLDER [--cache FILE] [--features FILE] [--cross-validate]
                                       [--leave-kinds-out]
                                       [--encoder builtin|other|none] [--write]

FOLDER holds gold sets (``pairs-*.json``, ``trilingual-*.json``). The model of a pair is a
conditional random field over paths through its candidate beads; where gold is known by
paragraph or verse only, every path inside the units counts as right. Then come the weights
of three texts together, on the candidates of all pairs, and the confidence. MAC is learned
from a second time as rough texts (``spoiling.py``). Folds go by document: the six books of
MAC lie in six folds, spoilt and clean. One set of weights serves all languages.
Needs SciPy (``pip install scipy``), which the program itself does not.
"""

import argparse
import json
import pickle
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from unittest import mock
from zlib import crc32

import confidence_fit
import freer
import gold
import numpy as np
import spoiling
from numpy.typing import NDArray
from scipy.optimize import minimize

from workbench import alignment, embedding
from workbench.alignment import Version, evidence, joint, parameters, scoring
from workbench.alignment.affine_gaps import AffineGapLattice
from workbench.alignment.features import GAP_CLASSES, NAMES, SHAPE_CLASSES, shape_class
from workbench.alignment.pairs import (
    DEARER,
    PRIOR_WEIGHT,
    WITHIN,
    extension_share,
    pair_candidates,
    pair_lattice,
)
from workbench.alignment.texts import Text
from workbench.embedding import Encoder, VectorCache

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Record = dict[str, Any]

FOLDS = 6
RIDGE = 2.0
BALANCE = 0.2
"""Power by which the kinds' weights in all are evened out: 1 would make them equal."""

LITTLE = 0.01
"""The least that a gap behind a gap gains; of nothing the slope is not known."""

WRONG = 4.0
"""What a segment in a wrong bead costs the right paths, where no path is wholly right."""

SETS = {
    "pairs-mac-dev": 4.0,
    "pairs-text-berg": 2.0,
    "trilingual-ntrex": 0.6,
    "trilingual-pud": 0.6,
    "trilingual-opensource-guides-sentences": 1.0,
    "trilingual-opensource-guides": 0.3,
    "trilingual-debian-guide": 0.3,
    "pairs-alignar": 2.0,
    "pairs-paramed": 1.0,
    "pairs-literature-en-ru": 0.5,
    "trilingual-literature": 0.3,
}
"""What is learned from, and what a document of it counts: real translators' work most."""

KINDS = {
    "pairs-mac-dev": "novels",
    "pairs-text-berg": "scanned journals",
    "trilingual-ntrex": "news",
    "trilingual-pud": "mixed sentences",
    "trilingual-opensource-guides-sentences": "guides",
    "trilingual-opensource-guides": "guides",
    "trilingual-debian-guide": "manuals",
    "pairs-alignar": "law, philosophy",
    "pairs-paramed": "medicine",
    "pairs-literature-en-ru": "tales",
    "trilingual-literature": "tales",
}
"""The kind of text of each set."""

SPOILT, SPOILT_WEIGHT = "pairs-mac-dev", 0.6
"""The set whose documents are learned from a second time, spoilt by script, and their weight.

Clean texts hardly show that a passage with nothing to pair it with should stay alone.
"""

WAYS = {
    "block": spoiling.block,
    "front": spoiling.front,
    "passages": spoiling.passages,
    "chapter": spoiling.chapter,
    "partly": spoiling.partly,
}
"""How they are spoilt: nothing changes its order."""

FREER, FREER_WEIGHT = {"pairs-mac-dev": 0, "pairs-text-berg": 1}, 0.2
"""The sets of which freer texts are made, with the side that is joined, and their weight."""

WEIGHTS = {
    **SETS,
    **dict.fromkeys((f"{name} {way}" for name in FREER for way in freer.WAYS), FREER_WEIGHT),
    **dict.fromkeys((f"{SPOILT} {way}" for way in WAYS), SPOILT_WEIGHT),
}

KEPT = 24.0
"""How far a candidate's best path may fall short under the weights in use, in log weight."""

MOST = 450
"""Segments of a document above which it is left out, or cut in pieces, to keep the fit short."""

PIECE = 240
"""Segments of a piece."""


@dataclass
class Item:
    """A pair of texts with its candidates."""

    name: str
    document: str
    places: tuple[int, int]
    sizes: tuple[int, int]
    beads: Ints
    features: NDArray[np.float32]
    right: NDArray[np.bool_]


def documents(folder: Path) -> Iterator[tuple[str, Record]]:
    """All documents that are learned from, as ``(set, record)``."""
    for name in SETS:
        for record in gold.records(folder, name):
            record["lists"], record["groups"] = gold.texts(record), gold.groups(record)
            record["languages"] = keys = gold.languages(record)
            if "source_units" in record:
                record["unit_lists"] = [record["source_units"], record["target_units"]]
            elif "units" in record:
                record["unit_lists"] = [record["units"][key] for key in keys]
            for piece in pieces(record):
                yield name, piece
            for way in freer.WAYS if name in FREER else ():
                rng = random.Random(f"{way} {record['id']}")
                yield f"{name} {way}", freer.freer(record, FREER[name], way, rng)
    yield from spoilt(folder)


def pieces(record: Record) -> list[Record]:
    """The document, or parts of a long one whose gold is by paragraph: beginning, middle, end."""
    if max(map(len, record["lists"])) <= MOST or "unit_lists" not in record:
        return [record]
    parts: list[Record] = []
    groups = list(record["groups"])
    begin = [0] * len(record["lists"])
    held: list[tuple[tuple[int, ...], ...]] = []
    for group in groups:
        held.append(group)
        end = [
            max((run[-1] + 1 for run in runs if run), default=first)
            for runs, first in zip(zip(*held, strict=True), begin, strict=True)
        ]
        if max(b - a for a, b in zip(begin, end, strict=True)) >= PIECE:
            parts.append(_piece(record, begin, end, held, len(parts)))
            begin, held = end, []
    return [parts[place] for place in sorted({0, len(parts) // 2, len(parts) - 1})]


def _piece(
    record: Record,
    begin: Sequence[int],
    end: Sequence[int],
    groups: Sequence[tuple[tuple[int, ...], ...]],
    number: int,
) -> Record:
    return {
        "id": f"{record['id']}#{number}",
        "languages": record["languages"],
        "lists": [own[a:b] for own, a, b in zip(record["lists"], begin, end, strict=True)],
        "unit_lists": [
            own[a:b] for own, a, b in zip(record["unit_lists"], begin, end, strict=True)
        ],
        "groups": [
            tuple(tuple(x - a for x in run) for run, a in zip(group, begin, strict=True))
            for group in groups
        ],
    }


def spoilt(folder: Path) -> Iterator[tuple[str, Record]]:
    """The spoilt documents, as ``(set and way, record)``."""
    given = gold.records(folder, SPOILT)
    clean = [spoiling.clean([record]) for record in given]
    for way, spoiler in WAYS.items():
        for place, (record, document) in enumerate(zip(given, clean, strict=True)):
            other = clean[(place + 1) % len(clean)]
            rough = spoiler(document, other, random.Random(f"fit {way} {place}"))
            segments = rough.segments()
            beads: dict[int, list[list[int]]] = {}
            alone: list[tuple[tuple[int, ...], ...]] = []
            for version, own in enumerate(segments):
                for number, segment in enumerate(own):
                    if segment.bead is None or (version, segment.number) in rough.lonely():
                        runs: list[tuple[int, ...]] = [() for _ in segments]
                        runs[version] = (number,)
                        alone.append(tuple(runs))
                    else:
                        beads.setdefault(segment.bead, [[] for _ in segments])[version] += [number]
            yield (
                f"{SPOILT} {way}",
                {
                    "id": record["id"],
                    "languages": list(rough.languages),
                    "lists": [[segment.text for segment in own] for own in segments],
                    "groups": alone + [tuple(map(tuple, runs)) for runs in beads.values()],
                },
            )


def collect(
    given: Sequence[tuple[str, Record]], encoder: Encoder | None, cache: VectorCache | None
) -> list[Item]:
    """The candidates of every pair, with all their features."""
    fitted = parameters.for_encoder(encoder.signature if encoder else None)
    items = []
    for name, record in given:
        if max(map(len, record["lists"])) > MOST:
            continue
        texts = [
            Text(Version(language, tuple(segments)), encoder, cache)
            for language, segments in zip(record["languages"], record["lists"], strict=True)
        ]
        for a, b in combinations(range(len(texts)), 2):
            whole = ((0, texts[a].size), (0, texts[b].size))
            found = pair_candidates(texts[a], texts[b], [whole], fitted, within=KEPT)
            found = found.part(
                pair_lattice(found.beads, found.component, [whole], found.gap_extension).margins(
                    found.scores
                )
                <= KEPT
            )
            items.append(
                Item(
                    name, record["id"], (a, b), (texts[a].size, texts[b].size), found.beads,
                    found.features.astype(np.float32), allowed(record, a, b, found.beads),
                )
            )  # fmt: skip
        print(f"\r{name} {record['id']:40}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return items


def allowed(record: Record, a: int, b: int, beads: Ints) -> NDArray[np.bool_]:
    """Which candidates gold agrees with; single segments stand for a longer gap."""
    units = record.get("unit_lists")
    if units:
        return np.array(
            [
                len({*units[a][i : i + p], *units[b][j : j + q]}) == 1
                for i, j, p, q in beads.tolist()
            ]
        )
    gold = gold_of(record, a, b)
    known = ({x for one, _ in gold for x in one}, {y for _, other in gold for y in other})
    links = {(one, other) for one, other in gold if one and other}
    gaps = (
        {x for one, other in gold if not other for x in one},
        {y for one, other in gold if not one for y in other},
    )
    found = []
    for i, j, p, q in beads.tolist():
        ours, theirs = tuple(range(i, i + p)), tuple(range(j, j + q))
        if not known[0].intersection(ours) and not known[1].intersection(theirs):
            found.append(True)  # gold says nothing about these segments
        elif p and q:
            found.append((ours, theirs) in links)
        else:
            found.append(gaps[0].issuperset(ours) and gaps[1].issuperset(theirs))
    return np.array(found)


def gold_of(record: Record, a: int, b: int) -> list[tuple[tuple[int, ...], ...]]:
    """The gold beads of two versions."""
    keys = record["languages"]
    named = record.get("pairs", {}).get(f"{keys[a]}-{keys[b]}")
    if named:
        return [tuple(map(tuple, bead)) for bead in named]
    return [(group[a], group[b]) for group in record["groups"]]


def balance(items: Sequence[Item]) -> None:
    """Even out what the kinds of text weigh in all, by ``BALANCE``, so that none dominates.

    A kind's weight is that of its documents times their segments; the sum over all stays.
    """
    held = dict.fromkeys(KINDS.values(), 0.0)
    for item in items:
        held[KINDS[item.name.partition(" ")[0]]] += WEIGHTS[item.name] * sum(item.sizes)
    kinds = {kind: weight for kind, weight in held.items() if weight}
    share = {kind: weight**-BALANCE for kind, weight in kinds.items()}
    same = sum(kinds.values()) / sum(kinds[kind] * share[kind] for kind in kinds)
    for name in WEIGHTS:
        WEIGHTS[name] *= share.get(KINDS[name.partition(" ")[0]], 1.0) * same


class Training:
    """Candidates of many pairs in one lattice."""

    def __init__(self, items: Sequence[Item], columns: NDArray[np.bool_]) -> None:
        self.items = items
        self.counts = np.concatenate([item.beads for item in items])[:, 2:]
        beads = np.concatenate([item.beads for item in items])
        self.component = np.repeat(np.arange(len(items)), [len(item.beads) for item in items])
        self.offsets = np.concatenate([[0], np.cumsum([len(item.beads) for item in items])])
        sizes = np.array([item.sizes for item in items])
        self.lattice = AffineGapLattice(
            beads[:, :2], beads[:, 2:], self.component, np.zeros_like(sizes), sizes, LITTLE
        )
        values = np.concatenate([item.features for item in items]).astype(np.float64)
        self.values = np.column_stack([values * columns, np.zeros(len(values))])
        self.shape = shape_class(beads)
        right = np.concatenate([item.right for item in items])
        self.penalty = np.where(right, 0.0, -WRONG * self.counts.sum(axis=1))
        self.weight = np.array([WEIGHTS.get(item.name, 0.0) for item in items])
        self.gap_extension = LITTLE
        self.share = np.ones(len(beads))
        """Of the extension, per candidate that of its document."""

    def set_extension(self, gap_extension: float) -> None:
        """Give every document its share of a gap extension."""
        self.gap_extension = gap_extension
        self.lattice.gap_extension = gap_extension * self.share

    def frequencies(self, weights: Floats) -> Floats:
        """How often each class of shapes occurs in all texts together."""
        probability, _ = self.lattice.posteriors(self.values @ weights)
        found = np.bincount(self.shape, probability * self.weight[self.component], SHAPE_CLASSES)
        result: Floats = found / found.sum()
        return result

    def adapt(self, weights: Floats, usual: Floats) -> None:
        """Put the shapes' frequencies in each document into the last column."""
        self.set_extension(self.gap_extension)
        dearer = np.where(self.shape < GAP_CLASSES, DEARER, 0.0)
        probability, _ = self.lattice.posteriors(self.values @ weights - dearer)
        found = np.zeros((len(self.items), SHAPE_CLASSES))
        np.add.at(found, (self.component, self.shape), probability)
        share = np.array([extension_share(counts, usual) for counts in found])
        self.share = share[self.component]
        self.set_extension(self.gap_extension)
        found += PRIOR_WEIGHT * usual
        found /= found.sum(axis=1, keepdims=True)
        self.values[:, -1] = np.log(found)[self.component, self.shape]

    def fit(self, start: Floats, rounds: int) -> Floats:
        """The weights that make right paths most probable, with a ridge on their effect."""
        scale = self.values.std(axis=0) + 1e-9

        def loss(free: Floats) -> tuple[float, Floats]:
            scaled = free[:-1]
            self.set_extension(float(free[-1]))
            scores = self.values @ (scaled / scale)
            every, whole, gaps = self.lattice.expected(scores)
            right, part, own_gaps = self.lattice.expected(scores + self.penalty)
            lost = float(self.weight @ (whole - part)) + RIDGE * float(scaled @ scaled)
            slope = self.values.T @ (self.weight[self.component] * (every - right))
            more = float((self.weight[self.component] * self.share) @ (gaps - own_gaps))
            return lost, np.append(slope / scale + 2 * RIDGE * scaled, more)

        found = minimize(
            loss,
            np.append(start * scale, self.gap_extension),
            jac=True,
            method="L-BFGS-B",
            bounds=[(None, None)] * len(start) + [(LITTLE, None)],
            options={"maxiter": rounds},
        )
        self.set_extension(float(found.x[-1]))
        result: Floats = found.x[:-1] / scale
        return result


class Fitted(NamedTuple):
    """What is learned of pairs; the weights with that of the shapes' frequencies behind."""

    first: Floats
    weights: Floats
    usual: Floats
    gap_extension: float


def fit_pairs(items: Sequence[Item], columns: NDArray[np.bool_]) -> Fitted:
    """Weights of the first round, weights afterwards, usual frequencies of shapes."""
    training = Training(items, columns)
    first = training.fit(np.zeros(len(NAMES) + 1), 60)
    usual = training.frequencies(first)
    training.adapt(first, usual)
    weights = training.fit(first, 50)
    usual = training.frequencies(weights)
    training.adapt(weights, usual)
    return Fitted(first, training.fit(weights, 30), usual, training.gap_extension)


def scores_of(training: Training, fitted: Fitted) -> Floats:
    """Every candidate's score, as the aligner computes it."""
    training.share = np.ones(len(training.values))
    training.set_extension(fitted.gap_extension)
    training.values[:, -1] = 0
    training.adapt(fitted.first, fitted.usual)
    training.adapt(fitted.weights, fitted.usual)
    result: Floats = training.values @ fitted.weights
    return result


class Together:
    """Candidate groups of the documents with three texts."""

    def __init__(self, training: Training, scores: Floats, records: dict[str, Record]) -> None:
        near = training.lattice.margins(scores) <= WITHIN
        tables: dict[str, dict[tuple[int, int], joint.PairTable]] = {}
        for number, item in enumerate(training.items):
            if item.name.startswith("trilingual"):
                rows = slice(training.offsets[number], training.offsets[number + 1])
                on = near[rows]
                tables.setdefault(f"{item.name} {item.document}", {})[item.places] = (
                    joint.PairTable(
                        item.beads[on], scores[rows][on], np.zeros(int(on.sum()), dtype=np.int64)
                    )
                )
        self.documents = list(tables)
        sizes = np.array([[len(x) for x in records[key]["lists"]] for key in self.documents])
        neutral = np.ones(len(joint.NAMES))
        groups = [
            joint.groups(found, np.stack([0 * size, size], axis=1)[None], neutral)
            for found, size in zip(tables.values(), sizes, strict=True)
        ]
        self.component = np.repeat(np.arange(len(groups)), [len(g.starts) for g in groups])
        self.starts = np.concatenate([g.starts for g in groups])
        self.counts = np.concatenate([g.counts for g in groups])
        self.lattice = AffineGapLattice(
            self.starts, self.counts, self.component, np.zeros_like(sizes), sizes, LITTLE
        )
        self.gap_extension = LITTLE
        self.values = np.concatenate([joint.group_features(g) for g in groups])
        right = np.concatenate(
            [agrees(records[key], g) for key, g in zip(self.documents, groups, strict=True)]
        )
        self.right = right
        self.penalty = np.where(right, 0.0, -WRONG * self.counts.sum(axis=1))
        self.weight = np.array([WEIGHTS.get(key.rpartition(" ")[0], 0) for key in self.documents])
        self.pairs: dict[str, dict[tuple[int, int], tuple[Ints, NDArray[np.float32]]]] = {}
        for item in training.items:
            own = self.pairs.setdefault(f"{item.name} {item.document}", {})
            own[item.places] = (item.beads, item.features)

    def fit(self, chosen: NDArray[np.bool_]) -> Floats:
        """Weights of ``joint.NAMES``."""
        weight = self.weight * chosen

        def loss(free: Floats) -> tuple[float, Floats]:
            weights, self.gap_extension = free[:-1], float(free[-1])
            self.lattice.gap_extension = self.gap_extension
            scores = self.values @ weights
            every, whole, gaps = self.lattice.expected(scores)
            right, part, own_gaps = self.lattice.expected(scores + self.penalty)
            there = np.isfinite(whole) & np.isfinite(part)
            each = weight * there
            on = there[self.component]
            lost = float(each[there] @ (whole[there] - part[there]))
            slope = self.values.T @ (each[self.component] * (every - right))
            more = float(each[self.component][on] @ (gaps - own_gaps)[on])
            return lost + 0.5 * float(free @ free), np.append(slope, more) + free

        start = np.zeros(len(joint.NAMES) + 1)
        start[:2], start[-1] = 1, self.gap_extension
        bounds = [(None, None)] * len(joint.NAMES) + [(LITTLE, None)]
        found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
        self.lattice.gap_extension = self.gap_extension = float(found[-1])
        result: Floats = found[:-1]
        return result


def agrees(record: Record, groups: joint.Groups) -> NDArray[np.bool_]:
    """Which groups gold agrees with."""
    units = record.get("unit_lists")
    gold = set(record["groups"])
    found = []
    for starts, counts in zip(groups.starts.tolist(), groups.counts.tolist(), strict=True):
        runs = [range(x, x + n) for x, n in zip(starts, counts, strict=True)]
        if units:
            held = {labels[x] for labels, run in zip(units, runs, strict=True) for x in run}
            found.append(len(held) == 1)
        else:
            found.append(tuple(map(tuple, runs)) in gold)
    return np.array(found)


def fold_of(name: str, document: str, order: Sequence[str]) -> int:
    """The fold of a document; MAC's books are numbered from 1.

    All that was made of a document lies in its fold, and a tale in both sets of tales, too.
    """
    whole = document.partition("#")[0]
    if name.startswith(SPOILT):
        return int(document[-1]) - 1
    if KINDS[name.partition(" ")[0]] == "tales":
        return crc32(whole.encode()) % FOLDS
    return sorted({own.partition("#")[0] for own in order}).index(whole) % FOLDS


def paths(
    lattice: AffineGapLattice, scores: Floats, component: Ints
) -> Iterator[tuple[int, Ints, Floats]]:
    """Of each component the best path's arcs and their probabilities."""
    best = lattice.best(scores)
    probability, _ = lattice.posteriors(scores)
    for number in np.unique(component[best]).tolist():
        arcs = best[component[best] == number]
        yield number, arcs, probability[arcs]


def with_weights(
    record: Record,
    fitted: parameters.Parameters,
    encoder: Encoder | None,
    cache: VectorCache | None,
) -> list[tuple[tuple[int, ...], ...]]:
    """What the whole program makes of a document with other weights than its own."""
    texts = [
        Version(str(language), tuple(segments))
        for language, segments in zip(record["languages"], record["lists"], strict=True)
    ]
    with mock.patch.object(parameters, "for_encoder", return_value=fitted):
        found = alignment.align(texts, encoder, cache=cache)
    return [bead.segments for bead in found.beads]


def cross_validate(
    items: Sequence[Item],
    columns: NDArray[np.bool_],
    records: dict[str, Record],
    folder: Path,
    encoder: Encoder | None,
    cache: VectorCache | None,
    *,
    by_kind: bool = False,
) -> dict[str, Floats]:
    """Print what the program makes of unseen documents; give the weights of the confidence.

    With ``by_kind`` a fold is a kind of text, else a sixth of the documents of every set.
    """
    score = gold.scorer(folder)
    order = {
        name: sorted({i.document for i in items if i.name == name})
        for name in dict.fromkeys(item.name for item in items)
    }
    fold = [fold_of(item.name, item.document, order[item.name]) for item in items]
    if by_kind:
        kinds = list(dict.fromkeys(KINDS.values()))
        fold = [kinds.index(KINDS[item.name.partition(" ")[0]]) for item in items]
    totals: dict[str, dict[str, Any]] = {}
    seen: dict[bool, list[confidence_fit.Row]] = {False: [], True: []}
    folds = max(fold) + 1
    for number in range(folds):
        own = [item for item, f in zip(items, fold, strict=True) if f == number]
        others = [
            item
            for item, f in zip(items, fold, strict=True)
            if f != number and item.name in WEIGHTS
        ]
        fitted = fit_pairs(others, columns)
        training = Training(others, columns)
        together = Together(training, scores_of(training, fitted), records)
        weights = together.fit(np.ones(len(together.documents), dtype=bool))
        held = Training(own, columns)
        scores = scores_of(held, fitted)
        for place, arcs, probability in paths(held.lattice, scores, held.component):
            item = held.items[place]
            record = records[f"{item.name} {item.document}"]
            # Gold of freer texts follows a script: it says nothing about confidence.
            if item.name.rpartition(" ")[2] not in freer.WAYS and not record.get("unit_lists"):
                beads = item.beads[arcs - held.offsets[place]]
                seen[False].append(
                    row_of(
                        item.name, record, item.places, beads[:, :2], beads[:, 2:], probability,
                        held.penalty[arcs] == 0,
                        {(0, 1): (item.beads, item.features)},
                    )
                )  # fmt: skip
        if any(item.name.startswith("trilingual") for item in own):
            three = Together(held, scores, records)
            three.lattice.gap_extension = together.gap_extension
            for place, arcs, probability in paths(
                three.lattice, three.values @ weights, three.component
            ):
                key = three.documents[place]
                if not records[key].get("unit_lists"):
                    seen[True].append(
                        row_of(
                            key.rpartition(" ")[0], records[key], range(three.starts.shape[1]),
                            three.starts[arcs], three.counts[arcs], probability,
                            three.right[arcs], three.pairs[key],
                        )
                    )  # fmt: skip
        fold_weights = parameters.Parameters(
            first=fitted.first[:-1], weights=fitted.weights[:-1],
            shape_weight=float(fitted.weights[-1]), shapes=fitted.usual, joint=weights,
            gap_extension_pairs=fitted.gap_extension,
            gap_extension_groups=together.gap_extension,
            confidence_path=NEUTRAL, confidence_link=np.empty(0),
            score=np.zeros(len(scoring.NAMES)),
        )  # fmt: skip
        for name, document in sorted({(item.name, item.document) for item in own}):
            if name not in (SETS if by_kind else WEIGHTS):
                continue  # what is made by script is no kind of its own
            record = records[f"{name} {document}"]
            groups = with_weights(record, fold_weights, encoder, cache)
            _count(score, totals, name, record, groups)
        print(f"fold {number + 1} of {folds} done", file=sys.stderr)
    for name, found in totals.items():
        print(
            f"{name:42}", "  ".join(f"{k} {v.f1:.3f}" for k, v in found.items() if "lax" not in k)
        )
    for several in (False, True):
        confidence_fit.report("three texts" if several else "pairs", seen[several], seen[False])
    path, link = confidence_fit.fit(seen[False])
    return {"confidence path": path, "confidence link": link}


NEUTRAL = np.array([0.0, 1.0, 0.0, 0.0, 0.0])
"""Weights of a confidence that is the model's probability."""


def row_of(
    name: str,
    record: Record,
    versions: Sequence[int],
    starts: Ints,
    counts: Ints,
    probability: Floats,
    right: NDArray[np.bool_],
    pairs: evidence.Pairs,
) -> confidence_fit.Row:
    """What is known of the beads of a path through an unseen document."""
    runs = [
        [range(x, x + n) for x, n in zip(first, many, strict=True)]
        for first, many in zip(starts.tolist(), counts.tolist(), strict=True)
    ]
    gold = gold_of(record, *versions) if len(versions) == 2 else record["groups"]
    whole, _, way = name.partition(" ")
    return confidence_fit.Row(
        KINDS[whole], way, probability, evidence.measured(pairs, starts, counts), right,
        confidence_fit.finer(gold, runs) & ~right, confidence_fit.touched(record, versions, runs),
    )  # fmt: skip


def _count(
    score: ModuleType, totals: dict[str, dict[str, Any]], name: str, record: Record, groups: Any
) -> None:
    keys = record["languages"]
    document = score.Document(
        id=record["id"], languages=tuple(map(str, keys)), gold=record["groups"],
        predicted=groups, units=tuple(record["unit_lists"]) if record.get("unit_lists") else None,
    )  # fmt: skip
    held = totals.setdefault(name, {})
    for metric, counts in score.score_document(document).items():
        entry = held.setdefault(metric, score.Counts())
        entry += counts


def named(names: Iterable[str], weights: Floats) -> dict[str, float]:
    """Weights by name, those of no effect left out."""
    return {
        name: round(float(weight), 4)
        for name, weight in zip(names, weights, strict=True)
        if abs(weight) > 5e-5
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, help="a file that keeps vectors between runs")
    parser.add_argument("--features", type=Path, help="a file that keeps the features")
    parser.add_argument("--encoder", choices=("builtin", "other", "none"), default="builtin")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--leave-kinds-out", action="store_true", help="a fold is a kind of text")
    parser.add_argument("--write", action="store_true", help="replace the program's weights")
    options = parser.parse_args(arguments)
    encoder = None if options.encoder == "none" else embedding.load()
    cache = VectorCache(options.cache) if options.cache else None
    given = list(documents(options.folder))
    if options.cross_validate or options.leave_kinds_out:
        given += confidence_fit.exchanged(given, encoder, cache)
    records = {f"{name} {record['id']}": record for name, record in given}
    if options.features and options.features.exists():
        items = pickle.loads(options.features.read_bytes())
    else:
        items = collect(given, encoder, cache)
        if options.features:
            options.features.write_bytes(pickle.dumps(items))
    # For an encoder that is slow, words and clauses have no vectors: they are left out.
    columns = np.array(
        [options.encoder != "other" or not any(k in n for k in ("words", "clauses")) for n in NAMES]
    )
    learned = [item for item in items if item.name in WEIGHTS]
    balance(learned)
    fitted = fit_pairs(learned, columns)
    training = Training(learned, columns)
    together = Together(training, scores_of(training, fitted), records)
    every = np.ones(len(together.documents), dtype=bool)
    entry: dict[str, Any] = {
        "first": named(NAMES, fitted.first[:-1]),
        "weights": named(NAMES, fitted.weights[:-1]),
        "shape_weight": round(float(fitted.weights[-1]), 4),
        "shapes": [round(float(x), 5) for x in fitted.usual],
        "joint": named(joint.NAMES, together.fit(every)),
        "gap extension pairs": round(fitted.gap_extension, 4),
        "gap extension groups": round(together.gap_extension, 4),
    }
    path = Path(parameters.__file__).with_name(parameters.FILE)
    known = json.loads(path.read_text(encoding="utf-8"))
    key = embedding.load().signature if options.encoder == "builtin" else options.encoder
    old = known.get(key, {})
    entry["confidence path"] = old.get("confidence path", NEUTRAL.tolist())
    entry["confidence link"] = old.get("confidence link", [])
    entry["score"] = old.get("score", [0.0] * len(scoring.NAMES))
    if options.cross_validate or options.leave_kinds_out:
        found = cross_validate(
            items, columns, records, options.folder, encoder, cache,
            by_kind=options.leave_kinds_out,
        )  # fmt: skip
        if options.encoder != "builtin":
            found["confidence link"] = np.empty(0)
        entry |= {name: [round(float(x), 4) for x in own] for name, own in found.items()}
    if options.write:
        known[key] = entry
        path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    else:
        print(json.dumps(entry, indent=1))


if __name__ == "__main__":
    main()
