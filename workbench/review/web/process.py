"""A review in a process of its own, between whose pipes and a browser's socket all is passed on."""

import asyncio
import contextlib
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from workbench.printable import printed
from workbench.review.web import DRIVER

_PATIENCE = 10.0
"""Seconds in which a process has to end when it is asked to."""

_BEGINS = b"__GANGLION__\n"
"""What Textual's driver says first."""

_OF_TERMINALS = ("TMUX", "VTE_VERSION", "STY", "SSH_TTY")
"""Variables that tell of the terminal of whoever began the server, which this process has not."""


class ReviewProcess(AppService):
    """One review, for one page.

    Args:
        command: The program and its arguments.
        socket: Of the page.
    """

    def __init__(self, command: Sequence[str], socket: web.WebSocketResponse) -> None:
        super().__init__(
            "",
            write_bytes=self._show,
            write_str=socket.send_str,
            close=self._close,
            download_manager=DownloadManager(),
        )
        self._arguments = tuple(command)
        self._socket = socket

    async def _show(self, data: bytes) -> None:
        # With the page gone the pipe is read on, or the process could not end.
        with contextlib.suppress(ConnectionError):
            if not self._socket.closed:
                await self._socket.send_bytes(data)

    async def _close(self) -> None:
        await self._socket.close()

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height)
        for name in _OF_TERMINALS:
            environment.pop(name, None)
        return environment | {"TEXTUAL_DRIVER": DRIVER, "TERM": "xterm-256color"}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *self._arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Pass on what the process draws until it ends; why, where it ended badly."""
        process = self._process
        assert process is not None
        assert process.stdout is not None and process.stderr is not None  # noqa: PT018
        said = asyncio.create_task(process.stderr.read())
        with contextlib.suppress(asyncio.IncompleteReadError):
            if await process.stdout.readline() == _BEGINS:
                while True:
                    kind = await process.stdout.readexactly(1)
                    size = int.from_bytes(await process.stdout.readexactly(4), "big")
                    payload = await process.stdout.readexactly(size)
                    if kind == b"D":
                        await self.on_data(payload)
                    elif kind == b"M":
                        await self.on_meta(payload)
        status = await process.wait()
        sentences = (await said).decode("utf-8", "replace")
        if status:
            lines = [printed(line) for line in sentences.splitlines()] or [f"status {status}"]
            await self._show(("\x1b[0m\x1b[2J\x1b[H" + "\r\n".join(lines)).encode())
        await self._close()

    async def on_meta(self, data: bytes) -> None:
        """The page is closed where the review ended; nothing else is offered.

        Neither files nor addresses that the process would have the browser open.
        """
        if json.loads(data).get("type") == "exit":
            await self._close()

    async def stop(self) -> None:
        """End the process: asked to, then told."""
        process, task = self._process, self._task
        if process is None or task is None:
            return
        self._task = None
        await self.send_meta({"type": "quit"})
        with contextlib.suppress(OSError, RuntimeError):
            self.stdin.close()
        try:
            await asyncio.wait_for(asyncio.shield(task), _PATIENCE)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await task
