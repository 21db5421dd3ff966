"""``corpus concordance``: a word or phrase through a corpus, in its surroundings."""

from __future__ import annotations

import functools
import operator
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.corpus import parquet
from workbench.corpus.parquet import FACTS
from workbench.corpus.tables import Corpus
from workbench.errors import WorkbenchError
from workbench.languages import of
from workbench.languages.folding import fold
from workbench.languages.language import part
from workbench.languages.parts import Folding

if TYPE_CHECKING:
    import polars as pl

    from workbench.glossary import Matcher

Span = tuple[int, int]
"""Start and end of characters in a text."""

How = Literal["exact", "regex", "forms"]

_SAMPLED = 2_000
"""Beads in which words are counted, to know those that have no counterpart of their own."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A bead in which the query stands."""

    document: str
    bead: str
    confidence: float | None
    language: str
    text: str
    spans: tuple[Span, ...]
    """Where it stands in the text, in code points."""

    others: dict[str, str]
    """The bead's texts in the other languages."""

    counterparts: dict[str, tuple[Span, ...]]
    """In each of them, what stands for the query there, as far as it is found."""


@dataclass(frozen=True, slots=True)
class Concordance:
    """Where a query stands."""

    beads: int
    """All beads that have it."""

    hits: tuple[Hit, ...]
    """The first of them."""


def concordance(
    corpus: Corpus,
    query: str,
    *,
    language: str | None = None,
    how: How = "exact",
    limit: int = 100,
    counterparts: bool = True,
) -> Concordance:
    """Find a word or phrase in a corpus.

    Args:
        corpus: The corpus.
        query: The text as it stands (capitals count), a regular expression, or a term.
        language: In which language; in the one whose texts have it most often when None.
        how: ``"forms"`` finds a term in all of its inflected forms, as checks do.
        limit: How many beads are given.
        counterparts: Look for what stands for it in the other languages; loads the encoder.

    Raises:
        WorkbenchError: The query is empty or no regular expression, or the corpus has no such
            language.
    """
    if not query.strip():
        raise WorkbenchError("the query is empty", remedy="give a word or phrase")
    keys = [corpus.key(language)] if language else list(corpus.keys)
    best: tuple[int, str, pl.DataFrame, _Finder] | None = None
    for key in keys:
        finder = _Finder(query, key, how)
        rows = finder.rows(corpus)
        if best is None or len(rows) > best[0]:
            best = len(rows), key, rows, finder
    assert best is not None, "a corpus has languages"
    count, key, rows, finder = best
    hits = [_hit(corpus, key, row, finder) for row in rows.head(limit).iter_rows(named=True)]
    if counterparts and hits and len(corpus.keys) > 1:
        hits = _linked(corpus, key, hits)
    return Concordance(count, tuple(hits))


class _Finder:
    """Finds a query in texts of one language."""

    def __init__(self, query: str, key: str, how: How) -> None:
        self._key = key
        self._tag = key.partition("#")[0]
        self._query = query
        self._how = how
        self._matcher: Matcher | None = None
        self._pattern: re.Pattern[str] | None = None
        if how == "forms":
            from workbench.glossary import Concept, Matcher, Term

            concept = Concept("asked", {self._tag: (Term(query.strip()),)})
            self._matcher = Matcher([concept], self._tag)
        elif how == "regex":
            try:
                self._pattern = re.compile(query)
            except re.error as error:
                raise WorkbenchError(
                    f"{query!r} is no regular expression ({error})", remedy="check it"
                ) from error

    def rows(self, corpus: Corpus) -> pl.DataFrame:
        """The beads that have it, whole."""
        polars = parquet.module()
        column = polars.col(self._key)
        match self._how:
            case "exact":
                asked = column.str.contains(self._query, literal=True)
            case "regex":
                asked = column.str.contains(self._query)
            case _:
                asked = self._narrowed(column)
        try:
            found: pl.DataFrame = corpus.table.filter(asked).collect()
        except polars.exceptions.ComputeError as error:
            # Rust's expressions lack some that Python has, looking ahead and back.
            if self._pattern is None:
                raise
            raise WorkbenchError(
                f"{self._query!r} is no regular expression without looking ahead or back",
                remedy="write it without",
            ) from error
        if self._matcher is not None:
            kept = [bool(self.spans(text)) for text in found[self._key]]
            found = found.filter(polars.Series(kept, dtype=polars.Boolean))
        return found

    def _narrowed(self, column: pl.Expr) -> pl.Expr:
        """Texts that may have a form of the term: each of its words is there in one of its forms.

        It lets through more than the matcher finds, and never less; it is a hundred times faster.
        """
        ways = [
            [column.str.contains(f"(?i){word}") for word in words]
            for words in _patterns(self._query.strip(), self._tag)
        ]
        whole = [functools.reduce(operator.and_, words) for words in ways if words]
        return functools.reduce(operator.or_, whole) if whole else column.is_not_null()

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where it stands in a text."""
        if self._matcher is not None:
            found = self._matcher.find(self._matcher.fold(text))
            return tuple((match.start, match.end) for match in found)
        if self._pattern is not None:
            return tuple(
                match.span()
                for match in self._pattern.finditer(text)
                if match.end() > match.start()
            )
        return tuple(_literal(text, self._query))


def _literal(text: str, query: str) -> Iterator[Span]:
    at = text.find(query)
    while at >= 0:
        yield at, at + len(query)
        at = text.find(query, at + len(query))


def _patterns(term: str, tag: str) -> list[list[str]]:
    """Of each way to cut a term into words, a pattern of each word's forms."""
    language = of(tag)
    folded = fold(term, tag)
    if not language.joiner:
        return [[_loosely(folded.text, tag)]]
    words = re.findall(r"[^\W_]+", folded.cased)
    gaps = [""] * (len(words) - 1)
    found = []
    for cut, between in language.inflection.variants(words, gaps) if words else ():
        slots = language.inflection.slots(cut, between, "")
        forms = [[*slot.forms, word.lower()] for slot, word in zip(slots, cut, strict=True)]
        found.append(["|".join(sorted({_loosely(one, tag) for one in each})) for each in forms])
    return found


_UNSEEN = r"[\x{300}-\x{36f}\x{ad}\x{200b}-\x{200f}\x{2060}-\x{2064}\x{feff}]*"
"""What may stand between the letters of a word and is not seen: stress marks, soft hyphens."""


def _loosely(form: str, tag: str) -> str:
    """A folded form as a pattern (of Rust's) that finds it in texts that are not folded."""
    faces = _faces(of(tag).code)
    gap = _UNSEEN if of(tag).joiner else rf"{_UNSEEN}\s*"
    letters = []
    for letter in form:
        known = "".join(map(re.escape, (letter, *faces.get(letter, ()))))
        apart = unicodedata.normalize("NFD", letter)
        letters.append(f"[{known}]" if apart == letter else f"(?:[{known}]|{re.escape(apart)})")
    return gap.join(letters)


@functools.cache
def _faces(code: str) -> dict[str, list[str]]:
    """Other letters that a language folds to a letter: ``ё`` to ``е``, 國 to 国."""
    found: dict[str, list[str]] = {}
    for point, letter in part(code, Folding).letters.items():
        found.setdefault(letter.lower(), []).append(chr(point))
    for point in range(0x21, 0x7F):
        found.setdefault(chr(point).lower(), []).append(chr(0xFEE0 + point))
    return found


def _hit(corpus: Corpus, key: str, row: dict[str, object], finder: _Finder) -> Hit:
    text = str(row[key])
    confidence = row["confidence"]
    return Hit(
        str(row["document"]),
        str(row["bead"]),
        confidence if isinstance(confidence, float) else None,
        key,
        text,
        finder.spans(text),
        {other: str(row[other] or "") for other in corpus.keys if other != key},
        {},
    )


def _linked(corpus: Corpus, key: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, with what stands for the query in the other languages."""
    from dataclasses import replace

    from workbench import embedding
    from workbench.words import LinkFinder, WordVectors

    others = [other for other in corpus.keys if other != key]
    columns = [key, *others]
    sample = corpus.table.select(columns).head(_SAMPLED).collect()
    texts = [[[text or ""] for text in row] for row in sample.iter_rows()]
    tags = [column.partition("#")[0] for column in columns]
    finder = LinkFinder(tags, WordVectors(embedding.load()))
    finder.learn([finder.words(bead) for bead in texts])
    linked = []
    for hit in hits:
        texts_of = [[hit.text], *([hit.others[other]] for other in others)]
        links = finder.find(finder.words(texts_of))
        words = [word for span in hit.spans for word in links.of(0, 0, span)]
        found = {
            other: tuple(sorted({word.span for word in words if columns[word.column] == other}))
            for other in others
        }
        linked.append(replace(hit, counterparts=found))
    return linked


def as_rows(found: Concordance, keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The hits as a table: a header, then a row a hit."""
    if not found.hits:
        return
    key = found.hits[0].language
    others = [other for other in keys if other != key]
    yield (*FACTS[:3], "before", key, "after", *others)
    for hit in found.hits:
        for start, end in hit.spans:
            sure = "" if hit.confidence is None else f"{hit.confidence:.3f}"
            yield (
                hit.document, hit.bead, sure,
                hit.text[:start], hit.text[start:end], hit.text[end:],
                *(hit.others[other] for other in others),
            )  # fmt: skip
