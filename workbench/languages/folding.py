"""Text folded for comparing, with the way back: what differs only in typography is the same.

Folding evens out what a reader does not call another word: script (Simplified, Traditional),
``ё`` and ``е``, stress marks, decomposed letters, non-breaking spaces, soft hyphens, line
breaks, full width, the kinds of quotation marks, dashes and hyphens. Each place of the folded
text knows its place in the text as it stands.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from workbench.languages.language import of

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f"
_COMBINING = "\u0300-\u036f"
_LIGATURES = "ﬀ-ﬆ"
_HAN = "\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"

_UNSEEN = f"{_INVISIBLE}{_COMBINING}{_LIGATURES}"
_IRREGULAR = re.compile(rf"[{_UNSEEN}]|\s\s")
_IRREGULAR_UNSPACED = re.compile(rf"[{_UNSEEN}]|\s")

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»″〝〞〟「」『』﹁﹂﹃﹄＂"), '"')
_APOSTROPHES = dict.fromkeys(map(ord, "‘’‚‛′ʼʹ´`ˈ＇"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"), " ")
_SPACES |= dict.fromkeys((*range(0x1C, 0x20), *range(0x2000, 0x200B)), " ")
_DOTS = dict.fromkeys(map(ord, "‧•∙⋅・･"), "·")
_WIDE = {0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)}
_COMMON: dict[int, str] = {
    **_WIDE,
    **_QUOTES,
    **_APOSTROPHES,
    **_DASHES,
    **_SPACES,
    **_DOTS,
    # Half a surrogate pair is no character, and the searches below would stop at it.
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
    ord("İ"): "I",  # the one letter whose small form is two characters
}

_UNUSUAL = re.compile(
    rf"[\ud800-\udfff\uff01-\uff5eİ{_UNSEEN}"
    + re.escape("".join(map(chr, (*_QUOTES, *_APOSTROPHES, *_DASHES, *_SPACES, *_DOTS))))
    + "]"
)
"""All that any language folds, and what makes a text irregular besides plain spaces."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared, and where it came from."""

    text: str
    """Folded, in small letters."""

    cased: str
    """Folded, with its capitals; as long as ``text``."""

    original: str
    """The text as it stands."""

    starts: Sequence[int] | None = None
    """Offset into ``original`` of each folded character; None where the offsets are equal."""

    ends: Sequence[int] | None = None
    """Offset past each folded character's origin."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of a stretch of the folded text that is not empty.

        Args:
            start: First folded character.
            end: One past the last; greater than ``start``.
        """
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str, tag: str, *, accelerator: str = "") -> Folded:
    """Fold a text of a language.

    Args:
        text: The text as it stands.
        tag: Its language, BCP 47 or a document's key.
        accelerator: The character that marks a keyboard shortcut in a program's message
            (``"_"``, ``"&"``), which is no part of the word; empty in running text.
    """
    if text.isascii() and not accelerator and "\n" not in text and "  " not in text:
        return Folded(text.lower(), text, text)
    language = of(tag)
    if language.joiner:
        gap, irregular = "  ", _IRREGULAR
    else:
        gap, irregular = " ", _IRREGULAR_UNSPACED
    unusual = set(_UNUSUAL.findall(text))
    if accelerator or gap in text or (unusual and irregular.search(text)):
        kept, starts, ends = _regular(text, bool(language.joiner), accelerator)
        cased = _translated(kept, set(_UNUSUAL.findall(kept)), language.code)
        return Folded(cased.lower(), cased, text, starts, ends)
    cased = _translated(text, unusual, language.code)
    return Folded(cased.lower(), cased, text)


def _translated(text: str, unusual: set[str], code: str) -> str:
    """The text as a language folds it, character by character.

    Few characters of many are to change, so this is quicker than ``str.translate``.

    Args:
        text: Regular.
        unusual: What ``_UNUSUAL`` finds in it.
        code: The language.
    """
    table, own = _table(code), _own(code)
    if own:
        unusual = unusual.union(own & set(text) if len(own) > 9 else filter(text.__contains__, own))
    for character in unusual:
        text = text.replace(character, table.get(character, character))
    return text


@cache
def _spots(spaced: bool, accelerator: str) -> re.Pattern[str]:
    """What does not stay one character each: gaps, what is not seen, marked letters, ligatures."""
    seen, unseen = rf"[\s{_INVISIBLE}]", f"[{_INVISIBLE}]"
    gap = rf"{unseen}+\s{seen}*|\s{seen}+" if spaced else rf"{unseen}*\s{seen}*"
    marks = rf"|{re.escape(accelerator)}(?=[^\W_])" if accelerator else ""
    return re.compile(
        rf"(?P<gap>{gap})|(?P<unseen>{unseen}+{marks})"
        rf"|(?P<marked>\S[{_COMBINING}]+)|(?P<ligature>[{_LIGATURES}])"
    )


def _regular(text: str, spaced: bool, accelerator: str) -> tuple[str, list[int], list[int]]:
    """The text without what is not seen, composed, each gap one character; and the offsets."""
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for spot in _spots(spaced, accelerator).finditer(text):
        start, end = spot.span()
        kept.append(text[done:start])
        starts += range(done, start)
        ends += range(done + 1, start + 1)
        done = end
        found = ""
        match spot.lastgroup:
            case "gap" if spaced or not _closes_up(text, start, end):
                found = " "
            case "marked":
                # A stress mark composes with nothing and is dropped.
                composed = unicodedata.normalize("NFC", spot[0])
                found = re.sub(f"[{_COMBINING}]", "", composed) or composed[0]
            case "ligature":
                found = unicodedata.normalize("NFKC", spot[0])
        kept.append(found)
        starts += [start] * len(found)
        ends += [end] * len(found)
    kept.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return "".join(kept), starts, ends


def _closes_up(text: str, start: int, end: int) -> bool:
    """Whether white space in a script without spaces is only how the text was set.

    Beside an ideograph it is: a line break, or a space to a letter or digit of another script.
    """
    # Compiled when needed: wide classes take milliseconds.
    before = re.match(f"[{_HAN}]", text[start - 1 : start])
    after = re.match(f"[{_HAN}]", text[end : end + 1])
    return bool(before or after) and start > 0 and end < len(text)


@cache
def _table(code: str) -> dict[str, str]:
    """What each character of a language is folded to: one character, which stays as it is."""
    table = {**_COMMON, **of(code).folding.letters}
    return {chr(old): table.get(ord(new), new) for old, new in table.items()}


@cache
def _own(code: str) -> frozenset[str]:
    """What a language folds besides what all fold."""
    return frozenset(_table(code).keys() - _table("").keys())
