"""A project from a stranger, and one that the disk damaged."""

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.project_samples import sample

from workbench import project as projects
from workbench.embedding import VectorCache
from workbench.errors import WorkbenchError
from workbench.project import operations
from workbench.project.sqlite import connection

SHAPES = [(1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 1)] * 5


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with a history and vectors."""
    path = tmp_path / "talks.aligned"
    sample(path, SHAPES)
    with closing(projects.open(path)) as project:
        project.apply(operations.merge(project, 1, 2))
        project.apply(operations.confirm(project, [1]))
        project.undo()
        with project.vectors() as vectors:
            vectors.keep({"signature": {bytes([number]): bytes(64) for number in range(50)}})
    return path


def change(path: Path, *statements: str) -> bytes:
    """What a stranger did to it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in statements:
            database.execute(statement)
    return path.read_bytes()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER seen AFTER INSERT ON edit BEGIN DELETE FROM segment; END",
        "CREATE VIEW more AS SELECT * FROM bead",
        "CREATE TABLE other (a)",
        "CREATE INDEX other ON bead (status)",
        "ALTER TABLE bead ADD COLUMN more INTEGER GENERATED ALWAYS AS (id + 1)",
        "DROP TABLE claimed",
    ],
)
def test_what_no_project_has_is_refused_before_it_runs(path: Path, statement: str) -> None:
    """Whatever would run, or be missing; the file stays as it is."""
    content = change(path, statement)
    with pytest.raises(WorkbenchError, match=r"which no project has|as a project has it"):
        projects.open(path)
    assert path.read_bytes() == content


def test_a_view_in_place_of_a_table_never_runs(path: Path) -> None:
    """It would never end."""
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT i AS name, i AS value FROM n"
    )
    content = change(path, "ALTER TABLE fact RENAME TO old", f"CREATE VIEW fact AS {endless}")
    with pytest.raises(WorkbenchError, match="as a project has it"):
        projects.open(path)
    assert path.read_bytes() == content


def test_statistics_and_the_vectors_are_no_harm(path: Path) -> None:
    """Other programs leave the ones, the aligner the others."""
    change(path, "ANALYZE")
    projects.open(path).close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE segment SET text = x'00ff' WHERE id = 1",
        "UPDATE segment SET text = CAST(x'41ff' AS TEXT) WHERE id = 1",
        "UPDATE segment SET start = 'x' WHERE id = 1",
        "UPDATE segment SET document = 77 WHERE id = 1",
        "UPDATE segment SET bead = 1.5 WHERE id = 1",
        "UPDATE bead SET status = 'approved' WHERE id = 1",
        "UPDATE bead SET flagged = 7 WHERE id = 1",
        "UPDATE bead SET confidence = 'high' WHERE id = 1",
        "UPDATE bead SET place = 9223372036854775807 WHERE id = 1",
        "UPDATE edit SET undoes = 'x' WHERE id = 1",
        "UPDATE edit SET id = 9 WHERE id = 1",
        "UPDATE claimed SET last = 0",
        "UPDATE claimed SET last = 9223372036854775807",
        "DELETE FROM claimed",
        "UPDATE fact SET value = x'00'",
        "DELETE FROM bead WHERE id = 3",
        "DELETE FROM document",
    ],
)
def test_rows_of_another_kind_are_named_as_damage(path: Path, statement: str) -> None:
    """None ends in a traceback, and no edit is taken."""
    content = change(path, statement)
    with pytest.raises(WorkbenchError, match=r"it is damaged"):
        projects.open(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "statement",
    ["UPDATE edit SET changes = '[1, {]'", "UPDATE edit SET changes = '[[1, 2]]'"],
)
def test_a_broken_history_is_named_as_damage_when_it_is_read(path: Path, statement: str) -> None:
    """It is read when something is undone."""
    change(path, statement)
    with closing(projects.open(path)) as project, pytest.raises(WorkbenchError, match="damaged"):
        project.undo()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE document SET paragraphs = '[[['",
        "UPDATE document SET paragraphs = '[[0, 1]]'",
        "UPDATE document SET metadata = 'null'",
        """UPDATE document SET metadata = '{"title": 3}'""",
        "UPDATE segment SET codes = '[[1,2'",
        "UPDATE segment SET codes = '[3]'",
        """UPDATE segment SET codes = '[[0, "other", "1", "<b>", "tmx"]]'""",
        "UPDATE bead SET properties = '{' WHERE id = 3",
        "UPDATE bead SET properties = '[]' WHERE id = 3",
        "UPDATE bead SET confidence = 9e999 WHERE id = 3",
        "UPDATE bead SET confidence = -0.1 WHERE id = 3",
        "INSERT INTO aside VALUES (1, 'note', NULL, 1, 1, 's', 't', 'a', 'now', '3')",
    ],
)
def test_values_that_hold_something_else_are_named_as_damage(path: Path, statement: str) -> None:
    """They ended in tracebacks where they were used: in exports, checks, updates."""
    if "aside" in statement:
        change(path, "UPDATE claimed SET last = 5 WHERE name = 'aside'")
    content = change(path, statement)
    with pytest.raises(WorkbenchError, match="it is damaged"):
        projects.open(path)
    assert path.read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_list_waits_for_no_pipe(path: Path) -> None:
    """It lies among the projects, and nobody writes into it."""
    os.mkfifo(path.with_name("pipe.aligned"))
    found = {one.location.name: one.problem for one in projects.summaries(path.parent)}
    assert found == {"talks": "", "pipe": "it is no file"}


def test_reading_ends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes more steps than the file has reason for is cut off."""
    monkeypatch.setattr(connection, "_STEPS_AT_ONCE", 10)
    monkeypatch.setattr(connection, "_MOST_STEPS", 0)
    monkeypatch.setattr(connection, "_STEPS_PER_BYTE", 0)
    with pytest.raises(WorkbenchError, match="does not end"):
        projects.open(path)


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bytes_are_one_sentence_or_no_harm(path: Path, seed: int) -> None:
    """A damaged file is refused, or it is sound after an edit; nothing ends in a traceback."""
    flips = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(flips.choice([1, 3, 30])):
        content[flips.randrange(len(content))] ^= 1 << flips.randrange(8)
    path.write_bytes(content)
    try:
        with closing(projects.open(path)) as project:
            project.apply(operations.confirm(project, [project.order[-1]]))
            list(project.store.edits_since(0))
            with project.vectors() as vectors:
                assert isinstance(vectors, VectorCache)
    except WorkbenchError:
        return
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
