"""How names sound, as far as their consonants tell it.

Those are taken together that languages exchange for each other ("Sergei", Сергей; "Wien",
Вена). Names in characters are read aloud, see :class:`workbench.languages.parts.Readings`.
"""

import re
from functools import cache

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


_SILENT = re.compile("[^a-zа-яü]|ъ")


def spoken(name: str) -> str:
    """The letters of a Latin or Cyrillic name that are heard, as readings of characters have them.

    >>> spoken("Xi'an"), spoken("Подъячёв")
    ('xian', 'подячев')
    """
    return _SILENT.sub("", name.lower().replace("ё", "е"))


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
