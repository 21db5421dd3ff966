"""Tables of AsciiDoc: the cells between two lines of ``|===``."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

_SPEC = re.compile(
    r"(?:(?P<copies>\d+)\*|(?P<columns>\d+)?(?:\.(?P<rows>\d+))?\+)?[<^>]?(?:\.[<^>])?"
    r"(?P<style>[adehlmsv])?$"
)
_MOST = 1_000
_MULTIPLIED = re.compile(r"(\d+)\*")


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as it is written."""

    source: str
    line: int
    columns: int = 1
    rows: int = 1
    style: str = ""
    """``a`` for blocks of AsciiDoc, ``l`` for literal text; else a paragraph or some."""

    starts_line: bool = False


def cells(lines: list[str], first: int, separator: str) -> Iterator[TableCell]:
    r"""The cells of a table.

    Args:
        lines: What stands between its delimiters.
        first: The number of the first of these lines in the file.
        separator: What stands before each cell; with a comma or colon, between them.
    """
    if separator in ",:;\t":
        delimiter = "," if separator == "," else ":"
        for number, row in enumerate(csv.reader(lines, delimiter=delimiter)):
            for place, source in enumerate(row):
                yield TableCell(source, first + number, starts_line=place == 0)
        return
    mark = re.escape(separator)
    border = re.compile(rf"(?P<spec>(?:^|(?<=\s))[\d.*+<^>adehlmsv]*|)(?<!\\){mark}")
    spec, source, begun = "", "", 0
    starts = False
    open_cell = False
    for number, line in enumerate(lines, first):
        place = 0
        for match in border.finditer(line):
            written = match["spec"]
            known = _SPEC.match(written)
            before = line[place : match.start()] + ("" if known else written)
            if open_cell:
                yield from _made(spec, source + before, begun, separator, starts=starts)
            spec, source, begun = written if known else "", "", number
            starts = not line[: match.start()].strip()
            open_cell, place = True, match.end()
        source += line[place:] + "\n"
    if open_cell or source.strip():
        yield from _made(spec, source, begun or first, separator, starts=starts)


def _made(
    written: str, source: str, line: int, separator: str, *, starts: bool
) -> Iterator[TableCell]:
    spec = _SPEC.match(written)
    copies = int((spec and spec["copies"]) or 1)
    source = source.replace("\\" + separator, separator)
    shown = source.lstrip(" \n")
    cell = TableCell(
        shown.rstrip("\n"),
        line + source.count("\n", 0, len(source) - len(shown)),
        min(int((spec and spec["columns"]) or 1), _MOST),
        min(int((spec and spec["rows"]) or 1), _MOST),
        (spec and spec["style"]) or "",
        starts,
    )
    yield from [cell] * min(copies, _MOST)


def width(attributes: str, found: list[TableCell]) -> int:
    """How many columns a table has: as it says, else as many as its first line has cells.

    Args:
        attributes: What stands in brackets above it.
        found: Its cells.
    """
    said = re.search(r"\bcols=(?:\"([^\"]*)\"|'([^']*)'|([^,\]\s]+))", attributes)
    if said:
        columns = 0
        for each in re.split(r"[,;]", said[1] or said[2] or said[3]):
            many = _MULTIPLIED.match(each.strip())
            columns += int(many[1]) if many else 1
        return max(1, min(columns, _MOST))
    first = found[0].line if found else 0
    return max(1, sum(cell.columns for cell in found if cell.line == first))
