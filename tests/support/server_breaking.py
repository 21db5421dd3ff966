"""Tries to break what a project in a server promises: many writers, kills, a server that ends.

Each function returns what was done, in words, and how many acknowledged edits were lost.
"""

import signal
import subprocess
import sys
import time
from contextlib import closing

from support.project_samples import sample

from workbench import project as projects

_ROWS = 40

_WRITER = """
import sys, time
from workbench import project as projects
from workbench.errors import WorkbenchError
from workbench.project import EditConflict, operations
location, name, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
project = None
for number in range(times):
    text = f"{name} {number}"
    while True:
        try:
            project = project or projects.open(location, author=name)
            project.refresh()
            bead = project.order[number % len(project)]
            project.apply(operations.annotate(project, bead, text))
            break
        except EditConflict:
            continue
        except WorkbenchError as error:
            if "server cannot be reached" not in str(error):
                raise
            time.sleep(0.1)
    print(text, flush=True)
project.close()
"""


def writers(server, times, *, count=8):
    """So many programs edit one project at once, ``times`` edits in all."""
    location = _project(server, "writers")
    said = [_said(each) for each in _begun(location, count, times // count)]
    texts = [text for words in said for text in words]
    return f"{count} writers, {len(texts)} edits acknowledged", _missing(location, texts)


def restarts(server, times, *, stops=3, count=4):
    """The server ends as in a crash, and is started again, in the midst of ``times`` edits."""
    location = _project(server, "restarts")
    processes = _begun(location, count, times // count)
    for stop in range(1, stops + 1):
        _wait_for(location, times * stop // (stops + 1))
        server.stop("immediate")
        time.sleep(0.5)
        server.start()
    texts = [text for process in processes for text in _said(process)]
    done = f"{count} writers, {len(texts)} edits acknowledged, the server stopped {stops} times"
    return done, _missing(location, texts)


def kills(server, times):
    """Programs that edit are killed, at another moment each."""
    texts = []
    for number in range(times):
        location = _project(server, f"kills {number % 5}") if number < 5 else location_of(
            server, f"kills {number % 5}")  # fmt: skip
        (process,) = _begun(location, 1, 10**6, name=f"k{number}")
        first = process.stdout.readline()
        time.sleep(0.003 * (number % 100))
        process.kill()
        texts += [(location, text) for text in (first.strip(), *_said(process, killed=True))]
    lost = sum(
        _missing(location, [text for at, text in texts if at == location])
        for location in {at for at, _ in texts}
    )
    return f"{times} kills, {len(texts)} edits acknowledged", lost


def location_of(server, name):
    """A project's, by its name."""
    return server.url(f"breaking {name}")


def _project(server, name):
    location = location_of(server, name)
    sample(location, [(1, 1, 1)] * _ROWS, replace=True)
    return location


def _begun(location, count, times, name="w"):
    return [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, location, f"{name}{number}", str(times)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(count)
    ]


def _said(process, *, killed=False):
    with process:
        lines = process.stdout.read().split("\n")
        assert process.wait(timeout=600) == (-signal.SIGKILL if killed else 0)
    return lines[:-1]  # what stands behind the last line end was cut off


def _wait_for(location, number):
    with closing(projects.open(location)) as project:
        while project.last < number:
            project.refresh()
            time.sleep(0.02)


def _missing(location, texts):
    """How many of the texts are in no edit; the project must be sound."""
    with closing(projects.open(location)) as project:
        there = {
            text
            for edit in project.store.edits_since(0)
            for change in edit.changes
            if change.table == "note" and change.after
            for text in change.after.get("text", ())
        }
        assert not list(projects.problems(project))
    return len(set(texts) - there)
