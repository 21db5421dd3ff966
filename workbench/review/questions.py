"""What a command may ask a person: the words of the question, not how it is shown.

A screen knows how to ask each of them (``dialogs``). None as an answer means: left without one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from workbench.units import Code

Answer = TypeVar("Answer")

MOST_OPTIONS = 500
"""A longer list than this is cut: nobody walks through it, and it would take long to draw."""


@dataclass(frozen=True, slots=True)
class Question(Generic[Answer]):
    """What all of them have; ``Answer`` is the type of their answer."""

    title: str


@dataclass(frozen=True, slots=True)
class Line(Question[str]):
    """A line of text; the answer is the line as typed."""

    value: str = ""
    """What stands there at first."""

    note: str = ""
    """What can be typed."""

    explain: Callable[[str], str] | None = None
    """What the typed line means; raises WorkbenchError where it means nothing."""

    low: bool = False
    """Whether it stands below the grid, which shows at once what the line means."""

    paths: bool = False
    """Whether it is a path, which Tab completes."""

    within: Path | None = None
    """A folder: what lies elsewhere is not shown."""


@dataclass(frozen=True, slots=True)
class Choice(Question[int]):
    """One of several; the answer is the index of the one chosen."""

    options: Sequence[RenderableType]
    """One or more lines each; of a longer list the first :data:`MOST_OPTIONS` are offered."""

    at: int = 0
    """Where the cursor stands first."""


@dataclass(frozen=True, slots=True)
class Consent(Question[bool]):
    """Yes or no; the answer is True or None."""

    text: RenderableType


@dataclass(frozen=True, slots=True)
class Reading(Question[None]):
    """Something to read; there is no answer."""

    text: RenderableType


@dataclass(frozen=True, slots=True)
class Page(Question[str]):
    """Something to read, and what can be done about it; the answer is the name of an action."""

    text: RenderableType
    actions: Sequence[tuple[str, str, str]]
    """Name, key, and label of each."""


@dataclass(frozen=True, slots=True)
class SegmentText(Question[str]):
    """The text of a segment, to be changed; the answer is never blank."""

    text: str
    """As it is now."""

    original: str | None
    """As the document has it, where that differs; empty where the document lacks it."""

    lines: bool = False
    """Whether it is a note, which may have several lines, or none."""

    codes: Mapping[int, Code] = field(default_factory=dict)
    """By number of the mark ⟦1⟧ that stands for it, an inline code that the text may have; a mark
    of the answer is one of these, and what else looks like one is ``⟦=1⟧``."""

    due: Sequence[int] = ()
    """The numbers of those that it ought to have, in the source's order."""

    theirs: str = ""
    """What another made of it while a person typed; empty where nobody did."""


@dataclass(frozen=True, slots=True)
class SegmentCut(Question[int]):
    """Where a segment is cut in two; the answer is an offset into its own text."""

    text: str
    """As it is shown, with a mark for each of its codes."""

    places: Sequence[int]
    """For each offset into its own text, the place in the shown one where that is cut."""

    starts: Sequence[int]
    """Offsets at which words begin."""

    likely: Sequence[int]
    """Offsets, the likeliest first."""

    at: int | None
    """Where the mark stands first; None for the likeliest place."""


@dataclass(frozen=True, slots=True)
class BeadSplit(Question[list[list[int]]]):
    """Where a bead is split: for each cut, how many segments of each column stand before it."""

    names: Sequence[str]
    """Of the columns."""

    columns: Sequence[Sequence[str]]
    """The texts of each column's segments."""

    borders: Sequence[int]
    """As proposed."""

    at: int
    """The column to begin with."""


@dataclass(frozen=True, slots=True)
class HunkTexts:
    """A place that would change: rows of cells of segments, as they are and as they would be."""

    before: Sequence[Sequence[Sequence[str]]]
    after: Sequence[Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Hunks(Question[list[int]]):
    """Which of several changes are taken; the answer has their indices."""

    names: Sequence[str]
    """Of the columns."""

    hunks: Sequence[HunkTexts]


@dataclass(frozen=True, slots=True)
class ConceptTerms(Question[list[str]]):
    """The terms of a new concept, a line for each language; two of them at least."""

    keys: Sequence[str]
    """Of the documents."""

    proposed: Sequence[str]
    """For each of them, what stands there at first."""


def hanging(rows: Sequence[tuple[str, str, Text]]) -> Table:
    """Lines that each have a number, a word and a text; the text wraps under itself."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", width=6, style="bold")
    table.add_column(no_wrap=True, style="dim", width=7)
    table.add_column(ratio=1)
    for row in rows:
        table.add_row(*row)
    return table
