"""SARIF 2.1.0, which code hosts and editors read."""

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from workbench import __version__
from workbench.checks.checking import Report
from workbench.checks.finding import Finding
from workbench.checks.rules import BY_NAME, RULES


def render(report: Report) -> str:
    """One log with one run."""
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "workbench",
                        "version": __version__,
                        "rules": [
                            {
                                "id": rule.name,
                                "shortDescription": {"text": rule.summary},
                                "help": {"text": " → ".join(rule.example)},
                                "defaultConfiguration": {
                                    "level": rule.severity,
                                    "enabled": rule.enabled,
                                },
                            }
                            for rule in RULES
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding) for finding in report.findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"logicalLocations": [{"name": finding.unit, "kind": "unit"}]}
    if finding.path is not None:
        location["physicalLocation"] = {"artifactLocation": {"uri": uri(finding.path)}}
        if finding.line is not None:
            region = {"startLine": finding.line, "startColumn": finding.column or 1}
            if finding.end_column is not None:
                region["endColumn"] = finding.end_column
            location["physicalLocation"]["region"] = region
    concept = f" ({finding.concept})" if finding.concept else ""
    return {
        "ruleId": finding.rule,
        "ruleIndex": list(BY_NAME).index(finding.rule),
        "level": finding.severity,
        "message": {"text": finding.message + concept},
        "locations": [location],
        "partialFingerprints": {"workbench/v1": finding.fingerprint},
        "properties": {
            "unit": finding.unit,
            "concept": finding.concept,
            "source": finding.source,
            "target": finding.target,
            "expected": list(finding.expected),
        },
    }


def uri(path: Path | str) -> str:
    """A path as a relative reference, or a file URI where it is absolute; a location is one."""
    if isinstance(path, str):
        return path
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
