"""``omission``: words of the source that nothing in the target means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.checks.finding import Hit
from workbench.checks.rule import CheckRule, Found, RuleContext
from workbench.checks.unit_pair import UnitPair
from workbench.languages import of
from workbench.words import word_spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.words import WordVectors


_ALIKE = 0.36
"""Cosine from which two words may mean the same: low, so that what is reported is worth a
look; on translated news about one unit in a hundred is."""

_TOGETHER = 2
"""Neighbouring words without a counterpart that make an omission."""

_LEAST = 4


class OmissionChecker:
    """Compares each content word with all words and word pairs of the target.

    The vectors are the encoder's, each word encoded once. Names and rare words have weak
    vectors, so a single word is never reported.
    """

    def __init__(self, context: RuleContext) -> None:
        del context
        self._vectors: WordVectors | None = None

    def check(self, pair: UnitPair) -> Iterator[Hit]:
        """Runs of source words that no word of the target is like."""
        if pair.source is None or not pair.target.text.strip():
            return
        common = _common(pair.source.tag)
        places = [
            (word, start, end)
            for word, start, end in _words(pair.source.text, pair.source.tag)
            if word.lower() not in common and (len(word) >= _LEAST or not word.isascii())
        ]
        given = [word for word, _, _ in _words(pair.target.text, pair.target.tag)]
        given += [f"{one} {other}" for one, other in pairwise(given)]
        if not places or not given:
            return
        target = self._unit_vectors(given)
        likeness = (self._unit_vectors([word for word, _, _ in places]) @ target.T).max(axis=1)
        run: list[tuple[str, int, int]] = []
        for place, like in [*zip(places, likeness.tolist(), strict=True), (("", 0, 0), 1.0)]:
            if like < _ALIKE:
                run.append(place)
                continue
            if len(run) >= _TOGETHER:
                words = ", ".join(word for word, _, _ in run)
                yield Hit(f"nothing here may mean “{words}”", source_span=(run[0][1], run[-1][2]))
            run = []

    def finish(self) -> Iterable[Found]:
        """Nothing is left to say."""
        return ()

    def _unit_vectors(self, words: list[str]) -> NDArray[np.float32]:
        """Of each word, shape (n, dim)."""
        if self._vectors is None:
            from workbench import embedding
            from workbench.words import WordVectors

            self._vectors = WordVectors(embedding.load())
        return self._vectors(words)


@cache
def _common(tag: str) -> frozenset[str]:
    """Words too frequent to carry a sentence's meaning, in a language that has such a list."""
    language = of(tag)
    known = language.traits if language.script == "Latn" else None
    return frozenset(known.words) if known else frozenset()


def _words(text: str, tag: str) -> list[tuple[str, int, int]]:
    """Words with their places, without numbers and single ideographs."""
    spaced = bool(of(tag).joiner)
    return [
        (text[start:end], start, end)
        for start, end in word_spans(text, tag)
        if text[start].isalpha() and (spaced or end - start > 1)
    ]


RULES = (
    CheckRule(
        "omission",
        "note",
        "Neighbouring words of the source have no counterpart in the target, by the encoder's "
        "word vectors; slow, and a hint only.",
        ("Nuclear talks resumed in Geneva.", "Встреча возобновилась.", "Ядерные переговоры …"),
        OmissionChecker,
        enabled=False,
    ),
)
