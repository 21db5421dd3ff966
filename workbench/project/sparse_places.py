"""Sparse places: room between neighbours, so that few rows change when one comes between."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

GAP = 1 << 20
"""Between the places of neighbours at first: room for twenty halvings at one spot."""

_ROOM = 1 << 8
"""Between the places of neighbours where they had to be spread anew."""


def placed(
    order: Sequence[int],
    items: Sequence[int],
    start: int,
    end: int,
    place: Callable[[int], int],
) -> Iterable[tuple[int, int]]:
    """Places for items that are to stand in place of a stretch of an order.

    As many as can be keep their place; the others stand evenly between them. Where there
    is no room left, neighbours of the stretch are moved too.

    Args:
        order: All as they stand now.
        items: What is to stand there; negative ones have no place yet.
        start: Index of the stretch's first.
        end: Index past its last.
        place: Where one stands now.

    Returns:
        The items that must change, and the neighbours, with their new places.
    """
    low = place(order[start - 1]) if start > 0 else None
    high = place(order[end]) if end < len(order) else None
    known = [
        (item, place(item))
        for item in items
        if item >= 0 and (low is None or place(item) > low) and (high is None or place(item) < high)
    ]
    fixed = dict(known[index] for index in increasing([at for _, at in known]))
    found: list[tuple[int, int]] = []
    group: list[int] = []
    below = low
    for item, at in [*((item, fixed.get(item)) for item in items), (None, high)]:
        if item is not None and at is None:
            group.append(item)
            continue
        places = _between(below, at, len(group), least=1)
        if places is None:
            return _respread(order, items, start, end, place)
        found.extend(zip(group, places, strict=True))
        group, below = [], at
    return found


def increasing(values: Sequence[int]) -> list[int]:
    """Indices of a longest strictly increasing subsequence (patience sorting)."""
    ends: list[int] = []
    chain: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        pile = bisect_left(ends, value)
        before.append(chain[pile - 1] if pile else -1)
        if pile == len(ends):
            ends.append(value)
            chain.append(index)
        else:
            ends[pile], chain[pile] = value, index
    longest = []
    index = chain[-1] if chain else -1
    while index >= 0:
        longest.append(index)
        index = before[index]
    return longest[::-1]


def _respread(
    order: Sequence[int],
    items: Sequence[int],
    start: int,
    end: int,
    place: Callable[[int], int],
) -> Iterable[tuple[int, int]]:
    """New places for the items and as many of their neighbours as make room."""
    reach = 4
    while True:
        first, last = max(start - reach, 0), min(end + reach, len(order))
        everyone = [*order[first:start], *items, *order[end:last]]
        low = place(order[first - 1]) if first > 0 else None
        high = place(order[last]) if last < len(order) else None
        places = _between(low, high, len(everyone), least=_ROOM)
        if places is not None:
            return zip(everyone, places, strict=True)
        reach *= 4


def _between(low: int | None, high: int | None, count: int, *, least: int) -> list[int] | None:
    """So many places between two, evenly; None where they would stand closer than ``least``."""
    if count == 0:
        return []
    if low is not None and high is not None:
        step = (high - low) // (count + 1)
        return [low + step * (index + 1) for index in range(count)] if step >= least else None
    if low is not None:
        return [low + GAP * (index + 1) for index in range(count)]
    if high is not None:
        return [high - GAP * (count - index) for index in range(count)]
    return [GAP * (index + 1) for index in range(count)]
