"""What can be told of a rule's pattern from its words, so that it need not be tried in vain."""

import re

_ELEMENT = re.compile(
    r"\[\^?\]?(?:\\.|[^\]\\])*\]|\{[a-z]+\}|\\.|(?P<group>\()|.",
    re.DOTALL,
)
"""A set, a macro, an escaped sign, the beginning of a group, or a sign."""

_REPETITION = re.compile(r"(?P<optional>[*?]|\{0?,\d*\}|\{0\})[+?]?|(?:\+|\{\d+(?:,\d*)?\})[+?]?")

_SIGN = re.compile(
    r"\[.+\]|\{(?:lower|upper|capital|open|close|han)\}|\\[dw]|\\[^\w\s]|[^\\{}|.*+?^$]\Z",
    re.DOTALL,
)
"""What stands for one sign."""

_NO_SIGN = re.compile(r"\\[sbB]|\(\?<?[=!]")
"""White space, a border of a word, and what looks around."""


def first_sign(pattern: str) -> str:
    r"""What the first sign behind white space must be for a rule's ``after`` to hold.

    Args:
        pattern: With its macros as the rule has them: ``\s+{open}*{capital}``.

    Returns:
        An alternation of single signs, ``{open}|{capital}``; nothing where the pattern's
        beginning does not tell.
    """
    pattern = pattern.replace("{starter}", "{capital}")
    signs: list[str] = []
    for alternative in _alternatives(pattern):
        found = _first_signs(alternative) if _begins_with_space(alternative) else None
        if not found or "" in found:
            return ""
        signs += found
    return "|".join(dict.fromkeys(signs))


def forked(pattern: str) -> bool:
    """True if a pattern is an alternation as a whole, not only within groups."""
    return len(_alternatives(pattern)) > 1


def _begins_with_space(pattern: str) -> bool:
    return next((each for each, _ in _elements(pattern) if each[:2] != "(?"), "") == r"\s"


def _first_signs(pattern: str) -> list[str] | None:
    """The signs with which it may begin, "" among them where it may be empty; None if unknown."""
    signs: list[str] = []
    for element, optional in _elements(pattern):
        if _NO_SIGN.match(element):
            continue
        own: list[str] | None = [element] if _SIGN.match(element) else None
        if element.startswith("("):
            own = _of_group(element)
        if own is None:
            return None
        signs += filter(None, own)
        if not optional and "" not in own:
            return signs
    return [*signs, ""]


def _of_group(group: str) -> list[str] | None:
    inside = group[1:-1].removeprefix("?:")
    found = [_first_signs(each) for each in _alternatives(inside)]
    if inside.startswith("?") or None in found:
        return None
    return [sign for each in found if each for sign in each]


def _elements(pattern: str) -> list[tuple[str, bool]]:
    """The elements of a sequence, groups whole, and whether each may be missing."""
    found = []
    at = 0
    while element := _ELEMENT.match(pattern, at):
        end = _end_of_group(pattern, at) if element["group"] else element.end()
        repetition = _REPETITION.match(pattern, end)
        found.append((pattern[at:end], bool(repetition and repetition["optional"])))
        at = repetition.end() if repetition else end
    return found


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern as a whole."""
    found, begin, at = [], 0, 0
    while element := _ELEMENT.match(pattern, at):
        if element[0] == "|":
            found.append(pattern[begin:at])
            begin = element.end()
        at = _end_of_group(pattern, at) if element["group"] else element.end()
    return [*found, pattern[begin:]]


def _end_of_group(pattern: str, at: int) -> int:
    depth = 0
    while element := _ELEMENT.match(pattern, at):
        at = element.end()
        depth += (element[0] == "(") - (element[0] == ")")
        if depth == 0:
            break
    return at
