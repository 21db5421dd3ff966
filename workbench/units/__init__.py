"""Translation units: what is exchanged with other programs, and what checks read."""

from workbench.units.selection import key_of, narrowed, pair_of, parse_pair, selected, within
from workbench.units.text import joined
from workbench.units.unit import Memory, Source, Status, Unit, Variant

__all__ = [
    "Memory",
    "Source",
    "Status",
    "Unit",
    "Variant",
    "joined",
    "key_of",
    "narrowed",
    "pair_of",
    "parse_pair",
    "selected",
    "within",
]
