"""Making a project of a memory's units, of which no more than one is held at a time.

They go through a temporary file: a document's segments come one after another in a project, and
side by side in a memory.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.errors import WorkbenchError
from workbench.project.creation import new_metadata, write
from workbench.project.documents import plain_document_row
from workbench.project.location import Address, Location
from workbench.project.ranks import GAP, increasing
from workbench.project.rows import BeadRow, DocumentRow, NoteRow, SegmentRow, Table, new_bead_row
from workbench.project.sqlite.errors import sqlite_errors
from workbench.project.sqlite.temporary import temporary_database
from workbench.units import OWN_ID, codes_to_json

if TYPE_CHECKING:
    from workbench.units import Memory, Unit, Variant

_AT_ONCE = 2_000
"""Units that are put into the temporary file at a time."""


def create_from_units(
    location: Address, memory: "Memory", units: "Iterable[Unit]", *, replace: bool = False
) -> int:
    """Write a new project from the units of a memory, each a bead with status and note.

    Args:
        location: Where to.
        memory: Its sources become the documents, their texts put together from the units, in the
            order of the segments' numbers where the file says them.
        units: In the order of the beads. Those without any segment are left out.
        replace: As :func:`create`.

    Returns:
        How many beads it has.

    Raises:
        WorkbenchError: As :func:`create`; or it would hold no bead.
    """
    place = Location.parse(location)
    rows = _Rows(memory, place)
    try:
        rows.take(units)
        if not rows.beads:
            raise WorkbenchError(
                "there is no text in its units",
                place=memory.name or None,
                remedy="name a file with text",
            )
        write(place, rows, replace=replace)
    finally:
        rows.close()
    return rows.beads


class _Piece(NamedTuple):
    """A segment of a unit's variant."""

    column: int
    at: int
    """Where it stands in its document, as the file says, else as the units come."""

    bead: int
    text: str
    codes: str | None


class _Rows:
    """The rows of a new project, in a temporary file until they are asked for.

    Args:
        memory: Its sources become the documents.
        location: Where the project is to be.
    """

    def __init__(self, memory: "Memory", location: Location) -> None:
        self.metadata = new_metadata({})
        self.beads = 0
        self._memory = memory
        self._location = location
        self._notes: list[NoteRow] = []
        self._sizes = [0] * len(memory.sources)
        self._lasts = [-1] * len(memory.sources)
        self._in_order = True
        """Whether every document's segments come in its own order, as nearly always."""
        self._database = temporary_database(
            "CREATE TABLE bead (id INTEGER PRIMARY KEY, status, flagged, excluded, sure, own)",
            "CREATE TABLE piece (number INTEGER PRIMARY KEY, at, bead, text, codes, doc)",
        )

    def close(self) -> None:
        """Let go of the temporary file."""
        self._database.close()

    def take(self, units: "Iterable[Unit]") -> None:
        """Take in all units; those without any segment are left out."""
        left = iter(units)
        while some := list(islice(left, _AT_ONCE)):
            beads: list[tuple[Any, ...]] = []
            pieces: list[_Piece] = []
            for unit in some:
                if any(variant.segments for variant in unit.variants.values()):
                    beads.append(self._bead(unit))
                    pieces += self._pieces(unit)
            with sqlite_errors(Path(str(self._location))):
                self._database.executemany("INSERT INTO bead VALUES (?, ?, ?, ?, ?, ?)", beads)
                self._database.executemany(
                    "INSERT INTO piece (doc, at, bead, text, codes) VALUES (?, ?, ?, ?, ?)", pieces
                )

    def _bead(self, unit: "Unit") -> tuple[Any, ...]:
        self.beads += 1
        if unit.note.strip():
            number = len(self._notes) + 1
            self._notes.append(NoteRow(number, self.beads, "", "", unit.note.strip()))
        return (
            self.beads,
            unit.status,
            unit.flagged,
            unit.excluded,
            None if unit.status == "confirmed" else unit.confidence,
            _properties(unit, has_id=self._memory.has_ids),
        )

    def _pieces(self, unit: "Unit") -> Iterator[_Piece]:
        for column, source in enumerate(self._memory.sources):
            variant: Variant | None = unit.variants.get(source.key)
            if variant is None:
                continue
            codes = variant.codes or ((),) * len(variant.segments)
            first = self._sizes[column]
            numbers = variant.numbers or range(first, first + len(codes))
            self._sizes[column] += len(codes)
            for at, text, own in zip(numbers, variant.segments, codes, strict=True):
                self._in_order &= at >= self._lasts[column]
                self._lasts[column] = at
                yield _Piece(column, at, self.beads, text, codes_to_json(own))

    def tables(self) -> Mapping[Table, Iterable[Any]]:
        """See :class:`workbench.project.store.Content`."""
        if not self._in_order:
            self._database.execute("CREATE INDEX IF NOT EXISTS in_order ON piece (doc, at, number)")
        else:
            self._database.execute("CREATE INDEX IF NOT EXISTS in_order ON piece (doc, number)")
        return {
            "document": self._documents(),
            "bead": self._bead_rows(),
            "segment": self._segments(),
            "note": self._notes,
            "aside": (),
        }

    def _column(self, column: int, fields: str) -> Iterator[tuple[Any, ...]]:
        """Of a document's segments some fields, in its order."""
        order = "number" if self._in_order else "at, number"
        return self._database.execute(
            f"SELECT {fields} FROM piece WHERE doc = ? ORDER BY {order}", (column,)
        )

    def _documents(self) -> Iterator[DocumentRow]:
        for column, source in enumerate(self._memory.sources):
            yield plain_document_row(
                column + 1,
                source.key,
                source.tag,
                partial(self._texts, column),
                path=source.path,
                sha256=_digest(source.path),
                folder=self._location.folder,
                metadata={"title": source.title} if source.title else {},
            )

    def _texts(self, column: int) -> Iterator[str]:
        return (text for (text,) in self._column(column, "text"))

    def _bead_rows(self) -> Iterator[BeadRow]:
        blocks = None if self._in_order else self._blocks()
        for number, status, flagged, excluded, confidence, properties in self._database.execute(
            "SELECT * FROM bead ORDER BY id"
        ):
            block = blocks[number - 1] if blocks else 0
            yield new_bead_row(number, number * GAP, block=block, confidence=confidence)._replace(
                status=status,
                flagged=bool(flagged),
                excluded=bool(excluded),
                properties=properties,
            )

    def _blocks(self) -> list[int]:
        columns = range(len(self._sizes))
        return _blocks(
            self.beads, [[bead for (bead,) in self._column(one, "bead")] for one in columns]
        )

    def _segments(self) -> Iterator[SegmentRow]:
        number = 0
        for column in range(len(self._sizes)):
            end = -1
            for index, (bead, text, codes) in enumerate(self._column(column, "bead, text, codes")):
                number += 1
                start, end = end + 1, end + 1 + len(text)
                yield SegmentRow(
                    id=number,
                    document=column + 1,
                    place=(index + 1) * GAP,
                    bead=bead,
                    text=text,
                    original=None,
                    start=start,
                    end=end,
                    paragraph=index,
                    codes=codes,
                )


def _blocks(count: int, columns: "Sequence[Sequence[int]]") -> list[int]:
    """Blocks of the beads numbered from 1, so that each keeps the order of every document.

    Nearly all are the first block; beads whose sides cross theirs follow in others.

    Args:
        count: How many beads there are.
        columns: Of each document the beads of its segments, in order.
    """
    firsts: list[dict[int, int]] = []
    for column in columns:
        first: dict[int, int] = {}
        for place, bead in enumerate(column):
            first.setdefault(bead, place)
        firsts.append(first)
    settled = set(range(1, count + 1))
    for first in firsts:
        filled = sorted(settled & first.keys())
        kept = increasing([first[bead] for bead in filled])
        settled -= set(filled) - {filled[index] for index in kept}
    blocks = [0] * count
    ends: list[list[int]] = []
    for bead in range(1, count + 1):
        if bead in settled:
            continue
        places = [first.get(bead, -1) for first in firsts]
        block = next((n for n, end in enumerate(ends) if _follows(places, end)), len(ends))
        ends[block:] = ends[block:] or [[-1] * len(places)]
        ends[block] = list(map(max, ends[block], places))
        blocks[bead - 1] = block + 1
    return blocks


def _follows(places: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether a bead's sides, those it has, stand behind all of a block's."""
    return all(place < 0 or place > end for place, end in zip(places, ends, strict=True))


def _properties(unit: "Unit", *, has_id: bool) -> str | None:
    """What a project keeps of a unit's properties: not what tells of another project."""
    kept = {
        name: value
        for name, value in unit.properties.items()
        if not name.startswith("x-workbench-")
    }
    of_bead = f":{unit.properties.get('x-workbench-bead', '')}"
    if has_id and not unit.id.startswith("#") and not f":{unit.id}".endswith(of_bead):
        kept[OWN_ID] = unit.id
    return json.dumps(kept, ensure_ascii=False) if kept else None


def _digest(path: Path | None) -> str:
    if path is None or not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()
