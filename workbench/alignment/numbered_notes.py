"""Notes with numbers that one version alone has, such as a translator's.

A note in brackets behind the sentence it explains speaks of the same things, so it is easily
linked with it. All notes of a version together are told by their numbers, and by how much less
they have to do with the other version than the sentences before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.anchors import disjoint
from workbench.alignment.bead import Runs
from workbench.alignment.texts import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FEWEST = 3
"""Notes behind sentences, at least: one number in brackets may be anything."""

NEAR = 20
"""Segments of the other version on either side of a note's place that may be its counterpart."""

DRIFT = 0.03
"""The same as a share of the other version: versions do not grow evenly."""

LESS = 0.75
"""Similarity of the notes to the other version, beside that of the sentences before them, at most.

Notes that both have, and numbered paragraphs of which one version lost the numbers, come to 1.
"""

_NOTE = re.compile(r"\s*(?:[\[［〔【(（]\s*\d{1,3}\s*[\]］〕】)）]|[①-⑳⑴-⒇])")
_NUMBERED = re.compile(r"[\s\W]*(?:\w{1,3}[、)）\]】］〕]|\d{1,3}(?!\w)|[①-⑳⑴-⒇])")


def numbered_notes(texts: Sequence[Text], known: Sequence[Runs]) -> list[Runs]:
    """Notes that one version has and the others have not.

    Args:
        texts: The versions; nothing is found without vectors.
        known: Sections that stand elsewhere; they are no part of the texts here.

    Returns:
        For each its run in the version that has it; in the others, none at about the same place.
    """
    found: list[Runs] = []
    if any(text.encoder is None for text in texts):
        return found
    for number, text in enumerate(texts):
        places = [n for n, segment in enumerate(text.segments) if _NOTE.match(segment)]
        before = [n - 1 for n in places if n and n - 1 not in set(places)]
        others = [other for other in texts if other is not text]
        if len(before) < FEWEST or any(
            _has_numbers(other, len(places))
            or _likeness(text, places, other) > LESS * _likeness(text, before, other)
            for other in others
        ):
            continue
        for place in places:
            runs = [(round(place / text.size * other.size),) * 2 for other in texts]
            runs[number] = (place, place + 1)
            if all(disjoint(tuple(runs), held) for held in known):
                found.append(tuple(runs))
    return found


def _has_numbers(text: Text, notes: int) -> bool:
    """Whether half as many of a version's segments as there are notes begin with any number."""
    return 2 * sum(map(bool, map(_NUMBERED.match, text.segments))) >= notes


def _likeness(text: Text, places: Sequence[int], other: Text) -> float:
    """How similar some segments are to the likeliest one near their place, on average."""
    near = NEAR + round(DRIFT * other.size)
    total = 0.0
    for place in places:
        middle = round(place / text.size * other.size)
        beside = other.vectors(1, max(0, middle - near), min(other.size, middle + near))
        total += float((beside @ text.vectors(1, place, place + 1)[0]).max(initial=0))
    return total / len(places)
