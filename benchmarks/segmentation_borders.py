"""Ends of sentences where no mark says so: how well they are found, and the fit of the weights.

    python benchmarks/segmentation_borders.py SEGMENTATION ALIGNMENT [--fit TEXTS]

SEGMENTATION holds ``dev.LANGUAGE.jsonl``, ALIGNMENT gold sets of alignments (of which ``SETS``
are taken). Their sentences lose their marks, in the ways of ``segmentation_borders_ways.py``.
Printed: F1, precision and recall of the borders inside a text by language, way and kind of text.

``--fit`` first fits the network of ``workbench/embedding/borders.py`` to other texts, those of the
folder TEXTS (``segmentation_borders_fit.py``), and writes ``borders.npz`` there. It takes some
twenty minutes on one core.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gold
import numpy as np
from segmentation_borders_ways import Text

from workbench import embedding, segmentation
from workbench.documents import Document, Paragraph

LANGUAGES = ("en", "ru", "zh")
SETS = (
    "pairs-mac-dev",
    "pairs-literature-en-ru",
    "trilingual-debian-guide",
    "trilingual-gnome-help",
    "trilingual-literature",
    "trilingual-opensource-guides",
    "trilingual-progit",
)
"""Gold sets of alignments that are measured on, beside the development texts."""

MOST = 150
"""Sentences of one document of these that are measured on."""


def development(folder: Path) -> Iterator[Text]:
    """The texts of ``dev.LANGUAGE.jsonl``, those of one source as one text."""
    for language in LANGUAGES:
        held: dict[tuple[str, str], list[str]] = defaultdict(list)
        for line in (folder / f"dev.{language}.jsonl").read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            held[item["id"].partition(".")[0], item["lang"]] += item["sentences"]
        for (source, _), sentences in held.items():
            yield Text(source, language, sentences)


def further(folder: Path, names: Iterable[str] = SETS) -> Iterator[Text]:
    """Texts of the gold sets of alignments."""
    for name in names:
        for record in gold.records(folder, name):
            for language, own in zip(gold.languages(record), gold.texts(record), strict=True):
                if language[:2] in LANGUAGES:
                    yield Text(name, language[:2], own)


def _evaluated(segmented: Path, aligned: Path) -> set[str]:
    """All sentences of the evaluation but short ones ("Yes."), which stand in any text."""
    every = sorted(path.stem for path in aligned.glob("*-*.json") if path.stem[:3] != "raw")
    return {
        sentence
        for text in (*development(segmented), *further(aligned, every))
        for sentence in text.sentences
        if len(sentence) > (12 if text.language == "zh" else 30)
    }


def table(held: Iterable[Text]) -> None:
    """How well the borders are found, with the program's own segmentation."""
    scorer = embedding.BorderScorer(embedding.load())
    counted: dict[tuple[str, str, str], Any] = defaultdict(lambda: np.zeros(3))
    for text in held:
        for way in text.ways():
            without, ends = text.without_marks(way)
            document = Document(without, (Paragraph(0, len(without)),), text.language)
            parts = segmentation.segment(document, borders=scorer)
            found = {part.end for part in parts[:-1]}
            for kind in ("all", text.kind):
                counted[text.language, way, kind] += len(found & ends), len(found), len(ends)
    print("| language | marks | kind | F1 | P | R | borders |\n|---|---|---|---|---|---|---|")
    for (language, way, kind), (right, found, due) in sorted(counted.items()):
        f1, precision, recall = 2 * right / (found + due), right / max(found, 1), right / due
        print(
            f"| {language} | {way} | {kind} | {f1:.3f} | {precision:.3f} | {recall:.3f} "
            f"| {due:.0f} |"
        )


def main() -> None:
    """Fit if asked to, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("segmentation", type=Path)
    parser.add_argument("alignment", type=Path)
    parser.add_argument("--fit", type=Path, metavar="TEXTS")
    parser.add_argument("--units", type=float, default=18e6, help="units read in the fit")
    options = parser.parse_args()
    if options.fit:
        from segmentation_borders_fit import fit, least_odds, windows, write

        given = windows(options.fit, _evaluated(options.segmentation, options.alignment))
        network = fit(given, options.units)
        write(network, least_odds(network, given), " ".join(LANGUAGES))
    others = (replace(text, sentences=text.sentences[:MOST]) for text in further(options.alignment))
    tests = {"development texts": development(options.segmentation), "other texts": others}
    for name, held in tests.items():
        print(f"\n{name}\n")
        table(held)


if __name__ == "__main__":
    main()
