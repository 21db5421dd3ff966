"""What an alignment came to, for the person who asked for it."""

import shutil
from collections import Counter
from typing import TYPE_CHECKING

from workbench.cli.printing import say
from workbench.printable import visible

if TYPE_CHECKING:
    from workbench.api import AlignedBead, AlignedFiles
    from workbench.exchange import Written

DOUBTFUL = 0.5
"""A bead below this confidence is more likely wrong than right."""

_SHOWN = 3
"""Beads shown of those to be looked at first."""

_COMMON = 4
"""Bead shapes counted by name."""


def tell(aligned: "AlignedFiles") -> None:
    """Say on standard error what was found, where it lies, and what to do next."""
    from workbench.project import shown

    found = aligned.alignment
    for remark in found.remarks:
        say(remark)
    beads = found.beads
    shapes = Counter(_shape(bead) for bead in beads)
    common = ", ".join(f"{count} {shape}" for shape, count in shapes.most_common(_COMMON))
    rest = len(beads) - sum(count for _, count in shapes.most_common(_COMMON))
    others = f", {rest} of other shapes" if rest else ""
    say()
    say(f"{len(beads)} beads: {common}{others}")
    doubted = sorted(
        (bead for bead in beads if bead.confidence is not None), key=lambda b: b.confidence or 0.0
    )
    low = sum((bead.confidence or 0.0) < DOUBTFUL for bead in doubted)
    say(
        f"{low} of them more likely wrong than right; the most doubtful:"
        if low
        else "None of them is more likely wrong than right; the least sure:"
    )
    for bead in doubted[:_SHOWN]:
        say()
        say(f"  bead {bead.id}, confidence {bead.confidence:.2f}")
        for key, numbers in bead.segments.items():
            text = visible(" | ".join(found.segments[key][number].text for number in numbers))
            say(f"    {key:8}{_clipped(text, _width() - 12) or '(nothing)'}")
    say()
    for output, result in aligned.written.items():
        if output == "-":
            continue
        say(f"Written: {shown(output)}{_left_out(result)}")
    projects = [output for output, result in aligned.written.items() if result is None]
    if projects:
        say(f"Next:    workbench review {shown(projects[0])}")


def _shape(bead: "AlignedBead") -> str:
    return "-".join(str(len(numbers)) for numbers in bead.segments.values())


def _left_out(result: "Written | None") -> str:
    if result is None:
        return ""
    facts = [f"{result.units} units"]
    if result.incomplete:
        facts.append(f"{result.incomplete} beads in one language only left out")
    if result.removed:
        facts.append(f"{result.removed} characters removed that the format cannot hold")
    return f" ({'; '.join(facts)})"


def _width() -> int:
    return min(shutil.get_terminal_size((100, 24)).columns, 120)


def _clipped(text: str, cells: int) -> str:
    """The beginning of a text that fits into so many cells of a terminal."""
    from workbench.words import fitting

    return text if fitting(text, cells) == len(text) else f"{text[: fitting(text, cells - 1)]}…"
