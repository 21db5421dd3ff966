"""Terms in a tree, word by word; words that take the same forms are one branch.

Of a large glossary next to nothing is in the processor's cache: what a search costs is how many
objects it looks at. So a word of a text is looked up once, and a term only where its words stand.
"""

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.glossary.term_patterns import Pattern, Tokens
from workbench.languages.inflection import Slot

Place = tuple[int, int, tuple[Pattern, ...]]
"""The word of a text from which the words of terms stand, the one behind them, and the terms."""


@dataclass(slots=True, eq=False)
class Node:
    """What terms have in common that begin with the same words."""

    ending: tuple[Pattern, ...] = ()
    """Those that end here."""

    following: "dict[Kind, Node] | None" = None
    """By the next word; None where nothing follows, as for most."""


@dataclass(slots=True, eq=False)
class Kind:
    """All forms of a word, however many terms have it."""

    forms: Mapping[str, int]
    begun: Node | None = None
    """The terms that begin with it."""


@dataclass(slots=True, eq=False)
class Reading:
    """What a form may be; forms of the very same words have one of them together."""

    kinds: tuple[Kind, ...]
    begun: tuple[Node, ...] = ()
    """The terms that begin with any of them."""


class Text(Tokens):
    """The words of a text, and what each may be.

    Args:
        pieces: As for ``Tokens``.
        tree: The terms that are looked for in it.
    """

    __slots__ = ("_beginnings", "readings")

    def __init__(self, pieces: list[str], tree: "WordTree") -> None:
        super().__init__(pieces)
        self.readings = [*map(tree.readings.get, self.words)]
        """Of each word; None where it is a word of no term."""
        self._beginnings: dict[Kind, list[int]] = {}

    @property
    def beginnings(self) -> Mapping[Kind, Sequence[int]]:
        """Where forms of each word stand that a term begins with, and of some others."""
        found = self._beginnings
        if not found:
            for place, reading in enumerate(self.readings):
                if reading is not None and reading.begun:
                    for kind in reading.kinds:
                        if kind in found:
                            found[kind].append(place)
                        else:
                            found[kind] = [place]
        return found

    def places(self, kind: Kind) -> list[int]:
        """Where forms of a word stand."""
        return [
            place
            for place, reading in enumerate(self.readings)
            if reading is not None and kind in reading.kinds
        ]


class WordTree:
    """The tree, and what its terms have in common kept once."""

    def __init__(self) -> None:
        self.readings: dict[str, Reading] = {}
        """By form."""
        self.of_concept: defaultdict[str, list[tuple[tuple[Kind, ...], Pattern]]] = defaultdict(
            list
        )
        """Each concept's terms."""
        self.marked = False
        """Whether any of them has marks of its own beside its words."""
        self._kinds: dict[frozenset[tuple[str, int]], Kind] = {}
        self._alike: dict[tuple[Kind, ...], Reading] = {}
        self._slots: dict[tuple[Kind, int], Slot] = {}
        self._gaps: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, pattern: Pattern) -> None:
        """Take a term in."""
        kinds = tuple(map(self._kind, pattern.slots))
        slots = tuple(
            self._slots.setdefault((kind, slot.group), Slot(kind.forms, slot.group))
            for slot, kind in zip(pattern.slots, kinds, strict=True)
        )
        # Of a large glossary most terms are alike in all but their words, and words come again.
        kept = replace(
            pattern,
            slots=slots,
            words=tuple(map(sys.intern, pattern.words)),
            gaps=self._gaps.setdefault(pattern.gaps, pattern.gaps),
        )
        self.of_concept[pattern.entry[0].id].append((kinds, kept))
        self.marked |= bool(kept.before or kept.after)
        node = self._beginning(kinds[0])
        for kind in kinds[1:]:
            if node.following is None:
                node.following = {}
            node = node.following.setdefault(kind, Node())
        node.ending += (kept,)

    def _kind(self, slot: Slot) -> Kind:
        key = frozenset(slot.forms.items())
        kind = self._kinds.get(key)
        if kind is None:
            forms = {sys.intern(form): mask for form, mask in slot.forms.items()}
            kind = self._kinds[key] = Kind(forms)
            for form in forms:
                known = self.readings.get(form)
                kinds = (*known.kinds, kind) if known else (kind,)
                if kinds not in self._alike:
                    self._alike[kinds] = Reading(kinds, known.begun if known else ())
                self.readings[form] = self._alike[kinds]
        return kind

    def _beginning(self, kind: Kind) -> Node:
        if kind.begun is None:
            kind.begun = Node()
            for form in kind.forms:
                reading = self.readings[form]
                reading.begun = tuple(one.begun for one in reading.kinds if one.begun)
        return kind.begun


def all_places(text: Text) -> list[Place]:
    """Where the words of terms stand in a text, from left to right."""
    readings = text.readings
    found: list[Place] = []
    last = len(readings) - 1
    for place, reading in enumerate(readings):
        if reading is not None:
            for node in reading.begun:
                if node.ending:
                    found.append((place, place + 1, node.ending))
                if node.following and place < last:
                    following = readings[place + 1]
                    if following and not node.following.keys().isdisjoint(following.kinds):
                        _follow(node.following, readings, place, place + 1, found)
    return found


def _follow(
    nodes: Mapping[Kind, Node],
    readings: Sequence[Reading | None],
    place: int,
    reached: int,
    found: list[Place],
) -> None:
    """Add the terms that begin at a place and go on with the word that was reached."""
    reading = readings[reached]
    if reading is None:
        return
    for kind in reading.kinds:
        node = nodes.get(kind)
        if node is not None:
            if node.ending:
                found.append((place, reached + 1, node.ending))
            if node.following and reached + 1 < len(readings):
                _follow(node.following, readings, place, reached + 1, found)


def places_of(tree: WordTree, concepts: Iterable[str], text: Text) -> list[Place]:
    """Where the words of a few concepts' terms stand in a text."""
    stand, readings = text.beginnings, text.readings
    found: list[Place] = []
    for concept in concepts:
        for kinds, pattern in tree.of_concept.get(concept, ()):
            for place in stand.get(kinds[0], ()):
                behind = place + len(kinds)
                if behind == place + 1 or _continue(kinds, readings[place:behind]):
                    found.append((place, behind, (pattern,)))
    return found


def _continue(kinds: Sequence[Kind], readings: Sequence[Reading | None]) -> bool:
    """Whether words may be those wanted."""
    return len(kinds) == len(readings) and all(
        reading is not None and kind in reading.kinds
        for kind, reading in zip(kinds, readings, strict=True)
    )


def among(places: Iterable[Place], concepts: Collection[str]) -> Iterator[Place]:
    """The terms of certain concepts alone."""
    for place, behind, patterns in places:
        kept = tuple(pattern for pattern in patterns if pattern.entry[0].id in concepts)
        if kept:
            yield place, behind, kept


def going_on(
    text: Sequence[Reading | None], rest: Sequence[Reading | None]
) -> Iterator[tuple[int, Pattern]]:
    """Terms that begin with all of a text and go on with the rest, and how much of that."""
    nodes: Sequence[Node] = text[0].begun if text[0] else ()
    for number, reading in enumerate((*text[1:], *rest), 1):
        if reading is None:
            return
        nodes = [
            node.following[kind]
            for node in nodes
            if node.following
            for kind in reading.kinds
            if kind in node.following
        ]
        if not nodes:
            return
        if number >= len(text):
            for node in nodes:
                for pattern in node.ending:
                    yield number + 1 - len(text), pattern


def clusters(places: Iterable[Place]) -> Iterator[tuple[list[Place], ...]]:
    """Places from left to right in groups that have words in common.

    Yields:
        Of each group the places to try: those that hold all others of it first, where there
        are such, then all.
    """
    cluster: list[Place] = []
    reached = 0
    for one in places:
        if one[0] >= reached:
            if cluster:
                yield _outermost(cluster, reached)
            cluster = [one]
            reached = one[1]
        else:
            cluster.append(one)
            reached = max(reached, one[1])
    if cluster:
        yield _outermost(cluster, reached)


def _outermost(cluster: list[Place], reached: int) -> tuple[list[Place], ...]:
    if len(cluster) == 1:
        return (cluster,)
    first = cluster[0][0]
    whole = [one for one in cluster if one[1] == reached and one[0] == first]
    return (whole, cluster) if whole else (cluster,)
