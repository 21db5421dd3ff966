"""How often the encoding and the language of short texts are found.

Usage: python benchmarks/documents.py FOLDER [--number 200] [--seed 1]

FOLDER holds ``dev.*.jsonl`` files with ``{"lang": …, "text": …, "sentences": […]}`` a line. Cuts of
their texts are encoded and decoded again, beside charset-normalizer where it is installed; each
sentence is asked for its language.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from workbench import languages
from workbench.documents.encoding import decode
from workbench.errors import WorkbenchError

ENCODINGS = {
    "ru": ("cp1251", "koi8-r", "cp866", "iso8859-5", "utf-16-le"),
    "zh-Hans": ("gb18030", "utf-16-le", "utf-16-be"),
    "zh-Hant": ("big5", "gb18030", "utf-16-le"),
}
LENGTHS = (10, 20, 40, 200)
SHORTEST = 15
"""Characters a sentence must have to be asked for its language."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=200, help="cuts for each figure")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    items = list(_items(options.folder))
    _languages(items)
    _encodings(items, options.number, random.Random(options.seed))


def _items(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(folder.glob("dev.*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            yield item["lang"], item["text"], item["sentences"]


def _languages(items: list[tuple[str, str, list[str]]]) -> None:
    found: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
    surely_wrong = 0
    characters = 0
    start = time.process_time()
    for tag, _, sentences in items:
        for sentence in sentences:
            if len(sentence) >= SHORTEST:
                guess = languages.detect(sentence)
                found[tag][guess.tag] += 1
                surely_wrong += guess.sure and guess.tag != tag
                characters += len(sentence)
    seconds = time.process_time() - start
    print("language of single sentences")
    for tag, counts in found.items():
        others = ", ".join(f"{other} {n}" for other, n in counts.most_common() if other != tag)
        whole = counts.total()
        print(f"  {tag:8} {counts[tag] / whole:7.2%} of {whole}; else {others}")
    print(f"  surely wrong: {surely_wrong}; {characters / seconds / 1e6:.2f} M characters/s")


def _encodings(items: list[tuple[str, str, list[str]]], number: int, chance: random.Random) -> None:
    readers: dict[str, Callable[[bytes], str | None]] = {"workbench": _workbench}
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        pass
    else:
        readers["charset-normalizer"] = lambda data: str(from_bytes(data).best())
    print("encoding of cuts of so many characters, decoded rightly")
    print(f"  {'':21}" + "".join(f"{reader:>{8 * len(LENGTHS)}}" for reader in readers))
    print(f"  {'':21}" + "".join(f"{length:8}" for _ in readers for length in LENGTHS))
    for tag, encodings in ENCODINGS.items():
        whole = "\n".join(text for lang, text, _ in items if lang == tag)
        if not whole:
            continue
        for encoding in encodings:
            cuts = {length: _cuts(whole, encoding, length, number, chance) for length in LENGTHS}
            shares = [
                sum(read(data) == text for text, data in cuts[length]) / max(len(cuts[length]), 1)
                for read in readers.values()
                for length in LENGTHS
            ]
            print(f"  {tag:8} {encoding:12}" + "".join(f"{share:8.1%}" for share in shares))


def _cuts(
    whole: str, encoding: str, length: int, number: int, chance: random.Random
) -> list[tuple[str, bytes]]:
    """Cuts that the encoding can write and that hold more than ASCII."""
    found = []
    for _ in range(number):
        start = chance.randrange(len(whole) - length)
        text = whole[start : start + length]
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        if not text.isascii():
            found.append((text, data))
    return found


def _workbench(data: bytes) -> str | None:
    try:
        return decode(data).text
    except WorkbenchError:
        return None


if __name__ == "__main__":
    main()
