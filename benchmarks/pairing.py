"""Versions found among files whose names tell nothing.

Takes the folder of the gold alignments: ``python benchmarks/pairing.py FOLDER [-k COPIES]``. Their
documents are cut into pieces of 20 to 100 segments, a fifth of the pieces loses all versions but
one, names are hidden, and 'corpus pair' is asked which files belong together. Pairs of files
count. With ``--files N`` the pieces are taken again and again, each time other words in them
exchanged, until there are N files, for time and memory alone.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import gold

from workbench import corpus
from workbench.corpus import manifest

SETS = (
    "trilingual-bible trilingual-debian-guide trilingual-gnome-help trilingual-ntrex "
    "trilingual-opensource-guides trilingual-progit trilingual-pud pairs-alignar "
    "pairs-literature-en-ru pairs-mac-dev pairs-paramed pairs-text-berg"
).split()
"""Sets that share no text."""

ALONE = 0.2
"""Share of the pieces that keep one version only."""

Piece = tuple[str, dict[str, list[str]]]
"""The document's name, and by language the segments."""


def pieces(folder: Path, chance: random.Random) -> Iterator[Piece]:
    """The gold documents in pieces of 20 to 100 segments of the longest version."""
    for name in SETS:
        for record in gold.records(folder, name):
            keys, texts = gold.languages(record), gold.texts(record)
            held: list[list[str]] = [[] for _ in keys]
            most = chance.randint(20, 100)
            for group in gold.groups(record):
                for own, text, numbers in zip(held, texts, group, strict=True):
                    own += [text[number] for number in numbers]
                if max(map(len, held)) >= most:
                    yield record["id"], _long_enough(keys, held)
                    held, most = [[] for _ in keys], chance.randint(20, 100)
            if max(map(len, held)) >= 20:
                yield record["id"], _long_enough(keys, held)


def _long_enough(keys: list[str], texts: list[list[str]]) -> dict[str, list[str]]:
    """Without the versions that lack most of the piece: some guides are translated in part."""
    least = max(map(len, texts)) // 3
    return {key: text for key, text in zip(keys, texts, strict=True) if len(text) > least}


def main() -> None:
    """Print precision, recall, time and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    cut = list(pieces(given.folder, chance))
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "files").mkdir()
        owner: dict[str, tuple[int, str]] = {}
        number = 0
        while True:
            for document, versions in cut:
                kept = list(versions)
                if chance.random() < ALONE:
                    kept = [chance.choice(kept)]
                for key in kept:
                    lines = list(versions[key])
                    if number >= len(cut):  # a copy: other sentences in another order
                        lines = [*chance.sample(lines, len(lines)), str(number)]
                    hidden = hashlib.sha256(f"{number} {key}".encode()).hexdigest()[:12]
                    hidden = hidden.translate(str.maketrans("0123456789", "ghijklmnop"))
                    path = place / "files" / f"{hidden}.txt"
                    path.write_text("\n".join(lines), encoding="utf-8")
                    owner[path.name] = number, f"{document} {key}"
                number += 1
            if len(owner) >= given.files:
                break
        started, used = time.perf_counter(), time.process_time()
        found = corpus.pair([place / "files"], place / "M.tsv", workers=given.workers)
        seconds, used = time.perf_counter() - started, time.process_time() - used
        rows = manifest.read(place / "M.tsv").rows
    report(rows, owner, wrong=given.wrong)
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    used += children.ru_utime + children.ru_stime
    print(f"left out {found.left_out.by_reason}")
    print(
        f"{len(owner)} files in {seconds:.0f} s ({used:.0f} s of processor), this process "
        f"{own.ru_maxrss >> 10} MB, the largest worker {children.ru_maxrss >> 10} MB"
    )


def report(
    rows: tuple[manifest.Row, ...], owner: dict[str, tuple[int, str]], *, wrong: bool
) -> None:
    """Print precision and recall over pairs of files."""
    found = {
        frozenset(pair)
        for row in rows
        for pair in combinations([Path(path).name for path in row.files.values()], 2)
    }
    held: dict[int, list[str]] = {}
    for name, (number, _) in owner.items():
        held.setdefault(number, []).append(name)
    true = {frozenset(pair) for names in held.values() for pair in combinations(names, 2)}
    right = len(found & true)
    print(
        f"{len(true)} pairs, {len(found)} found: precision {right / max(len(found), 1):.4f}, "
        f"recall {right / max(len(true), 1):.4f}"
    )
    if wrong:
        for what, pairs in (("missed", true - found), ("wrong", found - true)):
            for pair in pairs:
                print(what, " ~ ".join(owner[name][1] for name in sorted(pair)))


if __name__ == "__main__":
    main()
