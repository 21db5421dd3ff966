"""The map of an alignment: one text's segments against another's, and the path through them."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.report.pictures.style import BLUE, DOUBT, INK, ORANGE, new_figure, said
from workbench.units import DOUBTFUL, Memory, Source, Unit

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

_PIXELS = 500
"""Points of the background each way, at the most: of more segments the best of each square."""

_ROWS_AT_ONCE = 1_000
_SIDE = 4.6
"""Inches of a map's side."""

_FEW = 80
"""Beads up to which each is a box."""


class _Placed(NamedTuple):
    """A bead in the map."""

    left: int
    right: int
    """Of the source: first segment, and the one after the last."""

    top: int
    bottom: int
    """Of the target, likewise."""

    sure: float | None
    moved: bool = False


def alignment_map(
    memory: Memory, units: Sequence[Unit], vectors: "Mapping[str, NDArray[np.float32]]"
) -> "Figure":
    """A map for each language against the first.

    Args:
        memory: Its sources are the languages.
        units: In reading order, with the numbers of their segments.
        vectors: By key, unit vectors of the segments; without them there is no background.
    """
    source, *targets = memory.sources
    figure = new_figure(_SIDE * len(targets) + 0.9, _SIDE + 0.5)
    panels: Any = figure.subplots(1, len(targets), squeeze=False)[0]
    scale = None
    for axes, target in zip(panels, targets, strict=True):
        placed, alone = _places(units, source.key, target.key)
        across, down = _size(units, source.key), _size(units, target.key)
        if source.key in vectors and target.key in vectors:
            image = _similarity(vectors[source.key], vectors[target.key])
            axes.imshow(
                image.T, cmap="Greys", vmin=0.25, vmax=1.15, aspect="auto", origin="upper",
                extent=(0, across, down, 0), interpolation="nearest",
            )  # fmt: skip
        scale = _path(axes, placed) or scale
        _alone(axes, alone, across, down)
        axes.set_xlim(0, max(across, 1))
        axes.set_ylim(max(down, 1), 0)
        axes.set_xlabel(f"segments: {_name(source)}")
        axes.set_ylabel(f"segments: {_name(target)}")
        moved = sum(one.moved for one in placed)
        note = f", {moved:,} moved (orange)" if moved else ""
        note += f", {len(alone):,} segments alone (blue)" if alone else ""
        axes.set_title(f"{source.key} – {target.key}: {len(placed):,} beads{note}", fontsize=9)
    if scale is not None:
        bar = figure.colorbar(scale, ax=list(panels), shrink=0.6, aspect=30, pad=0.01)
        bar.set_label("confidence")
        bar.outline.set_visible(False)
    return figure


def _name(source: Source) -> str:
    return said(source.path.name if source.path else source.key)


def _places(
    units: Sequence[Unit], source: str, target: str
) -> tuple[list[_Placed], list[tuple[str, int]]]:
    """Where beads stand; and segments that have no counterpart, by side and number."""
    found: list[_Placed] = []
    alone: list[tuple[str, int]] = []
    for unit in units:
        here, there = (
            unit.variants[key].numbers if key in unit.variants else () for key in (source, target)
        )
        if here and there:
            sure = 1.0 if unit.status == "confirmed" else unit.confidence
            found.append(_Placed(here[0], here[-1] + 1, there[0], there[-1] + 1, sure))
        else:
            alone += [("source", number) for number in here]
            alone += [("target", number) for number in there]
    kept = _in_order([one.top for one in sorted(found)])
    return [
        one._replace(moved=number not in kept) for number, one in enumerate(sorted(found))
    ], alone


def _in_order(numbers: Sequence[int]) -> set[int]:
    """The places of a longest ascending series: what is not in it stands in another order."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(places[at - 1] if at else -1)
        if at == len(ends):
            ends.append(number)
            places.append(place)
        else:
            ends[at], places[at] = number, place
    kept: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def _size(units: Sequence[Unit], key: str) -> int:
    return 1 + max((n for unit in units if key in unit.variants
                    for n in unit.variants[key].numbers), default=-1)  # fmt: skip


def _similarity(left: "NDArray[np.float32]", right: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Cosines of all segments, of many the best in each square: shape (pixels, pixels)."""
    import numpy as np

    wide, tall = (min(len(side), _PIXELS) for side in (left, right))
    rows = np.arange(len(left)) * wide // max(len(left), 1)
    columns = np.searchsorted(np.arange(len(right)) * tall // max(len(right), 1), np.arange(tall))
    found = np.zeros((wide, tall), dtype=np.float32)
    for first in range(0, len(left), _ROWS_AT_ONCE):
        part = left[first : first + _ROWS_AT_ONCE] @ right.T
        best = np.maximum.reduceat(part, columns, axis=1)
        np.maximum.at(found, rows[first : first + _ROWS_AT_ONCE], best)
    return found


def _path(axes: Any, placed: Sequence[_Placed]) -> Any:
    """Draw the beads, coloured by confidence; the scale of the colours."""
    from matplotlib.collections import LineCollection, PatchCollection
    from matplotlib.colors import Normalize
    from matplotlib.patches import Rectangle

    if not placed:
        return None
    norm = Normalize(0, 1)
    # What is least sure is drawn last, and a little wider: else a long text would hide it.
    placed = sorted(placed, key=lambda one: -_sure(one))
    if len(placed) <= _FEW:
        made: Any = PatchCollection(
            [Rectangle((b.left, b.top), b.right - b.left, b.bottom - b.top) for b in placed],
            cmap=DOUBT, norm=norm, linewidths=[2.0 if b.moved else 0.8 for b in placed],
            edgecolors=[ORANGE if b.moved else INK for b in placed],
        )  # fmt: skip
    else:
        made = LineCollection(
            [[(b.left, b.top), (b.right, b.bottom)] for b in placed],
            cmap=DOUBT, norm=norm, capstyle="round",
            linewidths=[2.6 if _sure(b) >= DOUBTFUL else 5.5 for b in placed],
        )  # fmt: skip
        behind = LineCollection(
            [[(b.left, b.top), (b.right, b.bottom)] for b in placed],
            colors=[ORANGE if b.moved else INK for b in placed],
            linewidths=[7.0 if b.moved else 4.0 for b in placed], capstyle="round",
        )  # fmt: skip
        axes.add_collection(behind)
    made.set_array([_sure(one) for one in placed])
    axes.add_collection(made)
    return made


def _sure(one: _Placed) -> float:
    return 1.0 if one.sure is None else one.sure


def _alone(axes: Any, alone: Sequence[tuple[str, int]], across: int, down: int) -> None:
    """A tick at its side for each segment that has no counterpart."""
    for side, numbers in (
        ("source", [n for s, n in alone if s == "source"]),
        ("target", [n for s, n in alone if s == "target"]),
    ):
        middle = [number + 0.5 for number in numbers]
        if side == "source":
            axes.vlines(middle, 0, down * 0.025, colors=BLUE, linewidth=1.4)
        else:
            axes.hlines(middle, 0, across * 0.025, colors=BLUE, linewidth=1.4)
