"""A project's rows in memory, by id and in order, kept in step with edits."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from workbench.errors import WorkbenchError
from workbench.languages import tags
from workbench.project.edit import Change, Edit, each_row, full_rows
from workbench.project.held_values import wrong_value
from workbench.project.location import Location
from workbench.project.ranks import RankKey, find, put, take
from workbench.project.rows import (
    AsideRow,
    BeadRow,
    DocumentRow,
    NoteRow,
    ParagraphFacts,
    SegmentRow,
    paragraphs_in,
)
from workbench.project.store import Snapshot

_R = TypeVar("_R", NoteRow, AsideRow)

BeadSegments = tuple[tuple[int, ...], ...]
"""Of one bead: for each document, in their order, its segments' ids in the document's order. They
mostly follow each other there; a side may skip what is a bead of its own."""


class LoadedRows:
    """The documents, beads and segments of a project.

    Beads and segments are called by their ids, documents by their column: the number of
    their place in :attr:`documents`. Per-bead operations stay cheap however many beads there
    are.

    Args:
        location: Where the project lies, for messages and for the documents' files.
        snapshot: Its rows.

    Raises:
        WorkbenchError: The rows contradict each other.
    """

    def __init__(self, location: Location, snapshot: Snapshot) -> None:
        self.location = location
        self._documents = tuple(snapshot.documents)
        self._column_of = {row.id: column for column, row in enumerate(self._documents)}
        for document in self._documents:
            if not tags.is_key(document.key) or not tags.is_key(document.tag):
                raise WorkbenchError(
                    f"it is damaged: {document.key!r} ({document.tag!r}) is no language's tag",
                    place=str(location),
                    remedy="take a copy or backup of it",
                )
        wrong = wrong_value(snapshot)
        if wrong:
            raise WorkbenchError(
                f"it is damaged ({wrong})",
                place=str(location),
                remedy="take a copy or backup of it",
            )
        self._paragraphs: dict[int, list[ParagraphFacts]] = {}
        self._beads = {row.id: row for row in snapshot.beads}
        self._segments = {row.id: row for row in snapshot.segments}
        self._order = [row.id for row in snapshot.beads]
        self._columns: list[list[int]] = [[] for _ in self._documents]
        runs: list[dict[int, list[int]]] = [defaultdict(list) for _ in self._documents]
        try:
            for row in snapshot.segments:
                column = self._column_of[row.document]
                self._columns[column].append(row.id)
                runs[column][row.bead].append(row.id)
        except KeyError as error:
            raise self._damaged() from error
        if not runs or any(column.keys() - self._beads.keys() for column in runs):
            raise self._damaged()
        # Column by column: a loop over beads in Python would double the time to open.
        columns = [[tuple(column.get(bead, ())) for bead in self._order] for column in runs]
        found: Iterator[BeadSegments] = zip(*columns, strict=True)
        self._runs = dict(zip(self._order, found, strict=True))
        self._notes = {row.id: row for row in snapshot.notes}
        self._aside = {row.id: row for row in snapshot.aside}
        self._notes_of: dict[int, set[int]] = defaultdict(set)
        for note in snapshot.notes:
            self._notes_of[note.bead].add(note.id)
        if not self._notes_of.keys() <= self._beads.keys():
            raise self._damaged()

    @property
    def documents(self) -> tuple[DocumentRow, ...]:
        """In the order of the columns."""
        return self._documents

    @property
    def order(self) -> Sequence[int]:
        """The beads' ids in reading order."""
        return self._order

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, bead: int) -> bool:
        return bead in self._beads

    def column(self, key: str) -> int:
        """The column of the document of that key.

        Raises:
            WorkbenchError: There is none; the message names those there are.
        """
        for column, document in enumerate(self._documents):
            if document.key == key:
                return column
        raise WorkbenchError(
            f"it has no document {key!r}",
            place=str(self.location),
            remedy=f"choose from {', '.join(document.key for document in self._documents)}",
        )

    def bead(self, bead: int) -> BeadRow:
        """The bead's row."""
        return self._beads[bead]

    def segment(self, segment: int) -> SegmentRow:
        """The segment's row."""
        return self._segments[segment]

    def has_segment(self, segment: int) -> bool:
        """Whether there is such a segment now."""
        return segment in self._segments

    def runs(self, bead: int) -> BeadSegments:
        """The bead's segments, for each column."""
        return self._runs[bead]

    def skips(self, bead: int) -> bool:
        """Whether a side of the bead skips segments that stand in between."""
        return any(
            len(run) > 1 and self.number(run[-1]) - self.number(run[0]) >= len(run)
            for run in self._runs[bead]
        )

    def texts(self, bead: int, column: int) -> tuple[str, ...]:
        """The texts of a bead's segments in one column."""
        return tuple(self._segments[segment].text for segment in self._runs[bead][column])

    def notes(self, bead: int) -> tuple[NoteRow, ...]:
        """What people wrote about the bead, in order."""
        return tuple(self._notes[note] for note in sorted(self._notes_of.get(bead, ())))

    def note_row(self, note: int) -> NoteRow | None:
        """A note by its id; None where there is none now."""
        return self._notes.get(note)

    def note(self, bead: int) -> str:
        """All notes of the bead as one text, each from a line of its own."""
        return "\n".join(note.text for note in self.notes(bead))

    @property
    def aside(self) -> Mapping[int, AsideRow]:
        """What people did to sentences and beads that are gone, by id."""
        return self._aside

    def index(self, bead: int) -> int:
        """Where the bead stands in :attr:`order`."""
        return find(self._order, self._bead_key, bead)

    def beads(self, first: int, last: int | None = None) -> list[int]:
        """The beads from one to another, in reading order, whichever is named first."""
        start = self.index(first)
        end = start if last is None else self.index(last)
        return self._order[min(start, end) : max(start, end) + 1]

    def neighbour(self, bead: int, step: int) -> int | None:
        """The bead ``step`` places further (back when negative); None past an end."""
        index = self.index(bead) + step
        return self._order[index] if 0 <= index < len(self._order) else None

    def segments(self, column: int) -> Sequence[int]:
        """The ids of all segments of a document, in its order."""
        return self._columns[column]

    def number(self, segment: int) -> int:
        """Where the segment stands in :meth:`segments` of its column, counted from 0."""
        column = self._column_of[self._segments[segment].document]
        return find(self._columns[column], self._segment_key, segment)

    def column_of(self, segment: int) -> int:
        """The column in which the segment stands."""
        return self._column_of[self._segments[segment].document]

    def paragraphs(self, column: int) -> list[ParagraphFacts]:
        """The document's paragraphs, in order."""
        if column not in self._paragraphs:
            self._paragraphs[column] = paragraphs_in(self._documents[column])
        return self._paragraphs[column]

    def document_metadata(self, column: int) -> dict[str, str]:
        """What the document says of itself: "title", "author", "date", where known."""
        known: dict[str, str] = json.loads(self._documents[column].metadata)
        return known

    def origin(self, column: int) -> Path | None:
        """The document's origin file; None where it came from no file."""
        origin = self._documents[column].origin
        return Path(self.location.folder or "", origin) if origin else None

    def _damaged(self) -> WorkbenchError:
        return WorkbenchError(
            "it is damaged: a segment names a document or a bead that is not there",
            place=str(self.location),
            remedy="take a copy or backup of it",
        )

    # ── keeping in step ──────────────────────────────────────────────────────────────────

    def _take_in(self, edit: Edit) -> None:
        """Make the rows what they are after an edit."""
        for change in edit.changes:
            if change.before == change.after:
                continue
            if change.table == "bead":
                self._take_in_beads(change)
            elif change.table == "segment":
                self._take_in_segments(change)
            elif change.table == "note":
                self._take_in_notes(change)
            elif change.table == "aside":
                _take_in(self._aside, change, AsideRow)
            else:
                self._take_in_documents(change)

    def _take_in_notes(self, change: Change) -> None:
        for number in change.ids:
            if number in self._notes:
                self._notes_of[self._notes[number].bead].discard(number)
        _take_in(self._notes, change, NoteRow)
        for number in change.ids:
            if number in self._notes:
                self._notes_of[self._notes[number].bead].add(number)

    def _take_in_documents(self, change: Change) -> None:
        assert change.after is not None
        for number, values in zip(change.ids, each_row(change.after), strict=True):
            documents = list(self._documents)
            column = self._column_of[number]
            documents[column] = documents[column]._replace(**values)
            self._documents = tuple(documents)
            self._paragraphs.pop(column, None)

    def _take_in_beads(self, change: Change) -> None:
        if change.before is None:
            for row in map(BeadRow._make, full_rows(change, BeadRow)):
                self._beads[row.id] = row
                self._runs[row.id] = ((),) * len(self._documents)
            put(self._order, change.ids, self._bead_key)
        elif change.after is None:
            take(self._order, change.ids, self._bead_key)
            for number in change.ids:
                del self._beads[number], self._runs[number]
        else:
            moved = "place" in change.after
            if moved:
                take(self._order, change.ids, self._bead_key)
            for number, values in zip(change.ids, each_row(change.after), strict=True):
                self._beads[number] = self._beads[number]._replace(**values)
            if moved:
                put(self._order, change.ids, self._bead_key)

    def _take_in_segments(self, change: Change) -> None:
        rows = self._segments
        kept_in_place = (
            change.before is not None
            and change.after is not None
            and not change.after.keys() & {"place", "bead"}
        )
        # Which beads lose and gain segments; the lists of the columns are kept in order by
        # ranks, so segments are taken out while their old ranks hold and put in by the new.
        left: dict[int, set[int]] = defaultdict(set)
        come: dict[int, set[int]] = defaultdict(set)
        if change.before is not None and not kept_in_place:
            for number in change.ids:
                left[rows[number].bead].add(number)
            self._by_column(change.ids, take)
        if change.before is None:
            rows.update((row[0], SegmentRow._make(row)) for row in full_rows(change, SegmentRow))
        elif change.after is not None:
            for number, values in zip(change.ids, each_row(change.after), strict=True):
                rows[number] = rows[number]._replace(**values)
        if change.after is not None and not kept_in_place:
            for number in change.ids:
                come[rows[number].bead].add(number)
            self._by_column(change.ids, put)
        for bead in left.keys() | come.keys():
            members = {number for run in self._runs[bead] for number in run}
            members = members - left[bead] | come[bead]
            runs: list[list[int]] = [[] for _ in self._documents]
            for number in sorted(members, key=self._segment_key):
                runs[self._column_of[rows[number].document]].append(number)
            self._runs[bead] = tuple(map(tuple, runs))
        if change.after is None:
            for number in change.ids:
                del rows[number]

    def _by_column(
        self,
        segments: Iterable[int],
        do: Callable[[list[int], Sequence[int], RankKey], None],
    ) -> None:
        columns: dict[int, list[int]] = defaultdict(list)
        for number in segments:
            columns[self._column_of[self._segments[number].document]].append(number)
        for column, numbers in columns.items():
            do(self._columns[column], numbers, self._segment_key)

    def _bead_key(self, bead: int) -> tuple[int, int]:
        return self._beads[bead].place, bead

    def _segment_key(self, segment: int) -> tuple[int, int]:
        return self._segments[segment].place, segment


def _take_in(rows: dict[int, _R], change: Change, kind: type[_R]) -> None:
    """Make the rows of a table without an order of its own what they are after a change."""
    if change.before is None:
        rows.update((row[0], kind._make(row)) for row in full_rows(change, kind))
    elif change.after is None:
        for number in change.ids:
            del rows[number]
    else:
        for number, values in zip(change.ids, each_row(change.after), strict=True):
            rows[number] = rows[number]._replace(**values)
