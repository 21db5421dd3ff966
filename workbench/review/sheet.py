"""The project as the grid shows it: which beads, which columns, and how each looks."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from workbench.project import Project, operations
from workbench.review import find
from workbench.review.coded_text import CodedText, coded_texts
from workbench.review.find import Filter, Query
from workbench.review.kept import kept
from workbench.review.wrap import visible

if TYPE_CHECKING:
    from workbench.review.terminology import Terminology, TermProblem

_STATUS = {"✓": ("confirmed",), "≠": ("changed", "doubtful"), "?": ("doubtful",), "·": ()}
_KINDS = {"flagged": "flag", "doubtful": "doubt", "confirmed": "done"}
"""By sign of a bead, what the map shows."""

_SAMPLED = 200
"""Beads that are looked at to share the width between the languages."""


class Sheet:
    """Beads in rows, documents in columns; what is hidden or filtered away is left out.

    Args:
        project: The project.
        doubtful_below: What counts as doubtful, a probability.
    """

    def __init__(self, project: Project, doubtful_below: float) -> None:
        self.project = project
        self.doubtful_below = doubtful_below
        """An unreviewed bead that is right with a smaller probability is doubtful."""

        self.columns = list(range(len(project.documents)))
        """The documents shown, in order."""

        self.own_widths = dict(_widths(kept(project, "widths")))
        """By document, by what factor a person made its column wider."""

        self.filter = Filter()
        self.query: Query | None = None
        """What was searched for last: it is marked."""

        self.hits: frozenset[int] | None = None
        """The beads shown that it finds; None while they are not known."""

        self.counts: Counter[str] = Counter()
        """How many beads are confirmed, doubtful, flagged, unscored; filtered ones included."""

        self.found: Mapping[int, object] = {}
        """Beads in which the checks found something."""

        self.at_work: Mapping[int, Sequence[str]] = {}
        """By bead, the names of the others who are there."""

        self._signs: dict[int, tuple[str, ...]] = {}
        self.terminology: Terminology | None = None
        self._passed: set[int] = set()
        """What passed the filter when it was set: an edit must not ask all beads again."""

        self.margin = len(str(len(project))) + 7
        self.count(project.order)

    @property
    def keys(self) -> list[str]:
        """All documents' keys, hidden ones included."""
        return [document.key for document in self.project.documents]

    def rows(self) -> Sequence[int]:
        """The beads shown. Those changed since the filter was set stay in sight."""
        if not self.filter:
            return list(self.project.order)
        return [bead for bead in self.project.order if bead in self._passed]

    def set_filter(self, wanted: Filter) -> None:
        """Show only what passes."""
        self.filter = wanted
        self._passed = (
            {bead for bead in self.project.order if wanted.test(self.project, bead)}
            if wanted
            else set()
        )

    def keep(self, beads: Collection[int]) -> None:
        """Leave these in sight though they may no longer pass the filter."""
        if self.filter:
            self._passed.update(beads)

    def weights(self) -> list[float]:
        """The shares of the width that make rows shortest, roughly: by the texts' cells."""
        order = self.project.order
        sample = order[:: max(len(order) // _SAMPLED, 1)]
        cells = [
            sum(cell_len(text) for bead in sample for text in self.project.texts(bead, column))
            for column in self.columns
        ]
        mean = (sum(cells) or 1) / len(cells)
        return [
            min(max(part / mean, 0.6), 1.5) * self.own_widths.get(column, 1.0)
            for part, column in zip(cells, self.columns, strict=True)
        ]

    def known(self) -> Collection[int]:
        """All beads there are, and those that were."""
        return {*self._signs, *self.project.order}

    def count(self, beads: Iterable[int]) -> None:
        """Take in that these have changed, or come, or gone."""
        for bead in beads:
            self.counts.subtract(self._signs.pop(bead, ()))
            if bead in self.project:
                row = self.project.bead(bead)
                signs = (*_STATUS[self._status(bead)[0]], *(("flagged",) * row.flagged))
                signs += ("unscored",) * find.unscored(self.project, bead)
                self._signs[bead] = signs
                self.counts.update(signs)

    # What the grid asks (row.Source)

    def cells(self, row: int) -> Sequence[Sequence[str]]:
        """Per column shown, the visible texts of its segments."""
        return [[visible(one.text) for one in column] for column in self.coded(row)]

    def coded(self, row: int) -> Sequence[Sequence[CodedText]]:
        """Per column shown, the texts of its segments with marks for their codes."""
        found = coded_texts(self.project, self.project.runs(row))
        return [found[column] for column in self.columns]

    def label(self, row: int) -> Sequence[tuple[str, str]]:
        """Number, status, flags, and how sure the alignment is: ``12 ?⚑  43``."""
        bead = self.project.bead(row)
        glyph, style = self._status(row)
        number = f"{self.project.index(row) + 1:>{self.margin - 7}}"
        other = [("●", "hit")] if row in self.at_work else []
        flags = ("⚑" if bead.flagged else " ") + ("×" if bead.excluded else self._order_sign(row))
        return [
            (number if other else f"{number} ", "margin"),
            *other,
            (glyph, style),
            (flags, "flag"),
            (f"{percent(bead.confidence):>2} ", style if glyph == "?" else "margin"),
        ]

    def _order_sign(self, row: int) -> str:
        crossing = self.project.bead(row).block and operations.crosses(self.project, row)
        return "⇅" if crossing else " "

    def marks(self, row: int, column: int) -> Sequence[Sequence[tuple[int, int, str]]]:
        """Codes, terms, departures from the glossary, and what was searched for."""
        coded = self.coded(row)[column]
        return [
            [
                *((*mark, "code") for mark in one.marks),
                *((*one.span(start, end), name) for start, end, name in marks),
            ]
            for one, marks in zip(coded, self._text_marks(row, column), strict=True)
        ]

    def _text_marks(self, row: int, column: int) -> Sequence[Sequence[tuple[int, int, str]]]:
        """Marks at characters of the segments' own texts."""
        document = self.columns[column]
        searched = self.query if self.query and self.query.column in {None, document} else None
        texts = self.project.texts(row, document)
        marks: list[list[tuple[int, int, str]]] = [[] for _ in texts]
        if self.terminology is not None:
            for segment, text in enumerate(texts):
                for match in self.terminology.matches(document, text):
                    marks[segment].append((match.start, match.end, "term"))
            for problem in self.problems(row):
                wrong = problem.wrong if problem.column == document else ()
                for segment, start, end in (*wrong, *(() if document else problem.due)):
                    marks[segment].append((start, end, "wrong"))
        for segment, text in enumerate(texts if searched else ()):
            assert searched is not None
            marks[segment] += [(start, end, "found") for start, end in searched.spans(text)]
        return marks

    def kinds(self, rows: Sequence[int]) -> Collection[str]:
        """What is worth a look among rows: hits, findings and flags, doubts, what is decided."""
        # Rows have few signs that differ: a map of 100,000 rows asks about each kind of them once.
        signs = set(map(self._signs.__getitem__, rows))
        kinds = {_KINDS.get(sign, "") for some in signs for sign in some or ("",)}
        if not self.found.keys().isdisjoint(rows):
            kinds.add("flag")
        query, hits = self.query, self.hits
        if hits is not None:
            hit = not hits.isdisjoint(rows)
        else:
            hit = query is not None and any(query.test(self.project, row) for row in rows)
        if hit:
            kinds.add("found")
        return kinds

    def doubtful(self, row: int) -> bool:
        """Whether a bead is worth a look before all others."""
        return find.doubtful(self.project, row, self.doubtful_below)

    def _status(self, row: int) -> tuple[str, str]:
        """A bead's status as one sign, and the name of its colour."""
        known = self.project.bead(row).status
        if known == "unreviewed":
            return ("?", "doubt") if self.doubtful(row) else ("·", "margin")
        return ("✓", "done") if known == "confirmed" else ("≠", "doubt")

    def problems(self, row: int) -> "Sequence[TermProblem]":
        """Departures from the glossary in a bead."""
        return self.terminology.problems(row) if self.terminology else ()


def percent(confidence: float | None) -> str:
    """A probability in two digits, never rounded up to certainty; nothing where None."""
    return "" if confidence is None else str(min(int(confidence * 100), 99))


def _widths(kept: str) -> Iterator[tuple[int, float]]:
    """The factors of the columns' widths as they are kept with a project."""
    for part in filter(None, kept.split(",")):
        column, _, share = part.partition(":")
        if column.isdecimal() and re.fullmatch(r"\d\.\d+", share):
            yield int(column), float(share)
