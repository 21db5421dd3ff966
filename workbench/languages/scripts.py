"""Which script a character belongs to, as far as languages are told apart by it."""

import re
import unicodedata
from collections import Counter
from functools import cache

_CLASSES = {
    "Latn": "A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿﬀ-ﬆＡ-Ｚａ-ｚ",
    "Cyrl": "Ѐ-ԯᲀ-ᲈⷠ-ⷿꙀ-ꚟ",
    "Hani": "々〆〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "Kana": "ぁ-ゖゝ-ゟァ-ヺーヽ-ヿㇰ-ㇿｦ-ﾟ",
    "Hang": "ᄀ-ᇿㄱ-ㆎ가-힣ꥠ-ꥼힰ-ퟻ",
    "Arab": "ء-يٮ-ۓەۮۯۺ-ۿݐ-ݿﭐ-ﷻﹰ-ﻼ",
    "Thai": "ก-ฺเ-๎",
    "Grek": "Ͱ-Ͽἀ-῾",
    "Hebr": "א-תװ-ײ",
    "Geor": "Ⴀ-ჿᲐ-Ჿⴀ-ⴥ",
    "Armn": "Ա-Ֆա-և",
}

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""The inside of a character class: the ideographs that texts are made of."""

HAN_LOOKALIKES = "\u2e80-\u2fdf\uf900-\ufaff"
"""The same for radicals and compatibility forms, which look like ideographs and are none."""

KANA = "ぁ-ゖァ-ヺー"
CYRILLIC = "Ѐ-ԯ"
"""The same for both kanas, and for Cyrillic letters of all languages."""

_POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed]"
    f"|(?<=[{CYRILLIC}])[\u0300\u0301]"
)
"""Vowel points, chant marks and stretched letters of Arabic and Hebrew, and Cyrillic stress."""


def unpointed(text: str) -> str:
    """A text composed (NFC) and without the marks that only help to read it aloud.

    >>> unpointed("كِتَابٌ"), unpointed("за́мок й")
    ('كتاب', 'замок й')
    """
    return _POINTS.sub("", unicodedata.normalize("NFC", text))


_WRITTEN_IN = {"Jpan": ("Hani", "Kana"), "Kore": ("Hang", "Hani")}
"""Scripts that are several, as ISO 15924 counts them."""


def written_in(script: str) -> tuple[str, ...]:
    """The scripts whose letters a language has that is written in a script."""
    return _WRITTEN_IN.get(script, (script,))


LETTERS = {script: re.compile(f"[{letters}]") for script, letters in _CLASSES.items()}
"""A pattern for one letter of each script (ISO 15924 code; ``"Kana"`` holds both kanas)."""


def count(text: str) -> dict[str, int]:
    """How many letters of each script a text has; scripts without any are left out."""
    if text.isascii():
        letters = sum(map(str.isalpha, text))
        return {"Latn": letters} if letters else {}
    found = Counter(map(_OF_CHARACTER.__getitem__, text))
    return {script: found[script] for script in LETTERS if script in found}


class _Scripts(dict[str, str]):
    """The script of each letter that was met, empty for what is none."""

    def __missing__(self, character: str) -> str:
        script = next((name for name, one in LETTERS.items() if one.match(character)), "")
        self[character] = script
        return script


_OF_CHARACTER = _Scripts()


def han(text: str) -> str | None:
    """Whether a Chinese text is written in Simplified or Traditional characters.

    A character that GB 2312 has and Big5 has not speaks for Simplified, the reverse for
    Traditional: each standard was made for its own script.

    Returns:
        ``"Hans"`` or ``"Hant"``, whichever has more evidence; None where there is none.
    """
    simplified, traditional = _only()
    difference = 0
    for character in LETTERS["Hani"].findall(text):
        if character in simplified:
            difference += 1
        elif character in traditional:
            difference -= 1
    if difference == 0:
        return None
    return "Hans" if difference > 0 else "Hant"


@cache
def _only() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of the Simplified standard alone, and of the Traditional one alone."""
    block = "".join(map(chr, range(0x4E00, 0xA000)))
    simplified = frozenset(block.encode("gb2312", "ignore").decode("gb2312"))
    traditional = frozenset(block.encode("big5", "ignore").decode("big5"))
    return simplified - traditional, traditional - simplified


NAMES = {
    "Latn": "Latin", "Cyrl": "Cyrillic", "Hani": "Chinese",
    "Hans": "Simplified", "Hant": "Traditional",
}  # fmt: skip
"""How people call scripts, as far as a message names them."""

MIXED = re.compile(
    r"(?<!%)\b(?!%)(?![А-ЯЁ]{2,}[a-z]+\b|[А-ЯЁ]{2,}x[А-ЯЁ]{2,}\b)(?:[А-яЁё]+[aceopxyABCEHKMOPTX]{1,2}(?:[А-яЁё]+[aceopxy]?)?|[aceopxyABCEHKMOPTX][а-яё]{2,})"
    r"[а-яё]*\b"
    r"|\b(?:[A-Za-z]+[асеорхуАВСЕНКМОРТХ][A-Za-z]+|[асеорхуАВСЕНКМОРТХ][A-Za-z]{2,})\b"
)
"""A Cyrillic word with a Latin letter or two that nobody sees, and the reverse."""

BOTH = re.compile(r"(?=\w*[A-Za-z])(?=\w*[А-Яа-яЁё])\w+")
"""A word with letters of both scripts, whatever they look like."""

MIXED_NAMES = "Latin and Cyrillic"
"""The scripts that share such letters."""


TOGETHER = re.compile(
    r"(?<=[А-Яа-яё][а-яё])[,;](?=[а-яё]{2})|(?<=[а-яё]{3})[.!?](?=[А-ЯЁ][а-яё])"
    r"|(?<=[a-z]{3})[,;](?=[a-z]{3})|(?<=[A-Za-z][a-z]{2})[.!?](?=[A-Z][a-z])"
)
"""A mark between two words, without the space that belongs behind it."""


def one_script_only(text: str) -> dict[str, list[tuple[int, int]]]:
    """Where characters stand that only one of the two Chinese scripts has.

    A character counts where its standard alone has it and the other script writes the same
    word with another one; what both write, and rare characters, count for neither.

    Returns:
        By script (``"Hans"``, ``"Hant"``), the places (start, end) of its characters; a
        script without any is left out.
    """
    simplified, traditional = _telling()
    found: dict[str, list[tuple[int, int]]] = {}
    for place, character in enumerate(text):
        if character in simplified and not _is_kept(text, place, "STPhrases.txt"):
            found.setdefault("Hans", []).append((place, place + 1))
        elif character in traditional and not _is_kept(text, place, "TSPhrases.txt"):
            found.setdefault("Hant", []).append((place, place + 1))
    return found


def _is_kept(text: str, place: int, phrases: str) -> bool:
    """Whether a character belongs to a word that both scripts write with it: 恒生."""
    return any(
        text.startswith(word, place - offset) if place >= offset else False
        for word, offset in _kept(phrases).get(text[place], ())
    )


@cache
def _kept(phrases: str) -> dict[str, list[tuple[str, int]]]:
    """By character, words of OpenCC's lists that keep it, and where they have it."""
    from importlib import resources

    lines = (resources.files("opencc") / "dictionary" / phrases).read_text("utf-8").splitlines()
    found: dict[str, list[tuple[str, int]]] = {}
    telling = frozenset().union(*_telling())
    for line in lines:
        old, _, new = line.partition("\t")
        for offset, (one, other) in enumerate(zip(old, new.split(" ")[0], strict=False)):
            if one == other and one in telling:
                found.setdefault(one, []).append((old, offset))
    return found


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that tell the scripts apart, by both standards and OpenCC's own lists."""
    from importlib import resources

    own_simplified, own_traditional = _only()
    folder = resources.files("opencc") / "dictionary"

    def listed(name: str) -> set[str]:
        lines = (folder / name).read_text("utf-8").splitlines()
        return {
            old
            for old, _, new in (line.partition("\t") for line in lines)
            if len(old) == 1 and old not in new.split(" ")
        }

    return (
        own_simplified & listed("STCharacters.txt"),
        own_traditional & listed("TSCharacters.txt"),
    )
