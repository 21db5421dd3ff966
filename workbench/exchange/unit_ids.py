"""What units are called in a file: as they were in the file that they came from, where they can."""

from collections.abc import Callable
from dataclasses import replace

from workbench.units import OWN_ID, Memory, Unit


class UnitIds:
    """Ids for the units of one file, no two the same.

    Args:
        memory: Whose units they are. Where its columns do not say that they have ids of their
            own, as in several projects together, each is called as usual.
    """

    def __init__(self, memory: Memory) -> None:
        self._kept = OWN_ID in memory.columns
        self._taken: set[str] = set()

    def of(self, unit: Unit, usual: str, fits: Callable[[str], bool]) -> tuple[str, Unit]:
        """The id of the next unit, and the unit without the property that says the same.

        Args:
            unit: The next unit.
            usual: What it is called where its own id cannot stand there, or stands there already.
            fits: Whether the format can hold an id.
        """
        if not self._kept:
            return usual, unit
        own = unit.properties.get(OWN_ID, "")
        if own and own not in self._taken and fits(own):
            self._taken.add(own)
            left = {name: value for name, value in unit.properties.items() if name != OWN_ID}
            return own, replace(unit, properties=left)
        while usual in self._taken:
            usual += "_"
        self._taken.add(usual)
        return usual, unit
