"""A map of all rows in one column of the screen: what is worth a look, and where."""

from collections.abc import Callable, Collection, Iterable, Sequence

_WORTH = ("found", "flag", "doubt", "", "done")
"""The kinds, those first that are shown where a line stands for several rows: what is left to do
before what is done."""

_SAMPLED = 400
"""Rows of a line that are looked at, at the most: a map may be coarse, not slow."""

Kinds = Callable[[Sequence[int]], Collection[str]]
"""Which kinds there are among rows; names in ``_WORTH``."""


class DocumentMap:
    """For each line of the screen, the kind of the rows that it stands for.

    A line is looked at when it is drawn, and again when one of its rows has changed.

    Args:
        kinds: Asked about the rows of a line.
    """

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._known: dict[int, str] = {}
        self._size = (0, 0)

    def forget(self) -> None:
        """All may have changed."""
        self._known.clear()

    def changed(self, places: Iterable[int]) -> None:
        """The rows at these places have changed."""
        lines, rows = self._size
        for place in places:
            self._known.pop(place * lines // max(rows, 1), None)

    def line(self, y: int, lines: int, rows: Sequence[int]) -> str:
        """The kind of a line.

        Args:
            y: The line, of ``lines``.
            lines: How many there are.
            rows: All rows.
        """
        if lines != self._size[0]:
            self.forget()
        self._size = lines, len(rows)
        if y not in self._known:
            part = rows[-(-y * len(rows) // lines) : -(-(y + 1) * len(rows) // lines)]
            kinds = self._kinds(part[:: max(len(part) // _SAMPLED, 1)])
            self._known[y] = next((kind for kind in _WORTH if kind in kinds), "none")
        return self._known[y]
