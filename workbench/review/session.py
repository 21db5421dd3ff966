"""A review without its window: the project, what is known of it, and where the reviewer is."""

import contextlib
import time
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workbench import api
from workbench import project as projects
from workbench.errors import WorkbenchError
from workbench.project import Edit, EditConflict, Presence, Project
from workbench.review import find
from workbench.review.changed import ChangedBeads
from workbench.review.confidence_queue import ConfidenceQueue, Key
from workbench.review.cursor import Cursor
from workbench.review.found_faults import FoundFaults
from workbench.review.glossary_steps import GlossarySteps
from workbench.review.kept import keep, kept
from workbench.review.pace import Pace
from workbench.review.preferences import Preferences
from workbench.review.sheet import Sheet
from workbench.review.word_links import Linker
from workbench.words import Word

if TYPE_CHECKING:
    from workbench.checks import Finding
    from workbench.review.terminology import Terminology

Result = TypeVar("Result")

PANES = ("usual", "large", "hidden")
"""How much of the screen the current bead's own pane may take."""

THEMES = ("workbench-dark", "workbench-light", "workbench-contrast")
"""Names of the colours."""


@dataclass(slots=True)
class Damage:
    """What a screen has to draw anew."""

    beads: set[int] | None = field(default_factory=set)
    """Beads whose content is another; None for all."""

    marks: bool = False
    """Whether other words are marked, or marked otherwise."""

    columns: bool = False
    """Whether other columns are shown."""


class Session:
    """The state of a review. Commands change it, a screen shows it.

    Args:
        project: Open; whoever opened it closes it.
        glossaries: Files whose terms are shown; new terms go into the first.
        preferences: A person's own settings; none when None.

    Raises:
        WorkbenchError: A glossary cannot be read.
    """

    def __init__(
        self,
        project: Project,
        glossaries: Sequence[Path] = (),
        preferences: Preferences | None = None,
    ) -> None:
        self.project = project
        self.preferences = preferences or Preferences()
        self.sheet = Sheet(project, self.preferences.doubtful / 100)
        """The beads and columns shown, the filter, and the search."""

        self.cursor = Cursor(self.sheet.rows(), len(self.sheet.columns))
        self.queue = ConfidenceQueue(project)
        self.pace = Pace(time.monotonic())
        self.target = "worst"
        """What "next" looks for: a name in :data:`find.TARGETS`."""

        self.worst: Key | None = None
        """What "next, worst first" came to last."""

        self._hits: tuple[Sequence[int], find.Query, list[int]] | None = None
        """The beads shown, what was searched for last, and in which of them it is."""

        self.searched = ""
        """The search as typed last."""

        self.findings = self.sheet.found = FoundFaults(project)
        self.mended: frozenset[int] = frozenset()
        """The beads that the last steps at one place changed, and that were not decided since."""

        self.rendered: Collection[int] = ()
        """The beads with the rendering of a concept that was chosen last."""

        self.changed = ChangedBeads(project)
        self.linker = Linker(project)
        self.linking = False
        """Whether the counterparts of words are shown."""

        self.glossaries: Sequence[Path] = ()
        self.glossary_steps = GlossarySteps()
        """What was changed in glossary files in this sitting; undo takes it back in turn."""

        self.glossary_notes: Sequence[str] = ()
        """What the glossary files say differently; said when they are first shown."""

        self.carried: tuple[int, ...] = ()
        """Segments that were taken along, to be put into another bead."""

        self.within: Path | None = None
        """The folder in which files stay that are written; None for any."""

        self.read_only = not project.store.writable()
        """Whether permissions forbid to save."""

        self.others: Sequence[Presence] = ()
        """Who else has the project open, and where."""

        self.trouble = ""
        """Why the project cannot be read just now; empty while it can."""

        self.damage = Damage()
        """What has changed since a screen last took this; the screen puts an empty one there."""

        self.waited = 0.0
        """Seconds that edits took to be saved or refused, in all."""

        self.pane = self._kept("pane", PANES)
        own = f"workbench-{self.preferences.theme}"
        self.theme = self._kept("theme", sorted(THEMES, key=lambda name: name != own))
        self.use_glossaries(glossaries or self.preferences.glossaries)
        self._return()

    # Where the reviewer is

    @property
    def bead(self) -> int:
        """The bead under the cursor.

        Raises:
            WorkbenchError: The filter shows none.
        """
        if self.cursor.bead is None:
            raise WorkbenchError("no bead is shown", remedy="change the filter (f)")
        return self.cursor.bead

    @property
    def column(self) -> int:
        """The document under the cursor."""
        return self.sheet.columns[self.cursor.column]

    @property
    def run(self) -> Sequence[int]:
        """The segments in the cell under the cursor; none where no bead is shown."""
        bead = self.cursor.bead
        return () if bead is None else self.project.runs(bead)[self.column]

    def selected_text(self) -> str:
        """The words that are selected; empty where there are none."""
        word = self.cursor.word
        if word is None:
            return ""
        return self.project.texts(self.bead, self.column)[word.segment][slice(*word.span)]

    def counterparts(self) -> Sequence[Word]:
        """The counterparts of the selected words; none while they are not known."""
        word = self.cursor.word
        found = self.linker.known(self.bead) if self.linking and word else None
        return found.of(self.column, word.segment, word.span) if found and word else ()

    def go_to(self, bead: int) -> None:
        """Go to a bead; where the filter hides it, the filter is given up."""
        if not self.cursor.go_to(bead):
            self.set_filter(find.Filter())
            self.cursor.go_to(bead)

    def remember_place(self) -> None:
        """Keep the current bead with the project.

        Raises:
            WorkbenchError: It cannot be written.
        """
        project = self.project
        if self.cursor.bead is not None:
            keep(project, "bead", str(self.cursor.bead))
        keep(project, "column", str(self.cursor.column))
        keep(project, "filter", self.sheet.filter.text)
        passing = {"finding", "found", "rendered"}
        keep(project, "target", "worst" if self.target in passing else self.target)

    def _return(self) -> None:
        self.target = self._kept("target", ("worst", *find.TARGETS))
        with contextlib.suppress(WorkbenchError):  # a term's glossary may not be shown now
            self.set_filter(self.parse_filter(kept(self.project, "filter")))
        column = kept(self.project, "column")
        if column.isdecimal():
            self.cursor.column = int(column)
        bead = kept(self.project, "bead")
        if bead.isdecimal():
            self.cursor.go_to(int(bead))

    def _kept(self, name: str, choices: Sequence[str]) -> str:
        found = kept(self.project, name)
        return found if found in choices else choices[0]

    # What is shown

    @property
    def terminology(self) -> "Terminology | None":
        """The glossaries on this project; None without any."""
        return self.sheet.terminology

    def use_glossaries(self, paths: Sequence[Path]) -> None:
        """Show the terms of these glossaries, as those of one.

        Raises:
            WorkbenchError: One cannot be read.
        """
        if paths:
            from workbench.review.terminology import Terminology

            loaded = api.load_glossaries(paths)
            self.sheet.terminology = Terminology(self.project, loaded.glossary)
            self.glossary_notes = [f"{note.concept}: {note.message}" for note in loaded.notes]
        else:
            self.sheet.terminology = None
        self.glossaries = paths
        self.damage.marks = True

    def take_findings(self, findings: Iterable["Finding"]) -> None:
        """Hold and mark what the checks found."""
        self.findings.take(findings)
        self.damage.marks = True

    def key_of(self, tag: str) -> str:
        """What the column of a language is called here; the tag where there is none."""
        for document in self.project.documents:
            if tag in {document.tag, document.key}:
                return document.key
        return tag

    def parse_filter(self, text: str) -> find.Filter:
        """A filter as typed, with the words that need findings or glossaries.

        Raises:
            WorkbenchError: A word has no meaning.
        """
        return find.parse_filter(text, self.sheet.keys, self._word_test)

    def _word_test(self, word: str) -> find.Test | None:
        if word in {"finding", "doubtful"}:
            return self.target_test(word)
        if word.startswith("term:") and len(word) > len("term:"):
            from workbench.review.terminology import term_test

            asked = word.removeprefix("term:").replace("_", " ")
            glossary = self.terminology.glossary if self.terminology else ()
            return term_test(self.project, glossary, asked)
        return None

    def target_test(self, target: str) -> find.Test | None:
        """Whether a bead is one that "next" looks for; None where it goes worst first."""
        if target == "finding":
            return lambda _, bead: bead in self.findings
        if target == "doubtful":
            return lambda _, bead: self.sheet.doubtful(bead)
        if target == "rendered":
            return lambda _, bead: bead in self.rendered
        if target == "found":
            return self.sheet.query.test if self.sheet.query else lambda *_: False
        return find.TARGETS[target][1]

    def set_filter(self, wanted: find.Filter) -> None:
        """Show only the beads that pass a filter."""
        self.sheet.set_filter(wanted)
        self.sheet.hits = None
        if wanted.query is not None:
            self.sheet.query = wanted.query
        self.cursor.show_rows(self.sheet.rows())
        self.damage.marks = True

    def set_query(self, query: find.Query | None) -> None:
        """Mark the texts that a search finds."""
        self.sheet.query, self.sheet.hits = query, None
        self.damage.marks = True

    def hits(self) -> list[int]:
        """The beads shown that the search finds, in order."""
        query, rows = self.sheet.query, self.cursor.rows
        if query is None:
            return []
        if self._hits is None or self._hits[0] is not rows or self._hits[1] is not query:
            known = (
                self._hits is not None and self._hits[0] is rows and query.narrows(self._hits[1])
            )
            among = self._hits[2] if self._hits is not None and known else rows
            found = [bead for bead in among if query.test(self.project, bead)]
            self._hits = rows, query, found
        if self.sheet.hits is None:
            self.sheet.hits = frozenset(self._hits[2])
        return self._hits[2]

    def hit_number(self) -> str:
        """Which of the hits the cursor is on, ``"3 of 17, "``; empty where it is on none."""
        hits = self.hits()
        place = self.cursor.index
        number = bisect_left(hits, place, key=lambda bead: self.cursor.place(bead) or 0)
        if number < len(hits) and hits[number] == self.cursor.bead:
            return f"{number + 1} of {len(hits)}, "
        return ""

    def show_columns(self, columns: Sequence[int]) -> None:
        """Show these documents."""
        self.sheet.columns[:] = columns
        self.cursor.show_columns(len(columns))
        self.damage.columns = True

    def keys_of(self, name: str, keys: Sequence[str]) -> Sequence[str]:
        """A command's keys: a person's own, else those given."""
        return self.preferences.keys.get(name, keys)

    def give_up(self) -> None:
        """Give up the range, the word, the search, the filter: the first of them there is."""
        if self.carried:
            self.carried = ()
        elif self.cursor.selecting:
            self.cursor.select(False)
        elif self.cursor.word is not None:
            self.cursor.word = None
        elif self.sheet.query is not None:
            self.set_query(None)
        elif self.sheet.filter:
            self.set_filter(find.Filter())

    # Edits

    def apply(self, make: Callable[[Project], Edit]) -> None:
        """Make an edit and apply it: it is saved when this returns.

        Args:
            make: An operation.

        Raises:
            EditConflict: Another window was quicker; the session holds what it did.
            WorkbenchError: The operation refuses, or it cannot be saved.
        """
        edit = self._record(lambda: self.project.apply(make(self.project)))
        self.glossary_steps.edited()
        if edit is not None:
            new = edit.rearranged
            # Steps at one place are one repair.
            self.mended = new if new.isdisjoint(self.mended) else new | self.mended

    def change_glossary(self, verb: str, path: Path, change: Callable[[], Result]) -> Result:
        """Change a glossary file, as a step that undo takes back, and show its terms.

        Args:
            verb: What is done, for people.
            path: The file that is changed, or made.
            change: Does it.

        Raises:
            WorkbenchError: It cannot be read or written.
        """
        result = self.glossary_steps.record(verb, path, self.project.last, change)
        self._show_changed_glossary(path)
        return result

    def take_back(self, number: int) -> Edit | None:
        """Take back an edit of the history, whoever made it.

        Raises:
            EditConflict, WorkbenchError: As :meth:`apply`.
        """
        taken = self._go_where(self._record(lambda: self.project.take_back(number)))
        self.glossary_steps.edited()
        return taken

    def _show_changed_glossary(self, path: Path) -> None:
        others = [other for other in self.glossaries if other != path]
        self.use_glossaries([path, *others] if path.exists() else others)

    def undo(self) -> str | None:
        """Undo the last step, an edit or one of a glossary, and go where it happened.

        Returns:
            What was undone; None where nothing is left.

        Raises:
            EditConflict, WorkbenchError: As :meth:`apply`.
        """
        self.refresh()
        edit = self.project.own_undoable
        self.mended = frozenset()
        if self.glossary_steps.undo_before(edit.id if edit else 0):
            step = self.glossary_steps.undo()
            self._show_changed_glossary(step.path)
            return step.verb
        if edit is None:
            return None
        number = edit.id
        undone = self._go_where(self._record(lambda: self.project.take_back(number)))
        assert undone is not None
        self.glossary_steps.edit_undone()
        return undone.verb.removeprefix("undo ")

    def redo(self) -> str | None:
        """Redo what was undone last, and go where it happened; None where there is nothing.

        Raises:
            EditConflict, WorkbenchError: As :meth:`apply`.
        """
        if self.glossary_steps.redo_next:
            step = self.glossary_steps.redo(self.project.last)
            self._show_changed_glossary(step.path)
            return step.verb
        redone = self._go_where(self._record(self.project.redo))
        if redone is None:
            return None
        self.glossary_steps.edit_redone()
        return redone.verb.removeprefix("redo ")

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self.project.own_undoable is not None or self.glossary_steps.undo_before(0)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return self.project.redoable is not None or self.glossary_steps.redo_next

    def refresh(self) -> Edit | None:
        """Take in what other windows changed.

        Returns:
            The last of their edits; None where there is none.

        Raises:
            WorkbenchError: The project cannot be read.
        """
        self._meet()
        try:
            if self.read_only and self.project.store.writable():
                projects.reopen(self.project)
            self.read_only = not self.project.store.writable()
            edits = self.project.refresh()
        except WorkbenchError as error:
            self.trouble = error.cause
            raise
        self.trouble = ""
        if edits:
            self._changed(edits)
        return edits[-1] if edits else None

    def _meet(self) -> None:
        """Say where the reviewer is, and mark where others are."""
        others = self.project.store.meet(self.project.author, self.cursor.bead)
        if others == self.others:
            return
        before = self.sheet.at_work
        at_work: dict[int, list[str]] = {}
        for other in others:
            if other.bead is not None:
                at_work.setdefault(other.bead, []).append(other.author or "someone")
        self.others, self.sheet.at_work = others, at_work
        if self.damage.beads is not None:
            self.damage.beads.update(bead for bead in {*before, *at_work} if bead in self.project)

    def _record(self, apply: Callable[[], Edit | None]) -> Edit | None:
        before, begun = self.sheet.counts["confirmed"], time.monotonic()
        try:
            edit = apply()
        except EditConflict:
            self._changed(None)
            raise
        finally:
            self.waited += time.monotonic() - begun
        if edit is not None:
            self._changed([edit])
            self.pace.decided(self.sheet.counts["confirmed"] - before, time.monotonic())
        return edit

    def _go_where(self, edit: Edit | None) -> Edit | None:
        there = [bead for bead in edit.beads if bead in self.project] if edit else []
        if there and self.cursor.bead not in there:
            self.cursor.go_to(min(there, key=self.project.index))
        return edit

    def _changed(self, edits: Sequence[Edit] | None) -> None:
        """Take in what edits have changed; None where it is not known which."""
        self._hits = self.sheet.hits = None
        beads = None if edits is None else frozenset().union(*(edit.beads for edit in edits))
        known = self.sheet.known() if beads is None else beads
        self.sheet.count(known)
        self.queue.changed(known)
        if beads is None:
            self.findings.clear()
            self.sheet.set_filter(self.sheet.filter)
            self.damage.beads = None
        else:
            for edit in edits or ():
                self.findings.changed(edit)
            self.sheet.keep(beads)
            if self.damage.beads is not None:
                self.damage.beads.update(beads)
        self.cursor.select(False)
        self.cursor.word = None
        self.cursor.show_rows(self.sheet.rows())
