"""Lists of ids in the order of their rows' places."""

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence

Key = Callable[[int], tuple[int, int]]
"""Where a row stands: its place and its id."""

_MANY = 500
"""So many rows added or removed at once are sorted in rather than put in one by one."""


def find(order: Sequence[int], key: Key, item: int) -> int:
    """Index of an item that is there."""
    return bisect_left(order, key(item), key=key)


def put(order: list[int], items: Sequence[int], key: Key) -> None:
    """Let items stand where their keys say."""
    if len(items) > _MANY:
        order.extend(items)
        order.sort(key=key)
    else:
        for item in items:
            insort(order, item, key=key)


def take(order: list[int], items: Sequence[int], key: Key) -> None:
    """Remove items, while their keys still say where they stand."""
    if len(items) > _MANY:
        gone = set(items)
        order[:] = [item for item in order if item not in gone]
    else:
        for item in items:
            del order[find(order, key, item)]
