"""``repeated-word``: the same word twice in a row."""

import re
from collections.abc import Iterator
from itertools import accumulate

from workbench import languages
from workbench.checks.finding import Hit
from workbench.checks.rule import CheckRule, RuleContext, each
from workbench.checks.unit_pair import UnitPair

_TWICE = re.compile(r"(?<![\w-])([^\W\d_]{2,})[ \u00a0\n]+\1(?![\w-])", re.IGNORECASE)


def repeated_word(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """The same word twice in a row, where the source has nothing of the kind."""
    del context
    text = pair.target.text
    language = languages.of(pair.target.tag)
    if pair.source is not None and any(_twice(pair.source.text, pair.source.tag)):
        return
    for found in _twice(text, pair.target.tag):
        word = found[1]
        if language.joiner and (
            (word.isascii() and language.script != "Latn")
            or word.lower() in language.spelling.may_repeat
            or (word[0].isupper() and found[0][-len(word)].isupper())
            or word.isupper() != found[0][-len(word) :].isupper()
        ):
            # --mode=РЕЖИМ  режим работы: a name in capitals is not the word.
            continue
        if text.startswith(language.spelling.may_double, found.start()):
            continue
        yield Hit(f"“{word}” stands twice", found.span(), expected=(word,))


def _twice(text: str, tag: str) -> list[re.Match[str]]:
    """The places where a word stands twice in a row, in their order."""
    language = languages.of(tag)
    patterns = (_TWICE,) if language.joiner else ()
    found = [one for p in (*patterns, language.spelling.repeated) for one in p.finditer(text)]
    cut = language.cutter.known
    if found and cut is not None:
        # 和 is no word of its own in 稳定和和平, nor 的 in 目的的.
        borders = {0, *accumulate(map(len, cut(text)))}
        found = [one for one in found if borders.issuperset((one.start(), one.end(1), one.end()))]
    return sorted(found, key=re.Match.start)


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
