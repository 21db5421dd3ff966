"""What was left out, counted by reason, with the first place of each."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts by reason; they grow while a file is read."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: dict[str, int] = field(default_factory=dict)
    """By reason, the line (from 1) of the first, where known."""

    def add(self, reason: str, line: int | None = None, count: int = 1) -> None:
        """Count something."""
        self.counts[reason] += count
        if line is not None:
            self.lines.setdefault(reason, line)

    def sentences(self) -> list[str]:
        """A sentence for each reason: how many, and where the first is."""
        return [
            f"{reason}: {count}"
            + (f" (the first in line {self.lines[reason]})" if reason in self.lines else "")
            for reason, count in self.counts.items()
        ]
