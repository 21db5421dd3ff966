"""Slices of a corpus as Parquet, by Polars: one row a bead.

Polars is an extra: what needs it comes through :func:`module`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from workbench.corpus.rows import BeadRow, Outcome
from workbench.errors import WorkbenchError
from workbench.files import atomic_write

if TYPE_CHECKING:
    import polars as pl

FACTS = ("document", "bead", "confidence", "status")
"""The columns before those of the languages."""


def module() -> ModuleType:
    """Polars, where it is installed.

    Raises:
        WorkbenchError: It is not.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise WorkbenchError(
            "corpora need the package polars, which is not installed",
            remedy="install translation-workbench[corpus]",
        ) from error
    return pl


def frame(outcomes: Iterable[Outcome], keys: Sequence[str]) -> pl.DataFrame:
    """The beads of some rows as a table.

    Args:
        outcomes: In order.
        keys: The columns of texts.
    """
    polars = module()
    columns: dict[str, list[object]] = {name: [] for name in (*FACTS, *keys)}
    for outcome in outcomes:
        for bead, confidence, status, texts in outcome.beads:
            said = dict(zip(outcome.keys, texts, strict=True))
            for name, value in zip(FACTS, (outcome.id, bead, confidence, status), strict=True):
                columns[name].append(value)
            for key in keys:
                columns[key].append(said.get(key))
    schema = dict.fromkeys(columns, polars.String) | {"confidence": polars.Float64}
    made: pl.DataFrame = polars.DataFrame(columns, schema=schema)
    return made


def write(path: Path, table: pl.DataFrame) -> None:
    """Write a table, whole or not at all; the same table gives the same bytes.

    Raises:
        WorkbenchError: It cannot be written, for example because the disk is full.
    """
    with atomic_write(path) as file:
        table.write_parquet(file, compression="zstd", compression_level=3, row_group_size=1 << 17)


def beads_of(
    path: Path, ids: Iterable[str]
) -> dict[str, tuple[tuple[str, ...], tuple[BeadRow, ...]]]:
    """The beads of some documents in a slice, as :attr:`Outcome.beads` has them.

    Args:
        path: The slice.
        ids: Of the documents.

    Returns:
        By document, the columns of texts, and its beads.
    """
    polars = module()
    table = polars.read_parquet(path).filter(polars.col("document").is_in(list(ids)))
    keys = tuple(name for name in table.columns if name not in FACTS)
    found: dict[str, list[BeadRow]] = {}
    for document, bead, confidence, status, *texts in table.iter_rows():
        found.setdefault(document, []).append((bead, confidence, status, tuple(texts)))
    # A column that a document lacks is empty throughout: it makes no difference to the table.
    return {document: (keys, tuple(rows)) for document, rows in found.items()}
