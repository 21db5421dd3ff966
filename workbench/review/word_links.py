"""The counterparts of words in a project's beads, kept while they are looked at."""

from collections import OrderedDict
from collections.abc import Sequence

from workbench.project import Project
from workbench.review.encoder import encoder
from workbench.words import LinkFinder, Links, word_spans

Texts = tuple[tuple[str, ...], ...]
"""Of a bead: for each column its segments' texts."""

Span = tuple[int, int]
"""Start and end of characters in a text."""

_SAMPLED = 2_000
"""Beads in which words are counted, to know those that are everywhere."""

_KEPT = 300
"""Beads whose links are kept."""


class Linker:
    """Finds counterparts with the encoder, which is loaded when they are first asked for.

    Args:
        project: Its words are counted once.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._finder: LinkFinder | None = None
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
        return self._finder is not None

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

        tags = [document.tag for document in self._project.documents]
        finder = LinkFinder(tags, WordVectors(encoder(self._project)))
        finder.learn([finder.words(texts) for texts in sample])
        self._finder = finder

    def find(self, texts: Texts) -> Links:
        """The links of a bead with these texts."""
        assert self._finder is not None, "prepare first"
        result = self._known[texts] = self._finder.find(self._finder.words(texts))
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return result

    def spans(self, column: int, text: str) -> Sequence[Span]:
        """Where the words of a text are; where they are not spaced, those of a dictionary."""
        return word_spans(text, self._project.documents[column].tag)
