"""Quotations of a text, whatever marks it uses.

Translators change marks, tags ("he said") and sentence borders, but seldom what is spoken and
what is told. So where quotations begin, and whether a border falls inside one, says which
sentences belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MARK = re.compile("[\"＂“”„«»‹›「」『』'’‘‚]")
SINGLE = frozenset("'’‘‚")
OPENS = frozenset("„‚‘「『")
CLOSES = frozenset("”」』")
BEFORE = frozenset('([—–-:：,“"')
"""What may stand between a space and a straight mark that opens."""

DASH = re.compile(r"[—–-]\s")
"""A segment that begins so is a line of dialogue in many languages."""

INWARD = re.compile(r"(?:^|\s)[»›](?=\w)")
OUTWARD = re.compile(r"(?:^|\s)[«‹](?=\s?\w)")

LONGEST = 15
"""Segments in which a quotation ends; after more its end was forgotten and it is none."""


@dataclass(frozen=True, slots=True)
class Quotations:
    """Quotations of a text, by segment."""

    begun: Floats
    """How many begin in the segment."""

    spoken: Floats
    """Characters of it inside quotations."""

    characters: Floats
    """All its characters."""

    open_after: NDArray[np.bool_]
    """Whether a quotation goes on in the next segment."""


def quotations(segments: Sequence[str]) -> Quotations:
    """The quotations of a text; those inside quotations do not count.

    Args:
        segments: Without white space at the ends.
    """
    count = len(segments)
    begun, spoken = np.zeros(count), np.zeros(count)
    open_after = np.zeros(count, dtype=bool)
    inward = sum(len(INWARD.findall(text)) - len(OUTWARD.findall(text)) for text in segments) > 0
    mark, since = "", 0
    for number, text in enumerate(segments):
        at = 0
        if mark and number - since > LONGEST:
            open_after[since:number] = False
            spoken[since:number] = 0
            begun[since] -= 1
            mark = ""
        said = DASH.match(text) is not None
        begun[number] += said
        for place, found, opens in _turns(text, mark, inward):
            if mark:
                spoken[number] += place - at
            elif opens:
                begun[number] += 1
                since = number
            mark, at = (found if opens else ""), place + 1
        if mark:
            spoken[number] += len(text) - at
        elif said and not spoken[number]:
            spoken[number] = len(text)
        open_after[number] = bool(mark)
    return Quotations(begun, spoken, np.array([float(len(text)) for text in segments]), open_after)


def _turns(text: str, mark: str, inward: bool) -> Iterator[tuple[int, str, bool]]:
    """Marks that open a quotation or close the one begun by ``mark``: place, mark, opens."""
    for match in MARK.finditer(text):
        found, place = match[0], match.start()
        before, behind = text[place - 1 : place], text[place + 1 : place + 2]
        if found in "'’" and before.isalnum() and behind.isalnum():
            continue
        if found in OPENS:
            opens = True
        elif found in CLOSES:
            opens = False
        elif found in "«‹":
            opens = not inward
        elif found in "»›":
            opens = inward
        elif found == "“":
            opens = mark != "„"
        elif found == "'":
            opens = (not before or before.isspace() or before in BEFORE) and behind.strip() != ""
        else:
            opens = found in '"＂' and not mark
        if opens != bool(mark) and (opens or (found in SINGLE) == (mark in SINGLE)):
            mark = found if opens else ""
            yield place, found, opens
