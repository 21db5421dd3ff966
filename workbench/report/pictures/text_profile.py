"""How sure an alignment is along the text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.report.pictures.style import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    new_figure,
    plain_axes,
    said,
)
from workbench.units import DOUBTFUL, Memory, Unit, is_doubtful

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_WINDOW = 0.02
"""Share of the beads over which the line is a mean."""


def confidence(memory: Memory, units: Sequence[Unit]) -> "Figure":
    """The confidence of each bead by its place, with a running mean, and what people decided.

    Args:
        memory: Whose units they are.
        units: In reading order.
    """
    import numpy as np

    figure = new_figure(9.5, 3.0)
    axes: Any = figure.subplots()
    plain_axes([axes])
    scored = [(place, unit) for place, unit in enumerate(units, 1) if unit.confidence is not None]
    places = np.array([place for place, _ in scored])
    values = np.array([unit.confidence for _, unit in scored], dtype=float)
    low = np.array([is_doubtful(unit) for _, unit in scored], dtype=bool)
    axes.axhline(DOUBTFUL, color=FAINT, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.annotate(
        f"doubtful below {DOUBTFUL:.0%}", (1, DOUBTFUL), xycoords=("axes fraction", "data"),
        ha="right", va="top", fontsize=8, color=FAINT, xytext=(0, -2), textcoords="offset points",
    )  # fmt: skip
    if scored:
        axes.scatter(places[~low], values[~low], s=9, color=BLUE, linewidths=0, alpha=0.55)
        axes.scatter(
            places[low], values[low], s=20, color=ORANGE, marker="v", linewidths=0,
            label=f"doubtful: {int(low.sum())}",
        )  # fmt: skip
        wide = max(3, round(len(values) * _WINDOW)) | 1
        if len(values) >= wide * 3:
            mean = np.convolve(
                np.pad(values, wide // 2, mode="edge"), np.ones(wide) / wide, "valid"
            )
            axes.plot(places, mean, color=INK, linewidth=1.2, label=f"mean of {wide}")
    decided = [place for place, unit in enumerate(units, 1) if unit.status == "confirmed"]
    if decided:
        axes.scatter(
            decided, [1.03] * len(decided), s=14, marker="|", color=GREEN,
            label=f"confirmed: {len(decided)}",
        )  # fmt: skip
    axes.set_xlim(0, len(units) + 1)
    axes.set_ylim(-0.02, 1.07)
    axes.set_xlabel("bead, in reading order")
    axes.set_ylabel("confidence")
    axes.set_title(said(memory.name or "Alignment"))
    if axes.get_legend_handles_labels()[0]:
        axes.legend(loc="lower right", fontsize=8, ncols=3)
    return figure
