"""Units told apart by their ids, texts by what was seen before, in memory that does not grow."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import formats
from workbench.errors import WorkbenchError
from workbench.units import Tally, Unit

if TYPE_CHECKING:
    import sqlite3

_LENIENT = [
    each
    for each in formats.chosen("units", "read")
    if each.reader in ("xliff_reader", "gettext_po")
]
_KEPT = 4096
"""Kibibytes of the set that stay in memory; the rest lies in a temporary file."""


class Seen:
    """A set of strings, by digests of 64 bits on the disk.

    Two of a million strings share a digest with a probability of 3 in 100 million.
    """

    def __init__(self) -> None:
        self._database = _database("CREATE TABLE seen (digest INTEGER PRIMARY KEY)")

    def add(self, text: str) -> bool:
        """Add a string; True when it is new."""
        added = self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (_digest(text),))
        return added.rowcount > 0

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


class Best:
    """Of all that goes by one string, what ranks highest; the first of equals. As :class:`Seen`."""

    def __init__(self) -> None:
        self._database = _database(
            "CREATE TABLE best (digest INTEGER PRIMARY KEY, rank TEXT, number INTEGER)"
        )

    def offer(self, text: str, rank: str, number: int) -> None:
        """Enter a thing, by its number, for a string."""
        self._database.execute(
            "INSERT INTO best VALUES (?, ?, ?) ON CONFLICT (digest) DO UPDATE "
            "SET rank = excluded.rank, number = excluded.number WHERE excluded.rank > rank",
            (_digest(text), rank, number),
        )

    def number_for(self, text: str) -> int | None:
        """The number of the best for a string; None where none was offered."""
        found = self._database.execute(
            "SELECT number FROM best WHERE digest = ?", (_digest(text),)
        ).fetchone()
        return None if found is None else found[0]

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def _database(table: str) -> "sqlite3.Connection":
    import sqlite3

    # An unnamed SQLite database is a temporary file that goes with its connection.
    database = sqlite3.connect("", isolation_level=None)
    database.execute(f"PRAGMA cache_size = -{_KEPT}")
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute(table)
    database.execute("BEGIN")
    return database


def _digest(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), signed=True)


def unique(units: Iterable[Unit], path: Path, repeated: Tally) -> Iterator[Unit]:
    """The units as they are; where two have one id it is said, or they are refused.

    XLIFF and PO come from programs that number as they like, and nothing hangs on their ids.
    In a memory, which other programs look things up in, and in a table, whose rows are told
    apart by them, it is an error.

    Args:
        units: Units of a file.
        path: The file, for the message.
        repeated: Counts ids that an earlier unit has.

    Raises:
        WorkbenchError: A unit of a memory or table has the id of an earlier one.
    """
    lenient = formats.find(path, "units", "read") in _LENIENT
    seen = Seen()
    try:
        for unit in units:
            if not seen.add(unit.id):
                if not lenient:
                    raise WorkbenchError(
                        f"two units have the id {unit.id!r}",
                        place=path if unit.line is None else f"{path}:{unit.line}",
                        remedy="give one of them another, or let 'workbench memory clean' do it"
                        if formats.find(path, "units") is formats.TMX
                        else "give one of them another",
                    )
                repeated.add("ids that an earlier unit has", unit.line)
            yield unit
    finally:
        seen.close()
