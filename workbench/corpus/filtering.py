"""``corpus filter``: units that are worth keeping, and what each rule drops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import api, exchange
from workbench.api import Progress
from workbench.corpus import parquet
from workbench.corpus.parquet import FACTS
from workbench.corpus.tables import Corpus
from workbench.errors import WorkbenchError
from workbench.languages import detect, tags
from workbench.settings import Settings

if TYPE_CHECKING:
    import polars as pl

SAMPLE = 3
"""Units shown of those that a rule drops."""

_ROW = "row"


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a rule dropped."""

    rule: str
    units: int
    sample: tuple[dict[str, str], ...]
    """Some of them, spread evenly: by column, and ``id``."""


@dataclass(slots=True)
class Filtered:
    """What became of the units of a corpus."""

    units: int
    """Those it had with text in two languages."""

    kept: int = 0
    dropped: list[Dropped] = field(default_factory=list)
    """In the order of the rules; a unit is dropped by the first that it breaks."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a unit has to be."""

    min_confidence: float | None = None
    """A confirmed one may be of any confidence."""

    max_ratio: float | None = None
    """By how many times the lengths may differ from what is usual between the languages."""

    unique: bool = False
    """Of units that differ in case, digits, marks and spaces alone one is kept, the surest."""

    language: bool = False
    """Each text is in the language of its column, as far as that can be seen."""

    numbers: bool = False
    """Numbers of the one side are on the other, in digits or words."""


def filter_corpus(
    corpus: Corpus,
    output: str | Path,
    rules: Rules,
    *,
    pair: str | None = None,
    progress: Progress | None = None,
) -> Filtered:
    """Write the units of a corpus that pass the rules.

    Args:
        corpus: The corpus.
        output: ``X.tmx`` or another format of units, or ``X.parquet``.
        rules: Those that are set are asked, the cheap ones first.
        pair: ``"en:ru"`` for these two languages alone.
        progress: Told the share done; asked whether to stop.

    Raises:
        WorkbenchError: No unit is left, or the file cannot be written.
        Cancelled: It was stopped; nothing is written.
    """
    out = Path(output)
    is_table = out.suffix.lower() == ".parquet"
    if not is_table:
        exchange.check_format(out)
    if rules.max_ratio is not None and rules.max_ratio <= 1:
        raise WorkbenchError(
            "no lengths differ by so little", place="--max-ratio", remedy="give more than 1"
        )
    chosen = corpus.of(pair)
    table = chosen.table.with_row_index(_ROW).collect()
    result = Filtered(len(table))
    steps: list[tuple[bool, str, Callable[[Corpus, pl.DataFrame], pl.Series]]] = [
        (rules.min_confidence is not None, "confidence", lambda _, t: _sure(t, rules)),
        (rules.max_ratio is not None, "length ratio", lambda c, t: _fitting(c, t, rules)),
        (rules.unique, "repeated", _first),
        (rules.language, "language", _in_language),
        (rules.numbers, "numbers", lambda c, t: _same_numbers(c, t, progress)),
    ]
    for number, (asked, name, keeps) in enumerate(steps):
        if not asked:
            continue
        if progress is not None:
            if progress.cancelled():
                raise api.Cancelled
            progress.tell(number / len(steps), name)
        mask = keeps(chosen, table)
        gone = table.filter(~mask)
        result.dropped.append(Dropped(name, len(gone), _sample(chosen, gone)))
        table = table.filter(mask)
    result.kept = len(table)
    if not result.kept:
        raise WorkbenchError(
            "no unit passes all rules", place=corpus.path, remedy="ask for less, or for other files"
        )
    if is_table:
        parquet.write(out, table.select([*FACTS, *chosen.keys]))
    else:
        exchange.write(out, chosen.memory, chosen.units(table))
    return result


def _sure(table: pl.DataFrame, rules: Rules) -> pl.Series:
    polars = parquet.module()
    found: pl.Series = table.select(
        (polars.col("confidence").fill_null(0.0) >= rules.min_confidence)
        | (polars.col("status") == "confirmed")
    ).to_series()
    return found


def _fitting(corpus: Corpus, table: pl.DataFrame, rules: Rules) -> pl.Series:
    """Whose lengths differ by no more than so many times from the median ratio of the pair."""
    polars = parquet.module()
    fits = polars.lit(value=True)
    for one, other in combinations(corpus.keys, 2):
        ratio = (
            polars.col(other).str.len_chars().cast(polars.Float64).log()
            - polars.col(one).str.len_chars().cast(polars.Float64).log()
        )
        off = (ratio - ratio.filter(ratio.is_finite()).median()).abs()
        # A word or two may be of any length.
        brief = (
            polars.max_horizontal(
                polars.col(one).str.len_chars(), polars.col(other).str.len_chars()
            )
            < 10
        )
        fits &= (off <= polars.lit(rules.max_ratio).log()).fill_null(value=True) | brief
    found: pl.Series = table.select(fits).to_series()
    return found


def _first(corpus: Corpus, table: pl.DataFrame) -> pl.Series:
    """The surest of the units that say the same, of equal ones the first."""
    polars = parquet.module()
    said = [
        polars.when(polars.col(key).str.contains(r"\p{L}"))
        .then(polars.col(key).str.to_lowercase().str.replace_all(r"[^\p{L}]+", ""))
        .otherwise(polars.col(key))
        .fill_null("")
        for key in corpus.keys
    ]
    sure = (
        polars.when(polars.col("status") == "confirmed")
        .then(2.0)
        .otherwise(polars.col("confidence"))
    )
    best = (
        table.lazy()
        .with_columns(polars.concat_str(said, separator="\0").alias("said"), sure.alias("sure"))
        .sort(["sure", _ROW], descending=[True, False], nulls_last=True)
        .unique("said", keep="first", maintain_order=True)
        .select(_ROW)
        .collect()
        .to_series()
    )
    found: pl.Series = table[_ROW].is_in(best.implode())
    return found


def _in_language(corpus: Corpus, table: pl.DataFrame) -> pl.Series:
    polars = parquet.module()

    def fits(text: str | None, tag: str) -> bool:
        guess = detect(text or "")
        return not (guess.sure and guess.tag is not None and tags.contradict(tag, guess.tag))

    mask = [True] * len(table)
    for key in corpus.keys:
        tag = key.partition("#")[0]
        for number, text in enumerate(table[key]):
            mask[number] = mask[number] and fits(text, tag)
    found: pl.Series = polars.Series(mask, dtype=polars.Boolean)
    return found


def _same_numbers(corpus: Corpus, table: pl.DataFrame, progress: Progress | None) -> pl.Series:
    from workbench.checks import RULES

    polars = parquet.module()
    only = dict.fromkeys((rule.name for rule in RULES), "off") | {"number-mismatch": "error"}
    found = api.check(
        corpus.units(table), memory=corpus.memory, settings=Settings(checks=only), progress=progress
    )
    wrong = {finding.unit for finding in found}
    ids = table.select(polars.concat_str(["document", polars.lit(":"), "bead"])).to_series()
    kept: pl.Series = ~ids.is_in(list(wrong))
    return kept


def _sample(corpus: Corpus, gone: pl.DataFrame) -> tuple[dict[str, str], ...]:
    step = max(len(gone) // SAMPLE, 1)
    return tuple(
        {"id": unit.id, **{key: variant.text(key) for key, variant in unit.variants.items()}}
        for unit in corpus.units(gone[::step][:SAMPLE])
    )
