"""How names sound, as far as their letters tell it: Pinyin, Palladius, consonants.

Chinese characters are read in Pinyin (one reading each, the usual one), and Pinyin is written
in Russian by Palladius' system. Names of other origin are compared by their consonants, with
those taken together that languages exchange for each other ("Sergei", Сергей; "Wien", Вена).
"""

import re
from functools import cache

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

_HISSING = "S"
_CONSONANTS = {
    **dict.fromkeys("bp", "P"), **dict.fromkeys("dt", "T"), **dict.fromkeys("gkqch", "K"),
    **dict.fromkeys("fvw", "F"), **dict.fromkeys("szx", _HISSING), "j": _HISSING,
    "l": "L", "r": "R", "m": "M", "n": "N",
}  # fmt: skip
_TOGETHER = (
    (re.compile("shch|sch|tch|sh|ch|zh|ts|tz|cz|sz|dj|dzh"), "s"), (re.compile("ph"), "f"),
    (re.compile("th"), "t"), (re.compile("kh|gh|ck"), "k"), (re.compile("x"), "ks"),
    (re.compile("c(?=[eiy])"), "s"), (re.compile("g(?=[eiy])"), "g"),
)  # fmt: skip
_ENDING = re.compile("(?<=[а-яё]{4})(?:ами|ого|ому|ым|им|ом|ем|ой|ей|ам|ах|их|ых|ов|ев)$")


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


@cache
def consonants(word: str) -> str:
    """The classes of a word's consonants, the same in Latin and Cyrillic as a rule.

    >>> consonants("Шевченко") == consonants("Shevchenko")
    True
    """
    from anyascii import anyascii

    small: str = anyascii(_ENDING.sub("", word.lower())).lower()
    for found, instead in _TOGETHER:
        small = found.sub(instead, small)
    classes = "".join(_CONSONANTS.get(letter, "") for letter in small)
    return re.sub(r"(.)\1+", r"\1", classes)
