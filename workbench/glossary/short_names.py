"""Whether one term is the short form of another, as names of bodies have them."""

from collections.abc import Sequence

from workbench.glossary.concept import Concept
from workbench.glossary.term_patterns import WORD
from workbench.languages import of
from workbench.languages.folding import fold

_SKIPPED = 4
"""Letters up to which an abbreviation may leave a word out, a preposition say."""


def is_name(concept: Concept) -> bool:
    """Whether a concept is a body, a place or a document with a name: its terms have capitals."""
    return any(
        term.text.lstrip("«“\"'")[:1].isupper()
        for terms in concept.terms.values()
        for term in terms
        if term.status == "preferred"
    )


def is_short_for(short: str, whole: str, tag: str) -> bool:
    """Whether a name is made of another's words, or of their beginnings, in their order.

    ООН of Организация Объединённых Наций, "Security Council" of "UN Security Council",
    Госдума of Государственная Дума, 安理会 of 联合国安全理事会.

    Args:
        short: The shorter name.
        whole: The longer one.
        tag: Their language.
    """
    one, other = fold(short, tag).text, fold(whole, tag).text
    if not of(tag).joiner:
        letters = iter(other)
        return all(letter in letters for letter in one)
    words = ([found[1] for found in WORD.finditer(text)] for text in (one, other))
    return _made_of(*words)


def _made_of(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether each word is one of a name's, in whatever case, or put together from several."""
    if not short:
        return True
    for place in range(len(whole)):
        if _alike(short[0], whole[place]) and _made_of(short[1:], whole[place + 1 :]):
            return True
        if any(_made_of(short[1:], whole[end:]) for end in _ends(short[0], whole, place)):
            return True
    return False


def _alike(one: str, other: str) -> bool:
    """Whether two words differ in their endings at most."""
    common = min(len(one), len(other)) - 2
    return one == other or (common >= _SKIPPED and one[:common] == other[:common])


def _ends(word: str, whole: Sequence[str], place: int) -> set[int]:
    """Behind which words a word ends that is put together from heads, from a place on."""
    found: set[int] = set()
    waiting = [(0, place)]
    while waiting:
        done, number = waiting.pop()
        if done == len(word):
            if number > place + 1:
                found.add(number)
            continue
        if number == len(whole):
            continue
        if number > place and len(whole[number]) < _SKIPPED:
            waiting.append((done, number + 1))
        for size in range(1, min(len(whole[number]), len(word) - done) + 1):
            if word[done + size - 1] != whole[number][size - 1]:
                break
            waiting.append((done + size, number + 1))
    return found
