"""Which concepts the source asks for, and which of their terms stand in the target.

A concept is due where one of its preferred or admitted terms stands in the source, in any
form, as words of their own; of terms inside one another the longest counts. In the target a
term inside a longer one counts unless the longer one's concept is due itself; it does even so
where the source names the two apart ("Security Council of the United Nations").
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from workbench.checks.abbreviations import Explained
from workbench.checks.unit_pair import Side, UnitPair
from workbench.glossary import Concept, Flag, Glossary, Match, Matcher, RelaxedMatcher

Due = dict[str, list[Match]]
"""By concept id, where it stands in the source."""


class DueTerms:
    """A glossary between two languages, prepared once for all rules of a run.

    Args:
        glossary: Its concepts that have no term in the target language are left out.
        source: The source language; None for texts alone.
        target: The target language.
        flags: What holds for all terms of the run besides their own flags: ``aspect``,
            ``derived``.
    """

    def __init__(
        self,
        glossary: Glossary,
        source: str | None,
        target: str,
        flags: Collection[Flag] = (),
    ) -> None:
        concepts = [_kept(concept, source, target) for concept in glossary]
        self.concepts = {concept.id: concept for concept in concepts if concept.terms_in(target)}
        self._allowed = {name for name, one in self.concepts.items() if one.allowed(target)}
        self._always = {name for name, one in self.concepts.items() if "always" in one.flags}
        self._untranslated = {name for name, one in self.concepts.items() if "keep" in one.flags}
        self._asked = None if len(self.concepts) == len(concepts) else self.concepts.keys()
        self._source = glossary.matcher(source or target)
        same = all(one is other for one, other in zip(concepts, glossary, strict=True))
        self._target = glossary.matcher(target) if same else Matcher(concepts, target)
        self._targets = target
        self._relaxed = RelaxedMatcher(self._target, flags)
        self._explained = Explained()
        self._last: tuple[UnitPair, Due, list[Match]] | None = None
        self._said: Due = {}
        """Forbidden terms that stand in the last pair's source."""

    def match(self, pair: UnitPair) -> tuple[Due, list[Match]]:
        """What is due in a pair, and what stands in its target of those concepts."""
        if self._last is None or self._last[0] is not pair:
            due = self._due(pair, pair.source) if pair.source else {}
            found = self._found(pair, due)
            self._last = (pair, due, found)
        return self._last[1:]

    def kept(self, side: Side) -> list[tuple[int, int]]:
        """Where concepts stand in a text that are not translated."""
        if not self._untranslated:
            return []
        matcher = self._target if side.tag == self._targets else self._source
        return [
            (match.start, match.end)
            for match in matcher.find(side.folded, among=self._untranslated)
        ]

    def _due(self, pair: UnitPair, source: Side) -> Due:
        due: Due = {}
        self._said = {}
        allowed = self._allowed
        matches = self._source.find(source.folded, among=self._asked, strict=True)
        for match in self._explained.as_terms(matches, pair, source):
            identifier = match.concept.id
            if identifier in allowed and "rendering" not in match.term.flags:
                forbidden = match.term.status == "forbidden"
                (self._said if forbidden else due).setdefault(identifier, []).append(match)
        return due

    def _found(self, pair: UnitPair, due: Due) -> list[Match]:
        asked = dict.fromkeys((*due, *self._always))
        if not asked:
            return []
        alone = pair.source is None
        matches = self._target.find(pair.target.folded, among=None if alone else asked)
        demanding = None if alone else due.keys()
        apart: dict[tuple[str, str], bool] = {}
        kept: list[Match] = []
        for match, around in _with_longer(matches):
            if not around or _counts(match, around, demanding):
                kept.append(match)
                continue
            for other in around:
                names = other.concept.id, match.concept.id
                if names not in apart:
                    apart[names] = self._are_named_apart(pair, *names, due)
            if any(apart[other.concept.id, match.concept.id] for other in around):
                kept.append(match)
        return kept

    def _are_named_apart(self, pair: UnitPair, longer: str, shorter: str, due: Due) -> bool:
        """Whether the source names apart what a longer term of the target holds.

        It does where the longer concept's own words there do not hold the shorter term.
        """
        if pair.source is None or longer == shorter or not {longer, shorter} <= due.keys():
            return False
        within = self._source.find(pair.source.folded, among={shorter})
        begins = [one.start for one in within]
        for place in due[longer]:
            held = within[bisect_left(begins, place.start) : bisect_left(begins, place.end)]
            if not any(map(place.holds, held)):
                return True
        return False

    def missing(self, pair: UnitPair, *, count: bool) -> Iterator[tuple[Concept, list[Match]]]:
        """Concepts that are due and that no term stands for, with their places in the source."""
        due, found = self.match(pair)
        if not due:
            return
        stands = self._standing(pair, found, count=count)
        lacking = [
            (identifier, matches)
            for identifier, matches in due.items()
            if stands.get(identifier, 0) < (len(matches) if count else 1)
        ]
        missing = []
        for identifier, matches in lacking:
            again = len(self.relaxed(pair, identifier))
            if again:
                stands[identifier] = stands.get(identifier, 0) + again
            if not again or (count and stands[identifier] < len(matches)):
                missing.append((identifier, matches))
        if missing:
            met = {name: _spans(matches) for name, matches in due.items() if stands.get(name)}
            for identifier, matches in missing:
                if not _met_otherwise(identifier, matches, met):
                    yield self.concepts[identifier], matches

    def _standing(self, pair: UnitPair, found: list[Match], *, count: bool) -> dict[str, int]:
        """How often each concept stands in the target; whether it does, unless they count."""
        forbidden = [match for match in found if match.term.status == "forbidden"]
        allowed = [match for match in found if match.term.status != "forbidden"]
        wrong = [match for match, _ in self.forbidden(pair)] if forbidden else []
        if not count:
            return dict.fromkeys([match.concept.id for match in (*allowed, *wrong)], 1)
        standing = sorted((*allowed, *wrong), key=lambda match: (match.start, -match.end))
        return Counter(match.concept.id for match in _apart(standing))

    def relaxed(self, pair: UnitPair, identifier: str) -> list[Match]:
        """Where a concept stands in the target by a second look; see ``glossary.relaxed``."""
        due, found = self.match(pair)
        return [
            match
            for match in self._relaxed.find(self.concepts[identifier], pair.target.folded)
            if not any(other.holds(match) and other.concept.id in due for other in found)
        ]

    def forbidden(self, pair: UnitPair) -> Iterator[tuple[Match, list[Match]]]:
        """Forbidden terms that stand in the target, with the places that made them due.

        Where the source has a forbidden term of the concept itself, it says just that, and the
        target may say it as often.
        """
        due, found = self.match(pair)
        if all(match.term.status != "forbidden" for match in found):
            return
        said = Counter({name: len(places) for name, places in self._said.items()})
        for match, around in _with_longer(found, same=True):
            concept = match.concept
            if match.term.status != "forbidden":
                continue
            if concept.id not in due and "always" not in concept.flags:
                continue
            if any(
                other.term.status != "forbidden"
                and (other.concept.id == concept.id or other.concept.id in due or not pair.source)
                for other in around
            ):
                continue
            if said[concept.id] and "always" not in concept.flags:
                said[concept.id] -= 1
                continue
            yield match, due.get(concept.id, [])


def _kept(concept: Concept, source: str | None, target: str) -> Concept:
    """The concept as it is looked for: what is not translated stands as in the source."""
    if "keep" not in concept.flags or source is None:
        return concept
    same = tuple(replace(term, flags=term.flags | {"literal"}) for term in concept.allowed(source))
    own = concept.terms_in(target)
    known = {term.text for term in own}
    kept = (*own, *(term for term in same if term.text not in known))
    return replace(concept, terms={**concept.terms, target: kept})


def _counts(match: Match, longer: Iterable[Match], due: Container[str] | None) -> bool:
    """Whether a match is not swallowed by a longer one that has a claim of its own."""
    return not any(
        due is None or other.concept.id == match.concept.id or other.concept.id in due
        for other in longer
    )


def _with_longer(
    matches: Iterable[Match], *, same: bool = False
) -> Iterator[tuple[Match, list[Match]]]:
    """Each match with those that hold it.

    Args:
        matches: From left to right, of several from one place the longest first.
        same: Take in others in the very same place.
    """
    open_: list[Match] = []
    """Those that end behind the place that was reached: they can hold what follows."""
    for (start, end), group in groupby(matches, key=lambda match: match[2:]):
        here = list(group)
        open_ = [other for other in open_ if other.end > start]
        around = [other for other in open_ if other.end >= end]
        for match in here:
            others = [one for one in here if one is not match] if same else []
            yield match, [*around, *others]
        open_ += here


def _apart(matches: Iterable[Match]) -> list[Match]:
    """The matches of each concept that do not overlap one another."""
    kept: list[Match] = []
    last: defaultdict[str, int] = defaultdict(lambda: -1)
    for match in matches:
        if match.start >= last[match.concept.id]:
            last[match.concept.id] = match.end
            kept.append(match)
    return kept


def _spans(matches: Iterable[Match]) -> set[tuple[int, int]]:
    return {(match.start, match.end) for match in matches}


def _met_otherwise(
    identifier: str, matches: Iterable[Match], met: Mapping[str, set[tuple[int, int]]]
) -> bool:
    """Whether the source's words have another sense too, and that one is met."""
    if not met:
        return False
    places = _spans(matches)
    return any(places <= found for other, found in met.items() if other != identifier)
