"""``corpus sample`` and ``judged``: what share of a corpus is right, by a person's judgement.

Beads are drawn from classes of confidence, as many from each: the doubtful ones, which are few and
mostly wrong, are then known as well as the rest. The share of the whole weighs each class by its
size; the interval is that of stratified sampling, with a class's own variance after Agresti and
Coull (two successes and two failures added), so that a class without a mistake is not sure.
"""

from __future__ import annotations

import csv
import io
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.corpus import parquet
from workbench.corpus.parquet import FACTS
from workbench.corpus.tables import Corpus
from workbench.errors import WorkbenchError
from workbench.files import TABLE, atomic_write, encoding_of, not_in_encoding
from workbench.printable import as_cell, from_cell

if TYPE_CHECKING:
    import polars as pl

CLASSES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
"""Where classes of confidence begin."""

RIGHT = "right"

_YES = frozenset("yes y 1 true +".split())
_NO = frozenset("no n 0 false -".split())

_Z = 1.959964
"""Of an interval that holds the truth in 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class ClassJudged:
    """A class of confidence."""

    low: float
    beads: int
    """All that the corpus has."""

    judged: int
    right: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What share of a corpus is right."""

    share: float
    low: float
    high: float
    """The interval that holds the share in 95 of 100 cases."""

    expected: float
    """The share that the confidences promise."""

    classes: tuple[ClassJudged, ...]
    unjudged: int
    """Rows without a verdict."""


def sample(corpus: Corpus, count: int, output: str | Path, *, seed: int = 1) -> int:
    """Draw beads for a person to judge, and write them as a table.

    Args:
        corpus: The corpus.
        count: How many.
        output: ``S.tsv``: an empty column ``right``, then document, bead and texts, in an order
            that tells nothing.
        seed: Another one draws others.

    Returns:
        How many were drawn.

    Raises:
        WorkbenchError: There is none, or the file cannot be written.
    """
    beads = _classed(corpus)
    groups = [beads.filter(beads["class"] == low) for low in CLASSES]
    sizes = [len(group) for group in groups]
    if not sum(sizes):
        raise WorkbenchError(
            "no bead of it has a confidence", place=corpus.path,
            remedy="align it, or score it with 'workbench memory score'",
        )  # fmt: skip
    chance = random.Random(seed)
    rows: list[tuple[object, ...]] = []
    for group, wanted in zip(groups, _shares(sizes, count), strict=True):
        numbers = sorted(chance.sample(range(len(group)), wanted))
        rows += group[numbers].select([*FACTS[:2], *corpus.keys]).iter_rows()
    chance.shuffle(rows)
    with atomic_write(Path(output), over=TABLE) as file:
        file.write(_line([RIGHT, *FACTS[:2], *corpus.keys]))
        for row in rows:
            file.write(_line(["", *("" if cell is None else str(cell) for cell in row)]))
    return len(rows)


def _line(cells: Sequence[str]) -> bytes:
    line = io.StringIO(newline="")
    flat = [" ".join(as_cell(cell).split()) for cell in cells]
    csv.writer(line, delimiter="\t", lineterminator="\n").writerow(flat)
    return line.getvalue().encode("utf-8", "replace")


def _classed(corpus: Corpus) -> pl.DataFrame:
    """The beads that have a confidence and text in two languages, with their class's begin."""
    polars = parquet.module()
    sure = polars.col("confidence")
    low = polars.lit(0.0)
    for begin in CLASSES:
        low = polars.when(sure >= begin).then(polars.lit(begin)).otherwise(low)
    found: pl.DataFrame = (
        corpus.of(None).table.filter(sure.is_not_null()).with_columns(low.alias("class")).collect()
    )
    return found


def _shares(sizes: Sequence[int], count: int) -> list[int]:
    """As many from each class; what a small one lacks goes to the others."""
    drawn = [0] * len(sizes)
    left = min(count, sum(sizes))
    while left:
        open_ = [place for place, size in enumerate(sizes) if drawn[place] < size]
        each = max(left // len(open_), 1)
        for place in open_:
            more = min(each, sizes[place] - drawn[place], left)
            drawn[place] += more
            left -= more
    return drawn


def judged(corpus: Corpus, table: str | Path) -> Judged:
    """What share of a corpus is right, by the verdicts on a sample of it.

    Args:
        corpus: The corpus that the sample was drawn from.
        table: The sample with ``yes`` or ``no`` in the column ``right``; empty where nobody
            judged.

    Raises:
        WorkbenchError: It is no such table, a verdict is neither, a bead is not in the corpus,
            or there is no verdict.
    """
    verdicts = _verdicts(Path(table))
    beads = _classed(corpus)
    known = {
        (document, bead): (low, confidence)
        for document, bead, low, confidence in beads.select(
            [*FACTS[:2], "class", "confidence"]
        ).iter_rows()
    }
    right: dict[float, list[bool]] = {low: [] for low in CLASSES}
    unjudged = 0
    for line, name, verdict in verdicts:
        if name not in known:
            raise WorkbenchError(
                f"the corpus has no bead {name[1]} of {name[0]}", place=f"{table}:{line}",
                remedy="give the corpus that it was drawn from",
            )  # fmt: skip
        if verdict is None:
            unjudged += 1
        else:
            right[known[name][0]].append(verdict)
    if not any(right.values()):
        raise WorkbenchError(
            "there is no verdict in it", place=table, remedy="write yes or no into its column right"
        )
    sizes = dict.fromkeys(CLASSES, 0)
    for low in beads["class"]:
        sizes[low] += 1
    # A class of which nothing was judged counts as the nearest one that was.
    whole = variance = share = 0.0
    classes = []
    for low in CLASSES:
        classes.append(ClassJudged(low, sizes[low], len(right[low]), sum(right[low])))
        if not sizes[low]:
            continue
        near = min((other for other in CLASSES if right[other]), key=lambda one: abs(one - low))
        n, yes = len(right[near]), sum(right[near])
        weight = sizes[low] / len(beads)
        whole += weight
        share += weight * yes / n
        smoothed = (yes + 2) / (n + 4)
        if n < sizes[low] or near != low:
            variance += weight**2 * smoothed * (1 - smoothed) / (n + 4)
    half = _Z * math.sqrt(variance)
    return Judged(
        share,
        max(0.0, share - half),
        min(1.0, share + half),
        float(beads["confidence"].mean()),  # type: ignore[arg-type]
        tuple(classes),
        unjudged,
    )


def _verdicts(path: Path) -> list[tuple[int, tuple[str, str], bool | None]]:
    """Line, bead and verdict of each row."""
    encoding = encoding_of(path)
    try:
        with path.open(encoding=encoding, newline="") as file:
            head = file.readline()
            file.seek(0)
            delimiter = "\t" if "\t" in head else (";" if ";" in head else ",")
            rows = list(csv.reader(file, delimiter=delimiter))
    except UnicodeDecodeError as error:
        raise not_in_encoding(path, encoding) from error
    return list(_read(path, rows))


def _read(
    path: Path, rows: Sequence[Sequence[str]]
) -> Iterable[tuple[int, tuple[str, str], bool | None]]:
    names = [cell.strip().strip('"').lower() for cell in rows[0]]
    lacking = [name for name in (RIGHT, *FACTS[:2]) if name not in names]
    if lacking:
        raise WorkbenchError(
            f"it has no column {lacking[0]!r}", place=path,
            remedy="give a table that 'corpus sample' made",
        )  # fmt: skip
    place = {name: names.index(name) for name in (RIGHT, *FACTS[:2])}
    for line, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        held = {name: cells[at] if at < len(cells) else "" for name, at in place.items()}
        said = from_cell(held[RIGHT]).strip().lower()
        if said and said not in _YES | _NO:
            raise WorkbenchError(
                f"{held[RIGHT]!r} is neither yes nor no", place=f"{path}:{line}", remedy="write one"
            )
        verdict = None if not said else said in _YES
        yield line, (from_cell(held[FACTS[0]]), from_cell(held[FACTS[1]])), verdict
