"""Tries to break what docs/promises.md promises: python benchmarks/promises.py [NAME…] [--times N].

Each row says how often something was done, and what was lost. A row that loses anything ends the
program with status 1. Runs in a temporary folder; POSIX only.
"""

import importlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from workbench import api
from workbench.errors import WorkbenchError
from workbench.project import operations

_ROWS = 40

_EDITS = """
import sys
from workbench import api
from workbench.errors import WorkbenchError
from workbench.project import operations
name, times = sys.argv[2], int(sys.argv[3])
project = api.open(sys.argv[1], author=name)
for number in range(times):
    while True:
        try:
            project.refresh()
            bead = project.order[number % len(project)]
            project.apply(operations.annotate(project, bead, f"{name} {number}"))
            break
        except WorkbenchError as error:  # another was quicker, or goes on writing
            if "another" not in str(error):
                raise
    print(number, flush=True)
project.close()
"""

_CRASH = """
import os, signal, sys
from workbench import api
connection = api.open(sys.argv[1]).store._connection
connection.stamp()
connection.database.execute("PRAGMA cache_size = 1")
with connection.transaction("IMMEDIATE"):
    connection.database.execute("UPDATE segment SET text = text || hex(zeroblob(2000))")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def _project(path: Path) -> Path:
    """A new project at this path."""
    table = path.with_suffix(".tsv")
    rows = "".join(f"One {number}.\tОдин {number}.\n" for number in range(_ROWS))
    table.write_text("en\tru\n" + rows, encoding="utf-8")
    api.import_(table, path)
    return path


def _run(code: str, *words: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _content(path: Path) -> tuple[int, list[str]]:
    """The newest edit and all texts and notes, of a project that must be sound."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with closing(api.open(path)) as project:
        texts = [str(project.texts(bead, 0)) + project.note(bead) for bead in project.order]
        return project.last, texts


def kills(folder: Path, times: int) -> tuple[str, int]:
    """Processes killed while they edit; each acknowledged edit must be there."""
    path = _project(folder / "kills.aligned")
    chance = random.Random(1)
    edits = lost = 0
    for number in range(times):
        last, _ = _content(path)
        process = _run(_EDITS, path, f"k{number}", 10**6)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() * 0.2)
        process.send_signal(signal.SIGKILL)
        said = 1 + len(process.stdout.read().splitlines())
        process.wait()
        edits += said
        api.open(path).close()
        now, _ = _content(path)
        lost += max(0, last + said - now)
    return f"{times} kills, {edits} edits acknowledged", lost


def commands(folder: Path, times: int) -> tuple[str, int]:
    """Whole commands killed: what they write is as it was, or whole."""
    path = _project(folder / "commands.aligned")
    tmx, other = folder / "commands.tmx", folder / "new.tsv"
    chance = random.Random(2)
    lost = 0
    for number in range(times):
        other.write_text(
            f"id\tversion\tstatus\tnote\ten\tru\n{1 + number % _ROWS}\t\tconfirmed\t\t\t\n"
        )
        words = chance.choice(
            [("export", path, "-o", tmx), ("import", path.with_suffix(".tsv"), "-o", folder /
              "anew.aligned", "--replace"), ("update", path, other)]
        )  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-m", "workbench", *map(str, words)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.random() * 0.8)
        process.kill()
        process.wait()
        api.open(path).close()
        for project in folder.glob("*.aligned"):
            _content(project)
        if tmx.exists():
            lost += not tmx.read_bytes().rstrip().endswith(b"</tmx>")
    return f"{times} commands killed", lost


def journals(folder: Path, times: int) -> tuple[str, int]:
    """A crash, then another file in the crashed one's place; it must be as it was."""
    lost = 0
    for number in range(times):
        inner = folder / f"j{number}"
        inner.mkdir()
        path = _project(inner / "a.aligned")
        backup = inner / "backup.aligned"
        shutil.copyfile(path, backup)
        if number % 3:
            _run(_EDITS, path, "a", number % 5).communicate()
        if number % 2:
            _run(_EDITS, backup, "b", 1 + number % 4).communicate()
        want = _content(backup)
        _run(_CRASH, path).communicate()
        if number % 4 == 3:
            path.unlink()
            want = _content(_project(path))
        elif number % 4 == 2:
            backup.replace(path)
        else:
            shutil.copyfile(backup, path)
        api.open(path).close()
        lost += _content(path) != want
    return f"{times} stale journals", lost


def writers(folder: Path, times: int) -> tuple[str, int]:
    """Eight programs edit one project at once; all edits must be in its history."""
    path = _project(folder / "writers.aligned")
    each = max(times, 8) // 8
    before, _ = _content(path)
    processes = [_run(_EDITS, path, f"w{number}", each) for number in range(8)]
    said = sum(len(process.communicate()[0].splitlines()) for process in processes)
    now, _ = _content(path)
    return f"8 writers, {said} edits acknowledged", 8 * each - (now - before)


def copies(folder: Path, times: int) -> tuple[str, int]:
    """Plain copies while another program edits: sound, or refused; never silently torn."""
    path = _project(folder / "copies.aligned")
    process = _run(_EDITS, path, "c", 10**6)
    assert process.stdout is not None
    process.stdout.readline()
    refused = lost = 0
    for number in range(times):
        copy = folder / f"copy{number}.aligned"
        shutil.copyfile(path, copy)
        time.sleep(0.005)
        try:
            with closing(api.open(copy)) as project:
                project.apply(operations.confirm(project, [project.order[0]]))
            _content(copy)
        except WorkbenchError:
            refused += 1
        except (AssertionError, sqlite3.Error):
            lost += 1
        copy.unlink()
    process.kill()
    process.communicate()
    return f"{times} copies in the middle of writing, {refused} refused", lost


def power(folder: Path, times: int) -> tuple[str, int]:
    """The power goes at any call of a program that edits; acknowledged edits must be there.

    The simulated disk is the tests' (``tests/support/power_loss.py``); needs strace.
    """
    power_loss = _support("power_loss")
    if not power_loss.available():
        return "strace is not installed, or may not trace: not tried", 0
    here, before = folder / "here", folder / "before"
    here.mkdir()
    path = _project(here / "power.aligned")
    shutil.copytree(here, before)
    words = [sys.executable, "-c", _EDITS, str(path), "power", "12"]
    calls = power_loss.record(words, here, folder / "trace")
    chance = random.Random(4)
    lost = edits = 0
    for number in range(times):
        after = folder / f"after{number}"
        cut = chance.randint(0, len(calls))
        said = len(power_loss.after_power_loss(before, calls, cut, chance, after))
        api.open(after / "power.aligned").close()
        last, _ = _content(after / "power.aligned")
        edits += said
        lost += max(0, said - last)
        shutil.rmtree(after)
    return f"{times} power cuts in {len(calls)} calls, {edits} edits acknowledged", lost


def review_kills(folder: Path, times: int) -> tuple[str, int]:
    """Reviews in a terminal killed while they are driven by keys; needs tmux."""
    if shutil.which("tmux") is None:
        return "tmux is not installed: not tried", 0
    said: str
    lost: int
    said, lost = _support("review_kills").review_kills(folder / "review.aligned", folder, times)
    return said, lost


def server_review_kills(folder: Path, times: int) -> tuple[str, int]:
    """The same on a server."""
    server = _support("server")
    programs = server.programs()
    if programs is None or shutil.which("tmux") is None:
        return "PostgreSQL or tmux is not installed: not tried", 0
    with closing(server.Server(programs)) as running:
        said: str
        lost: int
        said, lost = _support("review_kills").review_kills(running.url("kills"), folder, times)
    return said, lost


def evening(folder: Path, times: int) -> tuple[str, int]:
    """Four people review one project on one server, by keys, and it is killed twice."""
    server = _support("server")
    programs = server.programs()
    if programs is None or shutil.which("tmux") is None:
        return "PostgreSQL or tmux is not installed: not tried", 0
    with closing(server.Server(programs)) as running:
        found = _support("evening").evening(running, folder, times)
    lost = len(found.missing) + len(found.problems)
    return f"{found.done} texts saved, {found.edits} edits, the server killed twice", lost


def _on_server(act: str) -> Callable[[Path, int], tuple[str, int]]:
    """A row of ``tests/support/server_breaking.py``, on a PostgreSQL server of its own."""

    def row(folder: Path, times: int) -> tuple[str, int]:
        del folder
        server = _support("server")
        programs = server.programs()
        if programs is None:
            return "PostgreSQL is not installed: not tried", 0
        with closing(server.Server(programs)) as running:
            said: str
            lost: int
            said, lost = getattr(_support("server_breaking"), act)(running, times)
            return said, lost

    return row


def _support(name: str) -> Any:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    return importlib.import_module(f"support.{name}")


def flips(folder: Path, times: int) -> tuple[str, int]:
    """Flipped bytes: refused with a sentence, or sound after an edit."""
    whole = _project(folder / "flips.aligned").read_bytes()
    path = folder / "flipped.aligned"
    chance = random.Random(3)
    refused = lost = 0
    for _ in range(times):
        content = bytearray(whole)
        for _ in range(chance.choice([1, 1, 3, 30])):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        try:
            with closing(api.open(path)) as project:
                project.apply(operations.confirm(project, [project.order[0]]))
            _content(path)
        except WorkbenchError:
            refused += 1
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            print(repr(error))
            lost += 1
    return f"{times} files with flipped bytes, {refused} refused", lost


ROWS: dict[str, tuple[Callable[[Path, int], tuple[str, int]], int]] = {
    "kills": (kills, 300),
    "commands": (commands, 200),
    "journals": (journals, 48),
    "writers": (writers, 8000),
    "copies": (copies, 300),
    "flips": (flips, 300),
    "power": (power, 1000),
    "review kills": (review_kills, 100),
    "server kills": (_on_server("kills"), 100),
    "server writers": (_on_server("writers"), 8000),
    "server restarts": (_on_server("restarts"), 2000),
    "server review kills": (server_review_kills, 60),
    "evening": (evening, 10),
}
"""Each with how often it is done by itself."""


def main(words: list[str]) -> int:
    """Run rows; all when none is named."""
    times = None
    if "--times" in words:
        place = words.index("--times")
        times = int(words[place + 1])
        del words[place : place + 2]
    failed = False
    for name in words or ROWS:
        row, usual = ROWS[name]
        with tempfile.TemporaryDirectory() as folder:
            begun = time.monotonic()
            said, lost = row(Path(folder), times or usual)
        print(f"{name:20} {said}; lost: {lost} ({time.monotonic() - begun:.0f} s)", flush=True)
        failed |= lost > 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
