"""The language of a text, from its script, its letters and its most frequent words.

Each language of the text's script is a small unigram model: Zipf's law over its frequent words,
a constant for other words, more where the ending is its own, much less where a letter is not.
A model of no language in particular competes with them, so that a text in a language without a
list comes out as unknown rather than as its nearest relative.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from workbench.languages import frequent, scripts

_SAMPLE = 60_000
"""Characters looked at; more do not change the answer."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\u200c][^\W\d_]+)*")

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
)
"""Web and mail addresses, which are in no language."""

_OTHER_WORD = math.log(7e-4)
_OWN_ENDING = 1.0
_FOREIGN_LETTER = -2.5
_NO_LANGUAGE = {"Latn": 0.15, "Cyrl": 0.0, "Arab": 0.15}
"""Log-probabilities: a word outside the list, what its ending and a letter that the language has
not add, and by how much no language in particular explains such a word better. Of the languages
in Cyrillic nearly all that are met are known here, so that no language has less of a chance."""

_EXPECTED = {"en": 3.0, "ru": 3.0} | dict.fromkeys("ar de es fr it nl pl pt tr".split(), 1.5)
"""Log-odds before a text is looked at: the house's own languages, then the encoder's."""

_MAIN = 0.6
"""Share of the letters below which the main script does not settle the language."""

_HAN_WEIGHT = 3
"""Letters of an alphabet that one Chinese character stands for."""

_JAPANESE = frozenset(
    "々〆働込畑峠辻栃円図団圏実対単広応戦択気売拝総経済続観読変関駅験黒齢斎検発楽権栄訳"
)
"""Characters in forms that only Japanese uses."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What the detection found."""

    tag: str | None
    """BCP 47 tag, with the script for Chinese; None where no language is known."""

    probability: float
    """Estimated probability of the tag among all that are known; 0 without a tag."""

    words: int
    """Words, or Chinese, Japanese and Thai characters, that the answer rests on."""

    @property
    def sure(self) -> bool:
        """Whether it may contradict what a person or a file name says."""
        return self.tag is not None and self.probability > 0.99 and self.words >= 8


def detect(text: str) -> Guess:
    """Find the language of a text.

    Args:
        text: A sentence or more; a word or two are often not enough.

    Returns:
        The most probable language, or no tag where the text has no letters, mixes scripts
        beyond recognition, or is in a language that is not known here.
    """
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + text[-_SAMPLE // 2 :]
    sample = _ADDRESS.sub(" ", sample)
    found = scripts.count(sample)
    if not found:
        return Guess(None, 0.0, 0)
    weights = {
        script: number * (_HAN_WEIGHT if script in {"Hani", "Kana", "Hang"} else 1)
        for script, number in found.items()
    }
    main = max(weights, key=weights.__getitem__)
    share = weights[main] / sum(weights.values())
    if main in {"Hani", "Kana"}:
        guess = _east_asian(sample, found)
        share = (weights.get("Hani", 0) + weights.get("Kana", 0)) / sum(weights.values())
    elif main in frequent.ALONE:
        guess = Guess(frequent.ALONE[main], 0.999, found[main])
    else:
        guess = _alphabetic(sample, frequent.BY_SCRIPT[main], main)
    return guess if share > _MAIN else replace(guess, probability=guess.probability * share)


def _east_asian(text: str, found: Mapping[str, int]) -> Guess:
    han, kana = found.get("Hani", 0), found.get("Kana", 0)
    if kana > 0.1 * (han + kana) or (
        not kana and han < 50 and not _JAPANESE.isdisjoint(text) and scripts.han(text) != "Hans"
    ):
        return Guess("ja", 0.999 if kana else 0.6, han + kana)
    script = scripts.han(text)
    return Guess(f"zh-{script or 'Hans'}", 0.999 if script else 0.6, han)


def _alphabetic(text: str, languages: Mapping[str, frequent.Traits], script: str) -> Guess:
    letter = scripts.LETTERS[script]
    words = [word for word in _WORD.findall(text.lower()) if letter.match(word)]
    totals = {tag: _EXPECTED.get(tag, 0.0) for tag in languages}
    unknown = 0.0
    for word, times in Counter(words).items():
        unknown += times * (_OTHER_WORD + _NO_LANGUAGE[script])
        for tag in languages:
            totals[tag] += times * _log_probability(word, tag, script)
    best = max(totals, key=totals.__getitem__)
    if totals[best] <= unknown:
        return Guess(None, 0.0, len(words))
    rest = sum(math.exp(max(total - totals[best], -700.0)) for total in totals.values())
    rest += math.exp(max(unknown - totals[best], -700.0))
    return Guess(best, 1 / rest, len(words))


@cache
def _model(tag: str, script: str) -> tuple[dict[str, float], frozenset[str], frozenset[str]]:
    """A language's log-probabilities of its words, its endings and its letters."""
    traits = frequent.BY_SCRIPT[script][tag]
    words = tuple(dict.fromkeys(traits.words))
    known = {word: math.log(0.1 / (rank + 2)) for rank, word in enumerate(words)}
    return known, frozenset(traits.endings), traits.letters


def _log_probability(word: str, tag: str, script: str) -> float:
    known, endings, letters = _model(tag, script)
    plain = word.replace("’", "'")
    if plain in known:
        return known[plain]
    value = _OTHER_WORD
    if len(plain) > 4 and any(plain[-size:] in endings for size in (2, 3, 4, 5)):
        value += _OWN_ENDING
    if not letters.issuperset(plain.replace("'", "")):
        value += _FOREIGN_LETTER
    return value
