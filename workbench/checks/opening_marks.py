"""Questions and exclamations that a language opens with a mark of their own: ¿, ¡."""

import re
from collections.abc import Iterator

from workbench import languages
from workbench.checks.finding import Hit
from workbench.checks.unit_pair import UnitPair
from workbench.glossary import non_translatable_spans
from workbench.languages.quotes import INVERTED
from workbench.languages.spans import SpanSet

_OPENING = "".join(opening for opening, _ in INVERTED)
_CLOSING = dict(INVERTED)
_MARKS = re.compile(rf"(?P<opening>[{_OPENING}]+)|(?<!\()[?!]+")
_QUOTED = re.compile("«[^«»]*»|“[^“”]*”|\"[^\"]*\"|'[^']*'")
_LONGEST_WORD = 60


def opening_marks(pair: UnitPair) -> Iterator[Hit]:
    """The first mark that another of its kind should open or close, or that has no place here.

    A question may end as an exclamation (``¡Cómo?``), so any opening mark goes with any
    closing one. A name may bring its mark along from the source (*Yahoo!*).
    """
    text = pair.target.text
    own = {closing: opening for opening, closing in languages.of(pair.target.tag).opening_marks}
    dead = SpanSet(non_translatable_spans(text))
    quoted: SpanSet | None = None
    opened: re.Match[str] | None = None
    named: set[str] = set()
    for found in _MARKS.finditer(text):
        if dead.touches(found.start(), found.start() + 1):
            continue
        if not own:
            if quoted is None:
                quoted = SpanSet(one.span() for one in _QUOTED.finditer(text))
            spoken = quoted.touches(found.start(), found.start() + 1) or _is_sign(found, pair)
            if found["opening"] and not spoken:
                name = languages.of(pair.target.tag).name
                yield Hit(f"“{found[0]}” is no mark of {name}", found.span(), expected=("",))
                return
        elif found["opening"]:
            opened = opened or found
        elif opened:
            opened = None
        elif not _is_named(found, pair, named):
            mark = found[0][0]
            yield Hit(f"no “{own[mark]}” opens what “{mark}” closes", found.span())
            return
    if opened and not any(mark in text[opened.end() :] for mark in own):
        closing = _CLOSING[opened[0][0]]
        yield Hit(f"no “{closing}” closes what “{opened[0]}” opens", opened.span())


def _is_sign(found: re.Match[str], pair: UnitPair) -> bool:
    """Whether a source that opens nothing with such marks has the mark too, as a sign."""
    if pair.source is None or languages.of(pair.source.tag).opening_marks:
        return False
    return found[0] in pair.source.text


def _is_named(found: re.Match[str], pair: UnitPair, known: set[str]) -> bool:
    """Whether the mark stands behind the same word in the source; those known are not sought."""
    begin = max(0, found.start() - _LONGEST_WORD)
    word = re.search(r"\w+$", found.string[begin : found.start()])
    if not word or not pair.source:
        return False
    name = word[0] + found[0]
    if name not in known and name in pair.source.text:
        known.add(name)
    return name in known
