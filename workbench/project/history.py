"""What beads were after an earlier edit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.project.edit import Change
from workbench.project.project import Project
from workbench.project.rows import ROWS, BeadRow, NoteRow, Row, SegmentRow
from workbench.units import Code, codes_from_json, numbered, with_marks


class BeadContent(NamedTuple):
    """What a person sees of a bead."""

    status: str
    flagged: bool
    excluded: bool
    note: str
    texts: tuple[tuple[str, ...], ...]
    """For each column, its segments' texts, with marks for their codes."""

    codes: Mapping[int, Code] = {}
    """By number of the mark, the code."""


def content(project: Project, bead: int) -> BeadContent:
    """A bead as it is."""
    columns = [[project.segment(number) for number in run] for run in project.runs(bead)]
    return content_of(project.bead(bead), project.note(bead), columns)


def content_of(row: BeadRow, note: str, columns: Sequence[Sequence[SegmentRow]]) -> BeadContent:
    """What a bead's row, its notes and its segments by column show."""
    codes = [
        [code for segment in column for code in codes_from_json(segment.codes)]
        for column in columns
    ]
    numbers = numbered(codes)
    known: dict[int, Code] = {}
    texts = []
    for column, inside, row_numbers in zip(columns, codes, numbers, strict=True):
        known = dict(zip(row_numbers, inside, strict=True)) | known
        left = iter(row_numbers)
        texts.append(
            tuple(
                with_marks(segment.text, own, [next(left) for _ in own])
                for segment in column
                for own in (codes_from_json(segment.codes),)
            )
        )
    flags = bool(row.flagged), bool(row.excluded)
    return BeadContent(row.status, *flags, note, tuple(texts), known)


def contents(
    project: Project, versions: Mapping[int, int]
) -> Iterator[tuple[int, BeadContent | None]]:
    """Beads as they were after an earlier edit each.

    The history is walked back once, as far as the oldest of them.

    Args:
        project: As it is now.
        versions: By bead, the number of the edit after which it is wanted.

    Yields:
        Each bead with its content then; None where there was no such bead.
    """
    rows = _EarlierRows(project)
    wanted = defaultdict(list)
    for bead, version in versions.items():
        wanted[version].append(bead)
    oldest = min(versions.values(), default=project.last)
    edits = list(project.store.edits_since(oldest)) if oldest < project.last else []
    for version in range(project.last, oldest - 1, -1):
        for bead in wanted.get(version, ()):
            yield bead, rows.content(bead)
        if version > oldest:
            rows.take_back(edits[version - oldest - 1].changes)


class _EarlierRows:
    """The project's rows with edits taken back, newest first; nothing else is changed."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._beads: dict[int, BeadRow | None] = {}
        self._segments: dict[int, SegmentRow | None] = {}
        self._notes: dict[int, NoteRow | None] = {}
        self._noted: dict[int, set[int]] = defaultdict(set)
        self._came: dict[int, set[int]] = defaultdict(set)
        self._left: dict[int, set[int]] = defaultdict(set)

    def take_back(self, changes: Iterable[Change]) -> None:
        """Undo one edit's changes here."""
        for change in changes:
            if change.before == change.after or change.table in {"document", "aside"}:
                continue
            for index, number in enumerate(change.ids):
                values = (
                    None
                    if change.before is None
                    else {name: column[index] for name, column in change.before.items()}
                )
                if change.table == "bead":
                    old = self._bead(number)
                    row = changed_row(ROWS["bead"], number, old, values)
                    assert row is None or isinstance(row, BeadRow)
                    self._beads[number] = row
                elif change.table == "note":
                    self._write(number, values)
                else:
                    self._put(number, values)

    def _write(self, number: int, values: dict[str, object] | None) -> None:
        old = self._note(number)
        row = changed_row(ROWS["note"], number, old, values)
        assert row is None or isinstance(row, NoteRow)
        self._notes[number] = row
        for one in (old, row):
            if one is not None:
                self._noted[one.bead].add(number)

    def _note(self, number: int) -> NoteRow | None:
        return self._notes[number] if number in self._notes else self._project.note_row(number)

    def content(self, bead: int) -> BeadContent | None:
        """A bead as it was."""
        row = self._bead(bead)
        if row is None:
            return None
        now = self._project.runs(bead) if bead in self._project else ()
        members = {segment for run in now for segment in run}
        members = (members - self._left[bead]) | self._came[bead]
        rows = [found for found in map(self._segment, members) if found is not None]
        rows.sort(key=lambda found: (found.place, found.id))
        columns = [
            [found for found in rows if found.document == document.id]
            for document in self._project.documents
        ]
        written = self._noted[bead] | {
            note.id for note in (self._project.notes(bead) if bead in self._project else ())
        }
        notes = [found for found in map(self._note, sorted(written)) if found is not None]
        note = "\n".join(found.text for found in notes if found.bead == bead)
        return content_of(row, note, columns)

    def _put(self, number: int, values: dict[str, object] | None) -> None:
        old = self._segment(number)
        row = changed_row(ROWS["segment"], number, old, values)
        assert row is None or isinstance(row, SegmentRow)
        if old is not None:
            self._came[old.bead].discard(number)
            self._left[old.bead].add(number)
        if row is not None:
            self._left[row.bead].discard(number)
            self._came[row.bead].add(number)
        self._segments[number] = row

    def _bead(self, number: int) -> BeadRow | None:
        if number in self._beads:
            return self._beads[number]
        return self._project.bead(number) if number in self._project else None

    def _segment(self, number: int) -> SegmentRow | None:
        if number in self._segments:
            return self._segments[number]
        return self._project.segment(number) if self._project.has_segment(number) else None


def changed_row(
    kind: type[Row], number: int, old: Row | None, values: dict[str, object] | None
) -> Row | None:
    """A row with a before-image's columns; None where it was not there."""
    if values is None:
        return None
    if old is None:
        return kind(id=number, **values)  # type: ignore[arg-type]
    return old._replace(**values)  # type: ignore[arg-type]
