"""Inline codes: what other programs put inside a text that is not text."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from html import unescape
from typing import Literal, NamedTuple

CodeKind = Literal["open", "close", "standalone"]

CodeFormat = Literal["tmx", "xliff", "xliff2", "mxliff", "mark"]
"""Whose markup a code's source is; ``mark`` is the ⟦1⟧ of tables."""

_NAME = re.compile(r"</?([^\s/<>]+)")
_TAG = re.compile(r"<([^\s/>]+)(?:[^>\"]|\"[^\"]*\")*?(/?)>", re.DOTALL)
_DATA = re.compile("<data>(.*?)</data>", re.DOTALL)
_INSIDE = re.compile("<[^<>]*>")
_WITH_CONTENT = frozenset({"bpt", "ept", "ph", "it", "ut"})
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


def native(code: Code) -> str:
    """What a code's own program wrote: ``<b>`` for ``<bpt i="1">&lt;b&gt;</bpt>``.

    Returns:
        The content of an element that holds any; else the source itself.
    """
    return _native(code.source, code.format)


@lru_cache(maxsize=10_000)
def _native(source: str, form: CodeFormat) -> str:
    if form in ("mxliff", "mark"):
        return source
    if form == "xliff2":
        data = _DATA.search(source)
        return unescape(data[1]) if data else source
    tag = _TAG.match(source)
    if tag is None or tag[1] not in _WITH_CONTENT:
        return source
    if tag[2]:
        return ""
    return unescape(_INSIDE.sub("", source[tag.end() : source.rindex("</")]))


def is_annotation(code: Code) -> bool:
    """Whether a code marks text for people, as a comment or a term, and demands no counterpart."""
    return native(code).startswith(("<mrk", "</mrk", "<hi", "</hi", "<sm", "<em"))


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


def unmatched(some: Sequence[Code], others: Sequence[Code]) -> tuple[list[Code], list[Code]]:
    """Codes of two texts that the other one lacks, each as often as it lacks them.

    They are compared by what they are called, and where that differs by what they say, since
    programs number them anew.
    """
    left, right = list(some), list(others)
    for name in (_by_id, _by_content):
        names = [Counter(filter(None, map(name, codes))) for codes in (left, right)]
        common = names[0] & names[1]
        left, right = _without(left, common, name), _without(right, common, name)
    return left, right


def _without(
    codes: Sequence[Code], common: Counter[str], name: Callable[[Code], str | None]
) -> list[Code]:
    taken = common.copy()
    kept = []
    for code in codes:
        known = name(code)
        if known is not None and taken[known]:
            taken[known] -= 1
        else:
            kept.append(code)
    return kept


def _by_id(code: Code) -> str | None:
    return f"{code.kind} {code.id}" if code.id else None


def _by_content(code: Code) -> str | None:
    # Closing codes of nameless pairs all say the same.
    return f"{code.kind} {native(code)}"
