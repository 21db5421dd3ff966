"""What stands around a mark: quotations and brackets, and a name behind it."""

import re
from collections.abc import Callable

from workbench.languages.parts import Dictionary
from workbench.segmentation.ruleset import Rule

WINDOW = 60
"""Characters before a mark that a rule can see."""

REACH = 400
"""Characters within which an opening quotation mark or bracket is looked for."""

PAIRS = {
    "”": "“",
    "’": "‘",
    "»": "«",
    "›": "‹",
    "」": "「",
    "』": "『",
    '"': '"',
    "'": "'",
    "“": "„",
    ")": "(",
    "]": "[",
    "）": "（",
    "］": "［",
    "】": "【",
    "〕": "〔",
}
"""Opening sign by closing sign."""

_WORD = re.compile(r"[^\W\d_]+")

Place = tuple[str, int, int, int, int, int, int]
"""A text; of the paragraph and of the sentence the start; of the mark the start and the end with
its closing signs; where the text goes on; the paragraph's end."""


def condition(
    rule: Rule, opened: re.Pattern[str] | None, dictionary: Dictionary
) -> Callable[[Place], bool] | None:
    """What a rule asks of the surroundings; None where it asks nothing.

    Args:
        rule: The rule.
        opened: Its pattern of that name, ready.
        dictionary: That of its language.
    """
    asked = []
    if opened:
        asked.append(_opened(opened))
    if rule.inside or rule.within:
        asked.append(_inside(rule))
    if rule.no_name:
        asked.append(_names_nobody(dictionary))
    if len(asked) < 2:
        return asked[0] if asked else None
    return lambda place: all(holds(place) for holds in asked)


class Enclosing:
    """Finds what stands between opening and closing signs.

    Args:
        signs: Of each rule, its opening signs and then, in the same order, the closing ones.
    """

    def __init__(self, signs: str) -> None:
        # “ closes „ elsewhere; here it opens.
        self._closing = "".join(sorted({*signs} & {*PAIRS} - {"“"}))
        self._sign = re.compile(f"[{re.escape(signs)}]") if self._closing else None

    def spans(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The offsets of each opening sign and of the one that closes it, the outermost only."""
        spans: list[tuple[int, int]] = []
        part = text[start:end]
        for sign in self._closing:
            if sign in part:
                break
        else:
            return spans
        assert self._sign is not None
        open_: list[int] = []
        for found in self._sign.finditer(text, start, end):
            if found[0] not in self._closing:
                open_.append(found.start())
            elif open_ and text[open_[-1]] == PAIRS[found[0]]:
                first = open_.pop()
                while spans and spans[-1][0] > first:
                    spans.pop()
                spans.append((first, found.start()))
        return spans


def _opened(pattern: re.Pattern[str]) -> Callable[[Place], bool]:
    """Does the text before the quotation that ends at the mark end as the pattern says?"""

    def holds(place: Place) -> bool:
        text, start, _, _, stop, _, _ = place
        closing = text[stop - 1]
        at = text.rfind(PAIRS.get(closing, closing), max(start, stop - REACH), stop - 1)
        if at < 0 or text.find(closing, at + 1, stop - 1) >= 0:
            return False
        return pattern.search(text[max(start, at - WINDOW) : at]) is not None

    return holds


def _inside(rule: Rule) -> Callable[[Place], bool]:
    """Does the mark lie between an opening sign and its closing one?"""
    signs = rule.inside or rule.within
    half = len(signs) // 2
    pairs = [*zip(signs[:half], signs[half:], strict=True)]

    def holds(place: Place) -> bool:
        text, _, begin, mark, _, _, end = place
        for opening, closing in pairs:
            at = text.rfind(opening, max(begin, mark - REACH), mark)
            if (
                at >= 0
                and text.find(closing, at, mark) < 0
                and text.find(closing, mark, min(end, mark + REACH)) >= 0
            ):
                return not rule.within or _WORD.search(text, begin, at) is not None
        return False

    return holds


def _names_nobody(dictionary: Dictionary) -> Callable[[Place], bool]:
    """Is the word behind the mark one that the dictionary has, and no person's name?"""
    knows, names_person = dictionary.knows, dictionary.names_person

    def holds(place: Place) -> bool:
        behind = _WORD.search(place[0], place[5])
        if behind is None or knows is None or names_person is None:
            return False
        return knows(behind[0]) and not names_person(behind[0])

    return holds
