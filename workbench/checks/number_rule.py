"""``number-mismatch``: numbers that only one side has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.checks.finding import Hit
from workbench.checks.rule import CheckRule, RuleContext, each
from workbench.checks.unit_pair import UnitPair
from workbench.glossary import non_translatable_spans

if TYPE_CHECKING:
    from workbench.languages.numbers import Number


def mismatch(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """Numbers that no number of the other side answers, in either direction.

    Digits are missed by themselves, number words only where both sides have such a number.
    """
    del context
    if pair.source is None or not pair.target.text.strip() or not pair.source.text.strip():
        return
    from workbench.languages.numbers import numbers

    asked = _live(pair.source.text, numbers(pair.source.text, pair.source.tag))
    given = _live(pair.target.text, numbers(pair.target.text, pair.target.tag))
    converted = _measures(asked) != _measures(given)
    lost = _unanswered(asked, given, converted)
    new = _unanswered(given, asked, converted)
    if not _sure(lost) and not _sure(new) and not (lost and new):
        yield from _other_moment(pair)
        return
    if not (lost and new):
        lost, new = _sure(lost), _sure(new)
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


def _other_moment(pair: UnitPair) -> Iterator[Hit]:
    """Another month; a day that has changed places with it; another time of day.

    Only where both sides name as many: a translator may leave one out, or say when it is there.
    """
    from workbench.languages.numbers import days_of, months_of, times_of

    assert pair.source is not None
    source, target = pair.source, pair.target
    asked, given = days_of(source.text, source.tag), days_of(target.text, target.tag)
    if len(asked) == len(given):
        for wanted, found in zip(asked, given, strict=True):
            if wanted not in given and found not in asked:
                yield Hit(
                    f"day {wanted[1]} of month {wanted[0]} in the source, "
                    f"day {found[1]} of month {found[0]} here"
                )
                return
    months, months_here = months_of(source.text, source.tag), months_of(target.text, target.tag)
    if len(months) == len(months_here):
        for named, month in zip(months, months_here, strict=True):
            if named not in months_here and month not in months:
                yield Hit(f"month {named} in the source, month {month} here")
                return
    hours, others = times_of(source.text, source.tag), times_of(target.text, target.tag)
    if len(hours) == len(others):
        for one, other in zip(hours, others, strict=True):
            if not any(one.is_same(time) for time in others):
                yield Hit(f"{one} in the source, {other} here")
                return


def _live(text: str, found: Sequence[Number]) -> list[Number]:
    """The numbers that are not part of an address, a tag or a placeholder."""
    dead = non_translatable_spans(text)
    return [
        number for number in found if not any(start <= number.start < end for start, end in dead)
    ]


def _measures(found: Sequence[Number]) -> bool:
    """Whether anything is measured in miles, pounds and the like."""
    return any(number.measure == "imperial" for number in found)


def _unanswered(asked: Sequence[Number], given: Sequence[Number], converted: bool) -> list[Number]:
    """The sure and likely numbers of one side that no number of the other can be.

    Args:
        asked: The one side's.
        given: The other's.
        converted: Whether one side alone measures in miles, pounds and the like; a
            translator may then have converted every measure, rounded it, or left one out.
    """
    literal: set[float] = set()
    values: set[float] = set()
    parts: set[float] = set()
    for number in given:
        literal |= number.literal
        values |= number.values
        parts |= number.parts
    return [
        number
        for number in asked
        if number.weight != "possible"
        and number.literal.isdisjoint(values)
        and number.values.isdisjoint(literal)
        and (number.percent or number.values.isdisjoint(parts))
        and not (converted and number.measure)
    ]


def _sure(found: Sequence[Number]) -> list[Number]:
    return [number for number in found if number.weight == "sure"]


RULES = (
    CheckRule(
        "number-mismatch",
        "error",
        "A number of one side has no counterpart on the other, in whatever script or form.",
        ("3.5万人", "35 million people", "35,000 people"),
        each(mismatch),
    ),
)
