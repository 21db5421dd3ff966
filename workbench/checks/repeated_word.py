"""``repeated-word``: the same word twice in a row."""

import re
from collections.abc import Iterator

from workbench import languages
from workbench.checks.finding import Hit
from workbench.checks.rule import CheckRule, RuleContext, each
from workbench.checks.unit_pair import UnitPair
from workbench.languages.tags import language_of

_TWICE = re.compile(
    r"(?<![\w-])([^\W\d_]{2,})([ \u00a0\n]+)(\1)(?![\w-])"
    r"|(?<!\w[.-])\b([вскоиу])( )(\4)\b(?=\s[а-яё])",
    re.IGNORECASE,
)
_TWICE_HAN = re.compile(r"([的了是在和与对把被将及于])\1(?!\1)")
_MAY_REPEAT = {
    "en": frozenset("had that very no so long far bye ha la tut can do is in her you".split()),
    "ru": frozenset("очень так тут там да нет ну чуть еле вот едва долго все много".split()),
}
_HAN_WORDS = frozenset({"的的确", "将将", "对对", "了了解"})


def repeated_word(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """The same word twice in a row, where the source has nothing of the kind."""
    del context
    text = pair.target.text
    spaced = bool(languages.of(pair.target.tag).joiner)
    if pair.source is not None and _TWICE.search(pair.source.text):
        return
    for found in (_TWICE if spaced else _TWICE_HAN).finditer(text):
        word = found[1] or found[4]
        if spaced and (
            (word.isascii() and languages.of(pair.target.tag).script != "Latn")
            or word.lower() in _MAY_REPEAT.get(language_of(pair.target.tag), ())
            or (word[0].isupper() and (found[3] or found[6])[0].isupper())
        ):
            continue
        if any(text.startswith(word, found.start()) for word in _HAN_WORDS):
            continue
        yield Hit(f"“{word}” stands twice", found.span(), expected=(word,))


RULES = (
    CheckRule(
        "repeated-word",
        "warning",
        "The same word stands twice in a row.",
        ("on the agenda", "на на повестке", "на повестке"),
        each(repeated_word),
        alone=True,
    ),
)
