"""A text in the units behind which a sentence could end: tokens, and letters of ideographs.

A token of Chinese may hold the last letter of one sentence and the first of the next, so each of
its letters stands for itself, beside the token.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.embedding.builtin import BuiltinEncoder

_WORD = re.compile(r"\S+")
_IDEOGRAPH = "\u2e80"


@dataclass(slots=True)
class Units:
    """The units of a text, in order."""

    tokens: list[str] = field(default_factory=list)
    """The token that each is, or is a letter of."""

    letters: list[str] = field(default_factory=list)
    """The letter; empty where the unit is a token."""

    begins: list[tuple[bool, bool]] = field(default_factory=list)
    """Whether a token begins with the unit, and whether a word does."""

    places: list[int | None] = field(default_factory=list)
    """The offset past the unit where a sentence could end behind it, that is behind a word and
    between two ideographs; otherwise None."""

    def add(self, token: str, letter: str, place: int | None, *, begins: bool = True) -> None:
        """Append a unit."""
        self.tokens.append(token)
        self.letters.append(letter)
        self.begins.append((begins, False))
        self.places.append(place)


def units_of(text: str, encoder: BuiltinEncoder) -> Units:
    """The units of a text.

    Args:
        text: White space of any kind parts its words.
        encoder: Whose tokens.
    """
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    pieces = encoder.pieces([text[begin:end] for begin, end in words])
    found = Units()
    for (begin, end), own in zip(words, pieces, strict=True):
        first = len(found.tokens)
        if len(own) == 1 and text[begin] < _IDEOGRAPH and text[end - 1] < _IDEOGRAPH:
            found.add(own[0], "", end)
        elif sum(len(piece.replace("▁", "")) for piece in own) == end - begin:
            _add_letters(found, text, begin, own)
        else:
            _add_changed(found, text, (begin, end), own)
        if len(found.tokens) > first:
            found.begins[first] = (True, True)
            found.places[-1] = end
    return found


def _add_letters(found: Units, text: str, at: int, pieces: list[str]) -> None:
    """The units of a word whose letters are those of its tokens."""
    for piece in pieces:
        bare = piece.replace("▁", "")
        if any(letter >= _IDEOGRAPH for letter in bare):
            for number, letter in enumerate(bare):
                at += 1
                found.add(piece, letter, _between(text, at), begins=number == 0)
        elif bare:
            at += len(bare)
            found.add(piece, "", _between(text, at))


def _add_changed(found: Units, text: str, word: tuple[int, int], pieces: list[str]) -> None:
    """The units of a word of which the model sees some letters in another form."""
    begin, end = word
    reached = list(accumulate(len(unicodedata.normalize("NFKC", a)) for a in text[begin:end]))
    seen = number = 0
    for piece in pieces:
        seen += len(piece.replace("▁", ""))
        while number < end - begin - 1 and reached[number] < seen:
            number += 1
        at = begin + number + 1
        found.add(piece, "", _between(text, at) if seen and at < end else None)


def _between(text: str, at: int) -> int | None:
    """The offset, if it lies between two ideographs."""
    inside = at < len(text) and text[at - 1] >= _IDEOGRAPH and text[at] >= _IDEOGRAPH
    return at if inside else None
