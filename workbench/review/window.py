"""Which lines of which rows are in sight, without knowing the heights of the others."""

from collections.abc import Callable

Position = tuple[int, int]
"""A row, by its index, and a line inside it, from 0."""

_CONTEXT = 2
"""Lines to show above and below the row that is come to."""


class Window:
    """A view of so many lines on rows of unequal height.

    It knows the place of its first line, a row and a line inside it, and counts from there. So
    only rows in sight are ever measured: opening, another width and a new filter cost the same
    for a hundred rows and for a hundred thousand.

    Args:
        height: The lines of the row at an index, at least 1.
    """

    def __init__(self, height: Callable[[int], int]) -> None:
        self._height = height
        self.top: Position = (0, 0)
        self.count = 0
        """How many rows there are."""

        self.lines = 0
        """How many lines are in sight."""

    def sight(self) -> list[Position]:
        """What stands on each line, from the top; shorter where the rows end before."""
        found: list[Position] = []
        index, line = self.top
        while index < self.count and len(found) < self.lines:
            found += [(index, inside) for inside in range(line, self._height(index))]
            index, line = index + 1, 0
        return found[: self.lines]

    def scroll(self, lines: int) -> None:
        """Move by so many lines, up where negative, as far as there are any."""
        self.top = self._at(self.top[0], self.top[1] + lines)
        self._stop()

    def begin_at(self, index: int) -> None:
        """Put a row at the top, or as near as the last rows allow."""
        self.top = (min(max(index, 0), max(self.count - 1, 0)), 0)
        self._stop()

    def reveal(self, index: int) -> None:
        """Move as little as brings a row into sight with the lines around it.

        What is far away comes to the middle, so that its neighbours can be read as well. Of a
        row higher than the window the beginning is shown, unless a part of it is shown already.
        """
        if not self.lines or not self.count:
            return
        high = self._height(index)
        first, last = self.top[0], (self.sight() or [self.top])[-1][0]
        around = (self.lines - high) // 2
        if high > self.lines:
            if first != index:
                self.top = (index, 0)
        elif not first - 1 <= index <= last + 1:
            self.top = self._at(index, -around)
        else:
            context = min(_CONTEXT, around)
            lowest = self._at(index, -context)
            highest = self._at(index, high + context - self.lines)
            self.top = min(max(self.top, highest), lowest)
        self._stop()

    def page(self, index: int, direction: int) -> int:
        """Move by about a window from a row; inside it while a part of it is out of sight.

        Args:
            index: The row that the cursor is on.
            direction: -1 up, 1 down.

        Returns:
            The row that the cursor comes to.
        """
        step = direction * max(self.lines - 1, 1)
        sight = self.sight()
        hidden = (
            (index, self._height(index) - 1) not in sight
            if direction > 0
            else (index, 0) not in sight
        )
        if hidden and any(row == index for row, _ in sight):
            self.scroll(step)
            return index
        other = self._at(index, step)[0]
        return other if other != index else min(max(index + direction, 0), self.count - 1)

    def _at(self, index: int, line: int) -> Position:
        """The place so many lines from a row's first one, within the rows there are."""
        while line < 0 and index > 0:
            index -= 1
            line += self._height(index)
        while index < self.count - 1 and line >= self._height(index):
            line -= self._height(index)
            index += 1
        return (index, max(line, 0))

    def _stop(self) -> None:
        """Leave no lines blank at the end that rows could fill."""
        if self.count and self.lines:
            last = self.count - 1
            self.top = min(self.top, self._at(last, self._height(last) - self.lines))
