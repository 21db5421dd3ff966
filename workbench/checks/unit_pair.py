"""What a rule looks at: one unit in two languages, or in one alone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from workbench.checks.finding import FilePosition, Span
from workbench.languages.folding import Folded, fold
from workbench.units import Unit

Locate = Callable[[Unit, str, Span | None], FilePosition]
"""Where a stretch of a unit's text stands, from the unit, the document's key, and its span."""


@dataclass
class Side:
    """One language of a unit."""

    key: str
    """The document's key."""

    tag: str
    """Its language, with the script where it is known."""

    text: str
    """The segments as one text."""

    accelerator: str = ""
    """The character that marks keyboard shortcuts in this file; empty in running text."""

    @cached_property
    def folded(self) -> Folded:
        """The text as it is compared; see ``languages.folding``."""
        return fold(self.text, self.tag, accelerator=self.accelerator)


@dataclass
class UnitPair:
    """A unit between two languages; a text alone has only a target."""

    unit: Unit
    target: Side
    source: Side | None = None

    others: tuple[Side, ...] = ()
    """Further sources of which one is enough: a message's plural beside its singular."""

    number: int = 0
    """Its place in the run."""

    locate: Locate | None = None
    """Where its texts stand in files."""

    aligned: bool = False
    """Whether its texts are sentences of documents, so that none may lack a counterpart."""

    def kept(self) -> "UnitPair":
        """The same without what was found out of its texts, for a rule that keeps it to the end."""
        source = self.source and replace(self.source)
        return replace(self, source=source, target=replace(self.target))
