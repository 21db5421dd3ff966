"""A corpus as a picture: how sure it is, how long its documents and their beads are."""

from itertools import combinations
from pathlib import Path

from workbench import api
from workbench.corpus import parquet
from workbench.corpus.tables import Corpus
from workbench.report import CorpusNumbers, draw_corpus

_MOST_PAIRS = 3
"""Pairs of languages that have a panel: those with the first language come first."""


def plot(corpus: Corpus, output: str | Path, *, pair: str | None = None) -> None:
    """Draw the distributions of a corpus.

    Args:
        corpus: The corpus.
        output: ``X.svg``, ``X.png`` or ``X.pdf``.
        pair: ``"en:ru"`` for these two languages only.

    Raises:
        WorkbenchError: A language is not there, there is nothing to draw, Matplotlib is not
            installed, or the file cannot be written.
    """
    polars = parquet.module()
    chosen = corpus.of(pair)
    characters = [polars.col(key).str.len_chars().fill_null(0).alias(key) for key in chosen.keys]
    found = chosen.table.select("document", "confidence", *characters).collect()
    lengths = {}
    for source, target in list(combinations(chosen.keys, 2))[:_MOST_PAIRS]:
        both = found.filter((polars.col(source) > 0) & (polars.col(target) > 0))
        lengths[source, target] = both[source].to_numpy(), both[target].to_numpy()
    sizes = found.group_by("document").len()["len"].sort().to_numpy()
    sure = found["confidence"].drop_nulls().to_numpy()
    numbers = CorpusNumbers(corpus.path.name, sure, sizes, lengths)
    api.write_picture(output, lambda form: draw_corpus(numbers, form))
