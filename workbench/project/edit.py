"""Edits: every change of a project is one, undoing included."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from workbench.errors import WorkbenchError
from workbench.project.packing import pack, unpack
from workbench.project.rows import Row, Table

Columns = dict[str, tuple[Any, ...]]
"""Values by column name, one for each row."""

_LONG = 2_000
"""Characters from which an edit's images are kept packed."""

LONGEST = 1 << 28
"""Bytes of an edit's images at the most: what a stranger's file may unpack to."""

THIS = -1
"""In an after-image: the number of the edit itself, known once it is applied."""


class EditConflict(WorkbenchError):  # noqa: N818
    """What an edit was to change is no longer as its maker saw it: another was quicker."""


class Refused(WorkbenchError):  # noqa: N818
    """An operation that cannot be done at this place, with the reason."""


@dataclass(frozen=True, slots=True)
class Change:
    """Rows of one table, before and after: added, removed, or changed in some columns.

    A row that is the same before and after is a witness: the edit holds only while that
    row is as its maker saw it.
    """

    table: Table
    ids: tuple[int, ...]
    """Negative for new rows until they are claimed."""

    before: Columns | None
    """None where the rows are added; all columns where they are removed; else those named."""

    after: Columns | None
    """None where the rows are removed."""

    def swapped(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.table, self.ids, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a project, as one step of its history."""

    verb: str
    """What was done, for people: "merge 2 beads"."""

    changes: tuple[Change, ...]
    id: int = 0
    """Its number, counted from 1; 0 until it is applied."""

    undoes: int | None = None
    """The edit that this one takes back."""

    author: str = ""
    time: str = ""
    """When it was applied: ISO 8601, UTC."""

    @property
    def beads(self) -> frozenset[int]:
        """The beads that look different after it: their rows, or their segments."""
        found: set[int] = set()
        for change in self.changes:
            if change.before == change.after:
                continue
            if change.table == "bead":
                found.update(change.ids)
            for image in (change.before, change.after):
                if change.table in {"segment", "note"} and image is not None:
                    found.update(image.get("bead", ()))
        return frozenset(found)

    @property
    def rearranged(self) -> frozenset[int]:
        """The beads whose texts or borders are others after it; none for a decision or a note."""
        touches = any(
            change.table == "segment" or change.before is None or change.after is None
            for change in self.changes
            if change.table != "note"
        )
        return self.beads if touches else frozenset()

    def swapped(self) -> "Edit":
        """The edit that undoes this one."""
        changes = tuple(change.swapped() for change in reversed(self.changes))
        return Edit(_opposite(self), changes, undoes=self.id)

    def claimed(self, ids: Mapping[Table, Mapping[int, int]]) -> "Edit":
        """This edit with claimed ids in place of its new rows' negative ones."""

        def named(table: Table, values: tuple[int, ...]) -> tuple[int, ...]:
            known = ids.get(table, {})
            return tuple(known.get(value, value) for value in values)

        changes = []
        for change in self.changes:
            after = change.after
            if change.table in {"segment", "note"} and after is not None and "bead" in after:
                after = {**after, "bead": named("bead", after["bead"])}
            if change.table == "note" and after is not None and "answers" in after:
                after = {**after, "answers": named("note", after["answers"])}
            if change.table == "segment" and after is not None and "copied" in after:
                after = {**after, "copied": named("segment", after["copied"])}
            numbers = named(change.table, change.ids)
            changes.append(Change(change.table, numbers, change.before, after))
        return replace(self, changes=tuple(changes))

    def numbered(self, number: int) -> "Edit":
        """This edit with its number, also where its after-images say :data:`THIS`."""

        def image(columns: Columns | None) -> Columns | None:
            if columns is None or "version" not in columns:
                return columns
            versions = columns["version"]
            return columns | {"version": tuple(number if v == THIS else v for v in versions)}

        changes = tuple(replace(change, after=image(change.after)) for change in self.changes)
        return replace(self, id=number, changes=changes)


class Entry(NamedTuple):
    """An edit in the history, without its images."""

    id: int
    verb: str
    author: str
    time: str
    undoes: int | None


def each_row(columns: Columns) -> Iterator[dict[str, Any]]:
    """The values of each row by column name."""
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def full_rows(change: Change, kind: type[Row]) -> Iterator[tuple[Any, ...]]:
    """Added rows, as tuples in the order of the row's fields."""
    assert change.after is not None
    columns = [change.after[name] for name in kind._fields if name != "id"]
    return zip(change.ids, *columns, strict=True)


def encode(changes: tuple[Change, ...]) -> str:
    """Changes as JSON; long columns are packed (:mod:`workbench.project.packing`)."""

    def image(columns: Columns | None, before: Columns | None = None) -> Any:
        return columns and {
            name: pack(values, before.get(name) if before else None)
            for name, values in columns.items()
        }

    return json.dumps(
        [
            [
                change.table,
                _ranges(change.ids),
                image(change.before),
                image(change.after, change.before),
            ]
            for change in changes
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def stored(changes: tuple[Change, ...]) -> str | bytes:
    """Changes as a store keeps them: :func:`encode`, packed by zlib where they are long."""
    text = encode(changes)
    return text if len(text) < _LONG else zlib.compress(text.encode())


def decode(text: str | bytes) -> tuple[Change, ...]:
    """The changes that :func:`encode` or :func:`stored` wrote.

    Raises:
        ValueError: It is no such text; or it would be longer than :data:`LONGEST`.
    """
    if isinstance(text, bytes):
        unpacking = zlib.decompressobj()
        try:
            text = unpacking.decompress(text, LONGEST).decode()
        except zlib.error as error:
            raise ValueError(str(error)) from error
        if unpacking.unconsumed_tail:
            raise ValueError("an edit is too long")

    def image(columns: Any, rows: int, before: Columns | None = None) -> Columns | None:
        return columns and {
            name: unpack(value, rows, before.get(name) if before else None)
            for name, value in columns.items()
        }

    changes = []
    for table, ranges, packed, packed_after in json.loads(text):
        ids = tuple(number for first, last in ranges for number in range(first, last + 1))
        before = image(packed, len(ids))
        after = image(packed_after, len(ids), before)
        changes.append(Change(table, ids, before, after))
    return tuple(changes)


def _ranges(ids: tuple[int, ...]) -> list[list[int]]:
    """Runs of consecutive numbers, first and last of each, in the given order."""
    ranges: list[list[int]] = []
    for number in ids:
        if ranges and ranges[-1][1] + 1 == number:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ranges


def _opposite(edit: Edit) -> str:
    if edit.undoes is None:
        return f"undo {edit.verb}"
    if edit.verb.startswith("undo "):
        return f"redo {edit.verb.removeprefix('undo ')}"
    return f"undo {edit.verb.removeprefix('redo ')}"
