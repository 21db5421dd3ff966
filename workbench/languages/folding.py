"""Text folded for comparing, with the way back: what differs only in typography is the same.

Folding evens out what a reader does not call another word: script (Simplified, Traditional),
``ё`` and ``е``, stress marks, decomposed letters, non-breaking spaces, soft hyphens, line
breaks, full width, the kinds of quotation marks, dashes and hyphens. Each place of the folded
text knows its place in the text as it stands.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from workbench.languages.language import of

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f"
_COMBINING = "\u0300-\u036f"
_LIGATURES = "ﬀ-ﬆ"
_HAN = "\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"

_IRREGULAR = re.compile(rf"[{_INVISIBLE}{_COMBINING}{_LIGATURES}]|\s\s")
_IRREGULAR_UNSPACED = re.compile(rf"[{_INVISIBLE}{_COMBINING}{_LIGATURES}]|\s")
_PIECE = re.compile(
    rf"(?P<space>[{_INVISIBLE}]*\s[\s{_INVISIBLE}]*)"
    rf"|(?P<invisible>[{_INVISIBLE}]+)"
    rf"|(?P<plain>.[{_COMBINING}]*)",
    re.DOTALL,
)
_IS_HAN = re.compile(f"[{_HAN}]")

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»″〝〞〟「」『』﹁﹂﹃﹄＂"), '"')
_APOSTROPHES = dict.fromkeys(map(ord, "‘’‚‛′ʼʹ´`ˈ＇"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"), " ")
_SPACES |= dict.fromkeys(range(0x2000, 0x200B), " ")
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

_RUSSIAN = {ord("ё"): "е", ord("Ё"): "Е"}


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
    table = _table(of(tag).code)
    if text.isascii() and not accelerator and "\n" not in text and "  " not in text:
        return Folded(text.lower(), text, text)
    irregular = _IRREGULAR if of(tag).joiner else _IRREGULAR_UNSPACED
    if accelerator or irregular.search(text):
        kept, starts, ends = _regular(text, bool(of(tag).joiner), accelerator)
        cased = _translated(kept, table)
        return Folded(cased.lower(), cased, text, starts, ends)
    cased = _translated(text, table)
    return Folded(cased.lower(), cased, text)


def _translated(text: str, table: Mapping[str, str]) -> str:
    """The text with each character of the table replaced.

    Few characters of many are to change, so this is quicker than ``str.translate``.
    """
    for character in table.keys() & set(text):
        text = text.replace(character, table[character])
    return text


def _regular(text: str, spaced: bool, accelerator: str) -> tuple[str, list[int], list[int]]:
    """The text without what is not seen, composed, each gap one space; and the offsets."""
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if piece.lastgroup == "invisible":
            continue
        if piece.lastgroup == "space":
            if spaced or not _closes_up(text, start, end):
                kept.append(" ")
                starts.append(start)
                ends.append(end)
            continue
        found = piece[0]
        if found == accelerator and text[end : end + 1].isalnum():
            continue
        if len(found) > 1:
            # A stress mark composes with nothing and is dropped.
            found = re.sub(f"[{_COMBINING}]", "", unicodedata.normalize("NFC", found)) or found[0]
        elif "ﬀ" <= found <= "ﬆ":
            found = unicodedata.normalize("NFKC", found)
        for character in found:
            kept.append(character)
            starts.append(start)
            ends.append(end)
    return "".join(kept), starts, ends


def _closes_up(text: str, start: int, end: int) -> bool:
    """Whether white space in a script without spaces is only how the text was set.

    Beside an ideograph it is: a line break, or a space to a letter or digit of another script.
    """
    before = _IS_HAN.match(text[start - 1 : start])
    after = _IS_HAN.match(text[end : end + 1])
    return bool(before or after) and start > 0 and end < len(text)


@cache
def _table(code: str) -> dict[str, str]:
    """What each character of a language is folded to: one character, which stays as it is."""
    special = _OF_LANGUAGE.get(code)
    table = _COMMON | special() if special else _COMMON
    return {chr(old): table.get(ord(new), new) for old, new in table.items()}


def _simplified() -> dict[int, str]:
    """Traditional characters to Simplified ones, one for one, from OpenCC's own lists.

    Characters alone decide, never phrases: both sides of a comparison are folded, so it only
    matters that they are folded alike, and offsets stay.
    """
    table = _listed("TSCharacters.txt")
    for name in ("HKVariantsRev.txt", "TWVariantsRev.txt"):
        # How Hong Kong and Taiwan write a Traditional character.
        for variant, usual in _listed(name).items():
            table.setdefault(variant, table.get(ord(usual), usual))
    # Written in both scripts, for different words; one way is enough for comparing.
    return table | {ord("著"): "着", ord("妳"): "你", ord("祂"): "他", ord("乾"): "干"}


def _listed(name: str) -> dict[int, str]:
    """One of OpenCC's lists: a character, a tab, the ways to write it, the usual one first."""
    lines = (resources.files("opencc") / "dictionary" / name).read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {
        ord(old): new.split(" ")[0]
        for old, new in pairs
        if len(old) == 1 and len(new.split(" ")[0]) == 1
    }


_OF_LANGUAGE: dict[str, Callable[[], dict[int, str]]] = {"zh": _simplified, "ru": lambda: _RUSSIAN}
"""What a language folds besides what all fold."""
