"""How fast the review answers, beside Textual's own DataTable with the same texts.

    python benchmarks/review.py [--beads 20000] [--large 100000]

Each line is measured in a process of its own: seconds from the process's start to the first
screen drawn (wall clock), milliseconds of CPU time from a key to the end of the repaint,
and the most memory held. The app runs headless at 160×45; a terminal adds its own time.
"""

import argparse
import asyncio
import contextlib
import importlib
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

SIZE = (160, 45)
SENTENCES = {
    "en": (
        "The ministers met on Tuesday in the capital and spoke for two hours about trade.",
        "They agreed to open a second bridge across the river before the end of the year.",
        "“We have come a long way together,” the host said after the talks (see annex).",
    ),
    "zh": (
        "部长们星期二在首都会面，就贸易问题会谈了两个小时。",
        "双方同意在年底之前开通跨河的第二座大桥。",
        "会谈后，东道主说：“我们一起走过了很长的路。”（见附件）",
    ),
    "ru": (
        "Во вторник министры встретились в столице и два часа говорили о торговле.",
        "Они договорились до конца года открыть второй мост через пограничную реку.",
        "«Мы вместе прошли долгий путь», — сказал хозяин после переговоров (см. приложение).",
    ),
}


def make(path: Path, beads: int) -> None:
    """A project of so many beads in three languages, one in eight of another shape."""
    from workbench import project
    from workbench.alignment import Bead, Beads
    from workbench.documents import Document, Paragraph
    from workbench.segmentation import Segment

    random.seed(5)
    shapes = random.choices([(1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 0)], [21, 1, 1, 1], k=beads)
    documents, segments = [], []
    for column, (tag, sentences) in enumerate(SENTENCES.items()):
        parts, paragraphs, texts, at = [], [], [], 0
        for number in range(sum(shape[column] for shape in shapes)):
            text = f"{sentences[number % 3]} {number}."
            paragraphs.append(Paragraph(at, at + len(text)))
            parts.append(Segment(text, at, at + len(text), number))
            texts.append(text)
            at += len(text) + 1
        documents.append(Document("\n".join(texts), tuple(paragraphs), tag))
        segments.append(parts)
    found, ends = [], [0, 0, 0]
    for shape in shapes:
        runs = tuple((end, end + more) for end, more in zip(ends, shape, strict=True))
        ends = [end for _, end in runs]
        found.append(Bead(runs, round(random.betavariate(6, 1), 3)))
    project.create(path, documents, segments, Beads(tuple(found)))


@contextlib.contextmanager
def cpu(times: list[float]) -> Iterator[None]:
    """Adds the CPU milliseconds of the block."""
    start = time.process_time()
    yield
    times.append((time.process_time() - start) * 1000)


async def repeat(
    result: dict[str, Any], name: str, count: int, do: Callable[[], Awaitable[None]]
) -> None:
    """Median and 95th percentile of an action."""
    times: list[float] = []
    for _ in range(count):
        with cpu(times):
            await do()
    ordered = sorted(times)
    result[name] = [statistics.median(ordered), ordered[int(count * 0.95)]]


async def review(path: Path) -> dict[str, Any]:
    """Open the app on a project, walk, edit."""
    from workbench.review import load
    from workbench.review.app import ReviewApp

    project = load(path)
    app = ReviewApp(project)
    result: dict[str, Any] = {}
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        result["open"] = time.monotonic() - float(os.environ["STARTED"])
        result["cpu"] = time.process_time()

        def press(*keys: str) -> Callable[[], Awaitable[None]]:
            async def do() -> None:
                await pilot.press(*keys)
                await pilot.pause()

            return do

        await repeat(result, "down", 100, press("down"))
        await repeat(result, "page", 50, press("pagedown"))
        await repeat(result, "confirm, next", 50, press("enter"))
        await repeat(result, "merge", 25, press("J"))
        await repeat(result, "undo merge", 25, press("u"))
        await press("right")()
        await repeat(result, "down, move segment", 25, press("down", "]"))
        await repeat(result, "undo move", 25, press("u"))

        async def once(name: str, do: Callable[[], Awaitable[None]]) -> None:
            times: list[float] = []
            with cpu(times):
                await do()
            result[name] = times * 2

        async def narrower() -> None:
            await pilot.resize_terminal(120, 45)
            await pilot.pause()

        await once("narrower", narrower)
        letters = iter("ministers met on tu")
        await press("/")()

        async def type_letter() -> None:
            await press(next(letters))()

        await repeat(result, "search, a letter", 19, type_letter)
        await press("escape", "left", "E", "ctrl+u", *"the", "enter")()
        await press(*"those")()
        await press("enter")()
        await once("replace in all", press("enter"))
        await once("undo it", press("u"))
    project.close()
    return result


async def data_table(path: Path) -> dict[str, Any]:
    """The same texts in a DataTable whose rows are as high as their texts."""
    from rich.text import Text
    from textual.app import App, ComposeResult
    from textual.widgets import DataTable

    from workbench import project as projects

    project = projects.open(path)

    class Table(App[None]):
        def compose(self) -> ComposeResult:
            yield DataTable(cursor_type="row")

        def on_mount(self) -> None:
            table = self.query_one(DataTable)
            table.add_column("bead", width=6)
            for document in project.documents:
                table.add_column(document.key, width=46)
            for bead in project.order:
                cells = [Text("\n".join(project.texts(bead, c))) for c in range(3)]
                table.add_row(Text(str(bead)), *cells, height=None)
            table.focus()

    result: dict[str, Any] = {}
    async with Table().run_test(size=SIZE) as pilot:
        await pilot.pause()
        result["open"] = time.monotonic() - float(os.environ["STARTED"])
        result["cpu"] = time.process_time()

        def press(key: str) -> Callable[[], Awaitable[None]]:
            async def do() -> None:
                await pilot.press(key)
                await pilot.pause()

            return do

        await repeat(result, "down", 100, press("down"))
        await repeat(result, "page", 50, press("pagedown"))
    project.close()
    return result


def child(kind: str, path: Path, beads: int = 0) -> dict[str, Any]:
    """Measure in a process of its own."""
    environment = {**os.environ, "STARTED": str(time.monotonic())}
    # The modules are compiled once, as those of an installed program are.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(path.parent / "compiled")
    command = [sys.executable, __file__, "--child", kind, str(path), "--beads", str(beads)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def show(name: str, result: dict[str, Any]) -> None:
    """One line of figures."""
    keys = ", ".join(
        f"{key} {value[0]:.0f}/{value[1]:.0f}"
        for key, value in result.items()
        if isinstance(value, list)
    )
    opened = f"{result['open']:5.2f} s ({result['cpu']:.2f} s of CPU)"
    print(f"{name:<26} first screen {opened}  {result['memory']:4.0f} MB  {keys}")


def main() -> None:
    """Run all, or one as a child."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--beads", type=int, default=20_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--without-table", action="store_true", help="leave DataTable out")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        kind, path = arguments.child
        result: dict[str, Any] = {}
        if kind == "make":
            make(Path(path), int(arguments.beads))
        elif kind == "compile":
            importlib.import_module("workbench.review.app")
        else:
            result = asyncio.run({"review": review, "table": data_table}[kind](Path(path)))
        result["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(result))
        return
    print("milliseconds of CPU: median/95th percentile")
    with tempfile.TemporaryDirectory() as folder:
        for beads in dict.fromkeys((arguments.beads, arguments.large)):
            path = Path(folder) / f"{beads}.aligned"
            # In a process of its own: what this one holds would count as its children's.
            child("make", path, beads)
            child("compile", path)
            show(f"review, {beads} beads", child("review", path))
            if beads == arguments.beads and not arguments.without_table:
                show(f"DataTable, {beads} rows", child("table", path))


if __name__ == "__main__":
    main()
