"""What a rule is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Protocol

from workbench.checks.due_terms import DueTerms
from workbench.checks.finding import Hit, Severity
from workbench.checks.unit_pair import UnitPair
from workbench.glossary import Flag, Glossary

Found = tuple[UnitPair, Hit]


@dataclass
class RuleContext:
    """What all rules share while one pair of languages is checked."""

    source: str | None
    """The source language; None for texts alone."""

    target: str
    glossary: Glossary | None = None
    count: bool = False
    """Whether a term is due as often as it stands in the source."""

    placeholders: tuple[str, ...] = ()
    """Patterns of placeholders besides the usual ones."""

    flags: tuple[Flag, ...] = ()
    """Flags that hold for all terms."""

    @cached_property
    def terms(self) -> DueTerms | None:
        """The glossary between the two languages; None where there is none."""
        if self.glossary is None:
            return None
        return DueTerms(self.glossary, self.source, self.target, self.flags)


class Checker(Protocol):
    """A rule at work on one pair of languages of one run."""

    def check(self, pair: UnitPair) -> Iterable[Hit]:
        """What is wrong with this pair, as far as it can be said now."""

    def finish(self) -> Iterable[Found]:
        """What can only be said after all pairs were seen."""


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One kind of finding."""

    name: str
    severity: Severity
    summary: str
    """What it reports, one sentence."""

    example: tuple[str, str, str]
    """A source, a target it reports, and what makes the target right."""

    start: Callable[[RuleContext], Checker]
    """Begins a run over one pair of languages."""

    enabled: bool = True
    """Whether it runs unless the settings say otherwise."""

    alone: bool = False
    """Whether it applies to a text without its source, too."""


class _Each:
    """A rule that judges each pair by itself."""

    def __init__(
        self, judge: Callable[[UnitPair, RuleContext], Iterator[Hit]], context: RuleContext
    ) -> None:
        self._judge = judge
        self._context = context

    def check(self, pair: UnitPair) -> Iterable[Hit]:
        return self._judge(pair, self._context)

    def finish(self) -> Iterable[Found]:
        return ()


def each(
    judge: Callable[[UnitPair, RuleContext], Iterator[Hit]],
) -> Callable[[RuleContext], Checker]:
    """A rule's ``start`` from a function that judges each pair by itself."""
    return partial(_Each, judge)
