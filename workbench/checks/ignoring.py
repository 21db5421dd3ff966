"""What a unit's note says is not to be reported: ``workbench: ignore RULE[CONCEPT] reason``."""

import re
from dataclasses import dataclass

from workbench.units import Unit

_IGNORE = re.compile(r"workbench:\s*ignore\s+(?P<rule>[a-z-]+)(?:\[(?P<concept>[^\]\n]+)\])?")


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
    if "workbench" not in unit.note:
        return []
    return [
        Ignored(unit.id, found["rule"], found["concept"]) for found in _IGNORE.finditer(unit.note)
    ]
