"""The app: a screen with its widgets, on a session. What can be done is in the commands."""

import asyncio
import inspect
import os
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any, ClassVar, TypeVar, cast

from textual import events
from textual import work as as_worker
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen as TextualScreen
from textual.theme import Theme

from workbench.api import Cancelled, Progress
from workbench.errors import WorkbenchError
from workbench.project import Project
from workbench.review import completion, word_cursor
from workbench.review.bars import Bar, Heading, Hints
from workbench.review.commands import COMMANDS, DECIDE, FOOTER, MEND
from workbench.review.current_bead import CurrentBead, current_bead
from workbench.review.dialogs import DIALOGS, Dialog, SegmentTextDialog, WorkDialog
from workbench.review.finding_list import FindingList
from workbench.review.findings import line as finding_line
from workbench.review.grid import Grid
from workbench.review.in_turn import InTurn
from workbench.review.keys import bound, is_letter, is_russian, spoken
from workbench.review.pane import Pane
from workbench.review.preferences import Preferences
from workbench.review.questions import Question, SegmentText
from workbench.review.recorder import Recorder
from workbench.review.safety_net import Netted, Reports
from workbench.review.session import Damage, Session
from workbench.review.theme import DARK, THEMES
from workbench.review.word_links import Texts
from workbench.review.wrap import visible

Answer = TypeVar("Answer")
Result = TypeVar("Result")

_WELCOME = "n: the least sure bead. ?: all keys. Saved as you go in {}."

_REFRESH_SECONDS = 0.5
"""How often another window's edits are taken in."""

_LASTING_SECONDS = 20.0
"""How long what the store says stays, whatever else is said."""

_PANE_SHARES = {"usual": 0.35, "large": 0.6, "hidden": 0.0}
"""The share of the screen that the pane takes at the most."""

_SMALL = 30
"""Lines under which a terminal is small."""

_NOTES = 4
"""Notes on the glossaries to say at the most."""

_TITLE_AND_NOTES = 3
"""Lines of the pane besides the texts."""


class _Base(Netted, TextualScreen[None]):
    """The screen below the dialogs."""


class ReviewApp(Netted, InTurn[None]):
    """Reviewing a project in the terminal; a ``screen.Screen`` for the commands.

    Args:
        project: Open; whoever opened it closes it.
        glossaries: Files whose terms are shown; new terms go into the first.
        preferences: A person's own settings; none when None.
        told: What the project's store says by itself, to be shown: taken from the left.

    Raises:
        WorkbenchError: A glossary cannot be read.
    """

    TITLE = "Workbench"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                bound(command.keys),
                f"command('{command.id}')",
                command.label,
                show=False,
                id=command.id,
            )
            for command in COMMANDS.values()
        ),
        Binding("escape", "give_up", show=False),
    ]
    CSS = """
    ToastRack { margin-bottom: 3; }
    Toast { max-width: 80; }
    """

    def __init__(
        self,
        project: Project,
        glossaries: Sequence[Path] = (),
        preferences: Preferences | None = None,
        told: deque[str] | None = None,
    ) -> None:
        super().__init__()
        self._told_by_store = deque() if told is None else told
        self._lasting: list[tuple[str, float]] = []
        """What the store said lately, and until when it stays on the screen."""

        self.session = Session(project, glossaries, preferences)
        sheet = self.session.sheet
        self.grid = Grid(sheet, self.session.cursor, sheet.weights())
        self.pane = Pane()
        self.bar = Bar()
        self.heading = Heading()
        self.hints = Hints()
        self.findings = FindingList()
        self._shown_pane = ""
        self._pane_height = 4
        self._brief = False
        """Whether the pane leaves out the texts, which the grid has in full."""

        self._sought: Texts | None = None
        """The bead whose word links a thread is looking for."""

        self._working = False
        """True while a thread uses the project: nothing else may."""

        self._in_trouble = False
        """Whether the project could not be read when it was last looked at."""

        self._recorder = Recorder({command.id for command in (*DECIDE, *MEND)})
        self._russian = False
        """Whether the last letter came from a Russian layout."""

        self._reports = Reports()
        self.faults: list[Exception] = []
        """Errors that nobody foresaw and that were caught."""

    # The last net

    def get_default_screen(self) -> TextualScreen[None]:
        """The screen below the dialogs."""
        return _Base(id="_default")

    def catch(self, error: Exception) -> None:
        """Report an error that nobody foresaw, and go on."""
        self.faults.append(error)
        said = self._reports.take(error)
        if said is not None:
            self.notify(said, severity="error", timeout=20, markup=False)

    def _handle_exception(self, error: Exception) -> None:
        """Textual calls this before it ends the program."""
        if not self.grid.is_mounted:
            super()._handle_exception(error)
            return
        self.catch(error)
        # A widget of a dialog may have stopped for good: they can be opened again.
        for dialog in reversed(self.screen_stack[1:]):
            if dialog.is_current:
                if isinstance(dialog, SegmentTextDialog):
                    dialog.left_by_fault = True  # what was typed is asked for again
                dialog.dismiss(None)

    # What keys act on

    def what_is_seen(self) -> object:
        """The dialog, the bead under the cursor, and the newest edit."""
        return self.screen, self.session.cursor.bead, self.session.project.last

    def seconds_waited(self) -> float:
        """As the session has them."""
        return self.session.waited

    def not_taken(self) -> None:
        """Say that keys were pressed which would have acted on something else."""
        said = "Pressed while the window stood still, and not done: look, and press it again."
        self.notify(said, severity="warning", timeout=6, markup=False)

    def caught(self, error: Exception) -> None:
        """Report it."""
        self.catch(error)

    # The widgets

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.heading
        with Horizontal():
            yield self.grid
            yield self.findings
        yield self.pane
        yield self.bar
        yield self.hints

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of our own themes, for any other theme."""
        return DARK.variables

    def on_mount(self) -> None:
        """Show the session."""
        if self.is_web:
            self.session.within = self.session.project.location.beside(".tmx").parent
        for theme in THEMES:
            self.register_theme(theme)
        self.set_keymap({name: bound(keys) for name, keys in self.session.preferences.keys.items()})
        self.theme_changed_signal.subscribe(self, self._recolour)
        self.grid.focus()
        self.show()
        self.set_interval(_REFRESH_SECONDS, self.take_in_other_windows)
        self.call_after_refresh(self.show)
        project = self.session.project
        if self.session.read_only:
            self.call_after_refresh(self.say, "Read-only: nothing can be saved here. ^S: a copy.")
        elif self.session.glossary_notes:
            self.call_after_refresh(self._say_notes, self.session.glossary_notes)
        elif not project.history:
            self.call_after_refresh(self.say, _WELCOME.format(project.location.short))

    def _say_notes(self, notes: Sequence[str]) -> None:
        """Say what the glossary files say differently: the first few, and how many there are."""
        more = f"\n… {len(notes)} in all: workbench glossary merge" if len(notes) > _NOTES else ""
        text = "The glossaries differ:\n" + "\n".join(notes[:_NOTES]) + more
        self.notify(text, timeout=12, markup=False)

    def _recolour(self, _: Theme) -> None:
        for widget in (*(self.heading, self.grid, self.findings, self.pane, self.bar, self.hints),):
            widget.redraw()

    def show(self) -> None:
        """Draw what has changed in the session since this was called last."""
        session = self.session
        damage, session.damage = session.damage, Damage()
        self.theme = session.theme
        if damage.columns:
            self.grid.weigh(session.sheet.weights())
        if damage.marks:
            self.grid.redraw()
        self.grid.show(damage.beads)
        self.grid.follow()
        if self.grid.widths:  # not at the start: once it is laid out, the grid tells
            if self._shown_pane != session.pane:
                self._fit_pane()
            self._show_bead()
        self._show_findings()
        self.bar.show(completion.parts(session), session.project.name)

    def _show_findings(self) -> None:
        """The list beside the grid, where it is open."""
        session = self.session
        if self.findings.display != session.findings.listed:
            self.findings.display = session.findings.listed
        if session.findings.listed:
            project = session.project
            rows = [
                (bead, str(project.index(bead) + 1), finding_line(session, found), found.message)
                for bead, found in session.findings.rows()
            ]
            count = "1 finding" if len(rows) == 1 else f"{len(rows)} findings"
            title = f"{count}, by {session.findings.order}"
            self.findings.show(title, rows, session.cursor.bead)

    def on_finding_list_chosen(self, event: FindingList.Chosen) -> None:
        """Go to the bead of a finding that was clicked."""
        self.session.go_to(event.bead)
        self.show()

    def _show_bead(self) -> None:
        session, sheet = self.session, self.session.sheet
        margin, widths = 1 + sheet.margin, self.grid.widths
        shown = current_bead(session)
        self._set_pane_height(shown)
        self.pane.show(shown, margin=margin, widths=widths)
        documents = [session.project.documents[column] for column in sheet.columns]
        names = [(document.key, PurePath(document.origin).name) for document in documents]
        self.heading.show(margin, names, widths, session.cursor.column)
        self.hints.show(
            [
                (command.id, spoken(session.keys_of(command.id, command.keys)[0]), command.label)
                for command in FOOTER
                if command.when(session)
            ]
        )
        self._find_links()
        self._find_correction()

    def _find_correction(self) -> None:
        """Have the encoder loaded where it takes that to see that a change is a misprint."""
        session, bead = self.session, self.session.cursor.bead
        changed = session.changed
        if bead is None or session.project.bead(bead).status != "changed" or changed.ready:
            return
        if changed.only_corrected(bead) is None:
            self._load_encoder()

    @as_worker(group="corrections", exclusive=True)
    async def _load_encoder(self) -> None:
        await asyncio.to_thread(self.session.changed.load)
        self.show()

    def _find_links(self) -> None:
        """Have the word links of the current bead found, where they are shown and not known."""
        session = self.session
        if not session.linking or session.cursor.bead is None:
            return
        texts = session.linker.texts(session.cursor.bead)
        if session.linker.known(session.cursor.bead) is None and texts != self._sought:
            self._sought = texts
            self._find(texts)

    @as_worker(group="words", exclusive=True)
    async def _find(self, texts: Texts) -> None:
        await asyncio.to_thread(self.session.linker.find, texts)
        self._sought = None
        self.show()

    def _fit_pane(self) -> None:
        """Make the pane as high as most beads need, and no higher: the grid has the rest.

        In a small terminal it has no texts unless words are shown: the grid has them in full.
        """
        session = self.session
        self._shown_pane = kept = session.pane
        most = int(self.size.height * _PANE_SHARES[kept])
        self._brief = kept == "usual" and self.size.height < _SMALL
        needed = _TITLE_AND_NOTES + self.grid.usual_height() if kept == "usual" else most
        self.pane.display = kept != "hidden"
        self._pane_height = max(min(needed, most), 4)
        self._set_pane_height(current_bead(session))

    def _set_pane_height(self, shown: CurrentBead) -> None:
        high = self._pane_height
        if self._brief and not self.session.linking and shown.word is None:
            shown.cells, shown.marks = (), {}
            high = min(high, 1 + self.pane.lines_of(shown))
        if self.pane.styles.height is None or self.pane.styles.height.value != high:
            self.pane.styles.height = high

    # What commands call (screen.Screen)

    def say(self, message: str) -> None:
        """Say something in passing, in the bar; where that is too short, over the texts."""
        self.show()
        self._clear_notes()
        if not self.bar.say(message):
            self.notify(message, timeout=Bar.SECONDS, markup=False)

    def complain(self, error: WorkbenchError) -> None:
        """Say why something was not done."""
        self.show()
        self._clear_notes()
        self.notify(str(error), severity="warning", timeout=8, markup=False)

    def _clear_notes(self) -> None:
        """Take away what was said before; not so soon what the store said, which nobody asked."""
        self.clear_notifications()
        now = time.monotonic()
        self._lasting = [(said, until) for said, until in self._lasting if until > now]
        for said, until in self._lasting:
            self.notify(said, severity="warning", timeout=until - now, markup=False)

    async def ask(self, question: Question[Answer]) -> Answer | None:
        """Show the question's dialog and wait for its answer; None where it was left."""
        self.show()
        known = self._recorder.answer(question)
        if known is not None:
            return cast("Answer", known)
        dialog = DIALOGS[type(question)](cast("Any", question))
        answer = await self.answer_of(self.push_screen_wait(cast("Dialog[Answer]", dialog)))
        if isinstance(dialog, SegmentTextDialog) and dialog.left_by_fault:
            again = replace(cast("SegmentText", question), text=dialog.typed())
            retry = SegmentTextDialog(again)
            answer = await self.answer_of(self.push_screen_wait(cast("Dialog[Answer]", retry)))
        self._recorder.take(question, answer)
        return answer

    def repeat(self) -> None:
        """Do the last command again that changed something, with the same answers."""
        name = self._recorder.again(self.session.project.last)
        if name is None:
            self.say("Nothing was mended or decided yet that could be repeated.")
        else:
            self.start(self.action_command(name))

    async def work(self, title: str, use_case: Callable[[Progress], Result]) -> Result:
        """Do something long in a thread, under a dialog with which it can be given up."""
        self.show()
        dialog = WorkDialog(title)
        await self.push_screen(dialog)
        self._working = True
        try:
            return await self.answer_of(asyncio.to_thread(use_case, dialog))
        finally:
            self._working = False
            if dialog.is_current:
                dialog.dismiss(None)

    def page(self, direction: int) -> None:
        """Move the cursor by about a screen: -1 up, 1 down."""
        self.grid.page(direction)

    def copy(self, text: str) -> str | None:
        """Put a text on the terminal's clipboard (OSC 52); it never says whether it did."""
        self.copy_to_clipboard(text)
        terminal = os.environ.get("TERM", "")
        if terminal in {"linux", "dumb"}:
            return "but a console has no clipboard."
        if os.environ.get("TERM_PROGRAM") == "Apple_Terminal" or "VTE_VERSION" in os.environ:
            return "but this terminal forbids it to programs."
        if "TMUX" in os.environ:
            return "tmux passes it on where set-clipboard is on."
        return None

    def leave(self) -> None:
        """End the review; everything is saved already."""
        try:
            self.session.remember_place()
        except WorkbenchError as error:
            self.complain(error)
        self.exit()

    # Events

    async def on_event(self, event: events.Event) -> None:
        """Notice which layout the keyboard has."""
        if isinstance(event, events.Key) and is_letter(event.character):
            self._russian = is_russian(event.character or "")
        await super().on_event(event)

    async def action_command(self, name: str) -> None:
        """Do a command; one that asks something goes on beside the events."""
        command = COMMANDS[name]
        if name == "repeat" and self._russian:
            command = COMMANDS["search"]  # a Russian layout has its dot on the key of the slash
        if not command.when(self.session):
            return
        if command.id != "repeat":
            self._recorder.begin(command.id, self.session.project.last)
        try:
            waiting = command.run(self.session, self)
        except WorkbenchError as error:
            self.complain(error)
            return
        if inspect.isawaitable(waiting):
            self.start(self._finish(waiting))
        else:
            self.show()

    async def _finish(self, waiting: Awaitable[None]) -> None:
        try:
            await waiting
        except Cancelled:
            self.say("Given up: nothing has changed.")
        except WorkbenchError as error:
            self.complain(error)
        except Exception as error:  # noqa: BLE001 - the last net
            self.catch(error)
        self.show()

    def action_give_up(self) -> None:
        """Give up the range, the word, the search, the filter: one after the other."""
        self.session.give_up()
        self.show()

    def take_in_other_windows(self) -> None:
        """Show what another window did, and keep the place in case of an end by force.

        Not while a dialog asks about a bead, which would be another afterwards or none.
        """
        if self._told_by_store:
            until = time.monotonic() + _LASTING_SECONDS
            while self._told_by_store:
                self._lasting.append((self._told_by_store.popleft(), until))
            self._clear_notes()
        if self._working or self.screen is not self.screen_stack[0]:
            return
        session, others = self.session, self.session.others
        try:
            edit = session.refresh()
            session.remember_place()
        except WorkbenchError as error:
            if not self._in_trouble:
                self.complain(error)
            self._in_trouble = True
            return
        if edit is not None:
            own = edit.author == session.project.author
            who = "Another window" if own or not edit.author else visible(edit.author)
            self.say(f"{who}: {edit.verb}. This window shows it now.")
        elif self._in_trouble and not self.bar.message:  # what was just said tells more
            self.say("It can be saved again; work goes on.")
        elif others != session.others:
            self.show()
        self._in_trouble = False

    def on_line_dialog_shown(self) -> None:
        """Show in the grid what is typed."""
        self.show()

    def on_grid_moved(self) -> None:
        """Show the bead that was clicked."""
        self.show()

    def on_grid_laid_out(self) -> None:
        """The columns have another width."""
        self._fit_pane()
        self._show_bead()

    def on_grid_pressed(self, event: Grid.Pressed) -> None:
        """Put the word cursor where the grid was pressed."""
        word_cursor.press(self.session, event.segment, event.offset, extending=False)
        self.show()

    def on_pane_pressed(self, event: Pane.Pressed) -> None:
        """Put the word cursor where the pane was pressed."""
        self.session.cursor.column = event.column
        word_cursor.press(self.session, event.segment, event.offset, extending=event.extending)
        self.show()

    async def on_hints_clicked(self, event: Hints.Clicked) -> None:
        """Do what was clicked."""
        await self.action_command(event.command)

    def get_system_commands(self, screen: TextualScreen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: what can be done now."""
        del screen
        for command in COMMANDS.values():
            if command.when(self.session):
                yield SystemCommand(
                    f"{command.label.capitalize()}  "
                    f"({spoken(self.session.keys_of(command.id, command.keys)[0])})",
                    command.help,
                    lambda name=command.id: self.start(self.action_command(name)),
                )
