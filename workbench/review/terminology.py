"""The glossary in the texts of a project: where its terms stand, and what departs from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.checks import RuleContext, Side, UnitPair, forbidden_terms, ignored, missing_terms
from workbench.errors import WorkbenchError
from workbench.glossary import Concept, Glossary, Match, Matcher, longest
from workbench.project import Project
from workbench.review.find import Test
from workbench.units import Unit, Variant

Mark = tuple[int, int, int]
"""Segment of a cell, start and end in its text."""


@dataclass(frozen=True, slots=True)
class TermProblem:
    """One departure from the glossary in a bead."""

    column: int
    """The document at fault."""

    concept: str
    """The id of the concept it is about."""

    rule: str
    """``"term-missing"`` or ``"term-forbidden"``, as the checks call it."""

    message: str
    wrong: tuple[Mark, ...]
    """Forbidden words in that document."""

    due: tuple[Mark, ...]
    """Words of the first document that ask for something."""


class Terminology:
    """A glossary on a project. Terms are looked for where a bead is shown, not before.

    Args:
        project: Its first document is the source.
        glossary: What to look for.
    """

    def __init__(self, project: Project, glossary: Glossary) -> None:
        self.glossary = glossary
        self._project = project
        self._tags = [document.tag for document in project.documents]
        self._matchers: dict[int, Matcher] = {}
        self._contexts = {
            column: RuleContext(self._tags[0], tag, glossary)
            for column, tag in enumerate(self._tags)
            if column
        }
        self._matches = lru_cache(maxsize=2_000)(self._find)
        self._problems = lru_cache(maxsize=500)(self._judge)

    def matches(self, column: int, text: str) -> list[Match]:
        """The terms that stand in a text of a column, without those inside longer ones."""
        return self._matches(column, text)

    def _find(self, column: int, text: str) -> list[Match]:
        matcher = self._matchers.get(column)
        if matcher is None:
            matcher = self._matchers[column] = Matcher(self.glossary, self._tags[column])
        return longest(matcher.find(matcher.fold(text)))

    def concepts(self, bead: int, column: int) -> list[Concept]:
        """The concepts whose terms stand in a cell, each once."""
        found = {
            match.concept.id: match.concept
            for text in self._project.texts(bead, column)
            for match in self.matches(column, text)
        }
        return list(found.values())

    def problems(self, bead: int) -> Sequence[TermProblem]:
        """Terms of the first document that the others render otherwise than they should.

        Those that the bead's note calls a wrong alarm are not among them.
        """
        project, columns = self._project, range(len(self._tags))
        found = self._problems(tuple(project.texts(bead, column) for column in columns))
        passed = ignored(Unit(str(bead), {}, note=project.note(bead))) if found else ()
        return [
            problem
            for problem in found
            if not any(one.covers(problem.rule, problem.concept) for one in passed)
        ]

    def _judge(self, texts: tuple[tuple[str, ...], ...]) -> Sequence[TermProblem]:
        keys = [document.key for document in self._project.documents]
        unit = Unit("", {key: Variant(part) for key, part in zip(keys, texts, strict=True)})
        source = self._side(unit, 0)
        pairs = [
            (context, UnitPair(unit, self._side(unit, n), source), n)
            for n, context in self._contexts.items()
        ]
        return [
            TermProblem(
                column,
                hit.concept or "",
                rule,
                hit.message,
                self._marks(texts, column, hit.span),
                self._marks(texts, 0, hit.source_span),
            )
            for context, pair, column in pairs
            for rule, look in (("term-missing", missing_terms), ("term-forbidden", forbidden_terms))
            for hit in look(pair, context)
        ]

    def _marks(
        self, texts: tuple[tuple[str, ...], ...], column: int, span: tuple[int, int] | None
    ) -> tuple[Mark, ...]:
        """A stretch of a cell's text, by segments."""
        return tuple(Variant(texts[column]).apart(self._tags[column], span)) if span else ()

    def _side(self, unit: Unit, column: int) -> Side:
        document = self._project.documents[column]
        return Side(document.key, document.tag, unit.variants[document.key].text(document.tag))


def term_test(project: Project, concepts: Iterable[Concept], asked: str) -> Test:
    """Whether a bead holds a term, or another term of its concept, in any language.

    Args:
        project: Its languages are looked through.
        concepts: Of the glossary; none where there is no glossary.
        asked: One of the concept's terms, or its id.

    Raises:
        WorkbenchError: No concept has that term.
    """
    found = [
        concept
        for concept in concepts
        if asked.casefold() == concept.id.casefold()
        or any(
            term.text.casefold() == asked.casefold()
            for terms in concept.terms.values()
            for term in terms
        )
    ]
    if not found:
        raise WorkbenchError(
            f"no glossary holds the term {asked!r}",
            remedy="name one with --glossary, or filter by a text",
        )
    matchers = [Matcher(found, document.tag) for document in project.documents]

    def test(project: Project, bead: int) -> bool:
        return any(
            matcher.find(matcher.fold(text))
            for column, matcher in enumerate(matchers)
            for text in project.texts(bead, column)
        )

    return test
