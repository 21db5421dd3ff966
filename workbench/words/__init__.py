"""Which words of two texts say the same; words, clauses and widths of a text.

Names are imported when they are first asked for: a width needs no vectors.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.words.clauses import split_clauses
    from workbench.words.cognates import Cognates, find_cognates, shared_cognates
    from workbench.words.corrections import Commonness, is_correction
    from workbench.words.counterparts import LinkFinder, Links, Word
    from workbench.words.coverage import Coverage, mutual_coverage
    from workbench.words.display import fitting, width
    from workbench.words.lexicon import Likeness, associations
    from workbench.words.links import link_words
    from workbench.words.patterns import Patterns
    from workbench.words.splitting import tokenize, word_spans
    from workbench.words.vectors import WordVectors

__all__ = [
    "Cognates",
    "Commonness",
    "Coverage",
    "Likeness",
    "LinkFinder",
    "Links",
    "Patterns",
    "Word",
    "WordVectors",
    "associations",
    "find_cognates",
    "fitting",
    "is_correction",
    "link_words",
    "mutual_coverage",
    "shared_cognates",
    "split_clauses",
    "tokenize",
    "width",
    "word_spans",
]

_MODULES = {
    "clauses": ("split_clauses",),
    "cognates": ("Cognates", "find_cognates", "shared_cognates"),
    "corrections": ("Commonness", "is_correction"),
    "counterparts": ("LinkFinder", "Links", "Word"),
    "coverage": ("Coverage", "mutual_coverage"),
    "display": ("fitting", "width"),
    "lexicon": ("Likeness", "associations"),
    "links": ("link_words",),
    "patterns": ("Patterns",),
    "splitting": ("tokenize", "word_spans"),
    "vectors": ("WordVectors",),
}


def __getattr__(name: str) -> object:
    """A name of the room, imported now."""
    for module, names in _MODULES.items():
        if name in names:
            value = getattr(importlib.import_module(f"workbench.words.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'workbench.words' has no attribute {name!r}")
