"""How long a project takes to open and to change, and how much memory it needs.

Usage: python benchmarks/project.py [--beads 20000 100000] [--edits 200] [--glossary FILE]

Each size is made, opened and edited in processes of their own; three languages. An edit's
time runs from the call of the operation until it is on the disk, where it waits for the disk
and for other programs; its CPU time stands beside it, and first of all how long the disk
takes to make one small write last.

The last step goes through files, on sentences put together at random and a third of them confirmed:
a newer version of one document with 1 % changed, lost or new, a table that comes back with 1 %
edited, exports, and the checks, with a glossary where one is named.
"""

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from workbench import api
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
WORDS = {
    "en": "council treaty river winter harbour market signal orchard minister bridge report "
    "annual budget transport student exchange trade policy region border".split(),
    "zh": "理事会 条约 河流 冬天 港口 市场 信号 果园 部长 大桥 报告 年度 预算 运输 学生 交流 "
    "贸易 政策 地区 边境".split(),
    "ru": "совет договор река зима гавань рынок сигнал сад министр мост доклад годовой бюджет "
    "транспорт студент обмен торговля политика область граница".split(),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--beads", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--edits", type=int, default=200, help="of each kind")
    parser.add_argument("--glossary", type=Path)
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        STEPS[options.step](options.path, options.beads[0], options.edits)
        if options.step == "files":
            _check(options.path, options.glossary)
        return
    with tempfile.TemporaryDirectory() as folder:
        print(f"a small write that lasts: {1000 * statistics.median(_writes(folder)):.1f} ms")
        for beads in options.beads:
            print(f"\n{beads:,} beads × {len(TEXTS)} languages", flush=True)
            for step in STEPS:
                command = [sys.executable, __file__, "--step", step, "--beads", str(beads)]
                command += ["--edits", str(options.edits)]
                if options.glossary:
                    command += ["--glossary", str(options.glossary)]
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


def _files(path: Path, beads: int, _: int) -> None:
    draw = random.Random(1)
    columns = {tag: [_sentence(tag, n, draw) for n in range(beads)] for tag in WORDS}
    made = [_parted(tag, texts) for tag, texts in columns.items()]
    runs = (((number, number + 1),) * len(WORDS) for number in range(beads))
    found = Beads(tuple(Bead(run, 0.5 + number % 50 / 100) for number, run in enumerate(runs)))
    projects.create(
        path, [document for document, _ in made], [parts for _, parts in made], found, replace=True
    )
    project = projects.open(path)
    project.apply(operations.confirm(project, project.order[::3]))
    lines = []
    for number, text in enumerate(columns["ru"]):
        chance = draw.random()
        if chance >= 0.004:
            lines.append(text.replace(" ", " не ", 1) if chance < 0.008 else text)
        if chance > 0.998:
            lines.append(_sentence("ru", beads + number, draw))
    newer, table = path.with_suffix(".ru.txt"), path.with_suffix(".tsv")
    newer.write_text("\n".join(lines) + "\n", encoding="utf-8")
    edits = project.last
    with _timed("update with a newer document"):
        api.update(project, [newer], key="ru", segmented=True)
    with closing(sqlite3.connect(path)) as database:
        lengths = database.execute(
            "SELECT sum(length(changes)) FROM edit WHERE id > ?", [edits]
        ).fetchone()
    print(f"  {'history of it':<36}{lengths[0] / 1e6:8.1f} MB")
    changed = [bead for bead in project.order if project.bead(bead).status == "changed"]
    with _timed(f"what {len(changed)} changed beads were"):
        projects.formers(project, changed)
    for name in ("out.tmx", "out.xlsx", table.name):
        with _timed(f"export {name.rpartition('.')[2]}"):
            api.export([project], path.with_name(name))
    rows = table.read_text(encoding="utf-8").split("\n")
    for number in range(1, len(rows) - 1, 100):
        rows[number] = rows[number].rpartition("\t")[0] + "\tОтредактировано."
    table.write_text("\n".join(rows), encoding="utf-8")
    with _timed("update with a table"):
        api.update(project, [table])
    project.close()


def _check(path: Path, glossary: Path | None) -> None:
    before = _memory()
    terms = api.load_glossaries([glossary]).glossary if glossary else None
    with _timed("check"):
        report = api.check_files([path], terms)
    print(f"  {'findings':<36}{len(report.findings):8}")
    print(f"  {'memory of the process':<36}{_memory():8.1f} MB ({_memory() - before:.1f} more)")


STEPS = {"make": _make, "open": _open, "edit": _edit, "update": _update, "files": _files}


def _sentence(tag: str, number: int, draw: random.Random) -> str:
    """Words at random and a number, so that hardly two are alike."""
    words = [draw.choice(WORDS[tag]) for _ in range(draw.randint(4, 14))]
    if tag == "zh":
        return "".join(words) + f"第{number}号。"
    return " ".join(words).capitalize() + f" {number}."


def _document(tag: str, numbers: range | list[int]) -> tuple[Document, list[Segment]]:
    return _parted(tag, [TEXTS[tag].format(n, n * 7919 % 104_729) for n in numbers])


def _parted(tag: str, texts: list[str]) -> tuple[Document, list[Segment]]:
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
