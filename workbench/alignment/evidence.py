"""What a link itself shows, besides how probable a path through it is.

The probability of a bead says that nothing nearby fits better. Where either version has a
sentence that the other lacks, at the same place, nothing does; that the two do not translate
each other shows in the link alone: how alike its sides are, and how much of either has a
counterpart in the other, beside what is usual between these two texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment import features

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

MEASURED = (
    "similarity", "margin", "length", "words", "clauses", "words uncovered", "clauses uncovered",
    "numbers alone", "ending", "clauses at worse end", "clauses at ends", "short text",
    "length a segment", "long gain", "question", "closing",
)  # fmt: skip
"""Features of a link that count here."""

RELATIVE = (
    "similarity", "words", "clauses", "clauses at worse end", "clauses at ends", "length a segment",
)  # fmt: skip
"""Those that are held against their median over the links: how alike translations are depends on
the languages and the kind of text."""

COLUMNS = [features.NAMES.index(name) for name in MEASURED]

Pairs = Mapping[tuple[int, int], "tuple[Ints, NDArray[np.float32]]"]
"""Of each pair of versions its candidates, rows ``(i, j, a, b)``, and their features."""


def measured(pairs: Pairs, starts: Ints, counts: Ints) -> Floats:
    """What the links of some beads show.

    Args:
        pairs: The candidates of all pairs of versions.
        starts: Per bead its first segment in each version.
        counts: Its segments in each version.

    Returns:
        Shape ``(beads, pairs, len(MEASURED))``; NaN where a bead lacks one of the two versions,
        or the pair has no such candidate.
    """
    found = np.full((len(starts), len(pairs), len(MEASURED)), np.nan)
    for number, ((one, other), (beads, values)) in enumerate(pairs.items()):
        wanted = np.column_stack(
            [starts[:, one], starts[:, other], counts[:, one], counts[:, other]]
        )
        linked = np.flatnonzero((wanted[:, 2] > 0) & (wanted[:, 3] > 0))
        if not len(linked) or not len(beads):
            continue
        # A bead is one integer, so that looking beads up is a binary search.
        base = np.maximum(beads.max(axis=0), wanted.max(axis=0)) + 1
        weights = np.cumprod(np.append(1, base[:0:-1]))[::-1]
        keys = beads @ weights
        order = np.argsort(keys)
        place = np.searchsorted(keys[order], wanted[linked] @ weights)
        row = order[np.minimum(place, len(order) - 1)]
        there = (beads[row] == wanted[linked]).all(axis=1)
        found[linked[there], number] = values[row[there]][:, COLUMNS]
    return found


def relative(values: Floats, usual: Floats) -> Floats:
    """The same, with what depends on the text held against its median over usual links.

    Args:
        values: As :func:`measured` gives them.
        usual: The same of the path through the text, or of all that is looked at.
    """
    found = values.copy()
    for place, name in enumerate(MEASURED):
        if name in RELATIVE:
            for pair in range(values.shape[1]):
                own = usual[:, pair, place]
                if not np.isnan(own).all():
                    found[:, pair, place] -= np.nanmedian(own)
    return found
