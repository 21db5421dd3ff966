"""A segment's text as HTML: terms and findings marked, codes as numbers, nothing obeyed."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from workbench.printable import visible
from workbench.units import Codes

_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What would turn the order of letters round, or cannot stand in HTML: shown by a picture. Marks
of direction that only settle their neighbours (U+200E, U+200F, U+061C) stay as they are."""

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILED = re.compile(f"[{_MARKS}]{{16}}(?=[{_MARKS}])")
"""Marks upon marks upon one letter: a browser would stack them over the page, and take minutes."""

_CIRCLE = '<span class="x" data-x="">\N{DOTTED CIRCLE}</span>'
"""What a pile of marks is parted by; it stands for nothing of the text."""


def plain(value: object) -> object:
    """What a template is given, with pictures for what would not be shown, where it is text."""
    if isinstance(value, str) and not isinstance(value, Markup) and not value.isprintable():
        return _ODD.sub(_picture, value)
    return value


def _picture(odd: re.Match[str]) -> str:
    shown = visible(odd[0])
    return "\N{REPLACEMENT CHARACTER}" if _ODD.match(shown) else shown


class Mark(NamedTuple):
    """A stretch of a segment's text that is marked."""

    start: int
    end: int
    concept: int | None
    """A term's: the number of its concept on the page; None for a finding."""

    kind: str
    """Class names: of a term its status, of a finding its severity."""


def inline(
    text: str, marks: Sequence[Mark] = (), codes: Codes = (), numbers: Sequence[int] = ()
) -> Markup:
    """A text with its marks, as HTML.

    Args:
        text: A segment's.
        marks: Terms, of which none overlaps another, and findings, anyhow.
        codes: Inline codes in the text.
        numbers: Of each code, what it is called.
    """
    if not marks and not codes:
        return Markup(_shown(text))  # noqa: S704 - escaped there
    terms = sorted(mark for mark in marks if mark.concept is not None)
    faults = [mark for mark in marks if mark.concept is None]
    at = {0, len(text)}
    for mark in marks:
        at |= {mark.start, mark.end}
    badges: dict[int, list[str]] = {}
    for code, number in zip(codes, numbers, strict=True):
        place = min(code.place, len(text))
        at.add(place)
        badges.setdefault(place, []).append(f'<b class="k">⟦{number}⟧</b>')
    borders = sorted(border for border in at if 0 <= border <= len(text))
    parts: list[str] = []
    begins = {mark.start: mark for mark in terms if mark.start < mark.end}
    open_until = -1
    for start, end in zip(borders, [*borders[1:], len(text)], strict=True):
        if open_until == start:
            parts.append("</span>")
            open_until = -1
        parts += badges.get(start, ())
        if start == end:
            break
        if (term := begins.get(start)) is not None and open_until < 0:
            parts.append(f'<span class="t {term.kind}" tabindex="0" data-c="{term.concept}">')
            open_until = term.end
        piece = _shown(text[start:end])
        inside = {mark.kind for mark in faults if mark.start <= start and end <= mark.end}
        if inside:
            piece = f'<mark class="{" ".join(sorted(inside))}">{piece}</mark>'
        parts.append(piece)
    if open_until >= 0:
        parts.append("</span>")
    return Markup("".join(parts))  # noqa: S704 - each part is ours, or escaped


def _shown(text: str) -> str:
    """A text escaped, what would not be shown as a picture with its code, lines broken."""
    if text.isascii() and text.isprintable():
        return str(escape(text))
    shown = str(escape(text))
    shown = _ODD.sub(
        lambda found: (
            f'<span class="x" data-x="{ord(found[0]):x}" '
            f'title="U+{ord(found[0]):04X}">{_picture(found)}</span>'
        ),
        shown,
    )
    return _PILED.sub(lambda found: found[0] + _CIRCLE, shown).replace("\n", "<br>")
