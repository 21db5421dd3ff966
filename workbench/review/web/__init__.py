"""The review in a browser: the same terminal UI, in one process for each page that is open.

textual-serve brings the terminal of the page (xterm.js) and how a process is spoken to. Its server
is not used: it takes any Origin, asks a font host, starts a shell and knows no token.
"""

import ipaddress
import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.project import Address

DRIVER = "workbench.review.web.driver:Driver"
"""What draws in a process behind a page, as Textual's variable ``TEXTUAL_DRIVER`` names it."""


def behind_page() -> bool:
    """Whether this process draws for a page."""
    return os.environ.get("TEXTUAL_DRIVER") == DRIVER


def serve(
    location: "Address",
    glossaries: Sequence[Path] = (),
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    public_url: str | None = None,
    unencrypted: bool = False,
    tell: Callable[[str], None],
) -> None:
    """Answer browsers that come with the token, until the program is interrupted or ended.

    Args:
        location: The project; every page is a review of it, in a process of its own.
        glossaries: Files whose terms are shown.
        host: Where to listen: a name or number of this machine.
        port: Where to listen; 0 for any that is free.
        public_url: What browsers ask for where a proxy stands before this, ``https://…``.
        unencrypted: Whether texts and token may pass over a network in the clear.
        tell: Is told the one address, as soon as it answers.

    Raises:
        WorkbenchError: The extra ``web`` is not installed, the project cannot be read, there
            is no such host or port, or texts would go over a network in the clear unasked.
    """
    try:
        from workbench.review.web.server import run
    except ModuleNotFoundError as error:
        raise WorkbenchError(
            f"{error.name} is not installed, with which browsers are answered",
            remedy="install the extra: pip install 'translation-workbench[web]'",
        ) from error
    from workbench import project

    if public_url is not None:
        _check(public_url)
    project.open(location).close()  # What is wrong with it is said here, not in the browser.
    with _listening(host, port) as listening:
        address = ipaddress.ip_address(listening.getsockname()[0])
        if address.is_unspecified and public_url is None:
            raise WorkbenchError(
                f"{host} stands for all addresses of this machine, and browsers need one",
                remedy="name one of them, or what browsers ask for with --public-url",
            )
        local = address.is_loopback and not (public_url or "").startswith("http:")
        if not (local or unencrypted):
            raise WorkbenchError(
                "texts and token would go over the network unencrypted",
                place=host if not address.is_loopback else public_url,
                remedy="leave --host out and put a proxy with TLS before it (docs/review.md), "
                "or say --unencrypted",
            )
        run(listening, host, location, glossaries, public_url, tell)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or parts.username or parts.query or parts.fragment or parts.path not in {"", "/"}:
        raise WorkbenchError(
            "it is no address of a server alone",
            place=url,
            remedy="write for example https://review.example.org",
        )


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens at one address."""
    try:
        family, _, _, _, where = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(where[:2], family=family)
    except (OSError, OverflowError, UnicodeError) as error:
        # Of a name that is not found the number is negative, and is not the system's.
        number: int = getattr(error, "errno", None) or 0
        why = os.strerror(number) if number > 0 else getattr(error, "strerror", None) or error
        raise WorkbenchError(
            f"nothing can listen there ({why})",
            place=f"{host}:{port}",
            remedy="choose another --port, or none for any that is free",
        ) from error
