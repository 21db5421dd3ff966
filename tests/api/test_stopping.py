"""What is stopped raises, has written nothing, and gives no half result."""

import os
import shutil
from pathlib import Path

import pytest

import workbench

TEXTS = {
    "en": "The minister arrived on Monday.\n\nTalks on trade begin tomorrow.\n",
    "ru": "Министр прибыл в понедельник.\n\nПереговоры о торговле начнутся завтра.\n",
}


class Patience:
    """Is stopped when it was asked so many times; None to count without an end."""

    def __init__(self, patience: int | None = None) -> None:
        self.patience = patience
        self.asked = 0
        self.told: list[tuple[float, str]] = []

    def tell(self, done: float, phase: str) -> None:
        self.told.append((done, phase))

    def cancelled(self) -> bool:
        self.asked += 1
        return self.patience is not None and self.asked > self.patience


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two versions of a text and their project, made without an encoder."""
    monkeypatch.chdir(tmp_path)
    for tag, text in TEXTS.items():
        (tmp_path / f"talks.{tag}.txt").write_text(text, encoding="utf-8")
    files = [f"talks.{tag}.txt" for tag in TEXTS]
    workbench.align_files(files, ["talks.aligned", "talks.tsv"], encoder="none")
    return tmp_path


def align(progress: Patience) -> None:
    workbench.align_files(
        ["talks.en.txt", "talks.ru.txt"],
        ["new.aligned", "new.tmx", "pairs/"],
        encoder="none",
        progress=progress,
    )


def check(progress: Patience) -> None:
    workbench.check_files(["talks.aligned", "talks.tsv"], progress=progress)


def check_versions(progress: Patience) -> None:
    workbench.check_versions(["talks.en.txt", "talks.ru.txt"], encoder="none", progress=progress)


def update(progress: Patience) -> None:
    Path("talks.ru.txt").write_text(TEXTS["ru"] + "\nПогода хорошая.\n", encoding="utf-8")
    workbench.update(workbench.open("talks.aligned"), ["talks.ru.txt"], progress=progress)


def update_by_table(progress: Patience) -> None:
    text = Path("talks.tsv").read_text(encoding="utf-8")
    Path("back.tsv").write_text(text.replace("завтра", "сегодня"), encoding="utf-8")
    workbench.update(workbench.open("talks.aligned"), ["back.tsv"], progress=progress)


def export(progress: Patience) -> None:
    projects = [workbench.open("talks.aligned")]
    workbench.export(projects, "old.tmx", "a.tmx", "b.xlsx", "deep/er/", progress=progress)


def import_(progress: Patience) -> None:
    workbench.import_("talks.tsv", "new.aligned", progress=progress)


def convert(progress: Patience) -> None:
    workbench.convert_memory("talks.tsv", "a.tmx", "b.csv", progress=progress)


def extract(progress: Patience) -> None:
    workbench.extract(["talks.tsv"], encoder="none", progress=progress)


def state(folder: Path) -> dict[str, object]:
    """What is in the folder: the bytes of files, the beads and edits of the project."""
    found: dict[str, object] = {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if path.suffix != ".aligned" and path.name not in {"talks.ru.txt", "back.tsv"}
    }
    for path in folder.glob("*.aligned"):
        project = workbench.open(path)
        runs = [project.runs(bead) for bead in project.order]
        found[path.name] = runs, project.last
        project.close()
    return found


@pytest.mark.parametrize(
    "use_case",
    [
        align,
        check,
        check_versions,
        update,
        update_by_table,
        export,
        import_,
        convert,
        extract,
    ],
)
def test_wherever_it_is_stopped_nothing_is_written(folder: Path, use_case) -> None:
    """At the first question, at the last, and at some between."""
    (folder / "old.tmx").write_text("<tmx/>", encoding="utf-8")
    before = state(folder)
    counted = Patience()
    whole = folder / "whole"
    _copied(folder, whole, counted, use_case)
    assert counted.asked > 1
    for patience in {0, 1, counted.asked // 2, counted.asked - 1}:
        with pytest.raises(workbench.Cancelled):
            use_case(Patience(patience))
        after = {name: held for name, held in state(folder).items() if "whole" not in name}
        assert after == before, patience


def _copied(folder: Path, whole: Path, counted: Patience, use_case) -> None:
    """Run it to its end in a copy of the folder, and see that it does something."""
    shutil.copytree(folder, whole)
    os.chdir(whole)
    before = state(whole)
    use_case(counted)
    written = use_case not in {check, check_versions, extract}
    assert (state(whole) != before) == written
    os.chdir(folder)


def test_aligning_tells_how_far_it_is(folder: Path) -> None:
    """Shares that only grow, and phases in words."""
    del folder
    told = Patience()
    align(told)
    shares = [done for done, _ in told.told]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
    assert all(phase for _, phase in told.told)
