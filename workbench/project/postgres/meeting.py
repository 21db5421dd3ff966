"""Who else is there, and that something was edited: told by ``NOTIFY``, heard in a thread.

Each review says every second where it is; who was not heard for some seconds has left. It needs no
table, no rights, and nothing that is left over after a crash. The driver reads what was told only
with the answer to a query, so the thread asks one as soon as the socket has something to read.
"""

import json
import secrets
import threading
import time
from contextlib import suppress
from typing import NamedTuple

from workbench.errors import WorkbenchError
from workbench.project.location import Location
from workbench.project.postgres.connection import Connection
from workbench.project.store import Presence

_BEAT = 1.0
"""Seconds between saying where one is."""

_LISTEN = 0.2
"""Seconds to listen at a time; what is here changes is told after that."""

_ASK = 0.4
"""Seconds after which the server is asked in any case."""

_LEFT = 5.0
"""Seconds after which who says nothing has left."""

_AWAY = 2.0
"""Seconds before a server that is away is tried again."""

LONGEST_PAYLOAD = 7_999
"""Bytes of what can be told."""

_NAME = 80
"""Characters of a person's name to tell."""


class _Heard(NamedTuple):
    at: float
    presence: Presence


class Meeting:
    """Listens and tells, until it is closed.

    Args:
        location: Of the project.
        channel: On which all tell and listen.
        author: What the others are told of who is here.
    """

    def __init__(self, location: Location, channel: str, author: str) -> None:
        self._channel = channel
        self._author = author[:_NAME]
        self._bead: int | None = None
        self._token = secrets.token_hex(8)
        self._connection = Connection(location, "listening", listen=channel)
        self._others: dict[str, _Heard] = {}
        self._edited = threading.Event()
        self._edited.set()  # what was edited before is not told
        self._closed = threading.Event()
        self.listening = False
        """Whether it would hear of an edit now."""

        self._thread = threading.Thread(target=self._run, name="meeting", daemon=True)
        self._thread.start()

    def at(self, bead: int | None) -> list[Presence]:
        """Say where one is; the others, by name."""
        self._bead = bead
        latest = time.monotonic() - _LEFT
        there = [heard.presence for heard in list(self._others.values()) if heard.at > latest]
        return sorted(there, key=lambda each: (each.author, each.bead or 0))

    def edited(self) -> bool:
        """Whether something was edited since this was asked, or may have been."""
        if not self.listening:
            return True
        found = self._edited.is_set()
        if found:  # only then: what is told in between must not be forgotten
            self._edited.clear()
        return found

    def look(self) -> None:
        """Have :meth:`edited` say so, whatever was heard."""
        self._edited.set()

    def close(self) -> None:
        """Leave."""
        self._closed.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._closed.is_set():
            try:
                self._listen()
            except WorkbenchError:
                self.listening = False
                self._closed.wait(_AWAY)
        with suppress(WorkbenchError):
            if self.listening:
                self._tell([self._token])
        self._connection.close()

    def _listen(self) -> None:
        told, place, next_beat, asked = False, self._bead, 0.0, 0.0
        while not self._closed.is_set():
            now, here = time.monotonic(), self._bead
            if now >= next_beat or here != place:
                self._tell([self._token, self._author, here])
                place, next_beat, told, asked = here, now + _BEAT, True, now
            elif self._connection.wait(_LISTEN) or now > asked + _ASK:
                # Also without being waked: it may lie in the driver's buffer already.
                self._connection.run("SELECT 1")
                asked = now
            self._hear()
            if told and not self.listening:
                self._edited.set()  # what was edited while nobody listened
                self.listening = True

    def _tell(self, said: list[str | int | None]) -> None:
        payload = json.dumps(said)
        assert payload.isascii()  # the driver reads nothing else
        assert len(payload) <= LONGEST_PAYLOAD
        self._connection.run(
            "SELECT pg_notify(:channel, :payload)", channel=self._channel, payload=payload
        )

    def _hear(self) -> None:
        for payload in self._connection.notifications():
            if payload.isdecimal():
                self._edited.set()
                continue
            # Anyone who may connect can tell anything.
            with suppress(ValueError):
                match json.loads(payload):
                    case [str(token), str(author), int() | None as bead] if token != self._token:
                        presence = Presence(author[:_NAME], bead)
                        self._others[token] = _Heard(time.monotonic(), presence)
                    case [str(token)]:
                        self._others.pop(token, None)
        latest = time.monotonic() - _LEFT
        for token in [token for token, heard in self._others.items() if heard.at <= latest]:
            del self._others[token]
