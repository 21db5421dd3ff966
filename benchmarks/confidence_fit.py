"""What the confidence is made of, fitted and judged by kind of text; ``alignment_fit.py`` uses it.

The confidence is the probability that the path leads through the right bead, times the
probability that both sides of a link translate each other. The former is learned from the beads
of texts that the model had not seen; the latter from right links, and from links of texts in
which some sentences were exchanged for others (:func:`exchanged`), so that both versions have one
at this place that the other lacks. Every kind of text counts the same, and is judged without it.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from workbench.alignment import Version, confidence
from workbench.alignment.texts import Text
from workbench.embedding import Encoder, VectorCache

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Record = dict[str, Any]
Runs = Sequence[Sequence[int]]

EXCHANGED = "exchanged"
"""Ends the names of the sets in which sentences were exchanged."""

SHARE, APART = 10, 2
"""One in so many beads of one sentence each is exchanged, at least so many beads apart."""

CHOSEN_FROM = 60
"""Sentences of the set of which one takes the place: any, or the most alike one."""

KIND_COUNTS = 1_500.0
"""Beads that a kind of text counts for, however many it has."""

EXCHANGED_COUNTS = 0.2
"""What a link with an exchanged sentence counts: such places are rare."""


class Row(NamedTuple):
    """The beads of a path through a text that the model had not seen."""

    kind: str
    way: str
    """How the text was spoilt; empty where it was not."""

    probability: Floats
    shown: Floats
    right: Flags
    finer: Flags
    """Parts of a gold bead that are links themselves: finer than gold, not wrong in any way
    that a confidence could tell."""

    touched: Flags
    """Beads that hold an exchanged sentence."""


def exchanged(
    given: Sequence[tuple[str, Record]], encoder: Encoder | None, cache: VectorCache | None
) -> Iterator[tuple[str, Record]]:
    """Documents in which some sentences of one version are replaced by others of the same set.

    Args:
        given: Documents as ``(set, record)``, with exact gold; others are passed over.
        encoder: Finds sentences that are much alike.
        cache: Keeps vectors.
    """
    pool: dict[tuple[str, str], list[str]] = {}
    for name, record in given:
        for language, texts in zip(record["languages"], record["lists"], strict=True):
            pool.setdefault((name, str(language)), []).extend(texts)
    for name, record in given:
        if " " in name or "unit_lists" in record:
            continue
        rng = random.Random(f"{EXCHANGED} {name} {record['id']}")
        lists = [list(texts) for texts in record["lists"]]
        groups: list[tuple[tuple[int, ...], ...]] = []
        places: list[tuple[int, int]] = []
        single = [n for n, runs in enumerate(record["groups"]) if all(len(r) == 1 for r in runs)]
        wanted = sorted(rng.sample(single, max(1, len(single) // SHARE))) if single else []
        chosen = set(wanted[:1]) | {b for a, b in pairwise(wanted) if b - a > APART}
        for number, runs in enumerate(record["groups"]):
            if number not in chosen:
                groups.append(runs)
                continue
            side = rng.randrange(len(lists))
            (place,) = runs[side]
            others = pool[name, str(record["languages"][side])]
            text = _other(lists[side][place], others, str(record["languages"][side]), rng,
                          encoder, cache)  # fmt: skip
            lists[side][place] = text
            places.append((side, place))
            groups.append(tuple(() if n == side else run for n, run in enumerate(runs)))
            groups.append(tuple(run if n == side else () for n, run in enumerate(runs)))
        if places:
            made = {"lists": lists, "groups": groups, "exchanged": places}
            kept = {key: record[key] for key in ("id", "languages")}
            yield f"{name} {EXCHANGED}", kept | made


def _other(
    text: str,
    others: Sequence[str],
    language: str,
    rng: random.Random,
    encoder: Encoder | None,
    cache: VectorCache | None,
) -> str:
    """Another sentence of about the same length; every second time the most alike one."""
    some = [other for other in rng.sample(others, min(CHOSEN_FROM, len(others))) if other != text]
    fit = [other for other in some if 0.5 < (len(other) + 5) / (len(text) + 5) < 2] or some
    if encoder is None or rng.random() < 0.5:
        return rng.choice(fit)
    vectors = Text(Version(language, (text, *fit)), encoder, cache).vectors(1, 0, len(fit) + 1)
    return fit[int(np.argmax(vectors[1:] @ vectors[0]))]


def touched(record: Record, versions: Sequence[int], runs: Sequence[Runs]) -> Flags:
    """Which beads hold an exchanged sentence.

    Args:
        record: The document.
        versions: The versions that are aligned.
        runs: Per bead its segments in each of these.
    """
    held = set(record.get("exchanged", ()))
    return np.array(
        [
            any((n, x) in held for n, run in zip(versions, bead, strict=True) for x in run)
            for bead in runs
        ]
    )


def finer(groups: Sequence[tuple[tuple[int, ...], ...]], runs: Sequence[Runs]) -> Flags:
    """Which beads are parts of a gold bead that several links make up, each in all its versions.

    Args:
        groups: Gold beads.
        runs: Per bead its segments in each version.
    """
    owner = {
        (version, place): number
        for number, group in enumerate(groups)
        for version, run in enumerate(group)
        for place in run
    }
    parts: dict[int, list[int]] = {}
    for number, bead in enumerate(runs):
        own = {owner.get((v, place)) for v, run in enumerate(bead) for place in run}
        if len(own) == 1 and (group := own.pop()) is not None:
            parts.setdefault(group, []).append(number)
    found = np.zeros(len(runs), dtype=bool)
    for group, numbers in parts.items():
        whole = all(
            sum(len(runs[n][version]) for n in numbers) == len(run)
            and all(bool(runs[n][version]) == bool(run) for n in numbers)
            for version, run in enumerate(groups[group])
        )
        found[numbers] = whole and len(numbers) > 1
    return found


def logistic(values: Floats, right: Flags, weight: Floats | None = None) -> Floats:
    """Weights of a logistic regression with a small ridge.

    Args:
        values: Of the cases, 1 among them.
        right: What is to be told.
        weight: What each case counts; 1 where nothing is said.
    """
    sign = 2.0 * right - 1
    each = np.ones(len(right)) if weight is None else weight

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = values @ weights
        lost = float(each @ np.logaddexp(0, -odds * sign) + weights @ weights)
        slope = values.T @ (each * (1 / (1 + np.exp(-odds)) - right)) + 2 * weights
        return lost, slope

    result: Floats = minimize(loss, np.zeros(values.shape[1]), jac=True, method="L-BFGS-B").x
    return result


def fit(rows: Sequence[Row]) -> tuple[Floats, Floats]:
    """Weights of the path and of the link; every kind counts the same, spoilt texts once more."""
    plain = [row for row in rows if row.way != EXCHANGED]
    path = logistic(
        np.concatenate([confidence.path_features(row.probability, row.shown) for row in plain]),
        np.concatenate([row.right for row in plain]),
        _alike([(row.kind, bool(row.way)) for row in plain], [len(row.right) for row in plain]),
    )
    links: list[tuple[Row, Floats, Flags]] = []
    for row in rows:
        if row.way in ("", EXCHANGED):
            values = confidence.link_features(row.shown, row.shown)
            there = ~np.isnan(values[:, :, 1])
            wanted = there & (row.right if not row.way else row.touched & ~row.right)[:, None]
            links.append((row, values[wanted], wanted))
    known = [(row, values) for row, values, _ in links if not row.way and len(values)]
    wrong = [values for row, values, _ in links if row.way]
    weight = _alike([row.kind for row, _ in known], [len(values) for _, values in known])
    count = sum(map(len, wrong))
    link = logistic(
        np.concatenate([*(values for _, values in known), *wrong]),
        np.concatenate([np.ones(len(weight), dtype=bool), np.zeros(count, dtype=bool)]),
        np.concatenate([weight, np.full(count, EXCHANGED_COUNTS)]),
    )
    return path, link


def _alike(keys: Sequence[Any], sizes: Sequence[int]) -> Floats:
    """The weight of each bead so that every key counts the same, by the sizes of its texts."""
    total: dict[Any, int] = {}
    for key, size in zip(keys, sizes, strict=True):
        total[key] = total.get(key, 0) + size
    return np.repeat([KIND_COUNTS / total[key] for key in keys], sizes)


def report(title: str, rows: Sequence[Row], learned: Sequence[Row]) -> None:
    """How well the confidence orders and how honest it is, by kind, each without the kind.

    Args:
        title: Of what.
        rows: What is looked at.
        learned: What the confidence is learned from.
    """
    for kind in dict.fromkeys(row.kind for row in rows):
        path, link = fit([row for row in learned if row.kind != kind])
        own = [row for row in rows if row.kind == kind]
        sure = [confidence.confidence(row.probability, row.shown, path, link) for row in own]
        alone = [confidence.confidence(row.probability, row.shown, path, link[:0]) for row in own]
        for way in dict.fromkeys(row.way for row in own):
            held = [place for place, row in enumerate(own) if row.way == way]
            said, first = (np.concatenate([v[p] for p in held]) for v in (sure, alone))
            right, part, hit = (
                np.concatenate([getattr(own[place], name) for place in held])
                for name in ("right", "finer", "touched")
            )
            name = f"{kind} ({way})" if way else kind
            if way == EXCHANGED:
                linked = np.concatenate(
                    [~np.isnan(own[place].shown[:, :, 0]).all(axis=1) for place in held]
                )
                wrong = hit & linked & ~right
                print(
                    f"confidence, {title}, {name}: {int(wrong.sum())} links with a sentence that "
                    f"has no counterpart; surer than .9 {(said[wrong] > 0.9).mean():.0%} (by the "
                    f"path alone {(first[wrong] > 0.9).mean():.0%}), below .5 "
                    f"{(said[wrong] < 0.5).mean():.0%} ({(first[wrong] < 0.5).mean():.0%})"
                )
                continue
            error, table = calibration(said, right)
            known = right | ~part
            print(
                f"confidence, {title}, {name}: {len(said)} beads, {int((~right).sum())} wrong; "
                f"{_quality(said, right)}, calibration error {error:.3f}; of these "
                f"{int((part & ~right).sum())} finer than gold, without them "
                f"{_quality(said[known], right[known])}; right and below .5: "
                f"{int((right & (said < 0.5)).sum())}"
            )
            print("   said/true/beads:", " ".join(f"{s:.2f}/{t:.2f}/{n}" for s, t, n in table))


def _quality(said: Floats, right: Flags) -> str:
    least = np.argsort(said, kind="stable")[: len(said) // 5]
    wrong = max(int((~right).sum()), 1)
    return f"area {area(said, right):.3f}, least sure fifth {(~right[least]).sum() / wrong:.0%}"


def area(sure: Floats, right: Flags) -> float:
    """Area under the ROC curve; of equal values half counts."""
    order = np.argsort(sure, kind="stable")
    _, first, counts = np.unique(sure[order], return_index=True, return_counts=True)
    rank = np.empty(len(sure))
    rank[order] = np.repeat(first + (counts - 1) / 2, counts)
    good, bad = int(right.sum()), int((~right).sum())
    return float((rank[right].sum() - good * (good - 1) / 2) / max(good * bad, 1))


def calibration(sure: Floats, right: Flags) -> tuple[float, list[tuple[float, float, int]]]:
    """The mean distance of said and true over ten bins, and the bins: said, true, beads."""
    bins = np.minimum((sure * 10).astype(int), 9)
    table = [
        (float(sure[bins == b].mean()), float(right[bins == b].mean()), int((bins == b).sum()))
        for b in range(10)
        if (bins == b).any()
    ]
    return sum(abs(said - true) * count for said, true, count in table) / len(sure), table
