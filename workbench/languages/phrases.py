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


def runs(
    line: Sequence[str],
    allowed: Callable[[Sequence[str]], bool],
    shown: Callable[[Sequence[str]], str],
    longest: int = LONGEST,
) -> Counter[str]:
    """The phrases of one text: runs of words that are allowed, as they are shown.

    Args:
        line: The text's words and marks.
        allowed: Whether words, in small letters, are a phrase.
        shown: The phrase's dictionary form.
        longest: Words of a phrase at most.
    """
    found: Counter[str] = Counter()
    small = [token.lower() for token in line]
    for start in range(len(small)):
        for length in range(1, longest + 1):
            words = small[start : start + length]
            if len(words) < length or not words[-1][0].isalnum():
                break
            if allowed(words):
                found[shown(words)] += 1
    return found
