"""An error that nobody foresaw, and names in capitals."""

from pathlib import Path

import pytest

from workbench import cli
from workbench.api import opening


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    code = left.value.code or 0
    assert isinstance(code, int)
    return code


@pytest.mark.parametrize("debug", [False, True])
def test_an_error_that_nobody_foresaw_is_status_2(
    debug: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence that asks to report it; the traceback only with --debug, wherever it stands."""

    def broken(*_: object, **__: object) -> None:
        raise KeyError("no such\nthing")

    monkeypatch.setattr(opening.project, "open", broken)
    assert run("update", "x.aligned", *(["--debug"] if debug else []), "x.en.txt") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "please report it" in said.err.splitlines()[-1]
    assert ("Traceback" in said.err) == debug
    assert debug or said.err.count("\n") == 1


def test_debug_is_no_option_behind_two_dashes(capsys: pytest.CaptureFixture[str]) -> None:
    """There it is a file's name."""
    assert run("segment", "--", "--debug") == 2
    assert "--debug" in capsys.readouterr().err


def test_endings_in_capitals_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every command that writes, and in every one that reads."""
    monkeypatch.chdir(tmp_path)
    for tag, text in {"EN": "One day.\n\nTwo days.\n", "RU": "Один день.\n\nДва дня.\n"}.items():
        (tmp_path / f"T.{tag}.TXT").write_text(text, encoding="utf-8")
    files = ("T.EN.TXT", "T.RU.TXT")
    aligned = ("align", *files, "--encoder", "none")
    assert run(*aligned, "-o", "Y.ALIGNED", "-o", "Y.TMX", "-o", "Y.XLSX") == 0
    assert run(*aligned, "-o", "Y.ALIGNED") == 2
    assert run("export", "Y.ALIGNED", "-o", "Z.TSV", "-o", "Z.JSON") == 0
    assert run("update", "Y.ALIGNED", "Z.TSV") == 0
    assert run("update", "Y.ALIGNED", "T.RU.TXT") == 0
    assert run("import", "Y.TMX", "-o", "W.Aligned") == 0
    assert run("check", "Y.TMX", "Y.ALIGNED", "Z.JSON", "Z.TSV", "Y.XLSX") == 0
    assert run("memory", "convert", "Y.TMX", "-o", "V.CSV") == 0
    assert run("memory", "merge", "Y.TMX", "-o", "M.TMX") == 0
