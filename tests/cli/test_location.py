"""A location of another store stands wherever a project is named."""

import json

import pytest
from support.memory_store import PROJECTS, memory_store

from workbench import cli
from workbench import project as projects

TALKS = "memory://team#talks%20of%20May"
TEXTS = {
    "en": "The minister arrived on Monday.\n\nTalks will begin tomorrow.\n",
    "ru": "Министр прибыл в понедельник.\n\nПереговоры начнутся завтра.\n",
}


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Calls the program in a folder with two documents; its status, output and messages."""
    monkeypatch.chdir(tmp_path)
    for tag, text in TEXTS.items():
        (tmp_path / f"talks.{tag}.txt").write_text(text, encoding="utf-8")

    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            cli.main([*arguments])
        said = capsys.readouterr()
        return left.value.code or 0, said.out, said.err

    with memory_store():
        yield run


ALIGN = ("align", "talks.en.txt", "talks.ru.txt", "--encoder", "none", "-o", TALKS)


def test_a_project_in_another_store_is_made_used_and_brought_up_to_date(run, tmp_path):
    """By the same commands as a file, and no file comes of it that was not asked for."""
    before = set(tmp_path.iterdir())
    status, _, err = run(*ALIGN)
    assert (status, set(tmp_path.iterdir())) == (0, before), err
    assert [name for _, name in PROJECTS] == ["talks of May"]
    (tmp_path / "talks.ru.txt").write_text(TEXTS["ru"] + "\nПогода хорошая.\n", encoding="utf-8")
    status, out, err = run("update", TALKS, "talks.ru.txt", "--compact")
    assert status == 0, err
    assert "2 kept, 0 changed, 0 lost, 1 new" in out
    status, _, err = run("export", TALKS, "-o", "out.json", "-o", "out.tsv")
    assert status == 0, err
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["beads"]) == 2
    status, _, err = run("export", TALKS, "-o", "pairs/")
    assert [file.name for file in (tmp_path / "pairs").iterdir()] == ["talks of May.en.ru.tmx"]
    table = (tmp_path / "out.tsv").read_text(encoding="utf-8").replace("хорошая", "плохая")
    (tmp_path / "out.tsv").write_text(table, encoding="utf-8")
    status, out, err = run("update", TALKS, "out.tsv")
    assert status == 0, err
    project = projects.open(TALKS)
    assert "Погода плохая." in [project.segment(one).text for one in project.segments(1)]
    _, out, _ = run("check", TALKS, "--format", "json")
    assert json.loads(out)["checked"] == 2


def test_an_existing_one_is_refused_and_replaced_as_a_file_is(run):
    """Before the work, in one sentence; --replace keeps it under the date."""
    assert run(*ALIGN)[0] == 0
    status, _, err = run(*ALIGN)
    assert (status, err.count("\n")) == (2, 1)
    assert TALKS in err
    assert run(*ALIGN, "--replace")[0] == 0
    first, second = (name for _, name in PROJECTS)
    assert {first.startswith("talks of May backup"), second.startswith("talks of May backup")} == {
        True,
        False,
    }


def test_projects_are_listed(run, tmp_path):
    """Of a store or a folder; what is no project says why."""
    assert run(*ALIGN)[0] == 0
    assert run("project", "copy", TALKS, "speech.aligned")[0] == 0
    (tmp_path / "other.aligned").write_text("no project", encoding="utf-8")
    status, out, err = run("project", "list", TALKS.partition("#")[0])
    assert (status, err) == (0, "1 project\n")
    assert out.startswith("talks of May        2 beads    0% confirmed  20")
    status, out, err = run("project", "list", ".")
    assert (status, err) == (0, "2 projects\n")
    assert [line.split()[0] for line in out.splitlines()] == ["other.aligned", "speech.aligned"]
    assert "not a Workbench project" in out
    status, _, err = run("project", "list", "nowhere")
    assert status == 2
    assert "no such folder" in err


def test_a_memory_becomes_a_project_there(run):
    """``import`` takes a location too."""
    assert run(*ALIGN[:-1], "talks.tmx")[0] == 0
    status, _, err = run("import", "talks.tmx", "-o", "memory://team#old")
    assert status == 0, err
    assert len(projects.open("memory://team#old")) == 2


def test_no_message_holds_a_password(run):
    """Neither what is written, nor what to do next, nor an error."""
    secret = "memory://anna:secret@team#talks"
    said = [
        run(*ALIGN[:-1], secret),
        run(*ALIGN[:-1], secret),
        run("update", secret, "--compact"),
        run("export", secret, "-o", "talks.tmx"),
        run("import", "talks.tmx", "-o", secret, "--replace"),
        run("check", secret),
    ]
    assert [status for status, _, _ in said] == [0, 2, 0, 0, 0, 0]
    assert "memory://anna@team#talks" in said[0][2]
    assert "secret" not in "".join(out + err for _, out, err in said)


def test_an_unknown_store_is_one_sentence(run):
    """Wherever it is named, before any work is done."""
    unknown = "elsewhere://host/team#talks"
    for call in (
        (*ALIGN[:-1], unknown),
        ("update", unknown, "talks.ru.txt"),
        ("export", unknown, "-o", "out.tmx"),
        ("check", unknown),
        ("glossary", "extract", unknown),
    ):
        status, _, err = run(*call)
        assert (status, err.count("\n")) == (2, 1), call
        assert "there is no store 'elsewhere'" in err
