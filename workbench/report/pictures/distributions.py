"""What kinds of beads there are, and how long their sides are."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.report.pictures.style import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    SERIES,
    new_figure,
    plain_axes,
    said,
)
from workbench.units import DOUBTFUL, Memory, Unit, is_doubtful

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

_MOST = 12
"""Shapes that have a bar of their own."""


def bead_shapes(memory: Memory, units: Sequence[Unit]) -> "Figure":
    """How many beads have how many segments of each language, and how many of them are doubtful.

    Args:
        memory: Its sources are the languages.
        units: Any.
    """
    figure = new_figure(6.5, 3.4)
    axes: Any = figure.subplots()
    counts: Counter[str] = Counter()
    doubtful: Counter[str] = Counter()
    for unit in units:
        sizes = [
            len(unit.variants[source.key].segments) if source.key in unit.variants else 0
            for source in memory.sources
        ]
        shape = "–".join(map(str, sizes))
        counts[shape] += 1
        doubtful[shape] += is_doubtful(unit)
    chosen = sorted(counts, key=lambda shape: (-counts[shape], shape))
    names, rest = chosen[:_MOST], chosen[_MOST:]
    sure = [counts[shape] - doubtful[shape] for shape in names]
    unsure = [doubtful[shape] for shape in names]
    if rest:
        names.append("others")
        sure.append(sum(counts[shape] - doubtful[shape] for shape in rest))
        unsure.append(sum(doubtful[shape] for shape in rest))
    places = list(range(len(names)))
    axes.bar(places, sure, color=BLUE, label="sure, or decided")
    axes.bar(places, unsure, bottom=sure, color=ORANGE, hatch="///", edgecolor="white",
             linewidth=0, label="doubtful")  # fmt: skip
    for place, (one, other) in enumerate(zip(sure, unsure, strict=True)):
        axes.annotate(f"{one + other:,}", (place, one + other), ha="center", va="bottom",
                      fontsize=8, color=INK, xytext=(0, 1), textcoords="offset points")  # fmt: skip
    axes.set_xticks(places, names, rotation=0 if len(names) < 9 else 40)
    axes.set_xlabel("segments: " + " – ".join(source.key for source in memory.sources))
    axes.set_ylabel("beads")
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.set_title(said(memory.name or "Alignment"))
    axes.legend(fontsize=8)
    return figure


def lengths(memory: Memory, units: Sequence[Unit]) -> "Figure":
    """The length of each side of a bead against the first language's, in characters.

    Args:
        memory: Its sources are the languages.
        units: Any; those that lack a side are left out.
    """
    import numpy as np

    source, *targets = memory.sources
    figure = new_figure(4.2 * len(targets), 3.9)
    panels: Any = figure.subplots(1, len(targets), squeeze=False)[0]
    plain_axes(panels)
    for axes, target, colour in zip(panels, targets, SERIES, strict=False):
        pairs = [
            (_length(unit, source.key), _length(unit, target.key), is_doubtful(unit))
            for unit in units
        ]
        both = np.array([(one, other, low) for one, other, low in pairs if one and other])
        if not len(both):
            continue
        low = both[:, 2] > 0
        axes.scatter(both[~low, 0], both[~low, 1], s=10, color=colour, alpha=0.45, linewidths=0)
        axes.scatter(both[low, 0], both[low, 1], s=22, color=INK, marker="v", linewidths=0,
                     label=f"doubtful: {int(low.sum())}")  # fmt: skip
        ratio = float(np.median(both[:, 1] / both[:, 0]))
        ends = np.array([both[:, 0].min(), both[:, 0].max()])
        axes.plot(ends, ends * ratio, color=FAINT, linewidth=1, linestyle=(0, (4, 3)),
                  label=f"× {ratio:.2f} (median)")  # fmt: skip
        axes.set_xscale("log")
        axes.set_yscale("log")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter("{x:,.0f}")
            axis.set_minor_formatter("")
        axes.set_xlabel(f"characters: {source.key}")
        axes.set_ylabel(f"characters: {target.key}")
        axes.set_title(f"{source.key} – {target.key}")
        axes.legend(loc="upper left", fontsize=8)
    return figure


class CorpusNumbers(NamedTuple):
    """What is counted in a corpus."""

    name: str
    confidences: "NDArray[np.float64]"
    """Of the beads that have one."""

    sizes: "NDArray[np.int64]"
    """Beads of each document."""

    lengths: "dict[tuple[str, str], tuple[NDArray[np.int64], NDArray[np.int64]]]"
    """By source and target, the characters of each bead that has both."""


def corpus_distributions(numbers: CorpusNumbers) -> "Figure":
    """How sure the beads of a corpus are, how long its documents, how long the sides.

    Args:
        numbers: As counted.
    """
    import numpy as np

    figure = new_figure(4.1 * (2 + len(numbers.lengths)), 3.6)
    panels: Any = figure.subplots(1, 2 + len(numbers.lengths), squeeze=False)[0]
    plain_axes(panels)
    sure, sizes, *pairs = panels
    bins = np.linspace(0, 1, 21)
    low = numbers.confidences[numbers.confidences < DOUBTFUL]
    sure.hist(numbers.confidences[numbers.confidences >= DOUBTFUL], bins, color=BLUE)
    sure.hist(low, bins, color=ORANGE, hatch="///", edgecolor="white", linewidth=0,
              label=f"doubtful: {len(low):,} of {len(numbers.confidences):,}")  # fmt: skip
    sure.set_yscale("symlog", linthresh=10)
    sure.set_xlabel("confidence")
    sure.set_ylabel("beads")
    sure.set_title(said(numbers.name))
    sure.legend(loc="upper left", fontsize=8)
    top = max(int(numbers.sizes.max(initial=1)), 2)
    sizes.hist(numbers.sizes, np.geomspace(1, top + 1, 24), color=BLUE)
    sizes.set_xscale("log")
    sizes.yaxis.get_major_locator().set_params(integer=True)
    sizes.set_xlabel("beads of a document")
    sizes.set_ylabel("documents")
    sizes.set_title(f"{len(numbers.sizes):,} documents, {int(numbers.sizes.sum()):,} beads")
    for axis in (sure.yaxis, sizes.xaxis, sizes.yaxis):
        axis.set_major_formatter("{x:,.0f}")
        axis.set_minor_formatter("")
    for axes, ((source, target), (left, right)) in zip(pairs, numbers.lengths.items(), strict=True):
        ratio = float(np.median(right / left)) if len(left) else 1.0
        edges = np.geomspace(1, max(int(left.max(initial=10)), int(right.max(initial=10))), 61)
        counts, _, _ = np.histogram2d(left, right, (edges, edges))
        axes.pcolormesh(edges, edges, np.log1p(counts).T, cmap="Blues", rasterized=True)
        axes.plot(edges, edges * ratio, color=ORANGE, linewidth=1, linestyle=(0, (4, 3)),
                  label=f"× {ratio:.2f} (median)")  # fmt: skip
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.set_ylim(edges[0], edges[-1])
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter("{x:,.0f}")
            axis.set_minor_formatter("")
        axes.set_xlabel(f"characters: {source}")
        axes.set_ylabel(f"characters: {target}")
        axes.legend(loc="upper left", fontsize=8)
    return figure


def _length(unit: Unit, key: str) -> int:
    return sum(map(len, unit.variants[key].segments)) if key in unit.variants else 0
