"""One word of a term: its forms, and which forms of its neighbours each goes with."""

from collections.abc import Mapping
from dataclasses import dataclass

ANY = -1
"""The mask of a form that goes with every form of the other words."""

CASES = 6
"""Bits of a mask: one a case in the singular, then one a case in the plural."""

_SINGULAR = (1 << CASES) - 1


@dataclass(frozen=True, slots=True)
class Slot:
    """The forms one word of a term takes.

    A mask holds a bit for each combination of case and number that a form can express.
    Neighbouring words agree when their masks, joined by *and*, leave a bit.
    """

    forms: Mapping[str, int]
    """Folded forms in small letters, each with its mask."""

    group: int = 0
    """Words of one group agree in case and number, groups among each other in case alone:
    "торговля и инвестиции" is a singular beside a plural."""


def agree(masks: list[tuple[int, int]]) -> bool:
    """Whether forms go together.

    Args:
        masks: Of each word of the phrase, its form's mask and its group.
    """
    groups: dict[int, int] = {}
    for mask, group in masks:
        groups[group] = groups.get(group, ANY) & mask
    cases = ANY
    for mask in groups.values():
        cases &= ANY if mask == ANY else (mask | mask >> CASES) & _SINGULAR
    return cases != 0
