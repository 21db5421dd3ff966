"""How well texts are aligned, beside other programs, in one run; printed as Markdown tables.

    python benchmarks/alignment.py FOLDER [SET …] [--cache FILE] [--peers] [--hunalign PATH]
                                   [--predictions FOLDER]

FOLDER holds gold sets (``pairs-*.json``, ``trilingual-*.json``, ``raw-*.json``) and
``score.py``, whose metrics and bootstrap intervals over documents are used. Raw texts are
segmented first. Strict F1 is over the groups of three languages, or the beads of two.

Peers (``peers.py``): Vecalign's algorithm with the same vectors (package ``sentweave``) and
``galechurch``, both from PyPI, where installed; hunalign where its binary is given; and two
floors of our own: Gale and Church's lengths (1993), and the sum of similarities of the same
vectors without margin, words or fitted weights. They align pairs; more languages are joined
on the first. Of this program, too, the pairs alone are joined, on each language in turn.

The second table has the mean lax F1 over the pairs, the last one seconds of the processor.
"""

import argparse
import contextlib
import importlib.util
import json
import math
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

import gold
import peers
from gold import Group, Record
from peers import Pairwise

from workbench import alignment, embedding
from workbench.alignment import Version
from workbench.alignment.pivot import join_on_pivot
from workbench.embedding import Encoder, VectorCache

Program = Callable[[Sequence[Version]], list[Group]]


def workbench_program(encoder: Encoder | None, cache: VectorCache | None) -> Program:
    """This program."""

    def program(texts: Sequence[Version]) -> list[Group]:
        return [bead.segments for bead in alignment.align(texts, encoder, cache=cache).beads]

    return program


def workbench_pairs(encoder: Encoder | None, cache: VectorCache | None) -> Pairwise:
    """This program, two texts at a time; each pair is aligned once."""
    known: dict[tuple[Version, Version], peers.Beads] = {}

    def pairwise(left: Version, right: Version) -> peers.Beads:
        if (right, left) in known:
            return [(j, i, b, a) for i, j, a, b in known[right, left]]
        if (left, right) not in known:
            known[left, right] = [
                (i, j, k - i, m - j)
                for (i, k), (j, m) in (
                    bead.runs for bead in alignment.align([left, right], encoder, cache=cache).beads
                )
            ]
        return known[left, right]

    return pairwise


def joined(pairwise: Pairwise, pivot: int = 0) -> Program:
    """A program for pairs; more languages are joined on one of them."""

    def program(texts: Sequence[Version]) -> list[Group]:
        order = [pivot, *(n for n in range(len(texts)) if n != pivot)]
        paths = [pairwise(texts[pivot], texts[other]) for other in order[1:]]
        groups = join_on_pivot(paths, tuple((0, len(texts[n].segments)) for n in order))
        return [
            tuple(tuple(range(*group[order.index(n)])) for n in range(len(texts)))
            for group in groups
        ]

    return program


def programs(options: argparse.Namespace) -> Iterator[tuple[str, Program]]:
    """What is compared."""
    encoder = embedding.load()
    cache = VectorCache(options.cache) if options.cache else None
    yield "workbench", workbench_program(encoder, cache)
    if not options.peers:
        return
    yield "no encoder", workbench_program(None, None)
    if importlib.util.find_spec("sentweave"):
        yield "Vecalign, same vectors", joined(peers.vecalign(encoder, cache))
    yield "cosine floor", joined(peers.cosine(encoder, cache))
    if options.hunalign:
        yield "hunalign", joined(peers.hunalign(options.hunalign))
    if importlib.util.find_spec("galechurch"):
        yield "galechurch", joined(peers.galechurch_package)
    yield "Gale–Church floor", joined(peers.gale_church)


def pivots(options: argparse.Namespace, languages: Sequence[str]) -> Iterator[tuple[str, Program]]:
    """This program's pairs, joined on each language in turn."""
    cache = VectorCache(options.cache) if options.cache else None
    pairwise = workbench_pairs(embedding.load(), cache)
    for number, language in enumerate(languages):
        yield f"joined on {language}", joined(pairwise, number)


class Table:
    """Scores of some programs on some sets, printed row by row."""

    def __init__(self, score: ModuleType, predictions: Path | None) -> None:
        self.score, self.predictions = score, predictions
        self.lax: list[str] = []
        self.seconds: list[str] = []

    def row(
        self, name: str, records: Sequence[Record], compared: Sequence[tuple[str, Program]]
    ) -> str:
        """A line of strict F1 with intervals; the best one bold."""
        given = {record["id"]: gold.versions(record) for record in records}
        strict: list[tuple[float, str]] = []
        lax, seconds = [], []
        for title, program in compared:
            begin = time.process_time()
            found = []
            for record in records:
                texts = given[record["id"]]
                try:
                    groups = program(texts)
                except Exception as error:  # a peer's failure is its score, not the run's end
                    if title in ("workbench", "no encoder"):
                        raise
                    print(f"{title} failed on {name} {record['id']}: {error}", flush=True)
                    groups = [tuple(tuple(range(len(text.segments))) for text in texts)]
                found.append(gold.prediction(record, texts, groups))
            seconds.append(f"{time.process_time() - begin:.1f}")
            f1, low, high, loose = self._scores(records, found)
            strict.append((f1, f"{f1:.3f} ({low:.3f}–{high:.3f})" if low < high else f"{f1:.3f}"))
            lax.append(f"{loose:.3f}")
            self._keep(name, title, found)
        best = max(f1 for f1, _ in strict)
        cells = [f"**{text}**" if f1 == best and len(strict) > 1 else text for f1, text in strict]
        self.lax.append(f"| {name} | {' | '.join(lax)} |")
        self.seconds.append(f"| {name} | {' | '.join(seconds)} |")
        return f"| {name} | {' | '.join(cells)} |"

    def _scores(
        self, records: Sequence[Record], found: Sequence[Record]
    ) -> tuple[float, float, float, float]:
        """Strict F1 with its interval, and mean lax F1."""
        documents = self.score.pair_up({r["id"]: r for r in records}, {r["id"]: r for r in found})
        per_document = [self.score.score_document(document) for document in documents]
        totals = self.score.total(per_document)
        intervals = self.score.bootstrap(per_document, 1000, 0)
        main = "groups strict" if "groups strict" in totals else next(iter(totals))
        lax = [counts.f1 for name, counts in totals.items() if name.endswith("lax")]
        low, high = intervals.get(main, (math.nan, math.nan))
        return totals[main].f1, low, high, sum(lax) / max(len(lax), 1)

    def _keep(self, name: str, title: str, found: Sequence[Record]) -> None:
        if self.predictions:
            self.predictions.mkdir(parents=True, exist_ok=True)
            target = self.predictions / f"{name}.{title.replace(' ', '-')}.json"
            target.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def head(titles: Sequence[str]) -> str:
    """The head of a Markdown table."""
    return f"| set | {' | '.join(titles)} |\n|---|{'---|' * len(titles)}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*", help="names of gold sets; all when left out")
    parser.add_argument("--peers", action="store_true", help="other programs, and joined pairs")
    parser.add_argument("--hunalign", type=Path, help="hunalign's binary")
    parser.add_argument("--cache", type=Path, help="a file that keeps vectors between runs")
    parser.add_argument("--predictions", type=Path, help="a folder to write predictions to")
    options = parser.parse_args(arguments)
    names = options.sets or sorted(path.stem for path in options.folder.glob("*-*.json"))
    compared = list(programs(options))
    titles = [title for title, _ in compared]
    table = Table(gold.scorer(options.folder), options.predictions)
    print(f"Strict F1, with its 95 % interval over documents:\n\n{head(titles)}")
    for name in names:
        print(table.row(name, gold.records(options.folder, name), compared), flush=True)
    lax, seconds = table.lax, table.seconds
    several = [name for name in names if name.startswith("trilingual")]
    if options.peers and several:
        print(f"\nThree languages at once, or pairs joined:\n\n{head(['together', *PIVOTS])}")
        for name in several:
            records = gold.records(options.folder, name)
            chosen = [compared[0], *pivots(options, gold.languages(records[0]))]
            print(table.row(name, records, chosen), flush=True)
    lines = len(names)
    print("\n".join([f"\nMean lax F1 over the pairs:\n\n{head(titles)}", *lax[:lines]]))
    print("\n".join([f"\nProcessor seconds:\n\n{head(titles)}", *seconds[:lines]]))


PIVOTS = ("joined on the first", "on the second", "on the third")


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main()
