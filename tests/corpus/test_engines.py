"""Workers that die, and what other engines make of the same work."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path

import pytest
from support import corpus_texts

from workbench import corpus
from workbench.corpus.engines import LOST, Here, Processes
from workbench.errors import WorkbenchError


def square_or_die(number: int) -> int:
    """A task: of 3 and 8 its worker dies, as one does that takes too much memory."""
    if number in {3, 8}:
        os.kill(os.getpid(), signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    return number * number


def test_this_process_works_in_order():
    found = list(Here().outcomes(abs, [-3, 2, -1]))
    assert found == [(-3, 3), (2, 2), (-1, 1)]


@pytest.mark.slow
def test_a_task_that_kills_its_worker_is_lost_alone():
    found = dict(Processes(2).outcomes(square_or_die, range(12)))
    assert found == {n: LOST if n in {3, 8} else n * n for n in range(12)}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Sixteen texts, each of three of ours, and the corpus that one process makes of them."""
    pytest.importorskip("polars")
    folder = tmp_path_factory.mktemp("archive")
    texts = {
        "-".join(names): {
            key: " ".join(corpus_texts.TEXTS[name][key] for name in names) for key in ("en", "ru")
        }
        for names in list(permutations(corpus_texts.TEXTS, 3))[:16]
    }
    corpus_texts.write(folder / "f", texts=texts)
    (folder / "f" / "broken.en.txt").write_text("One. Two.")
    (folder / "f" / "broken.ru.txt").write_bytes(b"%PDF-")
    corpus.pair([folder / "f"], folder / "m.tsv", encoder="none")
    done = corpus.align(folder / "m.tsv", folder / "one")
    assert (done.done, done.beads > 150) == (17, True)
    return folder


def result(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in {"run.log", "lock"}
    }


@contextmanager
def program(*arguments, **options):
    """A process that is gone afterwards."""
    with subprocess.Popen([sys.executable, *map(str, arguments)], **options) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(condition, process=None, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come"
        assert process is None or process.poll() is None, "it ended too early"
        time.sleep(0.05)


def aligned(out: Path) -> int:
    log = out / "run.log"
    return log.read_text("utf-8").count(" aligned: ") if log.exists() else 0


@pytest.mark.slow
def test_processes_make_the_same_and_go_on_after_a_kill(archive):
    out = archive / "processes"
    call = ("-m", "workbench", "corpus", "align", archive / "m.tsv", "-o", out, "--workers", "2")
    with program(*call) as run:
        wait_for(lambda: aligned(out) >= 3, run)
        run.kill()
    assert not (out / "documents.tsv").exists()
    with program(*call) as run:
        assert run.wait(120) == 0
    assert result(out) == result(archive / "one")
    assert aligned(out) <= 16, "what was done is not done again"


@contextmanager
def dask_scheduler(folder: Path):
    """A scheduler on this machine; gives its address."""
    pytest.importorskip("distributed")
    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with program(
        "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
        "--no-dashboard", "--scheduler-file", file, **quiet,
    ) as scheduler:  # fmt: skip
        wait_for(lambda: file.exists() and file.read_text().strip().endswith("}"), scheduler)
        import json

        yield json.loads(file.read_text())["address"], scheduler


def dask_worker(address: str):
    return program(
        "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny",
        "--no-dashboard", "--host", "127.0.0.1",
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.slow
def test_a_cluster_makes_the_same_though_a_worker_and_the_run_are_killed(archive, tmp_path):
    out = tmp_path / "cluster"
    with dask_scheduler(tmp_path) as (address, _), dask_worker(address) as first:
        call = ("-m", "workbench", "corpus", "align", archive / "m.tsv", "-o", out)
        with dask_worker(address):
            with program(*call, "--scheduler", address) as run:
                wait_for(lambda: aligned(out) >= 3, run)
                first.kill()
                wait_for(lambda: aligned(out) >= 8, run)
                run.kill()
            assert not (out / "documents.tsv").exists()
            with program(*call, "--scheduler", address) as run:
                assert run.wait(120) == 0
    assert result(out) == result(archive / "one")


@pytest.mark.slow
def test_a_scheduler_that_dies_loses_nothing(archive, tmp_path):
    out = tmp_path / "cluster"
    call = ("-m", "workbench", "corpus", "align", archive / "m.tsv", "-o", out)
    with dask_scheduler(tmp_path) as (address, scheduler), dask_worker(address):
        with program(*call, "--scheduler", address, stderr=subprocess.PIPE) as run:
            wait_for(lambda: aligned(out) >= 3, run)
            scheduler.kill()
            said = run.stderr.read().decode()
            assert run.wait(60) == 2
        assert "the scheduler is gone; what is done is kept" in said
        assert "Traceback" not in said
    assert corpus.align(archive / "m.tsv", out).kept >= 3
    assert result(out) == result(archive / "one")


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_or_of_another_version_is_said(archive, tmp_path):
    pytest.importorskip("distributed")
    from workbench.corpus import cluster

    done = subprocess.run(
        [sys.executable, "-m", "workbench", "corpus", "align", archive / "m.tsv",
         "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "no scheduler answers there" in done.stderr
    packages = {
        "python": "3.11.2.final.0", "dask": "2026.8.0", "distributed": "2026.8.0",
        "workbench": "0.1.0",
    }  # fmt: skip
    ours = {"packages": packages}
    scheduler = {"packages": packages | {"workbench": None, "python": "3.11.9.final.0"}}
    for name, version, said in (
        ("distributed", "2024.1.0", "tcp://127.0.0.1:7 has distributed 2024.1.0"),
        ("workbench", "0.0.9", "has workbench 0.0.9, this process 0.1.0"),
        ("workbench", None, "has no workbench"),
    ):
        other = {"packages": packages | {name: version}}
        found = {"client": ours, "scheduler": scheduler, "workers": {"tcp://127.0.0.1:7": other}}
        with pytest.raises(WorkbenchError, match=said):
            cluster._check_versions(found, "tcp://127.0.0.1:8")
    found["workers"] = {"tcp://127.0.0.1:7": ours}
    cluster._check_versions(found, "tcp://127.0.0.1:8")
