"""Rules over translation units, what they find, and the reports of it."""

from workbench.checks.checking import Input, Report, active, check, report
from workbench.checks.finding import SEVERITIES, Finding, Severity
from workbench.checks.rules import RULES

__all__ = [
    "RULES",
    "SEVERITIES",
    "Finding",
    "Input",
    "Report",
    "Severity",
    "active",
    "check",
    "report",
]
