"""A project's life: newer versions, tables, moves, decisions and undo, in any order.

Nothing that a person did is lost, no bead is confirmed that no person confirmed in these texts,
and undoing all gives the beginning.
"""

import contextlib
import tempfile
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from support.project_samples import align_by_number, document, sample, state, violations

from workbench import project as projects
from workbench.project import Refused, operations
from workbench.units import Variant

KEYS = ("en", "zh", "ru")
WORDS = ["ambassador", "treaty", "river", "winter", "harbour", "market", "signal", "orchard"]


def sentence(key, number):
    """A sentence unlike the others."""
    return f"{key} {WORDS[number % 8]} {WORDS[number // 8 % 8]} {number} {WORDS[number * 5 % 8]}."


class Life(RuleBasedStateMachine):
    """A project, the documents as they are outside, and all that a person said of it."""

    @initialize(count=st.integers(2, 8))
    def begin(self, count):
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "talks.aligned"
        sample(path, [(1, 1, 1)] * count, text=sentence)
        self.project = projects.open(path, author="one")
        self.first = state(self.project)
        self.texts = [[sentence(key, number) for number in range(count)] for key in KEYS]
        self.number = 100
        self.said = {}
        self.approved = set()

    def teardown(self):
        if not hasattr(self, "project"):
            return
        while self.project.undo():
            assert not violations(self.project)
        assert state(self.project) == self.first
        self.project.close()
        self.folder.cleanup()

    def bead(self, data):
        return data.draw(st.sampled_from(list(self.project.order)), "bead")

    def new(self, kind):
        self.number += 1
        return f"{kind} {self.number} of a person {WORDS[self.number % 8]}"

    def remember(self):
        """The texts that a person has confirmed."""
        for bead in self.project.order:
            if self.project.bead(bead).status == "confirmed":
                self.approved.add(self.content(bead))

    def content(self, bead):
        return tuple(self.project.texts(bead, column) for column in range(3))

    @rule(data=st.data())
    def confirm(self, data):
        self.project.apply(operations.confirm(self.project, [self.bead(data)]))
        self.remember()

    @rule(data=st.data())
    def annotate(self, data):
        bead, text = self.bead(data), self.new("note")
        whole = "\n".join(filter(None, (self.project.note(bead), text)))
        self.said[text] = self.project.apply(operations.annotate(self.project, bead, whole)).id

    @rule(data=st.data(), column=st.integers(0, 2))
    def edit(self, data, column):
        run = self.project.runs(self.bead(data))[column]
        if run and self.project.segment(run[0]).original is None:
            text = self.new("edit")
            self.said[text] = self.project.apply(
                operations.edit_text(self.project, run[0], text)
            ).id

    @rule(data=st.data(), column=st.integers(0, 2))
    def supply(self, data, column):
        text = self.new("supplied")
        edit = operations.insert_translation(self.project, self.bead(data), column, text)
        self.said[text] = self.project.apply(edit).id

    @rule(
        data=st.data(),
        column=st.integers(0, 2),
        kind=st.sampled_from(["change", "space", "remove", "add", "move", "return"]),
    )
    def update(self, data, column, kind):
        texts = list(self.texts[column])
        at = data.draw(st.integers(0, len(texts) - 1), "place")
        self.number += 1
        if kind == "change":
            texts[at] = texts[at].replace(" ", f" word{self.number} ", 1)
        elif kind == "space":
            texts[at] = texts[at].replace(" ", "  ", 1)
        elif kind == "remove" and len(texts) > 2:
            del texts[at]
        elif kind == "add":
            texts.insert(at, sentence(KEYS[column], self.number))
        elif kind == "move":
            moved = texts.pop(at)
            texts.insert(data.draw(st.integers(0, len(texts)), "to"), moved)
        else:
            texts.insert(at, sentence(KEYS[column], 0))
        if len(set(texts)) < len(texts):
            return
        versions = {column: document(KEYS[column], texts)}
        revision = operations.revise(self.project, versions, align_by_number)
        self.project.apply(revision.edit)
        self.texts[column] = texts
        own = [
            row.original or row.text
            for row in map(self.project.segment, self.project.segments(column))
            if row.original != ""
        ]
        assert own == texts

    @rule(data=st.data())
    def lose_what_a_person_did(self, data):
        """The sentences of a bead that she edited, noted or confirmed go, in all documents."""
        beads = [
            bead
            for bead in self.project.order
            if self.project.notes(bead)
            or any(
                self.project.segment(segment).original
                for run in self.project.runs(bead)
                for segment in run
            )
        ]
        if not beads:
            return
        bead = data.draw(st.sampled_from(beads), "bead with work in it")
        gone = [
            {
                row.original or row.text
                for row in map(self.project.segment, self.project.runs(bead)[column])
            }
            for column in range(3)
        ]
        texts = [
            [text for text in own if text not in lost]
            for own, lost in zip(self.texts, gone, strict=True)
        ]
        if not all(texts):
            return
        versions = {column: document(KEYS[column], texts[column]) for column in range(3)}
        self.project.apply(operations.revise(self.project, versions, align_by_number).edit)
        self.texts = texts

    @rule(data=st.data())
    def table_back(self, data):
        """A row's note and one text are changed in a table, which comes back."""
        memory, units = projects.units(self.project)
        rows = list(units)
        row = data.draw(st.sampled_from(rows), "row")
        text = self.new("noted")
        key = data.draw(st.sampled_from(KEYS), "column")
        variants = dict(row.variants)
        note = "\n".join(filter(None, (row.note, text)))
        if not variants[key].segments:
            supplied = self.new("table")
            variants[key] = Variant((supplied,))
        changed = replace(row, note=note, variants=variants)
        found = operations.import_table(
            self.project, memory, [changed if each is row else each for each in rows]
        )
        edit = self.project.apply(found.edit)
        self.said[text] = edit.id
        if variants[key] is not row.variants[key]:
            self.said[supplied] = edit.id

    @rule()
    def merge_first(self):
        if len(self.project) > 1:
            try:
                edit = operations.merge(self.project, self.project.order[0], self.project.order[1])
            except Refused:
                return
            self.project.apply(edit)

    @rule()
    def undo(self):
        edit = self.project.undoable
        if edit is None or edit.verb.startswith("update"):
            return
        self.project.undo()
        self.said = {text: number for text, number in self.said.items() if number != edit.id}

    @invariant()
    def nothing_is_lost(self):
        if not hasattr(self, "project"):
            return
        assert not violations(self.project)
        project = self.project
        there = "\n".join(
            [
                *(row.text for row in project.aside.values()),
                *(project.note(bead) for bead in project.order),
                *(text for bead in project.order for run in self.content(bead) for text in run),
            ]
        )
        assert [text for text in self.said if text not in there] == []

    @invariant()
    def no_bead_is_confirmed_in_other_texts(self):
        if hasattr(self, "project"):
            for bead in self.project.order:
                if self.project.bead(bead).status == "confirmed":
                    assert self.content(bead) in self.approved


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)


@pytest.mark.slow
class TestLongLife(Life.TestCase):
    """The same for longer."""

    settings = settings(max_examples=300, stateful_step_count=50, deadline=None)


def test_a_supplied_translation_does_not_follow_a_sentence_that_moves_without_it(tmp_path):
    """It stands in another bead than the sentence before it, which stays where it is."""
    path = tmp_path / "talks.aligned"
    sample(path, [(1, 1, 1), (0, 1, 1), (1, 0, 0)], text=sentence)
    with contextlib.closing(projects.open(path)) as project:
        project.apply(operations.insert_translation(project, project.order[1], 0, "Supplied."))
        texts = [sentence("en", 1), sentence("en", 0)]
        versions = {0: document("en", texts)}
        project.apply(operations.revise(project, versions, align_by_number).edit)
        assert not violations(project)
