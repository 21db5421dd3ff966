"""Manifests: tables of which files are versions of each other.

Tab-separated, in UTF-8: a header ``id``, a column per language tag with a path relative to the
manifest, ``confidence``, ``reason``. A row with one path is a file without counterpart.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from workbench.errors import WorkbenchError
from workbench.files import TABLE, atomic_write, encoding_of, not_in_encoding
from workbench.languages import tags
from workbench.printable import as_cell, from_cell

ID, CONFIDENCE, REASON = "id", "confidence", "reason"

UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What a cell cannot hold: line ends, control characters, bytes that are not UTF-8."""


@dataclass(frozen=True, slots=True)
class Row:
    """The versions of one text."""

    id: str
    files: dict[str, str]
    """By column, a path relative to the manifest's folder, its parts joined by slashes."""

    confidence: float | None = None
    """How probably the files are versions of one text; None where nobody says."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A table of versions."""

    path: Path
    keys: tuple[str, ...]
    """The columns with files: language tags, ``ru#2`` for a second version."""

    rows: tuple[Row, ...]

    @property
    def folder(self) -> Path:
        """What its paths are relative to."""
        return self.path.parent


def read(path: Path) -> Manifest:
    """Read a manifest.

    Raises:
        WorkbenchError: It is no manifest; an id stands twice; a path leads out of its folder.
    """
    encoding = encoding_of(path)
    try:
        with path.open(encoding=encoding, newline="") as file:
            return _read(path, csv.reader(file, delimiter="\t"))
    except UnicodeDecodeError as error:
        raise not_in_encoding(path, encoding) from error
    except csv.Error as error:
        raise WorkbenchError(f"it is no table ({error})", place=path, remedy="check it") from error


def _read(path: Path, lines: Iterable[Sequence[str]]) -> Manifest:
    numbered = enumerate(lines, 1)
    _, header = next(numbered)
    names = [name.strip() for name in header]
    if ID not in names:
        raise WorkbenchError(
            f"its first line has no column {ID!r}",
            place=path,
            remedy="give it one, as 'workbench corpus pair' does",
        )
    columns: dict[str, int] = {}
    for number, name in enumerate(names):
        if name in (ID, CONFIDENCE, REASON, ""):
            continue
        key = tags.normalise_key(name)
        if key in columns or names.count(name) > 1:
            raise WorkbenchError(
                f"it has two columns for {key}", place=f"{path}:1", remedy=f"call one {key}#2"
            )
        columns[key] = number
    if len(columns) < 2:
        raise WorkbenchError(
            "it has fewer than two columns with languages",
            place=f"{path}:1",
            remedy="a column is called by a language tag, such as en",
        )
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for line, cells in numbered:
        if not any(cell.strip() for cell in cells):
            continue
        row = _row(path, line, names, columns, cells)
        if row.id in seen:
            raise WorkbenchError(
                f"the id {row.id!r} stands in line {seen[row.id]} too",
                place=f"{path}:{line}",
                remedy="give each row an id of its own",
            )
        seen[row.id] = line
        rows.append(row)
    if not rows:
        raise WorkbenchError("it has no row", place=path, remedy="name a manifest with files")
    return Manifest(path, tuple(columns), tuple(rows))


def _row(
    path: Path, line: int, names: Sequence[str], columns: dict[str, int], cells: Sequence[str]
) -> Row:
    place = f"{path}:{line}"
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        raise WorkbenchError(
            "it has more cells than the first line", place=place, remedy="take the tab out"
        )
    held = dict(zip(names, cells, strict=False))
    identity = from_cell(held.get(ID, "")).strip()
    if not identity:
        raise WorkbenchError("it has no id", place=place, remedy="give it one")
    if UNFIT.search(identity):
        raise WorkbenchError(
            f"the id {identity!r} has line ends or control characters", place=place,
            remedy="give it another",
        )  # fmt: skip
    files = {}
    for key, number in columns.items():
        cell = from_cell(cells[number]) if number < len(cells) else ""
        if cell.strip():
            files[key] = _inside(cell, place)
    confidence = held.get(CONFIDENCE, "").strip()
    try:
        sure = float(confidence) if confidence else None
    except ValueError as error:
        raise WorkbenchError(
            f"{confidence!r} is no confidence", place=place, remedy="write a number from 0 to 1"
        ) from error
    return Row(identity, files, sure, held.get(REASON, ""))


def _inside(cell: str, place: str) -> str:
    """A path as a manifest may have it: relative, and not out of its folder.

    Raises:
        WorkbenchError: It is another one.
    """
    windows = PureWindowsPath(cell)
    posix = PurePosixPath(cell.replace("\\", "/") if os.name == "nt" else cell)
    if posix.is_absolute() or windows.drive or windows.root or ".." in posix.parts:
        raise WorkbenchError(
            f"the path {cell!r} leads out of the manifest's folder",
            place=place,
            remedy="write paths relative to the manifest, below its folder",
        )
    if "\0" in cell or str(posix) == ".":
        raise WorkbenchError(f"{cell!r} is no path of a file", place=place, remedy="check it")
    return posix.as_posix()


def write(path: Path, keys: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a manifest, whole or not at all.

    Args:
        path: Where to; only a table is written over.
        keys: The columns with files.
        rows: In order; what leads spreadsheets to compute gets an apostrophe.

    Raises:
        WorkbenchError: It cannot be written.
    """
    with atomic_write(path, over=TABLE) as file:
        file.write(_line([ID, *keys, CONFIDENCE, REASON]))
        for row in rows:
            sure = "" if row.confidence is None else f"{row.confidence:.3f}"
            cells = [row.id, *(row.files.get(key, "") for key in keys), sure, row.reason]
            file.write(_line([as_cell(cell) for cell in cells]))


def _line(cells: Sequence[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, delimiter="\t", lineterminator="\n").writerow(cells)
    return line.getvalue().encode("utf-8", "surrogateescape")
