"""A socket to a server: by name or Unix socket, with TLS as ``sslmode`` asks for it.

https://www.postgresql.org/docs/15/libpq-ssl.html
"""

import socket
import ssl
import struct
from contextlib import suppress
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.project.postgres.url import Server

CONNECT_SECONDS = 10.0
"""How long to wait for a connection, unless ``connect_timeout`` says otherwise."""

ANSWER_SECONDS = 60.0
"""How long to wait for the next bytes of an answer: a lock is waited for a shorter time."""

_SSL_REQUEST = struct.pack("!ii", 8, 80877103)
_CERTIFICATES = Path("~/.postgresql/root.crt")

_OPTIONS = (
    ("keepalives_idle", "TCP_KEEPIDLE"),
    ("keepalives_interval", "TCP_KEEPINTVL"),
    ("keepalives_count", "TCP_KEEPCNT"),
    ("tcp_user_timeout", "TCP_USER_TIMEOUT"),
)


def attempts(server: Server) -> tuple[str, ...]:
    """The ways to try, one after the other: with TLS (``must``), if offered (``may``), without."""
    if server.is_folder:
        return ("no",)
    mode = server.parameters.get("sslmode", "prefer")
    return {"disable": ("no",), "allow": ("no", "must"), "prefer": ("may",)}.get(mode, ("must",))


def connect(server: Server, tls: str, place: str) -> socket.socket:
    """A connected socket.

    Args:
        server: Where to.
        tls: One of :func:`attempts`.
        place: What errors are about.

    Raises:
        OSError: It cannot be reached, or its certificate is not to be trusted.
        WorkbenchError: It offers no TLS and that is asked for, or a certificate is missing here.
    """
    context = None if tls == "no" else _context(server, place)
    seconds = max(server.seconds("connect_timeout", CONNECT_SECONDS), 2)
    if server.is_folder and not hasattr(socket, "AF_UNIX"):
        raise WorkbenchError(
            "this system has no Unix sockets", place=place, remedy="name a host and a port"
        )
    if server.is_folder:
        connected = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connected.settimeout(seconds)
        path = f"{server.host}/.s.PGSQL.{server.port}"
        try:
            connected.connect(path.replace("@", "\0", 1) if path.startswith("@") else path)
        except BaseException:
            connected.close()
            raise
    else:
        connected = socket.create_connection((server.host, server.port), seconds)
    try:
        if not server.is_folder:
            _set_options(connected, server)
        if context is not None:
            connected = _secured(connected, context, server, tls, place)
    except BaseException:
        connected.close()
        raise
    return connected


def release(connected: socket.socket) -> None:
    """Close a socket whatever the driver still holds of it."""
    with suppress(OSError):
        handle = connected.detach()
        if handle >= 0:
            socket.close(handle)


def _secured(
    connected: socket.socket, context: ssl.SSLContext, server: Server, tls: str, place: str
) -> socket.socket:
    connected.sendall(_SSL_REQUEST)
    # One byte: what came behind it in the open must not be taken for the server's.
    answer = connected.recv(1)
    if answer == b"S":
        return context.wrap_socket(connected, server_hostname=server.host)
    if tls == "must":
        mode = server.parameters["sslmode"]
        raise WorkbenchError(
            f"the server has no TLS, and sslmode={mode} asks for it",
            place=place,
            remedy="switch TLS on in the server, or in a network you trust say sslmode=prefer",
        )
    return connected


def _set_options(connected: socket.socket, server: Server) -> None:
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if server.parameters.get("keepalives") == "0":
        return
    connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, option in _OPTIONS:
        value = int(server.parameters.get(name, 0))
        if value and hasattr(socket, option):
            with suppress(OSError):
                connected.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)


def _context(server: Server, place: str) -> ssl.SSLContext:
    mode = server.parameters.get("sslmode", "prefer")
    named = server.parameters.get("sslrootcert", "")
    roots = Path(named) if named else _CERTIFICATES.expanduser()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = mode == "verify-full" or named == "system"
    # As libpq does: certificates that are there are used, even where none is asked for.
    verified = mode in {"verify-ca", "verify-full"} or (mode == "require" and roots.exists())
    if not (verified or named == "system"):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    elif named == "system":
        context.load_default_certs()
    else:
        try:
            context.load_verify_locations(roots)
        except OSError as error:
            raise WorkbenchError(
                f"sslmode={mode} needs the certificate of who signed the server's, and {roots} "
                "is none or not there",
                place=place,
                remedy="name it with sslrootcert=FILE, or sslrootcert=system",
            ) from error
    own = server.parameters.get("sslcert")
    if own:
        try:
            context.load_cert_chain(own, server.parameters.get("sslkey"), password=lambda: "")
        except OSError as error:
            raise WorkbenchError(
                "the own certificate cannot be read, or its key needs a password",
                place=own,
                remedy="name both with sslcert=FILE&sslkey=FILE",
            ) from error
    return context
