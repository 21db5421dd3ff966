"""How long a project takes to open and to change, and how much memory it needs.

Usage: python benchmarks/project.py [--beads 20000 100000] [--edits 200]

Each size is made, opened and edited in processes of their own; three languages. An edit's
time runs from the call of the operation until it is on the disk, where it waits for the disk
and for other programs; its CPU time stands beside it, and first of all how long the disk
takes to make one small write last.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from workbench import project as projects
from workbench.alignment import Bead, Beads
from workbench.documents import Document, Paragraph
from workbench.project import Edit, Project, Refused, operations
from workbench.segmentation import Segment
from workbench.units import Variant

TEXTS = {
    "en": "On day {} the delegations met again and agreed to go on with their talks in {}.",
    "zh": "第{}天，双方代表团再次会晤，同意于{}继续会谈。",
    "ru": "На {}-й день делегации встретились снова и условились продолжить переговоры в {}.",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--beads", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--edits", type=int, default=200, help="of each kind")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        STEPS[options.step](options.path, options.beads[0], options.edits)
        return
    with tempfile.TemporaryDirectory() as folder:
        print(f"a small write that lasts: {1000 * statistics.median(_writes(folder)):.1f} ms")
        for beads in options.beads:
            print(f"\n{beads:,} beads × {len(TEXTS)} languages", flush=True)
            for step in STEPS:
                command = [sys.executable, __file__, "--step", step, "--beads", str(beads)]
                command += ["--edits", str(options.edits)]
                path = Path(folder) / f"{beads}.aligned"
                subprocess.run([*command, "--path", str(path)], check=True)


def _make(path: Path, beads: int, _: int) -> None:
    documents, segments = [], []
    for tag in TEXTS:
        document, parts = _document(tag, range(beads))
        documents.append(document)
        segments.append(parts)
    runs = (((number, number + 1),) * len(TEXTS) for number in range(beads))
    found = Beads(tuple(Bead(run, 0.5 + number % 50 / 100) for number, run in enumerate(runs)))
    with _timed("create"):
        projects.create(path, documents, segments, found)
    print(f"  {'size of the file':<36}{path.stat().st_size / 1e6:8.1f} MB")


def _open(path: Path, _: int, __: int) -> None:
    before = _memory()
    with _timed("open"):
        project = projects.open(path)
    print(f"  {'memory of the process':<36}{_memory():8.1f} MB ({_memory() - before:.1f} more)")
    with _timed("all as units"):
        count = sum(1 for _ in projects.units(project)[1])
    assert count == len(project)
    project.close()


def _edit(path: Path, _: int, edits: int) -> None:
    project = projects.open(path)
    draw = random.Random(1)

    def bead() -> int:
        return draw.choice(project.order)

    def segment() -> int:
        return draw.choice(project.segments(draw.randrange(len(TEXTS))))

    kinds: dict[str, Callable[[], Edit]] = {
        "confirm": lambda: operations.confirm(project, [bead()]),
        "edit a text": lambda: operations.edit_text(project, segment(), "Short."),
        "merge": lambda: _merge(project, bead()),
        "move a segment": lambda: operations.move_last(project, bead(), 0),
        "isolate a segment": lambda: operations.isolate(project, segment()),
        "split a segment": lambda: operations.split_segment(project, segment(), 12),
        "insert a translation": lambda: operations.insert_translation(project, bead(), 1, "补译。"),
    }
    print(f"  {'milliseconds':<30}{'p50':>6}{'p95':>6}   undo{'p50':>6}{'p95':>6}   CPU p50")
    for name, make in kinds.items():
        done: list[float] = []
        undone: list[float] = []
        used: list[float] = []
        while len(done) < edits:
            cpu, start = time.process_time(), time.perf_counter()
            try:
                project.apply(make())
            except Refused:
                continue
            done.append(time.perf_counter() - start)
            used.append(time.process_time() - cpu)
            start = time.perf_counter()
            project.undo()
            undone.append(time.perf_counter() - start)
        print(
            f"  {name:<30}{_quantiles(done)}       {_quantiles(undone)}"
            f"{1000 * statistics.median(used):10.1f}"
        )
    whole: dict[str, Callable[[], Edit]] = {
        "confirm all": lambda: operations.confirm_above(project, 0.0),
        "shift a column to its end": lambda: operations.shift(project, project.order[0], 1, 1),
    }
    for name, edit in whole.items():
        with _timed(name):
            project.apply(edit())
        with _timed("  and back"):
            project.undo()
    print(f"  {'memory of the process':<36}{_memory():8.1f} MB")
    project.close()


def _update(path: Path, beads: int, _: int) -> None:
    project = projects.open(path)
    numbers = [number for number in range(beads) if number % 100]
    document, parts = _document("ru", numbers)
    from workbench.alignment import align

    with _timed("a newer version, 1 % lost: compare"):
        revision = operations.revise(project, {2: (document, parts)}, partial(align, encoder=None))
    with _timed("  and apply"):
        project.apply(revision.edit)
    assert revision.lost == beads - len(numbers)
    memory, units = projects.units(project)
    rows = [
        replace(unit, variants=unit.variants | {"en": Variant(("Edited.",))})
        if index % 100 == 0
        else unit
        for index, unit in enumerate(units)
    ]
    with _timed("a table, 1 % edited: compare"):
        returned = operations.import_table(project, memory, rows)
    with _timed("  and apply"):
        project.apply(returned.edit)
    project.close()


STEPS = {"make": _make, "open": _open, "edit": _edit, "update": _update}


def _document(tag: str, numbers: range | list[int]) -> tuple[Document, list[Segment]]:
    texts = [TEXTS[tag].format(number, number * 7919 % 104_729) for number in numbers]
    segments, start = [], 0
    for index, text in enumerate(texts):
        segments.append(Segment(text, start, start + len(text), index))
        start += len(text) + 1
    paragraphs = tuple(
        Paragraph(part.start, part.end, line=index) for index, part in enumerate(segments, 1)
    )
    return Document("\n".join(texts), paragraphs, tag), segments


def _merge(project: Project, bead: int) -> Edit:
    other = project.neighbour(bead, 1)
    return operations.merge(project, bead, bead if other is None else other)


def _writes(folder: str) -> Iterator[float]:
    with (Path(folder) / "write").open("wb") as file:
        for _ in range(50):
            start = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            yield time.perf_counter() - start


def _quantiles(times: list[float]) -> str:
    ordered = sorted(times)
    return "".join(f"{1000 * ordered[int(q * len(ordered))]:6.1f}" for q in (0.5, 0.95))


def _memory() -> float:
    """Resident memory in MB; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def _timed(what: str) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"  {what:<36}{wall:8.2f} s {cpu:10.2f} s CPU", flush=True)


if __name__ == "__main__":
    main()
