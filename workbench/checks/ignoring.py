"""What a unit's note says is not to be reported: ``workbench: ignore RULE[CONCEPT] reason``.

The comments that a program extracts from its sources into a PO file (``#.``) count as notes.
"""

import re
from dataclasses import dataclass

from workbench.units import Unit

_IGNORE = re.compile(r"workbench:\s*ignore\s+(?P<rule>[a-z-]+)(?:\[(?P<concept>[^\]\n]+)\])?")

_EXTRACTED = "comment"
"""Property of a unit: the comments a program extracted."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """One such note."""

    unit: str
    rule: str
    concept: str | None

    def covers(self, rule: str, concept: str | None) -> bool:
        """Whether a finding of the unit is meant; without a concept all of the rule are."""
        return self.rule == rule and self.concept in {None, concept}

    def __str__(self) -> str:
        return f"{self.rule}[{self.concept}]" if self.concept else self.rule


def ignored(unit: Unit) -> list[Ignored]:
    """What the note of a unit says is not to be reported in it."""
    notes = f"{unit.note}\n{unit.properties.get(_EXTRACTED, '')}"
    if "workbench" not in notes:
        return []
    return [Ignored(unit.id, found["rule"], found["concept"]) for found in _IGNORE.finditer(notes)]
