"""Translation units: what is exchanged with other programs, and what checks read."""

from workbench.units.code import (
    Code,
    CodeFormat,
    CodeKind,
    Codes,
    codes_from_json,
    codes_to_json,
    is_annotation,
    native,
    numbered,
    paired,
    spaced,
    unmatched,
)
from workbench.units.context import context_of, speaks_of_context
from workbench.units.marks import MARK, from_marks, with_marks
from workbench.units.selection import (
    DOUBTFUL,
    is_doubtful,
    key_of,
    narrowed,
    pair_of,
    parse_pair,
    region_of,
    selected,
    within,
)
from workbench.units.tally import Tally
from workbench.units.text import joined, joined_with_codes
from workbench.units.unit import OWN_ID, Memory, Source, Status, Unit, Variant, status_named

__all__ = [
    "DOUBTFUL",
    "MARK",
    "OWN_ID",
    "Code",
    "CodeFormat",
    "CodeKind",
    "Codes",
    "Memory",
    "Source",
    "Status",
    "Tally",
    "Unit",
    "Variant",
    "codes_from_json",
    "codes_to_json",
    "context_of",
    "from_marks",
    "is_annotation",
    "is_doubtful",
    "joined",
    "joined_with_codes",
    "key_of",
    "narrowed",
    "native",
    "numbered",
    "pair_of",
    "paired",
    "parse_pair",
    "region_of",
    "selected",
    "spaced",
    "speaks_of_context",
    "status_named",
    "unmatched",
    "with_marks",
    "within",
]
