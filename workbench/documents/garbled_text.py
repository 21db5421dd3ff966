"""Texts that a PDF shows well and holds badly: fonts whose characters mean something else."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from workbench.languages import detect, scripts
from workbench.languages.language import every
from workbench.languages.parts import Letters

_LETTER = re.compile(r"[^\W\d_]")
_MEANINGLESS = re.compile("[\ue000-\uefff\uf100-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
"""Neither are the bullets and signs of symbol fonts, from F000 to F0FF."""

_WORD = re.compile(r"\S+")
_PLAIN_WORD = re.compile(r"[(\[\"'“‘«„]*[^\W\d_]+(?:[-'’][^\W\d_]+)*[)\]\"'”’»“.,:;!?…]*")
_FOREIGN = re.compile(r"(?<![A-Za-z])[^\W\d_a-zA-Z](?![A-Za-z])")
_SCRIPTS = ("Cyrl", "Hani", "Kana", "Grek")
_PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
_ENOUGH = 60
"""Letters below which nothing is said."""

_FEW = 0.005
"""Share of letters from which they are more than the odd symbol."""

_UNLIKE = 0.3
"""How many nats a letter of a shifted text is likelier where it was meant."""

_FURTHEST = 0x400
_FLOOR = 1e-5


def suspicions(text: str) -> Iterable[str]:
    """What a reader may want to know of a text that is not what its page shows.

    Args:
        text: All of a document.

    Returns:
        Sentences that say what is odd, none for a good text.
    """
    letters = Counter(_LETTER.findall(text))
    total = sum(letters.values())
    meaningless = len(_MEANINGLESS.findall(text))
    if meaningless > 4 and meaningless > _FEW * total:
        yield f"{meaningless} of its characters mean nothing outside of their font: {_REMEDY}"
    if total < _ENOUGH:
        return
    found = scripts.count(text)
    if found.get("Hani", 0) > 0.3 * total:
        foreign = _foreign(text)
        if foreign > 4 and foreign > _FEW * total:
            yield (
                f"{foreign} letters of other scripts among its Chinese characters are garbled: "
                f"{_REMEDY}"
            )
        return
    if found.get("Latn", 0) + found.get("Cyrl", 0) > 0.8 * total and (shift := _shift(letters)):
        yield f"its letters are shifted by {shift} places, so that its words are none: {_REMEDY}"
    elif _is_no_language(text):
        yield f"its text layer is in no language that is known: {_REMEDY}"


_REMEDY = "compare it with the page, and run text recognition (OCR) over it if they differ"


def _foreign(text: str) -> int:
    """Letters that no Chinese text has, but in words of their own."""
    return sum(
        letter not in _PINYIN
        and not "\u0250" <= letter <= "\u02ff"  # phonetic
        and not any(scripts.LETTERS[script].match(letter) for script in _SCRIPTS)
        for letter in _FOREIGN.findall(unicodedata.normalize("NFKC", text))
    )


@cache
def _shares() -> Mapping[str, float]:
    """How frequent the letters of Cyrillic are, of one."""
    return {letter: share / 100 for one in every(Letters) for letter, share in one.shares.items()}


def _shift(letters: Counter[str]) -> int:
    """By how many places Cyrillic letters are off; 0 where they are not."""
    beyond = {letter: number for letter, number in letters.items() if letter > "\x7f"}
    total = sum(beyond.values())
    if total < max(_ENOUGH, 0.5 * sum(letters.values())):
        return 0
    small = Counter[str]()
    for letter, number in beyond.items():
        small[letter] += number
    commonest = ord(max(small, key=small.__getitem__))

    def likelihood(shift: int) -> float:
        return sum(
            number * math.log(_shares().get(chr(ord(letter) - shift).lower(), _FLOOR))
            for letter, number in small.items()
            if ord(letter) > shift
        )

    meant = max(
        (commonest - ord(letter) for letter in _shares()),
        key=lambda shift: likelihood(shift) if abs(shift) <= _FURTHEST else -math.inf,
    )
    return meant if likelihood(meant) - likelihood(0) > _UNLIKE * total else 0


def _is_no_language(text: str) -> bool:
    """Whether a text is neither in a language that is known nor made of words."""
    guess = detect(text)
    if guess.tag is not None and guess.probability > 0.5:
        return False
    words = _WORD.findall(text[:20_000])
    plain = sum(
        _PLAIN_WORD.fullmatch(word) is not None and (word[1:].islower() or len(word) < 3)
        for word in words
    )
    return guess.words >= 20 and plain < 0.4 * len(words)
