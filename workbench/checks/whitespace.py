"""``whitespace``: how words and marks are set apart."""

import re
from collections.abc import Iterator

from workbench import languages
from workbench.checks.finding import Hit
from workbench.checks.rule import CheckRule, RuleContext, each
from workbench.checks.unit_pair import Side, UnitPair
from workbench.glossary import non_translatable_spans
from workbench.languages import scripts
from workbench.units import spaced

_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_BEFORE = re.compile(r"(?<=\w)[ \u00a0]+(?=[,;:!?](?:\s|$)|\.(?:\s|$)(?!\.))")
_BEFORE_WIDE = re.compile(rf"(?<=[{scripts.HAN}])[ \u00a0\u3000]+(?=[，。！？；：、）])")
_AFTER_WIDE = re.compile(rf"(?<=[，；：、])[ \u00a0\u3000]+(?=[{scripts.HAN}])")
_COLUMN = re.compile(r"\w[ \u00a0\u3000]+[:：](?:\s|$)")
_INSIDE = re.compile(r"[(\[«¿¡][ \u00a0](?=\w)|(?<=[\w.!?])[ \u00a0][)\]»](?!\w)")


def whitespace(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """Double spaces, spaces before marks, and ends that differ from the source's.

    A space beside a code that stands alone is beside what the code shows: a picture, a number.
    """
    del context
    for hit in _found(pair):
        start, end = hit.span or (0, 0)
        if not any(start <= place <= end for place in _code_places(pair.target, pair)):
            yield hit


def _code_places(side: Side, pair: UnitPair) -> Iterator[int]:
    """Where in a side's text codes stand that neither open nor close anything."""
    variant = pair.unit.variants.get(side.key)
    if variant is None or not variant.codes:
        return
    begin = 0
    for segment, codes in zip(variant.segments, variant.codes, strict=True):
        for number, code in enumerate(codes):
            if code.kind == "standalone":
                added = len(spaced(segment, codes[:number])) - len(segment)
                yield begin + code.place + added
        if segment.strip():
            begin += len(spaced(segment, codes)) + len(languages.of(side.tag).joiner)


def _found(pair: UnitPair) -> Iterator[Hit]:
    text = pair.target.text
    if not text.strip():
        return
    found = _DOUBLE.search(text)
    if found and not (pair.source and _DOUBLE.search(pair.source.text)):
        yield Hit("there are two spaces", found.span(), expected=(" ",))
        return
    spaced = languages.of(pair.target.tag).joiner
    if not spaced:
        found = _BEFORE_WIDE.search(text) or _AFTER_WIDE.search(text)
        if found and not _is_column(found, pair):
            yield Hit("there is a space beside a mark", found.span(), expected=("",))
            return
    elif not languages.of(pair.target.tag).spaced_marks:
        found = _BEFORE.search(text) or _INSIDE.search(text)
        if found and _has_too(found, pair):
            found = None
        if found and not _in(found.start(), non_translatable_spans(text)):
            yield Hit("there is a space beside a mark", found.span(), expected=("",))
            return
        found = scripts.TOGETHER.search(text)
        if (
            found
            and not _in(found.start(), non_translatable_spans(text))
            and not _as_source(found, pair)
        ):
            yield Hit("there is no space after a mark", found.span(), expected=(f"{found[0]} ",))
            return
    if pair.source is not None and pair.source.text.strip():
        # Where no spaces part words, the space that parted two messages has nothing to do.
        parts = bool(spaced)
        source = pair.source.text
        for where, mine, theirs in (
            ("beginning", text[:1].isspace(), source[:1].isspace()),
            ("end", text[-1:].isspace(), source[-1:].isspace()),
        ):
            if mine != theirs and (mine or parts):
                place = 0 if where == "beginning" else len(text) - 1
                verb = "has a space that the source has not" if mine else "lacks the source's space"
                yield Hit(f"the {where} {verb}", (place, place + 1))
                return


def _as_source(found: re.Match[str], pair: UnitPair) -> bool:
    """Whether the letters about a mark are the source's: System.Text is a name."""
    if pair.source is None:
        return False
    around = found.string[max(0, found.start() - 3) : found.end() + 2]
    return around in pair.source.text or bool(
        # byte,bytes: a list that a program reads.
        re.search(rf"\w{re.escape(found[0])}\w", pair.source.text)
        and f"{found[0]} " not in pair.source.text
        and f"{found[0]} " not in found.string
    )


def _has_too(found: re.Match[str], pair: UnitPair) -> bool:
    """Whether the source has spaces inside its brackets, or before its marks, as well."""
    return pair.source is not None and found.re.search(pair.source.text) is not None


def _is_column(found: re.Match[str], pair: UnitPair) -> bool:
    """Whether spaces before a mark fill up a column, as the source's do: ``Name    : %s``."""
    if found.re is not _BEFORE_WIDE or pair.source is None:
        return False
    return _COLUMN.search(pair.source.text) is not None


def _in(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


RULES = (
    CheckRule(
        "whitespace",
        "warning",
        "Double spaces, spaces beside marks, spaces at an end that the source has not.",
        ("We agree.", "Мы  согласны .", "Мы согласны."),
        each(whitespace),
        alone=True,
    ),
)
