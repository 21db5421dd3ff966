"""``workbench update`` as it is called."""

import json
import re
import subprocess
from dataclasses import replace
from types import SimpleNamespace

import pytest
from support.project_samples import align_by_number, sample, state

from workbench import cli, exchange
from workbench import project as projects
from workbench.embedding.cache import digest
from workbench.project import operations
from workbench.project.draft import EditDraft
from workbench.units import Variant

LINES = {
    "en": [f"The {n} delegations met on the lake." for n in ("two", "three", "four", "five")],
    "ru": [f"На озере встретились {n} делегации." for n in ("две", "три", "четыре", "пять")],
}


@pytest.fixture(autouse=True)
def _light(monkeypatch):
    """Neither an encoder nor a real aligner: what is tested is what becomes of the answer."""
    monkeypatch.setattr("workbench.embedding.load", lambda _name=None: None)
    monkeypatch.setattr("workbench.alignment.align", align_by_number, raising=False)


@pytest.fixture
def path(tmp_path):
    """A project of four beads in two languages."""
    path = tmp_path / "talks.aligned"
    sample(
        path,
        [(1, 1)] * 4,
        languages=("en", "ru"),
        text=lambda tag, number: LINES[tag][number],
    )
    return path


@pytest.fixture
def run(capsys):
    """Calls the program; gives its status, standard output and standard error."""

    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            cli.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return left.value.code, said.out, said.err

    return run


def write(path, lines):
    """A plain text of one paragraph a line."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def opened(path, look):
    """What ``look`` sees in the project."""
    project = projects.open(path)
    try:
        return look(project)
    finally:
        project.close()


def test_a_newer_version_is_known_by_its_name(run, path, tmp_path):
    """It says how many segments were kept, changed, lost and new, and is one step to undo."""
    before = opened(path, state)
    lines = [*LINES["ru"][:1], LINES["ru"][1].replace("три", "три большие"), *LINES["ru"][2:]]
    folder = tmp_path / "second"
    folder.mkdir()
    file = write(folder / "talks.ru.txt", lines)
    status, out, _ = run("update", path, file)
    assert status == 0
    assert out == (
        "segments: 3 kept, 1 changed, 0 lost, 0 new; confirmed beads to look at again: 0\n"
        "  changed: 1 (2)\n"
    )

    def undone(project):
        assert project.origin(1) == path.parent / "second" / "talks.ru.txt"
        assert project.texts(2, 1) == (lines[1],)
        project.undo()
        return state(project)

    assert opened(path, undone) == before


def test_a_newer_version_is_known_by_its_language(run, path, tmp_path):
    """Under another name, the tag in it or the text says which document it is."""
    file = write(tmp_path / "final_RU.txt", LINES["ru"][:3])
    status, out, _ = run("update", path, file)
    assert status == 0
    assert out.startswith("segments: 3 kept, 0 changed, 1 lost, 0 new")


def test_a_dry_run_leaves_the_file_as_it_is(run, path, tmp_path):
    """To the byte."""
    before = path.read_bytes()
    file = write(tmp_path / "new.ru.txt", LINES["ru"][1:])
    status, out, _ = run("update", path, file, "--dry-run")
    assert (status, "1 lost" in out) == (0, True)
    assert path.read_bytes() == before


def test_a_wrong_file_is_refused(run, path, tmp_path):
    """When nothing of the older version stands in it, or no document has its language."""
    before = path.read_bytes()
    other = write(tmp_path / "cakes.ru.txt", ["Пирог печётся час.", "Чай пьют с мёдом."])
    status, out, err = run("update", path, other, "--dry-run")
    assert (status, out) == (2, "")
    assert "0 of the 4 sentences of the older version stand in it (0%)" in err
    most = write(tmp_path / "cut.ru.txt", [LINES["ru"][0], "Пирог печётся час."])
    status, out, err = run("update", path, most, "--dry-run")
    assert (status, "1 of the 4 sentences" in err) == (2, True)
    assert run("update", path, most, "--force", "--dry-run")[0] == 0
    chinese = write(tmp_path / "talks.zh.txt", ["两个代表团在湖边会晤。"] * 3)
    status, _, err = run("update", path, chinese, "--dry-run")
    assert status == 2
    assert "--as" in err
    assert path.read_bytes() == before


@pytest.mark.parametrize("ending", [".tsv", ".csv", ".xlsx"])
def test_a_table_comes_back(run, path, ending):
    """Exported, changed in one row, and taken back; the other rows are untouched."""
    table = path.with_suffix(ending)

    def export(project, changed=None):
        memory, units = projects.units(project)
        exchange.write(table, memory, (changed if unit.id == "2" else unit for unit in units))

    _, row, *_ = opened(path, lambda project: list(projects.units(project)[1]))
    opened(path, lambda project: export(project, row))
    status, out, _ = run("update", path, table)
    assert (status, out.partition(": ")[2]) == (
        0,
        "beads changed: 0; segments: 0 moved, 0 edited, 0 added, 0 removed; conflicts: 0\n",
    )
    edited = replace(row, status="confirmed", variants=row.variants | {"en": Variant(("Edited.",))})
    opened(path, lambda project: export(project, edited))
    status, out, _ = run("update", path, table)
    assert status == 0
    assert "beads changed: 1" in out
    assert opened(path, lambda project: project.texts(2, 0)) == ("Edited.",)
    assert opened(path, lambda project: project.bead(2).status) == "confirmed"
    assert opened(path, lambda project: project.bead(1).version) == 0


def test_conflicts_are_listed_and_left(run, path):
    """One line each, on standard output."""
    table = path.with_suffix(".tsv")
    opened(path, lambda project: exchange.write(table, *projects.units(project)))
    rows = table.read_text(encoding="utf-8").splitlines()
    rows[1] = rows[1].replace("two", "2")
    table.write_text("\n".join(rows), encoding="utf-8")

    def edit(project):
        segment = project.runs(1)[0][0]
        project.apply(operations.edit_text(project, segment, "Mine."))

    opened(path, edit)
    status, out, _ = run("update", path, table)
    assert status == 0
    assert "conflicts: 1\n  row 2: bead 1 was changed here too" in out


def test_a_call_without_sense_is_one_sentence(run, path, tmp_path):
    """Status 2, nothing on standard output."""
    file = write(tmp_path / "new.ru.txt", LINES["ru"])
    table = write(tmp_path / "t.tsv", ["id\ten"])
    for arguments, message in [
        ((path,), "name a FILE"),
        ((path, file, table), "a document"),
        ((path, file, "--as", "fr"), "no document 'fr'"),
        ((path, file, file), "same document"),
        ((file, file), "not a Workbench project"),
    ]:
        status, out, err = run("update", *arguments)
        assert (status, out) == (2, "")
        assert message in err
        assert "Traceback" not in err


def test_compact_alone(run, path):
    """It says how much was gained."""
    status, out, _ = run("update", path, "--compact")
    assert status == 0
    assert "MB smaller" in out


def test_what_changed_is_listed_and_makes_a_status(run, path, tmp_path):
    """Reopened beads with the difference word by word; the same as JSON; --exit-code."""
    opened(path, lambda project: project.apply(operations.confirm(project, project.order)))
    lines = [*LINES["ru"][:1], LINES["ru"][1].replace("три", "не три"), *LINES["ru"][2:]]
    file = write(tmp_path / "new.ru.txt", lines)
    status, out, _ = run("update", path, file, "--dry-run", "--exit-code")
    assert status == 1
    assert "reopened: 1 (2)" in out
    assert "2 ru: На озере встретились {+не +}три делегации." in out
    status, out, _ = run("update", path, file, "--format", "json")
    report = json.loads(out)[str(path)]
    assert status == 0
    assert report["beads"]["reopened"] == [2]
    assert report["segments"] == {"kept": 3, "changed": 1, "lost": 0, "new": 0}
    assert report["texts"][0]["newer"] == lines[1]
    assert opened(path, lambda project: project.bead(2).status) == "changed"
    assert run("update", path, file, "--exit-code")[0] == 0


def test_a_folder_and_several_projects(run, path, tmp_path):
    """Each takes what is called as its documents are and says something else."""
    other = tmp_path / "other.aligned"
    sample(other, [(1, 1)] * 4, languages=("en", "ru"), text=lambda tag, n: LINES[tag][n])

    def rename(project):
        rows = [
            row._replace(origin=row.origin.replace("talks", "other")) for row in project.documents
        ]
        draft = EditDraft(project)
        for column, row in enumerate(rows):
            draft.set_document(column, row)
        project.apply(draft.edit("rename"))

    opened(other, rename)
    folder = tmp_path / "newer"
    folder.mkdir()
    write(folder / "talks.ru.txt", [*LINES["ru"][:3], "Пятеро встретились."])
    write(folder / "other.en.txt", LINES["en"][:3])
    write(folder / "strange.txt", ["?"])
    status, out, _ = run("update", path, other, folder)
    assert status == 0
    assert [line.split(":")[0] for line in out.splitlines() if "segments" in line] == [
        str(path),
        str(other),
    ]
    assert opened(other, lambda project: len(project.segments(0))) == 3
    assert opened(path, lambda project: len(project.segments(1))) == 4
    status, _, err = run("update", path, other, folder / "strange.txt")
    assert (status, "no document of these projects is called so" in err) == (2, True)


def test_a_commit_of_git(run, path, tmp_path):
    """The documents' own files, as they stood then; of two commits what differs between them."""

    def git(*arguments):
        subprocess.run(
            ["git", "-C", tmp_path, "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments],
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    for key in ("en", "ru"):
        write(tmp_path / f"talks.{key}.txt", LINES[key])
    git("add", "talks.en.txt", "talks.ru.txt")
    git("commit", "-qm", "first")
    write(tmp_path / "talks.ru.txt", LINES["ru"][:3])
    git("commit", "-qam", "second")
    write(tmp_path / "talks.ru.txt", ["nothing"])
    status, out, _ = run("update", path, "--revision", "HEAD~1..HEAD")
    assert (status, "1 lost" in out) == (0, True)
    assert opened(path, lambda project: project.origin(1).resolve()) == tmp_path / "talks.ru.txt"
    status, _, err = run("update", path, "--revision", "no-such")
    assert (status, "git knows no commit 'no-such'" in err) == (2, True)


def test_a_table_that_removes_much_is_asked_about(run, path):
    """Emptied cells are said in numbers, and taken with --force only."""
    table = path.with_suffix(".tsv")

    def emptied(unit):
        return replace(unit, variants=unit.variants | {"ru": Variant(())})

    opened(
        path,
        lambda project: exchange.write(
            table, projects.units(project)[0], map(emptied, projects.units(project)[1])
        ),
    )
    status, out, err = run("update", path, table)
    assert (status, out) == (2, "")
    assert "it would remove 4 segments" in err
    assert run("update", path, table, "--force")[0] == 0


def test_vectors_of_sentences_that_are_gone_go(run, path, tmp_path, monkeypatch):
    """Those of what is still said stay."""
    encoder = SimpleNamespace(signature="one")
    monkeypatch.setattr("workbench.embedding.load", lambda _name=None: encoder)
    names = ("one", "one-parts", "two")
    rows = {digest(text): b"row" for text in LINES["ru"]}

    def keep(project):
        with project.vectors() as cache:
            cache.keep(dict.fromkeys(names, rows))

    opened(path, keep)
    file = write(tmp_path / "new.ru.txt", [LINES["ru"][0], *LINES["ru"][2:]])
    assert run("update", path, file)[0] == 0

    def lacking(project):
        with project.vectors() as cache:
            return [cache.lacking(SimpleNamespace(signature=name), LINES["ru"]) for name in names]

    assert opened(path, lacking) == [[LINES["ru"][1]], [LINES["ru"][1]], []]


def test_a_dry_run_tells_what_the_run_tells(run, path, tmp_path):
    """For a document, and for a table; beads that are new have their numbers only then."""
    opened(path, lambda project: project.apply(operations.confirm(project, project.order)))
    lines = [LINES["ru"][0], "На озере встретились две  делегации.", *LINES["ru"][2:], "Конец."]
    file = write(tmp_path / "new.ru.txt", lines)
    table = path.with_suffix(".tsv")
    assert run("export", path, "-o", table)[0] == 0
    table.write_text(table.read_text("utf-8").replace("On", "By").replace("lake", "sea"), "utf-8")
    for given in (file, table):
        for form in ("text", "json"):
            before = path.read_bytes()
            dry = run("update", path, given, "--format", form, "--dry-run")
            assert path.read_bytes() == before
            said = run("update", path, given, "--format", form)
            assert said[0] == dry[0] == 0
            numbered = re.sub(r"new: 1 \([0-9]\)", "new: 1 (not numbered yet)", said[1])
            assert re.sub(r'"new": \[[0-9]\]', '"new": [null]', numbered) == dry[1]
            opened(path, lambda project: project.undo())
