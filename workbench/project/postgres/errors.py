"""The server's and the driver's refusals as sentences."""

import ssl
from typing import Any

from workbench.errors import WorkbenchError
from workbench.printable import printed
from workbench.project.edit import EditConflict


class ServerAway(WorkbenchError):  # noqa: N818
    """The server cannot be reached, or was lost: it may be tried again."""


class TakenPlace(WorkbenchError):  # noqa: N818
    """The project that is open is no longer what its name names."""


def away(place: str, why: str) -> ServerAway:
    """The sentence for a server that is not there.

    Args:
        place: The location.
        why: What the system says.
    """
    return ServerAway(
        f"the server cannot be reached ({printed(why)})",
        place=place,
        remedy="check the address and that it runs; all that was saved is kept",
    )


_LOST = ("08", "57P")
"""Classes of codes: connections that broke, a server that ends or begins."""

_SENTENCES: dict[str, tuple[str, str]] = {
    "28": ("the server lets this user not in", "check user, password and pg_hba.conf"),
    "3D": ("there is no such database", "make it first: createdb NAME"),
    "53300": ("the server has as many connections as it takes", "try again, or raise its limit"),
    "53": ("the server has no room left", "make room; all earlier edits are kept"),
    "42501": ("no permission", "ask its owner for the rights (docs/teams.md)"),
    "25006": ("the server takes no changes (a standby, or read-only)", "use the primary"),
    "55P03": ("another program is writing it", "try again in a moment"),
    "40": ("another program is writing it", "try again in a moment"),
    "57014": ("the server gave it up as too long", "try again, or raise its statement_timeout"),
    "25P03": ("the server gave it up as too long", "try again"),
    "22": ("a text holds what the server cannot keep", "remove it from the text"),
    "42": ("its tables are not those of Workbench", "see who changed the schema workbench"),
}
"""By SQLSTATE, or the beginning of one: cause and remedy.
https://www.postgresql.org/docs/15/errcodes-appendix.html"""


def code_of(error: BaseException) -> str:
    """The SQLSTATE of a refusal by the server; empty for every other error."""
    facts: Any = error.args[0] if error.args else None
    return str(facts.get("C", "")) if isinstance(facts, dict) else ""


def sentence(error: Exception, place: str) -> WorkbenchError:
    """What an error of the driver or the server means.

    Args:
        error: As it was raised.
        place: The location.
    """
    code = code_of(error)
    if not code:
        if isinstance(error, ssl.SSLError):
            return WorkbenchError(
                f"its certificate is not trusted ({printed(error.reason or str(error))})"
                if isinstance(error, ssl.SSLCertVerificationError)
                else f"TLS with it fails ({printed(error.reason or str(error))})",
                place=place,
                remedy="check sslmode and sslrootcert in the address",
            )
        return away(place, _said(error))
    if code.startswith("23"):
        return conflict(place)
    if code.startswith(_LOST):
        return away(place, _said(error))
    for length in (5, 3, 2):
        if code[:length] in _SENTENCES:
            cause, remedy = _SENTENCES[code[:length]]
            return WorkbenchError(f"{cause} ({printed(_said(error))})", place=place, remedy=remedy)
    return WorkbenchError(
        f"the server refuses it ({printed(_said(error))})",
        place=place,
        remedy="nothing was changed; ask who keeps the server",
    )


def conflict(place: str) -> EditConflict:
    """The sentence for rows that are not as they were."""
    return EditConflict("it was changed meanwhile by another", place=place, remedy="look again")


def _said(error: BaseException) -> str:
    facts: Any = error.args[0] if error.args else None
    if isinstance(facts, dict):
        return str(facts.get("M", ""))
    inner = error.__cause__
    if isinstance(inner, OSError):
        return inner.strerror or str(inner)
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error) or type(error).__name__
