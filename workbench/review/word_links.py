"""Words of a bead, and which of them stand for each other in the other languages."""

from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from workbench.project import Project
from workbench.review.encoder import encoder
from workbench.words import word_spans

if TYPE_CHECKING:
    from workbench.words import WordVectors

Span = tuple[int, int]
"""Start and end of characters in a text."""

_SAMPLED = 2_000
"""Beads in which words are counted, to know those that are everywhere."""

_EVERYWHERE = 0.06
"""A word in a larger share of the beads has no counterpart of its own: the, в, 的."""

_FEW = 4
"""In small projects a word may be in so many beads without being everywhere."""

_KEPT = 300
"""Beads whose links are kept."""

Texts = tuple[tuple[str, ...], ...]


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


class Linker:
    """Finds counterparts with the encoder, which is loaded when they are first asked for.

    Args:
        project: Its words are counted once.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._vectors: WordVectors | None = None
        self._everywhere: set[str] = set()
        self._known: OrderedDict[Texts, Links] = OrderedDict()

    def texts(self, bead: int) -> Texts:
        """What the links of a bead depend on."""
        columns = range(len(self._project.documents))
        return tuple(self._project.texts(bead, column) for column in columns)

    def known(self, bead: int) -> Links | None:
        """The links of a bead; None where they have not been found yet."""
        return self._known.get(self.texts(bead))

    @property
    def ready(self) -> bool:
        """Whether :meth:`prepare` was done."""
        return self._vectors is not None

    def sample(self) -> list[Texts]:
        """Beads enough to count words in."""
        order = self._project.order
        return [self.texts(bead) for bead in order[:: max(len(order) // _SAMPLED, 1)]]

    def prepare(self, sample: Sequence[Texts]) -> None:
        """Load the encoder, and count words; it takes a second or two.

        Args:
            sample: Of :meth:`sample`, taken before: the project may change meanwhile.
        """
        from workbench.words import WordVectors

        counts: Counter[str] = Counter()
        for texts in sample:
            counts.update({word.text.casefold() for word in self._words(texts)})
        limit = max(_EVERYWHERE * len(sample), _FEW)
        self._everywhere = {word for word, count in counts.items() if count > limit}
        self._vectors = WordVectors(encoder(self._project))

    def find(self, texts: Texts) -> Links:
        """The links of a bead with these texts."""
        from workbench.words import link_words

        assert self._vectors is not None, "prepare first"
        found = [w for w in self._words(texts) if w.text.casefold() not in self._everywhere]
        vectors = self._vectors(word.text.casefold() for word in found)
        result = Links(found)
        columns = range(len(texts))
        numbers = [[n for n, word in enumerate(found) if word.column == c] for c in columns]
        for one in columns:
            for other in columns[one + 1 :]:
                left, right = numbers[one], numbers[other]
                names = [[found[n].text for n in part] for part in (left, right)]
                for a, b in link_words(names[0], names[1], vectors[left], vectors[right]):
                    result.counterparts.setdefault(left[a], set()).add(right[b])
                    result.counterparts.setdefault(right[b], set()).add(left[a])
        self._known[texts] = result
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return result

    def _words(self, texts: Texts) -> list[Word]:
        return [
            Word(column, number, (start, end), text[start:end])
            for column, segments in enumerate(texts)
            for number, text in enumerate(segments)
            for start, end in self.spans(column, text)
        ]

    def spans(self, column: int, text: str) -> Sequence[Span]:
        """Where the words of a text are; where they are not spaced, those of a dictionary."""
        return word_spans(text, self._project.documents[column].tag)
