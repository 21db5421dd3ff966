"""How the aligner stands rough texts, made by script from clean ones.

    python benchmarks/alignment_rough.py FOLDER [SET …] [--cache FILE] [--seed N]

FOLDER holds gold sets of pairs by sentence (``pairs-mac-dev.json`` when none is named). Each
document is spoilt in one way at a time, with a fixed seed:

- inserted: a block of 5 to 30 % of the length, from another document, stands in one text only;
- chapter: the last quarter of the second text is missing;
- swapped: two halves of the middle have changed places in the second text;
- wrong: the second text is another document's.

A row a kind: strict F1 on what both texts hold, beside the clean text's; the share of foreign
segments that stay alone; and how many documents have a remark on it.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from workbench import alignment, embedding
from workbench.alignment import Version
from workbench.embedding import Encoder, VectorCache

Bead = tuple[tuple[int, ...], tuple[int, ...]]
Lines = list[tuple[str, int | None]]
"""Sentences with their number in the clean text; None for a foreign one."""


def spoilt(
    kind: str, document: dict[str, Any], other: dict[str, Any], rng: random.Random
) -> tuple[Lines, Lines]:
    """Both sides of a document, spoilt."""
    left: Lines = [(line, number) for number, line in enumerate(document["source"])]
    right: Lines = [(line, number) for number, line in enumerate(document["target"])]
    gold = document["gold"]
    if kind == "inserted":
        into, lines = (left, other["source"]) if rng.random() < 0.5 else (right, other["target"])
        count = min(int(len(into) * rng.uniform(0.05, 0.3)), len(lines))
        begin = rng.randrange(len(lines) - count + 1)
        border = rng.randrange(1, len(gold))
        side = 0 if into is left else 1
        at = next((bead[side][0] for bead in gold[border:] if bead[side]), len(into))
        into[at:at] = [(line, None) for line in lines[begin : begin + count]]
    elif kind == "chapter":
        right = right[: _place(gold, 3 * len(gold) // 4)]
    elif kind == "swapped":
        first, middle, last = (_place(gold, part * len(gold) // 4) for part in (1, 2, 3))
        right = right[:first] + right[middle:last] + right[first:middle] + right[last:]
    elif kind == "wrong":
        right = [(line, None) for line in other["target"]]
    return left, right


def _place(gold: Sequence[Any], bead: int) -> int:
    """Where a bead begins in the second text."""
    return int(next(found[1][0] for found in gold[bead:] if found[1]))


def measured(
    document: dict[str, Any],
    left: Lines,
    right: Lines,
    encoder: Encoder,
    cache: VectorCache | None,
) -> tuple[int, int, int, int, int, bool]:
    """Right, predicted and gold links, foreign segments alone and in all, whether it is said."""
    texts = [
        Version(document[f"{side}_lang"], tuple(line for line, _ in lines))
        for side, lines in (("source", left), ("target", right))
    ]
    found = alignment.align(texts, encoder, cache=cache)
    predicted: set[Bead] = set()
    alone = foreign = 0
    for bead in found.beads:
        ours = [left[n][1] for n in range(*bead.runs[0])]
        theirs = [right[n][1] for n in range(*bead.runs[1])]
        strange = sum(number is None for number in (*ours, *theirs))
        foreign += strange
        if not ours or not theirs:
            alone += strange
        elif not strange or None not in (ours[0], theirs[0]):
            predicted.add((_numbers(ours), _numbers(theirs)))
    here = ({n for _, n in left}, {n for _, n in right})
    gold = {
        (tuple(one), tuple(two))
        for one, two in document["gold"]
        if one and two and here[0].issuperset(one) and here[1].issuperset(two)
    }
    return (
        len(predicted & gold), len(predicted), len(gold), alone, foreign, bool(found.remarks)
    )  # fmt: skip


def _numbers(found: Sequence[int | None]) -> tuple[int, ...]:
    return tuple(-1 if number is None else number for number in found)


def rows(
    documents: Sequence[dict[str, Any]], seed: int, encoder: Encoder, cache: VectorCache | None
) -> Iterator[str]:
    """The table's lines."""
    for kind in ("clean", "inserted", "chapter", "swapped", "wrong"):
        rng = random.Random(seed)
        sums = [0] * 6
        for number, document in enumerate(documents):
            other = documents[(number + 1) % len(documents)]
            figures = measured(document, *spoilt(kind, document, other, rng), encoder, cache)
            sums = [a + int(b) for a, b in zip(sums, figures, strict=True)]
        right, predicted, gold, alone, foreign, said = sums
        f1 = f"{2 * right / (predicted + gold):.3f}" if gold else "    –"
        kept = f"{alone / foreign:.1%}" if foreign else "–"
        yield f"{kind:10} {f1:>9} {kept:>14} {said:>8} of {len(documents)}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*", default=["pairs-mac-dev"])
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    encoder = embedding.load()
    cache = VectorCache(options.cache) if options.cache else None
    for name in options.sets:
        documents = json.loads((options.folder / f"{name}.json").read_text(encoding="utf-8"))
        print(f"{name}\n{'kind':10} {'strict F1':>9} {'foreign alone':>14} {'remarks':>12}")
        for line in rows(documents, options.seed, encoder, cache):
            print(line, flush=True)


if __name__ == "__main__":
    main()
