"""What the values in a project's rows hold, beyond being of their column's type."""

import json
from collections.abc import Callable, Iterable
from typing import Any, get_args

from workbench.project.store import Snapshot
from workbench.units import Code, CodeKind


def wrong_value(snapshot: Snapshot) -> str:
    """What is wrong with a value, in words; empty where nothing is.

    A stranger's project, or a damaged one, may hold any text where JSON is expected, and any
    number where a probability is. Equal values are looked at once: most beads have none.

    Args:
        snapshot: All of the project.
    """
    documents, beads = snapshot.documents, snapshot.beads
    for name, values, fits in (
        ("a document's paragraphs", (row.paragraphs for row in documents), _are_paragraphs),
        ("what a document says of itself", (row.metadata for row in documents), _are_texts),
        ("the codes of a segment", {row.codes for row in snapshot.segments}, _are_codes),
        ("the properties of a bead", {row.properties for row in beads}, _are_texts),
        ("what was set aside", {row.facts for row in snapshot.aside}, _is_object),
    ):
        if not all(map(_holds(fits), filter(None, values))):
            return f"{name} cannot be read"
    sure = {row.confidence for row in beads if row.confidence is not None}
    if not all(0 <= confidence <= 1 for confidence in sure):
        return "a confidence is no probability"
    return ""


def _holds(fits: Callable[[Any], bool]) -> Callable[[str], bool]:
    def holds(text: str) -> bool:
        try:
            return fits(json.loads(text))
        except (ValueError, RecursionError):
            return False

    return holds


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _are_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _are_paragraphs(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, list)
        and len(item) == 6
        and isinstance(item[2], str)
        and _are_numbers((*item[:2], *item[3:5], item[5] or 0))
        for item in value
    )


def _are_codes(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, list)
        and len(item) == len(Code._fields)
        and _are_numbers(item[:1])
        and all(isinstance(text, str) for text in item[1:])
        and item[1] in get_args(CodeKind)
        for item in value
    )


def _are_numbers(values: Iterable[Any]) -> bool:
    return all(isinstance(value, int) and value >= 0 for value in values)
