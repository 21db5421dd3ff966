"""The order of beads and segments: sparse ranks, and lists of ids kept in their order.

A rank (the column ``place``) leaves room between neighbours, so that few rows change when one
comes between them.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence

RankKey = Callable[[int], tuple[int, int]]
"""Of an id, what its row is sorted by: its rank and the id."""

_MANY = 500
"""So many rows added or removed at once are sorted in rather than put in one by one."""

GAP = 1 << 20
"""Between the ranks of neighbours at first: room for twenty halvings at one spot."""

_ROOM = 1 << 8
"""Between the ranks of neighbours where they had to be spread anew."""


def ranked(
    order: Sequence[int],
    items: Sequence[int],
    start: int,
    end: int,
    rank: Callable[[int], int],
) -> Iterable[tuple[int, int]]:
    """Ranks for items that are to stand in the stead of a stretch of an order.

    As many as can be keep their rank; the others stand evenly between them. Where there
    is no room left, neighbours of the stretch are moved too.

    Args:
        order: All as they stand now.
        items: What is to stand there; negative ones have no rank yet.
        start: Index of the stretch's first.
        end: Index past its last.
        rank: Of an id, its rank now.

    Returns:
        The items that must change, and the neighbours, with their new ranks.
    """
    low = rank(order[start - 1]) if start > 0 else None
    high = rank(order[end]) if end < len(order) else None
    known = [
        (item, rank(item))
        for item in items
        if item >= 0 and (low is None or rank(item) > low) and (high is None or rank(item) < high)
    ]
    # The most that can keep their rank are a longest increasing subsequence of the ranks.
    fixed = dict(known[index] for index in increasing([at for _, at in known]))
    found: list[tuple[int, int]] = []
    group: list[int] = []
    below = low
    for item, at in [*((item, fixed.get(item)) for item in items), (None, high)]:
        if item is not None and at is None:
            group.append(item)
            continue
        ranks = _between(below, at, len(group), least=1)
        if ranks is None:
            return _respread(order, items, start, end, rank)
        found.extend(zip(group, ranks, strict=True))
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
    rank: Callable[[int], int],
) -> Iterable[tuple[int, int]]:
    """New ranks for the items and as many of their neighbours as make room."""
    # Wider and wider, so that the cost of one crowded spot is shared by many insertions there.
    reach = 4
    while True:
        first, last = max(start - reach, 0), min(end + reach, len(order))
        everyone = [*order[first:start], *items, *order[end:last]]
        low = rank(order[first - 1]) if first > 0 else None
        high = rank(order[last]) if last < len(order) else None
        ranks = _between(low, high, len(everyone), least=_ROOM)
        if ranks is not None:
            return zip(everyone, ranks, strict=True)
        reach *= 4


def _between(low: int | None, high: int | None, count: int, *, least: int) -> list[int] | None:
    """So many ranks between two, evenly; None where they would stand closer than ``least``."""
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


def find(order: Sequence[int], key: RankKey, item: int) -> int:
    """Index of an item that is there."""
    return bisect_left(order, key(item), key=key)


def put(order: list[int], items: Sequence[int], key: RankKey) -> None:
    """Let items stand where their keys say."""
    if len(items) > _MANY:
        order.extend(items)
        order.sort(key=key)
    else:
        for item in items:
            insort(order, item, key=key)


def take(order: list[int], items: Sequence[int], key: RankKey) -> None:
    """Remove items, while their keys still say where they stand."""
    if len(items) > _MANY:
        gone = set(items)
        order[:] = [item for item in order if item not in gone]
    else:
        for item in items:
            del order[find(order, key, item)]
