"""Raised and lowered text: numbers in the characters that Unicode has for them.

Readers put what a format raises or lowers between :data:`RAISED` or :data:`LOWERED` and
:data:`LEVEL`; :func:`settle` makes text of it once the paragraph is whole, because a number may
lie in several runs.
"""

import re

RAISED, LOWERED, LEVEL = "\x0e", "\x0f", "\x10"
"""Control characters that no document format can hold."""

_UP = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_DOWN = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")

_STRETCH = re.compile(f"{RAISED}([^{RAISED}{LOWERED}{LEVEL}]*){LEVEL}|"
                      f"{LOWERED}([^{RAISED}{LOWERED}{LEVEL}]*){LEVEL}")  # fmt: skip
_SEAM = re.compile(f"{LEVEL}(?:{RAISED}|{LOWERED})")
_NUMERIC = re.compile(r"[0-9+\-−–=().,/\s]*[0-9][0-9n+\-−–=().,/\s]*")
_NOTE_NUMBER = re.compile(r"[\[(]?[0-9]{1,3}(?:[,–-][0-9]{1,3})*[\])]?")
_BEHIND_SENTENCE = re.compile(r"(?:[^\d\s][.!?…,;:]|[。！？，；：])[\"'”’»)」』]*$|[\"”»」』]$")


def settle(text: str) -> tuple[str, list[str]]:
    """The text with its raised and lowered numbers written out.

    A number becomes the characters that Unicode has (10⁶, CO₂), or has ``^`` or ``_`` before it
    (10^6.5). Other text stays as it is (1st). A raised number behind the end of a sentence or
    a comma refers to a note, and is left out.

    Args:
        text: A paragraph with marks.

    Returns:
        The text without marks, and the note references that were left out.
    """
    if RAISED not in text and LOWERED not in text:
        return text.replace(LEVEL, ""), []
    references: list[str] = []

    def written(match: re.Match[str]) -> str:
        up = match[1] is not None
        inner = (match[1] if up else match[2]) or ""
        bare = inner.strip()
        before = text[: match.start()]
        if up and _NOTE_NUMBER.fullmatch(bare) and _BEHIND_SENTENCE.search(before[-4:]):
            references.append(bare)
            return ""
        return inner.replace(bare, _number(bare, up=up, behind=before[-1:])) if bare else inner

    text = _SEAM.sub(lambda seam: "" if _same(text, seam) else seam[0], text)
    text = _STRETCH.sub(written, text)
    return text.translate(dict.fromkeys(map(ord, RAISED + LOWERED + LEVEL))), references


def _same(text: str, seam: re.Match[str]) -> bool:
    """Whether what stands before a seam is at the same height as what stands behind it."""
    begin = max(text.rfind(RAISED, 0, seam.start()), text.rfind(LOWERED, 0, seam.start()))
    return begin >= 0 and text[begin] == seam[0][1]


def _number(text: str, *, up: bool, behind: str) -> str:
    table = _UP if up else _DOWN
    if not _NUMERIC.fullmatch(text):
        exponent = up and text == "n" and (behind.isalnum() or behind == ")")
        return text.translate(table) if exponent else text
    if all(ord(letter) in table for letter in text):
        return text.translate(table)
    sign = "^" if up else "_"
    return f"{sign}({text})" if re.search(r"[\s+=/()−–-]", text[1:]) else f"{sign}{text}"
