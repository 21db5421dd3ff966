"""Where a server is, from a URL as libpq reads it.

https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING
"""

import getpass
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from workbench.errors import WorkbenchError
from workbench.project.location import Location, holds_password, shown

LONGEST_NAME = 255
"""Characters of a project's name."""

_URL = re.compile(
    r"postgres(?:ql)?://(?:(?P<user>[^/?]*)@)?(?P<host>\[[^\]/?]*\]|[^:/?\[\]]*)"
    r"(?::(?P<port>[^/?]*))?(?:/(?P<database>[^?]*))?(?:\?(?P<query>.*))?",
    re.IGNORECASE,
)
_HALF_CODE = re.compile("%(?![0-9A-Fa-f]{2})")

SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def _number(low: int, high: int) -> Callable[[str], bool]:
    return lambda value: value.strip().isdecimal() and low <= int(value) <= high


def _any(value: str) -> bool:
    del value
    return True


_PARAMETERS: Mapping[str, Callable[[str], bool]] = {
    "application_name": _any,
    "client_encoding": lambda value: value.lower() in {"auto", "utf8", "utf-8"},
    "connect_timeout": _number(0, 3600),
    "dbname": _any,
    "host": _any,
    "keepalives": _number(0, 1),
    "keepalives_count": _number(0, 127),
    "keepalives_idle": _number(0, 32767),
    "keepalives_interval": _number(0, 32767),
    "options": _any,
    "passfile": _any,
    "port": _number(1, 65535),
    "sslcert": _any,
    "sslkey": _any,
    "sslmode": lambda value: value in SSL_MODES,
    "sslrootcert": _any,
    "tcp_user_timeout": _number(0, 2**31 - 1),
    "user": _any,
}
"""Those of libpq's that are understood, and whether a value is one."""

_SECRETS = {"password", "sslpassword"}


@dataclass(frozen=True, slots=True)
class Server:
    """A database, and who connects to it how."""

    host: str
    """A name, an address, or the folder of a Unix socket."""

    port: int
    database: str
    user: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_folder(self) -> bool:
        """Whether the host is the folder of a Unix socket."""
        return self.host.startswith(("/", "@"))

    def seconds(self, name: str, default: float) -> float:
        """A parameter that is a number of seconds; libpq's 0 is the default, too."""
        return float(self.parameters.get(name, 0)) or default


def server_of(location: Location) -> Server:
    """The server that a location names.

    Args:
        location: Its address is a URL; its name is not looked at.

    Raises:
        WorkbenchError: It is none, holds a password, or a parameter is not understood.
    """
    # Without the query: what a slip of the pen makes of a password's name is shown by nobody.
    place = shown(location.address.partition("?")[0])
    if holds_password(f"{location.address}#{location.name}"):
        raise _holds_password(place)
    found = _URL.fullmatch(location.address)
    if found is None:
        raise WorkbenchError(
            "it is no address of a server",
            place=place,
            remedy="write postgresql://USER@HOST:PORT/DATABASE#NAME",
        )
    user = found["user"]
    if user is not None and ":" in user:  # an empty one, too
        raise _holds_password(place)
    given: dict[str, str] = {}
    for pair in filter(None, (found["query"] or "").split("&")):
        raw_name, equals, raw = pair.partition("=")
        name = _decoded(raw_name, place)
        if name in _SECRETS:
            raise _holds_password(place)
        if name not in _PARAMETERS or not equals:
            raise WorkbenchError(
                f"the parameter {name!r} is not understood",
                place=place,
                remedy=f"leave it out; these are: {', '.join(_PARAMETERS)}",
            )
        value = _decoded(raw, place)
        if not _PARAMETERS[name](value):
            raise WorkbenchError(
                f"{name} cannot be {value!r}", place=place, remedy="correct it in the address"
            )
        given[name] = value
    host = given.get("host") or _decoded((found["host"] or "").strip("[]"), place)
    port = given.get("port") or found["port"] or "5432"
    if "," in host or "," in port:
        raise WorkbenchError("it names several hosts", place=place, remedy="name one")
    if not _PARAMETERS["port"](port):
        raise WorkbenchError(
            "its port is no number from 1 to 65535", place=place, remedy="correct the address"
        )
    database = given.get("dbname") or _decoded(found["database"] or "", place)
    if not database:
        raise WorkbenchError(
            "it names no database", place=place, remedy="write its name behind the port and a /"
        )
    return Server(
        host or "localhost",
        int(port),
        database,
        given.get("user") or _decoded(user or "", place) or getpass.getuser(),
        given,
    )


def check_name(location: Location) -> None:
    """See that a project may be called so.

    Raises:
        WorkbenchError: Its name is missing, too long, or holds what cannot be kept or read.
    """
    name = location.name
    if not name.strip():
        raise WorkbenchError(
            "it names no project", place=str(location), remedy="write its name behind a #"
        )
    if len(name) > LONGEST_NAME:
        raise WorkbenchError(
            f"the project's name has {len(name)} characters",
            place=f"{location.address}#…",
            remedy=f"choose one of {LONGEST_NAME} at the most",
        )
    if "\ufffd" in name or any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in name):
        raise WorkbenchError(
            "the project's name holds a control character, or bytes that are not UTF-8",
            place=str(location),
            remedy="choose another name",
        )


def _decoded(text: str, place: str) -> str:
    """A part of a URL without its percent-encoding."""
    try:
        if _HALF_CODE.search(text):
            raise ValueError  # noqa: TRY301 - the same sentence
        decoded = unquote(text, errors="strict")
        decoded.encode()
        if "\0" in decoded:
            raise ValueError  # noqa: TRY301
    except ValueError:
        raise WorkbenchError(
            "a % in it begins no character of UTF-8",
            place=place,
            remedy="write a percent sign itself as %25",
        ) from None
    return decoded


def _holds_password(place: str) -> WorkbenchError:
    return WorkbenchError(
        "it holds a password, which would be seen in lists of processes and in histories",
        place=place,
        remedy="leave it out and put it into PGPASSWORD or ~/.pgpass, or type it when asked",
    )
