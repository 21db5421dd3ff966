"""Which segments of two or more texts belong together."""

from workbench.alignment.bead import Bead, Beads, Version

__all__ = ["Bead", "Beads", "Version"]
