"""What can be told of a rule's pattern from its words, so that it need not be tried in vain."""

import re

_GROUP = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\.|\((?:[^()\\[]|\\.|\[(?:\\.|[^\]\\])*\])*\)")
"""A set, an escaped sign, or a group that holds no further group."""

_ELEMENT = re.compile(
    r"\\s[*+?]|\(\?![^()\\[]*\)"
    r"|(?P<sign>\{(?:lower|upper|capital|open|close|han)\}|\[(?:\\.|[^\]\\])+\]|\\[dw(\[])"
    r"(?P<optional>[*?]|\{0)?\+?"
)
"""White space, a lookahead, or one sign and whether it may be missing."""


def first_sign(pattern: str) -> str:
    r"""What the first sign behind white space must be for a rule's ``after`` to hold.

    Args:
        pattern: With its macros as the rule has them: ``\s+{open}*{capital}``.

    Returns:
        An alternation of single signs, ``{open}|{capital}``; nothing where the pattern's
        beginning does not tell.
    """
    if not pattern.startswith("\\s") or forked(pattern):
        return ""
    pattern = pattern.replace("{starter}", "{capital}")
    signs: list[str] = []
    at = 0
    while found := _ELEMENT.match(pattern, at):
        at = found.end()
        if found["sign"]:
            signs.append(found["sign"])
            if not found["optional"]:
                return "|".join(signs)
    return ""


def forked(pattern: str) -> bool:
    """True if a pattern is an alternation as a whole, not only within groups."""
    while (flat := _GROUP.sub("", pattern)) != pattern:
        pattern = flat
    return "|" in pattern
