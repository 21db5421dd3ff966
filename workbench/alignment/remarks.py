"""What a person should know about an alignment, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from workbench.alignment.bead import Bead, Version
from workbench.alignment.texts import Text
from workbench.alignment.walls import Runs

UNLIKE = 0.25
"""Mean similarity of what was paired below which two texts are not versions of one."""

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
        ours, theirs = one.vectors(1, 0, one.size), other.vectors(1, 0, other.size)
        alike = paired = 0.0
        for bead in beads:
            (top, bottom), (start, stop) = bead.runs[a], bead.runs[b]
            if top < bottom and start < stop:
                left, right = ours[top:bottom].mean(axis=0), theirs[start:stop].mean(axis=0)
                size = float(np.linalg.norm(left) * np.linalg.norm(right)) or 1.0
                alike += float(left @ right) / size * (bottom - top + stop - start)
                paired += bottom - top + stop - start
        whole = one.size + other.size
        if alike / whole < UNLIKE:
            languages = f"{one.version.language} and {other.version.language}"
            found.append(
                f"These do not look like versions of one text ({languages}): the similarity of "
                f"what was paired is {alike / whole:.2f} on average, where 0.4 and more is "
                f"usual, and {paired / whole:.0%} of the segments found a partner at all."
            )
    return found


def reordered(versions: Sequence[Version], sections: Sequence[Runs]) -> list[str]:
    """A sentence for each section that stands elsewhere."""
    return [
        "A section stands in another order: segments "
        + ", ".join(
            f"{first + 1}–{last} ({version.language})"
            for version, (first, last) in zip(versions, runs, strict=True)
            if last > first
        )
        + "; it was aligned as a block of its own."
        for runs in sections
    ]
