"""Remarks that a page saved, taken in by ``update --remarks``."""

import json

import pytest
from support.browser import browser, page_of
from support.project_samples import sample

from workbench import api
from workbench import project as projects
from workbench.cli import main
from workbench.errors import WorkbenchError
from workbench.project import operations


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "talks.aligned"
    sample(path, [(1, 1, 2), (1, 1, 0), (2, 1, 1), (1, 1, 1)])
    project = projects.open(path, author="one")
    yield project
    project.close()


def remarks(project, /, *beads, **more):
    """A file as a page saves it."""
    path = project.location.path.parent / "talks.remarks.json"
    data = {
        "kind": "workbench-remarks",
        "project": project.id,
        "languages": ["en", "zh", "ru"],
        "beads": list(beads),
    }
    path.write_text(json.dumps(data | more), encoding="utf-8")
    return path


def test_notes_edits_and_verdicts_are_taken_in(project):
    """What is not named stays; the same file twice says nothing twice."""
    path = remarks(
        project,
        {"id": "1", "version": 0, "texts": {"ru": ["Раз.", "Два.", "Три."]}},
        {"id": "2", "version": 0, "note": "Why so?"},
        {"id": "3", "version": 0, "status": "confirmed"},
        {"id": "4", "version": 0, "status": "unreviewed flagged", "note": "Look."},
    )
    report = api.update(project, [], remarks=[path])
    assert report.tables[0].returned.conflicts == ()
    assert project.texts(1, 2) == ("Раз.", "Два.", "Три.")
    assert project.texts(1, 0) == ("en text 0.",)
    assert project.note(2) == "Why so?"
    assert project.bead(3).status == "confirmed"
    assert (bool(project.bead(4).flagged), project.note(4)) == (True, "Look.")
    last = project.last
    assert not api.update(project, [], remarks=[path])
    assert project.last == last
    project.undo()
    assert (project.texts(1, 2), project.note(2)) == (("ru text 0.", "ru text 1."), "")


def test_a_correction_of_what_changed_meanwhile_is_a_conflict_and_its_note_is_not(project, capsys):
    path = remarks(
        project,
        {"id": "1", "version": 0, "texts": {"en": ["Theirs."]}, "note": "Better so."},
        {"id": "2", "version": 0, "texts": {"en": ["Taken."]}},
        {"id": "77", "version": 0, "note": "Where?"},
    )
    project.apply(operations.edit_text(project, project.runs(1)[0][0], "Ours."))
    with pytest.raises(SystemExit) as left:
        main(["update", str(project.location), "--remarks", str(path)])
    assert left.value.code == 0
    project.refresh()
    said = capsys.readouterr().out
    assert "beads changed: 2;" in said
    assert "comments: 1; conflicts: 3" in said
    assert "bead 1 was changed here too" in said
    assert "this comment is left: 'Where?'" in said
    assert (project.texts(1, 0), project.note(1)) == (("Ours.",), "Better so.")
    assert project.texts(2, 0) == ("Taken.",)


@pytest.mark.parametrize(
    ("bead", "more", "said"),
    [
        ({"id": "1"}, {"project": "otherotherother1"}, "of another project"),
        ({"id": "1"}, {"kind": "something"}, "no remarks"),
        ({"id": "1"}, {"languages": "en"}, "lacks its project"),
        ({"id": "1"}, {"project": None}, "lacks its project"),
        ({"id": 1}, {}, "not the form"),
        ({"id": "1", "version": True}, {}, "not the form"),
        ({"id": "1", "version": -1}, {}, "not the form"),
        ({"id": "1", "version": 99}, {}, "has had only"),
        ({"id": "1", "texts": {"ru": "one"}}, {}, "not the form"),
        ({"id": "1", "texts": {"ru": [1]}}, {}, "not the form"),
        ("1", {}, "bead 1 in it is none"),
        ({"id": "1", "texts": {}}, {"languages": ["fr"]}, "which the project lacks"),
    ],
)
def test_a_damaged_or_strange_file_changes_nothing(project, bead, more, said):
    with pytest.raises(WorkbenchError, match=said):
        api.update(project, [], remarks=[remarks(project, bead, **more)])
    assert project.last == 0


def test_a_cut_off_file_is_one_sentence(project):
    path = remarks(project, {"id": "1", "note": "x"})
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(WorkbenchError, match="no JSON"):
        api.update(project, [], remarks=[path])


def test_remarks_and_documents_do_not_go_together(project, tmp_path):
    document = tmp_path / "talks.ru.txt"
    document.write_text("Раз.", encoding="utf-8")
    path = remarks(project, {"id": "1", "note": "x"})
    with pytest.raises(WorkbenchError, match="holds remarks"):
        api.update(project, [document], remarks=[path])


@pytest.mark.slow
def test_what_is_said_on_the_page_comes_back(project, tmp_path):
    """In a browser: a correction with a code's mark left alone, a remark, a verdict, saved."""
    page_file = tmp_path / "talks.html"
    api.export([project], page_file, remarks=True)
    with browser() as opened, page_of(opened, page_file) as page:
        page.focus("#b1")
        page.keyboard.press("r")
        page.fill("#b1 .edit [data-key='2']", "Первое.\nВторое.")
        page.fill("#b1 .edit [data-note]", "</script> Both were wrong.")
        page.keyboard.press("Escape")
        page.focus("#b3")
        page.keyboard.press("r")
        page.select_option("#b3 .edit select", "confirmed")
        with page.expect_download() as waiting:
            page.click("#save")
        saved = tmp_path / "saved.json"
        waiting.value.save_as(saved)
        assert page.told == []
    report = api.update(project, [], remarks=[saved])
    assert report.tables[0].returned.changed == (1, 3)
    assert project.texts(1, 2) == ("Первое.", "Второе.")
    assert project.texts(1, 0) == ("en text 0.",)
    assert project.note(1) == "</script> Both were wrong."
    assert project.bead(3).status == "confirmed"
