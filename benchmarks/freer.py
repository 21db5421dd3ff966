"""Gold documents made freer: sentences cut at a clause on one side, joined over beads on the other.

Gold sets of prose hardly hold beads of one to four and more. A translator who cuts every long
sentence makes such texts, so they are made from others; gold follows the cuts and joins.
"""

import random
from collections.abc import Sequence
from typing import Any

from workbench import languages
from workbench.words import split_clauses

Record = dict[str, Any]
CUT, JOINED = "freer", "joined"
WAYS = {CUT: (0.7, 0.25), JOINED: (0.4, 0.5)}
"""How often a sentence of several clauses is cut on one side, and two beads joined on the other."""


def freer(record: Record, side: int, way: str, rng: random.Random) -> Record:
    """A freer version of a document of two languages.

    Args:
        record: With ``lists`` and ``groups``.
        side: The version in which sentences are joined; in the other one they are cut.
        way: One of ``WAYS``.
        rng: Decides.
    """
    often_cut, often_joined = WAYS[way]
    joiner = languages.of(record["languages"][side]).joiner
    beads: list[tuple[list[str], list[str]]] = []
    for group in record["groups"]:
        bead = [
            [own[place] for place in run] for own, run in zip(record["lists"], group, strict=True)
        ]
        bead[1 - side] = _cut(bead[1 - side], often_cut, rng)
        linked = beads and all(beads[-1]) and all(bead)
        if linked and rng.random() < often_joined:
            before = beads[-1]
            first, *others = bead[side]
            before[side][-1] += joiner + first
            before[side].extend(others)
            before[1 - side].extend(bead[1 - side])
        else:
            beads.append((bead[0], bead[1]))
    lists: tuple[list[str], list[str]] = [], []
    groups = []
    for texts in beads:
        runs = []
        for own, added in zip(lists, texts, strict=True):
            runs.append(tuple(range(len(own), len(own) + len(added))))
            own.extend(added)
        groups.append(tuple(runs))
    return {**record, "lists": list(lists), "groups": groups}


def _cut(sentences: Sequence[str], often: float, rng: random.Random) -> list[str]:
    """The sentences, some of them in two at the beginning of a clause."""
    found = []
    for sentence in sentences:
        parts = split_clauses(sentence)
        if len(parts) > 1 and rng.random() < often:
            clause = parts[rng.randrange(1, len(parts))]
            if sentence.count(clause) == 1:
                at = sentence.index(clause)
                found += [sentence[:at], sentence[at:]]
                continue
        found.append(sentence)
    return found
