"""The server: a page, the files it needs, and a socket behind which a process draws."""

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from aiohttp import WSMsgType, web

from workbench.project import Location
from workbench.review.web.gate import Gate, origins
from workbench.review.web.process import ReviewProcess

if TYPE_CHECKING:
    from workbench.project import Address

_PAGE = files("workbench.review.web") / "page"
_TERMINAL = files("textual_serve") / "static"
_FILES = {
    "review.css": (_PAGE / "review.css", "text/css"),
    "review.js": (_PAGE / "review.js", "text/javascript"),
    "xterm.css": (_TERMINAL / "css" / "xterm.css", "text/css"),
    "terminal.js": (_TERMINAL / "js" / "textual.js", "text/javascript"),
    "mono.ttf": (_TERMINAL / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
}
"""All files that are given out, by the name that is asked for; nothing is looked for on disk."""

_MOST_CELLS = 1000
"""A terminal's width and height at the most."""

_LARGEST_MESSAGE = 1 << 22
"""Bytes of what is pasted at once."""

_GATE: web.AppKey[Gate] = web.AppKey("gate", Gate)
_TITLE: web.AppKey[str] = web.AppKey("title", str)
_COMMAND: web.AppKey[Sequence[str]] = web.AppKey("command", Sequence)
_SOCKETS: web.AppKey[set[web.WebSocketResponse]] = web.AppKey("sockets", set)


def application(gate: Gate, title: str, command: Sequence[str]) -> web.Application:
    """What answers, behind its gate.

    Args:
        gate: Who is let in.
        title: The project's name.
        command: The program of each page, and its arguments.
    """
    made = web.Application(middlewares=[gate.middleware])
    made[_GATE], made[_TITLE], made[_COMMAND] = gate, title, tuple(command)
    made[_SOCKETS] = set()
    made.add_routes(
        [
            web.get(gate.place, _page),
            web.get(f"{gate.place}socket", _socket),
            web.get(gate.place + "{name}", _file),
        ]
    )
    made.on_response_prepare.append(_harden)
    made.on_shutdown.append(_close_all)
    return made


def run(
    listening: socket.socket,
    host: str,
    location: "Address",
    glossaries: Sequence[Path],
    public_url: str | None,
    tell: Callable[[str], None],
) -> None:
    """Answer until the program is interrupted or ended (SIGINT, SIGTERM)."""
    project = Location.parse(location)
    gate = Gate(origins(host, listening.getsockname()[1], public_url))
    named = [argument for path in glossaries for argument in ("--glossary", str(path))]
    command = [sys.executable, "-m", "workbench", "review", *named, "--", str(project)]

    async def answer() -> None:
        runner = web.AppRunner(application(gate, project.short, command), access_log=None)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM):
            # On Windows Ctrl+C comes as KeyboardInterrupt.
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(each, ended.set)
        tell(gate.address)
        try:
            await ended.wait()
        finally:
            await runner.cleanup()

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(answer())


async def _page(request: web.Request) -> web.Response:
    gate = request.app[_GATE]
    template = jinja2.Environment(autoescape=True).from_string(
        (_PAGE / "review.html").read_text(encoding="utf-8")
    )
    answer = web.Response(
        text=template.render(title=request.app[_TITLE]), content_type="text/html", charset="utf-8"
    )
    gate.give_cookie(answer)
    return answer


async def _file(request: web.Request) -> web.Response:
    found = _FILES.get(request.match_info["name"])
    if found is None:
        raise web.HTTPNotFound
    path, kind = found
    return web.Response(body=path.read_bytes(), content_type=kind)


async def _socket(request: web.Request) -> web.WebSocketResponse:
    """One page: its process begins with its socket and ends with it."""
    page = web.WebSocketResponse(heartbeat=15, max_msg_size=_LARGEST_MESSAGE)
    await page.prepare(request)
    sockets = request.app[_SOCKETS]
    sockets.add(page)
    process = ReviewProcess(request.app[_COMMAND], page)
    try:
        width, height = (_cells(request.query.get(name)) for name in ("width", "height"))
        await process.start(width or 80, height or 24)
        async for message in page:
            if message.type is not WSMsgType.TEXT or not await _take(message.json(), process, page):
                break
    except ValueError:
        pass  # It is not our page that sends what is no JSON.
    finally:
        await process.stop()
        sockets.discard(page)
        await page.close()
    return page


async def _take(said: object, process: ReviewProcess, page: web.WebSocketResponse) -> bool:
    """What a page said; whether it was one of the things that it can say."""
    match said:
        case ["stdin", str(typed)]:
            await process.send_bytes(typed.encode("utf-8", "replace"))
        case ["resize", {"width": width, "height": height}] if _cells(width) and _cells(height):
            await process.set_terminal_size(_cells(width), _cells(height))
        case ["ping", str(when)]:
            await page.send_json(["pong", when])
        case ["focus"]:
            await process.focus()
        case ["blur"]:
            await process.blur()
        case _:
            return False
    return True


def _cells(given: object) -> int:
    """A width or height; 0 where it is none."""
    try:
        return max(0, min(int(str(given)), _MOST_CELLS))
    except ValueError:
        return 0


async def _harden(request: web.Request, answer: web.StreamResponse) -> None:
    """The headers of every answer: what the page may load, and from here alone."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src data:; "
        f"connect-src {request.app[_GATE].socket_origins}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    answer.headers.update(
        {
            "Content-Security-Policy": policy,
            "Cache-Control": "no-store",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "clipboard-read=(), camera=(), microphone=(), geolocation=()",
            "Referrer-Policy": "no-referrer",
            "Server": "workbench",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }
    )


async def _close_all(served: web.Application) -> None:
    """Close every page's socket, with which the processes end."""
    pages = served[_SOCKETS]
    for page in tuple(pages):
        await page.close(code=1001)
