"""What a text's segments look like: lengths, closing and opening marks, numbers, quotations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.quotations import Quotations, quotations

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Marks:
    """What a text's segments look like."""

    lengths: Floats
    ends: Ints
    """Class of each segment's closing mark: see :func:`marks`."""
    opens: NDArray[np.bool_]
    closes: NDArray[np.bool_]
    quotes: Floats
    numbers: tuple[frozenset[str], ...]
    quotations: Quotations
    symbols: NDArray[np.bool_]
    """Whether a segment is of emoji or other symbols alone, such as a line between two parts."""


STOP, QUESTION, EXCLAMATION, COLON, ELLIPSIS, COMMA, NOTHING = range(7)
ENDINGS = {
    ".": STOP, "。": STOP, "．": STOP, "｡": STOP, "?": QUESTION, "？": QUESTION, "!": EXCLAMATION,
    "！": EXCLAMATION, ":": COLON, "：": COLON, "…": ELLIPSIS, ",": COMMA, "，": COMMA,
    ";": COMMA, "；": COMMA, "、": COMMA, "—": COMMA, "–": COMMA,
    "؟": QUESTION, "،": COMMA, "؛": COMMA, "۔": STOP, "।": STOP, "։": STOP, "။": STOP, "።": STOP,
    "។": STOP,
}  # fmt: skip
OPENING = frozenset('“‘«„"「『《(（[—–-')
CLOSING = frozenset('”’»"」』》)）]“')
NONE: frozenset[str] = frozenset()
"""No numbers, once for all segments: most have none, and an empty set takes 216 bytes."""

DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")


def marks(segments: Sequence[str]) -> Marks:
    """Lengths, punctuation and numbers of a text's segments."""
    ends, opens, closes, quotes, numbers = [], [], [], [], []
    for segment in segments:
        text = segment.strip()
        bare = text.rstrip('”’»"」』》)）] \u00a0')
        closes.append(len(bare) < len(text) and text[-1:] in CLOSING)
        opens.append(text[:1] in OPENING)
        last = bare[-1:]
        ends.append(ELLIPSIS if bare.endswith("...") else ENDINGS.get(last, NOTHING))
        quotes.append(sum(text.count(mark) for mark in '“”«»„"「」『』'))
        digits = DIGITS.findall(unicodedata.normalize("NFKC", text))
        numbers.append(
            frozenset(re.sub(r"[.,]", "", found) for found in digits) if digits else NONE
        )
    return Marks(
        np.array([visible_length(segment) for segment in segments], dtype=np.float64),
        np.array(ends, dtype=np.int64), np.array(opens, dtype=bool), np.array(closes, dtype=bool),
        np.array(quotes, dtype=np.float64), tuple(numbers),
        quotations([segment.strip() for segment in segments]),
        np.array([only_symbols(segment) for segment in segments], dtype=bool),
    )  # fmt: skip


def only_symbols(segment: str) -> bool:
    """Whether a segment has emoji or other symbols and no letter, digit or mark.

    Punctuation alone says something: three dots may answer a question.
    """
    if segment.isascii():
        return False
    kinds = {unicodedata.category(character) for character in segment}
    return "So" in kinds and all(kind[0] in "SZMC" for kind in kinds)


def visible_length(segment: str) -> int:
    """Characters that are not white space."""
    return len("".join(segment.split()))
