"""The words of a bead that mean something, and which stand for which in the other languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from workbench.words.splitting import word_spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = Callable[[Iterable[str]], NDArray[np.float32]]
    """Unit vectors of words, a row each."""

Span = tuple[int, int]
"""Start and end of characters in a text."""

Texts = Sequence[Sequence[str]]
"""Of a bead: for each column its segments' texts."""

_EVERYWHERE = 0.06
"""A word in a larger share of the beads has no counterpart of its own: the, в, 的."""

_FEW = 4
"""In small projects a word may be in so many beads without being everywhere."""


class Word(NamedTuple):
    """A word of a bead."""

    column: int
    segment: int
    span: Span
    text: str


@dataclass(slots=True)
class Links:
    """The words of one bead that mean something, and which stand for which."""

    words: list[Word]
    counterparts: dict[int, set[int]] = field(default_factory=dict)
    """By a word's index the indices of those in the other columns."""

    def of(self, column: int, segment: int, span: Span) -> list[Word]:
        """The counterparts of what stands there."""
        here = [
            number
            for number, word in enumerate(self.words)
            if (word.column, word.segment) == (column, segment)
            and word.span[0] < span[1]
            and span[0] < word.span[1]
        ]
        found = {other for number in here for other in self.counterparts.get(number, ())}
        return [self.words[number] for number in sorted(found)]

    def alone(self) -> list[Word]:
        """The words that nothing stands for in any other column that has a text."""
        filled = {word.column for word in self.words}
        if len(filled) < 2:
            return []
        return [word for number, word in enumerate(self.words) if number not in self.counterparts]


class LinkFinder:
    """Finds the counterparts of words, bead by bead.

    Args:
        tags: The languages of the columns.
        vectors: What gives the words' vectors.
    """

    def __init__(self, tags: Sequence[str], vectors: Vectors) -> None:
        self._tags = tags
        self._vectors = vectors
        self._everywhere: frozenset[str] = frozenset()

    def words(self, texts: Texts) -> list[Word]:
        """The words of a bead, in order.

        Args:
            texts: The bead's.
        """
        return [
            Word(column, number, (start, end), text[start:end])
            for column, segments in enumerate(texts)
            for number, text in enumerate(segments)
            for start, end in word_spans(text, self._tags[column])
        ]

    def learn(self, sample: Sequence[Sequence[Word]]) -> None:
        """See which words are everywhere: they have no counterpart of their own.

        Args:
            sample: The words of some beads, a thousand or two where there are so many.
        """
        counts: Counter[str] = Counter()
        for words in sample:
            counts.update({word.text.casefold() for word in words})
        limit = max(_EVERYWHERE * len(sample), _FEW)
        self._everywhere = frozenset(word for word, count in counts.items() if count > limit)

    def telling(self, words: Sequence[Word]) -> list[Word]:
        """Those of the words that may have a counterpart."""
        everywhere = self._everywhere
        return [word for word in words if word.text.casefold() not in everywhere]

    def find(self, words: Sequence[Word]) -> Links:
        """The links of a bead.

        Args:
            words: All of its words, or those that may have a counterpart.
        """
        from workbench.words.links import link_words

        found = self.telling(words)
        vectors = self._vectors(word.text.casefold() for word in found)
        result = Links(found)
        columns = range(len(self._tags))
        numbers: list[list[int]] = [[] for _ in columns]
        for number, word in enumerate(found):
            numbers[word.column].append(number)
        names = [[found[n].text for n in part] for part in numbers]
        for one in columns:
            for other in columns[one + 1 :]:
                left, right = numbers[one], numbers[other]
                pairs = link_words(names[one], names[other], vectors[left], vectors[right])
                for a, b in pairs:
                    result.counterparts.setdefault(left[a], set()).add(right[b])
                    result.counterparts.setdefault(right[b], set()).add(left[a])
        return result
