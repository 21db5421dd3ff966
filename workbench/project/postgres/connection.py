"""One connection to a server: made when it is needed, dropped after any error, and made again."""

import select
import socket
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import pg8000.native

from workbench.errors import WorkbenchError
from workbench.printable import printed
from workbench.project.location import Location
from workbench.project.postgres import passwords, sockets
from workbench.project.postgres.errors import ServerAway, away, code_of, sentence
from workbench.project.postgres.texts import check_text
from workbench.project.postgres.url import server_of

Rows = list[list[Any]]
Result = TypeVar("Result")

OLDEST = 15
"""Version of PostgreSQL."""

_SETTINGS = {
    # Nobody else's functions are found under a name of the server's own.
    "search_path": "pg_catalog",
    "lock_timeout": "10s",
    # Who goes to sleep in the middle of an edit must not hold up the others.
    "idle_in_transaction_session_timeout": "60s",
}

_STATEMENTS = 60
"""Prepared statements to keep on a connection."""

_PAUSE = 1.0
"""Seconds before a server that was not there is looked for again by who can wait."""

_PAUSES = (0.0, 0.1, 0.2)
"""Seconds after each attempt before what the server's end interrupted is done again.

Short, as a window stands still meanwhile; after that a person tries again."""

_OUR_OWN = (WorkbenchError, TypeError, NameError, AssertionError)
"""What neither the driver nor the server raises, but a fault here."""

_WRONG_PASSWORD = ("28P01", "28000")


class Connection:
    """A connection; nothing is done before it is used.

    It may be used in any thread, by one at a time.

    Args:
        location: Its address is a URL.
        purpose: What the server shows that it is for.
        listen: A channel whose notifications are wanted.

    Raises:
        WorkbenchError: The URL is not understood.
    """

    def __init__(self, location: Location, purpose: str = "", *, listen: str = "") -> None:
        self.place = str(location)
        self._listen = listen
        self._socket: socket.socket | None = None
        self.server = server_of(location)
        self._name = (
            self.server.parameters.get("application_name") or f"workbench {purpose}".strip()
        )
        self._driver: pg8000.native.Connection | None = None
        self._prepared: OrderedDict[str, pg8000.native.PreparedStatement] = OrderedDict()
        self._trouble: tuple[float, ServerAway] | None = None
        self._inside = False
        """Whether a transaction is under way."""

        self.made = 0
        """How often it was made: what depended on an earlier one may be other now."""

        self._lock = threading.RLock()

    def run(self, statement: str, **values: Any) -> Rows:
        """Run one statement with values for its ``:names``.

        Texts are looked at before the driver sees them: it does not outlive what the server
        refuses.

        Raises:
            ServerAway: The server cannot be reached, or was lost meanwhile.
            WorkbenchError: The server refuses.
        """
        for value in values.values():
            if isinstance(value, str):
                check_text(value, self.place)
        return self._guarded(lambda driver: self._run(driver, statement, values))

    def do(self, statement: str) -> None:
        """Run a statement that has no values and no rows."""
        self._guarded(lambda driver: driver.run(statement))

    def notifications(self) -> list[str]:
        """What was told by ``NOTIFY`` and came with the last answers."""
        found: list[str] = []
        while self._driver is not None and self._driver.notifications:
            found.append(self._driver.notifications.popleft()[2])
        return found

    def wait(self, seconds: float) -> bool:
        """Wait until the server says something by itself, or so long; whether it did."""
        connected = self._socket
        if self._driver is None or connected is None:
            return False
        ready, _, _ = select.select([connected], [], [], seconds)
        return bool(ready)

    @contextmanager
    def transaction(self, begin: str = "BEGIN") -> Iterator[None]:
        """All that is done in the block, or nothing."""
        with self._lock:
            self.do(begin)
            self._inside = True
            try:
                yield
                self.do("COMMIT")
            except BaseException:
                with suppress(WorkbenchError):
                    self.do("ROLLBACK")
                raise
            finally:
                self._inside = False

    def check_patience(self) -> None:
        """Raise again that the server is away, where that was found out just now.

        Raises:
            ServerAway: It was.
        """
        if self._trouble is not None and time.monotonic() < self._trouble[0]:
            raise self._trouble[1]

    def close(self) -> None:
        """Let go of it; it may be used again."""
        with self._lock:
            driver, self._driver = self._driver, None
            self._prepared.clear()
            if driver is not None:
                with suppress(Exception):
                    driver.close()
            if self._socket is not None:
                sockets.release(self._socket)
                self._socket = None

    def _run(
        self, driver: pg8000.native.Connection, statement: str, values: dict[str, Any]
    ) -> Rows:
        prepared = self._prepared.pop(statement, None)
        if prepared is None:
            prepared = driver.prepare(statement)
        self._prepared[statement] = prepared
        if len(self._prepared) > _STATEMENTS:
            _, oldest = self._prepared.popitem(last=False)
            oldest.close()
        rows: Rows | None = prepared.run(**values)
        return rows or []

    def _guarded(self, act: Callable[[pg8000.native.Connection], Result]) -> Result:
        with self._lock:
            if self._driver is None:
                if self._inside:  # what comes now must not be done without what came before
                    raise away(self.place, "the connection was lost")
                self._driver = self._connected()
            try:
                return act(self._driver)
            except BaseException as error:
                # Whatever it was, nobody knows what the driver reads next.
                self.close()
                if not isinstance(error, Exception) or isinstance(error, _OUR_OWN):
                    raise
                raise sentence(error, self.place) from error

    def _connected(self) -> pg8000.native.Connection:
        begun = time.monotonic()
        try:
            driver = self._let_in()
        except ServerAway as error:
            # Looking for it takes long where a network swallows everything: then less often.
            now = time.monotonic()
            self._trouble = now + _PAUSE + 3 * (now - begun), error
            raise
        self._trouble = None
        try:
            self._look_at(driver)
        except BaseException as error:
            self._driver = driver
            self.close()
            if not isinstance(error, Exception) or isinstance(error, _OUR_OWN):
                raise
            raise sentence(error, self.place) from None
        return driver

    def _let_in(self) -> pg8000.native.Connection:
        """A connection, with the password that the server asks for."""
        found = passwords.find(self.server)
        error = self._attempt(found.password)
        if isinstance(error, pg8000.native.Connection):
            return error
        if code_of(error) in _WRONG_PASSWORD and found.password is None:
            typed = passwords.ask(self.server, found.remark)
            if typed is not None:
                error = self._attempt(typed)
                if isinstance(error, pg8000.native.Connection):
                    return error
                passwords.forget(self.server)
            elif code_of(error) == "28P01":
                raise WorkbenchError(
                    f"the server asks for the password of {self.server.user}",
                    place=self.place,
                    remedy=found.remark
                    or "set PGPASSWORD, or write it into ~/.pgpass (docs/teams.md)",
                ) from None
        if isinstance(error, WorkbenchError):
            raise error
        raise sentence(error, self.place) from None

    def _attempt(self, password: str | None) -> "pg8000.native.Connection | Exception":
        """A connection, or why the last way to make one failed."""
        error: Exception = AssertionError()
        for tls in sockets.attempts(self.server):
            try:
                connected = sockets.connect(self.server, tls, self.place)
            except (OSError, WorkbenchError) as problem:
                error = problem
                continue
            try:
                driver = pg8000.native.Connection(
                    self.server.user,
                    host=self.server.host,
                    database=self.server.database,
                    port=self.server.port,
                    # Without any the driver would fail before the server has said what is wrong.
                    password=password or "",
                    sock=connected,
                    ssl_context=False,
                    application_name=self._name[:63],
                    startup_params=self._startup(),
                )
                connected.settimeout(sockets.ANSWER_SECONDS)
                self._socket = connected
            except Exception as problem:  # noqa: BLE001 - the driver raises whatever comes
                sockets.release(connected)
                error = problem
            else:
                return driver
        return error

    def _startup(self) -> dict[str, str]:
        options = self.server.parameters.get("options")
        return _SETTINGS | ({"options": options} if options else {})

    def _look_at(self, driver: pg8000.native.Connection) -> None:
        """See that the server is one that keeps what it is given, and set it so."""
        ((version, encoding, _),) = driver.run(
            "SELECT current_setting('server_version_num')::int / 10000, "
            "current_setting('server_encoding'), "
            "CASE current_setting('synchronous_commit') WHEN 'off' "
            "THEN set_config('synchronous_commit', 'on', false) END"
        )
        if version < OLDEST:
            raise WorkbenchError(
                f"it is PostgreSQL {version}", place=self.place, remedy=f"use {OLDEST} or later"
            )
        if encoding != "UTF8":
            raise WorkbenchError(
                f"the database is in {printed(encoding)}, which lacks most languages",
                place=self.place,
                remedy="make one in UTF8: createdb -E UTF8 -T template0 NAME",
            )
        if self._listen:
            driver.run(f'LISTEN "{self._listen}"')
        self.made += 1


def once_more(act: Callable[[], Result]) -> Result:
    """Do something that may be done twice, and again at once where the connection was lost."""
    try:
        return act()
    except ServerAway:
        return act()


def again(act: Callable[[bool], Result]) -> Result:
    """Do something that may be done twice, and again where the server ended in its midst.

    Args:
        act: Told whether it may have been done already.

    Raises:
        ServerAway: It is not back after a moment.
    """
    for number, pause in enumerate(_PAUSES):
        try:
            return act(number > 0)
        except ServerAway:
            time.sleep(pause)
    return act(True)
