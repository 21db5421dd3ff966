"""Values of options that several commands share."""

from collections.abc import Iterable

from workbench.errors import WorkbenchError


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
