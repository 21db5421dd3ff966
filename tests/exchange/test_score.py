"""Memories whose units are scored."""

from pathlib import Path

import pytest

import workbench
from workbench import exchange
from workbench.cli import main
from workbench.units import Unit

CODES = "<bpt i='1'>&lt;b></bpt>late<ept i='1'>&lt;/b></ept>"
UNITS = (
    ("1", f"The ferry was {CODES} again.", "Паром опять опаздывал."),
    ("2", "Anna counted 14 boxes.", "Чайки кричали над водой, и пахло смолой."),
    ("3", "She sat on the largest one.", "Она села на самый большой."),
    ("4", "It began to rain.", "Начался дождь."),
)  # fmt: skip


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """A memory with codes, a property, a confirmed unit and a wrong one."""
    units = "".join(
        f'<tu tuid="{name}"><prop type="x-source">press</prop>'
        f'<prop type="x-workbench-{"status" if name == "4" else "confidence"}">'
        f"{'confirmed' if name == '4' else '0.5'}</prop>"
        f'<tuv xml:lang="en"><seg>{english}</seg></tuv>'
        f'<tuv xml:lang="ru"><seg>{russian}</seg></tuv></tu>'
        for name, english, russian in UNITS
    )
    path = tmp_path / "press.tmx"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4"><header creationtool="x" '
        'creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" '
        f'datatype="plaintext"/><body>{units}</body></tmx>',
        encoding="utf-8",
    )
    return path


def units_of(path: Path) -> dict[str, Unit]:
    """The units by their ids."""
    return {unit.id: unit for unit in exchange.read(path)[1]}


def confidences(path: Path) -> list[float | None]:
    """Those of a project's beads, in order."""
    project = workbench.open(path)
    return [project.bead(number).confidence for number in project.order]


def run(*arguments: str) -> None:
    """Run the program, which succeeds."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0


def test_each_unit_gets_its_confidence(memory: Path, tmp_path: Path) -> None:
    """The wrong one is doubted, the confirmed one left alone, all else stays as it stands."""
    out = tmp_path / "scored.tmx"
    said = workbench.score_memory([memory], out)
    assert (said.units, said.decided, said.doubtful) == (3, 1, 1)
    found = units_of(out)
    assert found["4"].confidence is None
    sure = {name: unit.confidence or 0 for name, unit in found.items()}
    assert sure["2"] < 0.5 < min(sure["1"], sure["3"])
    written = out.read_text(encoding="utf-8")
    assert written.count("x-workbench-confidence") == 3
    assert written.count('<prop type="x-source">press</prop>') == 4
    assert CODES in written


def test_several_memories_become_one(memory: Path, tmp_path: Path) -> None:
    """Ids stay unique; the output may be one of the files."""
    other = tmp_path / "other.tmx"
    other.write_bytes(memory.read_bytes())
    run("memory", "score", str(memory), str(other), "-o", str(memory))
    assert len(units_of(memory)) == 8


def test_what_is_imported_is_scored(memory: Path, tmp_path: Path) -> None:
    """A table with a wrong row shows it as doubtful; unless one does not ask."""
    table = tmp_path / "rows.tsv"
    rows = [f"{english}\t{russian}" for _, english, russian in UNITS[1:]]
    table.write_text("\n".join(["en\tru", *rows]) + "\n", encoding="utf-8")
    found = workbench.import_(table, tmp_path / "rows.aligned")
    assert found.doubtful == 1
    sure = confidences(tmp_path / "rows.aligned")
    assert sure[0] is not None
    assert sure[0] < 0.5 < min(each or 0 for each in sure[1:])
    run("import", str(table), "-o", str(tmp_path / "plain.aligned"), "--no-score")
    assert set(confidences(tmp_path / "plain.aligned")) == {None}


def test_cleaned_of_what_is_no_translation(memory: Path, tmp_path: Path) -> None:
    """Each reason is counted; what a person confirmed stays, and so does what is right."""
    kept = "The old lighthouse keeper went home early."
    more = (
        ("5", kept, kept),
        ("6", "The baker sold warm bread.", "Утром чайки кричали над крышами порта."),
        (
            "7",
            "The snow had melted and the road to the pass was open again.",
            "Der Schnee war geschmolzen, und die Straße zum Pass war wieder für alle offen.",
        ),
    )
    text = memory.read_text(encoding="utf-8").replace(
        '<prop type="x-workbench-confidence">0.5</prop>', ""
    )
    added = "".join(
        f'<tu tuid="{name}"><tuv xml:lang="en"><seg>{english}</seg></tuv>'
        f'<tuv xml:lang="ru"><seg>{russian}</seg></tuv></tu>'
        for name, english, russian in more
    )
    memory.write_text(text.replace("</body>", added + "</body>"), encoding="utf-8")
    out = tmp_path / "clean.tmx"
    said = workbench.clean_memory([memory], out, min_confidence=0.5)
    assert set(units_of(out)) == {"1", "3", "4"}
    assert said.judged == {
        "misaligned": 1, "untranslated": 1, "with other numbers": 1, "in another language": 1,
    }  # fmt: skip
    assert "1 left out, untranslated" in str(said)
    assert len(units_of(memory)) == 7
    workbench.clean_memory([memory], out)
    assert len(units_of(out)) == 7


def test_what_was_encoded_is_forgotten_in_time(
    memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However small the batches, and however soon their vectors go, each unit is scored."""
    monkeypatch.setattr("workbench.api.scoring.BATCH", 2)
    monkeypatch.setattr("workbench.api.scoring.KEPT", 1)
    said = workbench.score_memory([memory], tmp_path / "scored.tmx")
    assert (said.units, said.decided) == (3, 1)
