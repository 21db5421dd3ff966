"""The commands, called as the docs say."""

import pytest
from click.testing import CliRunner
from support import corpus_texts

from workbench.cli.corpus_ import command
from workbench.errors import WorkbenchError

pytest.importorskip("polars")


def run(*arguments):
    return CliRunner().invoke(command, list(arguments))


def test_an_archive_from_files_to_units(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = corpus_texts.write(tmp_path / "archive")
    (files / "empty.en.txt").touch()
    (files / "picture.png").touch()
    done = run("pair", "archive", "-o", "archive.tsv", "--encoder", "none")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "left out: 1 file: it is empty" in done.stderr
    assert "archive/empty.en.txt" in done.stderr
    assert "no documents: 1 .png" in done.stderr
    assert "archive.tsv: 5 texts in en, ru, zh, 0 files without counterpart" in done.stderr
    out = "archive-aligned/"
    call = ("align", "archive.tsv", "-o", out, "--encoder", "none", "--workers", "1")
    assert "5 texts worked on, 0 kept as they were, 0 failed" in run(*call).stderr
    assert "0 texts worked on, 5 kept as they were" in run(*call).stderr
    assert run("stats", out).stdout.startswith("5 documents, ")
    done = run("filter", out, "-o", "good.tmx", "--unique", "--pair", "en:ru")
    assert "repeated: 0 units dropped" in done.stderr
    assert (tmp_path / "good.tmx").is_file()
    done = run("sample", out, "5", "-o", "judge.tsv")
    table = (tmp_path / "judge.tsv").read_text("utf-8")
    (tmp_path / "judge.tsv").write_text(table.replace("\n\t", "\nyes\t"), "utf-8")
    assert run("judged", out, "judge.tsv").stdout.startswith("right: 100.0% of the beads")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pair", "nowhere", "-o", "m.tsv"), "no such folder"),
        (("align", "nowhere.tsv", "-o", "out/"), "no such file"),
        (("stats", "nowhere"), "no such folder"),
        (("align", "nowhere.tsv", "-o", "out/", "--part", "x"), "is no part"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert isinstance(done.exception, WorkbenchError)
    assert said in str(done.exception)
    assert not (tmp_path / "out").exists()
