"""What strangers write goes to terminals, logs and code hosts as something to look at."""

import json
import re
from pathlib import Path

import pytest

from workbench import api, checks, cli
from workbench.printable import printed, visible

NASTY = (
    "a\x1b]52;c;ZWNobw==\x07b\x1b]8;;http://example.org\x1b\\c\x1b[2Jd\x9b2Je\x85f\u202eg\u2066h"
    "\u2028i\rj\x7fk"
)
COMMAND = "\n::error file=a,line=1::gone\n##[error]gone\n##vso[task.complete]gone\n"

_ACTED_ON = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        cli.main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


def harmless(said: str) -> bool:
    """Nothing for a terminal to act upon, no line for a code host."""
    return not _ACTED_ON.search(said) and not re.search(
        r"^\s*::|##\[|##vso\[|##teamcity\[", said, re.MULTILINE
    )


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """Units whose ids, texts and notes want to do something."""
    text = f"One {NASTY} 5 {COMMAND} days."
    beads = [
        {"id": f"{number}{COMMAND}{NASTY}", "segments": {"en": [number], "ru": [number]}}
        for number in range(2)
    ]
    about = {"en": {"path": "a"}, "ru": {"path": f"b{NASTY}"}}
    data = {
        "languages": ["en", "ru"],
        "documents": about,
        "segments": {"en": [text] * 2, "ru": ["Один  день ."] * 2},
        "beads": beads,
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_one_line_stays_one_and_shows_all() -> None:
    """Each character has its picture, at its place."""
    assert len(visible(NASTY)) == len(NASTY)
    assert harmless(printed(NASTY + COMMAND))
    assert "\n" not in printed(NASTY + COMMAND)
    assert printed("  ::error::x").strip() == ": :error::x"
    assert printed("std::move, a ## b") == "std::move, a ## b"


@pytest.mark.parametrize("form", ["text", "github"])
def test_check_prints_nothing_that_acts(
    units: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report, with ids, texts and places of strangers."""
    assert run("check", units, "--format", form, "--fail-on", "note") == 1
    said = capsys.readouterr()
    lines = said.out.splitlines()
    if form == "github":
        assert all(re.match("::(error|warning|notice) file=", line) for line in lines)
        assert not _ACTED_ON.search(said.out)
    else:
        assert harmless(said.out)
    assert harmless(said.err)


def test_json_for_programs_is_exact(units: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is changed in it."""
    run("check", units, "--format", "json")
    data = json.loads(capsys.readouterr().out)
    assert NASTY in data["findings"][0]["source"]


def test_a_baseline_prints_nothing_that_acts(
    tmp_path: Path, units: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it says of findings that are gone is a stranger's."""
    baseline = tmp_path / "baseline.json"
    entry = {"fingerprint": f"x{COMMAND}", "message": NASTY}
    baseline.write_text(json.dumps({"findings": [entry]}), encoding="utf-8")
    run("check", units, "--baseline", baseline)
    said = capsys.readouterr()
    assert "not found any more" in said.err
    assert harmless(said.err)
    assert harmless(said.out)


def test_errors_with_names_of_files_print_nothing_that_acts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name may hold nearly anything."""
    path = tmp_path / f"a{NASTY.replace('/', '')}{COMMAND}.tmx"
    for arguments in (
        ("check", path),
        ("export", f"{path}.aligned", "-o", "x.tmx"),
        ("check", f"--{NASTY}{COMMAND}"),
        (f"{COMMAND}{NASTY}",),
        ("segment", path),
    ):
        assert run(*arguments) == 2
        said = capsys.readouterr()
        assert harmless(said.err), arguments
        assert said.err.count("\n") == 1


def test_align_and_segment_print_nothing_that_acts_on_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts that are shown of doubtful beads, and sentences on a terminal; piped they are exact."""
    nasty = "A\u202eb c\x9bd. "
    (tmp_path / "x.en.txt").write_text(f"::error::One.\n\n{nasty}\n\nTwo.", encoding="utf-8")
    (tmp_path / "x.ru.txt").write_text(f"Один.\n\n{nasty}\n\nДва.", encoding="utf-8")
    files = tmp_path / "x.en.txt", tmp_path / "x.ru.txt"
    assert run("align", *files, "--encoder", "none", "-o", tmp_path / "x.aligned") == 0
    assert harmless(capsys.readouterr().err)
    assert run("segment", files[0], "--lang", "en") == 0
    assert nasty.strip() in capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert run("segment", files[0], "--lang", "en") == 0
    assert harmless(capsys.readouterr().out)


def test_all_that_is_printed_goes_one_way() -> None:
    """No command prints past the border; the bar of the progress is our own."""
    for path in Path(cli.__file__).parent.glob("*.py"):
        if path.name not in {"printing.py", "progress.py"}:
            assert "echo(" not in path.read_text(encoding="utf-8"), path.name


def test_the_report_from_python_is_as_harmless(units: Path) -> None:
    """Whoever prints it."""
    assert harmless(checks.render(api.check_files([str(units)]), "text"))
