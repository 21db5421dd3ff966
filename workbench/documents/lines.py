"""What a single line break means: the end of a paragraph, or a line that was full."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.documents.content import Lines

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
    """Columns of white space in front of it."""


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
            indent = len(line) - len(line.lstrip())
            entry = Line(offset + indent, offset + indent + len(bare), number, indent)
            if open_block and "\f" not in line[:indent]:
                blocks[-1].append(entry)
            else:
                blocks.append([entry])
            open_block = True
        else:
            open_block = False
        offset += len(line) + 1
    return blocks


def width(text: str) -> int:
    """Cells of a terminal that a text fills; Chinese characters take two."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text))


def are_wrapped(text: str, blocks: Sequence[Sequence[Line]]) -> bool:
    """Whether the line breaks inside blocks are those of full lines.

    In wrapped text the next word would not have fitted on the line, lines are about equally
    long and few of them end in a full stop. Where lines are paragraphs, they end anywhere.

    Args:
        text: The text of the lines.
        blocks: Its lines, as :func:`blocks_of` gives them.
    """
    widths = [
        [width(text[line.start : line.end]) + line.indent for line in block] for block in blocks
    ]
    inner = sorted(cells for block in widths for cells in block[:-1])
    if not inner:
        return False
    margin = inner[int(0.9 * (len(inner) - 1))]
    every = [cells for block in widths for cells in block]
    if not _NARROWEST <= margin <= _WIDEST:
        return False
    if sum(cells > 1.25 * margin + 4 for cells in every) > 0.02 * len(every):
        return False
    full = ended = begun = 0
    for block, cells in zip(blocks, widths, strict=True):
        for here, after, taken in zip(block, block[1:], cells, strict=False):
            words = text[after.start : after.end]
            full += taken + 1 + _first_word(words) > margin
            ended += _FINAL.search(text[max(here.start, here.end - 8) : here.end]) is not None
            begun += words[0].islower()
    if len(inner) < _ENOUGH:
        return bool(full and begun and not ended)
    return full > 0.75 * len(inner) and ended < 0.5 * len(inner)


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
    """
    if not wrapped:
        return [(line.start, line.end, line.number) for block in blocks for line in block]
    margin = max((width(text[i.start : i.end]) + i.indent for b in blocks for i in b), default=0)
    spans: list[tuple[int, int, int]] = []
    for block in blocks:
        begin = block[0]
        for here, after in pairwise(block):
            if _begins(text, here, after, margin):
                spans.append((begin.start, here.end, begin.number))
                begin = after
        spans.append((begin.start, block[-1].end, begin.number))
    return spans


def _begins(text: str, here: Line, after: Line, margin: int) -> bool:
    """Whether a new paragraph begins at ``after`` though no blank line says so."""
    if _ITEM.match(text, after.start, after.end):
        return True
    line = text[here.start : here.end]
    is_item = _ITEM.match(line) is not None
    if after.indent > here.indent and not is_item:
        return True
    short = width(line) + here.indent + _first_word(text[after.start : after.end]) < 0.8 * margin
    return short and _FINAL.search(line[-8:]) is not None


def settle(text: str, blocks: Sequence[Sequence[Line]], lines: Lines) -> tuple[bool, str | None]:
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
        return True, (
            f"its lines look wrapped, so its {breaks} single line breaks were joined "
            "(--lines paragraph keeps them)"
        )
    return False, (
        f"its lines look like paragraphs, so each of its {breaks} single line breaks ends a "
        "sentence (--lines wrapped joins them)"
    )
