"""Codes as numbered marks in plain text, for tables that people edit: ``First line⟦1⟧second``."""

import re
from collections.abc import Sequence

from workbench.units.code import Code, Codes

MARK = re.compile("⟦(=*)([1-9][0-9]*)⟧")
"""A mark, or what looks like one and has signs of equality for it; and its number."""


def with_marks(text: str, codes: Codes, numbers: Sequence[int]) -> str:
    """A text with a mark for each of its codes.

    What looks like a mark in the text itself gets a sign of equality: ``⟦=1⟧``.

    Args:
        text: A segment's text.
        codes: Its codes.
        numbers: Of each its number (:func:`workbench.units.numbered`).
    """
    if not codes:
        return MARK.sub(r"⟦=\1\2⟧", text) if "⟦" in text else text
    parts: list[str] = []
    start = 0
    for code, number in zip(codes, numbers, strict=True):
        parts += (MARK.sub(r"⟦=\1\2⟧", text[start : code.place]), f"⟦{number}⟧")
        start = code.place
    return "".join((*parts, MARK.sub(r"⟦=\1\2⟧", text[start:])))


def from_marks(text: str) -> tuple[str, Codes]:
    """The text of :func:`with_marks`, and its codes as far as a mark tells: their numbers."""
    if "⟦" not in text:
        return text, ()
    parts: list[str] = []
    codes = []
    start = place = 0
    for found in MARK.finditer(text):
        before = text[start : found.start()]
        place += len(before)
        parts.append(before)
        start = found.end()
        if found[1]:
            literal = f"⟦{found[1][1:]}{found[2]}⟧"
            parts.append(literal)
            place += len(literal)
        else:
            codes.append(Code(place, "standalone", found[2], found[0], "mark"))
    return "".join((*parts, text[start:])), tuple(codes)
