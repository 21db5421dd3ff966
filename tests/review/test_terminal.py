"""The program in a real terminal, from two documents to a memory, and killed in between."""

import os
import shutil
import signal
import subprocess
import sys

import pytest
from support.reviewing import CHINESE, ENGLISH, RUSSIAN
from support.terminal import Terminal

from workbench import exchange
from workbench import project as projects

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


@pytest.fixture
def terminal(tmp_path):
    """Begins terminals in a folder, and ends them."""
    begun = []

    def begin(arguments, **options):
        begun.append(Terminal(tmp_path, f"{sys.executable} -m workbench {arguments}", **options))
        return begun[-1]

    yield begin
    for one in begun:
        one.close()


@pytest.mark.parametrize("size", [(80, 24), (250, 70)])
def test_from_documents_to_a_memory(tmp_path, terminal, size):
    """Three documents are aligned, reviewed, exported; the program ends with status 0."""
    for tag, texts in (("en", ENGLISH), ("zh", CHINESE), ("ru", RUSSIAN)):
        (tmp_path / f"talks.{tag}.txt").write_text("\n".join(texts), encoding="utf-8")
    screen = terminal("review talks.en.txt talks.zh.txt talks.ru.txt", size=size)
    screen.wait("Joint communiqué")
    screen.wait("三方联合公报")
    screen.press("C")
    screen.wait("beads will be confirmed")
    screen.press("C-u")
    screen.type("1")
    screen.press("Enter")
    screen.wait("100%")
    screen.press("X")
    screen.wait("Only what is confirmed")
    screen.press("Enter")
    screen.wait("talks.tmx")
    screen.press("Enter")
    screen.wait("Written: talks.tmx")
    screen.press("q")
    screen.wait("beads are confirmed; all is saved.")
    screen.wait("status 0")
    _, units = exchange.read(tmp_path / "talks.tmx")
    assert {unit.variants["en"].segments[0] for unit in units} >= {ENGLISH[0], ENGLISH[3]}


def test_a_killed_process_loses_nothing_that_was_shown(path, terminal):
    """What stood on the screen as confirmed is in the file, and undo takes it back."""
    screen = terminal(f"review {path}")
    screen.wait("Joint communiqué")
    screen.press("Space", "j", "Space", "J")
    screen.wait("1/5")
    asked = ["pgrep", "-f", f"review {path}$"]
    found = subprocess.run(asked, check=False, capture_output=True, text=True)
    for number in found.stdout.split():
        if int(number) != os.getpid():
            os.kill(int(number), signal.SIGKILL)
    project = projects.open(path)
    assert len(project.history) == 3
    assert project.bead(1).status == "confirmed"
    project.undo()
    assert project.bead(2).status == "confirmed"
    project.close()


def test_without_colour(path, terminal):
    """With NO_COLOR the cursor and the status are still told apart."""
    os.environ["NO_COLOR"] = "1"
    try:
        screen = terminal(f"review {path}")
    finally:
        del os.environ["NO_COLOR"]
    screen.wait("▌1 ·  99 ┃")
    screen.press("Down")
    screen.wait("▌2 ?  62 ┃")
