"""Translation units: what is exchanged with other programs, and what checks read."""

from workbench.units.code import Code, CodeKind, Codes, codes_from_json, codes_to_json, spaced
from workbench.units.selection import key_of, narrowed, pair_of, parse_pair, selected, within
from workbench.units.text import joined
from workbench.units.unit import Memory, Source, Status, Unit, Variant

__all__ = [
    "Code",
    "CodeKind",
    "Codes",
    "Memory",
    "Source",
    "Status",
    "Unit",
    "Variant",
    "codes_from_json",
    "codes_to_json",
    "joined",
    "key_of",
    "narrowed",
    "pair_of",
    "parse_pair",
    "selected",
    "spaced",
    "within",
]
