"""Where terms stand in running text, in any form, as words of their own."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from workbench import languages
from workbench.glossary.concept import Concept, Term, TermSpan
from workbench.glossary.ideograph_index import IdeographIndex
from workbench.glossary.non_translatables import non_translatable_spans
from workbench.glossary.word_index import WordIndex
from workbench.languages.folding import Folded, fold
from workbench.languages.spans import SpanSet

T = TypeVar("T")


class Match(NamedTuple):
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
        entries = [(concept, term) for concept in concepts for term in concept.terms_in(tag)]
        index = WordIndex if languages.of(tag).joiner else IdeographIndex
        self._index: WordIndex | IdeographIndex = index(entries, tag)
        self._last: tuple[Folded | None, list[Match]] = None, []
        """The last text that all was asked of: one source stands beside each translation."""

    def fold(self, text: str, *, accelerator: str = "") -> Folded:
        """The text as ``find`` compares it; see ``languages.folding``."""
        return fold(text, self.tag, accelerator=accelerator)

    @property
    def words(self) -> WordIndex | None:
        """What finds terms by their words; None in a script without spaces."""
        return self._index if isinstance(self._index, WordIndex) else None

    def find(
        self, folded: Folded, *, among: Collection[str] | None = None, strict: bool = False
    ) -> list[Match]:
        """Places where terms stand, from left to right.

        Args:
            folded: The text, from ``fold``.
            among: Ids of the only concepts asked for; None for all. Terms are prepared
                when first asked for, so a small choice from a large glossary is quick.
            strict: Leave out what may be part of another word, and what lies in or overlaps
                a longer term. True on the source side, where a match creates an obligation;
                False on the target side, where a match meets one.
        """
        if among is None and strict:
            if self._last[0] is not folded:
                self._last = folded, self._find(folded, among, strict=strict)
            return self._last[1]
        return self._find(folded, among, strict=strict)

    def _find(self, folded: Folded, among: Collection[str] | None, *, strict: bool) -> list[Match]:
        dead = non_translatable_spans(folded.original)
        # What lies in a longer term counts where that one is no term after all.
        places = self._index.find(folded, among, strict=strict, nested=not strict or bool(dead))
        shared = self._index.shared(folded, among) if strict else []
        if shared:
            whole = _longest(sorted(places, key=_from_left))
            places = [*whole, *_not_held(shared, whole)]
        if not places:
            return []
        if folded.starts is not None:
            places = [(entry, *folded.span(begin, stop)) for entry, begin, stop in places]
        if dead:
            untranslated = SpanSet(dead)
            places = [place for place in places if not untranslated.touches(*place[1:])]
        if not _are_apart(places):
            places.sort(key=_from_left)
            if strict and not shared:
                places = _longest(places)
            places = [*_once(places)]
        return [Match(*entry, start, end) for entry, start, end in places]


def longest(matches: Iterable[Match]) -> list[Match]:
    """The matches without those that lie in, or overlap, a longer one.

    Of several terms in the very same place all are kept.

    Args:
        matches: In any order.
    """
    places = sorted(((match, match.start, match.end) for match in matches), key=_from_left)
    return [match for match, _, _ in _longest(places)]


def _not_held(shared: Iterable[TermSpan], whole: Sequence[TermSpan]) -> Iterator[TermSpan]:
    """The terms in pieces that lie within none that is whole; these are in order and apart."""
    begins = [start for _, start, _ in whole]
    for place in shared:
        before = bisect_right(begins, place[1]) - 1
        if before < 0 or whole[before][2] < place[2]:
            yield place


def _are_apart(places: Iterable[tuple[T, int, int]]) -> bool:
    """Whether each of some places ends before the next one begins."""
    reached = 0
    for _, start, end in places:
        if start < reached:
            return False
        reached = end
    return True


def _from_left(place: tuple[T, int, int]) -> tuple[int, int]:
    return place[1], -place[2]


def _once(places: list[TermSpan]) -> Iterable[TermSpan]:
    """Each term in each place once, though it may be written in two ways there."""
    if len({place[1:] for place in places}) == len(places):
        return places
    return {
        (entry[0].id, entry[1].text, start, end): (entry, start, end)
        for entry, start, end in places
    }.values()


def _longest(places: list[tuple[T, int, int]]) -> list[tuple[T, int, int]]:
    """Places (what stands there, start, end) from left to right, the longest of each."""
    kept: list[tuple[T, int, int]] = []
    cluster: list[tuple[T, int, int]] = []
    reached = 0
    for place in places:
        _, start, end = place
        if start >= reached:
            kept += cluster if len(cluster) < 2 else _settled(cluster, reached)
            cluster = [place]
            reached = end
        else:
            cluster.append(place)
            reached = max(reached, end)
    return kept + _settled(cluster, reached)


def _settled(cluster: list[tuple[T, int, int]], reached: int) -> list[tuple[T, int, int]]:
    """Of places from left to right that overlap, up to an end, those that none longer overlaps."""
    if not cluster:
        return []
    _, first, last = cluster[0]
    if last == reached:
        # All others lie in the first, or in its very place.
        return [place for place in cluster if place[2] == last and place[1] == first]
    chosen: list[tuple[T, int, int]] = []
    taken: list[tuple[int, int]] = []
    """Places that were chosen, from left to right; none overlaps another."""
    for place in sorted(cluster, key=lambda place: (place[1] - place[2], place[1])):
        span = place[1:]
        after = bisect_left(taken, span)
        if after < len(taken) and taken[after] == span:
            chosen.append(place)
        elif (after == len(taken) or span[1] <= taken[after][0]) and (
            not after or taken[after - 1][1] <= span[0]
        ):
            chosen.append(place)
            insort(taken, span)
    return sorted(chosen, key=_from_left)
