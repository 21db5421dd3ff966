"""Small figures in a line: marks of notes, exponents and indices."""

import re

_MARK = re.compile(r"[\[(]?(?:[0-9]{1,3}(?:[,–-][0-9]{1,3})*|[a-z]|[*†‡§¶]+|[①-⑳])[\])]?,?")
_FIGURE = re.compile(r"[-−–+]?[0-9]+")
_SHORT_WORD = re.compile(r"(?:^|[\W\d_])([^\W\d_]{1,2})$")
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOWERED = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_AWAY = 0.05
"""Multiples of the size off the base line from which a figure is raised or lowered."""

_ATTACHED = 0.25
"""Multiples of the size to the word before within which a figure belongs to it."""


def raised(text: str, before: str, height: float, gap: float) -> str | None:
    """What a smaller piece of a line is in plain text.

    Args:
        text: The piece.
        before: The line before it.
        height: Of its base line over the line's, in multiples of the line's size.
        gap: Between them, in the same.

    Returns:
        The text; raised or lowered figures after a number or a unit's or symbol's letter as such;
        None for the mark of a note.
    """
    if height < -_AWAY:
        is_index = _FIGURE.fullmatch(text) and gap < _ATTACHED and before[-1:].isalpha()
        return text.translate(_LOWERED) if is_index else text
    if height <= _AWAY or not _MARK.fullmatch(text):
        return text
    if gap > _ATTACHED:
        return text if text.isalpha() else None
    is_power = before[-1:].isdigit() or _SHORT_WORD.search(before) is not None
    if _FIGURE.fullmatch(text) and is_power:
        return text.translate(_RAISED)
    return text if is_power and text.isalpha() else None
