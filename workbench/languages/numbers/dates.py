"""Days of the year in a language that names its months: 8 March, March 8th, 8 марта."""

import re
from collections.abc import Iterator, Mapping

from workbench.languages.numbers.reading import Reading
from workbench.languages.parts import Dates

_FAR = 40
"""Characters before a month's name within which its days stand."""


class NamedMonths:
    """What a language's names of months, and days beside them, say.

    Args:
        months: A month's name in small letters; of its groups 1 to 12, one for each month, the
            one that is filled tells which.
        words: Days in words.
        endings: What may follow a day, in digits or words, optional part and all.
        to: Words between two days.
        of: What stands between a day and its month besides a space.
        before: Whether the day may stand behind the month, too ("March 8").
        capital: Whether a month has a capital, so that other words of its letters are told
            from it.
    """

    def __init__(
        self,
        months: str,
        words: Mapping[str, int],
        *,
        endings: str = "",
        to: str = "",
        of: str = "",
        before: bool = False,
        capital: bool = False,
    ) -> None:
        self._pattern = re.compile(months)
        self._last: tuple[str, list[re.Match[str]]] = "", []
        """The text that was read last, which is read in three ways, and the months of it."""
        self._words = words
        self._capital = capital
        named = "|".join(sorted(words, key=len, reverse=True))
        day = rf"(\d{{1,2}}|\b(?:{named or '(?!)'})){endings}"
        between = rf"\s?(?:-{f'|{to}' if to else ''})\s?"
        self._before = re.compile(rf"(?<![\d.,:/])(?:{day}{between})?{day}{of}\s$")
        self._after = (
            re.compile(rf"\.?\s{day}(?:{between}{day})?(?![\w:%]|[.,]\d)") if before else None
        )

    @property
    def dates(self) -> Dates:
        """As a language's part."""
        return Dates(months=self.months, days=self.days, named=self.named)

    def months(self, text: str) -> Iterator[Reading]:
        """Names of months as numbers; none of them is missed, for *may* is a verb as well."""
        for found in self._months(text):
            yield Reading(*found.span(), {float(found.lastindex or 0)})

    def days(self, text: str) -> list[tuple[int, int]]:
        """The days of the year that are named with their month, in the order of the text."""
        found_days: list[tuple[int, int]] = []
        for found in self._months(text):
            named = self._before.search(text, max(0, found.start() - _FAR), found.start())
            if named is None and self._after:
                named = self._after.match(text, found.end())
            month = found.lastindex or 0
            days = [self._value(day) for day in named.groups() if day] if named else []
            found_days += [(month, day) for day in days if 0 < day <= 31]
        return found_days

    def named(self, text: str) -> list[int]:
        """The months that a text with its capitals names: ``may`` and ``march`` are none."""
        return [
            found.lastindex or 0
            for found in self._months(text.lower())
            if not self._capital or text[found.start()].isupper()
        ]

    def _months(self, text: str) -> list[re.Match[str]]:
        if self._last[0] != text:
            self._last = text, list(self._pattern.finditer(text))
        return self._last[1]

    def _value(self, day: str) -> int:
        return int(day) if day.isdecimal() else self._words[day]
