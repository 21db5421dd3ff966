"""The app: it holds the project and the widgets together. What can be done is elsewhere."""

import inspect
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from workbench.errors import WorkbenchError
from workbench.project import Edit, EditConflict, Project
from workbench.review import current, linking, pace, progress, terms, views, word_cursor
from workbench.review.bars import Bar, Heading, Hints
from workbench.review.commands import COMMANDS, FOOTER, GROUPS
from workbench.review.confidence_queue import Doubts
from workbench.review.dialogs.dialog import Dialog
from workbench.review.find import Filter
from workbench.review.grid import Grid
from workbench.review.keys import spoken
from workbench.review.pane import Pane, Place, Shown, Span, words
from workbench.review.sheet import Sheet
from workbench.review.theme import DARK, THEMES

if TYPE_CHECKING:
    from workbench.checks import Finding
    from workbench.review.terminology import Wording

Answer = TypeVar("Answer")

_WELCOME = "n: the least sure bead. ?: all keys. Saved as you go in {}."

_LOOK = 1.0
"""Seconds between two looks at what other windows did."""


class ReviewApp(App[None]):
    """Reviewing a project.

    Args:
        project: Open; whoever opened it closes it.
        glossaries: Files whose terms are shown; new terms go into the first.
    """

    TITLE = "Workbench"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding() for group in GROUPS.values() for command in group),
        Binding("escape", "give_up", show=False),
    ]
    CSS = """
    ToastRack { margin-bottom: 3; }
    Toast { max-width: 80; }
    """

    project: Project
    grid: Grid
    wording: "Wording | None"

    def __init__(self, project: Project, glossaries: Sequence[Path] = ()) -> None:
        super().__init__()
        self.project = project
        self.sheet = Sheet(project)
        self.doubts = Doubts(project)
        self.pace = pace.Pace(time.monotonic())
        self.grid = Grid(self.sheet, weights=self.sheet.weights(), id="grid")
        self.pane = Pane()
        self.target = "worst"
        """What "next" looks for, one of ``going.TARGETS``."""

        self.worst: tuple[float, int] | None = None
        """The bead that "next, worst first" gave last."""

        self.searched = ""
        self.findings: dict[int, list[Finding]] = {}
        """What the checks found when they ran last, by bead; changed beads' are dropped."""

        self.linker = linking.Linker(project)
        """Finds words' counterparts."""

        self.linking = False
        """Whether they are shown."""

        self.glossaries: Sequence[Path]
        terms.use(self, glossaries)
        self.word: Place | None = None
        """The word under the cursor, in the current bead."""

        self.busy = False
        """True while a thread reads the project: nobody else may."""

        self._in_trouble = False
        self._heading, self._bar, self._hints = Heading(), Bar(), Hints()
        self._shown_bead: int | None = None
        self._seen: tuple[object, ...] = (None, None, False, None)

    # ── the screen ───────────────────────────────────────────────────────────────────────

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._heading
        yield self.grid
        yield self.pane
        yield self._bar
        yield self._hints

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of our own themes, for any other theme."""
        return DARK.variables

    def on_mount(self) -> None:
        """Open where one left off."""
        for theme in THEMES:
            self.register_theme(theme)
        known = [theme.name for theme in THEMES]
        kept = self.project.metadata.get("review.theme", "")
        self.theme = kept if kept in known else DARK.name
        self.grid.show(self.sheet.rows())
        self.grid.focus()
        self._go_where_one_left()
        self.set_interval(_LOOK, self._look_around)
        self.call_after_refresh(self.settle)
        if not self.project.history:
            self.call_after_refresh(self.say, _WELCOME.format(self.project.location.short))

    def _go_where_one_left(self) -> None:
        kept = self.project.metadata.get("review.bead", "")
        if kept.isdecimal() and int(kept) in self.project:
            self.grid.go_to(int(kept))

    def _remember_place(self) -> None:
        if self.grid.row is not None:
            self.project.set_metadata("review.bead", str(self.grid.row))

    def _look_around(self) -> None:
        """Take in what another window did, and keep the place in case of an end by force.

        Not while a dialog asks about a bead, which would be another afterwards or none.
        """
        if self.busy or self.screen is not self.screen_stack[0]:
            return
        try:
            edits = self.project.refresh()
            self._remember_place()
        except WorkbenchError as error:
            if not self._in_trouble:
                self.complain(error)
            self._in_trouble = True
            return
        self._in_trouble = False
        if edits:
            self.changed(frozenset().union(*(edit.beads for edit in edits)))
            self.say(f"Another window: {edits[-1].verb}. This one shows it now.")

    def settle(self) -> None:
        """Show what depends on the project and on the cursor."""
        self.show_bead()
        self.show_progress()

    @property
    def _sight(self) -> tuple[object, ...]:
        """What the pane depends on."""
        return self.grid.row, self.grid.column, self.grid.selecting, self.project.last

    def show_bead(self) -> None:
        """Show the current bead in the pane, and what can be done with it."""
        if not self.grid.widths:
            return  # at the start: once it is laid out, the grid tells
        self._seen = self._sight
        row = self.grid.row
        if row != self._shown_bead or (self.word and self.word.column != self.grid.column):
            self._shown_bead, self.word = row, None
        shown = (
            Shown("No bead is shown: f changes the filter.")
            if row is None
            else current.shown(self, row)
        )
        margin = 1 + self.sheet.margin
        self.pane.show(shown, margin=margin, widths=self.grid.widths, word=self.word)
        documents = [self.project.documents[column] for column in self.sheet.columns]
        names = [(document.key, PurePath(document.origin).name) for document in documents]
        self._heading.show(margin, names, self.grid.widths, self.grid.column)
        self._hints.show(
            [
                (command.id, spoken(command.keys[0]), command.label)
                for command in FOOTER
                if command.when(self)
            ]
        )

    def show_progress(self) -> None:
        """Show how far the review is."""
        self._bar.show(progress.parts(self), self.project.name)

    # ── what commands call ───────────────────────────────────────────────────────────────

    @property
    def bead(self) -> int:
        """The bead under the cursor."""
        if self.grid.row is None:
            raise WorkbenchError("no bead is shown", remedy="change the filter (f)")
        return self.grid.row

    @property
    def column(self) -> int:
        """The document that the cursor is in."""
        return self.sheet.columns[self.grid.column]

    def spans(self, column: int, text: str) -> Sequence[Span]:
        """Where the words of a text are."""
        return self.linker.spans(column, text) if self.linker.ready else words(text)

    def say(self, message: str) -> None:
        """Say something in passing, in the bar; where that is too short, over the texts."""
        self.clear_notifications()
        if not self._bar.say(message):
            self.notify(message, timeout=Bar.SECONDS, markup=False)

    def complain(self, error: WorkbenchError) -> None:
        """Say why something was not done."""
        self.clear_notifications()
        self.notify(str(error), severity="warning", timeout=8, markup=False)

    async def ask(self, dialog: Dialog[Answer]) -> Answer | None:
        """Show a dialog and wait for its answer; None where it was left."""
        return await self.push_screen_wait(dialog)

    def perform(self, make: Callable[[Project], Edit]) -> bool:
        """Make an edit and apply it: it is saved when this returns.

        Args:
            make: An operation; what it refuses is said.

        Returns:
            Whether it was done.
        """
        return self._apply(lambda: self.project.apply(make(self.project)))

    def take_back(self, do: Callable[[], Edit | None], nothing: str) -> bool:
        """Undo or redo, and go where it happened.

        Args:
            do: The project's own.
            nothing: What to say where nothing is left.
        """
        done: list[Edit] = []

        def apply() -> Edit | None:
            edit = do()
            done.extend([edit] if edit else [])
            return edit

        if not self._apply(apply):
            return False
        if not done:
            self.say(nothing)
            return False
        there = [bead for bead in done[0].beads if bead in self.project]
        if there and self.grid.row not in there:
            self.grid.go_to(min(there, key=self.project.index))
        undone = done[0].verb.removeprefix("undo ")
        self.say(f"Undone: {undone}." if undone != done[0].verb else f"Done again: {undone}.")
        return True

    def _apply(self, apply: Callable[[], Edit | None]) -> bool:
        before = self.sheet.counts["confirmed"]
        try:
            edit = apply()
        except EditConflict as error:
            self.changed(None)
            self.complain(error)
            return False
        except WorkbenchError as error:
            self.complain(error)
            return False
        if edit is not None:
            self.sheet.count(edit.beads)
            self.pace.decided(self.sheet.counts["confirmed"] - before, time.monotonic())
            self.changed(edit.beads)
        return True

    def changed(self, beads: Collection[int] | None) -> None:
        """Show anew what has changed; None where it is not known what."""
        known = self.sheet.known() if beads is None else beads
        self.sheet.count(known)
        for bead in known:
            self.findings.pop(bead, None)
        self.doubts.changed(known)
        if beads is None:
            self.sheet.set_filter(self.sheet.filter)
        else:
            self.sheet.keep(beads)
        if self.grid.selecting:
            self.grid.select(False)
        self.grid.show(self.sheet.rows(), changed=beads)
        self.word = None
        self.settle()

    def set_filter(self, wanted: Filter) -> None:
        """Show only what passes a filter."""
        self.sheet.set_filter(wanted)
        if wanted.query is not None:
            self.sheet.query = wanted.query
        self.grid.show(self.sheet.rows(), changed=())
        self.settle()

    def go_to(self, bead: int) -> None:
        """Go to a bead, out of the filter where that hides it."""
        if not self.grid.go_to(bead):
            self.set_filter(Filter())
            self.grid.go_to(bead)

    # ── events ───────────────────────────────────────────────────────────────────────────

    async def action_command(self, name: str) -> None:
        """Do a command; one that asks something goes on beside the events."""
        command = COMMANDS[name]
        if not command.when(self):
            return
        try:
            waiting = command.run(self)
        except WorkbenchError as error:
            self.complain(error)
            return
        if inspect.isawaitable(waiting):
            self.run_worker(self._wait(waiting))

    async def _wait(self, waiting: Awaitable[None]) -> None:
        try:
            await waiting
        except WorkbenchError as error:
            self.complain(error)

    def action_give_up(self) -> None:
        """Give up the range, the word, the search: one after the other."""
        if self.grid.selecting:
            self.grid.select(False)
        elif self.word is not None:
            self.word = None
        elif self.sheet.query is not None:
            self.sheet.query = None
            self.grid.redraw()
        elif self.sheet.filter:
            self.set_filter(Filter())
        self.settle()

    def on_grid_moved(self) -> None:
        """Show the bead that the cursor is on now, unless an edit has just shown it."""
        if self._seen != self._sight:
            ranging = self.grid.selecting or self._seen[2]
            self.show_bead()
            if ranging:
                self.show_progress()

    def on_grid_laid_out(self) -> None:
        """The columns have another width."""
        views.fit_pane(self)
        self.show_bead()

    def on_grid_pressed(self, event: Grid.Pressed) -> None:
        """Put the word cursor where the grid was pressed."""
        word_cursor.press(self, event.segment, event.offset, extending=event.extending)

    def on_pane_pressed(self, event: Pane.Pressed) -> None:
        """Put the word cursor where the pane was pressed."""
        self.grid.column = event.column
        word_cursor.press(self, event.segment, event.offset, extending=event.extending)

    async def on_hints_clicked(self, event: Hints.Clicked) -> None:
        """Do what was clicked."""
        await self.action_command(event.command)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: what can be done now."""
        del screen
        for command in COMMANDS.values():
            if command.when(self):
                yield SystemCommand(
                    f"{command.label.capitalize()}  ({spoken(command.keys[0])})",
                    command.help,
                    lambda name=command.id: self.run_worker(self.action_command(name)),
                )

    def action_finish(self) -> None:
        """Leave; everything is saved already."""
        try:
            self._remember_place()
        except WorkbenchError as error:
            self.complain(error)
        self.exit()
