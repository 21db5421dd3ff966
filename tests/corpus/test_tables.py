"""What is done with a corpus: counted, filtered, searched, judged."""

import csv
import dataclasses
import json
import random

import pytest
from click.testing import CliRunner

from workbench import corpus, exchange
from workbench.cli import corpus_, glossary_
from workbench.corpus.kwic import _patterns
from workbench.errors import WorkbenchError

pl = pytest.importorskip("polars")

BEADS = [
    # document, bead, confidence, status, en, ru
    ("a", "1", 0.99, "unreviewed", "The peace treaty was signed.", "Мирный договор был подписан."),
    ("a", "2", 0.95, "unreviewed", "Peace treaties last long.", "Мирные договоры живут долго."),
    ("a", "3", 0.90, "unreviewed", "The peace treaty was signed!", "Мирный договор был подписан."),
    ("a", "4", 0.40, "confirmed", "Nobody signed it on 5 May.", "Никто не подписал его 7 мая."),
    ("b", "1", 0.20, "unreviewed", "Yes.", "Да."),
    ("b", "2", 0.85, "unreviewed", "Only here.", None),
    ("b", "3", 0.93, "unreviewed", "The ёлка stands in the hall.", "Всё о нашей ёлке в зале."),
    ("b", "4", 0.97, "unreviewed", "A long sentence about a very small thing indeed.", "О малом."),
    ("b", "5", None, "unreviewed",
     "These two sentences are both written in plain English words.",
     "These words are in the wrong language and nobody has translated them."),
]  # fmt: skip


@pytest.fixture
def table(tmp_path):
    columns = ["document", "bead", "confidence", "status", "en", "ru"]
    path = tmp_path / "beads.parquet"
    pl.DataFrame(BEADS, schema=columns, orient="row").write_parquet(path)
    return path


def ids(path):
    found = pl.read_parquet(path)
    return [f"{row[0]}{row[1]}" for row in found.select("document", "bead").iter_rows()]


@pytest.mark.parametrize(
    ("rules", "dropped"),
    [
        ({}, ""),
        ({"min_confidence": 0.9}, "b1 b5"),
        ({"max_ratio": 2.5}, "b4"),
        ({"unique": True}, "a3"),
        ({"language": True}, "b5"),
        ({"numbers": True}, "a4"),
        ({"min_confidence": 0.5, "unique": True, "numbers": True}, "a3 a4 b1 b5"),
    ],
)
def test_each_rule_drops_its_own_and_says_so(tmp_path, table, rules, dropped):
    out = tmp_path / "out.parquet"
    found = corpus.filter_corpus(corpus.open_corpus(table), out, corpus.Rules(**rules))
    whole = {f"{row[0]}{row[1]}" for row in BEADS} - {"b2"}
    assert whole - set(ids(out)) == set(dropped.split())
    assert (found.units, found.kept) == (8, 8 - len(dropped.split()))
    assert sum(each.units for each in found.dropped) == len(dropped.split())
    assert all(len(each.sample) == min(each.units, 3) for each in found.dropped)


def test_a_memory_goes_out_and_comes_back(tmp_path, table):
    opened = corpus.open_corpus(table)
    corpus.filter_corpus(opened, tmp_path / "out.tmx", corpus.Rules())
    memory, units = exchange.read(tmp_path / "out.tmx")
    assert [source.key for source in memory.sources] == ["en", "ru"]
    found = {unit.id: unit for unit in units}
    assert (found["a:4"].status, found["a:1"].confidence) == ("confirmed", 0.99)
    again = corpus.open_corpus(tmp_path)  # the folder holds the memory
    assert corpus.stats(again).pairs == {"en:ru": 8}
    assert corpus.stats(again).confirmed == 1


def test_a_filter_that_leaves_nothing_writes_nothing(tmp_path, table):
    opened = corpus.open_corpus(table)
    nothing = dataclasses.replace(opened, table=opened.table.filter(pl.col("bead") == "x"))
    with pytest.raises(WorkbenchError, match="no unit passes"):
        corpus.filter_corpus(nothing, tmp_path / "o.tmx", corpus.Rules())
    assert not (tmp_path / "o.tmx").exists()


def test_stats_count(table):
    found = corpus.stats(corpus.open_corpus(table))
    assert (found.documents, found.beads, found.pairs) == (2, 9, {"en:ru": 8})
    assert found.languages["ru"].beads == 8
    assert found.languages["ru"].words == sum(len((row[5] or "").split()) for row in BEADS)
    assert found.confidence["0.90"] == 2
    assert (found.confidence["decided"], found.confirmed, found.repeated) == (1, 1, 0)


@pytest.mark.parametrize(
    ("query", "how", "language", "beads"),
    [
        ("peace treaty", "exact", None, "a1 a3"),
        ("Peace treat", "exact", None, "a2"),
        (r"[Pp]eace treat\w+", "regex", "en", "a1 a2 a3"),
        ("мирный договор", "forms", None, "a1 a2 a3"),
        ("ёлка", "forms", "ru", "b3"),
        ("елка", "forms", "ru", "b3"),
        ("nowhere", "exact", None, ""),
    ],
)
def test_a_query_is_found(table, query, how, language, beads):
    opened = corpus.open_corpus(table)
    found = corpus.concordance(opened, query, how=how, language=language, counterparts=False)
    assert [f"{hit.document}{hit.bead}" for hit in found.hits] == beads.split()
    assert found.beads == len(beads.split())
    for hit in found.hits:
        assert hit.spans
        assert {"en", "ru"} == {hit.language, *hit.others}


def test_the_hit_and_its_counterpart_are_marked(table):
    opened = corpus.open_corpus(table)
    found = corpus.concordance(opened, "договор", how="forms", limit=1)
    (hit,) = found.hits
    assert [hit.text[start:end] for start, end in hit.spans] == ["договор"]
    said = [hit.others["en"][start:end] for start, end in hit.counterparts["en"]]
    assert "treaty" in said
    assert found.beads == 3


@pytest.mark.parametrize(
    ("query", "how", "said"),
    [(" ", "exact", "empty"), ("(", "regex", "no regular expression"),
     ("(?=x)y", "regex", "looking ahead")],
)  # fmt: skip
def test_what_is_no_query_is_said(table, query, how, said):
    with pytest.raises(WorkbenchError, match=said):
        corpus.concordance(corpus.open_corpus(table), query, how=how)


def test_what_narrows_the_search_lets_every_form_through():
    """Written with a stress mark, decomposed, hyphenated softly, in Traditional characters."""
    cases = [
        ("договор", "ru", ["ДОГОВО\u0301РОМ", "дого\xadвора"]),
        ("ёлка", "ru", ["Ёлки", "елку", "е\u0308лкой"]),
        ("край", "ru", ["края", "кра\u0438\u0306"]),
        ("国家", "zh", ["國家", "国 家"]),
        ("treaty", "en", ["Treaties", "ＴＲＥＡＴＹ"]),
    ]
    for term, tag, texts in cases:
        for text in texts:
            ways = _patterns(term, tag)
            series = pl.Series([text])
            found = [all(series.str.contains(f"(?i){word}")[0] for word in words) for words in ways]
            assert any(found), (term, text)


def test_a_sample_comes_back_with_verdicts(tmp_path):
    """The truth: below .5 none is right, above all are; the share is that of the whole."""
    chance = random.Random(5)
    rows = [
        (f"d{n // 50}", str(n % 50), 0.3 if n % 10 == 0 else 0.9 + chance.random() / 11,
         "unreviewed", f'{n} "quoted', f"={n}")
        for n in range(2000)
    ]  # fmt: skip
    path = tmp_path / "b.parquet"
    columns = ["document", "bead", "confidence", "status", "en", "ru"]
    pl.DataFrame(rows, schema=columns, orient="row").write_parquet(path)
    opened = corpus.open_corpus(path)
    assert corpus.sample(opened, 120, tmp_path / "s.tsv") == 120
    sure = {(row[0], row[1]): row[2] for row in rows}
    with (tmp_path / "s.tsv").open(encoding="utf-8", newline="") as file:
        drawn = list(csv.reader(file, delimiter="\t"))
    assert drawn[0][:3] == ["right", "document", "bead"]
    low = [row for row in drawn[1:] if sure[row[1], row[2]] < 0.5]
    assert len(low) >= 30, "as many from each of the four classes that have beads"
    for row in drawn[1:]:
        row[0] = "no" if row in low else "yes"
    drawn[5][0] = ""
    with (tmp_path / "s.tsv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(drawn)
    found = corpus.judged(opened, tmp_path / "s.tsv")
    assert (found.share, found.unjudged) == (pytest.approx(0.9), 1)
    assert found.low < 0.9 < found.high <= 1
    assert found.expected == pytest.approx(sum(sure.values()) / 2000)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("document\tbead\n", "no column 'right'"),
        ("right\tdocument\tbead\nmaybe\ta\t1\n", "neither yes nor no"),
        ("right\tdocument\tbead\nyes\tz\t1\n", "no bead 1 of z"),
        ("right\tdocument\tbead\n\ta\t1\n", "no verdict"),
    ],
)
def test_what_is_no_judged_sample_is_said(tmp_path, table, text, said):
    (tmp_path / "s.tsv").write_text(text)
    with pytest.raises(WorkbenchError, match=said):
        corpus.judged(corpus.open_corpus(table), tmp_path / "s.tsv")


def test_what_is_no_corpus_is_said(tmp_path):
    for path, said in (
        (tmp_path / "nowhere", "no such folder"),
        (tmp_path, "neither a corpus nor a TMX file"),
    ):
        with pytest.raises(WorkbenchError, match=said):
            corpus.open_corpus(path)
    (tmp_path / "x.parquet").write_bytes(b"PAR1")
    with pytest.raises(WorkbenchError, match="no Parquet file"):
        corpus.open_corpus(tmp_path / "x.parquet")
    (tmp_path / "y.txt").write_text("x")
    with pytest.raises(WorkbenchError, match="no TMX file"):
        corpus.open_corpus(tmp_path / "y.txt")


def test_terms_are_proposed(tmp_path):
    rows = [
        ("a", str(n), 0.9, "unreviewed", f"The peace treaty {said}.", f"Мирный договор {told}.")
        for n, (said, told) in enumerate(
            [("was signed", "подписан"), ("was read", "зачитан"), ("is old", "стар"),
             ("was lost", "утерян"), ("is binding", "обязателен")]
        )
    ]  # fmt: skip
    columns = ["document", "bead", "confidence", "status", "en", "ru"]
    pl.DataFrame(rows, schema=columns, orient="row").write_parquet(tmp_path / "b.parquet")
    found = corpus.extract(corpus.open_corpus(tmp_path / "b.parquet"), encoder="none")
    assert (found.units, found.of, found.keys) == (5, 5, ("en", "ru"))
    assert ("peace treaty", "мирный договор") in [
        (each.terms["en"], each.terms.get("ru")) for each in found.candidates
    ]


def test_the_program_shows_hits_and_usage(tmp_path, monkeypatch, table):
    monkeypatch.chdir(tmp_path)
    call = ["concordance", "beads.parquet", "договор", "--forms", "--format", "tsv"]
    done = CliRunner().invoke(corpus_.command, call)
    header, *rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert header == ["document", "bead", "confidence", "before", "ru", "after", "en"]
    assert [row[4] for row in rows] == ["договор", "договоры", "договор"]
    (tmp_path / "g.csv").write_text("concept_id,en,ru\npeace,peace treaty,мирный договор\n")
    call = ["usage", "g.csv", "beads.parquet", "--format", "json"]
    done = CliRunner().invoke(glossary_.command, call)
    assert '"due": 3' in json.dumps(json.loads(done.stdout))
