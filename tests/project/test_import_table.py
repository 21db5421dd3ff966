"""A table of a project's beads that comes back with changes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.project_samples import align_by_number, document, sample, state, violations

from workbench import project as projects
from workbench.errors import WorkbenchError
from workbench.project import operations
from workbench.units import Variant


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "talks.aligned"
    sample(path, [(1, 1, 2), (1, 1, 0), (2, 1, 1), (1, 1, 1), (1, 0, 1)])
    project = projects.open(path, author="one")
    yield project
    project.close()


def table(project):
    """All rows as they are exported now, by bead."""
    memory, units = projects.units(project)
    return memory, {int(unit.id): unit for unit in units}


def cells(unit, **texts):
    """The row with other lines in some columns."""
    variants = unit.variants | {key: Variant(tuple(lines)) for key, lines in texts.items()}
    return replace(unit, variants=variants)


def take(project, memory, rows):
    """Apply what rows say; how it went."""
    returned = operations.import_table(project, memory, rows)
    project.apply(returned.edit)
    assert not violations(project)
    return returned


def test_a_table_that_was_not_touched_changes_nothing(project):
    """Neither the order of the rows nor missing ones mean anything."""
    memory, rows = table(project)
    before = state(project)
    returned = take(project, memory, list(rows.values())[:0:-1])
    assert not returned.edit.changes
    assert not returned.conflicts
    assert state(project) == before


def test_status_marks_and_notes_come_back(project):
    """What a reviewer says about a row is taken over."""
    memory, rows = table(project)
    take(
        project,
        memory,
        [
            replace(rows[1], status="confirmed"),
            replace(rows[2], flagged=True, note="look here"),
            replace(rows[3], excluded=True),
        ],
    )
    assert (project.bead(1).status, project.bead(1).confidence) == ("confirmed", None)
    assert (bool(project.bead(2).flagged), project.note(2)) == (True, "look here")
    assert project.bead(3).excluded
    assert project.bead(4).version == 0


def test_an_edited_line_edits_the_segment(project):
    """The segment and its original stay."""
    memory, rows = table(project)
    segment = project.runs(4)[0][0]
    take(project, memory, [cells(rows[4], en=["en text 4, corrected."])])
    row = project.segment(segment)
    assert (row.text, row.original) == ("en text 4, corrected.", "en text 4.")


def test_a_moved_line_moves_the_segment(project):
    """A line cut from one row and put into its neighbour is the same segment there."""
    memory, rows = table(project)
    first, second = project.runs(1)[2]
    returned = take(
        project, memory, [cells(rows[1], ru=["ru text 0."]), cells(rows[2], ru=["ru text 1."])]
    )
    assert (returned.moved, returned.added, returned.removed) == (1, 0, 0)
    assert project.runs(1)[2] == (first,)
    assert project.runs(2)[2] == (second,)
    assert project.segment(second).original is None


def test_a_line_moved_across_others_is_still_the_same_segment(project):
    """Where a sentence stands elsewhere in a translation, the order follows the reviewer."""
    memory, rows = table(project)
    segment = project.runs(1)[2][0]
    returned = take(
        project,
        memory,
        [cells(rows[1], ru=["ru text 1."]), cells(rows[5], ru=["ru text 4.", "ru text 0."])],
    )
    assert (returned.moved, returned.removed) == (1, 0)
    assert project.runs(5)[2][-1] == segment


def test_a_line_cut_in_two_splits_the_segment(project):
    """Both parts point to their place in the document."""
    memory, rows = table(project)
    segment = project.runs(4)[2][0]
    take(project, memory, [cells(rows[4], ru=["ru text", "3."])])
    run = project.runs(4)[2]
    assert run[0] == segment
    text = project.documents[2].text
    for number in run:
        row = project.segment(number)
        assert text[row.start : row.end] == row.text
        assert row.original is None


def test_two_lines_made_one_join_the_segments(project):
    """The first keeps its id."""
    memory, rows = table(project)
    first, _ = project.runs(3)[0]
    take(project, memory, [cells(rows[3], en=["en text 2. en text 3."])])
    assert project.runs(3)[0] == (first,)
    assert project.segment(first).text == "en text 2. en text 3."


def test_an_added_line_is_an_inserted_translation_and_a_deleted_one_goes(project):
    """What the documents never had is added; what a reviewer deletes is gone, undoably."""
    memory, rows = table(project)
    before = state(project)
    returned = take(project, memory, [cells(rows[5], zh=["zh supplied."]), cells(rows[3], ru=[])])
    assert (returned.added, returned.removed) == (1, 1)
    assert project.texts(5, 1) == ("zh supplied.",)
    assert project.segment(project.runs(5)[1][0]).original == ""
    project.undo()
    assert state(project) == before


def test_a_changed_row_of_a_confirmed_bead_reopens_it(project):
    """Unless the row itself says that it is confirmed now."""
    project.apply(operations.confirm(project, [3, 4]))
    memory, rows = table(project)
    take(
        project,
        memory,
        [
            cells(rows[3], en=["en new."]),
            cells(replace(rows[2], status="confirmed"), en=["en other."]),
        ],
    )
    assert project.bead(3).status == "changed"
    assert project.bead(2).status == "confirmed"
    assert project.bead(4).status == "confirmed"


def test_a_row_changed_on_both_sides_is_a_conflict(project):
    """It is listed with who changed it here, and left; others are taken."""
    memory, rows = table(project)
    project.apply(operations.annotate(project, 1, "changed here"))
    returned = take(
        project, memory, [replace(rows[1], note="there"), replace(rows[2], note="only there")]
    )
    assert returned.changed == (2,)
    assert len(returned.conflicts) == 1
    assert "bead 1 was changed here too by one" in returned.conflicts[0]
    assert project.note(1) == "changed here"


def test_a_row_changed_only_here_is_no_conflict(project):
    """An old row that nobody touched in the table does not take the newer work back."""
    memory, rows = table(project)
    project.apply(operations.annotate(project, 1, "changed here"))
    project.apply(operations.merge(project, 3, 4))
    project.apply(operations.edit_text(project, project.runs(1)[0][0], "en better."))
    returned = take(project, memory, rows.values())
    assert not returned.edit.changes
    assert not returned.conflicts


def test_the_same_change_on_both_sides_is_no_conflict(project):
    """Both wanted it, and it is so."""
    memory, rows = table(project)
    project.apply(operations.annotate(project, 1, "the same"))
    returned = take(project, memory, [replace(rows[1], note="the same")])
    assert not returned.conflicts


def test_a_change_taken_back_here_leaves_the_way_free(project):
    """A bead that is again what was exported can take the table's change."""
    memory, rows = table(project)
    project.apply(operations.annotate(project, 1, "a thought"))
    project.undo()
    assert take(project, memory, [replace(rows[1], note="there")]).changed == (1,)


def test_a_line_moved_into_a_conflict_stays_where_it_is(project):
    """No line is lost or doubled because one of its two rows cannot be taken."""
    memory, rows = table(project)
    project.apply(operations.annotate(project, 2, "changed here"))
    other = cells(replace(rows[2], note="changed there"), ru=["ru text 1."])
    returned = take(project, memory, [cells(rows[1], ru=["ru text 0."]), other])
    assert len(returned.conflicts) == 2
    assert not returned.edit.changes


def test_a_row_that_both_changed_is_merged_cell_by_cell(project):
    """A note here and a text there, a text here and a status there: all of it stands."""
    memory, rows = table(project)
    project.apply(operations.annotate(project, 1, "changed here"))
    project.apply(operations.edit_text(project, project.runs(4)[0][0], "en better."))
    sheet = [
        cells(rows[1], en=["en changed there."]),
        cells(replace(rows[4], flagged=True), zh=["zh changed there."]),
    ]
    returned = take(project, memory, sheet)
    assert (returned.changed, returned.conflicts) == ((1, 4), ())
    assert (project.texts(1, 0), project.note(1)) == (("en changed there.",), "changed here")
    assert (project.texts(4, 0), project.texts(4, 1)) == (("en better.",), ("zh changed there.",))
    assert project.bead(4).flagged


def test_an_emptied_status_takes_no_confirmation_back(project):
    """A cell without a word says nothing."""
    project.apply(operations.confirm(project, project.order))
    memory, rows = table(project)
    emptied = [
        replace(row, status="unreviewed", properties={"x-workbench-status": ""})
        for row in rows.values()
    ]
    returned = take(project, memory, emptied)
    assert not returned.edit.changes


def test_a_line_in_anothers_place_is_an_edit_of_it(project):
    """However unlike: the document's own sentence is known to be replaced, and does not return."""
    memory, rows = table(project)
    segment = project.runs(4)[0][0]
    returned = take(project, memory, [cells(rows[4], en=["Wholly other words."])])
    assert (returned.added, returned.removed) == (0, 0)
    row = project.segment(segment)
    assert (row.text, row.original) == ("Wholly other words.", "en text 4.")


def test_a_table_with_another_projects_id_is_refused(project):
    """Its own is taken; without one the texts must agree."""
    memory, rows = table(project)
    known = {"x-workbench-project": project.short_id}
    mine = replace(cells(rows[1], en=["en new."]), properties=known)
    assert operations.import_table(project, memory, [mine]).changed == (1,)
    other = replace(mine, properties={"x-workbench-project": "zzzz"})
    with pytest.raises(WorkbenchError, match="of another project"):
        operations.import_table(project, memory, [mine, replace(other, id="2")])
    strange = [
        cells(rows[bead], en=["something"], zh=["other"], ru=["again"]) for bead in (1, 2, 3)
    ]
    with pytest.raises(WorkbenchError, match="only 0 of its 3 rows"):
        operations.import_table(project, memory, strange)


def test_a_table_of_another_project_is_refused(project):
    """A version that was never reached, or a language that is not there, gives it away."""
    memory, rows = table(project)
    with pytest.raises(WorkbenchError, match="only 0 edits"):
        operations.import_table(project, memory, [replace(rows[1], version=7)])
    source = replace(memory.sources[0], key="fr")
    with pytest.raises(WorkbenchError, match="column fr"):
        operations.import_table(project, replace(memory, sources=(source,)), [])


def test_columns_that_the_table_lacks_stay_as_they_are(project):
    """Whoever hides away status and note takes back no decision."""
    project.apply(operations.confirm(project, [1]))
    project.apply(operations.annotate(project, 1, "a thought"))
    memory, rows = table(project)
    bare = [replace(row, status="unreviewed", note="") for row in rows.values()]
    silent = replace(memory, silent=frozenset({"status", "note"}))
    returned = take(project, silent, bare)
    assert not returned.edit.changes
    assert not returned.conflicts
    with pytest.raises(WorkbenchError, match="no column id"):
        operations.import_table(project, replace(memory, silent=frozenset({"id"})), bare)


def test_a_status_nobody_knows_is_a_conflict(project):
    """``OK`` may mean anything, and it is not taken for unreviewed."""
    project.apply(operations.confirm(project, [1]))
    memory, rows = table(project)
    row = replace(rows[1], status="unreviewed", properties={"status": "OK"}, line=2)
    returned = take(project, memory, [row])
    (conflict,) = returned.conflicts
    assert conflict.startswith("row 2: the status 'OK' of bead 1 is none of unreviewed, confirmed,")
    assert project.bead(1).status == "confirmed"


def test_a_line_moved_into_a_row_of_no_bead_stays_where_it_is(project):
    """A row that somebody inserted is none that can be taken: its lines are not lost."""
    memory, rows = table(project)
    inserted = replace(rows[2], id="#99", line=99, variants={"ru": rows[1].variants["ru"]})
    returned = take(project, memory, [cells(rows[1], ru=[]), inserted])
    assert len(returned.conflicts) == 2
    assert not returned.edit.changes


def test_rows_without_a_bead_or_twice_are_listed(project):
    """They change nothing."""
    memory, rows = table(project)
    returned = take(
        project,
        memory,
        [
            replace(rows[1], id="#9"),
            replace(rows[2], id="77"),
            replace(rows[3], note="a"),
            replace(rows[3], note="b"),
        ],
    )
    assert len(returned.conflicts) == 3
    assert not returned.edit.changes


@settings(max_examples=40, deadline=None)
@given(
    shapes=st.lists(st.tuples(*[st.integers(0, 2)] * 3).filter(any), min_size=1, max_size=8),
    blocks=st.integers(1, 2),
    data=st.data(),
)
def test_any_rearranged_table_keeps_the_invariants(tmp_path_factory, shapes, blocks, data):
    """However lines are moved, cut and written, the project says what the table said."""
    path = tmp_path_factory.mktemp("sheet") / "talks.aligned"
    sample(path, shapes, blocks=blocks)
    project = projects.open(path, author="one")
    memory, rows = table(project)
    lines = st.sampled_from(
        [text for unit in rows.values() for v in unit.variants.values() for text in v.segments]
    ) | st.sampled_from(["new", "ru text", "0.", "en text 0. en text 1."])
    changed = []
    for unit in rows.values():
        if data.draw(st.booleans()):
            key = data.draw(st.sampled_from(list(unit.variants)))
            wanted = data.draw(st.lists(lines, max_size=3))
            changed.append(cells(unit, **{key: wanted}))
    before = state(project)
    take(project, memory, changed)
    for unit in changed:
        bead = int(unit.id)
        wanted = [variant.segments for variant in unit.variants.values()]
        if bead in project:
            assert [project.texts(bead, column) for column in range(3)] == wanted
        else:
            assert not any(wanted)
    if project.undoable:
        project.undo()
    assert state(project) == before
    project.close()


def english(project, *more):
    """A newer version of the English document, which a table does not change."""
    texts = [f"en text {number}." for number in range(6)]
    return operations.revise(project, {0: document("en", [*texts, *more])}, align_by_number)


def test_what_a_table_deleted_does_not_come_back_with_the_document(project):
    """It is told; where the document lacks it too it is forgotten, and may come anew."""
    memory, rows = table(project)
    take(project, memory, [cells(rows[3], en=["en text 2."])])
    assert [row.kind for row in project.aside.values()] == ["deletion"]
    for number in range(2):
        revision = english(project, *["en at the end."][:number])
        assert (revision.left_out, revision.back) == (("en text 3.",), 0)
        project.apply(revision.edit)
        assert project.texts(3, 0) == ("en text 2.",)
    assert not violations(project)
    gone = [text for text in column_texts(project, 0) if text != "en text 3."]
    project.apply(operations.revise(project, {0: document("en", gone)}, align_by_number).edit)
    assert not project.aside
    project.apply(english(project).edit)
    assert "en text 3." in column_texts(project, 0)


def test_a_deleted_sentence_comes_back_with_the_table_or_by_hand(project):
    """Then it is deleted no more, and the document's next version has it once."""
    memory, rows = table(project)
    for put_back in (False, True):
        before = state(project)
        memory, rows = table(project)
        take(project, memory, [cells(rows[3], en=["en text 2."])])
        (aside,) = project.aside
        if put_back:
            project.apply(operations.put_back(project, aside, 3))
        else:
            memory, rows = table(project)
            take(project, memory, [cells(rows[3], en=["en text 2.", "en text 3."])])
        assert not project.aside
        assert project.texts(3, 0) == ("en text 2.", "en text 3.")
        revision = english(project)
        project.apply(revision.edit)
        assert not revision.left_out
        assert column_texts(project, 0).count("en text 3.") == 1
        assert not violations(project)
        for _ in range(3):
            project.undo()
        assert state(project) == before


def column_texts(project, column):
    """All texts of a column, in order."""
    return [project.segment(segment).text for segment in project.segments(column)]
