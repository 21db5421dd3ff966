"""Workflow commands of GitHub Actions: a line a finding, shown at its place in the change."""

from workbench.checks.checking import Report
from workbench.checks.finding import posix
from workbench.printable import visible

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def _shown(text: str) -> str:
    """Visible, with its line ends, which the command's escapes carry."""
    return "\n".join(map(visible, text.split("\n")))


def render(report: Report) -> str:
    """The commands, one a line."""
    lines = []
    for finding in report.findings:
        facts: dict[str, object | None] = {
            "file": posix(finding.path) if finding.path else None,
            "line": finding.line,
            "col": finding.column if finding.line else None,
            "endColumn": finding.end_column if finding.line else None,
            "title": finding.rule,
        }
        properties = ",".join(
            f"{name}={_shown(str(value)).translate(_PROPERTY)}"
            for name, value in facts.items()
            if value is not None
        )
        message = finding.message + (f" ({finding.concept})" if finding.concept else "")
        lines.append(
            f"::{_COMMANDS[finding.severity]} {properties}::{_shown(message).translate(_DATA)}\n"
        )
    return "".join(lines)
