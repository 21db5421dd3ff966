"""Rules over translation units, what they find, and the reports of it."""

from workbench.checks.baseline import apply_baseline, read_baseline, write_baseline
from workbench.checks.checking import Input, Report, active, check, report
from workbench.checks.finding import SEVERITIES, FilePosition, Finding, Hit, Severity
from workbench.checks.rule import RuleContext
from workbench.checks.rules import RULES
from workbench.checks.term_rules import forbidden_terms, missing_terms
from workbench.checks.unit_pair import Side, UnitPair

__all__ = [
    "RULES",
    "SEVERITIES",
    "FilePosition",
    "Finding",
    "Hit",
    "Input",
    "Report",
    "RuleContext",
    "Severity",
    "Side",
    "UnitPair",
    "active",
    "apply_baseline",
    "check",
    "forbidden_terms",
    "missing_terms",
    "read_baseline",
    "report",
    "write_baseline",
]
