"""Where terms stand in running text, in any form, as words of their own."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from workbench import languages
from workbench.glossary.concept import Concept, Term
from workbench.glossary.ideographs import IdeographIndex
from workbench.glossary.inert import inert
from workbench.glossary.words import WordIndex
from workbench.languages.folding import Folded, fold


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a term stands."""

    concept: Concept
    term: Term

    start: int
    """Code-point offset into the text as it stands."""

    end: int
    """Offset past the last character."""

    def holds(self, other: "Match") -> bool:
        """Whether the other lies within this one and is shorter."""
        return (
            self.start <= other.start
            and other.end <= self.end
            and self.end - self.start > other.end - other.start
        )


class Matcher:
    """Finds the terms of concepts in texts of one language.

    Args:
        concepts: What to look for.
        tag: The texts' language.
    """

    def __init__(self, concepts: Iterable[Concept], tag: str) -> None:
        self.tag = tag
        entries = [(concept, term) for concept in concepts for term in concept.of(tag)]
        index = WordIndex if languages.of(tag).joiner else IdeographIndex
        self._index: WordIndex | IdeographIndex = index(entries, tag)

    def fold(self, text: str, *, accelerator: str = "") -> Folded:
        """The text as ``find`` compares it; see ``languages.folding``."""
        return fold(text, self.tag, accelerator=accelerator)

    def find(
        self, folded: Folded, *, among: Collection[str] | None = None, strict: bool = False
    ) -> list[Match]:
        """All places where terms stand, overlapping ones too, from left to right.

        Args:
            folded: The text, from ``fold``.
            among: Ids of the only concepts asked for; None for all. Terms are prepared
                when first asked for, so a small choice from a large glossary is quick.
            strict: Leave out what may be part of another word. True where a match makes a
                demand, False where it meets one.
        """
        places = self._index.find(folded, among, strict)
        if not places:
            return []
        dead = inert(folded.original)
        matches = []
        for (concept, term), begin, stop in places:
            start, end = folded.span(begin, stop)
            if not dead or not any(first < end and start < last for first, last in dead):
                matches.append(Match(concept, term, start, end))
        matches.sort(key=lambda match: (match.start, -match.end))
        return matches


def longest(matches: Iterable[Match]) -> list[Match]:
    """The matches without those that lie in, or overlap, a longer one.

    Of several terms in the very same place all are kept.
    """
    kept: list[Match] = []
    for cluster in _clusters(sorted(matches, key=lambda match: match.start)):
        if len(cluster) == 1:
            kept += cluster
            continue
        chosen: list[Match] = []
        for match in sorted(cluster, key=lambda match: (match.start - match.end, match.start)):
            place = (match.start, match.end)
            if all(
                match.end <= other.start
                or other.end <= match.start
                or place == (other.start, other.end)
                for other in chosen
            ):
                chosen.append(match)
        kept += sorted(chosen, key=lambda match: match.start)
    return kept


def _clusters(matches: Iterable[Match]) -> Iterator[list[Match]]:
    """Matches from left to right, those together that overlap."""
    cluster: list[Match] = []
    end = 0
    for match in matches:
        if cluster and match.start >= end:
            yield cluster
            cluster = []
        cluster.append(match)
        end = max(end, match.end) if len(cluster) > 1 else match.end
    if cluster:
        yield cluster
