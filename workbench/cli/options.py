"""Options that several commands share, and what their values mean."""

from collections.abc import Callable, Iterable, Sequence

import click
from click.shell_completion import CompletionItem

from workbench.errors import WorkbenchError


class LateChoice(click.ParamType):  # type: ignore[type-arg]
    """One of several words that a room knows; it is asked when the command runs.

    Args:
        words: Gives them; it imports the room.
    """

    name = "choice"

    def __init__(self, words: Callable[[], Sequence[str]]) -> None:
        self._words = words

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """The words, for the help text."""
        del param, ctx
        return f"[{'|'.join(self._words())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word that was given, as it is."""
        return str(click.Choice(self._words()).convert(value, param, ctx))

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The words that begin as what was typed."""
        return click.Choice(self._words()).shell_complete(ctx, param, incomplete)


encoding_option = click.option(
    "--encoding", metavar="NAME", help="Of the text files; found if left out."
)

lines_option = click.option(
    "--lines",
    type=click.Choice(["auto", "paragraph", "wrapped"]),
    default="auto",
    show_default=True,
    help="What a single line break in plain text is.",
)

encoder_option = click.option(
    "--encoder",
    metavar="NAME",
    help="Another encoder: a folder with a model, a .jsonl file of vectors, none, or built-in "
    "where a project was made with another (docs/accuracy.md).",
)


def chosen_tags(choices: Iterable[str]) -> dict[str, str]:
    """What ``--tag en=en-GB`` means: by language or key, the tag to write.

    Raises:
        WorkbenchError: A choice is not of that form.
    """
    chosen = {}
    for choice in choices:
        key, equals, tag = choice.partition("=")
        if not (key.strip() and equals and tag.strip()):
            raise WorkbenchError(
                f"{choice!r} is not a choice of a tag",
                place="--tag",
                remedy="write for example --tag en=en-GB",
            )
        chosen[key.strip()] = tag.strip()
    return chosen


def both_languages(pair: str | None) -> tuple[str, str] | None:
    """What ``--pair en:ru`` means: source and target; None where it was not given.

    Raises:
        WorkbenchError: It is not of that form.
    """
    from workbench.units import parse_pair

    return None if pair is None else parse_pair(pair)
