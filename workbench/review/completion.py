"""How much is done, what is doubtful, how long the rest will take: what the bar says."""

from collections.abc import Sequence
from typing import NamedTuple

from workbench.review import find, pace
from workbench.review.session import Session
from workbench.review.wrap import visible

_GAUGE = 12
"""Cells of the gauge."""

_FILTER = 24
"""Characters of the filter to show at the most."""


_OTHERS = 3
"""People to name at the most."""


class Part(NamedTuple):
    """Something that the bar says."""

    text: str
    style: str = ""
    """Name of a style class of the bar; empty for the usual one."""


def parts(session: Session) -> Sequence[Sequence[Part]]:
    """The parts of the bar, those first that a narrow screen still has room for."""
    counts, beads = session.sheet.counts, len(session.project)
    if session.cursor.selecting:
        count = len(session.cursor.selection)
        return [
            [Part(f"range of {count}:")],
            [Part("Enter confirms, x leaves out, J merges, m flags, Esc ends it", "faint")],
        ]
    done = counts["confirmed"]
    left = session.pace.left(beads - done)
    full = max(done * _GAUGE // beads, min(done, 1)) if beads else _GAUGE
    shown, text = len(session.cursor.rows), session.sheet.filter.text
    return [
        [Part("cannot be saved: ", "flag"), Part(session.trouble)] if session.trouble else [],
        [Part("read-only ", "flag"), Part("^S saves a copy")] if session.read_only else [],
        [Part("showing ", "doubt"), Part(f"{shown}: {_cut(text)} (Esc: all)")] if text else [],
        [Part("● ", "doubt"), Part(_others(session))] if session.others else [],
        [Part("✓ ", "done"), Part(f"{done}/{beads} ({done / beads if beads else 1:.0%})")],
        [Part("━" * full, "done"), Part("─" * (_GAUGE - full), "faint")],
        [Part("? ", "doubt"), Part(f"{counts['doubtful']} doubtful")],
        [Part(f"{counts['unscored']} not scored", "doubt")] if counts["unscored"] else [],
        [Part("⚑ ", "flag"), Part(str(counts["flagged"]))] if counts["flagged"] else [],
        [Part(f"about {pace.spoken(left)} left")] if left and done < beads else [],
        [Part("n ", "faint"), Part(find.TARGETS[session.target][0], "faint")],
    ]


def _others(session: Session) -> str:
    """Who else is there, each with the number of the bead."""
    project, shown = session.project, []
    for other in session.others[:_OTHERS]:
        bead = other.bead
        number = f" {project.index(bead) + 1}" if bead is not None and bead in project else ""
        shown.append(f"{visible(other.author) or 'someone'}{number}")
    more = len(session.others) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _cut(text: str) -> str:
    return text if len(text) <= _FILTER else f"{text[: _FILTER - 1]}…"
