"""How Chinese characters are read: in Pinyin, and as Russian writes that, by Palladius.

Each character has one reading, the usual one.
"""

import re
from functools import cache

from workbench.languages.parts import Readings

_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.*)")

_INITIALS = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г",
    "k": "к", "h": "х", "j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш",
    "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip

_FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань",
    "en": "энь", "ang": "ан", "eng": "эн", "ong": "ун", "u": "у", "ua": "уа", "uo": "о",
    "uai": "уай", "ui": "уй", "uan": "уань", "un": "унь", "uang": "уан", "i": "и", "ia": "я",
    "iao": "яо", "ie": "е", "iu": "ю", "ian": "янь", "in": "инь", "iang": "ян", "ing": "ин",
    "iong": "юн", "v": "юй", "ue": "юэ", "ve": "юэ",
}  # fmt: skip

_AFTER_J = {"u": "юй", "uan": "юань", "un": "юнь", "ue": "юэ"}
"""Finals after j, q, x, where ``u`` is ``ü``."""

_WHOLE = {
    "yi": "и", "ya": "я", "yao": "яо", "ye": "е", "you": "ю", "yan": "янь", "yin": "инь",
    "yang": "ян", "ying": "ин", "yong": "юн", "yu": "юй", "yue": "юэ", "yuan": "юань",
    "yun": "юнь", "wu": "у", "wa": "ва", "wo": "во", "wai": "вай", "wei": "вэй", "wan": "вань",
    "wen": "вэнь", "wang": "ван", "weng": "вэн", "er": "эр", "zhi": "чжи", "chi": "чи",
    "shi": "ши", "ri": "жи", "zi": "цзы", "ci": "цы", "si": "сы", "hui": "хуэй",
}  # fmt: skip


@cache
def pinyin(character: str) -> str:
    """The usual reading of a Chinese character, in small letters without tone."""
    from anyascii import anyascii

    found: str = anyascii(character)
    return found.lower() if found.isalpha() else ""


@cache
def palladius(syllable: str) -> str:
    """A Pinyin syllable in Russian letters.

    >>> palladius("qing"), palladius("zhou")
    ('цин', 'чжоу')
    """
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    match = _SYLLABLE.fullmatch(syllable)
    initial, final = (match[1] or "", match[2]) if match else ("", syllable)
    finals = _AFTER_J if initial in ("j", "q", "x") and final in _AFTER_J else _FINALS
    return _INITIALS.get(initial, "") + finals.get(final, "")


def _russian(character: str) -> str:
    return palladius(pinyin(character))


READINGS = Readings(
    by_script={"Latn": pinyin, "Cyrl": _russian},
    # A Russian name may have an ending.
    endings={"Cyrl": 2},
)
