"""How often each rendering of a concept stands, how often none, and where."""

import json
from pathlib import Path

from support.program import run

GLOSSARY = str(Path("glossaries/diplomacy.tbx").resolve())

TABLE = """en\tru
The Security Council met.\tСовет Безопасности собрался.
The Security Council voted.\tСовет Безопасности ООН проголосовал.
The Security Council met again.\tСовет Безопасности собрался вновь.
The Security Council rested.\tОн отдыхал.
Nobody came.\tНикто не пришёл.
"""


def test_each_rendering_and_none_are_counted_with_their_places(tmp_path: Path) -> None:
    """The table names what stands, how often, and where nothing does."""
    path = tmp_path / "units.tsv"
    path.write_text(TABLE, encoding="utf-8")
    done = run(tmp_path, "glossary", "usage", GLOSSARY, "units.tsv", "--format", "json")
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)["usage"]
    assert (row["concept"], row["due"]) == ("security-council", 4)
    assert {one["term"]: one["count"] for one in row["renderings"]} == {
        "Совет Безопасности": 2,
        "Совет Безопасности ООН": 1,
    }
    assert row["none"]["count"] == 1
    assert row["none"]["places"][0]["line"] == 5


def test_text_and_csv_say_the_same(tmp_path: Path) -> None:
    """People read how often none stands as well."""
    path = tmp_path / "units.tsv"
    path.write_text(TABLE, encoding="utf-8")
    shown = run(tmp_path, "glossary", "usage", GLOSSARY, "units.tsv")
    assert "due in 4" in shown.stdout
    assert "(none)" in shown.stdout
    table = run(tmp_path, "glossary", "usage", GLOSSARY, "units.tsv", "--format", "csv")
    assert table.stdout.splitlines()[0] == "concept,source,target,due,rendering,count,places"


def test_a_text_alone_has_no_renderings(tmp_path: Path) -> None:
    """It is one sentence and status 2."""
    path = tmp_path / "text.txt"
    path.write_text("The Security Council met.", encoding="utf-8")
    done = run(tmp_path, "glossary", "usage", GLOSSARY, "text.txt")
    assert done.returncode == 2
    assert "two languages" in done.stderr
