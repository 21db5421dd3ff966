"""What a person should know about an alignment, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from workbench.alignment.bead import Bead, Runs, Version
from workbench.alignment.texts import Text

UNLIKE = 0.25
"""Mean similarity of what was paired below which two texts are not versions of one."""

SAMPLE, AT_ONCE = 5_000, 200
"""Beads that are looked at, about, and how many of them stand one after the other."""

NAMED = 10
"""Sections in another order that are named one by one, at most."""

ENOUGH = 5
"""Segments on either side from which on anything is said."""


def unlike(texts: Sequence[Text], beads: Sequence[Bead]) -> list[str]:
    """A sentence for each two texts that do not look like versions of one.

    What has no counterpart counts as similarity 0. Right pairs have 0.4 and more, texts
    that have nothing to do with each other less than 0.2.
    """
    found = []
    for a, b in combinations(range(len(texts)), 2):
        one, other = texts[a], texts[b]
        if one.encoder is None or other.encoder is None or min(one.size, other.size) < ENOUGH:
            continue
        alike, paired, whole = _similarity(
            one, other, [(bead.runs[a], bead.runs[b]) for bead in beads if not bead.skipped]
        )
        if alike / whole < UNLIKE:
            languages = f"{one.version.language} and {other.version.language}"
            found.append(
                f"These do not look like versions of one text ({languages}): the similarity of "
                f"what was paired is {alike / whole:.2f} on average, where 0.4 and more is "
                f"usual, and {paired / whole:.0%} of the segments found a partner at all."
            )
    return found


def _similarity(
    one: Text, other: Text, beads: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[float, int, int]:
    """Summed similarity of what was paired, how many segments were, and how many there are.

    Of long texts only every so many beads are looked at.
    """
    alike, paired, whole = 0.0, 0, 0
    every = -(-len(beads) // SAMPLE)
    for first in range(0, len(beads), every * AT_ONCE):
        some = beads[first : first + AT_ONCE]
        whole += sum(b - a for runs in some for a, b in runs)
        linked = [bead for bead in some if all(a < b for a, b in bead)]
        if not linked:
            continue
        low = [min(bead[side][0] for bead in linked) for side in (0, 1)]
        high = [max(bead[side][1] for bead in linked) for side in (0, 1)]
        ours, theirs = one.vectors(1, low[0], high[0]), other.vectors(1, low[1], high[1])
        for (top, bottom), (start, stop) in linked:
            left = ours[top - low[0] : bottom - low[0]].mean(axis=0)
            right = theirs[start - low[1] : stop - low[1]].mean(axis=0)
            size = float(np.linalg.norm(left) * np.linalg.norm(right)) or 1.0
            alike += float(left @ right) / size * (bottom - top + stop - start)
            paired += bottom - top + stop - start
    return alike, paired, whole


def reordered(versions: Sequence[Version], sections: Sequence[Runs]) -> list[str]:
    """A sentence for each section that stands elsewhere; of many the longest are named.

    What no other version has stands nowhere else.
    """
    sections = [runs for runs in sections if sum(last > first for first, last in runs) > 1]
    longest = sorted(sections, key=lambda runs: -sum(last - first for first, last in runs))
    named = [runs for runs in sections if runs in longest[:NAMED]]
    found = [
        "A section stands in another order: segments "
        + ", ".join(
            f"{first + 1}{f'–{last}' if last > first + 1 else ''} ({version.language})"
            for version, (first, last) in zip(versions, runs, strict=True)
            if last > first
        )
        + "; it was aligned as a block of its own."
        for runs in named
    ]
    if len(sections) > len(named):
        found.append(f"{len(sections) - len(named)} shorter passages do so as well.")
    return found
