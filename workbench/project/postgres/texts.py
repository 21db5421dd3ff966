"""Texts that the server cannot keep, told before the driver sees them: it does not outlive them."""

import json
from collections.abc import Sequence
from typing import Any

from workbench.errors import WorkbenchError


def check_text(text: str, place: str) -> None:
    """See that the server can keep a text.

    Raises:
        WorkbenchError: It holds a NUL, or half of a character.
    """
    if "\0" in text:
        raise WorkbenchError(
            "a text holds the character NUL, which the server cannot keep",
            place=place,
            remedy="remove it from the text",
        )
    try:
        text.encode()
    except UnicodeEncodeError:
        raise WorkbenchError(
            "a text holds half of a character (a lone surrogate)",
            place=place,
            remedy="remove it from the text",
        ) from None


def as_json(rows: Sequence[dict[str, Any]], place: str) -> str:
    """Rows as one value of a statement.

    Raises:
        WorkbenchError: A text cannot be kept.
    """
    for row in rows:
        for value in row.values():
            if isinstance(value, str):
                check_text(value, place)
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
