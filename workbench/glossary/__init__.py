"""Concepts and their terms: their files, and where they stand in running text."""

from workbench.glossary.concept import FLAGS, STATUSES, Concept, Flag, Glossary, Term, TermStatus
from workbench.glossary.matcher import Match, Matcher, longest

__all__ = [
    "FLAGS",
    "STATUSES",
    "Concept",
    "Flag",
    "Glossary",
    "Match",
    "Matcher",
    "Term",
    "TermStatus",
    "longest",
]
