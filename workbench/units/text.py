"""The text of a variant as other programs get it: trimmed, composed, never invisible."""

import unicodedata
from collections.abc import Sequence

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


def _tidy(text: str) -> str:
    text = text.strip(_TRIMMED)
    if not text.strip(_INVISIBLE):
        return ""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text
