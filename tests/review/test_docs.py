"""The documentation says what the program does."""

from pathlib import Path

import pytest

from workbench.review.commands import COMMANDS
from workbench.review.keys import spoken

DOCS = Path(__file__).parents[2] / "docs" / "review.md"


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.id)
def test_each_key_is_documented(command):
    """The table in the documentation has each command's keys and sentence."""
    keys = " ".join(f"`{spoken(key)}`" for key in command.keys[:3])
    assert f"| {keys} | {command.help} |" in DOCS.read_text(encoding="utf-8")
