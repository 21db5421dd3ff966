"""One word of a term: its forms, and which forms of its neighbours each goes with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ANY = -1
"""The mask of a form that goes with every form of the other words."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The forms one word of a term takes.

    A mask holds a bit for each combination of features that a form can express, say of case
    and number. Which bit is which is the language's own affair, but for this: the features in
    which all words of a term agree count up within the ``shared`` lowest bits, and again in
    the ones above, for the features in which only a group agrees. Russian has six shared bits,
    its cases: six for the singular, then six for the plural.
    """

    forms: Mapping[str, int]
    """Folded forms in small letters, each with its mask."""

    group: int = 0
    """Words of one group agree in all features, groups among each other in the shared ones:
    "торговля и инвестиции" is a singular beside a plural."""


def agree(masks: Sequence[tuple[int, int]], shared: int) -> bool:
    """Whether forms go together.

    Args:
        masks: Of each word of the phrase, its form's mask and its group.
        shared: How many bits, from the lowest on, groups have to agree in; 0 for none.
    """
    groups: dict[int, int] = {}
    for mask, group in masks:
        groups[group] = groups.get(group, ANY) & mask
    if len(groups) < 2 or not shared:
        return all(groups.values())
    common = ANY
    for mask in groups.values():
        common &= _shared(mask, shared)
    return common != 0


def _shared(mask: int, bits: int) -> int:
    """A mask's shared features: those of all its rows of so many bits together."""
    if mask == ANY:
        return ANY
    found = 0
    while mask:
        found |= mask & ((1 << bits) - 1)
        mask >>= bits
    return found
