"""Concepts and their terms: their files, and where they stand in running text."""

from workbench.glossary.builder import GlossaryBuilder, known_flags, language_tag, term_text
from workbench.glossary.casing import is_acronym
from workbench.glossary.concept import (
    FLAGS,
    STATUSES,
    Concept,
    Flag,
    Term,
    TermStatus,
)
from workbench.glossary.glossary import Glossary
from workbench.glossary.identifiers import new_id
from workbench.glossary.losses import losses
from workbench.glossary.matcher import Match, Matcher, longest
from workbench.glossary.merging import MergeNote, merge, read_all
from workbench.glossary.non_translatables import non_translatable_spans
from workbench.glossary.relaxed import RelaxedMatcher
from workbench.glossary.short_names import is_name, is_short_for
from workbench.glossary.validation import GlossaryProblem, validate

__all__ = [
    "FLAGS",
    "STATUSES",
    "Concept",
    "Flag",
    "Glossary",
    "GlossaryBuilder",
    "GlossaryProblem",
    "Match",
    "Matcher",
    "MergeNote",
    "RelaxedMatcher",
    "Term",
    "TermStatus",
    "is_acronym",
    "is_name",
    "is_short_for",
    "known_flags",
    "language_tag",
    "longest",
    "losses",
    "merge",
    "new_id",
    "non_translatable_spans",
    "read_all",
    "term_text",
    "validate",
]
