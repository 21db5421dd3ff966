"""The words of a text: where they stand, and in small letters to look for counterparts.

A word is letters and digits, with apostrophes and hyphens inside. What is written without
spaces between words is cut by who asks: the language's dictionary, or an encoder's pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from workbench.languages import of

WORD = re.compile(r"[^\W_]+(?:[’'ʼ-][^\W_]+)*")
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Scripts that are written without spaces between words."""

FIRST_UNSPACED = "\u0e00"
"""No letter of theirs comes before."""


def word_spans(text: str, tag: str) -> list[tuple[int, int]]:
    """Where the words of a text are: start and end of each, in order.

    Args:
        text: As it stands.
        tag: Its language. Where that parts no words, they are those of its dictionary; in a
            language that does, each character of another one's ideographs is a word.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _stretches(text):
        if text[start] < FIRST_UNSPACED or not UNSPACED.match(text, start):
            spans.append((start, end))
            continue
        for word in _cut(text[start:end], tag):
            spans.append((start, start + len(word)))
            start += len(word)  # noqa: PLW2901
    return spans


def _cut(stretch: str, tag: str) -> Sequence[str]:
    """A stretch without spaces in words; in characters where the language has no dictionary."""
    cut = of(tag).cutter.words
    return stretch if cut is None else cut(stretch)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Words, cut where they pass from a spaced to an unspaced script."""
    for match in WORD.finditer(text):
        at, end = match.span()
        if max(match[0]) >= FIRST_UNSPACED:
            for part in UNSPACED.finditer(text, at, end):
                if part.start() > at:
                    yield at, part.start()
                yield part.span()
                at = part.end()
        if at < end:
            yield at, end


def tokenize(
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
        small = text.lower()
        found.append([small[start:end] for start, end in _stretches(small)])
    if pieces is None:
        return found
    unspaced = list({word for words in found for word in words if UNSPACED.match(word)})
    cut = {
        word: [part for piece in parts if (part := piece.strip("▁"))]
        for word, parts in zip(unspaced, pieces(unspaced), strict=True)
    }
    return [[part for word in words for part in cut.get(word, [word])] for words in found]
