"""The review without a window: a session, its commands, and a screen that only takes notes."""

import asyncio
import inspect
from pathlib import Path

import pytest

from workbench import project as projects
from workbench.api import Cancelled
from workbench.errors import WorkbenchError
from workbench.glossary import Concept, Glossary, Term
from workbench.project import EditConflict, operations
from workbench.review import (
    concept_card,
    editing,
    exporting,
    find,
    findings,
    navigation,
    realigning,
    status,
    terms,
    views,
    word_cursor,
)
from workbench.review.commands import COMMANDS
from workbench.review.completion import parts
from workbench.review.current_bead import current_bead
from workbench.review.questions import (
    BeadSplit,
    ConceptTerms,
    Hunks,
    Line,
    Page,
    SegmentText,
)
from workbench.review.session import Session


class Notes:
    """A screen: it answers as told, and keeps what was said and asked."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []
        self.said = []
        self.complaints = []
        self.cancels = False
        self.left = False

    def say(self, message):
        self.said.append(message)

    def complain(self, error):
        self.complaints.append(str(error))

    def catch(self, error):
        raise error

    async def ask(self, question):
        self.asked.append(question)
        answer = self.answers.pop(0)
        return answer(question) if callable(answer) else answer

    async def work(self, title, use_case):
        self.said_at_work = title
        return use_case(self)

    def tell(self, done, phase):
        pass

    def cancelled(self):
        return self.cancels

    def page(self, direction):
        pass

    def copy(self, text):
        self.copied = text

    def repeat(self):
        pass

    def leave(self):
        self.left = True


@pytest.fixture
def session(project):
    """A review of the six beads."""
    return Session(project)


@pytest.fixture
def glossary(tmp_path) -> Path:
    """A concept that the Russian departs from in the third bead."""
    path = tmp_path / "talks.tbx"
    transport = {"en": (Term("transport"),), "ru": (Term("перевозки"),)}
    bridge = {"en": (Term("bridge"),), "ru": (Term("мост"),)}
    concepts = (Concept("transport", transport), Concept("bridge", bridge))
    Glossary(concepts, ("en", "ru")).write(path)
    return path


def do(command, session, *answers, **options):
    """Do a command of a function, with these answers; the screen with its notes."""
    screen = Notes(*answers)
    waiting = command(session, screen, **options)
    if inspect.isawaitable(waiting):
        asyncio.run(waiting)
    assert not screen.answers, "a question was not asked"
    return screen


def visited(session, times, step=1):
    """The beads that "next" leads to."""
    found = []
    for _ in range(times):
        do(navigation.jump, session, step=step)
        found.append(session.cursor.bead)
    return found


# Where "next" leads


def test_next_goes_worst_first_and_begins_again(session):
    """By confidence, the doubtful first; after the surest it says that all were seen."""
    assert visited(session, 3) == [5, 2, 6]
    screen = do(navigation.jump, session, step=1)
    assert session.cursor.bead == 4
    assert "No more doubtful ones" in screen.said[0]
    assert visited(session, 2) == [3, 1]
    screen = do(navigation.jump, session, step=1)
    assert session.cursor.bead == 5
    assert "from the most doubtful on again" in screen.said[0]


def test_previous_goes_back_to_the_worse(session):
    """And stops at the worst."""
    visited(session, 3)
    assert visited(session, 2, step=-1) == [2, 5]
    screen = do(navigation.jump, session, step=-1)
    assert screen.said == ["Nothing is more doubtful."]


def test_next_passes_over_what_is_confirmed_or_hidden(session):
    """Worst first among the beads shown."""
    session.apply(lambda project: operations.confirm(project, [5]))
    session.set_filter(session.parse_filter("!empty"))
    assert visited(session, 3) == [2, 4, 3]


def test_next_means_what_was_chosen(session):
    """The numbers stand beside the choices; what is chosen is gone to at once."""
    session.apply(lambda project: operations.flag(project, [3], "why"))
    screen = do(navigation.choose_target, session, 3)
    assert screen.asked[0].options[1:4] == [
        "doubtful, in order   (3)",
        "unreviewed   (6)",
        "flagged   (1)",
    ]
    assert session.cursor.bead == 3
    screen = do(navigation.jump, session, step=1)
    assert screen.said == ["Round the end: this is the first."]


def test_nothing_to_go_to_is_said(session):
    """A target that no bead meets leaves the cursor."""
    session.target = "flagged"
    screen = do(navigation.jump, session, step=1)
    assert screen.said == ["No bead is flagged."]
    assert session.cursor.bead == 1


def test_confirming_leads_on(session):
    """Confirm and next: the bar's figures follow."""
    session.cursor.go_to(5)
    do(status.confirm_and_next, session)
    assert session.cursor.bead == 2
    assert next(filter(None, parts(session)))[1].text == "1/6 (17%)"


# Filter and search


def test_a_filter_hides_and_is_given_up_when_a_hidden_bead_is_gone_to(session):
    """What changed since the filter was set stays in sight."""
    do(navigation.set_filter, session, "doubtful")
    assert list(session.cursor.rows) == [2, 5, 6]
    session.apply(lambda project: operations.confirm(project, [2]))
    assert list(session.cursor.rows) == [2, 5, 6]
    session.go_to(3)
    assert session.cursor.bead == 3
    assert len(session.cursor.rows) == 6


def test_a_filter_that_shows_nothing_leaves_no_bead(session):
    """Commands on a bead are off, and asking for it is refused."""
    session.set_filter(session.parse_filter("flagged"))
    assert session.cursor.bead is None
    assert not COMMANDS["merge"].when(session)
    assert current_bead(session).title == "No bead is shown: f changes the filter."
    with pytest.raises(WorkbenchError, match="no bead is shown"):
        _ = session.bead
    session.give_up()
    assert session.cursor.bead == 1


def test_a_search_marks_leads_and_is_taken_away(session):
    """It becomes what "next" looks for."""
    screen = do(navigation.search, session, "столиц")
    assert screen.asked[0].explain("столиц") == "1 of 1, in 1 beads"
    assert session.cursor.bead == 2
    assert session.target == "found"
    assert (35, 41, "found") in current_bead(session).marks[2, 0]
    do(navigation.search, session, "")
    assert session.sheet.query is None
    assert session.target == "worst"


def test_escape_gives_up_one_thing_after_the_other(session):
    """Range, word, search, filter."""
    session.set_filter(session.parse_filter("doubtful"))
    session.set_query(find.parse_query("the", session.sheet.keys))
    do(word_cursor.move, session, step=1)
    session.cursor.select(True)
    left = []
    for _ in range(4):
        session.give_up()
        cursor, sheet = session.cursor, session.sheet
        left.append((cursor.selecting, bool(cursor.word), bool(sheet.query), bool(sheet.filter)))
    assert left == [
        (False, True, True, True),
        (False, False, True, True),
        (False, False, False, True),
        (False, False, False, False),
    ]


def test_a_bead_is_gone_to_by_number_or_name(session):
    """The name is kept when beads before it are merged."""
    session.apply(lambda project: operations.merge(project, 1, 2))
    do(navigation.to_number, session, "4")
    assert session.cursor.bead == 5
    screen = do(navigation.to_number, session, " #4 ")
    assert session.cursor.bead == 4
    with pytest.raises(WorkbenchError, match="there is no such bead"):
        screen.asked[0].explain("7")


# Edits


def test_an_edit_is_recorded_and_undone(session):
    """Undo and redo say what they did, and go where it happened."""
    do(editing.merge, session, step=1)
    assert len(session.project) == 5
    assert session.damage.beads == {1, 2}
    session.cursor.go_to(6)
    screen = do(status.undo, session)
    assert session.cursor.bead in {1, 2}
    assert screen.said[0].startswith("Undone: merge")
    assert do(status.redo, session).said[0].startswith("Done again: merge")
    do(status.undo, session)
    assert do(status.undo, session).said == ["Nothing is left to undo."]


@pytest.mark.parametrize(
    ("bead", "command", "step", "message"),
    [
        (1, editing.merge, -1, "there is no bead before this one"),
        (6, editing.merge, 1, "there is no bead after this one"),
        (1, editing.move, -1, "no bead before"),
    ],
)
def test_what_cannot_be_done_is_raised(session, bead, command, step, message):
    """And nothing has changed."""
    session.cursor.go_to(bead)
    with pytest.raises(WorkbenchError, match=message):
        do(command, session, step=step)
    assert not session.project.history


def test_a_bead_is_split_at_the_borders_answered(session):
    """Hidden columns are split where it was proposed."""
    session.cursor.go_to(2)
    do(editing.merge, session, step=1)
    session.show_columns([0, 2])
    screen = do(editing.split, session, [[1, 1]])
    question = screen.asked[0]
    assert isinstance(question, BeadSplit)
    assert question.names == ["en", "ru"]
    assert find.shape(session.project, 2)[::4] == "11"
    assert len(session.project) == 6


def test_a_text_is_asked_for_until_it_is_saved(session, monkeypatch):
    """Where it cannot be saved, what was typed stands there again."""

    def full(*_, **__):
        raise WorkbenchError("the disk is full", remedy="make room")

    def once(question):
        monkeypatch.setattr(session.project.store, "apply", full)
        return "typed"

    def again(question):
        monkeypatch.undo()
        assert question.text == "typed"
        return question.text

    screen = do(editing.edit, session, once, again)
    assert [type(question) for question in screen.asked] == [SegmentText] * 2
    assert screen.complaints == ["the disk is full; make room."]
    assert session.project.texts(1, 0) == ("typed",)


def test_a_range_is_what_is_decided(session):
    """It is over afterwards; hidden beads are not in it."""
    session.set_filter(session.parse_filter("doubtful"))
    do(navigation.extend, session, steps=2)
    do(status.exclude, session)
    assert [find.excluded(session.project, bead) for bead in range(1, 7)] == [
        *(False, True, False, False, True, True)
    ]
    assert not session.cursor.selecting


def test_the_word_under_the_cursor_is_the_segment_that_is_meant(session):
    """And it is given up with the bead."""
    session.cursor.go_to(2)
    session.cursor.column = 1
    word_cursor.press(session, 1, 0, extending=False)
    assert session.selected_text() == "会谈"
    do(editing.isolate, session)
    assert "会谈持续了两个小时。" in [
        text for bead in session.project.order for text in session.project.texts(bead, 1)
    ]
    assert len(session.project) == 7
    assert session.cursor.word is None


# Other windows


def test_another_windows_edit_is_taken_in(session, path):
    """Counts, queue and rows follow; the cursor stays near."""
    other = projects.open(path)
    session.cursor.go_to(2)
    other.apply(operations.merge(other, 1, 2))
    other.apply(operations.confirm(other, [5]))
    edit = session.refresh()
    other.close()
    assert edit is not None
    assert edit.verb.startswith("confirm")
    assert list(session.cursor.rows) == [1, 3, 4, 5, 6]
    assert session.sheet.counts["confirmed"] == 1
    assert set(visited(session, 5)) == {1, 3, 4, 6}
    assert session.refresh() is None


def test_a_conflict_shows_what_the_other_did(session, path):
    """The edit is refused, and the session holds the other window's state."""
    project = session.project
    edit = operations.edit_text(project, project.runs(2)[0][0], "mine")
    other = projects.open(path)
    other.apply(operations.edit_text(other, other.runs(2)[0][0], "theirs"))
    other.close()
    with pytest.raises(EditConflict):
        session.apply(lambda _: edit)
    assert project.texts(2, 0) == ("theirs",)
    assert session.damage.beads is None


def test_the_place_is_kept_with_the_project(session, project):
    """The next review begins there, with the pane and the colours that were chosen."""
    session.cursor.go_to(4)
    session.remember_place()
    do(views.next_pane, session)
    do(views.next_theme, session)
    again = Session(project)
    assert again.cursor.bead == 4
    assert (again.pane, again.theme) == ("large", "workbench-light")


# Columns


def test_a_hidden_column_is_another_document_under_the_cursor(session):
    """The last one stays; all come back."""
    do(views.hide_column, session)
    assert session.column == 1
    do(views.hide_column, session)
    assert session.column == 2
    assert do(views.hide_column, session).said == ["The last column stays."]
    do(views.show_all_columns, session)
    assert session.sheet.columns == [0, 1, 2]
    assert session.damage.columns


# Glossary and checks


def test_a_glossary_marks_terms_and_says_departures(project, glossary):
    """In all columns; the filter knows its terms."""
    session = Session(project, [glossary])
    session.cursor.go_to(3)
    shown = current_bead(session)
    assert any(kind == "wrong" for _, _, kind in shown.marks[0, 0])
    assert any("transport" in note for note in shown.notes)
    assert session.parse_filter("term:мост").test(project, 5)
    with pytest.raises(WorkbenchError, match="no glossary holds"):
        session.parse_filter("term:nothing")


def test_a_broken_glossary_is_refused(project, tmp_path):
    """Before anything is shown."""
    path = tmp_path / "no.tbx"
    path.write_text("<", encoding="utf-8")
    with pytest.raises(WorkbenchError):
        Session(project, [path])


def test_a_new_concept_is_in_use_at_once(project, glossary):
    """The other glossaries stay in use."""
    session = Session(project, [glossary])
    screen = do(terms.add, session, ["Joint communiqué", "", "совместное коммюнике|коммюнике"])
    assert isinstance(screen.asked[0], ConceptTerms)
    assert screen.said == [f"Written: {glossary}, now 3 concepts."]
    assert session.parse_filter("term:коммюнике").test(project, 1)
    assert Glossary.read(glossary).concepts[-1].terms["ru"][1].text == "коммюнике"


def test_a_concepts_card(project, glossary):
    """The terms of the cell under the cursor."""
    session = Session(project, [glossary])
    session.cursor.go_to(5)
    screen = do(concept_card.show, session, None)
    assert isinstance(screen.asked[0], Page)
    assert "мост" in str(screen.asked[0].text)


def test_findings_lead_on_and_go_when_their_bead_changes(project, glossary):
    """They are what "next" looks for; an edit and an undo make them stale."""
    session = Session(project, [glossary])
    do(findings.switch, session)
    assert session.findings.listed
    assert session.cursor.bead == 3
    assert session.target == "finding"
    assert session.parse_filter("finding").test(project, 3)
    session.apply(lambda project: operations.merge(project, 3, 4))
    assert 3 not in session.findings


@pytest.mark.parametrize("command", [findings.switch, realigning.everything])
def test_what_is_given_up_is_no_result(session, command):
    """Neither "found nothing" nor "nothing would change" is said, and old findings stay."""
    session.findings[4] = []
    screen = Notes()
    screen.cancels = True
    with pytest.raises(Cancelled):
        asyncio.run(command(session, screen))
    assert not screen.said
    assert session.findings == {4: []}
    assert not session.project.history


def test_aligning_again_is_shown_and_taken_or_not(session):
    """No: nothing has changed. Yes: one edit, in which confirmed beads stay."""
    project = session.project
    project.apply(operations.merge(project, 2, 4))
    project.apply(operations.confirm(project, [1]))
    session = Session(project)
    do(realigning.everything, session, None)
    assert len(project) == 4
    screen = do(realigning.everything, session, lambda asked: range(len(asked.hunks)))
    assert isinstance(screen.asked[0], Hunks)
    assert len(project) > 4
    assert find.confirmed(project, 1)
    assert len(project.history) == 3


def test_it_is_exported(session, tmp_path):
    """Only what is confirmed; the proposed name lies beside the project."""
    session.apply(lambda project: operations.confirm(project, [1, 2]))
    path = tmp_path / "out.tmx"
    screen = do(exporting.export, session, 1, str(path))
    line = screen.asked[1]
    assert isinstance(line, Line)
    assert line.value.endswith("talks.tmx")
    assert screen.said == [f"Written: {path} (2 units)."]
    with pytest.raises(WorkbenchError):
        line.explain("talks.nothing")


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"words", "realign", "realign all"}))
def test_each_command_does_without_a_window(project, glossary, name):
    """Every command of the table acts or asks; a question left without answer changes nothing."""
    session = Session(project, [glossary])
    session.go_to(2)
    session.cursor.column = 1
    if name == "shift up":
        session.apply(lambda project: operations.move_first(project, 2, 1))
        session.apply(lambda project: operations.move_first(project, 2, 1))
        session.go_to(3)
    before = len(project.history)
    screen = Notes(None)
    if not COMMANDS[name].when(session):
        assert name in {
            "confirm mended",
            "next hit",
            "undo",
            "redo",
            "card",
            "wrong alarm",
            "finding order",
            "put copy",
            "score",
        }
        return
    try:
        waiting = COMMANDS[name].run(session, screen)
        if inspect.isawaitable(waiting):
            asyncio.run(waiting)
    except WorkbenchError:
        assert name in {"same fault", "put code"}
    if screen.asked:
        assert len(project.history) == before
    assert current_bead(session).cells
