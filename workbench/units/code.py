"""Inline codes: what other programs put inside a text that is not text."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

CodeKind = Literal["open", "close", "standalone"]

CodeFormat = Literal["tmx", "xliff", "xliff2", "mxliff", "mark"]
"""Whose markup a code's source is; ``mark`` is the ⟦1⟧ of tables."""

_NAME = re.compile(r"</?([^\s/<>]+)")
_HALVES = frozenset("bpt ept bx ex sc ec sm em".split())


class Code(NamedTuple):
    """One inline code at a place of a segment's text."""

    place: int
    """Code points of the segment's text that stand before it; codes stand in reading order."""

    kind: CodeKind
    """Whether it opens something, closes it, or stands alone."""

    id: str
    """The same for an opening code and its closing one, and for the same code in another
    language; empty where its file does not say."""

    source: str
    """Its own markup as it stood in its file, whole and well-formed on its own where it is an
    element: ``<ph x="1">{0}</ph>``; the start tag or the end tag alone of one that encloses
    text: ``<g id="1">`` and ``</g>``."""

    format: CodeFormat


Codes = tuple[Code, ...]
"""The codes of one segment, in reading order."""


def codes_to_json(codes: Sequence[Code]) -> str | None:
    """Codes as a project keeps them; None where there are none."""
    if not codes:
        return None
    return json.dumps(codes, ensure_ascii=False, separators=(",", ":"))


def codes_from_json(text: str | None) -> Codes:
    """The codes that :func:`codes_to_json` wrote."""
    return tuple(map(Code._make, json.loads(text))) if text else ()


def spaced(text: str, codes: Iterable[Code]) -> str:
    """A text as it is read: with a space where a code that stands alone parts two words.

    Codes that open or close something, as italics do, may stand inside a word and part none.

    Args:
        text: A segment's text.
        codes: Its codes.
    """
    parts: list[str] = []
    start = 0
    for code in codes:
        place = code.place
        if (
            code.kind == "standalone"
            and start < place < len(text)
            and _in_word(text[place - 1])
            and _in_word(text[place])
        ):
            parts += (text[start:place], " ")
            start = place
    return "".join((*parts, text[start:])) if parts else text


def _in_word(character: str) -> bool:
    return character.isalnum() and not "\u2e80" <= character <= "\uffff"


def paired(codes: Sequence[Code]) -> dict[int, int]:
    """Which codes open and close one thing.

    Args:
        codes: Of one text, in reading order.

    Returns:
        By index, the index of the other one, in both directions. Those that have none, or
        that close before they open, are missing.
    """
    found: dict[int, int] = {}
    waiting: dict[tuple[str, str], list[int]] = {}
    for index, code in enumerate(codes):
        name = code.id, _element(code.source)
        if code.kind == "open":
            waiting.setdefault(name, []).append(index)
        elif code.kind == "close" and waiting.get(name):
            other = waiting[name].pop()
            found[index], found[other] = other, index
    return found


def _element(source: str) -> str:
    """What kind of pair an element is of: ``pt`` for ``bpt`` and ``ept``; empty for no element."""
    found = _NAME.match(source)
    if found is None:
        return ""
    name = found[1]
    return name[1:] if name in _HALVES else name


def numbered(texts: Sequence[Sequence[Code]]) -> list[list[int]]:
    """A number for each code, counted from 1: the same for the same code in each text.

    Args:
        texts: Of one unit, the codes of each of its texts.
    """
    known: dict[tuple[str, str, str, int], int] = {}
    numbers = []
    for codes in texts:
        here: dict[tuple[str, str, str], int] = {}
        row = []
        for code in codes:
            # A code without an id is known by what it says.
            name = code.kind, code.id, "" if code.id else code.source
            here[name] = here.get(name, 0) + 1
            row.append(known.setdefault((*name, here[name]), len(known) + 1))
        numbers.append(row)
    return numbers
