"""Inline codes: what other programs put inside a text that is not text."""

import json
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

CodeKind = Literal["open", "close", "standalone"]

CodeFormat = Literal["tmx", "xliff", "xliff2", "mxliff", "mark"]
"""Whose markup a code's source is; ``mark`` is the ⟦1⟧ of tables."""


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
    parts = []
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
