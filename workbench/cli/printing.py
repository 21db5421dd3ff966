"""All that the command line prints."""

import sys

import click

from workbench.printable import printed


def say(sentence: str = "") -> None:
    """Say something on standard error: a note, never the result.

    Args:
        sentence: One line, whatever stands in it.
    """
    click.echo(printed(sentence), err=True)


def print_line(line: str) -> None:
    """Put a line of the result for people on standard output.

    Args:
        line: One line, whatever stands in it.
    """
    click.echo(printed(line))


def print_exactly(text: str) -> None:
    """Put a result for a program on standard output, exactly.

    Args:
        text: With its line ends.
    """
    click.echo(text, nl=False)


def print_text(line: str) -> None:
    """Put a line of text on standard output: for people on a terminal, else exactly."""
    if sys.stdout.isatty():
        print_line(line)
    else:
        print_exactly(line + "\n")
