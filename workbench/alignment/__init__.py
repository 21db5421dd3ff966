"""Which segments of two or more texts belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.alignment.bead import Bead, Beads, Version

if TYPE_CHECKING:
    from workbench.alignment.aligner import align

__all__ = ["Bead", "Beads", "Version", "align"]


def __getattr__(name: str) -> object:
    """``align``, with NumPy, when it is first asked for."""
    if name == "align":
        from workbench.alignment.aligner import align

        return align
    raise AttributeError(name)
