"""``missing-page``: a page of a folder that lacks a version which others have."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from workbench.checks.finding import Finding, Hit, Severity
from workbench.checks.rule import CheckRule, Found, RuleContext
from workbench.checks.unit_pair import UnitPair


class _OfPages:
    """No unit shows it: who pairs the pages reports it, with :func:`missing_page`."""

    def __init__(self, context: RuleContext) -> None:
        del context

    def check(self, pair: UnitPair) -> Iterable[Hit]:
        del pair
        return ()

    def finish(self) -> Iterable[Found]:
        return ()


MISSING_PAGE = CheckRule(
    "missing-page",
    "warning",
    "A page of a folder has no version in a language that others have.",
    ("guide.md", "(nothing)", "guide.ru.md"),
    _OfPages,
)
RULES = (MISSING_PAGE,)


def missing_page(path: Path, inside: str, has: str, lacks: str, severity: Severity) -> Finding:
    """The finding that a page has no version in a language.

    Args:
        path: The page.
        inside: The same within what is checked, for the fingerprint.
        has: Its language.
        lacks: The other one.
        severity: Of the rule.
    """
    facts = f"{MISSING_PAGE.name}\0{inside}\0{lacks}"
    return Finding(
        rule=MISSING_PAGE.name,
        severity=severity,
        message=f"there is no version of this page in {lacks}",
        path=path,
        line=1,
        column=1,
        end_column=None,
        byte_column=1,
        unit=inside,
        side="source",
        source_lang=has,
        target_lang=lacks,
        concept=None,
        expected=(),
        source="",
        target="",
        span=None,
        source_span=None,
        fingerprint=hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:16],
    )
