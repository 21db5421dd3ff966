"""What the program does when its own output streams fail: in fresh processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-c", "from workbench.cli import main; main()"]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text whose sentences fill a pipe."""
    path = tmp_path / "text.en.txt"
    path.write_text("The minister arrived on Monday.\n" * 5000, encoding="utf-8")
    return path


def test_a_reader_who_leaves_is_no_finding(text: Path) -> None:
    """A closed pipe ends the program quietly, as a signal would; status 1 means findings."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*PROGRAM, "segment", str(text)], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, b"Traceback" in done.stderr) == (141, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_standard_output_on_a_full_disk(text: Path) -> None:
    """Redirected to a full disk, the program says so in a sentence."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "segment", str(text)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"standard output: the disk is full" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="streams are closed by a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_closed_streams(text: Path, closed: str) -> None:
    """Started without a standard stream, the program works all the same."""
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *PROGRAM, "segment", str(text)],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


def test_closed_standard_input_is_an_empty_one(tmp_path: Path) -> None:
    """``workbench check - <&-``: there is no object of it at all then."""
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *PROGRAM, "check", "-"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "empty" in done.stderr
