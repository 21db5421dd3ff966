"""What became of the units that were to be written."""

from dataclasses import dataclass


@dataclass(slots=True)
class Written:
    """Counts for the person who asked; a file of nothing is written too."""

    units: int = 0
    """Units in the file."""

    incomplete: int = 0
    """Units left out since they have text in fewer than two of the languages."""

    removed: int = 0
    """Characters removed that the format cannot hold."""

    broken: int = 0
    """Line breaks inside segments that had to become something else."""

    codes: int = 0
    """Inline codes left out since the format has none."""

    contexts: int = 0
    """Units whose context and other properties were left out since the format has no place."""

    repeated: int = 0
    """Units left out since the format holds a source and its target once."""

    def __str__(self) -> str:
        parts = [f"{self.units} units"]
        if self.incomplete:
            parts.append(f"{self.incomplete} without a translation left out")
        if self.repeated:
            parts.append(f"{self.repeated} repeated ones left out")
        if self.removed:
            parts.append(f"{self.removed} characters removed that the format cannot hold")
        if self.codes:
            parts.append(f"{self.codes} inline codes left out")
        if self.contexts:
            parts.append(f"{self.contexts} units without their context and other properties")
        if self.broken:
            parts.append(f"{self.broken} line breaks inside segments replaced")
        return "; ".join(parts)
