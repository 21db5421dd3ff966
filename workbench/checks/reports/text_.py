"""For people: the sentence, the place underlined, what was expected."""

from collections import Counter

from workbench.checks.checking import Report
from workbench.checks.finding import SEVERITIES, Finding, Span
from workbench.printable import printed, visible
from workbench.words import fitting, width

_WIDTH = 100
"""Cells of a sentence that are shown."""


def render(report: Report) -> str:
    """The findings one after another, and a line that counts them."""
    blocks = [_block(finding) for finding in report.findings]
    return "\n".join((*blocks, printed(_summary(report)))) + "\n"


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
    texts = finding.source or finding.target
    if texts and finding.source_lang is not None:
        lines += _shown(finding.source_lang, finding.source, source_span, "~")
    if texts:
        lines += _shown(finding.target_lang, finding.target, target_span, "^")
    if len(finding.expected) > 1:
        lines.append(f"    expected: {' | '.join(finding.expected)}")
    # Each line by itself: an id or a text with a line end in it would begin one of its own.
    return "\n".join(map(printed, lines)) + "\n"


def _shown(tag: str, text: str, span: Span | None, mark: str) -> list[str]:
    """A sentence on one line, and a line that marks the place in it."""
    start, end = span or (0, 0)
    plain = visible("".join(" " if character.isspace() else character for character in text))
    first = _from(plain, start) if width(plain) > _WIDTH else 0
    last = first + fitting(plain[first:], _WIDTH)
    dots = "…" if first else ""
    more = "…" if last < len(plain) else ""
    head = f"    {tag}  "
    lines = [f"{head}{dots}{plain[first:last]}{more}"]
    if span:
        before = head + dots + plain[first:start]
        marked = plain[start : min(end, last)]
        lines.append(" " * width(before) + mark * max(width(marked), 1))
    return lines


def _from(text: str, start: int) -> int:
    """Where to begin showing a long text, so that its place is seen with what precedes it."""
    before = text[:start]
    return fitting(before, width(before) - _WIDTH // 3)


def _summary(report: Report) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    kinds = ", ".join(
        f"{counts[severity]} {severity}{'s' if counts[severity] > 1 else ''}"
        for severity in reversed(SEVERITIES)
        if counts[severity]
    )
    known = f", {report.suppressed} suppressed" if report.suppressed else ""
    units = "unit" if report.checked == 1 else "units"
    reasons = ", ".join(f"{count} {reason}" for reason, count in report.skipped.items())
    skipped = f"; {report.skipped.total()} passed over ({reasons})" if reasons else ""
    return f"{report.checked} {units} checked: {kinds or 'nothing found'}{known}{skipped}."
