"""Stretches of a text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class SpanSet:
    """Stretches of a text, asked again and again whether another one touches them.

    A question takes a time that hardly grows with their number.

    Args:
        spans: Start and end of each, in any order; they may overlap.
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        """Of the stretches, those that overlap as one, from left to right."""
        for start, end in sorted(spans):
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take one in."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        if first < last:
            start = min(start, self._starts[first])
            end = max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]

    def touches(self, start: int, end: int) -> bool:
        """Whether a stretch has a character in common with one of them."""
        place = bisect_right(self._ends, start)
        return place < len(self._starts) and self._starts[place] < end
