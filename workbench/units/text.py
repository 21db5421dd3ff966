"""The text of a variant as other programs get it: trimmed, composed, never invisible."""

import unicodedata
from collections.abc import Sequence

from workbench.units.code import Codes

_TRIMMED = (
    " \t\n\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
)
"""White space of any kind, and what is only there to be invisible at an end."""

_INVISIBLE = _TRIMMED + (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
    "\v\f\x1c\x1d\x1e\x1f\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
)
"""A text of nothing else is empty to a reader."""


def joined(segments: Sequence[str], joiner: str) -> tuple[str, tuple[int, ...]]:
    """A variant's segments as one text, trimmed and in NFC.

    Args:
        segments: Its sentences.
        joiner: What stands between two sentences in its language.

    Returns:
        The text, empty where a reader would see nothing; and the offsets at which its
        second and later segments begin (segments that show nothing are left out).
    """
    if len(segments) == 1:
        text = _tidy(segments[0])
        return text, ()
    parts = [part for part in map(_tidy, segments) if part]
    text = joiner.join(parts)
    if not unicodedata.is_normalized("NFC", text):
        # A combining mark at the head of a sentence has met the sentence before it.
        return unicodedata.normalize("NFC", text), ()
    borders = []
    place = 0
    for part in parts[:-1]:
        place += len(part) + len(joiner)
        borders.append(place)
    return text, tuple(borders)


def joined_with_codes(
    segments: Sequence[str], codes: Sequence[Codes], joiner: str
) -> tuple[str, tuple[int, ...], Codes]:
    """As :func:`joined`, and the codes at their places in that text.

    Args:
        segments: The sentences.
        codes: Of each its codes.
        joiner: What stands between two sentences.
    """
    text, borders = "", []
    found: Codes = ()
    for segment, inside in zip(segments, codes, strict=True):
        part, placed = _tidy_with_codes(segment, inside)
        if part and text:
            text += joiner
            borders.append(len(text))
        found += tuple(code._replace(place=len(text) + code.place) for code in placed)
        text += part
    return text, tuple(borders), found if text else ()


def _tidy(text: str) -> str:
    text = text.strip(_TRIMMED)
    if not text.strip(_INVISIBLE):
        return ""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text


def _tidy_with_codes(text: str, codes: Codes) -> tuple[str, Codes]:
    """A text as :func:`_tidy` gives it, composed between its codes, and these where they are.

    White space between a code at an end and the text stays.
    """
    if not codes:
        return _tidy(text), ()
    if not text.strip(_INVISIBLE):
        return "", tuple(code._replace(place=0) for code in codes)
    begin = min(len(text) - len(text.lstrip(_TRIMMED)), codes[0].place)
    text = text[begin : max(len(text.rstrip(_TRIMMED)), codes[-1].place)]
    places = [code.place - begin for code in codes]
    if not text.isascii():
        result, start = "", 0
        for index, place in enumerate(places):
            result += unicodedata.normalize("NFC", text[start:place])
            start, places[index] = place, len(result)
        text = result + unicodedata.normalize("NFC", text[start:])
    return text, tuple(
        code._replace(place=place) for code, place in zip(codes, places, strict=True)
    )
