"""Planted misalignments: how well the score of a bead tells them from right ones.

    python benchmarks/alignment_score.py FOLDER [SET …] [--cache FILE] [--encoder none] [--write]

FOLDER holds gold sets. The beads of each document become rows, as in a memory or a table, and a
tenth of them is made wrong in one of four ways: the second side is the next row's over some rows,
two rows have their second sides exchanged, the second side is only half of it, or it is another
sentence of the same text. Each row is scored; the area under the ROC curve says how often a
wrong one has a lower score than a right one. The weights of the logistic regression are fitted
without the set that is measured; ``--write`` puts those of all sets where the program reads them.
Needs SciPy.
"""

import argparse
import json
import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import gold
import numpy as np
from confidence_fit import area, logistic
from numpy.typing import NDArray

from workbench import embedding, languages
from workbench.alignment import Version, parameters, scoring
from workbench.embedding import Encoder, VectorCache

Floats = NDArray[np.float64]
Rows = list[list[str]]

SETS = (
    "pairs-mac-dev", "pairs-text-berg", "pairs-paramed", "pairs-alignar", "trilingual-ntrex",
    "trilingual-pud", "trilingual-opensource-guides-sentences", "trilingual-gnome-help",
)  # fmt: skip
WAYS = ("shifted", "swapped", "halved", "another")
LEAST = 8
"""Rows of a document, at least; shorter documents of a set are put together."""


def rows_of(record: gold.Record, pair: tuple[int, int]) -> Rows:
    """The gold beads of two languages as rows of joined texts."""
    texts, keys = gold.texts(record), gold.languages(record)
    rows = []
    for group in gold.groups(record):
        sides = [(group[n], texts[n], languages.of(keys[n]).joiner) for n in pair]
        if all(run for run, *_ in sides):
            rows.append([joiner.join(own[place] for place in run) for run, own, joiner in sides])
    return rows


def planted(rows: Rows, way: str, rng: random.Random) -> tuple[Rows, list[bool]]:
    """The rows with a tenth made wrong in one way, and which are still right."""
    made = [list(row) for row in rows]
    number = max(1, len(rows) // 10)
    if way == "shifted":
        number = max(2, number)
        first = rng.randrange(max(1, len(rows) - number))
        for place in range(first, min(first + number, len(rows) - 1)):
            made[place][1] = rows[place + 1][1]
    elif way == "swapped":
        for place in rng.sample(range(0, len(rows) - 1, 2), max(1, number // 2)):
            made[place][1], made[place + 1][1] = rows[place + 1][1], rows[place][1]
    else:
        for place in rng.sample(range(len(rows)), number):
            text = rows[place][1]
            if way == "halved":
                half = len(text) // 2
                made[place][1] = text[:half] if rng.random() < 0.5 else text[half:]
            else:
                made[place][1] = rng.choice(rows)[1]
    right = [a[1] == b[1] for a, b in zip(rows, made, strict=True)]
    return made, right


def cases(folder: Path, name: str) -> list[tuple[str, tuple[str, str], Rows]]:
    """Documents as rows, pair by pair; short ones put together."""
    records = gold.records(folder, name)
    keys = gold.languages(records[0])
    found = []
    for pair in combinations(range(len(keys)), 2):
        held: Rows = []
        for record in records:
            held += rows_of(record, pair)
            if len(held) >= LEAST * 12:
                found.append((name, (keys[pair[0]], keys[pair[1]]), held))
                held = []
        if len(held) >= LEAST:
            found.append((name, (keys[pair[0]], keys[pair[1]]), held))
    return found


def observe(
    folder: Path, names: Sequence[str], encoder: Encoder | None, cache: VectorCache | None
) -> list[tuple[str, str, str, Floats, NDArray[np.bool_]]]:
    """Of each set, pair and way what is seen of the rows, and which are right."""
    found = []
    for name in names:
        for number, (_, (left, right_key), rows) in enumerate(cases(folder, name)):
            for way in WAYS:
                made, right = planted(rows, way, random.Random(f"{name} {number} {way}"))
                versions = [
                    Version(key, tuple(row[side] for row in made))
                    for side, key in enumerate((left, right_key))
                ]
                beads = [((place,), (place,)) for place in range(len(made))]
                seen = scoring.observed(versions, encoder, beads, cache=cache)
                found.append((name, f"{left}–{right_key}", way, seen, np.array(right)))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and write the weights if asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*", help="names of gold sets; eight when left out")
    parser.add_argument("--cache", type=Path, help="a file that keeps vectors between runs")
    parser.add_argument("--encoder", choices=("builtin", "none"), default="builtin")
    parser.add_argument("--write", action="store_true", help="replace the program's weights")
    options = parser.parse_args(arguments)
    encoder = None if options.encoder == "none" else embedding.load()
    cache = VectorCache(options.cache) if options.cache else None
    seen = observe(options.folder, options.sets or SETS, encoder, cache)

    def fitted(without: str) -> Floats:
        kept = [row for row in seen if row[0] != without] or seen
        return logistic(np.concatenate([r[3] for r in kept]), np.concatenate([r[4] for r in kept]))

    print(f"| set, pair | {' | '.join(WAYS)} | all |\n|---|{'---|' * (len(WAYS) + 1)}")
    for name in dict.fromkeys(row[0] for row in seen):
        weights = fitted(name)
        for pair in dict.fromkeys(row[1] for row in seen if row[0] == name):
            own = [row for row in seen if row[:2] == (name, pair)]
            cells = [[row for row in own if row[2] == way] for way in WAYS]
            areas = [
                area(
                    np.concatenate([row[3] @ weights for row in rows]),
                    np.concatenate([row[4] for row in rows]),
                )
                for rows in [*cells, own]
            ]
            print(f"| {name} {pair} | {' | '.join(f'{value:.3f}' for value in areas)} |")
    weights = fitted("")
    print({name: round(float(w), 3) for name, w in zip(scoring.NAMES, weights, strict=True)})
    if options.write:
        path = Path(parameters.__file__).with_name(parameters.FILE)
        known = json.loads(path.read_text(encoding="utf-8"))
        own_keys = ["none"] if encoder is None else [encoder.signature, "other"]
        for key in own_keys:
            known[key]["score"] = [round(float(w), 4) for w in weights]
        path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
