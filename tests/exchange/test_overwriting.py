"""What is written over, and what a spreadsheet computes."""

import csv
from pathlib import Path

import pytest

from workbench import cli

TEXTS = ["=A1", '=HYPERLINK("x")', "@SUM(1)", "+1+cmd|x", "-2+3", "- Как дела?", "–20", "-20",
         "-20.5 %", "+7 (495)", "'=quoted", "''=", "'tis", "\ttab", "1=2", "'-20"]  # fmt: skip


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        cli.main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """With texts that a spreadsheet might compute."""
    lines = "".join(f"Text {number}.\t{text}\n" for number, text in enumerate(TEXTS))
    (tmp_path / "a.tsv").write_text("en\tru\n" + lines.replace("\t\ttab", "\t\\ttab"))
    assert run("import", tmp_path / "a.tsv", "-o", tmp_path / "a.aligned") == 0
    return tmp_path / "a.aligned"


def texts(path: Path) -> list[str]:
    """The second language's texts, as this program reads them."""
    again = path.with_suffix(".again.tsv")
    again.unlink(missing_ok=True)
    assert run("memory", "convert", path, "-o", again) == 0
    rows = again.read_text(encoding="utf-8").split("\n")[1:-1]
    return [row.split("\t")[-1].replace("\\t", "\t") for row in rows]


@pytest.mark.parametrize("options", [(), ("--escape-formulas",)])
@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx"])
def test_texts_that_look_like_formulas_come_back(
    project: Path, ending: str, options: tuple[str, ...]
) -> None:
    """Escaped or not, in every table."""
    out = project.with_suffix(f".{ending}")
    out.unlink(missing_ok=True)
    assert run("export", project, "-o", out, *options) == 0
    assert texts(out) == TEXTS


def test_only_formulas_are_escaped(project: Path) -> None:
    """A dash of dialogue and a number are none; without the option a file is exact."""
    out = project.with_suffix(".csv")
    for options in ((), ("--escape-formulas",)):
        assert run("export", project, "-o", out, *options) == 0
        with out.open(encoding="utf-8-sig", newline="") as file:
            cells = [row[-1] for row in csv.reader(file)][1:]
        changed = [text for text, cell in zip(TEXTS, cells, strict=True) if text != cell]
        kept = ["'=quoted", "''="]
        assert changed == (
            [text for text in TEXTS if text[0] in "=@" or text in {"+1+cmd|x", "-2+3", "\ttab"}
             or text in kept] if options else kept
        )  # fmt: skip


FILES = {
    "README.md": "# Title\n\nText, with commas.\n",
    "package.json": '{"name": "x", "version": "1"}\n',
    "notes.tmx": "notes of mine\n",
    "page.xliff": "<html><body>xliff</body></html>\n",
    "list.csv": "# Not a table\n",
    "book.xlsx": "text\n",
    "x.po": "text\n",
    "x.tsv": "{\n}\n",
    "x.tbx": "<tmx/>",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_kind_is_not_written_over(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, and it is as it was."""
    path = project.with_name(name)
    path.write_text(FILES[name])
    for arguments in (
        ("check", project.with_name("a.tsv"), "--write-baseline", path),
        ("export", project, "-o", path),
        ("memory", "merge", project.with_name("a.tmx"), "-o", path),
        ("glossary", "convert", project.with_name("g.csv"), path),
        ("glossary", "extract", project, "-o", path),
    ):
        if arguments[1] == "merge":
            run("export", project, "-o", project.with_name("a.tmx"))
        if arguments[1] == "convert":
            project.with_name("g.csv").write_text("en,ru\none,один\n", encoding="utf-8")
        capsys.readouterr()
        assert run(*arguments) == 2, arguments
        assert capsys.readouterr().err.count("\n") == 1
        assert path.read_text() == FILES[name]


def test_what_is_of_the_kind_is_written_over(project: Path) -> None:
    """Twice is as good as once, for all formats."""
    outputs = [project.with_suffix(f".{ending}") for ending in ("tmx", "json", "csv", "xlsx")]
    for _ in range(2):
        assert run("export", project, *(x for out in outputs for x in ("-o", out))) == 0
        for ending in ("xliff", "po"):
            out = project.with_suffix(f".{ending}")
            assert run("export", project, "-o", out) == 0
        assert run("check", project, "--write-baseline", project.with_name("b.json")) == 0
        project.with_name("g.csv").write_text("en,ru\none,один\n", encoding="utf-8")
        for ending in ("tbx", "csv", "tsv", "xlsx"):
            out = project.with_name(f"h.{ending}")
            assert run("glossary", "convert", project.with_name("g.csv"), out) == 0
        for ending in ("txt", "po"):
            out = project.with_name(f"h.{ending}")
            assert run("glossary", "convert", project.with_name("g.csv"), out, "--pair=en:ru") == 0


def test_terms_that_look_like_formulas_are_text(tmp_path: Path) -> None:
    """``=A1`` was lost, and a live formula written."""
    import openpyxl

    source = tmp_path / "f.csv"
    source.write_text("en,ru,note\n=A1,=СУММ(1),+2+3\n-20,@x,x\n", encoding="utf-8")
    assert run("glossary", "convert", source, tmp_path / "f.xlsx") == 0
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "inlineStr",
    }
    for first, second in (("f.xlsx", "g.tsv"), ("g.tsv", "h.csv"), ("h.csv", "i.tbx")):
        assert (
            run("glossary", "convert", tmp_path / first, tmp_path / second, "--escape-formulas")
            == 0
        )
    assert "'=A1" in (tmp_path / "h.csv").read_text(encoding="utf-8")
    assert "'" not in (tmp_path / "g.tsv").read_text(encoding="utf-8")
    said = (tmp_path / "i.tbx").read_text(encoding="utf-8")
    assert "<term>=A1</term>" in said
    assert "<term>@x</term>" in said
