"""Units that translators convert, and what they may say instead of a number.

Two months for 60 days, 50 % for 1.5 times. The words are those of all languages together: a
text may name a measure in another.
"""

import re
from collections.abc import Iterable
from functools import cache

from workbench.languages.language import every
from workbench.languages.numbers.reading import Measure
from workbench.languages.parts import NEVER, Units

_LARGER = {
    "day": (7, 30),
    "week": (1 / 7,),
    "hour": (24,),
    "month": (12,),
    "minute": (60,),
    "metre": (1000,),
    "millilitre": (1000,),
    "millimetre": (10, 1000),
    "centimetre": (100,),
    "kilogram": (1000,),
}
"""Units, and how many of them make a larger one; grams count as metres."""


class _Words:
    """The units of all languages, compiled when first needed."""

    def __init__(self) -> None:
        known = every(Units)
        self.imperial = _either(r"(?:\san?)?[\s-]?(?:{})", (one.imperial for one in known))
        self.metric = _either(r"[\s-]?(?:{})", (one.metric for one in known))
        self.larger = [
            (_either(r"[\s-]?(?:{})", (one.larger.get(kind, "") for one in known)), factors)
            for kind, factors in _LARGER.items()
        ]
        self.times = _either("{}", (one.times for one in known))
        self.of_times = _either("(?:{})$", (one.of_times for one in known))
        self.times_more = _either("{}", (one.times_more for one in known))
        behind = [*(unit for unit, _ in self.larger), self.times_more, self.times]
        self.any = re.compile("|".join(one.pattern for one in behind))
        """What may follow a number that can be said otherwise, in one look."""


def _either(form: str, words: Iterable[str]) -> re.Pattern[str]:
    """What fits any of the words, within a form."""
    found = "|".join(filter(None, words))
    return re.compile(form.format(found)) if found else NEVER


@cache
def _words() -> _Words:
    return _Words()


def measure_at(small: str, end: int) -> Measure:
    """What the number measures that ends there, if a translator may convert it."""
    words = _words()
    if words.imperial.match(small, end):
        return "imperial"
    return "metric" if words.metric.match(small, end) else ""


def equivalents(small: str, start: int, end: int, values: Iterable[float]) -> set[float]:
    """Further numbers that say the same as the number at a place.

    Args:
        small: The text, folded, in small letters.
        start: Where the number begins.
        end: Where it ends.
        values: What it may be.
    """
    words = _words()
    found: set[float] = set()
    if not words.any.match(small, end):
        if words.of_times.match(small[start:end]):
            found |= {100 * (value - 1) for value in values}
        return found
    for unit, factors in words.larger:
        if unit.match(small, end):
            found |= {value / factor for value in values for factor in factors}
            # A week and a half is ten days.
            found |= {float(int(value)) for value in found if value > 2}
    if words.times_more.match(small, end):
        # 增长两倍 is three times as much.
        found |= {value + 1 for value in values}
        found |= {100 * value for value in values}
    if words.times.match(small, end) or words.of_times.match(small[start:end]):
        found |= {100 * (value - 1) for value in values}
    return found
