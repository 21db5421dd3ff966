"""Any sequence of operations keeps a project's invariants and can be undone."""

import contextlib
import itertools
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from support.project_samples import any_align, sample, state, violations

from workbench import project as projects
from workbench.project import EditConflict, Refused, operations

COLUMNS = 3
SHAPES = st.one_of(st.just((1,) * COLUMNS), st.tuples(*[st.integers(0, 3)] * COLUMNS).filter(any))


class Review(RuleBasedStateMachine):
    """A reviewer at work in one window, with a second one open beside it."""

    @initialize(
        shapes=st.lists(SHAPES, min_size=1, max_size=12),
        blocks=st.integers(1, 2),
    )
    def begin(self, shapes, blocks):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "talks.aligned"
        sample(self.path, shapes, blocks=blocks)
        self.project = projects.open(self.path, author="one")
        self.other = projects.open(self.path, author="two")
        self.first = state(self.project)
        self.used = set(self.project.order)

    def teardown(self):
        if not hasattr(self, "project"):
            return
        last = state(self.project)
        steps = 0
        while self.project.undo():
            steps += 1
            assert not violations(self.project)
        assert state(self.project) == self.first
        for _ in range(steps):
            assert self.project.redo()
        assert state(self.project) == last
        self.project.close()
        self.other.close()
        self.folder.cleanup()

    def act(self, operation, *arguments):
        before = state(self.project)
        try:
            edit = operation(self.project, *arguments)
        except Refused:
            assert state(self.project) == before
            return
        was = set(self.project.order)
        self.project.apply(edit)
        new = set(self.project.order) - was
        assert not new & self.used, "an id was given twice"
        self.used |= new

    def bead(self, data):
        return data.draw(st.sampled_from(list(self.project.order)), "bead")

    def segment(self, data):
        segments = list(itertools.chain(*map(self.project.segments, range(COLUMNS))))
        return data.draw(st.sampled_from(segments), "segment")

    @rule(data=st.data(), reach=st.integers(0, 3))
    def confirm(self, data, reach):
        bead = self.bead(data)
        index = self.project.index(bead)
        self.act(operations.confirm, self.project.order[index : index + reach])

    @rule(confidence=st.floats(0, 1))
    def confirm_above(self, confidence):
        self.act(operations.confirm_above, confidence)

    @rule(
        data=st.data(),
        operation=st.sampled_from(
            [
                operations.reopen,
                operations.flag,
                operations.unflag,
                operations.exclude,
                operations.include,
            ]
        ),
    )
    def decide(self, data, operation):
        self.act(operation, [self.bead(data)])

    @rule(data=st.data(), note=st.text())
    def annotate(self, data, note):
        self.act(operations.annotate, self.bead(data), note)

    @rule(data=st.data(), text=st.text(max_size=5))
    def answer(self, data, text):
        notes = [note.id for bead in self.project.order for note in self.project.notes(bead)]
        if notes:
            self.act(operations.answer, data.draw(st.sampled_from(notes), "note"), text)

    @rule(data=st.data(), reach=st.integers(0, 3))
    def merge(self, data, reach):
        bead = self.bead(data)
        index = min(self.project.index(bead) + reach, len(self.project) - 1)
        self.act(operations.merge, bead, self.project.order[index])

    @rule(data=st.data(), reach=st.integers(0, 3))
    def merge_across(self, data, reach):
        bead = self.bead(data)
        index = min(self.project.index(bead) + reach, len(self.project) - 1)
        self.act(operations.merge_across, bead, self.project.order[index])

    @rule(data=st.data(), borders=st.tuples(*[st.integers(0, 3)] * COLUMNS))
    def split(self, data, borders):
        self.act(operations.split, self.bead(data), borders)

    @rule(data=st.data())
    def split_as_proposed(self, data):
        bead = self.bead(data)
        self.act(operations.split, bead, operations.proposed_borders(self.project, bead))

    @rule(
        data=st.data(),
        column=st.integers(0, COLUMNS - 1),
        operation=st.sampled_from([operations.move_first, operations.move_last]),
    )
    def move(self, data, column, operation):
        self.act(operation, self.bead(data), column)

    @rule(data=st.data(), column=st.integers(0, COLUMNS - 1), step=st.sampled_from([-1, 1]))
    def shift(self, data, column, step):
        self.act(operations.shift, self.bead(data), column, step)

    @rule(data=st.data())
    def isolate(self, data):
        self.act(operations.isolate, self.segment(data))

    @rule(data=st.data(), text=st.text(max_size=5))
    def edit_text(self, data, text):
        self.act(operations.edit_text, self.segment(data), text)

    @rule(data=st.data(), offset=st.integers(0, 12))
    def split_segment(self, data, offset):
        self.act(operations.split_segment, self.segment(data), offset)

    @rule(data=st.data())
    def join_segments(self, data):
        segment = self.segment(data)
        column = self.project.segments(self.project.column_of(segment))
        number = self.project.number(segment)
        if number + 1 < len(column):
            self.act(operations.join_segments, segment, column[number + 1])

    @rule(data=st.data(), column=st.integers(0, COLUMNS - 1), text=st.text(max_size=5))
    def insert(self, data, column, text):
        self.act(operations.insert_translation, self.bead(data), column, text)

    @rule(data=st.data())
    def copy(self, data):
        self.act(operations.copy_segment, self.segment(data), self.bead(data))

    @rule(data=st.data())
    def pair_across(self, data):
        self.act(operations.pair_across, [self.segment(data)], self.bead(data))

    @rule(data=st.data(), reach=st.integers(0, 9))
    def realign(self, data, reach):
        bead = self.bead(data)
        index = min(self.project.index(bead) + reach, len(self.project) - 1)
        self.act(operations.realign, bead, self.project.order[index], any_align)

    @rule(steps=st.integers(1, 3))
    def undo(self, steps):
        for _ in range(steps):
            self.project.undo()

    @rule()
    def redo(self):
        self.project.redo()

    @rule(data=st.data())
    def other_window_is_stale(self, data):
        """An edit made in a window that has not looked is applied cleanly, or refused."""
        bead = data.draw(st.sampled_from(list(self.other.order)), "bead of the other window")
        column = data.draw(st.integers(0, COLUMNS - 1))
        operation = data.draw(
            st.sampled_from(
                [
                    lambda p: operations.confirm(p, [bead]),
                    lambda p: operations.move_last(p, bead, column),
                    lambda p: operations.merge(p, bead, p.neighbour(bead, 1) or bead),
                    lambda p: operations.insert_translation(p, bead, column, "new"),
                    lambda p: operations.split(p, bead, operations.proposed_borders(p, bead)),
                    lambda p: operations.shift(p, bead, column, 1),
                ]
            )
        )
        try:
            if not self.other.apply(operation(self.other)).changes:
                self.other.refresh()
        except EditConflict:
            pass
        except Refused:
            self.other.refresh()
        self.used |= set(self.other.order)
        self.project.refresh()
        assert state(self.other) == state(self.project)

    @rule()
    def other_window_looks(self):
        self.other.refresh()
        assert state(self.other) == state(self.project)

    @rule()
    def reopen(self):
        before = state(self.project)
        undoable, redoable = self.project.undoable, self.project.redoable
        self.project.close()
        self.project = projects.open(self.path, author="one")
        assert state(self.project) == before
        assert (self.project.undoable, self.project.redoable) == (undoable, redoable)

    @invariant()
    def sound(self):
        if hasattr(self, "project"):
            assert not violations(self.project)


TestReview = Review.TestCase
TestReview.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)


@pytest.mark.slow
class TestLongReview(Review.TestCase):
    """The same for longer."""

    settings = settings(max_examples=400, stateful_step_count=50, deadline=None)


def test_a_translation_is_supplied_between_the_parts_of_an_interrupted_side(tmp_path):
    """The side before it ends behind the side after it: only before that one is in order."""
    path = tmp_path / "talks.aligned"
    sample(path, [(2, 1, 1), (0, 1, 1), (1, 1, 1), (1, 1, 1)])
    with contextlib.closing(projects.open(path)) as project:
        order = project.order
        project.apply(operations.merge_across(project, order[0], order[3]))
        assert not violations(project)
        project.apply(operations.insert_translation(project, order[1], 0, "Supplied."))
        assert not violations(project)
        assert project.number(project.runs(order[1])[0][0]) == 2


def test_beads_of_two_sections_are_merged_where_a_column_of_theirs_is_empty(tmp_path):
    """Nothing stands against the order of a section in a column without segments."""
    path = tmp_path / "talks.aligned"
    sample(path, [(1, 1, 1), (0, 1, 0), (0, 1, 0), (1, 1, 1)], blocks=2)
    project = projects.open(path)
    project.apply(operations.merge(project, 2, 3))
    assert [len(run) for run in project.runs(2)] == [0, 2, 0]
    assert not violations(project)
    project.close()
