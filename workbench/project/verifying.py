"""Every rule that a project must keep, looked at: what is wrong, a sentence each."""

from collections.abc import Iterator
from typing import Any

from workbench.project.edit import Change, each_row
from workbench.project.project import Project
from workbench.project.rows import ROWS, Table

_Rows = dict[Table, dict[int, dict[str, Any]]]


def problems(project: Project) -> Iterator[str]:
    """What is wrong with a project: nothing, as long as this program alone has written it.

    The beads hold each segment once and in order, texts stand where they say, and the whole
    history, taken back edit by edit, fits what is there.

    Args:
        project: Not changed meanwhile.

    Raises:
        WorkbenchError: It cannot be read to the end.
    """
    yield from _of_segments(project)
    yield from _of_beads(project)
    yield from _of_history(project)


def _of_segments(project: Project) -> Iterator[str]:
    for column, document in enumerate(project.documents):
        held = [segment for bead in project.order for segment in project.runs(bead)[column]]
        if sorted(held) != sorted(project.segments(column)):
            yield f"in {document.key} a segment is not in exactly one bead"
        for segment in project.segments(column):
            row = project.segment(segment)
            if not 0 <= row.start <= row.end <= len(document.text):
                yield f"segment {segment} stands outside the text of {document.key}"


def _of_beads(project: Project) -> Iterator[str]:
    starts: dict[tuple[int, int], int] = {}
    for bead in project.order:
        row, runs = project.bead(bead), project.runs(bead)
        if not any(runs):
            yield f"bead {bead} is empty"
        if row.status == "confirmed" and row.confidence is not None:
            yield f"bead {bead} is confirmed and has a confidence all the same"
        for column, run in enumerate(runs):
            numbers = [project.number(segment) for segment in run]
            if numbers != sorted(set(numbers)):
                yield f"the side of bead {bead} in {project.documents[column].key} is in no order"
            if numbers and numbers[0] < starts.get((row.block, column), 0):
                yield f"bead {bead} crosses another in {project.documents[column].key}"
            if numbers:
                starts[row.block, column] = numbers[0] + 1


def _of_history(project: Project) -> Iterator[str]:
    """Take back each edit, newest first, on a copy of the rows."""
    snapshot = project.store.load()
    rows: _Rows = {
        table: {row.id: row._asdict() for row in of_table}
        for table, of_table in snapshot.tables().items()
    }
    edits = list(project.store.edits_since(0))
    numbers = [edit.id for edit in edits]
    if numbers != [entry.id for entry in snapshot.history] or numbers != list(
        range(1, len(numbers) + 1)
    ):
        yield "its history has gaps"
    for edit in reversed(edits):
        for change in reversed(edit.changes):
            wrong = _taken_back(rows, change)
            if wrong:
                yield f"edit {edit.id} ({edit.verb}) does not fit: {wrong}"
                return


def _taken_back(rows: _Rows, change: Change) -> str:
    """Take back a change; what does not fit, empty where all does."""
    table = rows[change.table]
    count = len(change.ids)
    befores = [None] * count if change.before is None else list(each_row(change.before))
    afters = [None] * count if change.after is None else list(each_row(change.after))
    for number, before, after in zip(change.ids, befores, afters, strict=True):
        row = table.get(number)
        if after is None:
            if row is not None or before is None:
                return f"{change.table} {number} is there again"
            empty = dict.fromkeys(ROWS[change.table]._fields)
            table[number] = empty | before | {"id": number}
        elif row is None or any(row[name] != value for name, value in after.items()):
            return f"{change.table} {number} is not as it left it"
        elif before is None:
            del table[number]
        else:
            row.update(before)
    return ""
