"""``corpus stats``: what a corpus holds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise

from workbench.corpus import parquet
from workbench.corpus.tables import Corpus
from workbench.languages import of

STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
"""Where classes of confidence begin."""


@dataclass(frozen=True, slots=True)
class LanguageSize:
    """How much text a language has."""

    beads: int
    words: int
    """Of a language without spaces its characters."""

    characters: int


@dataclass(frozen=True, slots=True)
class CorpusStats:
    """What a corpus holds."""

    documents: int
    beads: int
    languages: dict[str, LanguageSize]
    pairs: dict[str, int]
    """By pair, ``"en:ru"``, the beads with text in both."""

    confidence: dict[str, int]
    """By the class's begin, ``"0.90"``, its beads; ``"decided"`` where a person has."""

    confirmed: int
    repeated: int
    """Beads that say in all languages what an earlier one says."""


def stats(corpus: Corpus) -> CorpusStats:
    """Count what a corpus holds."""
    polars = parquet.module()
    filled = {key: polars.col(key).fill_null("") != "" for key in corpus.keys}
    asked = [
        polars.len().alias("beads"),
        polars.col("document").n_unique().alias("documents"),
        (polars.col("status") == "confirmed").sum().alias("confirmed"),
        polars.col("confidence").is_null().sum().alias("decided"),
        (polars.len() - polars.struct(corpus.keys).n_unique()).alias("repeated"),
    ]
    for key in corpus.keys:
        word = r"[\p{L}\p{N}]+" if of(key).joiner else r"[\p{L}\p{N}]"
        asked += [
            filled[key].sum().alias(f"beads {key}"),
            polars.col(key).str.len_chars().sum().alias(f"characters {key}"),
            polars.col(key).str.count_matches(word).sum().alias(f"words {key}"),
        ]
    pairs = list(combinations(corpus.keys, 2))
    asked += [(filled[one] & filled[other]).sum().alias(f"{one}:{other}") for one, other in pairs]
    sure = polars.col("confidence")
    for low, high in pairwise((*STEPS, 1.01)):
        asked.append(((sure >= low) & (sure < high)).sum().alias(f"from {low}"))
    found = corpus.table.select(asked).collect().row(0, named=True)
    classes = {f"{low:.2f}": int(found[f"from {low}"]) for low in STEPS}
    return CorpusStats(
        int(found["documents"]),
        int(found["beads"]),
        {
            key: LanguageSize(
                *(int(found[f"{what} {key}"] or 0) for what in ("beads", "words", "characters"))
            )
            for key in corpus.keys
        },
        {f"{one}:{other}": int(found[f"{one}:{other}"]) for one, other in pairs},
        classes | {"decided": int(found["decided"])},
        int(found["confirmed"]),
        int(found["repeated"]),
    )
