"""How far a long command is, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_BAR = 24
"""Cells of the bar."""


@contextmanager
def progress() -> Iterator[Callable[[float, str], None] | None]:
    """One line on standard error that says what is being done, and is gone in the end.

    Yields:
        A callable that takes the share done (0 to 1) and the phase; None where standard
        error is no terminal.
    """
    if not sys.stderr.isatty():
        yield None
        return

    def show(done: float, phase: str) -> None:
        full = round(_BAR * min(max(done, 0.0), 1.0))
        bar = "#" * full + "." * (_BAR - full)
        click.echo(f"\r\x1b[K{bar} {phase}", nl=False, err=True)

    try:
        yield show
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)
