"""What the bar says: how much is done, what is doubtful, how long the rest will take."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.review import navigation, pace
from workbench.review.bars import Part

if TYPE_CHECKING:
    from workbench.review.app import ReviewApp

_GAUGE = 12
"""Cells of the gauge."""


def parts(desk: "ReviewApp") -> Sequence[Sequence[Part]]:
    """The parts of the bar, those first that a narrow screen still has room for."""
    counts, beads = desk.sheet.counts, len(desk.project)
    if desk.grid.selecting:
        count = len(desk.grid.selection)
        return [
            [Part(f"range of {count}:")],
            [Part("Enter confirms, x leaves out, J merges, m flags, Esc ends it", "faint")],
        ]
    done = counts["confirmed"]
    left = desk.pace.left(beads - done)
    full = max(done * _GAUGE // beads, min(done, 1)) if beads else _GAUGE
    return [
        [Part("✓ ", "done"), Part(f"{done}/{beads} ({done / beads if beads else 1:.0%})")],
        [Part("━" * full, "done"), Part("─" * (_GAUGE - full), "faint")],
        [Part("? ", "doubt"), Part(f"{counts['doubtful']} doubtful")],
        [Part("⚑ ", "flag"), Part(str(counts["flagged"]))] if counts["flagged"] else [],
        [Part(f"about {pace.spoken(left)} left")] if left and done < beads else [],
        [Part("showing "), Part(f"{len(desk.grid.rows)}: {desk.sheet.filter.text} (Esc: all)")]
        if desk.sheet.filter
        else [],
        [Part("n ", "faint"), Part(navigation.TARGETS[desk.target][0], "faint")],
    ]
