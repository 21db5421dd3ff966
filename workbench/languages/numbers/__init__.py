"""Numbers in running text, whatever script and language they are written in.

``3.5万``, ``35,000``, ``35 тыс.`` and ``thirty-five thousand`` are one number. A number may be
readable in several ways (``1.250`` in a Russian text, the hour in ``5 p.m.``); it then has
several values.
"""

from workbench.languages.numbers.finding import days_of, may_hold, months_of, numbers, times_of
from workbench.languages.numbers.reading import Number

__all__ = ["Number", "days_of", "may_hold", "months_of", "numbers", "times_of"]
