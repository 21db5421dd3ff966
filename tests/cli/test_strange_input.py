"""Inputs that nobody writes by hand: each is one sentence and status 2, or taken as it is."""

import json
import os
import sys
from pathlib import Path

import pytest

from workbench import cli


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        cli.main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


def alignment(**further: object) -> str:
    """Align's JSON with one bead that says more."""
    bead = {"id": "1", "segments": {"en": [0], "ru": [0]}} | further
    data = {"languages": ["en", "ru"], "segments": {"en": ["One."], "ru": ["Один."]}}
    return json.dumps(data | {"beads": [bead]})


BEADS = {
    "a confidence that is no number": alignment(confidence=float("nan")),
    "an endless confidence": alignment(confidence=float("inf")),
    "a confidence of 7": alignment(confidence=7),
    "a confidence that is a list": alignment(confidence=[1]),
    "a version of 5,000 digits": alignment(version=1).replace(
        '"version": 1', f'"version": {"9" * 5000}'
    ),
    "a version of 4,000 digits": alignment(version=1).replace(
        '"version": 1', f'"version": {"9" * 4000}'
    ),
    "a version below nothing": alignment(version=-1),
    "brackets": "[" * 100_000,
    "braces": '{"a":' * 100_000,
    "a list": "[]",
    "a number": "3",
    "null": "null",
    "segments of another kind": alignment(segments=3),
    "a time that is none": alignment(changed="yesterday"),
    "properties of another kind": alignment(properties=3),
}


@pytest.mark.parametrize("name", BEADS)
def test_an_alignment_that_is_none(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In checks, imports and conversions."""
    file = tmp_path / "a.json"
    file.write_text(BEADS[name], encoding="utf-8")
    for arguments in (
        ("check", file),
        ("import", file, "-o", tmp_path / "a.aligned"),
        ("memory", "convert", file, "-o", tmp_path / "b.tmx"),
    ):
        assert run(*arguments) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert "nobody foresaw" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"findings": 3}', '{"findings": [3]}', '{"findings": [{"fingerprint": []}]}',
     "null", "3", '{"findings": {"a": 1}}', "\ufeff", '"\\ud800"'],
    ids=range(9),
)  # fmt: skip
def test_a_baseline_that_is_none(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It was a traceback, or status 1, which is a finding."""
    (tmp_path / "a.json").write_text(alignment(), encoding="utf-8")
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    status = run("check", tmp_path / "a.json", "--baseline", tmp_path / "b.json")
    said = capsys.readouterr().err
    assert status == 2 or text == '{"findings": [{"fingerprint": []}]}'
    assert "nobody foresaw" not in said


@pytest.mark.parametrize("text", ["tool = 3", "tool.workbench = 3", "tool.workbench = [1]",
                                  "a = " + "[" * 100_000, "a = 0x" + "f" * 10_000])  # fmt: skip
def test_settings_that_are_none(
    tmp_path: Path,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """``tool`` may be anything in a file that is not ours; our own table is a table."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.en.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    status = run("segment", "a.en.txt")
    assert status == (0 if text == "tool = 3" or "0x" in text else 2)
    assert "nobody foresaw" not in capsys.readouterr().err


def test_half_a_character_goes_nowhere_and_breaks_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A lone surrogate in a text, an id and a note."""
    half = '"\\ud83d. 5"'
    file = tmp_path / "a.json"
    text = alignment(note="x", id="1").replace('"One."', half).replace('"x"', half)
    file.write_text(text.replace('"id": "1"', f'"id": {half}'), encoding="utf-8")
    for form in ("text", "json", "sarif", "junit", "github", "rdjson"):
        assert run("check", file, "--format", form) in {0, 1}
    for ending in ("tmx", "xliff", "po", "tsv", "csv", "xlsx", "json", "txt"):
        assert run("memory", "convert", file, "-o", tmp_path / f"b.{ending}") == 0
    assert run("check", file, "--write-baseline", tmp_path / "baseline.json") == 0
    assert run("check", file, "--baseline", tmp_path / "baseline.json") == 0
    assert run("import", file, "-o", tmp_path / "a.aligned") in {0, 2}
    assert "nobody foresaw" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["a.tmx", "a.xliff"])
def test_an_attribute_of_many_megabytes_is_refused_soon(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each piece that was read was looked through from the tag's beginning."""
    path = tmp_path / name
    root = "tmx" if name == "a.tmx" else "xliff"
    path.write_text(f'<{root} version="1.2" x="{"a" * 20_000_000}"/>', encoding="utf-8")
    assert run("check", path) == 2
    assert "tag longer than" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are text there")
def test_a_name_that_is_no_text_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bytes that are not UTF-8; each report has the name in its way."""
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode(b"\xff.json")
    Path(name).write_text(alignment().replace("One.", "One 5."), encoding="utf-8")
    for form in ("text", "json", "sarif", "junit", "github", "rdjson"):
        assert run("check", name, "--format", form) == 1
        found = capsys.readouterr()
        assert "number-mismatch" in found.out
        if form == "sarif":
            assert '"%FF.json"' in found.out
