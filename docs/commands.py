"""Makes the page of all commands in this folder, from what parses them.

python docs/commands.py
"""

import html
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click

from workbench.cli import workbench

PAGE = Path(__file__).with_suffix(".md")
_HEAD = """# Commands

Every command with every option, as `--help` says it. This page is made by
`python docs/commands.py`, and a test holds it against the program.

Exit status: 0 done; 1 a check found something; 2 the input or the call is wrong, nothing has
changed; 130 interrupted. Standard output carries the result alone, notes go to standard error.
`-` stands for standard input or output where a single file makes sense.
"""


def page() -> str:
    """The page, as Markdown."""
    parts = [_HEAD, *_sections(workbench, "workbench", None, 2)]
    return "\n".join(parts)


def _sections(
    command: click.Command, name: str, parent: click.Context | None, level: int
) -> Iterator[str]:
    """A command, and the commands below it."""
    context = click.Context(command, parent=parent, info_name=name.rpartition(" ")[2])
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    if parent is not None:
        yield f"{'#' * level} {name}\n"
    yield f"```text\n{usage}\n```\n"
    yield from _said(command.help or "")
    options = [
        record
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
        and "--help" not in parameter.opts
        and (record := parameter.get_help_record(context)) is not None
    ]
    if options:
        yield "| option | |\n|---|---|"
        for names, said in options:
            yield f"| {_code(names)} | {_plain(' '.join(said.split())).replace('|', '&#124;')} |"
        yield ""
    if command.epilog:
        examples = " ".join(str(command.epilog).split()).partition(": ")[2]
        yield "For example\n\n```text\n" + "\n".join(re.split(r"; | \| ", examples)) + "\n```\n"
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            below = command.get_command(context, each)
            assert below is not None
            if not below.hidden:
                yield from _sections(below, f"{name} {each}", context, level + bool(parent))


def _said(text: str) -> Iterator[str]:
    """A help text's paragraphs; what click is told to leave as it is stays as it is."""
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text).partition("\f")[0]):
        if paragraph.startswith("\b\n"):
            yield f"```text\n{paragraph.removeprefix(chr(8)).strip(chr(10))}\n```\n"
        elif paragraph.strip():
            yield f"{_plain(' '.join(paragraph.split()))}\n"


def _plain(text: str) -> str:
    """A text in which Markdown sees no signs of its own."""
    return re.sub(r"([\\`*_<>\[\]])", r"\\\1", text)


def _code(names: str) -> str:
    """An option as code within a table, where a bar would end the cell."""
    return f"<code>{html.escape(names, quote=False).replace('|', '&#124;')}</code>"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
