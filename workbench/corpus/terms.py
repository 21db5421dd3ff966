"""``corpus extract`` and ``glossary usage``: terms over a corpus."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench import api, extraction
from workbench.checks import Input
from workbench.corpus.tables import Corpus, open_corpus
from workbench.extraction import Candidate
from workbench.glossary import Glossary

MAX_UNITS = 200_000
"""Units that candidates are looked for in; of a larger corpus so many, spread evenly."""


@dataclass(frozen=True, slots=True)
class ExtractedTerms:
    """Candidates, and what they were found in."""

    candidates: list[Candidate]
    keys: tuple[str, ...]
    units: int
    """Units that were looked at."""

    of: int
    """All units."""


def extract(
    corpus: Corpus,
    *,
    pair: str | None = None,
    glossary: Glossary | None = None,
    limit: int = 200,
    encoder: str | None = None,
) -> ExtractedTerms:
    """Propose terms with their counterparts from a corpus.

    Args:
        corpus: The corpus.
        pair: ``"en:ru"``, to look at these two languages only.
        glossary: Whose terms are left out.
        limit: How many candidates at most.
        encoder: Compares meanings; ``"none"`` to let association alone decide.

    Raises:
        WorkbenchError: A language is not there.
    """
    chosen = corpus.of(pair)
    table = chosen.table.collect()
    whole = len(table)
    if whole > MAX_UNITS:
        table = table[:: -(-whole // MAX_UNITS)]
    found = extraction.extract(
        list(chosen.units(table)),
        chosen.keys,
        api.load_encoder(encoder),
        glossary=glossary,
        limit=limit,
    )
    return ExtractedTerms(found, chosen.keys, len(table), whole)


def as_input(path: str | Path) -> Input:
    """A corpus as units to be checked or counted."""
    corpus = open_corpus(path)
    return Input(corpus.of(None).units(), corpus.memory)
