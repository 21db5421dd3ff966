"""reviewdog's rdjson; its columns count bytes of UTF-8."""

import json
from typing import Any

from workbench.checks.checking import Report
from workbench.checks.finding import Finding, posix

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(report: Report) -> str:
    """One DiagnosticResult."""
    data = {
        "source": {"name": "workbench"},
        "diagnostics": [_diagnostic(finding) for finding in report.findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"path": posix(finding.path) if finding.path else ""}
    if finding.line is not None:
        start = {"line": finding.line, "column": finding.byte_column or 1}
        location["range"] = {"start": start}
    concept = f" ({finding.concept})" if finding.concept else ""
    return {
        "message": finding.message + concept,
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
