"""The command line: the only place that parses arguments and prints errors."""

import gc
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from workbench import __version__
from workbench.cli.printing import say
from workbench.errors import WorkbenchError

COMMANDS = {
    "segment": "Split a document into sentences.",
    "align": "Pair the sentences of two or more versions of a text.",
    "review": "Look through an alignment in the terminal or a browser, and mend it.",
    "import": "Make a project of a file that is bilingual already.",
    "update": "Take in a newer version of a document, or a spreadsheet that comes back.",
    "export": "Write projects as memories, tables, or files for other programs.",
    "plot": "Draw an alignment as a map, and other pictures of projects.",
    "project": "List, verify, copy and back up projects, and look through their history.",
    "memory": "Merge, split, clean, count and convert translation memories.",
    "glossary": "Show, extend, convert, merge, validate and extract glossaries.",
    "check": "Check translations: terms, numbers, punctuation, placeholders.",
    "corpus": "Pair, align, filter and search many documents.",
}
"""Each command's module in this package, in the order of the work, and what --help says of it.
The line stands here so that --help loads no command."""


class Commands(click.Group):
    """Commands that are imported when they are called, so that ``--help`` costs nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; its module is imported now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"workbench.cli.{cmd_name}_")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a closed pipe is no finding, which click's status 1 would say."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderLeftError from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: workbench align speech.en.docx speech.zh.txt speech.ru.html -o speech.tmx",
)
@click.version_option(__version__, prog_name="workbench")
@click.option(
    "--debug", is_flag=True, expose_value=False,
    help="Show the traceback of an error that nobody foresaw; with any command.",
)  # fmt: skip
def workbench() -> None:
    """Turn finished translations into translation memories and a glossary that is kept."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit status.

    Args:
        arguments: What follows the program's name; the process's own when None.
    """
    # Most of what a command loads lives until its end: looking through it in vain took a twentieth.
    gc.set_threshold(20_000)
    if sys.stdin is None:  # closed by the caller: ``<&-``
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller: ``>&-``, pythonw
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        # A console that is not UTF-8 shows what it can instead of failing.
        getattr(sys, name).reconfigure(errors="backslashreplace")
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    given, debug = _without_debug(sys.argv[1:] if arguments is None else arguments)
    try:
        # click hands a command's ``Exit`` on as the value here.
        status = workbench.main(args=given, prog_name="workbench", standalone_mode=False) or 0
    except click.exceptions.Exit as leave:
        status = leave.exit_code
    except click.ClickException as error:
        _say(error.format_message())
        status = 2
    except WorkbenchError as error:
        _say(str(error))
        status = 2
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted; no file was left half written.")
        status = 130
    except _ReaderLeftError:
        # Nobody to tell; what is left in the streams must not be tried again at the end.
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        status = 141
    except OSError as error:
        from workbench.files import from_os_error

        _say(str(from_os_error(error, Path(error.filename or "standard output"), doing="write")))
        status = 2
    except Exception as error:  # noqa: BLE001 - the last net: never status 1, which is a finding
        if debug:
            import traceback

            for line in traceback.format_exc().rstrip().split("\n"):
                say(line)
        kind = f"{type(error).__name__}: {error}".removesuffix(": ")[:_LONGEST]
        _say(
            f"an error that nobody foresaw ({kind}); please report it, with what the same call "
            "says with --debug."
        )
        status = 2
    sys.exit(status)


def _without_debug(arguments: Sequence[str]) -> tuple[list[str], bool]:
    """The arguments without ``--debug``, which may stand anywhere, and whether it did."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    options = [argument for argument in arguments[:end] if argument != "--debug"]
    return [*options, *arguments[end:]], len(options) < end


_LONGEST = 300
"""Characters of an unforeseen error that are shown."""


class _ReaderLeftError(Exception):
    """Who read our output has left (``| head``)."""


def _say(sentence: str) -> None:
    say(f"workbench: {sentence}")
