"""What finds noun phrases in the texts of a language."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from workbench.languages.language import of

Finder = Callable[[Sequence[str]], list[Counter[str]]]
"""From texts, per text its phrases (in dictionary form) with how often they stand in it."""

LONGEST = 4
"""Words of a phrase."""

TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]")
"""A word, or a mark, of a folded text in a script with spaces."""


def finder(tag: str) -> Finder:
    """What finds phrases in texts of a language; for one without rules the English way."""
    found = of(tag).phrases.find or of("en").phrases.find
    assert found is not None
    return found
