"""The power goes while a program writes: on a disk that keeps only what was flushed."""

import random
import shutil
import sys
from contextlib import closing
from pathlib import Path

import pytest
from support.power_loss import after_power_loss, available, record
from support.project_samples import sample, violations

from workbench import api

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not available(), reason="strace is not installed, or may not trace"),
]

EDITS = """
import sys
from workbench import api
from workbench.project import operations
project = api.open(sys.argv[1])
for number in range(12):
    project.apply(operations.annotate(project, project.order[number % 5], f"note {number}"))
    print(number, flush=True)
project.close()
"""


@pytest.fixture
def folders(tmp_path):
    """The folder in which a program works, as it was before, and a place for the record."""
    here, before = tmp_path / "here", tmp_path / "before"
    here.mkdir()
    sample(here / "talks.aligned", [(1, 1, 1)] * 30)
    shutil.copytree(here, before)
    return here, before, tmp_path / "trace"


def test_each_acknowledged_edit_is_there(folders, tmp_path):
    """At every call and with any part of what was not flushed."""
    here, before, trace = folders
    calls = record([sys.executable, "-c", EDITS, str(here / "talks.aligned")], here, trace)
    chance = random.Random(5)
    acknowledged = 0
    for cut in range(len(calls) + 1):
        after = tmp_path / f"after{cut}"
        printed = after_power_loss(before, calls, cut, chance, after)
        with closing(api.open(after / "talks.aligned")) as project:
            notes = "\n".join(project.note(bead) for bead in project.order).splitlines()
            assert not violations(project)
            assert project.last >= len(printed)
        assert {f"note {number}" for number in range(max(0, len(printed) - 4), len(printed))} <= {
            *notes
        }
        acknowledged += len(printed)
        shutil.rmtree(after)
    assert acknowledged > 100


def _outcomes(command, folders, tmp_path, name):
    """A file's bytes after the power went at each call of a command."""
    here, before, trace = folders
    calls = record([sys.executable, "-m", "workbench", *map(str, command)], here, trace)
    found = []
    for cut in range(len(calls) + 1):
        after = tmp_path / f"after{cut}"
        after_power_loss(before, calls, cut, random.Random(cut), after)
        file = after / name
        found.append(file.read_bytes() if file.exists() else None)
        shutil.rmtree(after)
    return found


def test_an_export_is_the_former_file_or_the_new_one(folders, tmp_path):
    """Never a part of it, and the new one once the program has ended."""
    here, before, _ = folders
    for folder in (here, before):
        (folder / "talks.tsv").write_bytes(b"id\tversion\tstatus\tnote\ten\tzh\tru\n")
    command = ["export", here / "talks.aligned", "-o", here / "talks.tsv"]
    old = (before / "talks.tsv").read_bytes()
    found = _outcomes(command, folders, tmp_path, "talks.tsv")
    assert set(found) == {old, Path(here / "talks.tsv").read_bytes()}
    assert found[-1] != old


def test_a_disk_that_loses_what_was_flushed_is_noticed(folders, tmp_path):
    """The simulation finds what a program without flushing loses."""
    here, before, trace = folders
    code = "import sys; open(sys.argv[1], 'wb').write(b'new' * 4000)"
    calls = record([sys.executable, "-c", code, str(here / "talks.aligned")], here, trace)
    found = set()
    for seed in range(20):
        after_power_loss(before, calls, len(calls), random.Random(seed), tmp_path / f"a{seed}")
        found.add((tmp_path / f"a{seed}" / "talks.aligned").read_bytes())
    assert len(found) > 2
