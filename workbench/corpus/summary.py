"""The tables of a whole run: ``documents.tsv``, and a page for people."""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.corpus import parquet
from workbench.files import Kind, atomic_write
from workbench.printable import as_cell, visible

if TYPE_CHECKING:
    from workbench.corpus.ledger import Ledger

_PAGE = Kind("HTML", rb"<!doctype html|<html")

_SHOWN = 500
"""Rows that failed and that the page lists; ``documents.tsv`` has all."""

_STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
"""Borders of the confidence's classes on the page."""

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "td,th{text-align:left;padding:.1rem 1rem .1rem 0;vertical-align:top}"
    "td.n{text-align:right}"
)


def write_tables(ledger: Ledger) -> None:
    """Write ``documents.tsv`` and ``summary.html`` from the slices that are there.

    Raises:
        WorkbenchError: They cannot be written.
    """
    rows = [row for number in ledger.landed() for row in ledger.states(number)]
    with atomic_write(ledger.out / "documents.tsv") as file:
        file.write(b"id\tstate\tbeads\treason\n")
        for identity, state, beads, reason, _ in rows:
            line = "\t".join((as_cell(identity), state, str(beads), as_cell(reason)))
            file.write(f"{line}\n".encode("utf-8", "surrogateescape"))
    states = Counter(row[1] for row in rows)
    failed = [(row[0], row[3]) for row in rows if row[1] == "failed"]
    page = [
        "<!doctype html>",
        '<html lang="en"><meta charset="utf-8"><title>Corpus</title>',
        f"<style>{_STYLE}</style>",
        "<h1>Corpus</h1>",
        _table(
            ("", ""),
            [
                ("texts aligned", f"{states['aligned']:,}"),
                ("texts that failed", f"{states['failed']:,}"),
                ("files without counterpart", f"{states['alone']:,}"),
                ("beads", f"{sum(row[2] for row in rows):,}"),
            ],
        ),
        "<h2>Confidence</h2>",
        _table(("from", "beads"), _classes(ledger)),
    ]
    if failed:
        page += ["<h2>Failed</h2>", _table(("text", "reason"), failed[:_SHOWN])]
    if len(failed) > _SHOWN:
        page.append(f"<p>{len(failed) - _SHOWN:,} more stand in documents.tsv.</p>")
    with atomic_write(ledger.out / "summary.html", over=_PAGE) as file:
        file.write(("\n".join(page) + "\n").encode("utf-8", "replace"))


def _classes(ledger: Ledger) -> list[tuple[str, str]]:
    """How many beads there are from one step of the confidence to the next."""
    polars = parquet.module()
    counts = [0] * (len(_STEPS) - 1)
    for number in ledger.landed():
        column = polars.read_parquet(ledger.beads(number), columns=["confidence"])["confidence"]
        for place, (low, high) in enumerate(pairwise(_STEPS)):
            counts[place] += int(((column >= low) & (column < high)).sum())
    return [(f"{low:.2f}", f"{count:,}") for low, count in zip(_STEPS, counts, strict=False)]


def _table(heads: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    head = f"<tr><th>{heads[0]}<th>{heads[1]}" if any(heads) else ""
    body = "".join(
        f"<tr><td>{escape(visible(one))}<td>{escape(visible(other))}" for one, other in rows
    )
    return f"<table>{head}{body}</table>"
