"""Lines of a text, broken where its script may break, measured in terminal cells."""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len, split_graphemes

from workbench.printable import visible

__all__ = ["visible", "wrap"]

_SPACE = " \t\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
_IDEOGRAPH = (
    "\u2e80-\u2fdf\u3003-\u3007\u3012\u3013\u3021-\u3029\u3041-\u3096\u309f\u30a1-\u30fa\u30ff"
    "\u3105-\u312f\u3190-\u319f\u31a0-\u31bf\u31f0-\u31ff\u3200-\u33ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U00020000-\U0003ffff"
)
_OPEN = "（《「『【〈〔［｛〖｟"
_OPEN_QUOTE = "“‘"
_NARROW_OPEN = r"(\[{«„"
_CLOSE = (
    "，。、；：？！％～）》」』】〉〕］｝〗｠"
    "々ー゛゜ヽヾゝゞァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ"
)
_NARROW_CLOSE = r"”’)\]}»,.;:!?%‰°℃…"
_MARK = "\u0300-\u036f\u0483-\u0489\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef"
_RULE = "\N{EM DASH}…·"
_DASH = "\\-\N{HYPHEN}\N{EN DASH}\N{EM DASH}/"
_WORD = (
    f"(?:[^{_SPACE}{_IDEOGRAPH}{_OPEN}{_OPEN_QUOTE}{_CLOSE}{_DASH}]"
    f"|[{_OPEN_QUOTE}](?![{_IDEOGRAPH}{_OPEN}]))"
)

# What stays together on a line, with the spaces after it: closing marks never begin a line,
# opening marks never end one (GB/T 15834, CLREQ 3.1), nor does a dash between spaces begin one.
_UNIT = re.compile(
    rf"""
    (?:
        [{_OPEN}{_OPEN_QUOTE}{_NARROW_OPEN}]*[{_IDEOGRAPH}][{_MARK}{_RULE}]*
      | (?:[{_OPEN}{_OPEN_QUOTE}]+|[{_DASH}]?)
        {_WORD}+(?:[{_DASH}]+(?=[{_NARROW_CLOSE}]){_WORD}+)*[{_DASH}]*
      | [{_OPEN}{_OPEN_QUOTE}]+
      | [{_DASH}]+
    )?
    (?:[{_CLOSE}{_NARROW_CLOSE}][{_MARK}{_RULE}]*)*
    [{_SPACE}]*
    (?:[—–][{_SPACE}]+)*
    """,
    re.VERBOSE,
)
_ODD = re.compile(f"[{_DASH}]{{2}}[{_NARROW_CLOSE}]")
"""Dashes before a closing mark, as in ``--.``: too rare for the quick way to know of."""

_SPACES = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"

_is_narrow = (
    frozenset(
        chr(code)
        for first, last in (
            (0x20, 0x7E),
            (0xA0, 0xAC),
            (0xAE, 0x2FF),
            (0x370, 0x482),
            (0x48A, 0x52F),
        )
        for code in range(first, last + 1)
    )
    .union("—–“”‘’„…№")
    .issuperset
)


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Break a text into lines.

    Breaks at spaces, after hyphens, and between ideographs, but not before a closing mark or
    after an opening one. What is longer than a line is cut between graphemes.

    Args:
        text: What :func:`visible` gave.
        width: Cells a line, at least 2 (an ideograph).

    Returns:
        Start and end offsets of each line, without the spaces at its end; one line at least.
    """
    if _is_narrow(text):
        if len(text) <= width:
            return [(0, len(text))]
        if "  " not in text and text[0] != " " and not _ODD.search(text):
            return [found.span(1) for found in _narrow(width).finditer(text)]
    return _lines(text, width)


@lru_cache(maxsize=64)
def _narrow(width: int) -> re.Pattern[str]:
    """The same rules as one pattern, for texts of one-cell characters: four times as fast."""
    return re.compile(
        rf"(.{{1,{width}}}"
        rf"(?:(?=[ ](?![—–][ ]))|(?<=[^ ][{_DASH}])(?=[^{_DASH}{_NARROW_CLOSE} ])|\Z)"
        rf"|.{{0,{width - 1}}}[^ ])[ ]*"
    )


def _lines(text: str, width: int) -> list[tuple[int, int]]:
    units = _UNIT.findall(text)
    ends = list(accumulate(map(len, units)))
    cells = list(accumulate(map(_cells, units)))
    lines: list[tuple[int, int]] = []
    first = start = before = 0  # the line's first unit, its offset, the cells left of it
    while first < len(units):
        after = bisect_right(cells, before + width, first)
        if after < len(units):
            unit = units[after]
            blank = _cells(unit) - _cells(unit.rstrip(_SPACES))
            if cells[after] - blank <= before + width:
                after += 1
        if after == first:  # one unit is longer than a line
            end = start + len(text[start : ends[first]].rstrip(_SPACES))
            *pieces, (start, end) = _cut(text, start, end, width)
            lines.extend(pieces)
            before = cells[first] - _cells(text[start : ends[first]])
            if cells[first] - before <= width:
                continue
            after = first + 1
        lines.append((start, start + len(text[start : ends[after - 1]].rstrip(_SPACES))))
        first, start, before = after, ends[after - 1], cells[after - 1]
    return lines or [(0, 0)]


_cells = lru_cache(maxsize=50_000)(cell_len)


def _cut(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Cut what is longer than a line between graphemes."""
    pieces: list[tuple[int, int]] = []
    used, first = 0, start
    for left, _, cells in split_graphemes(text[start:end])[0]:
        if used + cells > width and used:
            pieces.append((first, start + left))
            first, used = start + left, 0
        used += cells
    pieces.append((first, end))
    return pieces
