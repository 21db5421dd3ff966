"""Files of an older form become those of today's, and keep what they hold."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from support.project_samples import state, violations

from workbench import project as projects
from workbench.project import operations
from workbench.project.sqlite import schema


def images(*changes):
    """Changes as the first form wrote them."""
    return json.dumps(changes)


FULL = {
    "block": 0, "place": 3072, "status": "unreviewed", "flagged": False, "excluded": False,
    "confidence": None, "note": "from a lost bead", "version": 2,
}  # fmt: skip
EDITS = [
    ("annotate a bead", None, images(
        ["bead", [[1, 1]], {"note": [""], "version": [0]}, {"note": ["why?"], "version": [1]}],
    )),
    ("add", None, images(
        ["bead", [[3, 3]], None, FULL],
        ["segment", [[5, 5]], None, {
            "document": 2, "place": 3072, "bead": 3, "text": "в", "original": "", "start": 3,
            "end": 3, "paragraph": 1,
        }],
    )),
    ("annotate a bead", None, images(
        ["bead", [[1, 1]], {"note": ["why?"], "version": [1]}, {"note": [""], "version": [3]}],
    )),
    ("undo annotate a bead", 3, images(
        ["bead", [[1, 1]], {"note": [""], "version": [3]}, {"note": ["why?"], "version": [1]}],
    )),
]  # fmt: skip
"""A note written, a bead with a note added, the first note removed and brought back."""


def dump(path):
    """All that a file holds, as statements."""
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


@pytest.fixture
def older(tmp_path):
    """A project of the first form: two languages, three beads, notes on two."""
    path = tmp_path / "talks.aligned"
    with closing(sqlite3.connect(path)) as database, database:
        schema.first_tables(database)
        database.execute(f"PRAGMA application_id = {schema.APPLICATION}")
        database.execute("PRAGMA user_version = 1")
        texts = {1: ("en", "a\nb"), 2: ("ru", "а\nб")}
        for number, (tag, text) in texts.items():
            database.execute(
                "INSERT INTO document VALUES (?, ?, ?, ?, '', NULL, 0, ?, ?, '{}')",
                (
                    number,
                    tag,
                    tag,
                    f"talks.{tag}.txt",
                    text,
                    '[[0,1,"text",0,0,1],[2,3,"text",0,0,2]]',
                ),
            )
        for bead, note, version in ((1, "why?", 1), (2, "", 0), (3, "from a lost bead", 2)):
            database.execute(
                "INSERT INTO bead VALUES (?, 0, ?, 'unreviewed', 0, 0, ?, ?, ?)",
                (bead, bead * 1024, None if bead == 3 else 0.5, note, version),
            )
        for number, (document, text) in enumerate([(1, "a"), (1, "b"), (2, "а"), (2, "б")]):
            place = number % 2
            database.execute(
                "INSERT INTO segment VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?)",
                (
                    number + 1,
                    document,
                    (place + 1) * 1024,
                    place + 1,
                    text,
                    place * 2,
                    place * 2 + 1,
                    place,
                ),
            )
        database.execute("INSERT INTO segment VALUES (5, 2, 3072, 3, 'в', '', 3, 3, 1)")
        for number, (verb, undoes, changes) in enumerate(EDITS, 1):
            database.execute(
                "INSERT INTO edit VALUES (?, ?, 'one', ?, ?, ?)",
                (number, verb, f"2026-01-02T03:04:0{number}+00:00", undoes, changes),
            )
        database.executemany(
            "INSERT INTO claimed VALUES (?, ?)", [("document", 2), ("segment", 5), ("bead", 3)]
        )
        database.execute("INSERT INTO fact VALUES ('created', '2026-01-02T03:04:00+00:00')")
    return path


def test_notes_become_rows_of_their_own(older):
    """They keep their text, and who wrote them when; the project gets an id."""
    project = projects.open(older)
    assert [project.note(bead) for bead in project.order] == ["why?", "", "from a lost bead"]
    (note,) = project.notes(1)
    assert (note.author, note.time) == ("one", "2026-01-02T03:04:01+00:00")
    assert len(project.id) == 16
    assert not violations(project)
    assert project.apply(operations.annotate(project, 2, "new")).beads == {2}
    assert len({project.notes(bead)[0].id for bead in project.order}) == 3
    project.close()


def test_what_was_done_before_can_be_undone(older):
    """All the way to the beginning and back; also what had been undone already."""
    project = projects.open(older)
    last = state(project)
    assert project.redo().verb == "redo annotate a bead"
    assert project.note(1) == ""
    assert project.undo()
    while project.undo():
        assert not violations(project)
    assert [project.note(bead) for bead in project.order] == ["", ""]
    for _ in range(2):
        assert project.redo()
    assert state(project) == last
    project.close()


def test_the_older_file_is_kept_beside_it(older, caplog):
    """All that it held, under its name and the date; once."""
    before = dump(older)
    for _ in range(2):
        projects.open(older).close()
    (backup,) = older.parent.glob("talks.aligned.backup-*")
    (said,) = caplog.messages
    assert said.endswith(f"kept as {backup.name}.")
    assert dump(backup) == before


def test_copies_of_one_project_get_one_id(older, tmp_path):
    """Whatever they are called."""
    other = tmp_path / "elsewhere.aligned"
    shutil.copy(older, other)
    ids = set()
    for path in (older, other):
        project = projects.open(path)
        ids.add(project.id)
        project.close()
    assert len(ids) == 1
