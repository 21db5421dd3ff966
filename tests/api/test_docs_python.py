"""The page on Python: its blocks run, one after the other, on small texts written here."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "python.md"
README = PAGE.parents[1] / "README.md"

TEXTS = {
    "speech.en.txt": "The minister arrived on Monday.\n\nTalks on trade begin tomorrow.\n",
    "speech.zh.txt": "部长星期一抵达。\n\n贸易谈判明天开始。\n",
    "speech.ru.txt": "Министр прибыл в понедельник.\n\nПереговоры о торговле начнутся завтра.\n",
    "newer/speech.ru.txt": "Министр прибыл в понедельник.\n\n"
    "Переговоры о торговле начнутся уже завтра.\n\nПогода хорошая.\n",
}


def test_every_block_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They share their names, as a reader's session would."""
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    for found in re.finditer(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        line = page.count("\n", 0, found.start()) + 1
        exec(compile("\n" * line + found[1], str(PAGE), "exec"), names)
    assert {path.name for path in tmp_path.glob("*.*")} >= {
        "speech.tmx", "pair.xlsx", "both.tmx", "both.csv", "terms.tbx", "without.aligned"
    }  # fmt: skip
    report = names["report"]
    # Two units of the memory and two beads of the project, from English to each of the others;
    # and the sentence that only the newer Russian has.
    assert report.checked == 2 * (2 + 2) + 1  # type: ignore[attr-defined]


def test_every_task_of_the_readme_has_its_section() -> None:
    """Under the same headings, in whatever order."""
    tasks = README.read_text(encoding="utf-8").partition("## Tasks")[2].partition("\n## ")[0]
    headings = set(re.findall(r"^### (.+)$", tasks, re.MULTILINE)) - {"From Python"}
    sections = set(re.findall(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert headings <= sections
