"""``workbench segment`` as it is called."""

import io
import json
import sys

import pytest

from workbench.cli import main

TEXT = "Mr. Hale came at 5 p.m. He left.\n\n“Why?” she asked.\n"


@pytest.fixture
def segment(tmp_path, monkeypatch, capfd):
    """Calls the command in an empty folder; gives status, output and errors."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii"))
        with pytest.raises(SystemExit) as left:
            main(["segment", *arguments])
        out, err = capfd.readouterr()
        return left.value.code, out, err

    (tmp_path / "note.en.txt").write_text(TEXT, encoding="utf-8")
    return call


def test_one_sentence_a_line(segment):
    """Standard output carries the sentences and nothing else."""
    status, out, _ = segment("note.en.txt")
    assert status == 0
    assert out.splitlines() == ["Mr. Hale came at 5 p.m.", "He left.", "“Why?” she asked."]


def test_json_has_offsets_into_the_text(segment):
    """The shape that other programs rely on."""
    _, out, _ = segment("note.en.txt", "--format", "json")
    found = json.loads(out)
    assert found["language"] == "en"
    assert list(found) == ["language", "segments"]
    assert found["segments"][1] == {"text": "He left.", "start": 24, "end": 32, "paragraph": 0}
    assert all(TEXT[part["start"] : part["end"]] == part["text"] for part in found["segments"])


def test_reasons_show_rule_and_place(segment):
    """Every candidate is shown with the rule that split or kept."""
    _, out, _ = segment("note.en.txt", "--explain")
    lines = out.splitlines()
    assert lines[0].split()[:2] == ["keep", "title"]
    assert "Mr.¦ Hale" in lines[0]
    assert lines[1].split()[:2] == ["split", "mark-and-capital"]
    assert "p.m.‖ He" in lines[1]
    assert len(lines) == 3


def test_reasons_in_json(segment):
    """The candidates stand beside the segments."""
    _, out, _ = segment("note.en.txt", "--explain", "--format", "json")
    assert json.loads(out)["candidates"][0] == {
        "end": 3,
        "next": 4,
        "split": False,
        "rule": "title",
    }


def test_standard_input_in_another_encoding(segment):
    """A dash reads bytes; the encoding is as stated."""
    text = "Он уехал в г. Тверь. Затем вернулся."
    status, out, _ = segment(
        "-", "--lang", "ru", "--encoding", "koi8-r", stdin=text.encode("koi8-r")
    )
    assert status == 0
    assert out.splitlines() == ["Он уехал в г. Тверь.", "Затем вернулся."]


def test_lines_are_wrapped_or_paragraphs(segment, tmp_path):
    """--lines says what a single line break is."""
    (tmp_path / "a.en.txt").write_text("One\ntwo. Three.\n", encoding="utf-8")
    assert segment("a.en.txt", "--lines", "wrapped")[1].splitlines() == ["One two.", "Three."]
    assert segment("a.en.txt", "--lines", "paragraph")[1].splitlines() == ["One", "two.", "Three."]


def test_abbreviations_of_the_project_are_minded(segment, tmp_path):
    """workbench.toml adds a language's own."""
    (tmp_path / "a.en.txt").write_text("The Abt. Smith came. He left.", encoding="utf-8")
    assert len(segment("a.en.txt")[1].splitlines()) == 3
    (tmp_path / "workbench.toml").write_text('abbreviations.en = ["Abt."]', encoding="utf-8")
    assert len(segment("a.en.txt")[1].splitlines()) == 2


def test_srx_rules_take_the_place_of_those_built_in(segment, tmp_path):
    """A file that splits at semicolons does just that."""
    (tmp_path / "a.en.txt").write_text("One; two. Three.", encoding="utf-8")
    (tmp_path / "a.srx").write_text(
        '<srx xmlns="http://www.lisa.org/srx20" version="2.0"><body><languagerules>'
        '<languagerule languagerulename="all"><rule><beforebreak>;</beforebreak></rule>'
        "</languagerule></languagerules><maprules>"
        '<languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>',
        encoding="utf-8",
    )
    assert segment("a.en.txt", "--srx", "a.srx")[1].splitlines() == ["One;", "two. Three."]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.en.txt"], "no such file"),
        (["note.en.txt", "--srx", "missing.srx"], "missing.srx"),
        (["note.en.txt", "--lang", "??"], "??"),
        (["-"], "standard input"),
    ],
)
def test_a_bad_call_is_one_sentence_and_status_2(segment, arguments, said):
    """Nothing on standard output, the cause on standard error."""
    status, out, err = segment(*arguments)
    assert status == 2
    assert out == ""
    assert said in err
    assert len(err.splitlines()) == 1
