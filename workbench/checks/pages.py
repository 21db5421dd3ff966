"""What is said of pages rather than units: a version is missing, or fell behind since a commit."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from workbench.checks.finding import FilePosition, Finding, Hit, Severity, Span, Which, fingerprint
from workbench.checks.rule import CheckRule, Found, RuleContext
from workbench.checks.unit_pair import UnitPair


class _OfPages:
    """No unit shows it: who pairs the pages and knows their former state reports it."""

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
OUTDATED = CheckRule(
    "outdated",
    "warning",
    "Since a commit a sentence changed in one version of a page, and its counterpart did not.",
    ("The office opens at nine. (before: at ten)", "Контора открыта с десяти.", "… с девяти."),
    _OfPages,
)
RULES = (MISSING_PAGE, OUTDATED)


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


def outdated(
    message: str,
    place: FilePosition,
    *,
    unit: str,
    side: Which,
    languages: tuple[str, str],
    texts: tuple[str, str],
    span: Span,
    severity: Severity,
) -> Finding:
    """The finding that a sentence and its counterpart do not go together since a commit.

    Args:
        message: What happened.
        place: Where the sentence stands.
        unit: The bead's number.
        side: The version in which it stands.
        languages: The source's and the translation's.
        texts: What the bead says in them.
        span: Where the sentence stands in its side's text.
        severity: Of the rule.
    """
    return Finding(
        rule=OUTDATED.name,
        severity=severity,
        message=message,
        path=place.path,
        line=place.line,
        column=place.column,
        end_column=place.end_column,
        byte_column=place.byte_column,
        unit=unit,
        side=side,
        source_lang=languages[0],
        target_lang=languages[1],
        concept=None,
        expected=(),
        source=texts[0],
        target=texts[1],
        span=span,
        source_span=None,
        fingerprint=fingerprint(OUTDATED.name, Hit(message), *texts),
    )
