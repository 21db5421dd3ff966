"""Rules over translation units, what they find, and the reports of it."""

from workbench.checks.baseline import apply_baseline, read_baseline, write_baseline
from workbench.checks.checking import (
    ACCELERATOR,
    Input,
    Report,
    active,
    check,
    nothing_looked_at,
    report,
)
from workbench.checks.finding import SEVERITIES, Finding, Severity, Which
from workbench.checks.ignoring import ignored
from workbench.checks.pages import missing_page, outdated
from workbench.checks.positions import in_file, in_origins
from workbench.checks.reports import FORMATS, render
from workbench.checks.rule import RuleContext
from workbench.checks.rules import RULES
from workbench.checks.term_rules import forbidden_terms, missing_terms
from workbench.checks.unit_pair import Side, UnitPair
from workbench.checks.usage import USAGE_FORMATS, ConceptUsage, render_usage, usage

__all__ = [
    "ACCELERATOR",
    "FORMATS",
    "RULES",
    "SEVERITIES",
    "USAGE_FORMATS",
    "ConceptUsage",
    "Finding",
    "Input",
    "Report",
    "RuleContext",
    "Severity",
    "Side",
    "UnitPair",
    "Which",
    "active",
    "apply_baseline",
    "check",
    "forbidden_terms",
    "ignored",
    "in_file",
    "in_origins",
    "missing_page",
    "missing_terms",
    "nothing_looked_at",
    "outdated",
    "read_baseline",
    "render",
    "render_usage",
    "report",
    "usage",
    "write_baseline",
]
