"""What a single line break means: the end of a paragraph, or a line that was full."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

LineBreaks = Literal["auto", "paragraph", "wrapped"]
"""What a single line break is: found by the lines' lengths, an end of sentence, or a space."""

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001faff"
    "\U00020000-\U0003ffff]"
)
_FINAL = re.compile(r"[.!?…。！？:：;；][\"'”’»«)\]」』）》]*$")
_ITEM = re.compile(
    r"(?:[-*+•·–—]|\(?(?:[0-9]{1,3}|[a-zа-я])[.)])\s|[（(]?[一二三四五六七八九十]+[、）)]"
)

_WIDEST = 130
"""Cells above which a line is not one that an editor or a mail program has wrapped."""

_NARROWEST = 30

_ENOUGH = 2
"""Line breaks inside blocks that are needed to see a habit in them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank."""

    start: int
    """Offset of its first character that is not white space."""

    end: int
    number: int
    """Its number in the text, counted from 1."""

    indent: int
    """Cells of white space in front of it."""


def blocks_of(text: str) -> list[list[Line]]:
    r"""The lines that are not blank, in blocks that blank lines separate.

    Args:
        text: A text whose line ends are ``\n``.
    """
    blocks: list[list[Line]] = []
    open_block = False
    offset = 0
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare:
            begin = len(line) - len(line.lstrip())
            start = offset + begin
            entry = Line(start, start + len(bare), number, _filled(line[:begin]))
            if open_block and "\f" not in line[:begin]:
                blocks[-1].append(entry)
            else:
                blocks.append([entry])
            open_block = True
        else:
            open_block = False
        offset += len(line) + 1
    return blocks


def _filled(text: str) -> int:
    """How full a line looked to who wrapped it; what a terminal shows is ``words.width``."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text))


MEASURES: tuple[Callable[[str], int], ...] = (_filled, len)
"""Lines are filled by cells of a terminal or by characters; Chinese shows the difference."""


def are_wrapped(text: str, blocks: Sequence[Sequence[Line]]) -> bool:
    """Whether the line breaks inside blocks are those of full lines.

    In wrapped text the next word would not have fitted on the line, lines are about equally
    long, in cells or in characters, and few of them end in a full stop. Where lines are
    paragraphs, they end anywhere.

    Args:
        text: The text of the lines.
        blocks: Its lines, as :func:`blocks_of` gives them.
    """
    lines = [
        [" " * line.indent + text[line.start : line.end] for line in block] for block in blocks
    ]
    pairs = [
        (here, after.strip())
        for block in lines
        for here, after in pairwise(block)
        if _ITEM.match(after.lstrip()) is None and _indent(after) < _indent(here) + 2
    ]
    if not pairs:
        return False
    ended = sum(_FINAL.search(here[-8:]) is not None for here, _ in pairs)
    if len(pairs) < _ENOUGH:
        if ended or not pairs[0][1][0].islower():
            return False
    elif ended >= 0.5 * len(pairs):
        return False
    return any(_are_full(lines, pairs, measure) for measure in MEASURES)


def _are_full(
    blocks: Sequence[Sequence[str]],
    pairs: Sequence[tuple[str, str]],
    measure: Callable[[str], int],
) -> bool:
    """Whether lines with another below them are full, and none is much longer."""
    inner = sorted(measure(here) for here, _ in pairs)
    margin = inner[int(0.9 * (len(inner) - 1))]
    if not _NARROWEST <= margin <= _WIDEST:
        return False
    every = [line for block in blocks for line in block]
    if sum(measure(line) > 1.25 * margin + 4 for line in every) > 0.02 * len(every):
        return False
    full = sum(measure(here) + 1 + _first_word(after) > margin for here, after in pairs)
    return full > 0.75 * len(pairs)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _first_word(line: str) -> int:
    """Cells that the first unbreakable piece of a line takes."""
    wide = _WIDE.search(line)
    end = line.find(" ")
    end = len(line) if end < 0 else end
    if wide is not None and wide.start() <= end:
        # Between Chinese characters a line may break anywhere, save before a closing mark.
        return wide.start() + 4
    return end


def spans_of(
    text: str, blocks: Sequence[Sequence[Line]], *, wrapped: bool
) -> list[tuple[int, int, int]]:
    """Start, end and line number of each paragraph.

    In wrapped text a block is one paragraph, save that a list marker, an indent after lines
    without one, and a line that ends a sentence well short of the margin begin another.

    Args:
        text: The text.
        blocks: Its lines.
        wrapped: Whether it is wrapped; else each line is a paragraph.
    """
    if not wrapped:
        return [(line.start, line.end, line.number) for block in blocks for line in block]
    lines = [text[line.start : line.end] for block in blocks for line in block]
    margins = [max(map(measure, lines), default=0) for measure in MEASURES]
    spans: list[tuple[int, int, int]] = []
    for block in blocks:
        begin = block[0]
        for here, after in pairwise(block):
            if _begins(text, here, after, margins):
                spans.append((begin.start, here.end, begin.number))
                begin = after
        spans.append((begin.start, block[-1].end, begin.number))
    return spans


def _begins(text: str, here: Line, after: Line, margins: Sequence[int]) -> bool:
    """Whether a new paragraph begins at ``after`` though no blank line says so."""
    line = text[here.start : here.end]
    word = _first_word(text[after.start : after.end])
    short = all(
        measure(line) + word < 0.75 * margin
        for measure, margin in zip(MEASURES, margins, strict=True)
    )
    ended = _FINAL.search(line[-8:]) is not None
    if _ITEM.match(text, after.start, after.end):
        return short or ended or text[after.start] in "*•·"
    if after.indent > here.indent + 1 and _ITEM.match(line) is None:
        return True
    return short and ended


def settle(
    text: str, blocks: Sequence[Sequence[Line]], lines: LineBreaks
) -> tuple[bool, str | None]:
    """Whether a text is wrapped, and the sentence that says so where it had to be decided.

    Args:
        text: The text.
        blocks: Its lines.
        lines: What the caller says a line break is.
    """
    breaks = sum(len(block) - 1 for block in blocks)
    if lines != "auto":
        return lines == "wrapped", None
    if not breaks:
        return False, None
    if are_wrapped(text, blocks):
        joined = "1 single line break was" if breaks == 1 else f"{breaks} single line breaks were"
        return (
            True,
            f"its lines look wrapped, so its {joined} joined (--lines paragraph keeps them)",
        )
    each = "its single line break" if breaks == 1 else f"each of its {breaks} single line breaks"
    return False, (
        f"its lines look like paragraphs, so {each} ends a sentence (--lines wrapped joins them)"
    )
