"""Keys are worked off one after the other, and act on what a person saw when pressing them.

Textual hands a key to the widget that has the focus and takes the next at once. Where several come
together, as after a moment in which the window stood still, Enter would overtake the letters before
it, and letters for a dialog that is about to open would be commands of the grid. So the next key
waits until the one before has done all it does: the widget took it, the command ran, the dialog
that it asks in has the focus.

A window stands still while it saves, for long where a server is away. Who presses a key meanwhile
sees what was there before: afterwards it would act on something else. Then only what is typed into
a text is taken, which can be seen and changed. A machine that is merely slow does not count: who
types ahead there knows what the keys will do.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Coroutine
from typing import Any, NamedTuple, TypeVar

from textual import events
from textual.app import App, ReturnType
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea

Answer = TypeVar("Answer")

_STANDS_STILL = 0.5
"""Seconds after which a person may press again what was not answered yet."""

_TURNS = 100
_TURN = 0.005
"""How often, and for how many seconds of a loop that is free, a key is waited for: a command that
works on in a thread does not keep the keys back."""

_AT_ONCE = 10
"""The first turns follow without a pause: most keys take no more."""

_EDITING = {"backspace", "delete", "left", "right", "home", "end"}


class _Before(NamedTuple):
    """What was before a key was handed on."""

    time: float
    waited: float
    seen: object


class InTurn(App[ReturnType]):
    """An app whose keys wait for each other; it goes before the app's other bases."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._at_work = False
        self._turns: asyncio.Task[None] | None = None
        self._commands = 0
        """Those that were begun and have not ended."""

        self._answers = 0
        """Those of them that wait for a person."""

        self._stood = self._told = 0.0, 0.0
        """When the window last stood still, and until when; by the clock of the events."""

    def what_is_seen(self) -> object:
        """What a key acts on: equal to what it was while it would do the same."""
        return self.screen

    def seconds_waited(self) -> float:
        """How long, in all, keys have waited for something to be saved."""
        return 0.0

    def not_taken(self) -> None:
        """Called once for the keys that were pressed while the window stood still."""

    def caught(self, error: Exception) -> None:
        """Called with an error that nobody foresaw."""
        self._handle_exception(error)

    def start(self, command: Coroutine[Any, Any, None]) -> None:
        """Have a command done beside the events; the next key waits for it."""

        async def run() -> None:
            try:
                await command
            finally:
                self._commands -= 1

        self._commands += 1
        self.run_worker(run())

    async def answer_of(self, asked: Awaitable[Answer]) -> Answer:
        """Wait within a command for a person, or for what a dialog shows the progress of."""
        self._answers += 1
        try:
            return await asked
        finally:
            self._answers -= 1

    async def on_event(self, event: events.Event) -> None:
        """Take a key, or let it wait for the one before; a click acts where it is seen."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self._waiting.append(event)
            if not self._at_work:
                self._at_work = True
                try:
                    first = await self._next()
                except BaseException:
                    self._at_work = False
                    raise
                # What is left is done beside the events: working a key off takes several of them.
                self._turns = asyncio.get_running_loop().create_task(self._rest(first))
        elif (
            isinstance(event, events.MouseDown) and not event.is_forwarded and self._is_late(event)
        ):
            self._tell()
        else:
            await super().on_event(event)

    def _tell(self) -> None:
        if self._told != self._stood:
            self._told = self._stood
            self.not_taken()

    async def _next(self) -> _Before:
        """Hand the first key that waits on; what was before it."""
        event = self._waiting.popleft()
        before = _Before(time.monotonic(), self.seconds_waited(), self.what_is_seen())
        if self._is_late(event) and not self._goes_into_text(event):
            self._tell()
        else:
            await super().on_event(event)
        return before

    async def _rest(self, before: _Before) -> None:
        """Wait until a key is worked off; then the others, one after the other."""
        try:
            while True:
                await self._worked_off()
                if not self.is_running:
                    return
                stood = self.seconds_waited() - before.waited > _STANDS_STILL
                if stood and self.what_is_seen() != before.seen:
                    self._stood = before.time, time.monotonic()
                if not self._waiting:
                    return
                try:
                    before = await self._next()
                except Exception as error:  # noqa: BLE001 - the last net
                    self.caught(error)
        finally:
            self._at_work = False

    async def _worked_off(self) -> None:
        for _ in range(2):  # the second time for the dialog that the first has opened
            if not self.is_running:
                return
            for target in (self.focused or self.screen).ancestors_with_self:
                await self._passed(target)
            for _ in range(_TURNS):
                if not self.is_running or self._is_settled():
                    break
                await asyncio.sleep(_TURN)

    def _is_settled(self) -> bool:
        """Whether each command has ended, or asks in a dialog that is there."""
        dialogs = len(self.screen_stack) - 1
        return self._commands <= self._answers <= dialogs and self.screen.is_mounted

    async def _passed(self, pump: MessagePump) -> None:
        """Wait until a widget, a screen or the app has done what was sent to it before."""
        done = asyncio.Event()
        if not pump.call_later(done.set):
            return
        for turn in range(_TURNS):
            if done.is_set() or not pump.is_running:
                return
            await asyncio.sleep(_TURN if turn > _AT_ONCE else 0)

    def _is_late(self, event: events.Event) -> bool:
        """Whether it was pressed while the window stood still and showed something else."""
        begun, ended = self._stood
        return begun < event.time < ended

    def _goes_into_text(self, event: events.Event) -> bool:
        typed = isinstance(event, events.Paste) or (
            isinstance(event, events.Key) and (event.is_printable or event.key in _EDITING)
        )
        return typed and isinstance(self.focused, (Input, TextArea))
