"""``number-mismatch``: numbers that only one side has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.checks.finding import Hit, Span
from workbench.checks.rule import CheckRule, RuleContext, each
from workbench.checks.unit_pair import UnitPair
from workbench.glossary import non_translatable_spans
from workbench.languages.spans import SpanSet

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

    if is_key(pair.source.text):
        return
    source, target = _closed_up(pair.source.text), _closed_up(pair.target.text)
    if "^" in source or "^" in target:
        source, target = _with_powers(source), _with_powers(target)
    asked = _live(source, numbers(source, pair.source.tag))
    given = _live(target, numbers(target, pair.target.tag))
    converted = _measures(asked) != _measures(given)
    lost = _unanswered(asked, given, converted)
    new = _unanswered(given, asked, converted)
    lost, new = _without_marks(lost, new, source, target)
    lost, new = _not_as_written(lost, source, target), _not_as_written(new, target, source)
    lists = _same_lists(source, target) if lost or new else ([], [])
    if lists[0]:
        lost, new = _outside(lost, lists[0]), _outside(new, lists[1])
    if not _sure(lost) and not _sure(new) and not (lost and new):
        yield from _other_moment(pair)
        return
    if not (lost and new):
        lost, new = _sure(lost), _sure(new)
    if new and not lost:
        # A 0 or a 1 is no finding by itself, but what stands in another number's place is named.
        lost = _figures_without_answer(asked, given, source)
    elif lost and not new:
        new = _figures_without_answer(given, asked, target)
    wanted = tuple(source[number.start : number.end] for number in lost)
    found = tuple(target[number.start : number.end] for number in new)
    if lost and new:
        message = f"“{', '.join(wanted)}” in the source, “{', '.join(found)}” here"
    elif lost:
        message = f"“{', '.join(wanted)}” of the source is not here"
    else:
        message = f"“{', '.join(found)}” is not in the source"
    stands = target == pair.target.text and source == pair.source.text
    yield Hit(
        message,
        span=(new[0].start, new[0].end) if new and stands else None,
        expected=wanted,
        source_span=(lost[0].start, lost[0].end) if lost and stands else None,
    )


_SET_APART = re.compile(r"(?<![\d.,])\d(?: \d){2,}(?![\d.,])")
"""Digits that a PDF has set apart: "2 0 1 5"."""

_HEADING = re.compile(r"\s*(?:\d{1,3}\.)*\d{1,3}[.)、．]?\s*(?=\D)")
_NOTE = re.compile(r"\[\d{1,3}\]|(?<=[.!?。！？”»)）])\d{1,3}(?=\s*$|\s+[^\W\d_])")
"""The number of a heading at a text's beginning, and that of a note."""


def _closed_up(text: str) -> str:
    return _SET_APART.sub(lambda found: found[0].replace(" ", ""), text)


_EXPONENT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def _with_powers(text: str) -> str:
    """The same with exponents written as the other text writes them: n² as n^2."""
    return _EXPONENT.sub(lambda found: "^" + unicodedata.normalize("NFKC", found[0]), text)


def _without_marks(
    lost: list[Number], new: list[Number], source: str, target: str
) -> tuple[list[Number], list[Number]]:
    """The same without the numbers of a heading or of notes, which one side alone may show."""
    if bool(lost) == bool(new):
        return lost, new
    found, text = (lost, source) if lost else (new, target)
    heading = _HEADING.match(text)
    begins = heading.end() if heading and heading.end() < len(text) else 0
    # A number before a counted noun opens a sentence; a heading goes on with a capital.
    if begins and text[begins].islower():
        begins = 0
    notes = [note.span() for note in _NOTE.finditer(text)]
    dotted = begins and not text[:begins].strip().isdigit()
    kept = [
        number
        for number in found
        if not (dotted and number.end <= begins)
        and not any(start <= number.start and number.end <= end for start, end in notes)
    ]
    return (kept, new) if lost else (lost, kept)


_LIST = re.compile(r"(?:(?<!\d)-)?(?<!\d)\d+(?:\s*[,，、]\s*-?\d+)+")


def _same_lists(source: str, target: str) -> tuple[list[Span], list[Span]]:
    """Where both sides have a list of the same numbers, set apart in another way.

    ``[-1, 1]`` is ``[-1,1]``, which could be one decimal fraction as well.
    """
    found = [
        {re.sub(r"\s*[,，、]\s*", ",", one[0]): one for one in _LIST.finditer(text)}
        for text in (source, target)
    ]
    common = [key for key in found[0] if key in found[1] and found[0][key][0] != found[1][key][0]]
    first, second = ([places[key].span() for key in common] for places in found)
    return first, second


_AS_WRITTEN = re.compile(r"(\d+)(?:\.\d+)*[A-Za-z]?")
_FIGURES = re.compile(r"(?<![\d.,])\d+")
_GOES_ON = re.compile(r"[\d,]|\.\d+[^.\d]")
_MANY = 100
"""Places of the same figures that are looked at."""


def _not_as_written(found: list[Number], text: str, other: str) -> list[Number]:
    """Those that the other text has not in the very same letters: 234M, 16k, 192.168."""
    if not found:
        return []
    begins: dict[str, list[int]] = {}
    for figures in _FIGURES.finditer(other):
        begins.setdefault(figures[0], []).append(figures.start())
    return [
        number
        for number in found
        if not (
            (raw := _AS_WRITTEN.fullmatch(text, number.start, number.end))
            and any(
                other.startswith(raw[0], begin) and not _GOES_ON.match(other, begin + len(raw[0]))
                for begin in begins.get(raw[1], ())[:_MANY]
            )
        )
    ]


def _outside(found: list[Number], spans: list[Span]) -> list[Number]:
    held = SpanSet(spans)
    return [one for one in found if not held.touches(one.start, one.end)]


def is_key(text: str) -> bool:
    """Whether a source is a name that a program knows a message by, and no text.

    For ``translator-credits`` a translation says what it will.
    """
    return re.fullmatch(r"[A-Za-z]\w*(?:[-_.]\w+)+", text) is not None


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
    dead = SpanSet(non_translatable_spans(text))
    return [number for number in found if not dead.touches(number.start, number.start + 1)]


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


def _figures_without_answer(
    asked: Sequence[Number], given: Sequence[Number], text: str
) -> list[Number]:
    """Numbers in digits, whatever their weight, that none of the other side's is."""
    known = {value for number in given for value in (*number.values, *number.parts)}
    return [
        number
        for number in asked
        if text[number.start].isdecimal() and number.values.isdisjoint(known)
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
