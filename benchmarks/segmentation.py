"""How well and how fast sentences are found, beside other libraries, in one run.

    python benchmarks/segmentation.py FOLDER [--errors]

FOLDER holds gold files, ``dev.LANGUAGE.jsonl`` and ``golden.LANGUAGE.jsonl``, and ``score.py``,
whose way of counting is used. The peers are measured where they can be imported:

    pip install pysbd razdel sentencex sentence-splitter nupunkt

Every tool is given the text line by line. Speed is in millions of characters a second of CPU
time on one core, over the development texts; ours includes making the segments with their
offsets. Last come inputs that make bad programs slow, at two sizes: the time per character
is to stay the same.
"""

import argparse
import importlib
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gold

from workbench import segmentation
from workbench.documents import Document, Paragraph

LANGUAGES = ("en", "ru", "zh")
Split = Callable[[str], Sequence[str]]

ENOUGH = 2.0
"""Seconds of CPU time after which a tool's speed is known."""

SPEED_CHARACTERS = 2_000_000
"""Characters of text that the speed is measured on, if the tool gets so far."""

MEGABYTE = 1_000_000
AWKWARD = {
    "full stops": ".",
    "straight quotes": '"',
    "curly quotes": "“",
    "brackets": "(",
    "closing quotes": '."',
    "one word": "a",
    "full-width marks": "！",
    "initials": "A. ",
    "spaces": "a.          ",
}


def document(text: str, language: str) -> Document:
    """A document in which every line is a paragraph."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    return Document(text, tuple(paragraphs), language)


def workbench(language: str) -> Split:
    """This project's segmentation."""
    return lambda text: [part.text for part in segmentation.segment(document(text, language))]


def by_marks(language: str) -> Split:
    """A floor: a mark, closing signs, and then a capital or an ideograph."""
    mark = (
        r"(?<=[。！？])(?![”」』）])"
        if language == "zh"
        else r"(?<=[.!?…])\s+(?=[«“\"(]?[A-ZА-ЯЁ])"
    )
    pattern = re.compile(mark)
    return pattern.split


def pysbd(language: str) -> Split:
    """PySBD, after pragmatic_segmenter."""
    found: Split = _module("pysbd").Segmenter(language, clean=False).segment
    return found


def razdel(language: str) -> Split | None:
    """Razdel, for Russian."""
    sentenize = _module("razdel").sentenize
    return (lambda text: [part.text for part in sentenize(text)]) if language == "ru" else None


def sentencex(language: str) -> Split:
    """Sentencex of Wikimedia."""
    segment = _module("sentencex").segment
    return lambda text: list(segment(language, text))


def sentence_splitter(language: str) -> Split | None:
    """Moses' splitter."""
    module = _module("sentence_splitter")
    if language == "zh":
        return None
    found: Split = module.SentenceSplitter(language).split
    return found


def nupunkt(language: str) -> Split | None:
    """Nupunkt, for English."""
    tokenize: Split = _module("nupunkt").sent_tokenize
    return tokenize if language == "en" else None


TOOLS: dict[str, Callable[[str], Split | None]] = {
    "workbench": workbench,
    "pysbd": pysbd,
    "razdel": razdel,
    "sentencex": sentencex,
    "sentence-splitter": sentence_splitter,
    "nupunkt": nupunkt,
    "marks only": by_marks,
}


def _module(name: str) -> Any:
    return importlib.import_module(name)


def tools(language: str) -> Iterator[tuple[str, Split]]:
    """The tools that know the language and can be imported."""
    for name, make in TOOLS.items():
        try:
            split = make(language)
        except ImportError:
            print(f"({name} is not installed)", file=sys.stderr)
            continue
        if split is not None:
            yield name, split


def sentences_of(split: Split, text: str) -> list[str]:
    """What a tool makes of a text, line by line."""
    return [part for line in text.split("\n") if line.strip() for part in split(line)]


def speed(split: Split, texts: Sequence[str]) -> float:
    """Millions of characters a second."""
    split(texts[0])
    rounds = max(1, SPEED_CHARACTERS // sum(map(len, texts)))
    done = 0
    begun = time.process_time()
    for text in list(texts) * rounds:
        sentences_of(split, text)
        done += len(text)
        if time.process_time() - begun > ENOUGH:
            break
    return done / (time.process_time() - begun) / MEGABYTE


def compare(folder: Path, *, show_errors: bool) -> None:
    """A table a language, and the hard items over all languages."""
    score = gold.scorer(folder)
    hard = score.Tally()
    for language in LANGUAGES:
        dev = score.load_gold(folder / f"dev.{language}.jsonl")
        golden = score.load_gold(folder / f"golden.{language}.jsonl")
        sources = list(dict.fromkeys(item.source for item in dev))
        rows = [["", "F1", "P", "R", *sources, "golden", "M chars/s"]]
        for name, split in tools(language):
            outcomes = [score.compare(item, sentences_of(split, item.text)) for item in dev]
            tally = score.tally(("all", outcome) for outcome in outcomes)["all"]
            by_source = score.tally((outcome.item.source, outcome) for outcome in outcomes)
            right = sum(
                score.compare(item, sentences_of(split, item.text)).exact for item in golden
            )
            rate = speed(split, [item.text for item in dev])
            rows.append(
                [
                    name,
                    *map(percent, (tally.f1, tally.precision, tally.recall)),
                    *(percent(by_source[source].f1) for source in sources),
                    f"{right}/{len(golden)}",
                    f"{rate:.2f}",
                ]
            )
            if name == "workbench":
                for outcome in outcomes:
                    if outcome.item.source == "hard":
                        hard.add(outcome)
                if show_errors:
                    print(*score.error_lines(outcomes), sep="\n", end="\n\n")
        print(f"{language}: boundary F1, by source, golden rules, speed")
        print(table(rows), end="\n\n")
    print(
        f"hard items, all languages together: F1 {percent(hard.f1)} "
        f"({hard.exact} of {hard.items} items right)\n"
    )


def percent(value: float | None) -> str:
    """A share to two decimals."""
    return "-" if value is None else f"{100 * value:.2f}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def nanoseconds(text: str, language: str) -> float:
    """CPU time per character of one paragraph."""
    given = Document(text, (Paragraph(0, len(text)),), language)
    begun = time.process_time()
    segmentation.segment(given)
    return (time.process_time() - begun) / len(text) * 1e9


def linearity(megabytes: Iterable[int]) -> None:
    """The awkward inputs at two sizes, in the three languages."""
    small, large = megabytes
    rows = [
        [
            "ns a character",
            *(f"{language} {n} MB" for language in LANGUAGES for n in (small, large)),
        ]
    ]
    for name, unit in AWKWARD.items():
        row = [name]
        for language in LANGUAGES:
            for size in (small, large):
                text = (unit * (size * MEGABYTE // len(unit) + 1))[: size * MEGABYTE]
                row.append(f"{nanoseconds(text, language):.0f}")
        rows.append(row)
    print(table(rows))


def main() -> None:
    """Run all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="list our boundary errors")
    options = parser.parse_args()
    compare(options.folder, show_errors=options.errors)
    linearity((1, 10))


if __name__ == "__main__":
    main()
