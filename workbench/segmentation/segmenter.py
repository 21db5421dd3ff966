"""A document's sentences, and the reasons for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workbench import languages
from workbench.documents import Document, Paragraph
from workbench.segmentation import ruleset
from workbench.segmentation.segment import Segment
from workbench.segmentation.splitter import Splitter
from workbench.segmentation.unmarked import Borders, Decider, UnmarkedSplitter, usual

_HYPHENS = ("-", "\N{SOFT HYPHEN}", "\N{HYPHEN}")
_SPACED = re.compile(r"[^\W_\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""A letter or digit of a script that puts spaces between words."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What was decided at one place where a sentence could end."""

    end: int
    """Offset of the place in the document's text, past the mark and its closing signs."""

    next: int
    """Where the text goes on."""

    split: bool

    rule: str
    """Name of the rule that decided; of an SRX rule the group and the line in its file."""


def segment(
    document: Document,
    *,
    abbreviations: tuple[str, ...] = (),
    srx: Path | None = None,
    borders: Borders | None = None,
) -> list[Segment]:
    """Split a document into sentences.

    Args:
        document: The ends of its paragraphs always end a sentence.
        abbreviations: Further ones of its language that do not end a sentence.
        srx: A file of SRX 2.0 rules to go by instead of those built in; the abbreviations
            are then not needed.
        borders: Scores the places where a sentence without a mark may end; what the marks leave
            too long for a sentence is then split there.

    Returns:
        The segments in order. They cover every character that is not white space.

    Raises:
        WorkbenchError: The SRX file is wrong, or has no rules for the language.
    """
    decider = _decider(document, abbreviations, srx, borders)
    joiner = languages.of(document.language).joiner
    text = document.text
    seen = _with_capitals(document)
    segments: list[Segment] = []
    new = tuple.__new__  # half as long as a call of the class
    for number, paragraph in enumerate(document.paragraphs):
        begin, end = _trimmed(text, paragraph)
        if begin == end:
            continue
        wrapped = text.find("\n", begin, end) >= 0
        for stop, following, rule in decider.decisions(seen, begin, end):
            if rule.verdict == "split":
                part = _joined(text[begin:stop], joiner) if wrapped else text[begin:stop]
                segments.append(new(Segment, (part, begin, stop, number)))
                begin = following
        part = _joined(text[begin:end], joiner) if wrapped else text[begin:end]
        segments.append(Segment(part, begin, end, number))
    return segments


def explain(
    document: Document,
    *,
    abbreviations: tuple[str, ...] = (),
    srx: Path | None = None,
    borders: Borders | None = None,
) -> Iterator[Reason]:
    """Every place where a sentence could end, with the rule that decided there.

    Args:
        document: As for :func:`segment`, and so are the others.
        abbreviations: Further ones of its language.
        srx: A file of SRX 2.0 rules.
        borders: The scorer.

    Raises:
        WorkbenchError: As :func:`segment` does.
    """
    decider = _decider(document, abbreviations, srx, borders)
    seen = _with_capitals(document)
    for paragraph in document.paragraphs:
        begin, end = _trimmed(document.text, paragraph)
        for stop, following, rule in decider.decisions(seen, begin, end):
            yield Reason(stop, following, rule.verdict == "split", rule.name)


def _decider(
    document: Document,
    abbreviations: tuple[str, ...],
    srx: Path | None,
    borders: Borders | None,
) -> Decider:
    decider: Decider
    if srx is not None:
        from workbench.segmentation.srx import splitter

        decider = splitter(srx, document.language)
    else:
        decider = _splitter(languages.of(document.language).code, abbreviations)
    return UnmarkedSplitter(decider, borders, usual(document.language)) if borders else decider


@lru_cache(maxsize=64)
def _splitter(code: str, abbreviations: tuple[str, ...]) -> Splitter:
    return Splitter(ruleset.of(code), abbreviations)


def _with_capitals(document: Document) -> str:
    """The text with a capital where code begins: ``Stop it. `npm start` begins anew.``"""
    if not document.code:
        return document.text
    letters = list(document.text)
    for place in document.code:
        if letters[place].islower() or letters[place] in "-./$@":
            letters[place] = "X"
    return "".join(letters)


def _trimmed(text: str, paragraph: Paragraph) -> tuple[int, int]:
    """The paragraph's offsets without white space at its ends."""
    begin, end = paragraph.start, paragraph.end
    part = text[begin:end]
    begin = end - len(part.lstrip())
    return begin, begin + len(part.strip())


def _joined(part: str, joiner: str) -> str:
    """The text of a segment with its wrapped lines put together."""
    first, *rest = (line.strip() for line in part.split("\n"))
    pieces = [first]
    for line in rest:
        last = pieces[-1]
        hyphenated = last.endswith(_HYPHENS) and last[-2:-1].isalpha() and line[:1].islower()
        spaced = joiner or (_SPACED.match(last[-1:]) and _SPACED.match(line[:1]))
        pieces += (" ", line) if spaced and not hyphenated else (line,)
    return "".join(pieces)
