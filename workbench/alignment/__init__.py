"""Which segments of two or more texts belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.alignment.bead import Bead, Beads, Version

if TYPE_CHECKING:
    from workbench.alignment.aligner import align
    from workbench.alignment.explaining import Explanation, Reason, explain

__all__ = ["Bead", "Beads", "Explanation", "Reason", "Version", "align", "explain"]


def __getattr__(name: str) -> object:
    """What needs NumPy, when it is first asked for."""
    if name == "align":
        from workbench.alignment.aligner import align

        return align
    if name in ("Explanation", "Reason", "explain"):
        from workbench.alignment import explaining

        return getattr(explaining, name)
    raise AttributeError(name)
