"""What a corpus costs: alignment by one worker and two, the client's share, a search.

``python benchmarks/corpus.py FOLDER``: FOLDER has the gold alignments, whose documents are cut into
texts of about 50 segments. Printed are

- ``workers``: the same texts by one process and by two, alternately, the encoder loaded before:
  ratio of the times, processor time a million sentences, memory of the largest worker, disk;
- ``client``: what the process that hands out the texts spends on each outcome;
- ``search``: concordances over a million units made from the texts, once opened.

``--only PART`` measures one of them.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Literal

import pairing

from workbench import corpus
from workbench.corpus import manifest
from workbench.corpus.ledger import SLICE, Ledger
from workbench.corpus.rows import Outcome

LANGUAGES = ("en", "ru", "zh")


def archive(gold_folder: Path, place: Path, texts: int) -> int:
    """Write texts and their manifest; returns how many sentences there are."""
    chance = random.Random(3)
    rows = []
    sentences = 0
    for number, (_, versions) in enumerate(pairing.pieces(gold_folder, chance)):
        known = {key[:2]: lines for key, lines in versions.items() if key[:2] in LANGUAGES}
        if len(known) < 3:
            continue
        files = {}
        for key, lines in known.items():
            (place / key).mkdir(exist_ok=True)
            (place / key / f"{number:05}.txt").write_text("\n".join(lines[:50]), encoding="utf-8")
            files[key] = f"{key}/{number:05}.txt"
            sentences += len(lines[:50])
        rows.append(manifest.Row(f"{number:05}", files))
        if len(rows) == texts:
            break
    manifest.write(place / "m.tsv", LANGUAGES, rows)
    return sentences


def workers(gold_folder: Path, place: Path, texts: int) -> None:
    """One and two processes, alternately."""
    sentences = archive(gold_folder, place, texts)
    spent, used = {1: 0.0, 2: 0.0}, {1: 0.0, 2: 0.0}
    for turn in range(2):
        for count in (1, 2):
            out = place / f"out{count}{turn}"
            before = _processor_time()
            started = time.perf_counter()
            _align(place / "m.tsv", out, count)
            spent[count] += time.perf_counter() - started
            used[count] += _processor_time() - before
    size = sum(path.stat().st_size for path in (place / "out20" / "beads").iterdir())
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    print(f"{sentences} sentences in three languages, {texts} texts")
    print(f"one worker {spent[1]:.1f} s, two {spent[2]:.1f} s: {spent[1] / spent[2]:.2f} times")
    print(
        f"of processor {used[1]:.1f} s and {used[2]:.1f} s: on two idle cores at most "
        f"{2 * used[1] / used[2]:.2f} times"
    )
    hours = used[1] / 2 / sentences * 1e6 / 3600
    print(f"{hours:.2f} core hours and {size / sentences:.0f} MB of Parquet a million sentences")
    print(f"the largest worker took {most} MB")


def _processor_time() -> float:
    """Of all processes that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def _align(table: Path, out: Path, count: int) -> None:
    """In a process of its own, so that one worker is one as well."""
    call = (
        "import sys; from workbench import corpus; "
        "corpus.align(sys.argv[1], sys.argv[2], workers=int(sys.argv[3]))"
    )
    subprocess.run([sys.executable, "-c", call, table, out, str(count)], check=True)


def client(place: Path) -> None:
    """What is done with an outcome: noted, logged, and landed with its slice."""
    beads = tuple(
        (str(number), 0.987654, "unreviewed", ("A sentence of the usual length, as it is.",) * 3)
        for number in range(45)
    )
    ledger = Ledger(place / "ledger")
    started = time.process_time()
    for number in range(1, 6):
        outcomes = [
            Outcome(f"{number}-{row}", "aligned", "0" * 64, LANGUAGES, beads)
            for row in range(SLICE)
        ]
        for one in outcomes:
            ledger.note(number, one)
            ledger.log(f"aligned: {one.id} (0.35 s)")
        ledger.land(number, outcomes, LANGUAGES)
    spent = (time.process_time() - started) / (5 * SLICE)
    print(f"the client spends {spent * 1000:.2f} ms on a text of 45 beads")


def search(gold_folder: Path, place: Path, units: int) -> None:
    """Concordances over many units."""
    import polars as pl

    chance = random.Random(3)
    rows = []
    for number, (_, versions) in enumerate(pairing.pieces(gold_folder, chance)):
        if {"en", "ru"} <= {key[:2] for key in versions}:
            known = {key[:2]: lines for key, lines in versions.items()}
            pairs = zip(known["en"], known["ru"], strict=False)
            rows += [
                (str(number), str(n), 0.9, "unreviewed", *pair) for n, pair in enumerate(pairs)
            ]
    folder = place / "big" / "beads"
    folder.mkdir(parents=True)
    columns = ["document", "bead", "confidence", "status", "en", "ru"]
    table = pl.DataFrame(rows, schema=columns, orient="row")
    for number in range(-(-units // len(rows))):
        table.with_columns(pl.col("document") + f"-{number}").write_parquet(
            folder / f"{number:05}.parquet"
        )
    opened = corpus.open_corpus(place / "big")
    held = corpus.Corpus(opened.path, opened.keys, opened.table.collect().lazy())
    size = len(held.table.collect())
    print(f"{size} units")
    queries: tuple[tuple[str, Literal["exact", "regex", "forms"]], ...] = (
        ("committee", "exact"),
        (r"\bkings?\b", "regex"),
        ("король", "forms"),
    )
    for query, how in queries:
        for name, each in (("from disk", opened), ("in memory", held)):
            corpus.concordance(each, query, how=how, counterparts=False)
            language = "ru" if how == "forms" else "en"
            started, used = time.perf_counter(), time.process_time()
            found = corpus.concordance(
                each,
                query,
                how=how,
                language=language,
                counterparts=False,
            )
            print(
                f"{query} ({how}, {name}): {found.beads} beads, "
                f"{time.perf_counter() - started:.2f} s, {time.process_time() - used:.2f} s of "
                "processor"
            )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=["workers", "client", "search"])
    parser.add_argument("--texts", type=int, default=60)
    parser.add_argument("--units", type=int, default=1_000_000)
    given = parser.parse_args()
    place = Path(tempfile.mkdtemp())
    try:
        if given.only in (None, "client"):
            client(place)
        if given.only in (None, "search"):
            search(given.folder, place, given.units)
        if given.only in (None, "workers"):
            workers(given.folder, place, given.texts)
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
