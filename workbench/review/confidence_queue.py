"""The unreviewed beads by how sure they are, so that the next worst is found at once."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable

from workbench.project import Project

Key = tuple[float, int]
"""Confidence and id. A bead whose borders a person moved has none, and counts as sure; one that
was confirmed and has changed since comes before all others."""


class ConfidenceQueue:
    """Keys in order, worst first.

    Keys that no longer hold are left in and passed over: an edit costs what it changes.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._keys = sorted(filter(None, map(self._key, project.order)))

    def _key(self, bead: int) -> Key | None:
        row = self._project.bead(bead)
        if row.status == "confirmed":
            return None
        if row.status == "changed":
            return -1.0, bead
        return (1.0 if row.confidence is None else row.confidence), bead

    def changed(self, beads: Iterable[int]) -> None:
        """Take in that these have changed, or come, or gone."""
        for bead in beads:
            key = self._key(bead) if bead in self._project else None
            if key is not None:
                place = bisect_left(self._keys, key)
                if self._keys[place : place + 1] != [key]:
                    insort(self._keys, key)

    def after(self, last: Key | None, shown: Callable[[int], bool]) -> Key | None:
        """The next that is surer than another.

        Args:
            last: What this gave before; None to begin with the worst.
            shown: Whether a bead may be chosen.
        """
        first = 0 if last is None else bisect_right(self._keys, last)
        return self._first(range(first, len(self._keys)), shown)

    def before(self, last: Key, shown: Callable[[int], bool]) -> Key | None:
        """The next that is less sure than another."""
        return self._first(range(bisect_left(self._keys, last) - 1, -1, -1), shown)

    def _first(self, places: range, shown: Callable[[int], bool]) -> Key | None:
        for place in places:
            key = self._keys[place]
            if key[1] in self._project and self._key(key[1]) == key and shown(key[1]):
                return key
        return None
