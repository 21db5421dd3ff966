"""For people: the sentence, the place underlined, what was expected."""

import unicodedata
from collections import Counter

from workbench.checks.checking import Report
from workbench.checks.finding import SEVERITIES, Finding, Span

_WIDTH = 100
"""Cells of a sentence that are shown."""


def render(report: Report) -> str:
    """The findings one after another, and a line that counts them."""
    blocks = [_block(finding) for finding in report.findings]
    return "\n".join((*blocks, _summary(report))) + "\n"


def _block(finding: Finding) -> str:
    place = ":".join(
        str(part) for part in (finding.path, finding.line, finding.column) if part is not None
    )
    concept = f": {finding.concept}" if finding.concept else ""
    where = place or f"unit {finding.unit}"
    if finding.path is not None and finding.line is None:
        where += f" (unit {finding.unit})"
    lines = [f"{where}: {finding.severity}: {finding.message} [{finding.rule}{concept}]"]
    source_span = finding.span if finding.side == "source" else finding.source_span
    target_span = finding.span if finding.side == "target" else None
    if finding.source_lang is not None:
        lines += _shown(finding.source_lang, finding.source, source_span, "~")
    lines += _shown(finding.target_lang, finding.target, target_span, "^")
    if len(finding.expected) > 1:
        lines.append(f"    expected: {' | '.join(finding.expected)}")
    return "\n".join(lines) + "\n"


def _shown(tag: str, text: str, span: Span | None, mark: str) -> list[str]:
    """A sentence on one line, and a line that marks the place in it."""
    start, end = span or (0, 0)
    plain = "".join(" " if character.isspace() else character for character in text)
    first = _from(plain, start) if _cells(plain) > _WIDTH else 0
    shown, used = "", 0
    for character in plain[first:]:
        used += _cells(character)
        if used > _WIDTH:
            break
        shown += character
    dots = "…" if first else ""
    more = "…" if first + len(shown) < len(plain) else ""
    head = f"    {tag}  "
    lines = [f"{head}{dots}{shown}{more}"]
    if span:
        before = plain[first:start]
        marked = plain[start : min(end, first + len(shown))]
        spaces = " " * (len(head) + len(dots) + _cells(before))
        lines.append(spaces + mark * max(_cells(marked), 1))
    return lines


def _from(text: str, start: int) -> int:
    """Where to begin showing a long text, so that its place is seen with what precedes it."""
    cells = 0
    place = start
    while place and cells < _WIDTH // 3:
        place -= 1
        cells += _cells(text[place])
    return place


def _cells(text: str) -> int:
    """The columns of a terminal that a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character) or unicodedata.category(character) == "Cf"
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _summary(report: Report) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    kinds = ", ".join(
        f"{counts[severity]} {severity}{'s' if counts[severity] > 1 else ''}"
        for severity in reversed(SEVERITIES)
        if counts[severity]
    )
    known = f", {report.suppressed} suppressed" if report.suppressed else ""
    units = "unit" if report.checked == 1 else "units"
    return f"{report.checked} {units} checked: {kinds or 'nothing found'}{known}."
