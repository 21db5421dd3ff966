"""``number-mismatch``: numbers that only one side has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.checks.finding import Hit
from workbench.checks.pair import Pair
from workbench.checks.rule import Run
from workbench.glossary.inert import inert

if TYPE_CHECKING:
    from workbench.languages.numbers import Number


def mismatch(pair: Pair, run: Run) -> Iterator[Hit]:
    """Sure numbers that no number of the other side answers, in either direction."""
    del run
    if pair.source is None or not pair.target.text.strip() or not pair.source.text.strip():
        return
    if not any(map(str.isnumeric, pair.source.text + pair.target.text)):
        return
    from workbench.languages.numbers import numbers

    asked = _live(pair.source.text, numbers(pair.source.text, pair.source.tag))
    given = _live(pair.target.text, numbers(pair.target.text, pair.target.tag))
    converted = _measures(asked) != _measures(given)
    lost = _unanswered(asked, given, converted)
    new = _unanswered(given, asked, converted)
    if not lost and not new:
        return
    source, target = pair.source.text, pair.target.text
    wanted = tuple(source[number.start : number.end] for number in lost)
    found = tuple(target[number.start : number.end] for number in new)
    if lost and new:
        message = f"“{', '.join(wanted)}” in the source, “{', '.join(found)}” here"
    elif lost:
        message = f"“{', '.join(wanted)}” of the source is not here"
    else:
        message = f"“{', '.join(found)}” is not in the source"
    yield Hit(
        message,
        span=(new[0].start, new[0].end) if new else None,
        expected=wanted,
        source_span=(lost[0].start, lost[0].end) if lost else None,
    )


def _live(text: str, found: Sequence[Number]) -> list[Number]:
    """The numbers that are not part of an address, a tag or a placeholder."""
    dead = inert(text)
    return [
        number for number in found if not any(start <= number.start < end for start, end in dead)
    ]


def _measures(found: Sequence[Number]) -> bool:
    """Whether anything is measured in miles, pounds and the like."""
    return any(number.measure == "imperial" for number in found)


def _unanswered(asked: Sequence[Number], given: Sequence[Number], converted: bool) -> list[Number]:
    """The sure numbers of one side that no number of the other can be.

    Args:
        asked: The one side's.
        given: The other's.
        converted: Whether one side alone measures in miles, pounds and the like; a
            translator may then have converted every measure, rounded it, or left one out.
    """
    values: set[float] = set()
    for number in given:
        values |= number.values
    return [
        number
        for number in asked
        if number.sure and not number.values & values and not (converted and number.measure)
    ]
