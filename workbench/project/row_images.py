"""Rows as they are and as they are to be, as the changes of an edit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from workbench.project.edit import Change, Columns
from workbench.project.rows import ROWS, Row, Table


def row_changes(table: Table, rows: Iterable[tuple[Row | None, Row | None]]) -> Iterable[Change]:
    """Changes of one table, those alike together.

    Args:
        table: Whose rows.
        rows: Each as it is (None for a new one) and as it is to be (None for one that goes).
    """
    names = [name for name in ROWS[table]._fields if name != "id"]
    added: list[Row] = []
    removed: list[Row] = []
    changed: dict[tuple[str, ...], list[tuple[Row, Row]]] = defaultdict(list)
    for old, new in rows:
        if old is None and new is not None:
            added.append(new)
        elif old is not None and new is None:
            removed.append(old)
        elif old is not None and new is not None and old != new:
            different = [name for name in names if getattr(old, name) != getattr(new, name)]
            changed[tuple(different)].append((old, new))
    if added:
        yield Change(table, _ids(added), None, _columns(added, names))
    for columns, pairs in changed.items():
        before, after = [old for old, _ in pairs], [new for _, new in pairs]
        yield Change(table, _ids(after), _columns(before, columns), _columns(after, columns))
    if removed:
        yield Change(table, _ids(removed), _columns(removed, names), None)


def witness(table: Table, rows: Sequence[Row], names: Sequence[str]) -> Change:
    """A change of nothing: the edit holds only while these columns are as they are."""
    image = _columns(rows, names)
    return Change(table, _ids(rows), image, image)


def _ids(rows: Sequence[Row]) -> tuple[int, ...]:
    return tuple(row.id for row in rows)


def _columns(rows: Sequence[Row], names: Sequence[str]) -> Columns:
    return {name: tuple(getattr(row, name) for row in rows) for name in names}
