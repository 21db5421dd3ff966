"""How well texts are aligned, beside other programs, in one run and one table.

    python benchmarks/alignment.py FOLDER [SET …] [--peers] [--hunalign PATH] [--no-encoder]
                                   [--cache FILE] [--predictions FOLDER]

FOLDER holds gold sets (``pairs-*.json``, ``trilingual-*.json``, ``raw-*.json``) and
``score.py``, whose metrics and bootstrap intervals over documents are used. Raw texts are
segmented first. A row a set and program: strict F1 over the groups (of a pair, over its
beads) with its 95 % interval, mean lax F1 over the pairs, seconds.

Peers: ``galechurch`` (from PyPI, where installed), hunalign (where its binary is given), and
two floors of our own: Gale and Church's lengths (1993), and the sum of similarities of the
same vectors without margin, words or fitted weights. They align pairs; more languages are
joined on the first.
"""

import argparse
import contextlib
import importlib.util
import itertools
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from workbench import alignment, embedding, segmentation
from workbench.alignment import Version
from workbench.alignment.star import star
from workbench.documents import from_text
from workbench.embedding import Encoder, VectorCache

Record = dict[str, Any]
Group = tuple[tuple[int, int], ...]
Program = Callable[[Sequence[Version]], list[Group]]
Pairwise = Callable[[Version, Version], list[tuple[int, int, int, int]]]

SHAPES = {(1, 1): 0.0, (1, 0): 4.5, (0, 1): 4.5, (2, 1): 2.3, (1, 2): 2.3, (2, 2): 4.4}
"""Gale and Church's bead shapes with the negative logarithm of their odds."""


def scorer(folder: Path) -> ModuleType:
    """The folder's own ``score.py``."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"there is no score.py in {folder}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def records(path: Path) -> list[Record]:
    """The documents of a gold set."""
    found: list[Record] = json.loads(path.read_text(encoding="utf-8"))
    return found


def versions(record: Record) -> tuple[list[str], list[Version]]:
    """Languages and versions of a gold document; a raw one is segmented."""
    if "source" in record:
        languages = [record["source_lang"], record["target_lang"]]
        texts = [record["source"], record["target"]]
    else:
        languages = record["languages"]
        if "documents" not in record:
            return languages, [_segmented(record["text"][key], key) for key in languages]
        texts = [record["documents"][key] for key in languages]
    return languages, [
        Version(key, tuple(lines)) for key, lines in zip(languages, texts, strict=True)
    ]


def _segmented(text: str, language: str) -> Version:
    document = from_text(text, language=language, lines="paragraph")
    segments = segmentation.segment(document)
    return Version(
        language,
        tuple(segment.text for segment in segments),
        tuple(segment.paragraph for segment in segments),
        tuple(document.paragraphs[segment.paragraph].kind for segment in segments),
    )


def prediction(record: Record, texts: Sequence[Version], groups: Sequence[Group]) -> Record:
    """The groups in the shape that ``score.py`` reads."""
    lists = [[list(range(*run)) for run in group] for group in groups]
    if "source" in record:
        return {"id": record["id"], "alignment": lists}
    languages = record["languages"]
    found: Record = {
        "id": record["id"],
        "alignment": [dict(zip(languages, group, strict=True)) for group in lists],
    }
    if "documents" not in record:
        found["documents"] = {
            language: list(version.segments)
            for language, version in zip(languages, texts, strict=True)
        }
    return found


def workbench_program(encoder: Encoder | None, cache: VectorCache | None) -> Program:
    """This program."""

    def program(texts: Sequence[Version]) -> list[Group]:
        return [bead.runs for bead in alignment.align(texts, encoder, cache=cache).beads]

    return program


def joined(pairwise: Pairwise) -> Program:
    """A program for pairs; more languages are joined on the first."""

    def program(texts: Sequence[Version]) -> list[Group]:
        paths = [pairwise(texts[0], other) for other in texts[1:]]
        return star(paths, tuple((0, len(text.segments)) for text in texts))

    return program


def gale_church(left: Version, right: Version) -> list[tuple[int, int, int, int]]:
    """Gale and Church (1993): lengths in characters and six bead shapes."""
    ours = np.cumsum([0, *(len(text) for text in left.segments)])
    theirs = np.cumsum([0, *(len(text) for text in right.segments)])

    def cost(i: int, j: int, a: int, b: int) -> float:
        one, other = float(ours[i + a] - ours[i]), float(theirs[j + b] - theirs[j])
        mean = (one + other / RATIO) / 2 or 1.0
        away = abs(RATIO * one - other) / math.sqrt(6.8 * mean)
        return SHAPES[a, b] - math.log(max(math.erfc(away / math.sqrt(2)), 1e-30))

    ratio = float(theirs[-1]) / max(float(ours[-1]), 1.0) or 1.0
    RATIO = ratio  # noqa: N806 - the document's own, as their c
    return _cheapest(len(left.segments), len(right.segments), cost, list(SHAPES))


def cosine(encoder: Encoder, cache: VectorCache | None) -> Pairwise:
    """Similarity alone: each bead counts its cosine above a threshold, for each segment."""

    def pairwise(left: Version, right: Version) -> list[tuple[int, int, int, int]]:
        sides = []
        for version in (left, right):
            texts = list(version.segments)
            sums = encoder.sums(texts) if cache is None else cache.sums(encoder, texts)
            sides.append([encoder.runs(sums, length) for length in range(1, 5)])
        shapes = [(a, b) for a in range(1, 5) for b in range(1, 5) if min(a, b) == 1 or a + b < 6]
        alike = {(a, b): sides[0][a - 1] @ sides[1][b - 1].T for a, b in shapes}

        def cost(i: int, j: int, a: int, b: int) -> float:
            return (0.4 - float(alike[a, b][i, j])) * (a + b) if a and b else 0.0

        size = len(left.segments), len(right.segments)
        return _cheapest(*size, cost, [*shapes, (1, 0), (0, 1)])

    return pairwise


def _cheapest(
    left: int,
    right: int,
    cost: Callable[[int, int, int, int], float],
    shapes: Sequence[tuple[int, int]],
) -> list[tuple[int, int, int, int]]:
    """The path of the least cost, within a band around the diagonal where the texts are long."""
    around = right if left * right < 250_000 else 60 + abs(left - right)
    best = {(0, 0): (0.0, (0, 0))}
    for i in range(left + 1):
        middle = i * right // max(left, 1)
        for j in range(max(0, middle - around), min(right, middle + around) + 1):
            found = [
                (best[i - a, j - b][0] + cost(i - a, j - b, a, b), (a, b))
                for a, b in shapes
                if (i - a, j - b) in best
            ]
            if found:
                best[i, j] = min(found)
    path, i, j = [], left, right
    while i or j:
        a, b = best[i, j][1]
        i, j = i - a, j - b
        path.append((i, j, a, b))
    return path[::-1]


def galechurch_package(left: Version, right: Version) -> list[tuple[int, int, int, int]]:
    """The package of that name."""
    import galechurch

    found = galechurch.align(list(left.segments), list(right.segments))
    return [
        (
            bead.source_start,
            bead.target_start,
            bead.source_end - bead.source_start,
            bead.target_end - bead.target_start,
        )
        for bead in found.beads
    ]


def hunalign(binary: Path) -> Pairwise:
    """Hunalign without a dictionary, in its own numerical output."""

    def pairwise(left: Version, right: Version) -> list[tuple[int, int, int, int]]:
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for number, version in enumerate((left, right)):
                path = Path(folder) / f"{number}.txt"
                lines = (" ".join(text.split()) or "-" for text in version.segments)
                path.write_text("\n".join(lines) + "\n", encoding="utf-8")
                names.append(str(path))
            empty = Path(folder) / "null.dic"
            empty.write_text("", encoding="utf-8")
            done = subprocess.run(
                [str(binary), str(empty), *names], capture_output=True, text=True, check=True
            )
        rungs = [(int(i), int(j)) for i, j, *_ in map(str.split, done.stdout.splitlines())]
        return [
            (i, j, k - i, m - j) for (i, j), (k, m) in itertools.pairwise(rungs) if k > i or m > j
        ]

    return pairwise


def rows(score: ModuleType, gold: Sequence[Record], found: Sequence[Record]) -> tuple[str, str]:
    """Strict F1 with its interval, and mean lax F1."""
    documents = score.pair_up({r["id"]: r for r in gold}, {r["id"]: r for r in found})
    per_document = [score.score_document(document) for document in documents]
    totals = score.total(per_document)
    intervals = score.bootstrap(per_document, 1000, 0)
    main = "groups strict" if "groups strict" in totals else next(iter(totals))
    lax = [counts.f1 for name, counts in totals.items() if name.endswith("lax")]
    low, high = intervals.get(main, (math.nan, math.nan))
    return (
        f"{totals[main].f1:.3f} {low:.3f}-{high:.3f}",
        f"{sum(lax) / max(len(lax), 1):.3f}",
    )


def programs(options: argparse.Namespace) -> Iterator[tuple[str, Program]]:
    """What is compared."""
    encoder = None if options.no_encoder else embedding.load()
    cache = VectorCache(options.cache) if options.cache else None
    yield "workbench", workbench_program(encoder, cache)
    if not options.peers:
        return
    yield "workbench, no encoder", workbench_program(None, None)
    if encoder is not None:
        yield "cosine floor", joined(cosine(encoder, cache))
    yield "Gale-Church floor", joined(gale_church)
    if importlib.util.find_spec("galechurch"):
        yield "galechurch", joined(galechurch_package)
    if options.hunalign:
        yield "hunalign", joined(hunalign(options.hunalign))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*", help="names of gold sets; all when left out")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--hunalign", type=Path, help="hunalign's binary")
    parser.add_argument("--no-encoder", action="store_true")
    parser.add_argument("--cache", type=Path, help="a file that keeps vectors between runs")
    parser.add_argument("--predictions", type=Path, help="a folder to write predictions to")
    options = parser.parse_args(arguments)
    score = scorer(options.folder)
    paths = sorted(options.folder.glob("*-*.json"))
    chosen = [path for path in paths if not options.sets or path.stem in options.sets]
    compared = list(programs(options))
    print(f"{'set':42} {'program':22} {'strict F1, 95 %':18}    lax  seconds")
    for path in chosen:
        gold = records(path)
        prepared: Mapping[str, list[Version]] = {r["id"]: versions(r)[1] for r in gold}
        for name, program in compared:
            begin = time.perf_counter()
            found = []
            for record in gold:
                texts = prepared[record["id"]]
                found.append(prediction(record, texts, program(texts)))
            seconds = time.perf_counter() - begin
            strict, lax = rows(score, gold, found)
            print(f"{path.stem:42} {name:22} {strict:18}  {lax}  {seconds:7.1f}", flush=True)
            if options.predictions:
                options.predictions.mkdir(parents=True, exist_ok=True)
                target = options.predictions / f"{path.stem}.{name.replace(' ', '-')}.json"
                target.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main()
