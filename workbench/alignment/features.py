"""Features of the candidate beads of two texts.

Every feature is symmetric in the two texts and knows nothing of their languages, so one set
of weights serves all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.candidates import SURROUNDINGS
from workbench.alignment.marks import QUESTION, Marks
from workbench.words import Coverage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Columns = dict[str, NDArray[np.float32]]


SPREAD = 6.8
"""Variance of a translation's length for each character (Gale and Church 1993)."""

WITH_CLOSENESS = ("similarity", "words", "clauses at ends", "length", "larger", "gap")
"""Features whose weight depends on how alike what is linked in the two texts is."""

NAMES = (
    "link", "larger", "both larger", "three or more", "five or more",
    "similarity", "similarity a segment", "margin", "margin a segment", "best neighbour",
    "short loss", "long gain", "long gain a segment",
    "length", "length a segment", "short text",
    "words", "words a segment", "words uncovered", "words beyond", "words beyond a segment",
    "words shorter",
    "clauses", "clauses a segment", "clauses uncovered", "clauses beyond",
    "clauses beyond a segment", "clauses shorter",
    "clauses at ends", "clauses at worse end", "clauses at ends larger", "clauses across",
    "ending", "question", "opening", "closing", "quotes", "numbers shared", "numbers alone",
    "quotations begun", "quotations border", "quotations share", "quotations share a segment",
    "similarity x text", "margin x text", "words x text", "clauses x text",
    "words beyond x text", "clauses beyond x text",
    "margin squared", "similarity squared", "words squared", "clauses squared",
    "gap", "gap length", "gap similarity", "gap words", "gap clauses", "gap number",
    *(name + " x closeness" for name in WITH_CLOSENESS),
)  # fmt: skip


KINDS = {
    "similarity": ("similarity", "margin", "best neighbour", "short loss", "long gain"),
    "words": ("words",),
    "clauses": ("clauses",),
    "lengths": ("length", "short text"),
    "shape": ("link", "larger", "both larger", "three or more", "five or more", "shape here"),
    "punctuation": ("ending", "question", "opening", "closing", "quotes"),
    "quotations": ("quotations",),
    "paragraphs": ("paragraphs here",),
    "numbers": ("numbers",),
    "no counterpart": ("gap",),
}
"""Kinds of features, each with how their names begin."""


def kind(name: str) -> str:
    """The kind of a feature, by its name."""
    return next(kind for kind, starts in KINDS.items() if name.startswith(starts))


@dataclass(frozen=True, slots=True)
class Edges:
    """The clauses with which segments begin and end."""

    vectors: NDArray[np.float32]
    first: Ints
    last: Ints
    """Per segment the row of its first clause and of its last; -1 where it has none."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and what is known of both together."""

    left: Marks
    right: Marks
    ratio: float
    """Characters on the right for one on the left."""
    words: tuple[Coverage, Coverage]
    """Left words covered by the right text, and right words by the left."""

    clauses: tuple[Coverage, Coverage]
    edges: tuple[Edges, Edges] | None
    """Left and right first and last clauses; None where clauses have no vectors."""

    closeness: float
    """How alike links of these texts are beside those of others, see :func:`closeness`."""


def pair_features(beads: Ints, near: NDArray[np.float32], pair: Pair) -> NDArray[np.float32]:
    """All features of the beads.

    Args:
        beads: Rows ``(i, j, a, b)``.
        near: Similarities of each link and of its ``SURROUNDINGS``.
        pair: The two texts.

    Returns:
        Shape ``(len(beads), len(NAMES))``.
    """
    # A feature's values lie side by side, in half the memory of what they are computed in.
    out = np.zeros((len(beads), len(NAMES)), dtype=np.float32, order="F")
    column = {name: out[:, number] for number, name in enumerate(NAMES)}
    i, j, a, b = beads.T
    link = (a > 0) & (b > 0)
    size = (a + b) / 2.0
    cosine = np.nan_to_num(near[:, 0].astype(np.float64))
    column["link"][:] = 1
    column["larger"][:] = a + b - 2
    column["both larger"][:] = (a > 1) & (b > 1)
    column["three or more"][:] = np.maximum(np.maximum(a, b) - 2, 0)
    column["five or more"][:] = np.maximum(np.maximum(a, b) - 4, 0)
    _similar(column, near, size)
    ours, theirs = _total(pair.left.lengths, i, a), _total(pair.right.lengths, j, b)
    expected = ours * pair.ratio
    # Gale and Church (1993): the difference over the root of the length is about normal.
    away = (theirs - expected) / np.sqrt(SPREAD * np.maximum(expected + theirs, 4) / 2)
    column["length"][:] = np.minimum(away * away, 16)
    ratio = np.log((theirs + 3) / (expected + 3))
    column["length a segment"][:] = np.minimum(np.abs(ratio), 2) * size
    column["short text"][:] = np.log1p(
        np.minimum(ours * np.sqrt(pair.ratio), theirs / np.sqrt(pair.ratio))
    )
    if link.any():
        _covered(column, beads, pair.words, "words")
        _covered(column, beads, pair.clauses, "clauses")
        if pair.edges is not None:
            _borders(column, beads, pair.edges)
        _punctuation(column, beads, pair)
        _quotations(column, beads, pair)
    for name in ("similarity", "margin", "words", "clauses", "words beyond", "clauses beyond"):
        column[name + " x text"][:] = column[name] * column["short text"]
    for name in ("margin", "similarity", "words", "clauses"):
        column[name + " squared"][:] = column[name] ** 2
    for name in NAMES:
        if not name.startswith("gap"):
            column[name][~link] = 0
    alone = ~link
    # A gap's features: its length, and the best that it could have been linked to.
    column["gap"][alone] = 1
    on_left = alone & (a > 0)
    length = np.where(a > 0, ours * np.sqrt(pair.ratio), theirs / np.sqrt(pair.ratio))
    column["gap length"][alone] = np.log1p(length[alone])
    highest = _highest(beads, cosine, link, len(pair.left.lengths), len(pair.right.lengths))
    column["gap similarity"][on_left] = highest[0][i[on_left]]
    on_right = alone & (b > 0)
    column["gap similarity"][on_right] = highest[1][j[on_right]]
    for name, cover in (("gap words", pair.words), ("gap clauses", pair.clauses)):
        covered = np.zeros(len(beads))
        for rows, own, other, way in ((on_left, i, j, cover[0]), (on_right, j, i, cover[1])):
            three = np.full(int(rows.sum()), 3)
            covered[rows] = way.covered(own[rows], other[rows] - 1, three) / (
                way.whole[own[rows]] + 1
            )
        column[name][:] = covered
    has_left = np.array([bool(found) for found in pair.left.numbers])
    has_right = np.array([bool(found) for found in pair.right.numbers])
    column["gap number"][on_left] = has_left[i[on_left]]
    column["gap number"][on_right] = has_right[j[on_right]]
    for name in WITH_CLOSENESS:
        column[name + " x closeness"][:] = column[name] * pair.closeness
    return out


def closeness(similarity: NDArray[np.float32]) -> float:
    """How alike the links of two texts are beside those of others, in usual deviations.

    A translation may be free, or its language strange to the encoder: what the same similarity
    and the same gap say depends on it.

    Args:
        similarity: Of the links of the best path, as far as it is known.
    """
    known = similarity[~np.isnan(similarity)]
    mean = (known.sum() + CLOSENESS_PRIOR * USUAL_CLOSENESS) / (len(known) + CLOSENESS_PRIOR)
    return float(np.clip((mean - USUAL_CLOSENESS) / CLOSENESS_SPREAD, -1.5, 1.5))


USUAL_CLOSENESS, CLOSENESS_SPREAD = 0.64, 0.08
"""Mean similarity of the links of a text, and its deviation among texts."""

CLOSENESS_PRIOR = 10.0
"""Links that the usual similarity counts for against a text's own."""


def _similar(column: Columns, near: NDArray[np.float32], size: Floats) -> None:
    """How like each other both sides are, and how like what stands beside them."""
    side = {name: near[:, number].astype(np.float64) for number, name in enumerate(SURROUNDINGS)}
    cosine = np.nan_to_num(side["itself"])
    column["similarity"][:] = cosine
    column["similarity a segment"][:] = cosine * size
    # Margin: how much more alike than the runs of the same sizes directly beside this one.
    around = np.stack(
        [side[name] for name in ("right before", "right after", "left before", "left after")]
    )
    there = ~np.isnan(around)
    filled = np.where(there, around, 0)
    mean = filled.sum(axis=0) / np.maximum(there.sum(axis=0), 1)
    margin = np.where(there.any(axis=0), cosine - mean, 0.3)
    column["margin"][:] = margin
    column["margin a segment"][:] = margin * size
    column["best neighbour"][:] = np.where(there, around, 0).max(axis=0)
    shorter = np.stack([side[name] for name in SURROUNDINGS if "without" in name])
    longer = np.stack([side[name] for name in SURROUNDINGS if "with " in name])
    # Is the run better without its first or last segment, or with one more?
    best_shorter = np.where(np.isnan(shorter), -1, shorter).max(axis=0)
    column["short loss"][:] = np.where(best_shorter > -1, cosine - best_shorter, 0)
    gain = np.maximum(np.where(np.isnan(longer), -1, longer) - cosine, 0)
    column["long gain"][:] = gain.sum(axis=0)
    column["long gain a segment"][:] = gain.max(axis=0)


def _covered(column: Columns, beads: Ints, both: tuple[Coverage, Coverage], kind: str) -> None:
    """How much of the words (or clauses) on either side has a counterpart on the other."""
    i, j, a, b = beads.T
    size = (a + b) / 2.0
    forth, back = both
    whole = np.zeros(len(beads))
    inside, beyond, shorter = np.zeros(len(beads)), np.zeros(len(beads)), np.zeros(len(beads))
    shares = []
    for cover, at, count, other, length in (
        (forth, i, a, j, b),
        (back, j, b, i, a),
    ):
        mine = np.zeros(len(beads))
        total = np.zeros(len(beads))
        for step in range(int(count.max(initial=0))):
            on = np.flatnonzero((step < count) & (length > 0))
            segment, first, size_ = at[on] + step, other[on], length[on]
            now = cover.covered(segment, first, size_)
            mine[on] += now
            total[on] += cover.whole[segment]
            # What one more segment on either side would cover besides.
            wider = np.maximum(cover.covered(segment, first - 1, size_ + 2), now)
            beyond[on] += wider - now
            many = size_ > 1
            less = np.maximum(
                cover.covered(segment, first + 1, size_ - 1),
                cover.covered(segment, first, size_ - 1),
            )
            shorter[on] += np.where(many, now - less, 0)
        inside += mine
        whole += total
        shares.append(mine / (total + 1))
    share = (shares[0] + shares[1]) / 2
    column[kind][:] = share
    column[kind + " a segment"][:] = share * size
    column[kind + " uncovered"][:] = np.log1p(np.maximum(whole - inside, 0))
    column[kind + " beyond"][:] = beyond / (whole + 1)
    column[kind + " beyond a segment"][:] = beyond / (whole + 1) * size
    column[kind + " shorter"][:] = shorter / (whole + 1)


def _borders(column: Columns, beads: Ints, edges: tuple[Edges, Edges]) -> None:
    """Whether both sides begin and end alike, and not as the other's neighbour ends or begins."""
    i, j, a, b = beads.T
    left, right = edges
    width = len(right.first) + 1
    places, which = np.unique(
        np.concatenate([i * width + j, (i + a) * width + j + b]), return_inverse=True
    )
    start, stop = np.split(which.ravel(), 2)
    row, place = np.divmod(places, width)
    one, other = (np.append(side.first, -1) for side in edges)
    before, behind = (np.append(-1, side.last) for side in edges)
    begins = _alike(left, one[row], right, other[place])
    ends = _alike(left, before[row], right, behind[place])
    across = _alike(left, one[row], right, behind[place])
    across += _alike(left, before[row], right, other[place])
    both = begins[start] + ends[stop]
    column["clauses at ends"][:] = both
    column["clauses at worse end"][:] = np.minimum(begins[start], ends[stop])
    column["clauses at ends larger"][:] = both * (a + b - 2)
    column["clauses across"][:] = across[start] + across[stop]


def _alike(left: Edges, rows: Ints, right: Edges, columns: Ints) -> Floats:
    """Similarities of clauses; 0 where there is none."""
    found = np.zeros(len(rows))
    for at in range(0, len(rows), CHUNK):
        mine, yours = rows[at : at + CHUNK], columns[at : at + CHUNK]
        part = np.einsum("ij,ij->i", left.vectors[mine], right.vectors[yours])
        found[at : at + CHUNK] = np.where((mine >= 0) & (yours >= 0), part, 0)
    return found


CHUNK = 4096
"""Similarities at once, to bound the memory."""


def _punctuation(column: Columns, beads: Ints, pair: Pair) -> None:
    i, j, a, b = beads.T
    left, right = pair.left, pair.right
    last_i, last_j = np.maximum(i + a - 1, 0), np.maximum(j + b - 1, 0)
    first_i = np.minimum(i, len(left.ends) - 1)
    first_j = np.minimum(j, len(right.ends) - 1)
    ours, theirs = left.ends[last_i], right.ends[last_j]
    column["ending"][:] = ours == theirs
    column["question"][:] = (ours == QUESTION) != (theirs == QUESTION)
    column["opening"][:] = left.opens[first_i] != right.opens[first_j]
    column["closing"][:] = left.closes[last_i] != right.closes[last_j]
    column["quotes"][:] = np.minimum(
        np.abs(_total(left.quotes, i, a) - _total(right.quotes, j, b)), 4
    )
    shared, alone = column["numbers shared"], column["numbers alone"]
    with_numbers = [np.array([bool(found) for found in side.numbers]) for side in (left, right)]
    some = np.flatnonzero(
        (
            _total(with_numbers[0].astype(float), i, a)
            + _total(with_numbers[1].astype(float), j, b)
            > 0
        )
        & (a > 0)
        & (b > 0)
    )
    for row in some.tolist():
        x, y, p, q = beads[row].tolist()
        ones = frozenset().union(*left.numbers[x : x + p])
        others = frozenset().union(*right.numbers[y : y + q])
        shared[row] = len(ones & others)
        alone[row] = len(ones ^ others)


def _quotations(column: Columns, beads: Ints, pair: Pair) -> None:
    """Whether the same is spoken on both sides, as far as both texts mark speech."""
    i, j, a, b = beads.T
    left, right = pair.left, pair.right
    begun = left.quotations.begun.sum(), right.quotations.begun.sum()
    agree = min(begun) / max(*begun, 1)
    apart = np.abs(_total(left.quotations.begun, i, a) - _total(right.quotations.begun, j, b))
    column["quotations begun"][:] = agree * np.minimum(apart, 3)
    last_i, last_j = np.maximum(i + a - 1, 0), np.maximum(j + b - 1, 0)
    column["quotations border"][:] = agree * (
        left.quotations.open_after[last_i] != right.quotations.open_after[last_j]
    )
    ours = _total(left.quotations.spoken, i, a) / np.maximum(
        _total(left.quotations.characters, i, a), 1
    )
    theirs = _total(right.quotations.spoken, j, b) / np.maximum(
        _total(right.quotations.characters, j, b), 1
    )
    column["quotations share"][:] = agree * np.abs(ours - theirs)
    column["quotations share a segment"][:] = column["quotations share"] * (a + b) / 2


def _total(values: Floats, first: Ints, count: Ints) -> Floats:
    """Sums of consecutive values."""
    summed = np.concatenate([[0.0], np.cumsum(values)])
    found: Floats = summed[np.minimum(first + count, len(values))] - summed[first]
    return found


def _highest(
    beads: Ints, cosine: Floats, link: NDArray[np.bool_], left: int, right: int
) -> tuple[Floats, Floats]:
    """The greatest similarity of a 1-1 candidate for each segment of both texts."""
    one = link & (beads[:, 2] == 1) & (beads[:, 3] == 1)
    ours, theirs = np.zeros(left), np.zeros(right)
    np.maximum.at(ours, beads[one, 0], cosine[one])
    np.maximum.at(theirs, beads[one, 1], cosine[one])
    return ours, theirs


SHAPE_CLASSES = 9
GAP_CLASSES = 2
"""The first of these are gaps."""


def shape_class(beads: Ints) -> Ints:
    """The class of a bead's shape, for its frequency in a document."""
    a, b = beads[:, 2], beads[:, 3]
    found = np.full(len(beads), 8)
    for number, rows in enumerate(
        (
            (a == 1) & (b == 0), (a == 0) & (b == 1), (a == 1) & (b == 1),
            (a == 1) & (b == 2), (a == 2) & (b == 1), (a == 1) & (b > 2), (a > 2) & (b == 1),
            (a == 2) & (b == 2),
        )
    ):  # fmt: skip
        found[rows] = number
    return found
