"""A unit as a row of a page: its cells marked, its findings, what is quiet about it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from workbench.checks import Finding
from workbench.glossary import Concept, Glossary, longest
from workbench.report.inline import Mark, inline
from workbench.units import Memory, Unit, Variant, is_doubtful, numbered

_LINE = 60
"""Characters of a column's line, to guess a row's height before it is laid out."""

_TALLEST = 24
_MORE_THAN_ONE = 2.0
"""Columns that an ideograph takes on a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a page shows of a unit."""

    id: str
    version: int
    label: str
    """What a screen reader says of it before its texts."""

    classes: str
    sign: str
    """Of its status: ✓, ≠, or nothing."""

    doubt: str
    """How sure it is, where that is worth a look: ``"83 %"``."""

    cells: list[list[Markup]]
    """For each column its segments."""

    findings: list[Finding]
    note: str
    links: str
    """As :func:`~workbench.report.links.word_links` packs them."""


class RowMaker:
    """Makes the rows of a page.

    Args:
        memory: Its sources are the columns.
        glossary: Its terms are marked; none where it has none.
        findings: Of all units.
    """

    def __init__(self, memory: Memory, glossary: Glossary, findings: Sequence[Finding]) -> None:
        self._sources = memory.sources
        self._matchers = [
            glossary.matcher(source.tag) if len(glossary) else None for source in memory.sources
        ]
        self.concepts: dict[str, int] = {}
        """By id, the number on the page of each concept that stands in a text."""
        self.used: list[Concept] = []
        self._findings: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            self._findings[finding.unit].append(finding)

    def row(self, unit: Unit, links: str = "") -> Row:
        """The row of a unit."""
        variants = [unit.variants.get(source.key, _NONE) for source in self._sources]
        found = self._findings.get(unit.id, [])
        marks = [self._terms(column, variant) for column, variant in enumerate(variants)]
        for finding in found:
            self._mark(finding, variants, marks)
        numbers = numbered([[code for codes in one.codes for code in codes] for one in variants])
        cells = [
            _cell(variant, marked, row)
            for variant, marked, row in zip(variants, marks, numbers, strict=True)
        ]
        doubtful = is_doubtful(unit)
        sure = "" if unit.confidence is None else f"{int(unit.confidence * 100)} %"
        signs = {"confirmed": "✓", "changed": "≠"}
        classes = [
            "b",
            f"h{_height(variants)}",
            *(
                ["q" + str(min(int(unit.confidence * 10), 9))]
                if unit.confidence is not None
                else []
            ),
            *(["d"] if doubtful or unit.flagged else []),
            *(["f"] if found else []),
            *(["n"] if unit.note.strip() else []),
            *(["ok"] if unit.status == "confirmed" else []),
            *(["chg"] if unit.status == "changed" else []),
            *(["flag"] if unit.flagged else []),
        ]
        said = [f"Bead {unit.id}", unit.status]
        said += ["flagged"] if unit.flagged else []
        said += [f"{sure} sure"] if sure and unit.status != "confirmed" else []
        said += [f"{len(found)} finding{'s' * (len(found) > 1)}"] if found else []
        return Row(
            id=unit.id,
            version=unit.version,
            label=", ".join(said),
            classes=" ".join(classes),
            sign=signs.get(unit.status, ""),
            doubt=sure if doubtful and unit.status == "unreviewed" else "",
            cells=cells,
            findings=found,
            note=unit.note.strip(),
            links=links,
        )

    def _terms(self, column: int, variant: Variant) -> dict[int, list[Mark]]:
        """The terms in a cell, by segment."""
        matcher = self._matchers[column]
        found: dict[int, list[Mark]] = {}
        for number, text in enumerate(variant.segments if matcher else ()):
            assert matcher is not None
            matches = matcher.find(matcher.fold(text))
            reached = 0
            for match in longest(matches) if matches else ():
                if match.start < reached:  # another concept in the very same place
                    continue
                reached = match.end
                if match.concept.id not in self.concepts:
                    self.concepts[match.concept.id] = len(self.used)
                    self.used.append(match.concept)
                mark = Mark(
                    match.start, match.end, self.concepts[match.concept.id], match.term.status
                )
                found.setdefault(number, []).append(mark)
        return found

    def _mark(
        self,
        finding: Finding,
        variants: Sequence[Variant],
        marks: Sequence[dict[int, list[Mark]]],
    ) -> None:
        """Mark where a finding is, and what in the source asks for something else."""
        spans = {finding.side: finding.span, "source": finding.source_span}
        if finding.side == "source":
            spans = {"source": finding.span}
        for side, span in spans.items():
            if side == "source":
                column = self._column(finding.source_lang, finding.source, variants)
            else:
                column = self._column(finding.target_lang, finding.target, variants)
            if span is None or column is None:
                continue
            for number, start, end in variants[column].apart(self._sources[column].tag, span):
                kind = finding.severity if side == finding.side else "due"
                marks[column].setdefault(number, []).append(Mark(start, end, None, kind))

    def _column(self, tag: str | None, text: str, variants: Sequence[Variant]) -> int | None:
        """The column of a language, as a finding names it; of two, the one with its text."""
        found = [n for n, source in enumerate(self._sources) if source.tag == tag]
        if len(found) > 1:
            found = [n for n in found if variants[n].text(self._sources[n].tag) == text]
        return found[0] if found else None


_NONE = Variant(())


def _cell(
    variant: Variant, marks: Mapping[int, Sequence[Mark]], numbers: Sequence[int]
) -> list[Markup]:
    left = iter(numbers)
    codes = variant.codes or ((),) * len(variant.segments)
    return [
        inline(text, marks.get(number, ()), own, [next(left) for _ in own])
        for number, (text, own) in enumerate(zip(variant.segments, codes, strict=True))
    ]


def _height(variants: Sequence[Variant]) -> int:
    """About how many lines a row has."""
    most = max(
        (sum(1 + int(_columns(text) / _LINE) for text in variant.segments) for variant in variants),
        default=1,
    )
    return max(1, min(most, _TALLEST))


def _columns(text: str) -> float:
    wide = _MORE_THAN_ONE if text[:1] >= "\u2e80" else 1.0
    return wide * len(text)
