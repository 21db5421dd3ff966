"""Passwords: from ``PGPASSWORD``, a ``.pgpass`` file, or the person at the terminal.

None is ever kept in a file or shown. The rules of the file are libpq's:
https://www.postgresql.org/docs/15/libpq-pgpass.html
"""

import getpass
import os
import re
import stat
import sys
from pathlib import Path
from typing import NamedTuple

from workbench.printable import printed
from workbench.project.postgres.url import Server

_FIELDS = re.compile(r"((?:\\.|[^:\\])*):" * 4 + "(.*)")
"""Host, port, database and user, a colon behind each; the rest of the line is the password."""

_typed: dict[tuple[str, int, str, str], str] = {}
"""What a person typed, for as long as the process lasts: connections are made again."""


class Found(NamedTuple):
    """A password, or none."""

    password: str | None
    remark: str = ""
    """Why a file was not looked at; empty where it was, or where there is none."""


def find(server: Server) -> Found:
    """The password for a server, as far as it is known without asking."""
    typed = _typed.get(_key(server))
    if typed is not None:
        return Found(typed)
    given = os.environ.get("PGPASSWORD")
    if given:
        return Found(given)
    path = _file(server)
    remark = _unfit(path)
    if remark:
        return Found(None, remark)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return Found(None)
    host = "localhost" if server.is_folder else server.host
    wanted = (host, str(server.port), server.database, server.user)
    for line in lines:
        found = _FIELDS.fullmatch(line)
        if found is None or line.startswith("#"):
            continue
        *fields, password = found.groups()
        if all(
            field == "*" or _plain(field) == value
            for field, value in zip(fields, wanted, strict=True)
        ):
            return Found(_plain(password))
    return Found(None)


def ask(server: Server, remark: str) -> str | None:
    """Ask at the terminal; None where there is none, or nothing was typed.

    Args:
        server: Asks for a password.
        remark: What to say first; empty for nothing.
    """
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    said = f"({remark}) " if remark else ""
    question = f"{said}Password of {server.user} for {server.database} at {server.host}: "
    try:
        answer = getpass.getpass(printed(question))
    except EOFError:
        return None
    if answer:
        _typed[_key(server)] = answer
    return answer or None


def forget(server: Server) -> None:
    """What was typed is not the password."""
    _typed.pop(_key(server), None)


def _key(server: Server) -> tuple[str, int, str, str]:
    return server.host, server.port, server.database, server.user


def _file(server: Server) -> Path:
    named = server.parameters.get("passfile") or os.environ.get("PGPASSFILE")
    if named:
        return Path(named)
    if os.name == "nt":
        return Path(os.environ.get("APPDATA", ""), "postgresql", "pgpass.conf")
    return Path("~/.pgpass").expanduser()


def _unfit(path: Path) -> str:
    """Why a file of passwords is not looked at; empty where it may be, or is not there."""
    try:
        facts = path.stat()
    except OSError:
        return ""
    if not stat.S_ISREG(facts.st_mode):
        return f"{path} is no plain file and was passed over"
    if os.name != "nt" and facts.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return f"{path} can be read by others and was passed over; chmod 0600 makes it count"
    return ""


def _plain(field: str) -> str:
    """A field without its backslashes: each takes the next character as it stands."""
    return re.sub(r"\\(.)", r"\1", field)
