"""Who is let in: whoever has the token, from the page itself, under the server's own name.

The token stands in the address that is printed. The page that comes for it brings a cookie, which
scripts cannot read, which no other site's page can make the browser send, and which belongs to one
path, since browsers send cookies to every port of a machine.
"""

import ipaddress
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_COOKIE = "workbench"
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Gate:
    """What a request has to bring.

    Args:
        origins: Scheme, host and port under which this server is asked for, the first the one
            to print: ``http://127.0.0.1:8000``.
    """

    origins: tuple[str, ...]
    place: str = field(default_factory=lambda: f"/{secrets.token_hex(4)}/")
    """The path below which everything lies."""

    token: str = field(default_factory=_secret, repr=False)
    cookie: str = field(default_factory=_secret, repr=False)

    @property
    def address(self) -> str:
        """What a person opens."""
        return f"{self.origins[0]}{self.place}?token={self.token}"

    @property
    def socket_origins(self) -> str:
        """The same for WebSockets, as a content security policy has them."""
        # A policy cannot name the numbers of IPv6; browsers take 'self' for their sockets.
        named = [origin for origin in self.origins if "[" not in origin]
        return " ".join(["'self'", *(f"ws{origin.removeprefix('http')}" for origin in named)])

    def opens(self, request: web.BaseRequest) -> bool:
        """Whether a request is answered."""
        # A stranger's domain that is made to point here keeps its name in Host.
        hosts = [urlsplit(origin).netloc for origin in self.origins]
        if request.headers.get("Host", "").lower() not in hosts:
            return False
        origin = request.headers.get("Origin")
        if origin is not None and origin not in self.origins:
            return False
        if "Upgrade" in request.headers and origin is None:
            return False
        if request.path == self.place and _same(request.query.get("token", ""), self.token):
            return True
        return _same(request.cookies.get(_COOKIE, ""), self.cookie)

    def give_cookie(self, answer: web.StreamResponse) -> None:
        """Let whoever gets this answer in from now on."""
        answer.set_cookie(
            _COOKIE,
            self.cookie,
            path=self.place,
            httponly=True,
            samesite="Strict",
            secure=self.origins[0].startswith("https:"),
        )

    @property
    def middleware(self) -> Middleware:
        """Lets through what opens it; to all else, known paths or not, one answer."""

        @web.middleware
        async def refuse(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self.opens(request):
                return web.Response(
                    status=403, text="Not let in: open the address that was printed.\n"
                )
            return await handler(request)

        return refuse


def origins(host: str, port: int, public_url: str | None = None) -> tuple[str, ...]:
    """Under what this server is asked for: the public address first, then where it listens.

    Args:
        host: Where it listens, a name or a number.
        port: Likewise.
        public_url: What browsers ask for, where a proxy stands before it.
    """
    try:
        number = ipaddress.ip_address(host)
        named = f"[{number}]" if number.version == 6 else host
        local = number.is_loopback
    except ValueError:
        named, local = host.lower(), host.lower() == "localhost"
    hosts = dict.fromkeys((named, *(_LOCAL if local else ())))
    found = [f"http://{each}:{port}".removesuffix(":80") for each in hosts]
    if public_url is not None:
        parts = urlsplit(public_url)
        usual = {"http": ":80", "https": ":443"}[parts.scheme]
        found.insert(0, f"{parts.scheme}://{parts.netloc.lower().removesuffix(usual)}")
    return tuple(found)


def _same(given: str, kept: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), kept.encode())
