"""How likely a text is, whatever its language: what a wrong encoding gives is not.

Frequent Chinese characters against rare ones, Russian letters by their frequency and in their
places (a capital inside a word speaks against it), letters of two alphabets in one word against.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

from workbench.languages.language import every
from workbench.languages.parts import Letters

SAMPLE = 6_000
"""Characters that are weighed; more do not change the answer."""

_ASCII_COST = 3.2
"""What an ASCII character costs, whichever: all candidates read it alike."""

_BEYOND_ASCII = re.compile(r"[\x00-\x7f]{0,12}[^\x00-\x7f]{1,200}[\x00-\x7f]{0,12}")


def evidence(text: str, encoding: str) -> float:
    """What speaks for a text, as log-odds against as many bytes of plain English.

    Args:
        text: The text that the encoding makes of a file.
        encoding: Python's name of it.
    """
    samples = []
    size = 0
    for found in _BEYOND_ASCII.finditer(text):
        samples.append(found[0])
        size += len(found[0])
        if size > SAMPLE:
            break
    sample = "\n".join(samples)
    excess = _ASCII_COST * len(sample.encode(encoding, "replace")) + _likelihood(sample)
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    seen = len(sample) - len(sample.encode("ascii", "ignore"))
    return excess * min(beyond, SAMPLE) / max(seen, 1)


@cache
def _shares() -> Mapping[str, float]:
    """Frequency of the letters of languages that say so, in per cent of all letters."""
    return {letter: share for one in every(Letters) for letter, share in one.shares.items()}


@cache
def _frequent() -> frozenset[str]:
    """Characters that make up about half of any text of their language."""
    return frozenset[str]().union(*(one.frequent for one in every(Letters)))


_LATIN_LETTERS = frozenset("éèàçêôûîùëïâöäüßñóíáúãõœæ")
_OTHER_LATIN_LETTERS = frozenset("åøąćęłńśźżğışİčřšžěůőűăâîșțşţÅØÖÄÜÉÀÇŁŚŻŠŽČ¿¡")
_USUAL_MARKS = frozenset("“”‘’„«»–—…№·°§€\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{EN SPACE}•")

_BREAKS = re.compile(
    r"[a-zà-öø-ÿа-яё](?=[A-ZÀ-ÖØ-ÞА-ЯЁ])|[A-Za-zÀ-ÿ](?=[Ѐ-ӿͰ-Ͽא-ת؀-ۿก-๙])|"
    r"[Ѐ-ӿͰ-Ͽא-ת؀-ۿก-๙](?=[A-Za-zÀ-ÿ])|[Ѐ-ӿ](?=[ІЇЄЎЈЂЃЅЉЊЋЌЏіїєўјђѓѕљњћќџҐґ])(?<![а-яА-Я])"
)
_WITHIN_WORD = re.compile("(?<=[a-z])[가-힣¢£¤¥‡†‚](?=[a-z])")
"""What no word has between its letters, but other encodings have where an accented letter is."""

_HAN_BESIDE_LATIN = re.compile(r"[A-Za-z](?=[一-鿿])|[一-鿿](?=[A-Za-z])")


def _likelihood(text: str) -> float:
    """Log-likelihood of a text, whatever language it may be in."""
    total = sum(number * _cost(character) for character, number in Counter(text).items())
    total += 5.0 * len(_BREAKS.findall(text))
    total += 5.0 * len(_WITHIN_WORD.findall(text))
    total += 1.5 * len(_HAN_BESIDE_LATIN.findall(text))
    return -total


@cache
def _cost(character: str) -> float:
    """Minus the log-probability of a character."""
    for decide in _COSTS:
        if (cost := decide(character)) is not None:
            return cost
    return 13.0


def _ascii_cost(character: str) -> float | None:
    if character.isascii():
        return _ASCII_COST if character >= " " or character in "\t\n\r" else 12.0
    return None


def _cyrillic_cost(character: str) -> float | None:
    small = character.lower()
    share = _shares().get(small)
    if share is None:
        return 7.0 if "Ѐ" <= character <= "ӿ" else None
    return -math.log(share / 100) + (0.2 if small == character else 3.0)


def _han_cost(character: str) -> float | None:
    if character in _frequent():
        return 6.0
    if "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf":
        return {1: 8.5, 2: 12.0, 3: 15.0}[min(_rank("gb2312", character), _rank("big5", character))]
    return None


def _rank(standard: str, character: str) -> int:
    """1 for the frequent characters of a standard, 2 for its others, 3 outside it."""
    try:
        lead = character.encode(standard)[0]
    except UnicodeEncodeError:
        return 3
    return 1 if lead <= (0xD7 if standard == "gb2312" else 0xC6) else 2


def _other_script_cost(character: str) -> float | None:
    if "\u3041" <= character <= "\u30ff":
        return 5.5
    if "가" <= character <= "힣":
        try:
            character.encode("euc-kr")
        except UnicodeEncodeError:
            return 14.0
        return 7.0
    if "ก" <= character <= "๛" or "ء" <= character <= "ي" or "א" <= character <= "ת":
        return 3.8
    if "Α" <= character <= "ώ":
        return 4.0 if character.islower() else 6.0
    return None


def _latin_cost(character: str) -> float | None:
    if character in _LATIN_LETTERS:
        return 5.5
    if character in _OTHER_LATIN_LETTERS:
        return 6.5
    if character in _USUAL_MARKS:
        return 6.0
    return None


def _odd_cost(character: str) -> float | None:
    category = unicodedata.category(character)
    if category in {"Cc", "Cn", "Co", "Cs"}:
        return 25.0
    return 10.0 if category[0] == "L" else None


_COSTS: tuple[Callable[[str], float | None], ...] = (
    _ascii_cost,
    _latin_cost,
    _cyrillic_cost,
    _han_cost,
    _other_script_cost,
    _odd_cost,
)
