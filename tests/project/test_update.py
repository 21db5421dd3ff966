"""A newer version of a document in the older one's place."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.project_samples import align_by_number, any_align, document, sample, state, violations

from workbench import project as projects
from workbench.project import Refused, operations
from workbench.project.text_diff import hunks, similar_pairs

WORDS = ["ambassador", "treaty", "river", "winter", "harbour", "market", "signal", "orchard"]


def sentence(number):
    """A sentence unlike the others."""
    return f"{WORDS[number % 8]} {WORDS[number // 8 % 8]} {number} {WORDS[number * 5 % 8]}."


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "talks.aligned"
    sample(path, [(1, 1, 1)] * 12, text=lambda tag, number: f"{tag} {sentence(number)}")
    project = projects.open(path, author="one")
    yield project
    project.close()


def revised(project, column, texts, align=align_by_number):
    """The revision for a column that says this now."""
    key = project.documents[column].key
    return operations.revise(project, {column: document(key, texts)}, align)


def column_texts(project, column):
    """All texts of a column, in order."""
    return [project.segment(segment).text for segment in project.segments(column)]


def test_the_same_version_changes_no_bead(project):
    """A document that says the same leaves all beads as they are."""
    before = state(project)[1]
    revision = revised(project, 2, column_texts(project, 2))
    assert (revision.kept, revision.changed, revision.lost, revision.added) == (12, 0, 0, 0)
    project.apply(revision.edit)
    assert state(project)[1] == before


def test_unchanged_segments_keep_bead_edit_and_status(project):
    """What a person did stays where the text did not change, and offsets follow the text."""
    beads = list(project.order)
    project.apply(operations.confirm(project, beads[6:]))
    edited = project.runs(beads[2])[2][0]
    project.apply(operations.edit_text(project, edited, "ru corrected."))
    rows = [project.bead(bead) for bead in beads[6:]]
    texts = [f"ru {sentence(number)}" for number in range(12)]
    texts[0] = "ru something wholly other stands here today"
    project.apply(revised(project, 2, texts).edit)
    assert [project.bead(bead) for bead in beads[6:]] == rows
    assert project.segment(edited).text == "ru corrected."
    assert project.segment(edited).bead == beads[2]
    whole = project.documents[2].text
    for segment in project.segments(2):
        row = project.segment(segment)
        assert whole[row.start : row.end] == (row.original or row.text)
    assert not violations(project)


def test_a_changed_segment_takes_the_new_text_and_reopens_its_bead(project):
    """A corrected sentence stays in its bead, which is no longer confirmed."""
    bead = project.order[5]
    project.apply(operations.confirm(project, project.order))
    segment = project.runs(bead)[2][0]
    texts = column_texts(project, 2)
    texts[5] = texts[5].replace("ru ", "ru very ")
    revision = revised(project, 2, texts)
    assert (revision.changed, revision.lost, revision.added, revision.reopened) == (
        1,
        0,
        0,
        (bead,),
    )
    project.apply(revision.edit)
    assert project.segment(segment).text == texts[5]
    assert project.segment(segment).bead == bead
    assert project.bead(bead).status == "changed"
    others = [project.bead(other).status for other in project.order if other != bead]
    assert others == ["confirmed"] * 11


def test_a_new_segment_between_confirmed_beads_gets_a_bead_of_its_own(project):
    """Anchors are not opened for what is new."""
    project.apply(operations.confirm(project, project.order))
    texts = column_texts(project, 2)
    texts.insert(4, "ru a paragraph that nobody had translated before")
    revision = revised(project, 2, texts)
    assert (revision.added, revision.reopened) == (1, ())
    project.apply(revision.edit)
    added = project.segments(2)[4]
    bead = project.segment(added).bead
    assert project.runs(bead) == ((), (), (added,))
    assert project.index(bead) == 4
    assert not violations(project)


def test_a_new_segment_inside_a_confirmed_bead_reopens_it(project):
    """A run that grows in its middle is another run."""
    beads = project.order
    project.apply(operations.merge(project, beads[3], beads[4]))
    project.apply(operations.confirm(project, [beads[3]]))
    bead = beads[3]
    texts = column_texts(project, 1)
    texts.insert(4, "zh an inserted remark of some length")
    revision = revised(project, 1, texts)
    assert revision.reopened == (bead,)
    project.apply(revision.edit)
    assert column_texts(project, 1) == texts
    assert project.bead(bead).status == "changed"
    assert not violations(project)


def test_a_lost_segment_leaves_and_its_beads_note_stays(project):
    """Notes and marks of a bead of which nothing is left are set aside, and not with others."""
    bead = project.order[7]
    segment = project.runs(bead)[2][0]
    project.apply(operations.isolate(project, segment))
    alone = project.segment(segment).bead
    project.apply(operations.flag(project, [alone], "is this in the original?"))
    texts = column_texts(project, 2)
    del texts[7]
    revision = revised(project, 2, texts)
    assert revision.lost == 1
    project.apply(revision.edit)
    assert alone not in project
    assert not any(project.note(bead) for bead in project.order)
    kinds = {row.kind: row for row in project.aside.values()}
    assert kinds["note"].text == "is this in the original?"
    assert kinds["marks"].source.startswith("ru ")
    assert (revision.aside, revision.gone) == (2, (alone,))


def test_a_person_split_survives_when_its_sentence_does(project):
    """Segments that a person cut are found again in the newer version's longer one."""
    segment = project.runs(project.order[4])[2][0]
    row = project.segment(segment)
    project.apply(operations.split_segment(project, segment, 10))
    pieces = column_texts(project, 2)[4:6]
    texts = [f"ru {sentence(number)}" for number in range(12)]
    texts[0] = "ru another beginning of the whole text"
    project.apply(revised(project, 2, texts).edit)
    assert column_texts(project, 2)[4:6] == pieces
    whole = project.documents[2].text
    for number in (4, 5):
        new = project.segment(project.segments(2)[number])
        assert whole[new.start : new.end] == new.text
    assert row.text == texts[4]


def test_an_edit_that_came_home_is_no_edit_any_more(project):
    """Where the document now says what a person corrected, the text is its own."""
    segment = project.runs(project.order[4])[2][0]
    project.apply(operations.edit_text(project, segment, "ru corrected at last."))
    texts = column_texts(project, 2)
    revision = revised(project, 2, texts)
    assert revision.changed == 0
    project.apply(revision.edit)
    assert project.segment(segment).original is None


def test_an_edit_on_a_changed_sentence_is_kept_in_the_note(project):
    """An edited text that the newer version contradicts is not lost."""
    bead = project.order[4]
    segment = project.runs(bead)[2][0]
    project.apply(operations.edit_text(project, segment, "ru corrected."))
    texts = column_texts(project, 2)
    texts[4] = f"ru {sentence(4)} and more"
    revision = revised(project, 2, texts)
    assert revision.remarks
    project.apply(revision.edit)
    assert project.segment(segment).text == texts[4]
    assert "ru corrected." in project.note(bead)
    assert project.bead(bead).flagged


def test_inserted_translations_stay(project):
    """What the document never had is not lost with a newer version of it."""
    bead = project.order[3]
    project.apply(operations.insert_translation(project, bead, 2, "ru supplied."))
    texts = [f"ru {sentence(number)}" for number in range(12)]
    project.apply(revised(project, 2, ["ru a new title of the text", *texts]).edit)
    assert "ru supplied." in project.texts(bead, 2)
    assert not violations(project)


def test_two_newer_versions_are_one_step(project):
    """Several documents are put in place together, and undone together."""
    before = state(project)
    versions = {
        1: document("zh", ["zh new front matter", *column_texts(project, 1)]),
        2: document("ru", ["ru new front matter", *column_texts(project, 2)[:-1]]),
    }
    project.apply(operations.revise(project, versions, align_by_number).edit)
    assert len(project.segments(1)) == 13
    assert not violations(project)
    project.undo()
    assert state(project) == before


def test_white_space_alone_is_a_change(project):
    """The new text stands there, offsets fit, and a confirmed bead is to be looked at."""
    bead = project.order[4]
    project.apply(operations.confirm(project, [bead]))
    texts = column_texts(project, 2)
    texts[4] = texts[4].replace("ru ", "r u ")
    revision = revised(project, 2, texts)
    assert (revision.kept, revision.changed, revision.reopened) == (11, 1, (bead,))
    project.apply(revision.edit)
    row = project.segment(project.runs(bead)[2][0])
    assert row.text == texts[4] == project.documents[2].text[row.start : row.end]
    assert project.bead(bead).status == "changed"
    assert not violations(project)


def test_white_space_in_the_pieces_of_a_sentence_is_a_change(project):
    """Pieces that a person cut take the newer white space as well."""
    segment = project.runs(project.order[4])[2][0]
    project.apply(operations.split_segment(project, segment, 10))
    texts = [f"ru {sentence(number)}" for number in range(12)]
    texts[4] = texts[4].replace("ru ", "r u ")
    project.apply(revised(project, 2, texts).edit)
    pieces = column_texts(project, 2)[4:6]
    assert pieces[0].startswith("r u ")
    assert "".join("".join(pieces).split()) == "".join(texts[4].split())


def test_a_moved_paragraph_keeps_its_bead_and_confirmation(project):
    """First as a section of its own; where the other documents follow, in order again."""
    project.apply(operations.confirm(project, project.order))
    project.apply(operations.annotate(project, project.order[2], "a note"))
    before = {bead: project.bead(bead) for bead in project.order}
    moving = list(project.order[2:4])
    for column in range(3):
        texts = column_texts(project, column)
        texts[9:9] = texts[2:4]
        del texts[2:4]
        revision = revised(project, column, texts)
        assert (set(revision.moved), revision.reopened) == (set(moving), ())
        project.apply(revision.edit)
        assert column_texts(project, column) == texts
        assert not violations(project)
        assert all(project.bead(bead).status == "confirmed" for bead in project.order)
        assert len({project.bead(bead).block for bead in moving}) == 1
    assert list(project.order[7:9]) == moving
    assert len({project.bead(bead).block for bead in project.order}) == 1
    assert project.note(moving[0]) == "a note"
    assert not project.aside
    assert before.keys() == set(project.order)


def test_an_edit_of_a_sentence_that_goes_comes_back_with_it(project):
    """It is set aside, and a later version that has the sentence again gets it."""
    bead = project.order[5]
    segment = project.runs(bead)[2][0]
    project.apply(operations.edit_text(project, segment, "ru as a person wrote it."))
    texts = [f"ru {sentence(number)}" for number in range(12)]
    without = [*texts[:5], *texts[6:]]
    revision = revised(project, 2, without)
    assert (revision.lost, revision.aside) == (1, 1)
    project.apply(revision.edit)
    (aside,) = project.aside.values()
    assert (aside.kind, aside.text) == ("edit", "ru as a person wrote it.")
    revision = revised(project, 2, texts)
    assert revision.back == 1
    project.apply(revision.edit)
    assert not project.aside
    assert column_texts(project, 2)[5] == "ru as a person wrote it."
    row = project.segment(project.segments(2)[5])
    assert row.original == texts[5]


def test_a_bead_that_returns_gets_its_confirmation_and_notes_back(project):
    """Where it says again just what was confirmed."""
    bead = project.order[5]
    project.apply(operations.confirm(project, project.order))
    project.apply(operations.annotate(project, bead, "look"))
    olds = [column_texts(project, column) for column in range(3)]
    news = [[*texts[:5], *texts[6:]] for texts in olds]
    for version in (news, olds):
        given = {
            column: document(project.documents[column].key, version[column]) for column in range(3)
        }
        project.apply(operations.revise(project, given, align_by_number).edit)
    assert not project.aside
    back = project.order[5]
    assert (project.bead(back).status, project.note(back)) == ("confirmed", "look")
    assert not violations(project)


def test_a_supplied_translation_that_the_document_adopts_does_not_double(project):
    """Word for word, or nearly."""
    for words in (
        "ru a translation that was missing here.",
        "ru a translation which was missing here.",
    ):
        bead = project.order[5]
        edit = project.apply(
            operations.insert_translation(
                project, bead, 2, "ru a translation that was missing here."
            )
        )
        texts = [f"ru {sentence(number)}" for number in range(12)]
        texts.insert(6, words)
        revision = revised(project, 2, texts)
        assert revision.added == 0
        project.apply(revision.edit)
        assert column_texts(project, 2) == texts
        row = project.segment(project.segments(2)[6])
        assert row.original is None
        project.undo()
        project.undo()
        assert edit.id


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    shapes=st.lists(st.tuples(*[st.integers(0, 2)] * 3).filter(any), min_size=1, max_size=10),
    confirmed=st.lists(st.integers(0, 9)),
    new=st.lists(st.integers(0, 14), max_size=14),
    blocks=st.integers(1, 2),
    data=st.data(),
)
def test_any_newer_version_keeps_the_invariants(
    tmp_path_factory, shapes, confirmed, new, blocks, data
):
    """Whatever the newer version says, it is all there, anchors stand, and undo undoes it."""
    path = tmp_path_factory.mktemp("update") / "talks.aligned"
    sample(path, shapes, blocks=blocks, text=lambda tag, number: f"{tag} {sentence(number)}")
    project = projects.open(path, author="one")
    beads = [project.order[index] for index in confirmed if index < len(project)]
    project.apply(operations.confirm(project, beads))
    column = data.draw(st.integers(0, 2))
    key = project.documents[column].key
    texts = [f"{key} {sentence(number)}" for number in new]
    before = state(project)
    anchors = {bead: project.runs(bead) for bead in beads}
    revision = revised(project, column, texts, any_align)
    project.apply(revision.edit)
    assert column_texts(project, column) == texts
    assert not violations(project)
    for bead, runs in anchors.items():
        if bead in project and project.bead(bead).status == "confirmed":
            assert project.runs(bead) == runs
    assert sum(
        bead not in project or project.bead(bead).status != "confirmed" for bead in anchors
    ) == len(revision.reopened) + len({*revision.gone}.intersection(beads))
    if revision.edit.changes:
        project.undo()
    assert state(project) == before
    project.close()


@given(
    old=st.lists(st.sampled_from(["a", "b", "ab", "c", "bc", "", "a b"]), max_size=12),
    new=st.lists(st.sampled_from(["a", "b", "ab", "c", "bc", "", "a b"]), max_size=12),
)
def test_matches_cover_both_texts_in_order(old, new):
    """What is called the same is the same, and nothing is left out or taken twice."""
    found = hunks(old, new)
    assert [i for hunk in found for i in hunk.old] == list(range(len(old)))
    assert [j for hunk in found for j in hunk.new] == list(range(len(new)))
    for hunk in found:
        if hunk.same:
            assert "".join(old[i] for i in hunk.old).replace(" ", "") == "".join(
                new[j] for j in hunk.new
            ).replace(" ", "")


def test_pieces_cut_otherwise_are_the_same():
    """Sentences that were joined or split are recognised from both ends of a change."""
    found = hunks(["x", "one", "two", "y"], ["other", "onetwo", "y"])
    assert [(hunk.same, list(hunk.old), list(hunk.new)) for hunk in found] == [
        (False, [0], [0]),
        (True, [1, 2], [1]),
        (True, [3], [2]),
    ]


def test_changed_pieces_are_paired_in_order():
    """A changed sentence is known by its letters, and a foreign one is not."""
    old = ["The cat sat on the mat.", "Nothing else.", "It rained all day."]
    new = ["Quite new.", "The cat sits on the mat.", "It rained the whole day."]
    assert similar_pairs(old, new) == [(0, 1), (2, 2)]


def test_a_changed_bead_knows_what_it_was_when_it_was_confirmed(project):
    """Through a second change and a note as well."""
    bead = project.order[5]
    project.apply(operations.confirm(project, project.order))
    was = [project.texts(bead, column) for column in range(3)]
    for word in ("very", "quite"):
        texts = column_texts(project, 2)
        texts[5] = texts[5].replace("ru ", f"ru {word} ")
        project.apply(revised(project, 2, texts).edit)
    project.apply(operations.annotate(project, bead, "why?"))
    known = projects.former(project, bead)
    assert (known.status, list(known.texts)) == ("confirmed", was)
    assert projects.former(project, project.order[0]) is None


def test_what_was_set_aside_is_put_back(project):
    """To its bead, or to another where that is gone."""
    bead, other = project.order[5:7]
    project.apply(operations.flag(project, [bead], "a note"))
    versions = {}
    for column, tag in enumerate(("en", "zh", "ru")):
        texts = column_texts(project, column)
        del texts[5]
        versions[column] = document(tag, texts)
    project.apply(operations.revise(project, versions, align_by_number).edit)
    assert bead not in project
    before = state(project)
    for aside in list(project.aside):
        with pytest.raises(Refused):
            operations.put_back(project, aside)
        project.apply(operations.put_back(project, aside, other))
    assert (project.note(other), bool(project.bead(other).flagged)) == ("a note", True)
    assert not project.aside
    project.undo()
    project.undo()
    assert state(project) == before


def test_a_text_that_was_set_aside_goes_where_its_language_is_missing(project):
    """As a supplied translation; beside another text it is a note."""
    segment = project.runs(project.order[5])[2][0]
    project.apply(operations.edit_text(project, segment, "ru worked on"))
    texts = column_texts(project, 2)
    texts[5:6] = []
    project.apply(revised(project, 2, texts[:5] + [f"ru {sentence(n)}" for n in range(6, 12)]).edit)
    (aside,) = project.aside
    empty = next(bead for bead in project.order if not project.runs(bead)[2])
    full = next(bead for bead in project.order if project.runs(bead)[2])
    project.apply(operations.put_back(project, aside, full))
    assert "ru worked on" in project.note(full)
    project.undo()
    project.apply(operations.put_back(project, aside, empty))
    assert project.texts(empty, 2) == ("ru worked on",)
    assert not violations(project)
