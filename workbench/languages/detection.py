"""The language of a text, from its script, its letters and its most frequent words.

Each language of the text's script is a small unigram model: Zipf's law over its frequent words,
a constant for other words, more where the ending is its own, much less where a letter is not.
A model of no language in particular competes with them, so that a text in a language without a
list comes out as unknown rather than as its nearest relative.
"""

import math
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from workbench.languages import scripts
from workbench.languages.language import LANGUAGES, Traits, of

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
    elif main in _alone():
        guess = Guess(_alone()[main], 0.999, found[main])
    else:
        guess = _alphabetic(sample, main)
    return guess if share > _MAIN else replace(guess, probability=guess.probability * share)


def _east_asian(text: str, found: Mapping[str, int]) -> Guess:
    han, kana = found.get("Hani", 0), found.get("Kana", 0)
    if kana > 0.1 * (han + kana) or (
        not kana and han < 50 and not _JAPANESE.isdisjoint(text) and scripts.han(text) != "Hans"
    ):
        return Guess("ja", 0.999 if kana else 0.6, han + kana)
    script = scripts.han(text)
    return Guess(f"zh-{script or 'Hans'}", 0.999 if script else 0.6, han)


def _alphabetic(text: str, script: str) -> Guess:
    letter = scripts.LETTERS[script]
    words = [word for word in _WORD.findall(text.lower()) if letter.match(word)]
    if not words:
        return Guess(None, 0.0, 0)
    models = _models(script)
    columns = zip(*(_log_probabilities(word, script) for word in words), strict=True)
    totals = [model.expected + sum(column) for model, column in zip(models, columns, strict=True)]
    unknown = len(words) * (_OTHER_WORD + _NO_LANGUAGE[script])
    best = max(totals)
    if best <= unknown:
        return Guess(None, 0.0, len(words))
    rest = sum(math.exp(max(total - best, -700.0)) for total in (*totals, unknown))
    return Guess(models[totals.index(best)].tag, 1 / rest, len(words))


@dataclass(frozen=True, slots=True)
class _Model:
    """What a language expects of a word."""

    tag: str
    expected: float
    words: Mapping[str, float]
    endings: frozenset[str]
    letters: frozenset[str]

    def log_probability(
        self, word: str, endings: Sequence[str], letters: AbstractSet[str]
    ) -> float:
        """Of a word in small letters, with its own endings and letters."""
        if (known := self.words.get(word)) is not None:
            return known
        value = _OTHER_WORD
        if not self.endings.isdisjoint(endings):
            value += _OWN_ENDING
        if not letters <= self.letters:
            value += _FOREIGN_LETTER
        return value


@cache
def _models(script: str) -> tuple[_Model, ...]:
    """The languages of a script."""
    return tuple(
        _Model(
            tag,
            LANGUAGES[tag].expected if tag in LANGUAGES else 0.0,
            {
                word: math.log(0.1 / (rank + 2))
                for rank, word in enumerate(dict.fromkeys(traits.words))
            },
            frozenset(traits.endings),
            traits.letters,
        )
        for tag, traits in traits_of(script).items()
    )


@cache
def traits_of(script: str) -> Mapping[str, Traits]:
    """By language, what tells those of a script apart; none for a script that no two share."""
    from workbench.languages.relatives import TRAITS

    own = {
        code: language.traits
        for code, language in LANGUAGES.items()
        if language.script == script and language.traits
    }
    return own | TRAITS.get(script, {})


def is_word(text: str, tag: str) -> bool:
    """Whether a text is one of the most frequent words of a language.

    Args:
        text: The text, in any case.
        tag: The language's tag.
    """
    language = tag.partition("-")[0]
    traits = traits_of(of(language).script).get(language)
    return traits is not None and text.lower() in traits.words


def is_plain_text(words: Sequence[str]) -> bool:
    """Whether Latin words in a row are a sentence's, and not a name or a command.

    Only English sentences are known; they are what is left standing in translations.
    """
    known = of("en").traits
    frequent = known.words if known else ()
    return sum(map(str.islower, words)) > 2 and sum(word.lower() in frequent for word in words) > 1


@cache
def _alone() -> Mapping[str, str]:
    """Scripts that one language of ours is written in, with the language."""
    return {
        scripts.written_in(language.script)[0]: code
        for code, language in LANGUAGES.items()
        if language.traits is None and language.script not in {"Hani", "Jpan"}
    }


@lru_cache(maxsize=50_000)
def _log_probabilities(word: str, script: str) -> tuple[float, ...]:
    """Of a word, in each language of a script."""
    plain = word.replace("’", "'")
    endings = [plain[-size:] for size in (2, 3, 4, 5)] if len(plain) > 4 else []
    letters = frozenset(plain) - {"'"}
    return tuple(model.log_probability(plain, endings, letters) for model in _models(script))
