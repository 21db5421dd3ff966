"""How far a long command is, on a terminal only."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from workbench.api import Progress

_BAR = 24
"""Cells of the bar."""


class _Bar:
    """One line on standard error; Ctrl-C stops a command by itself, so nothing else does."""

    def tell(self, done: float, phase: str) -> None:
        full = round(_BAR * min(max(done, 0.0), 1.0))
        bar = "#" * full + "." * (_BAR - full)
        click.echo(f"\r\x1b[K{bar} {phase}", nl=False, err=True)

    def cancelled(self) -> bool:
        return False


@contextmanager
def progress() -> "Iterator[Progress | None]":
    """One line on standard error that says what is being done, and is gone in the end.

    Yields:
        What a use case tells; None where standard error is no terminal.
    """
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield _Bar()
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)
