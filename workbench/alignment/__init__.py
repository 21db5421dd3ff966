"""Which segments of two or more texts belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.alignment.bead import MAX_VERSIONS, Bead, Beads, Version

if TYPE_CHECKING:
    from workbench.alignment.aligner import align
    from workbench.alignment.explaining import Explanation, Reason, explain
    from workbench.alignment.scoring import score

__all__ = [
    "MAX_VERSIONS", "Bead", "Beads", "Explanation", "Reason", "Version", "align", "explain",
    "score",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """What needs NumPy, when it is first asked for."""
    if name == "align":
        from workbench.alignment.aligner import align

        return align
    if name == "score":
        from workbench.alignment.scoring import score

        return score
    if name in ("Explanation", "Reason", "explain"):
        from workbench.alignment import explaining

        return getattr(explaining, name)
    raise AttributeError(name)
