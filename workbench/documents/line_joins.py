"""The lines of a paragraph put together: words cut by a hyphen, addresses, numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from workbench.documents.page_line import PageLine

HYPHEN = re.compile(r"(?P<word>[^\W\d_]+)(?P<hyphen>[-\N{SOFT HYPHEN}\N{HYPHEN}])$")
"""A hyphen at the end of a line, with the word that it cuts."""

LONGEST_WORD = 60
"""Characters at the end of a line that may be looked at for a word."""

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"\S+$")
_FIRST = re.compile(r"\S+")
_ADDRESS = re.compile(r"(?:https?://|www\.|ftp://|[\w.+-]+@)\S*|(?:[\w-]+\.)+[a-z]{2,8}/\S*")
_CUT_ADDRESS = re.compile(r"[/?&=#%_@~:-]$")
_REST_OF_ADDRESS = re.compile(r"[/?&=#%_@~]|[\w-]+[./=?&#_-][\w./=?&#%_-]+")
_MAIL = re.compile(r"[\w.+-]+@\w")
_NUMBER_DASH = re.compile(r"(?<!\s)[-–]$")


def joined(lines: Sequence[PageLine], words: Counter[str]) -> str:
    r"""The text of a paragraph's lines, apart by ``\n``; what is one word made whole.

    Args:
        lines: The lines.
        words: The words of the whole document in small letters, which tell a hyphen of the
            word's own from one that the line's end made.
    """
    parts: list[str] = []
    for before, line in pairwise(lines):
        parts += _end(before.text, line.text, words)
    return "".join([*parts, lines[-1].text])


def _end(before: str, after: str, words: Counter[str]) -> tuple[str, str]:
    """The first of two lines, and what stands between them."""
    last = _LAST.search(before[-200:])
    first = _FIRST.match(after)
    if last is None or first is None:
        return before, "\n"
    hyphen = HYPHEN.search(before[-LONGEST_WORD:])
    rest = WORD.match(after)
    is_word = hyphen and rest and words[(hyphen["word"] + rest[0]).lower()]
    if not is_word and _is_cut_address(last[0], first[0]):
        return before, ""
    if hyphen is not None and rest is not None and rest[0][0].islower():
        begin, end = hyphen["word"].lower(), rest[0].lower()
        keeps = hyphen["hyphen"] == "-" and words[f"{begin}-{end}"] > words[begin + end]
        return before if keeps else before[:-1], ""
    # A hyphen or dash that is written close to both, before a name or a number.
    if _NUMBER_DASH.search(last[0]) and len(last[0]) > 1 and first[0][0].isalnum():
        is_dash = last[0].endswith("–")
        after_number = last[0][-2].isdigit()
        if first[0][0].isdigit() or (not is_dash and (after_number or first[0][0].isupper())):
            return before, ""
    return before, "\n"


def _is_cut_address(last: str, first: str) -> bool:
    """Whether the last word of a line is an address that the first of the next goes on with."""
    found = _ADDRESS.search(last)
    if last[-1] in "-._+" and _MAIL.match(first):
        return True
    if found is None or found.end() != len(last) or not first[0].isascii():
        return False
    if _CUT_ADDRESS.search(last):
        return True
    if last.endswith("."):
        return first[0].isdigit() or _REST_OF_ADDRESS.match(first) is not None
    return _REST_OF_ADDRESS.match(first) is not None and not first[0].isupper()
