"""How fast memories are written and read, and in how much memory, at several sizes.

    python benchmarks/exchange.py [--units 100000 1000000] [--folder FOLDER]

Each measurement runs in a process of its own on invented units. Rates are units a second of
CPU time on one core; memory is the process's peak. As floors, beside them: the same TMX
through expat with empty handlers, and through lxml's iterparse, which know no units.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

from workbench import exchange
from workbench.exchange import memories
from workbench.units import Code, Codes, Memory, Source, Unit, Variant, selected

MEMORY = Memory((Source("en", "en"), Source("ru", "ru")), "invented")


def units(count: int) -> Iterator[Unit]:
    """Units of the usual length: a sentence of thirteen words, one in ten of two."""
    for number in range(count):
        en = f"The two sides agreed to hold round {number} of consultations in the coming year."
        ru = f"Стороны договорились провести раунд {number} консультаций в следующем году."
        confirmed = number % 3 != 0
        yield Unit(
            str(number),
            {
                "en": Variant((en, "They met.") if number % 10 == 0 else (en,)),
                "ru": Variant((ru,)),
            },
            "confirmed" if confirmed else "unreviewed",
            confidence=None if confirmed else 0.9,
            note="checked" if number % 50 == 0 else "",
        )


def coded_units(count: int) -> Iterator[Unit]:
    """The same units, each text with a pair of codes and one that stands alone."""
    for unit in units(count):
        variants = {}
        for key, variant in unit.variants.items():
            codes: Codes = (
                Code(4, "open", "1", '<bpt i="1" x="1">&lt;b&gt;</bpt>', "tmx"),
                Code(9, "close", "1", '<ept i="1">&lt;/b&gt;</ept>', "tmx"),
                Code(20, "standalone", "2", '<ph x="2">{0}</ph>', "tmx"),
            )
            rest: tuple[Codes, ...] = ((),) * (len(variant.segments) - 1)
            variants[key] = replace(variant, codes=(codes, *rest))
        yield replace(unit, variants=variants)


def generate_coded(folder: Path, count: int) -> None:
    """Only make the units with codes."""
    del folder
    for _ in coded_units(count):
        pass


def write_coded(folder: Path, count: int) -> None:
    """Write the units with codes."""
    exchange.write(folder / "coded.tmx", MEMORY, coded_units(count))


def read_coded(folder: Path, count: int) -> None:
    """Read them, to the last one."""
    _, found = exchange.read(folder / "coded.tmx")
    assert sum(1 for unit in found if unit.variants["en"].codes) == count


def clean_coded(folder: Path, count: int) -> None:
    """Copy them without repetitions."""
    told = memories.merge((folder / "coded.tmx",), folder / "clean-coded.tmx", drop_empty=True)
    assert told.units == count


def generate(folder: Path, count: int) -> None:
    """Only make the units: what the writers' figures contain besides writing."""
    del folder
    for _ in units(count):
        pass


def writing(ending: str) -> Callable[[Path, int], None]:
    """Write the units in a format."""

    def run(folder: Path, count: int) -> None:
        exchange.write(folder / f"memory.{ending}", MEMORY, units(count))

    return run


def reading(ending: str) -> Callable[[Path, int], None]:
    """Read what was written, to the last unit."""

    def run(folder: Path, count: int) -> None:
        _, found = exchange.read(folder / f"memory.{ending}")
        assert sum(1 for _ in found) == count

    return run


def convert(folder: Path, count: int) -> None:
    """Read a TMX, take the confirmed units, write a TSV."""
    del count
    memory, found = exchange.read(folder / "memory.tmx")
    exchange.write(folder / "confirmed.tsv", memory, selected(found, confirmed=True))


def clean(folder: Path, count: int) -> None:
    """Copy a TMX without repetitions."""
    told = memories.merge((folder / "memory.tmx",), folder / "clean.tmx", drop_empty=True)
    assert told.units == count


def update(folder: Path, count: int) -> None:
    """Put one project's hundred units into a memory, all others kept."""
    told = exchange.update(
        folder / "clean.tmx", Memory(MEMORY.sources, "other"), units(100), {"other"}
    )
    assert told.kept == count


def expat_floor(folder: Path, count: int) -> None:
    """The TMX through expat with empty handlers."""
    del count
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda _name, _attributes: None
    parser.EndElementHandler = lambda _name: None
    with (folder / "memory.tmx").open("rb") as file:
        parser.ParseFile(file)


def lxml_floor(folder: Path, count: int) -> None:
    """The TMX through lxml, each tu cleared when it has been seen."""
    from lxml import etree

    seen = 0
    for _, element in etree.iterparse(str(folder / "memory.tmx"), tag="tu"):
        element.clear()
        seen += 1
    assert seen == count


TASKS: dict[str, Callable[[Path, int], None]] = {
    "make the units": generate,
    "write tmx": writing("tmx"),
    "read tmx": reading("tmx"),
    "read tmx, floor: expat": expat_floor,
    "read tmx, floor: lxml": lxml_floor,
    "tmx to tsv, confirmed": convert,
    "memory clean": clean,
    "make the units, with codes": generate_coded,
    "write tmx, with codes": write_coded,
    "read tmx, with codes": read_coded,
    "memory clean, with codes": clean_coded,
    "export --update": update,
    "write tsv": writing("tsv"),
    "read tsv": reading("tsv"),
    "write csv": writing("csv"),
    "read csv": reading("csv"),
    "write xliff": writing("xliff"),
    "read xliff": reading("xliff"),
    "write txt": writing("txt"),
    "write xlsx": writing("xlsx"),
    "read xlsx": reading("xlsx"),
    "write json": writing("json"),
    "read json": reading("json"),
    "write po": writing("po"),
    "read po": reading("po"),
}
WHOLE = ("json", "po", "xlsx")
"""Formats that are made and read whole: measured at the smallest size only."""


def measured(task: str, folder: Path, count: int) -> tuple[float, float]:
    """Units a second of CPU time, and the peak of memory in MB, of a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--task", task, "--folder", str(folder), "--units", str(count)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, peak = map(float, done.stdout.split())
    return count / seconds, peak


def main() -> None:
    """Measure all tasks, or the one that a process of its own was started for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--folder", type=Path, help="where to write; a temporary one if left out")
    parser.add_argument("--task", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.task:
        began = time.process_time()
        TASKS[chosen.task](chosen.folder, chosen.units[0])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(time.process_time() - began, peak)
        return
    sizes = sorted(chosen.units)
    print("| task |" + "".join(f" {size:,} units |  |" for size in sizes))
    print("|---|" + "---|---|" * len(sizes))
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        for task in TASKS:
            cells = []
            for size in sizes:
                folder = Path(name, str(size))
                folder.mkdir(exist_ok=True)
                if task.endswith(WHOLE) and size > sizes[0]:
                    cells.append("– | –")
                    continue
                rate, peak = measured(task, folder, size)
                cells.append(f"{rate:,.0f}/s | {peak:.0f} MB")
            print(f"| {task} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
