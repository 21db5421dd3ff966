"""Units told apart by their ids, and texts seen before, in memory that does not grow."""

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.units import Unit

_KEPT = 4096
"""Kibibytes of the set that stay in memory; the rest lies in a temporary file."""


class Seen:
    """A set of strings, by digests of 64 bits on the disk.

    Two of a million strings share a digest with a probability of 3 in 100 million.
    """

    def __init__(self) -> None:
        # An unnamed SQLite database is a temporary file that goes with its connection.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute(f"PRAGMA cache_size = -{_KEPT}")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("CREATE TABLE seen (digest INTEGER PRIMARY KEY)")
        self._database.execute("BEGIN")

    def add(self, text: str) -> bool:
        """Add a string; True when it is new."""
        data = text.encode("utf-8", "surrogatepass")
        digest = int.from_bytes(blake2b(data, digest_size=8).digest(), signed=True)
        added = self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (digest,))
        return added.rowcount > 0

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def unique(units: Iterable[Unit], path: Path) -> Iterator[Unit]:
    """The units as they are, as long as no two have one id.

    Args:
        units: Units of a file.
        path: The file, for the message.

    Raises:
        WorkbenchError: A unit has the id of an earlier one.
    """
    seen = Seen()
    try:
        for unit in units:
            if not seen.add(unit.id):
                raise WorkbenchError(
                    f"two units have the id {unit.id!r}",
                    place=path if unit.line is None else f"{path}:{unit.line}",
                    remedy="give one of them another, or let 'workbench memory clean' do it"
                    if path.suffix.lower() == ".tmx"
                    else "give one of them another",
                )
            yield unit
    finally:
        seen.close()
