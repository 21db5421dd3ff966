"""The second look in scripts without spaces."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from workbench.languages import of
from workbench.languages.folding import Folded, fold


def find_bridged(term: str, tag: str, folded: Folded) -> Iterator[tuple[int, int]]:
    """Places in the original where a term stands with something between two of its words.

    Args:
        term: As a glossary has it.
        tag: The language of both.
        folded: The text.
    """
    pattern = _bridged(term, tag)
    for found in pattern.finditer(folded.text) if pattern else ():
        yield folded.span(*found.span())


@lru_cache(maxsize=20_000)
def _bridged(term: str, tag: str) -> re.Pattern[str] | None:
    """The term with a particle, or a coordination, at each border of its words."""
    cutter = of(tag).cutter
    if cutter.known is None:
        return None
    words = _cut(fold(term, tag).text, cutter.known)
    if len(words) < 2 or not all(word.isalpha() for word in words):
        return None
    bridge = cutter.bridge
    ways = (
        f"{''.join(words[:place])}(?:{bridge}){''.join(words[place:])}"
        for place in range(1, len(words))
    )
    return re.compile("|".join(ways)) if bridge else None


def _cut(term: str, cut: Callable[[str], list[str]]) -> list[str]:
    """A term's words; one that the dictionary has as a whole, where two of its words meet."""
    words = cut(term)
    if len(words) == 1:
        for place in range(2, len(term) - 1):
            if len(cut(term[:place])) == len(cut(term[place:])) == 1:
                return [term[:place], term[place:]]
    return words
