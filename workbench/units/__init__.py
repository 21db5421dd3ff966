"""Translation units: what is exchanged with other programs, and what checks read."""

from workbench.units.unit import Memory, Source, Status, Unit, Variant

__all__ = ["Memory", "Source", "Status", "Unit", "Variant"]
