"""Times of day: 3:30 p.m., half past three, 15.30, в половине четвёртого, 下午三点半."""

import re
from typing import NamedTuple

from workbench.languages.parts import Clock
from workbench.languages.spans import SpanSet


class Time(NamedTuple):
    """One time of day."""

    hour: int
    """0–11: by the clock's face."""

    minute: int
    afternoon: bool | None
    """None where the text does not say."""

    def __str__(self) -> str:
        half = {None: "", True: " p.m.", False: " a.m."}[self.afternoon]
        return f"{self.hour or 12}:{self.minute:02}{half}"

    def is_same(self, other: "Time") -> bool:
        """Whether both may be one; what only one of them says is no difference."""
        halves = {self.afternoon, other.afternoon}
        return self[:2] == other[:2] and halves != {True, False}


DIGITS = r"(?<!\d)(?<!\d[.,:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:%])"
"""A time in digits, as every language has it."""


def times(text: str, clock: Clock) -> list[Time]:
    """The times of day of a text, in its order.

    Args:
        text: Folded, in small letters.
        clock: How the language tells the time.
    """
    found: list[re.Match[str]] = []
    if not clock.signs.search(text):
        return []
    taken = SpanSet(())
    for pattern in clock.patterns:
        for one in pattern.finditer(text):
            if not taken.touches(*one.span()):
                found.append(one)
                taken.add(*one.span())
    read = (_time(one.groupdict(), clock) for one in sorted(found, key=re.Match.start))
    return [time for time in read if time]


def _time(said: dict[str, str | None], clock: Clock) -> Time | None:
    if said.get("noon"):
        return Time(0, 0, None)
    hour, minute = _value(said["hour"] or "", clock), _value(said.get("minute") or "0", clock)
    if said.get("to"):
        hour, minute = hour - 1 or 12, 60 - minute
    afternoon = clock.afternoon.get(said.get("part") or said.get("part2") or "")
    if hour > 12:
        afternoon = hour < 24
    if hour > 24 or minute >= 60:
        return None
    return Time(hour % 12, minute, None if hour % 12 == 0 else afternoon)


def _value(text: str, clock: Clock) -> int:
    if text.isdecimal():
        return int(text)
    return clock.minutes.get(text) or clock.hours.get(text) or clock.value(text)
