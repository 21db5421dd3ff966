"""Encoders and the vector cache."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from workbench import embedding
from workbench.embedding import SQLiteVectorTable, VectorCache, VectorRow
from workbench.embedding.builtin import BuiltinEncoder
from workbench.errors import WorkbenchError

TEXTS = ["The bridge is closed.", "Мост закрыт.", "桥封了。", "He bought three kilos of plums.", ""]


@pytest.fixture(scope="module")
def encoder() -> BuiltinEncoder:
    """The built-in encoder, loaded once."""
    return embedding.load()


def test_translations_are_near_and_vectors_have_length_one(encoder: BuiltinEncoder) -> None:
    """The three versions of a sentence are nearer to each other than to another."""
    found = encoder.runs(encoder.sums(TEXTS), 1)
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(5), abs=1e-4)
    alike = found @ found.T
    assert min(alike[0, 1], alike[0, 2], alike[1, 2]) > 0.45
    assert max(alike[:3, 3]) < 0.3


def test_composed_runs_are_near_to_encoding_them_whole(encoder: BuiltinEncoder) -> None:
    """Three sentences from their sums, against the three as one text."""
    sentences = [
        "The road was empty and the lamps were out.",
        "Only the baker, who rose at three, saw the strangers come.",
        "He said nothing about it until the spring.",
    ]
    composed = encoder.runs(encoder.sums(sentences), 3)[0]
    whole = encoder.runs(encoder.sums([" ".join(sentences)]), 1)[0]
    assert float(composed @ whole) > 0.9


def test_a_part_of_the_sums_gives_the_same_runs(encoder: BuiltinEncoder) -> None:
    """Slicing needs no encoding, and neighbours change nothing."""
    sums = encoder.sums(TEXTS)
    assert encoder.runs(sums[1:4], 2) == pytest.approx(encoder.runs(sums, 2)[1:3], abs=1e-5)
    assert encoder.runs(sums, 6).shape == (0, 512)


def test_batches_do_not_show(encoder: BuiltinEncoder) -> None:
    """A sentence has the same vector whatever is encoded beside it."""
    many = [f"Sentence number {n} is about plums." for n in range(700)]
    together = encoder.runs(encoder.sums(many), 1)
    alone = encoder.runs(encoder.sums([many[500]]), 1)
    assert together[500] == pytest.approx(alone[0], abs=2e-3)


def test_parts_are_near_to_encoding_them_alone(encoder: BuiltinEncoder) -> None:
    """Clauses from their sentence's tokens; the sentence's sums are what they always are."""
    texts = ["When it rains, the ferry stays in port.", "下雨的时候，渡船停在港口。", "One clause."]
    parts = [["When it rains,", "the ferry stays in port."], ["下雨的时候，", "渡船停在港口。"], []]
    sums, found = encoder.with_parts(texts, parts)
    assert encoder.runs(sums, 1) == pytest.approx(encoder.runs(encoder.sums(texts), 1), abs=2e-3)
    assert [len(rows) for rows in found] == [2, 2, 0]
    for clauses, rows in zip(parts[:2], found, strict=False):
        alone = encoder.runs(encoder.sums(clauses), 1)
        assert (np.diag(rows @ alone.T) > 0.85).all()
        assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(2), abs=1e-4)


def test_single_texts_cost_less_and_are_the_same(encoder: BuiltinEncoder) -> None:
    """Words, one longer than the network takes at once among them."""
    for words in (["bridge", "мост", "桥", ""], ["bridge", "a" * 40_000]):
        whole = encoder.runs(encoder.sums(words), 1)
        assert encoder.singles(words) == pytest.approx(whole, abs=2e-3)


def test_parts_come_from_the_cache_bit_by_bit(encoder: BuiltinEncoder, tmp_path: Path) -> None:
    """The second time nothing is encoded; the sums were kept on the way."""
    parts = {"When it rains, we stay.": ["When it rains,", "we stay."]}
    with VectorCache(tmp_path / "vectors.db") as cache:
        first = cache.parts(encoder, list(parts), parts)
        assert cache.lacking(encoder, [*parts, "Another.", "Another."]) == ["Another."]
    with VectorCache(tmp_path / "vectors.db") as cache:
        again = cache.parts(encoder, list(parts), parts)
    assert np.array_equal(first[0], again[0])
    assert first[0].shape == (2, 512)


def test_parts_that_are_cut_in_another_way_are_computed_anew(
    encoder: BuiltinEncoder, tmp_path: Path
) -> None:
    """A cache may come from a version of the program that knew fewer marks."""
    sentence = "When it rains, we stay; at home."
    fewer = {sentence: ["When it rains,", "we stay; at home."]}
    more = {sentence: ["When it rains,", "we stay;", "at home."]}
    with VectorCache(tmp_path / "vectors.db") as cache:
        cache.parts(encoder, [sentence], fewer)
        found = cache.parts(encoder, [sentence], more)
    with VectorCache(tmp_path / "others.db") as cache:
        fresh = cache.parts(encoder, [sentence], more)
    assert np.array_equal(found[0], fresh[0])


@pytest.mark.parametrize(
    "odd",
    ["", " ", "\ud800", "\x00", "a" * 60_000, "早" * 20_000],
    ids=["empty", "space", "surrogate", "null", "letters", "characters"],
)
def test_any_string_can_be_encoded(encoder: BuiltinEncoder, odd: str) -> None:
    """No exception and no NaN, however odd or long."""
    assert np.isfinite(encoder.runs(encoder.sums([odd, "b"]), 2)).all()


def test_cached_and_fresh_runs_agree(encoder: BuiltinEncoder, tmp_path: Path) -> None:
    """The second time everything comes from the file, bit by bit the same."""
    fresh = encoder.runs(encoder.sums(TEXTS), 2)
    for _ in range(2):
        with VectorCache(tmp_path / "vectors.db") as cache:
            found = encoder.runs(cache.sums(encoder, TEXTS), 2)
            assert found == pytest.approx(fresh, abs=2e-3)
    with sqlite3.connect(tmp_path / "vectors.db") as connection:
        rows = connection.execute("SELECT count(*), min(length(row)) FROM vector").fetchone()
    assert rows == (len(set(TEXTS)), 2 * encoder.width)


def test_the_cache_encodes_only_what_is_new(encoder: BuiltinEncoder, tmp_path: Path) -> None:
    """Texts that are known are not given to the encoder again."""
    asked: list[str] = []

    class Watched(BuiltinEncoder):
        def __init__(self) -> None:
            self.__dict__.update(encoder.__dict__)

        def sums(self, texts):
            asked.extend(texts)
            return super().sums(texts)

    watched = Watched()
    with VectorCache(tmp_path / "vectors.db") as cache:
        cache.sums(watched, TEXTS[:2])
        cache.sums(watched, TEXTS[:3])
    assert asked == TEXTS[:3]


def test_what_is_kept_is_copied_into_another_table(tmp_path: Path) -> None:
    """Beside what is there already."""
    with VectorCache("") as cache, closing(SQLiteVectorTable(tmp_path / "other.db")) as table:
        cache.keep({"one": {b"a": b"1", b"b": b"2"}})
        table.put([("one", b"b", b"old"), ("other", b"a", b"3")])
        cache.copy_to(table)
        kept = set(table.rows())
    assert kept == {("one", b"a", b"1"), ("one", b"b", b"2"), ("other", b"a", b"3")}


def test_rows_are_kept_all_or_none(tmp_path: Path) -> None:
    """Where they stop coming half-way, none is kept, and the table goes on."""

    def broken() -> Iterator[VectorRow]:
        yield "one", b"a", b"1"
        raise WorkbenchError("given up")

    with closing(SQLiteVectorTable(tmp_path / "vectors.db")) as table:
        with pytest.raises(WorkbenchError, match="given up"):
            table.put(broken())
        assert not list(table.rows())
        table.put([("one", b"a", b"1")])
        assert table.known("one", [b"a", b"b"]) == {b"a"}


def test_a_cache_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """The file is named, and stays as it was."""
    path = tmp_path / "notes.txt"
    path.write_text("not a database at all, only notes\n" * 50)
    with pytest.raises(WorkbenchError, match=r"notes\.txt"):
        VectorCache(path)
    assert path.read_text().startswith("not a database")
