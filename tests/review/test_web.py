"""The review in a browser: who is let in, what is given out, and a whole review by keyboard."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from support.browser import browser
from support.program import run as run_program

from workbench import exchange
from workbench import project as projects
from workbench.errors import WorkbenchError
from workbench.review import web
from workbench.review.dialogs.line import completions
from workbench.review.exporting import named
from workbench.review.session import Session

aiohttp = pytest.importorskip("aiohttp", reason="the extra 'web' is not installed")
pytest.importorskip("textual_serve", reason="the extra 'web' is not installed")

from aiohttp.test_utils import TestServer, unused_port  # noqa: E402
from yarl import URL  # noqa: E402

from workbench.review.web.gate import Gate, origins  # noqa: E402
from workbench.review.web.server import application  # noqa: E402

HELLO = """
import os, sys, time
def say(kind, text):
    sys.stdout.buffer.write(kind + len(text).to_bytes(4, "big") + text)
    sys.stdout.buffer.flush()
sys.stdout.buffer.write(b"__GANGLION__\\n")
say(b"D", f"pid {os.getpid()} {os.environ['COLUMNS']} {os.environ['TEXTUAL_DRIVER']}".encode())
say(b"M", b'{"type": "open_url", "url": "https://stranger.example", "new_tab": true}')
while read := sys.stdin.buffer.read1():
    if read.startswith(b"D"):
        say(b"D", b"got " + read[5:])
"""
"""A program that speaks as Textual's driver for browsers does, and starts in no time."""


def served(ask, command=(sys.executable, "-c", HELLO)):
    """What ``ask`` returns, which is given a session, the server's address and its gate."""

    async def serve():
        port = unused_port()
        gate = Gate(origins("127.0.0.1", port))
        server = TestServer(application(gate, "talks", command), host="127.0.0.1", port=port)
        async with server, aiohttp.ClientSession() as session:
            return await ask(session, f"http://127.0.0.1:{port}", gate)

    return asyncio.run(serve())


def cookie(gate):
    return {"Cookie": f"workbench={gate.cookie}"}


@pytest.mark.parametrize("path", ["/", "{place}", "{place}review.js", "{place}socket", "/other"])
@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("", {}),
        ("?token=", {}),
        ("?token=wrong", {}),
        ("?token={cookie}", {}),
        ("", {"Cookie": "workbench={token}"}),
        ("?token={token}", {"Host": "stranger.example"}),
        ("?token={token}", {"Host": "stranger.example:{port}"}),
        ("?token={token}", {"Host": "127.0.0.1"}),
        ("", {"Cookie": "workbench={cookie}", "Host": "127.0.0.1.stranger.example:{port}"}),
        ("", {"Cookie": "workbench={cookie}", "Origin": "https://stranger.example"}),
        ("", {"Cookie": "workbench={cookie}", "Origin": "null"}),
        ("", {"Cookie": "workbench={cookie}", "Origin": "http://127.0.0.1:1"}),
        ("", {"Cookie": "workbench={cookie}", "Origin": "https://127.0.0.1:{port}"}),
    ],
)
def test_strangers_are_refused(path, query, headers):
    """Without token or cookie, from another page, or under another name: one answer to all."""

    async def ask(session, address, gate):
        known = {
            "place": gate.place,
            "token": gate.token,
            "cookie": gate.cookie,
            "port": address.rpartition(":")[2],
        }
        sent = {name: value.format_map(known) for name, value in headers.items()}
        url = URL(address + path.format_map(known) + query.format_map(known), encoded=True)
        async with session.get(url, headers=sent) as answer:
            return answer.status, await answer.text(), dict(answer.headers)

    status, text, answered = served(ask)
    assert status == 403
    assert text == "Not let in: open the address that was printed.\n"
    assert "Set-Cookie" not in answered


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://stranger.example"}, {"Origin": "null"}, {"Host": "stranger.example"}],
)
def test_a_socket_wants_its_own_page(headers):
    """The cookie alone opens none: the Origin has to be there, and ours."""

    async def ask(session, address, gate):
        url = f"{address}{gate.place}socket"
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(url, headers=cookie(gate) | headers)
        return refused.value.status

    assert served(ask) == 403


def test_the_token_does_not_open_a_socket():
    """What stands in the address opens the page, which alone gets the cookie."""

    async def ask(session, address, gate):
        url = f"{address}{gate.place}socket?token={gate.token}"
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(url, origin=address)
        return refused.value.status

    assert served(ask) == 403


def test_the_page_loads_nothing_from_elsewhere():
    """The token brings page and cookie; what the page names lies beside it and is there."""

    async def ask(session, address, gate):
        async with session.get(gate.address) as answer:
            page, headers = await answer.text(), answer.headers
            set_cookie = headers["Set-Cookie"]
        found = {}
        for name in ("review.css", "review.js", "xterm.css", "terminal.js", "mono.ttf"):
            url = f"{address}{gate.place}{name}"
            async with session.get(url, headers=cookie(gate)) as answer:
                found[name] = answer.status, await answer.read(), answer.headers
        return page, headers, set_cookie, found, gate

    page, headers, set_cookie, found, gate = served(ask)
    assert f"workbench={gate.cookie}" in set_cookie
    for word in ("HttpOnly", "SameSite=Strict", f"Path={gate.place}"):
        assert word in set_cookie
    assert gate.token not in page
    assert gate.cookie not in page
    assert "://" not in page
    assert "<style" not in page
    assert "onclick" not in page.lower()
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    for status, body, given in found.values():
        assert status == 200
        assert body
        assert given["X-Content-Type-Options"] == "nosniff"
    assert b"://" not in found["review.css"][1]


@pytest.mark.parametrize(
    "path",
    [
        "{place}../review.js",
        "{place}..%2f..%2fserver.py",
        "{place}%2e%2e/%2e%2e/pyproject.toml",
        "{place}..%5c..%5cserver.py",
        "{place}%2fetc%2fpasswd",
        "{place}server.py",
        "{place}review.js/..",
        "/../../etc/passwd",
    ],
)
def test_no_other_file_is_given_out(path):
    """Also to whoever has been let in."""

    async def ask(session, address, gate):
        url = URL(address + path.format(place=gate.place), encoded=True)
        async with session.get(url, headers=cookie(gate)) as answer:
            return answer.status

    assert served(ask) in {403, 404}


def test_each_page_has_a_process_that_ends_with_it():
    """Two pages, two processes; what is typed arrives; none outlives its page."""

    async def ask(session, address, gate):
        async def open_one():
            url = f"{address}{gate.place}socket?width=91&height=33"
            page = await session.ws_connect(url, headers=cookie(gate), origin=address)
            said = (await page.receive_bytes()).decode().split()
            assert said[2:] == ["91", web.DRIVER]
            return page, int(said[1])

        (one, first), (two, second) = await open_one(), await open_one()
        assert first != second
        await one.send_json(["stdin", "è"])
        assert await one.receive_bytes() == "got è".encode()
        await two.send_json(["ping", "7"])
        assert await two.receive_json() == ["pong", "7"]  # and no address that it shall open
        await one.close()
        await gone(first)
        os.kill(second, 0)
        await two.send_json({"no": "message of ours"})
        await gone(second)
        assert (await two.receive()).type is aiohttp.WSMsgType.CLOSE

    async def gone(process):
        for _ in range(100):
            try:
                os.kill(process, 0)
            except ProcessLookupError:
                return
            await asyncio.sleep(0.05)
        raise AssertionError("it outlives its page")

    served(ask)


def test_a_process_that_fails_says_why():
    """Its sentence stands in the page, without what a terminal would act upon."""
    program = "import sys; sys.stderr.write('no such \\x1b]52;c;eA== project'); sys.exit(2)"

    async def ask(session, address, gate):
        url = f"{address}{gate.place}socket"
        page = await session.ws_connect(url, headers=cookie(gate), origin=address)
        said = await page.receive_bytes()
        assert (await page.receive()).type is aiohttp.WSMsgType.CLOSE
        return said.decode()

    said = served(ask, (sys.executable, "-c", program))
    assert said.endswith("no such ␛]52;c;eA== project")


def test_a_proxy_with_tls():
    """Behind one, the public address is the one that counts."""
    gate = Gate(origins("127.0.0.1", 8000, "https://Review.example.org:443/"))
    assert gate.address.startswith("https://review.example.org/")
    assert "wss://review.example.org" in gate.socket_origins
    answer = aiohttp.web.Response()
    gate.give_cookie(answer)
    assert "Secure" in answer.cookies["workbench"].output()


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("review.example.org", "https://review.example.org", 200),
        ("127.0.0.1:8000", "https://review.example.org", 200),
        ("review.example.org", "http://review.example.org", 403),
        ("review.example.org", "https://stranger.example", 403),
        ("stranger.example", "https://review.example.org", 403),
    ],
)
def test_what_a_proxy_passes_on(host, origin, status):
    """Whether or not it keeps the name that was asked for; no other name opens anything."""

    async def ask():
        gate = Gate(origins("127.0.0.1", 8000, "https://review.example.org"))
        server = TestServer(application(gate, "talks", ()))
        async with server, aiohttp.ClientSession() as session:
            url = server.make_url(f"{gate.place}review.js")
            headers = cookie(gate) | {"Host": host, "Origin": origin}
            async with session.get(url, headers=headers) as answer:
                return answer.status

    assert asyncio.run(ask()) == status


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "0.0.0.0"), "browsers need one"),
        (("--host", "no.such.host.invalid"), "nothing can listen there"),
        (("--public-url", "http://review.example.org"), "unencrypted"),
        (("--public-url", "ftp://review.example.org"), "no address of a server"),
        (("--public-url", "https://a:b@review.example.org"), "no address of a server"),
        (("--public-url", "https://review.example.org/a?b"), "no address of a server"),
        (("--public-url", "https://[review"), "no address of a server"),
    ],
)
def test_an_address_that_will_not_do(path, options, said):
    """It is refused, in one sentence, before anything listens."""
    names = {"--host": "host", "--public-url": "public_url"}
    given = {names[options[0]]: options[1]}
    with pytest.raises(WorkbenchError, match=said):
        web.serve(path, tell=pytest.fail, **given)


def test_nobody_else_is_let_in_unasked(path, monkeypatch):
    """A host that others can reach wants a word."""

    class Listening:
        def getsockname(self):
            return ("192.0.2.7", 80)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(web, "_listening", lambda *_: Listening())
    with pytest.raises(WorkbenchError, match="--unencrypted"):
        web.serve(path, host="192.0.2.7", tell=pytest.fail)


def test_without_the_extra(path, monkeypatch):
    """The sentence says what to install."""
    monkeypatch.setitem(sys.modules, "workbench.review.web.server", None)
    monkeypatch.delattr(web, "server", raising=False)
    with pytest.raises(WorkbenchError, match=r"translation-workbench\[web\]"):
        web.serve(path, tell=pytest.fail)


def test_its_options_want_it(path):
    """``--port`` without ``--web`` is an error, not silence."""
    done = run_program(path.parent, "review", path.name, "--port", "8000")
    assert done.returncode == 2
    assert "add --web" in done.stderr


@pytest.mark.parametrize("typed", ["../out.tmx", "~/out.tmx", "/out.tmx", "a/../../out.tmx", "l/x"])
def test_files_stay_in_the_projects_folder(tmp_path, project, typed):
    """Under a page nothing is written elsewhere, nor shown when Tab completes."""
    (tmp_path / "l").symlink_to("/")
    session = Session(project)
    named(session, typed)
    session.within = tmp_path
    assert named(session, str(tmp_path / "out.tmx")) == tmp_path / "out.tmx"
    with pytest.raises(WorkbenchError, match="stay in the project's folder"):
        named(session, typed)
    folder = typed.rpartition("/")[0] + "/"
    assert completions(folder, tmp_path) == (folder, [])


@contextmanager
def program(path):
    """The program itself, and the address that it prints; ended with Ctrl+C, with status 0."""
    with subprocess.Popen(
        [sys.executable, "-m", "workbench", "review", path.name, "--web"],
        cwd=path.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process.stdout.readline().strip(), process
        finally:
            killed = process.poll() is not None
            process.send_signal(signal.SIGINT)
            rest, said = process.communicate(timeout=30)
    if not killed:
        assert rest == ""
        assert process.returncode == 0, said
        assert "all is saved" in said


def until(holds, seconds=30):
    """Wait for it."""
    for _ in range(seconds * 10):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it does not come")


def processes(path):
    """How many processes review the project behind pages."""
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    return sum(line.endswith(f"review -- {path.name}") for line in listed.stdout.splitlines())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT and asks ps")
def test_a_review_in_a_real_browser(path):
    """From opening over a merge and a confirmation to a memory, by keyboard; no click is needed."""

    def read(of):
        opened = projects.open(path)
        try:
            return of(opened)
        finally:
            opened.close()

    beads = read(len)
    with browser() as chromium, program(path) as (address, _):
        context = chromium.new_context(viewport={"width": 1100, "height": 700})
        page, asked, faults = context.new_page(), [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address)
        page.wait_for_selector("body.-first-byte", timeout=60_000)
        assert "token" not in page.url
        page.wait_for_timeout(1500)
        page.keyboard.press("J")
        until(lambda: read(len) == beads - 1)
        page.keyboard.press("Enter")
        until(lambda: read(lambda project: project.bead(project.order[0]).status) == "confirmed")
        page.keyboard.press("X")
        page.wait_for_timeout(700)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_timeout(700)
        page.keyboard.press("Enter")
        memory = path.with_suffix(".tmx")
        until(memory.exists)
        _, units = exchange.read(memory)
        assert len(list(units)) == 1

        other = context.new_page()
        other.goto(address)
        other.wait_for_selector("body.-first-byte", timeout=60_000)
        until(lambda: processes(path) == 2)
        other.close()
        until(lambda: processes(path) == 1)
        page.keyboard.press("q")
        page.wait_for_selector("body.-closed")
        until(lambda: processes(path) == 0)
        assert page.locator(".ended").is_visible()
        page.reload()
        page.wait_for_selector("body.-first-byte", timeout=60_000)
        until(lambda: processes(path) == 1)
        assert faults == []
        origin = address.partition("/?")[0].rpartition("/")[0]
        assert all(url.startswith((origin, "data:")) for url in asked)
    assert processes(path) == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills, and asks ps")
def test_no_process_outlives_a_killed_server(path):
    """What it typed into is closed: each process ends by itself."""

    async def ask(address):
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as session:
            await session.get(address)
            place = address.partition("?")[0]
            origin = "/".join(address.split("/")[:3])
            page = await session.ws_connect(f"{place}socket", origin=origin)
            await page.receive()
            assert processes(path) == 1
            process.kill()

    with program(path) as (address, process):
        asyncio.run(ask(address))
        process.wait()
    until(lambda: processes(path) == 0)
