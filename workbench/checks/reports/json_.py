"""For programs: all that is known of each finding."""

import json

from workbench.checks.checking import Report


def render(report: Report) -> str:
    """One JSON object."""
    data = {
        "findings": [finding.as_json() for finding in report.findings],
        "checked": report.checked,
        "skipped": dict(report.skipped),
        "suppressed": report.suppressed,
        "stale": report.stale,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
