"""Many documents: which belong together, all of them aligned, and what comes of it.

Names are imported when they are first asked for: Polars is only loaded by what needs it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.corpus.aligning import AlignedCorpus, align
    from workbench.corpus.checking import check_pages
    from workbench.corpus.filtering import Dropped, Filtered, Rules, filter_corpus
    from workbench.corpus.inventory import MAX_BYTES
    from workbench.corpus.kwic import Concordance, Hit, as_rows, concordance
    from workbench.corpus.pairing import Paired, pair
    from workbench.corpus.pictures import plot
    from workbench.corpus.sampling import Judged, judged, sample
    from workbench.corpus.statistics import CorpusStats, stats
    from workbench.corpus.tables import Corpus, open_corpus
    from workbench.corpus.terms import ExtractedTerms, as_input, extract

_MODULES = {
    "aligning": "AlignedCorpus align",
    "checking": "check_pages",
    "filtering": "Dropped Filtered Rules filter_corpus",
    "inventory": "MAX_BYTES",
    "kwic": "Concordance Hit as_rows concordance",
    "pairing": "Paired pair",
    "pictures": "plot",
    "sampling": "Judged judged sample",
    "statistics": "CorpusStats stats",
    "tables": "Corpus open_corpus",
    "terms": "ExtractedTerms as_input extract",
}
"""The names that each module has; it is imported when one of them is first asked for."""

_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}

PUBLIC_MODULES = ("manifest",)
"""Modules that other rooms may enter too."""

__all__ = [
    "MAX_BYTES",
    "AlignedCorpus",
    "Concordance",
    "Corpus",
    "CorpusStats",
    "Dropped",
    "ExtractedTerms",
    "Filtered",
    "Hit",
    "Judged",
    "Paired",
    "Rules",
    "align",
    "as_input",
    "as_rows",
    "check_pages",
    "concordance",
    "extract",
    "filter_corpus",
    "judged",
    "open_corpus",
    "pair",
    "plot",
    "sample",
    "stats",
]


def __getattr__(name: str) -> object:
    """A name of this room, its module imported now."""
    if name not in _HOMES:
        raise AttributeError(f"module 'workbench.corpus' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"workbench.corpus.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
