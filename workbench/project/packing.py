"""Long columns of an edit's images, written short: by their differences.

A newer version of a document moves the offsets of all that follows a change, and repeats nearly
all of the text; so numbers are kept as steps, those after the edit as shifts of those before, and
a text by the lines that it shares with the one before. What is packed is a JSON object, which no
value of a row is. All of it comes back exactly, or is not packed.
"""

import json
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

_LONG = 64
"""Numbers from which a column is kept as steps."""

_LONG_TEXT = 2_000
"""Characters from which a text is kept by what it shares."""

_MOST = 1 << 28
"""Characters that a packed text may have: what a stranger's file may unpack to."""


def pack(values: Sequence[Any], before: Sequence[Any] | None) -> Any:
    """A column as JSON has it.

    Args:
        values: One for each row.
        before: The same column before the edit, where these are those after it.
    """
    if len(values) > 1 and all(value == values[0] for value in values):
        return values[0]
    if len(values) >= _LONG and _whole_numbers(values):
        if before is not None and len(before) == len(values) and _whole_numbers(before):
            moved = [value - old for value, old in zip(values, before, strict=True)]
            return {"shifts": _steps(moved)}
        return {"steps": _steps(values)}
    olds = before if before is not None and len(before) == len(values) else [None] * len(values)
    return [_packed(value, old) for value, old in zip(values, olds, strict=True)]


def unpack(packed: Any, rows: int, before: Sequence[Any] | None) -> tuple[Any, ...]:
    """The column that :func:`pack` was given.

    Raises:
        ValueError, LookupError, TypeError: It is none.
    """
    if isinstance(packed, dict):
        if "steps" in packed:
            return tuple(accumulate(packed["steps"]))
        moved = accumulate(packed["shifts"])
        return tuple(old + shift for old, shift in zip(before or (), moved, strict=True))
    if not isinstance(packed, list):
        return (packed,) * rows
    olds = before if before is not None and len(before) == len(packed) else [None] * len(packed)
    return tuple(_unpacked(value, old) for value, old in zip(packed, olds, strict=True))


def _whole_numbers(values: Sequence[Any]) -> bool:
    return all(type(value) is int for value in values)


def _steps(values: Sequence[int]) -> list[int]:
    return [*values[:1], *(later - value for value, later in pairwise(values))]


def _packed(value: Any, before: Any) -> Any:
    if not isinstance(value, str) or len(value) < _LONG_TEXT:
        return value
    table = _table(value)
    if table is not None:
        return {"table": table}
    if isinstance(before, str) and len(before) >= _LONG_TEXT:
        return {"lines": _shared_lines(value.split("\n"), before.split("\n"))}
    return value


def _unpacked(value: Any, before: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "table" in value:
        return _as_json(list(zip(*(_column(each) for each in value["table"]), strict=True)))
    lines = before.split("\n")
    parts: list[str] = []
    length = 0
    for part in value["lines"]:
        found = [part] if isinstance(part, str) else lines[part[0] : part[1]]
        length += sum(map(len, found)) + len(found)
        if length > _MOST:
            raise ValueError("an edit is too long")
        parts += found
    return "\n".join(parts)


def _shared_lines(lines: Sequence[str], before: Sequence[str]) -> list[Any]:
    """A text's lines, those that the one before has as ranges of it."""
    places = {line: place for place, line in reversed(list(enumerate(before)))}
    parts: list[Any] = []
    for line in lines:
        last = parts[-1] if parts and not isinstance(parts[-1], str) else None
        if last is not None and last[1] < len(before) and before[last[1]] == line:
            last[1] += 1
        elif line in places:
            parts.append([places[line], places[line] + 1])
        else:
            parts.append(line)
    return parts


def _table(text: str) -> list[Any] | None:
    """A text that is JSON rows of one width, by columns; None for any other."""
    if not text.startswith("[["):
        return None
    try:
        rows = json.loads(text)
    except ValueError:
        return None
    if len({len(row) if isinstance(row, list) else -1 for row in rows}) > 1 or not rows[0]:
        return None
    columns = [pack(column, None) for column in zip(*rows, strict=True)]
    # A column of one value for all rows must still say how many there are.
    for number, column in enumerate(columns):
        if not isinstance(column, (dict, list)):
            columns[number] = [len(rows), column]
        elif isinstance(column, list):
            columns[number] = {"each": column}
    back = _as_json(list(zip(*(_column(each) for each in columns), strict=True)))
    return columns if back == text else None


def _column(packed: Any) -> Sequence[Any]:
    """A column of a table."""
    if isinstance(packed, list):
        count, value = packed
        if count > _MOST:
            raise ValueError("an edit is too long")
        return [value] * count
    if "each" in packed:
        return list(packed["each"])
    return list(accumulate(packed["steps"]))


def _as_json(rows: Sequence[Sequence[Any]]) -> str:
    return json.dumps(rows, separators=(",", ":"))
