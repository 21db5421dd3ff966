"""What every store of a project must hold to; another store joins by one line in STORES."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime

import pytest
from support.memory_store import memory_store
from support.project_samples import sample, state, violations

from workbench import project as projects
from workbench.embedding import VectorCache
from workbench.errors import WorkbenchError
from workbench.project import Change, Edit, EditConflict, Location, operations
from workbench.project.edit import THIS, decode, encode
from workbench.project.sqlite import schema
from workbench.project.stores import store_of

SHAPES = [(1, 1, 1), (2, 1, 1), (1, 1, 0), (1, 2, 1)]

STORES = {
    "file": lambda folder, name: str(folder / f"{name}.aligned"),
    "memory": lambda folder, name: f"memory://{folder.name}#{name}",
    "server": lambda folder, name: (
        f"{SERVER[0].url()}#{folder.parent.name}%20{folder.name}%20{name}"
    ),
}
"""For each store, a location in it for a folder of the test's own and a project's name."""

SERVER = []
"""The one that runs, where a test needs it."""


@pytest.fixture(autouse=True)
def _memory():
    with memory_store():
        yield


@pytest.fixture(params=STORES)
def locate(request, tmp_path):
    """Locations in a store by the project's name."""
    if request.param == "server":
        SERVER[:] = [request.getfixturevalue("server")]
    return lambda name: STORES[request.param](tmp_path, name)


@pytest.fixture
def location(locate):
    """The sample project."""
    sample(locate("talks"), SHAPES)
    return locate("talks")


@pytest.fixture
def opened(location):
    """Opens the same project's store again each time it is called."""
    stores = []

    def open_store():
        place = Location.parse(location)
        stores.append(store_of(place)(place))
        return stores[-1]

    yield open_store
    for store in stores:
        store.close()


def confirmation(store, bead=1):
    """An edit that confirms a bead as the store has it now."""
    row = next(row for row in store.load().beads if row.id == bead)
    before = {"status": (row.status,), "version": (row.version,)}
    return Edit(
        "confirm a bead",
        (Change("bead", (bead,), before, {"status": ("confirmed",), "version": (THIS,)}),),
        author="one",
        time="2026-01-02T03:04:05+00:00",
    )


class TestStore:
    """The contract."""

    def test_loads_rows_in_order(self, opened):
        """Beads by place, segments by document and place."""
        snapshot = opened().load()
        assert [row.id for row in snapshot.beads] == [1, 2, 3, 4]
        assert [row.key for row in snapshot.documents] == ["en", "zh", "ru"]
        order = [(row.document, row.place, row.id) for row in snapshot.segments]
        assert order == sorted(order)
        assert snapshot.history == []
        assert "created" in snapshot.metadata

    def test_applies_and_numbers_edits(self, opened):
        """Edits count from one, and after-images that say so get the number."""
        store = opened()
        edit = store.apply(confirmation(store))
        assert edit.id == 1
        assert edit.changes[0].after == {"status": ("confirmed",), "version": (1,)}
        row = store.load().beads[0]
        assert (row.status, row.version) == ("confirmed", 1)
        assert store.apply(confirmation(store, 2)).id == 2

    def test_gives_edits_back_as_they_were_applied(self, opened):
        """The whole history, or what came after an edit, oldest first."""
        store = opened()
        made = [store.apply(confirmation(store, bead)) for bead in (1, 2, 3)]
        assert list(store.edits_since(0)) == made
        assert list(store.edits_since(2)) == made[2:]
        assert [entry.verb for entry in store.load().history] == ["confirm a bead"] * 3

    def test_refuses_an_edit_whose_before_image_does_not_hold(self, opened):
        """The second of two that change the same row; nothing of it is done."""
        store, other = opened(), opened()
        first, second = confirmation(store), confirmation(other)
        store.apply(first)
        before = store.load()
        more = Edit("both", (*confirmation(other, 2).changes, *second.changes))
        with pytest.raises(EditConflict):
            other.apply(more)
        assert other.load() == before

    @pytest.mark.parametrize(
        "change",
        [
            Change("bead", (99,), {"status": ("unreviewed",)}, {"status": ("confirmed",)}),
            Change("bead", (1,), {"version": (7,)}, {"version": (7,)}),
            Change("segment", (1,), {"text": ("other",)}, None),
            Change("segment", (1,), {"bead": (1,)}, {"bead": (99,)}),
        ],
        ids=["a row that is not there", "a witness", "a removed row", "a bead that is not there"],
    )
    def test_refuses_what_does_not_fit(self, opened, change):
        """Each kind of change is checked."""
        store = opened()
        before = store.load()
        with pytest.raises(EditConflict):
            store.apply(Edit("wrong", (change,)))
        assert store.load() == before

    def test_refuses_an_id_that_exists(self, opened):
        """A row cannot be added twice."""
        store = opened()
        row = store.load().beads[0]._asdict()
        del row["id"]
        after = {name: (value,) for name, value in row.items()}
        with pytest.raises(EditConflict):
            store.apply(Edit("add", (Change("bead", (1,), None, after),)))

    def test_refuses_an_undo_that_has_not_seen_all(self, opened):
        """An edit may be tied to the newest one its maker knew."""
        store = opened()
        store.apply(confirmation(store, 1))
        with pytest.raises(EditConflict):
            store.apply(confirmation(store, 2), last=0)
        assert store.apply(confirmation(store, 2), last=1).id == 2

    def test_a_swapped_edit_restores_the_rows(self, opened):
        """Undoing is applying the images the other way round."""
        store = opened()
        before = store.load().beads
        edit = store.apply(confirmation(store))
        undoing = store.apply(edit.swapped())
        assert undoing.undoes == edit.id
        assert store.load().beads == before

    def test_never_gives_an_id_twice(self, opened):
        """Claims of two windows do not overlap, nor after reopening."""
        store, other = opened(), opened()
        first = store.claim("bead", 3)
        assert first == 5
        assert other.claim("bead", 1) == 8
        assert opened().claim("bead", 1) == 9

    def test_notices_what_another_changed_and_not_its_own(self, opened):
        """Cheap to ask, and asked again it says no."""
        store, other = opened(), opened()
        store.apply(confirmation(store))
        assert other.changed()
        assert not other.changed()
        assert not store.changed()

    def test_keeps_metadata_outside_the_history(self, opened):
        """Where one left off is not an edit."""
        store = opened()
        store.set_metadata("place", "17")
        assert opened().load().metadata["place"] == "17"
        assert store.load().history == []

    def test_refuses_half_a_character(self, opened):
        """A lone surrogate cannot be stored; nothing changes."""
        store = opened()
        before = store.load()
        note = {"bead": 1, "author": "", "time": "", "text": "\ud800", "answers": None}
        odd = Change("note", (1,), None, {name: (value,) for name, value in note.items()})
        with pytest.raises(WorkbenchError, match="surrogate"):
            store.apply(Edit("annotate", (odd,)))
        assert store.load() == before

    def test_creates_whole_copies(self, opened, locate):
        """Rows, metadata and history; ids of rows that are gone are not given again."""
        store = opened()
        first = store.claim("bead", 2)
        row = store.load().beads[0]._asdict() | {"version": THIS}
        added = Change("bead", (first,), None, {k: (v,) for k, v in row.items() if k != "id"})
        edit = store.apply(Edit("add", (added,)))
        store.apply(edit.swapped())
        there = Location.parse(locate("copy"))
        kind = store_of(there)
        assert not kind.exists(there)
        kind.create(there, store.load(), store.edits_since(0))
        assert kind.exists(there)
        with closing(kind(there)) as copied:
            assert copied.load() == store.load()
            assert list(copied.edits_since(0)) == list(store.edits_since(0))
            assert copied.claim("bead", 1) > first

    def test_replaces_only_when_told(self, opened, location):
        """What is there stays, or is kept beside it with its edits."""
        store = opened()
        before = store.load()
        place = Location.parse(location)
        with pytest.raises(WorkbenchError):
            store_of(place).create(place, before)
        assert store.load() == before

    def test_lists_what_lies_together(self, opened, location, locate):
        """Beads, how many are confirmed, who edited it last and when; one project, or all."""
        store = opened()
        sample(locate("another"), SHAPES)
        store.apply(confirmation(store))
        place = Location.parse(location)
        (one,) = store_of(place).summaries(place)
        assert (one.location.name, one.beads, one.confirmed) == (place.name, 4, 1)
        assert (one.author, one.changed) == ("one", "2026-01-02T03:04:05+00:00")
        whole = Location(place.address, "", place.scheme) if place.scheme else place.folder
        found = {each.location.name: each for each in projects.summaries(whole)}
        other = found[Location.parse(locate("another")).name]
        assert found[place.name] == one
        assert (other.confirmed, other.author, other.problem) == (0, "", "")
        assert other.changed

    def test_says_whether_it_can_be_written_and_who_is_there(self, opened):
        """This one can; nobody else is there."""
        store = opened()
        assert store.writable()
        assert list(store.meet("one", 1)) == []

    def test_keeps_vectors_that_are_no_part_of_the_project(self, opened, locate):
        """Another's table shows them; copies and compacted projects have none."""
        store = opened()
        before = store.load()
        rows = [("one", b"a", b"1"), ("one", b"b", b"2"), ("other", b"a", b"3")]
        with closing(store.vectors()) as table:
            table.put(rows)
            table.put([("one", b"b", b"4")])
        with closing(opened().vectors()) as table:
            assert table.known("one", {b"a", b"c"}) == {b"a"}
            assert table.find("one", [b"a", b"b", b"c"]) == {b"a": b"1", b"b": b"4"}
            assert len(list(table.rows())) == 3
            table.drop("one", [b"b", b"c"])
            assert sorted(table.rows()) == [("one", b"a", b"1"), ("other", b"a", b"3")]
        with closing(opened().vectors(writable=False)) as table:
            table.put([("one", b"c", b"5")])
            assert table.find("one", [b"a", b"c"]) == {b"a": b"1"}
        with closing(opened().vectors()) as table:
            assert table.known("one", {b"a", b"c"}) == {b"a"}
        assert store.load() == before
        there = Location.parse(locate("copy"))
        store_of(there).create(there, before)
        with (
            closing(store_of(there)(there)) as copied,
            closing(copied.vectors()) as table,
        ):
            assert not list(table.rows())
        store.compact()
        with closing(store.vectors()) as table:
            assert not list(table.rows())
        assert store.load() == before


def test_columns_with_one_value_are_said_once():
    """Confirming a hundred thousand beads is a small entry, and is read back the same."""
    many = tuple(range(1, 100_001))
    change = Change(
        "bead",
        many,
        {"status": ("unreviewed",) * len(many), "version": (0,) * len(many)},
        {"status": ("confirmed",) * len(many), "version": (3,) * len(many)},
    )
    text = encode((change,))
    assert len(text) < 200
    assert decode(text) == (change,)


def test_create_refuses_an_existing_project(location):
    """It names the way that keeps the review."""
    with closing(projects.open(location)) as project:
        before = state(project)
        with pytest.raises(WorkbenchError, match="workbench update"):
            sample(location, SHAPES)
    with closing(projects.open(location)) as project:
        assert state(project) == before


def test_replacing_keeps_every_earlier_project(location, locate):
    """Each as a backup of its own, with the date and its edits."""
    with closing(projects.open(location)) as project:
        project.apply(operations.confirm(project, project.order))
    sample(location, SHAPES, replace=True)
    sample(location, SHAPES, replace=True)
    date = f"{datetime.now().astimezone():%Y-%m-%d}"
    place = Location.parse(location)
    if place.scheme:
        backups = [
            Location(place.address, f"{place.name} backup {date}{more}", place.scheme)
            for more in ("", " 2")
        ]
    else:
        backups = [Location.parse(f"{location}.backup-{date}{more}") for more in ("", "-2")]
    statuses = []
    for backup in backups:
        with closing(projects.open(backup)) as project:
            statuses.append(project.bead(1).status)
    assert statuses == ["confirmed", "unreviewed"]
    with closing(projects.open(location)) as project:
        assert project.last == 0


@pytest.mark.parametrize("store", STORES)
def test_a_project_is_copied_from_any_store_to_any(location, store, request, tmp_path):
    """With its history, so that it can be undone there; never over another."""
    with closing(projects.open(location)) as project:
        project.apply(operations.merge(project, 1, 2))
        project.apply(operations.confirm(project, [1]))
        whole = state(project)
    if store == "server":
        SERVER[:] = [request.getfixturevalue("server")]
    target = STORES[store](tmp_path, "copy")
    projects.copy(location, target)
    with closing(projects.open(target)) as copied:
        assert state(copied) == whole
        assert copied.undo().verb == "undo confirm a bead"
        assert copied.undo().verb == "undo merge 2 beads"
        assert len(copied) == 4
    with pytest.raises(WorkbenchError, match="exists already"):
        projects.copy(location, target)


def test_vectors_are_kept_with_a_new_project(locate):
    """What the aligner's encoder computed is there when it is aligned again."""
    with VectorCache("") as vectors:
        vectors.keep({"signature": {b"digest": b"row"}})
        sample(locate("talks"), SHAPES, vectors=vectors)
    place = Location.parse(locate("talks"))
    with closing(store_of(place)(place)) as store, closing(store.vectors()) as table:
        assert list(table.rows()) == [("signature", b"digest", b"row")]


@pytest.fixture
def path(tmp_path):
    """A project in a file."""
    path = tmp_path / "talks.aligned"
    sample(path, SHAPES)
    return path


def test_a_project_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch):
    """Neither a part of a file nor a temporary one."""
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(WorkbenchError, match="disk is full"):
        sample(tmp_path / "talks.aligned", SHAPES)
    assert list(tmp_path.iterdir()) == []


def test_documents_are_found_from_where_the_project_lies(path, tmp_path):
    """A project and its documents can be moved together."""
    project = projects.open(path)
    assert project.documents[0].origin == "talks.en.txt"
    project.close()
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    shutil.move(path, moved)
    project = projects.open(moved / path.name)
    assert project.origin(0) == moved / "talks.en.txt"
    project.close()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a Workbench project"),
        (b"id\ten\tru\n", "not a Workbench project"),
        (b"SQLite format 3\0" + bytes(200), "not a Workbench project|damaged"),
    ],
    ids=["empty", "text", "broken header"],
)
def test_a_file_of_another_kind_is_named_as_such(tmp_path, content, message):
    """One sentence with the file."""
    path = tmp_path / "other.aligned"
    path.write_bytes(content)
    with pytest.raises(WorkbenchError, match=message) as caught:
        projects.open(path)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content


def test_a_missing_file_and_a_folder_are_named_as_such(tmp_path):
    """And no file is made."""
    with pytest.raises(WorkbenchError, match="no such file"):
        projects.open(tmp_path / "none.aligned")
    with pytest.raises(WorkbenchError, match="folder"):
        projects.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_form_is_refused_and_left_alone(path):
    """A program does not touch what it does not know."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(WorkbenchError, match="a newer Workbench wrote it"):
        projects.open(path)
    assert path.read_bytes() == before


def test_a_damaged_file_is_named_as_such(path):
    """Whether SQLite sees it or the rows contradict each other."""
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(WorkbenchError, match="damaged"):
        projects.open(path)
    path.write_bytes(whole)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("DELETE FROM bead WHERE id = 2")
    with pytest.raises(WorkbenchError, match="damaged"):
        projects.open(path)


def test_a_write_that_fails_changes_nothing(path, monkeypatch):
    """A full disk is one sentence, in memory and on the disk all is as before."""
    connections = []

    def connect(*given, real=sqlite3.connect, **options):
        connections.append(real(*given, **options))
        return connections[-1]

    monkeypatch.setattr(sqlite3, "connect", connect)
    project = projects.open(path)
    before = state(project)
    pages = connections[0].execute("PRAGMA page_count").fetchone()[0]
    connections[0].execute(f"PRAGMA max_page_count = {pages}")
    long = "x" * 100_000
    with pytest.raises(WorkbenchError, match="disk is full"):
        project.apply(operations.annotate(project, 1, long))
    assert state(project) == before
    connections[0].execute("PRAGMA max_page_count = 1000000")
    project.apply(operations.annotate(project, 1, long))
    assert project.note(1) == long
    project.close()


def test_a_read_only_file_can_be_read_and_says_so_when_edited(path, monkeypatch):
    """Looking at a project needs no permission to change it."""

    def read_only(name, real=sqlite3.connect, **options):
        return real(name.replace("mode=rw", "mode=ro"), **options)

    monkeypatch.setattr(sqlite3, "connect", read_only)
    project = projects.open(path)
    before = state(project)
    with pytest.raises(WorkbenchError, match="no permission to write"):
        project.apply(operations.confirm(project, [1]))
    assert state(project) == before
    project.close()


def test_a_project_that_another_program_is_writing_says_so(path, monkeypatch):
    """After a while of patience."""
    monkeypatch.setattr("workbench.project.sqlite.connection.PATIENCE", 0.05)
    project, other = projects.open(path), sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(WorkbenchError, match="another program is writing"):
        project.apply(operations.confirm(project, [1]))
    other.execute("ROLLBACK")
    project.apply(operations.confirm(project, [1]))
    project.close()
    other.close()


def test_a_plain_copy_of_an_open_project_holds_every_edit(path, tmp_path):
    """No second file is needed beside it."""
    project = projects.open(path)
    for bead in project.order:
        project.apply(operations.confirm(project, [bead]))
    copy = tmp_path / "copy.aligned"
    shutil.copyfile(path, copy)
    copied = projects.open(copy)
    assert copied.last == 4
    assert all(copied.bead(bead).status == "confirmed" for bead in copied.order)
    copied.close()
    project.close()


def test_compacting_drops_the_vectors_and_nothing_else(path):
    """The cache is no part of the project."""
    project = projects.open(path)
    before = state(project)
    with project.vectors() as vectors:
        vectors.keep({"signature": {b"digest": bytes(100_000)}})
    project.close()
    assert projects.compact(path) > 90_000
    project = projects.open(path)
    assert state(project) == before
    project.close()


KILLED = """
import sys
from pathlib import Path
from workbench import project as projects
from workbench.project import operations
project = projects.open(Path(sys.argv[1]))
for number in range(100_000):
    bead = project.order[number % len(project)]
    project.apply(operations.annotate(project, bead, str(number)))
    print(number, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system knows no SIGKILL")
@pytest.mark.parametrize("moment", [0.02, 0.15, 0.3])
def test_a_killed_process_loses_no_acknowledged_edit(path, moment):
    """Whatever it was doing, what it had said it did is there, and the project is sound."""
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True
    )
    first = process.stdout.readline()
    time.sleep(moment)
    process.kill()
    last = int(([first, *process.stdout.read().splitlines()])[-1])
    process.stdout.close()
    process.wait()
    project = projects.open(path)
    assert project.last in {last + 1, last + 2}
    assert project.note(project.order[(project.last - 1) % 4]) == str(project.last - 1)
    assert not violations(project)
    while project.undo():
        pass
    assert project.note(1) == ""
    project.close()


def test_two_windows_undo_one_history(location):
    """The second sees the first's edit, and takes it back."""
    one, two = projects.open(location, author="one"), projects.open(location, author="two")
    one.apply(operations.merge(one, 1, 2))
    edit = two.undo()
    assert edit.verb == "undo merge 2 beads"
    assert [entry.author for entry in two.history] == ["one", "two"]
    assert [other.id for other in one.refresh()] == [2]
    assert state(one) == state(two)
    assert one.redo().verb == "redo merge 2 beads"
    one.close()
    two.close()


def test_a_refused_window_shows_the_new_state(location):
    """After a conflict it is in step, and the same wish can be made again."""
    one, two = projects.open(location), projects.open(location)
    one.apply(operations.merge(one, 1, 2))
    with pytest.raises(EditConflict):
        two.apply(operations.split(two, 2, (1, 0, 1)))
    assert state(two) == state(one)
    assert 2 not in two
    one.close()
    two.close()


def test_a_project_of_units_keeps_status_marks_notes_and_versions(locate, location):
    """A memory made into a project says the same when it is given out again."""
    project = projects.open(location)
    project.apply(operations.confirm(project, [1]))
    project.apply(operations.flag(project, [2], "why?"))
    project.apply(operations.exclude(project, [3]))
    memory, units = projects.units(project)
    units = list(units)
    copy = locate("copy")
    assert projects.create_from_units(copy, memory, units) == 4
    project.close()
    copied = projects.open(copy)
    assert not violations(copied)
    again = list(projects.units(copied)[1])
    for old, new in zip(units, again, strict=True):
        assert (old.status, old.flagged, old.excluded, old.note, old.confidence) == (
            new.status,
            new.flagged,
            new.excluded,
            new.note,
            new.confidence,
        )
        assert [v.segments for v in old.variants.values()] == [
            v.segments for v in new.variants.values()
        ]
        for key, variant in new.variants.items():
            text = copied.documents[copied.column(key)].text
            assert [text[a:b] for a, b in variant.spans] == list(variant.segments)
    copied.close()


def test_units_say_who_decided_and_when(location):
    """The version's author and time; none for what nobody has touched."""
    project = projects.open(location, author="one")
    project.apply(operations.confirm(project, [2]))
    memory, units = projects.units(project)
    first, second, *_ = units
    assert (first.version, first.author, first.changed) == (0, None, None)
    assert (second.version, second.author, second.changed.tzinfo is not None) == (1, "one", True)
    assert memory.name == Location.parse(location).name
    assert [source.tag for source in memory.sources] == ["en", "zh", "ru"]
    project.close()


def test_opening_needs_neither_numpy_nor_textual(path):
    """A project opens at once; what computes is loaded when it is called."""
    code = (
        "import sys; from pathlib import Path; from workbench import project;"
        f"project.open(Path({str(path)!r})).close();"
        "print([name for name in ('numpy', 'textual', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_older_form_is_brought_up_to_date_once(path, monkeypatch):
    """A migration is applied when the file is opened first, and recorded with it."""
    calls = []

    def colours(database):
        if database.execute("PRAGMA database_list").fetchone()[2]:  # not the model in memory
            calls.append("colours")
        database.execute("ALTER TABLE bead ADD COLUMN colour TEXT")

    before = projects.open(path)
    rows = state(before)
    before.close()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, colours))
    for _ in range(2):
        project = projects.open(path)
        assert state(project) == rows
        project.close()
    assert calls == ["colours"]


def test_a_migration_that_fails_leaves_the_file_as_it_was(path, monkeypatch):
    """All of it, or nothing."""

    def broken(database):
        database.execute("ALTER TABLE bead ADD COLUMN colour TEXT")
        database.execute("ALTER TABLE nothing ADD COLUMN colour TEXT")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
        with pytest.raises(WorkbenchError):
            projects.open(path)
    with closing(sqlite3.connect(path)) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(bead)")]
    assert "colour" not in columns
