"""Manifests aligned: the same result whoever does it, and after whatever interruption."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from support import corpus_texts

from workbench import corpus
from workbench.api import Cancelled
from workbench.corpus import ledger, rows
from workbench.errors import WorkbenchError

pl = pytest.importorskip("polars")


@pytest.fixture(autouse=True)
def small_slices(monkeypatch):
    monkeypatch.setattr("workbench.corpus.aligning.SLICE", 2)


@pytest.fixture
def table(tmp_path):
    corpus_texts.write(tmp_path / "f")
    corpus.pair([tmp_path / "f"], tmp_path / "m.tsv", encoder="none")
    return tmp_path / "m.tsv"


def align(table, out, **options):
    return corpus.align(table, out, encoder="none", **options)


def result(out: Path) -> dict[str, str]:
    """Of each file of a corpus its digest; the log is no part of the result."""
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in {"run.log", "lock"}
    }


def documents(out: Path) -> dict[str, tuple[str, str, str]]:
    lines = (out / "documents.tsv").read_text("utf-8").splitlines()
    assert lines[0] == "id\tstate\tbeads\treason"
    return {line.split("\t")[0]: tuple(line.split("\t")[1:]) for line in lines[1:]}


def test_each_bead_is_a_row(table, tmp_path):
    done = align(table, tmp_path / "out")
    assert (done.done, done.kept, done.failed) == (5, 0, [])
    found = pl.read_parquet(tmp_path / "out" / "beads" / "*.parquet")
    assert found.columns == ["document", "bead", "confidence", "status", "en", "ru", "zh"]
    assert found["document"].unique(maintain_order=True).to_list() == sorted(corpus_texts.TEXTS)
    assert len(found) == done.beads
    for name, versions in corpus_texts.TEXTS.items():
        own = found.filter(pl.col("document") == name)
        assert " ".join(own["en"].drop_nulls()) == versions["en"]
        assert "".join(own["zh"].drop_nulls()) == versions["zh"]
        assert own["bead"].to_list() == [str(number + 1) for number in range(len(own))]
    assert documents(tmp_path / "out")["bear"][0] == "aligned"
    assert sorted(path.name for path in (tmp_path / "out" / "beads").iterdir()) == [
        f"0000{number}.parquet" for number in (1, 2, 3)
    ]


def test_a_second_run_does_what_changed_and_nothing_else(table, tmp_path, monkeypatch):
    out = tmp_path / "out"
    align(table, out)
    before = result(out)
    assert (align(table, out).done, result(out)) == (0, before)
    worked = []
    run = rows.run
    monkeypatch.setattr(
        "workbench.corpus.aligning.run", lambda task: (worked.append(task.id), run(task))[1]
    )
    (tmp_path / "f" / "bread.en.txt").write_text("Mix it. Let it rest. Bake it.\n")
    done = align(table, out)
    assert (worked, done.done, done.kept) == (["bread"], 1, 4)
    changed = {name for name, digest in result(out).items() if digest != before[name]}
    assert changed <= {
        "beads/00001.parquet", "state/00001.tsv", "documents.tsv", "summary.html"
    }  # fmt: skip
    align(table, tmp_path / "fresh")
    assert result(tmp_path / "fresh") == result(out)


def test_a_row_that_moves_to_another_slice_is_not_done_again(table, tmp_path):
    out = tmp_path / "out"
    align(table, out)
    head, *lines = table.read_text().splitlines()
    table.write_text("\n".join([head, lines[4], *lines[:4]]) + "\n")
    assert align(table, out).done == 0
    align(table, tmp_path / "fresh")
    assert result(tmp_path / "fresh") == result(out)
    table.write_text("\n".join([head, *lines[:2]]) + "\n")
    assert align(table, out).done == 0
    assert list(documents(out)) == ["bear", "bread"]
    assert [path.name for path in (out / "beads").iterdir()] == ["00001.parquet"]


class StopAfter:
    """Progress that is stopped after so many texts."""

    def __init__(self, texts):
        self.left = texts

    def tell(self, _done, _phase):
        self.left -= 1

    def cancelled(self):
        return self.left <= 0


@pytest.mark.parametrize("texts", [1, 2, 3])
def test_a_stopped_run_goes_on(table, tmp_path, texts):
    align(table, tmp_path / "whole")
    with pytest.raises(Cancelled):
        align(table, tmp_path / "out", progress=StopAfter(texts))
    assert align(table, tmp_path / "out").done == 5 - texts
    assert result(tmp_path / "out") == result(tmp_path / "whole")


@pytest.mark.parametrize("tail", [b"", b"\0\xff\n[1]\n7\n"])
def test_a_line_cut_off_in_the_middle_is_done_again(table, tmp_path, tail):
    align(table, tmp_path / "whole")
    with pytest.raises(Cancelled):
        align(table, tmp_path / "out", progress=StopAfter(1))
    (noted,) = (tmp_path / "out" / "state").glob("*.unfinished")
    noted.write_bytes(noted.read_bytes()[:-30] + tail)
    assert align(table, tmp_path / "out").done == 5
    assert result(tmp_path / "out") == result(tmp_path / "whole")


def test_parts_make_the_whole(table, tmp_path):
    align(table, tmp_path / "whole")
    for part in (2, 3, 1):
        align(table, tmp_path / "out", part=(part, 3))
    assert result(tmp_path / "out") == result(tmp_path / "whole")
    with pytest.raises(WorkbenchError, match="4/3 is no part"):
        align(table, tmp_path / "out", part=(4, 3))


@pytest.mark.parametrize("each", ["tmx", "aligned"])
def test_a_file_for_each_row(table, tmp_path, each):
    align(table, tmp_path / "one", each=each)
    for name in corpus_texts.TEXTS:
        assert (tmp_path / "one" / each / f"{name}.{each}").is_file()
    align(table, tmp_path / "two", each=each)
    assert result(tmp_path / "two") == result(tmp_path / "one")


def test_a_project_that_a_person_worked_on_is_kept(table, tmp_path):
    from workbench import api
    from workbench.project import operations

    out = tmp_path / "out"
    align(table, out, each="aligned")
    project = api.open(out / "aligned" / "bread.aligned")
    project.apply(operations.confirm(project, [project.order[0]]))
    project.close()
    (tmp_path / "f" / "bread.en.txt").write_text("Mix it. Let it rest. Bake it.\n")
    align(table, out, each="aligned")
    kept = sorted(path.name for path in (out / "aligned").glob("bread*"))
    assert len(kept) == 2, kept


def test_failures_are_listed_and_stop_nothing(table, tmp_path):
    files = tmp_path / "f"
    (files / "bear.zh.txt").unlink()
    (files / "bread.zh.txt").write_bytes(b"")
    (files / "school.zh.txt").unlink()
    (files / "school.zh.txt").symlink_to("/etc/hostname")
    done = align(table, tmp_path / "out")
    assert dict(done.failed).keys() == {"bear", "bread", "school"}
    listed = documents(tmp_path / "out")
    assert listed["bear"] == (
        "failed", "0", "f/bear.zh.txt: there is no such file or folder; check the name."
    )  # fmt: skip
    assert "empty" in listed["bread"][2]
    assert "leads out" in listed["school"][2]
    assert listed["engine"][0] == "aligned"
    assert "bear" in (tmp_path / "out" / "summary.html").read_text()
    # What can be read again is tried again.
    (files / "bear.zh.txt").write_text(corpus_texts.TEXTS["bear"]["zh"] + "\n")
    again = align(table, tmp_path / "out")
    assert again.done >= 1
    assert documents(tmp_path / "out")["bear"][0] == "aligned"


def test_an_error_nobody_foresaw_is_one_texts_alone(table, tmp_path, monkeypatch):
    def broken(paths, *_, **__):
        if "bread" in str(paths[0]):
            raise KeyError("surprise")
        return read(paths, *_, **__)

    from workbench import api

    read = api.read_versions
    monkeypatch.setattr("workbench.api.read_versions", broken)
    done = align(table, tmp_path / "out")
    assert [identity for identity, _ in done.failed] == ["bread"]
    assert "nobody foresaw (KeyError: 'surprise')" in done.failed[0][1]


def test_a_full_disk_is_said_and_nothing_is_half_written(table, tmp_path, monkeypatch):
    align(table, tmp_path / "whole")
    write = corpus.parquet.write
    calls = []

    def full(path, frame):
        calls.append(path)
        if len(calls) == 2:
            raise WorkbenchError("the disk is full", place=path, remedy="make room")
        write(path, frame)

    monkeypatch.setattr("workbench.corpus.parquet.write", full)
    with pytest.raises(WorkbenchError, match="disk is full"):
        align(table, tmp_path / "out")
    assert not (tmp_path / "out" / "state" / "00002.tsv").exists()
    assert not (tmp_path / "out" / "beads" / "00002.parquet").exists()
    assert align(table, tmp_path / "out").done == 1
    assert result(tmp_path / "out") == result(tmp_path / "whole")


def test_two_runs_on_one_folder(table, tmp_path):
    """The second is refused as long as the first lives; its lock goes with it."""
    out = tmp_path / "out"
    code = (
        "import sys; from pathlib import Path; from workbench.corpus.ledger import Ledger\n"
        "locks = Ledger(Path(sys.argv[1])).locks(); locks.take([1], Path())\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, out], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(WorkbenchError, match="another run is working on it"):
            align(table, out)
        assert align(table, out, part=(2, 3)).done == 2, "another part is free"
        other.kill()
    assert align(table, out).done == 3


def test_what_is_no_corpus_is_left_alone(table, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(WorkbenchError, match="something else"):
        align(table, tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_a_manifest_without_pairs_is_refused(tmp_path):
    (tmp_path / "m.tsv").write_text("id\ten\tru\n1\ta.txt\t\n")
    with pytest.raises(WorkbenchError, match="no row of it has two files"):
        align(tmp_path / "m.tsv", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_slice_has_two_hundred_rows():
    assert ledger.SLICE == 200


def test_where_nothing_can_be_aligned_it_is_said(table, tmp_path):
    for path in (tmp_path / "f").glob("*.ru.txt"):
        path.unlink()
    with pytest.raises(WorkbenchError, match="none of its texts could be aligned"):
        align(table, tmp_path / "out")
    assert {state for state, *_ in documents(tmp_path / "out").values()} == {"failed"}


def test_one_file_in_two_columns_is_said(table, tmp_path):
    table.write_text(table.read_text().replace("f/bear.ru.txt", "f/bear.en.txt"))
    done = align(table, tmp_path / "out")
    assert "named twice" in dict(done.failed)["bear"]
