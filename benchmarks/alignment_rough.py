"""How the aligner stands rough texts, made by script from clean ones.

    python benchmarks/alignment_rough.py FOLDER [--cache FILE] [--seed N] [--only KIND …]

FOLDER holds ``pairs-mac-dev.json`` (two languages, six books) and ``trilingual-ntrex.json``
(three languages; eight news articles make one document). Each document is spoilt in one way
at a time (``spoiling.py``), with a fixed seed. Printed as Markdown: strict F1 on what the
versions still share, the clean documents' on the same beads, the share of segments without
counterpart that stay alone, and how many documents have a remark on another order.

A second table: how many pairs of files are told not to be versions of one text, right pairs
and wrong ones, whole documents and passages of three to ten sentences.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import gold
import spoiling
from spoiling import SpoiltDocument

from workbench import alignment, embedding
from workbench.alignment import Beads
from workbench.embedding import Encoder, VectorCache

SETS = {"MAC-dev, pairs": ("pairs-mac-dev", 1), "news, three languages": ("trilingual-ntrex", 8)}
"""Gold set and how many of its documents make one."""

PASSAGES = 5
"""Short passages taken from each document."""


class Aligner:
    """The program with its encoder and vectors."""

    def __init__(self, encoder: Encoder, cache: VectorCache | None, score: ModuleType) -> None:
        self.encoder, self.cache, self.score = encoder, cache, score

    def __call__(self, document: SpoiltDocument) -> Beads:
        return alignment.align(document.versions(), self.encoder, cache=self.cache)


@dataclass(frozen=True)
class Found:
    """What the aligner made of a document."""

    groups: list[tuple[tuple[int, ...], ...]]
    """By the segments' own numbers; what is foreign has numbers below 0."""

    moved: bool
    """Whether it is said that sections stand in another order."""


def aligned(document: SpoiltDocument, aligner: Aligner) -> Found:
    """The aligner's groups of a document."""
    beads = aligner(document)
    segments = document.segments()
    strange = count(-1, -1)
    groups = [
        tuple(
            tuple(
                next(strange) if segment.bead is None else segment.number
                for segment in (segments[version][place] for place in own)
            )
            for version, own in enumerate(bead.segments)
        )
        for bead in beads.beads
    ]
    return Found(groups, any("another order" in remark for remark in beads.remarks))


def alone(
    document: SpoiltDocument, groups: Sequence[tuple[tuple[int, ...], ...]]
) -> tuple[int, int]:
    """How many segments without counterpart stay alone, and how many there are."""
    lonely = document.lonely()
    by_itself = total = 0
    for runs in groups:
        without = sum(
            number < 0 or (version, number) in lonely
            for version, run in enumerate(runs)
            for number in run
        )
        total += without
        by_itself += without if sum(map(bool, runs)) == 1 else 0
    return by_itself, total


def counts(
    document: SpoiltDocument, groups: Sequence[tuple[tuple[int, ...], ...]], score: ModuleType
) -> Any:
    """Strict counts on what the versions of the (spoilt) document share.

    Groups of segments that have no counterpart there are left out.
    """
    expected = document.gold()
    shared = {
        (version, number) for runs in expected for version, run in enumerate(runs) for number in run
    }
    judged = [
        runs
        for runs in groups
        if any((version, number) in shared for version, run in enumerate(runs) for number in run)
        or (sum(map(bool, runs)) > 1 and any(number < 0 for run in runs for number in run))
    ]
    return score.count_groups(expected, judged)


def rough_rows(
    documents: Sequence[SpoiltDocument], aligner: Aligner, options: argparse.Namespace
) -> None:
    """The first table."""
    clean = [aligned(document, aligner).groups for document in documents]
    score = aligner.score
    print("| kind | strict F1 | clean, same part | without counterpart, alone | order remarked |")
    print("|---|---|---|---|---|")
    for kind, spoiler in spoiling.KINDS.items():
        if options.only and kind not in options.only:
            continue
        total, before, by_itself, lonely, said = score.Counts(), score.Counts(), 0, 0, 0
        for number, document in enumerate(documents):
            rng = random.Random(f"{options.seed} {kind} {number}")
            spoilt = spoiler(document, documents[(number + 1) % len(documents)], rng)
            found = aligned(spoilt, aligner)
            total += counts(spoilt, found.groups, score)
            # Lines of subtitles are other segments: they are held against the whole.
            same = document if "lines" in kind else spoilt
            before += counts(same, clean[number], score)
            few, all_ = alone(spoilt, found.groups)
            by_itself, lonely, said = by_itself + few, lonely + all_, said + found.moved
            if options.verbose:
                one = counts(spoilt, found.groups, score).f1
                was = counts(same, clean[number], score).f1
                print(f"    {number} {one:.3f} {was:.3f} {few} {all_} {found.moved}")
        share = f"{by_itself / lonely:.1%} of {lonely}" if lonely else ""
        print(
            f"| {kind} | {total.f1:.3f} | {before.f1:.3f} | {share} | {said} of {len(documents)} |",
            flush=True,
        )


def remark_rows(documents: Sequence[SpoiltDocument], aligner: Aligner, seed: int) -> Iterator[str]:
    """The second table's lines."""
    rng = random.Random(seed)
    pieces = [spoiling.short(document, rng) for document in documents for _ in range(PASSAGES)]
    for name, held, apart in (("whole", documents, 1), ("3 to 10 sentences", pieces, PASSAGES)):
        figures = []
        for right in (True, False):
            said = 0
            for number, document in enumerate(held):
                other = held[(number + apart) % len(held)]
                given = document if right else spoiling.wrong(document, other, rng)
                remarks = aligner(given).remarks
                said += any("do not look like" in remark for remark in remarks)
            figures.append(f"{said} of {len(held)}")
        yield f"{name} | {' | '.join(figures)}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, help="a file that keeps vectors between runs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="a line a document")
    parser.add_argument("--only", nargs="*", help="kinds; all when left out")
    options = parser.parse_args()
    score = gold.scorer(options.folder)
    cache = VectorCache(options.cache) if options.cache else None
    aligner = Aligner(embedding.load(), cache, score)
    held = {}
    for title, (name, together) in SETS.items():
        records = gold.records(options.folder, name)
        held[title] = [
            spoiling.clean(records[first : first + together])
            for first in range(0, len(records) - together + 1, together)
        ]
        print(f"\n{title}: {len(held[title])} documents\n")
        rough_rows(held[title], aligner, options)
    if not options.only:
        print("\n| told not to be versions of one text | right pairs | wrong pairs |")
        print("|---|---|---|")
        for title, documents in held.items():
            for line in remark_rows(documents, aligner, options.seed):
                print(f"| {title}, {line} |", flush=True)


if __name__ == "__main__":
    main()
