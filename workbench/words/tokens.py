"""Words of a text, good enough to look for their counterparts in another language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

WORD = re.compile(r"[^\W_]+(?:[’'ʼ-][^\W_]+)*")
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Scripts that are written without spaces between words."""

FIRST_UNSPACED = "\u0e00"
"""No letter of theirs comes before."""


def tokens(
    texts: Sequence[str], pieces: Callable[[Sequence[str]], list[list[str]]] | None = None
) -> list[list[str]]:
    """The words of each text in lower case, in order.

    Args:
        texts: Any texts, of any language.
        pieces: Cuts stretches written without spaces into words or parts of words
            (``BuiltinEncoder.pieces``); without it each pair of neighbouring characters is
            one.
    """
    found = []
    for text in texts:
        words: list[str] = []
        for match in WORD.finditer(text.lower()):
            if max(match[0]) < FIRST_UNSPACED:
                words.append(match[0])
            else:
                words += _parts(match[0])
        found.append(words)
    if pieces is None:
        return found
    unspaced = list({word for words in found for word in words if UNSPACED.match(word)})
    cut = {
        word: [part for piece in parts if (part := piece.strip("▁"))]
        for word, parts in zip(unspaced, pieces(unspaced), strict=True)
    }
    return [[part for word in words for part in cut.get(word, [word])] for words in found]


def _parts(word: str) -> list[str]:
    """A match cut where it passes from a spaced to an unspaced script."""
    parts, at = [], 0
    for match in UNSPACED.finditer(word):
        if match.start() > at:
            parts.append(word[at : match.start()])
        parts.append(match[0])
        at = match.end()
    if at < len(word):
        parts.append(word[at:])
    return parts
