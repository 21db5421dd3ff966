"""align's JSON and the tables: everything of an alignment, and back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.exchange_cases import MEMORY, UNITS, texts

from workbench import exchange
from workbench.errors import WorkbenchError
from workbench.units import Memory, Source, Unit, Variant

SEGMENT = st.text(st.characters(codec="utf-8"), min_size=1)


def test_json_has_the_shape_that_the_interface_states(tmp_path):
    path = tmp_path / "talks.json"
    exchange.write(path, MEMORY, UNITS)
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["languages"] == ["en", "zh", "ru"]
    assert data["segments"]["en"] == [
        "Good morning.",
        "Both sides met.",
        "They agreed.",
        "An aside.",
    ]
    assert data["beads"][1]["segments"] == {"en": [1, 2], "zh": [1, 2], "ru": [1]}
    assert data["beads"][2]["segments"] == {"en": [3], "zh": [], "ru": []}
    assert (data["beads"][0]["status"], data["beads"][0]["confidence"]) == ("confirmed", None)
    assert (data["beads"][1]["status"], data["beads"][1]["confidence"]) == ("unreviewed", 0.875)


def test_json_keeps_segments_in_their_documents_order_where_beads_stand_in_another(tmp_path):
    memory = Memory((Source("en", "en"), Source("ru", "ru")))
    units = [
        Unit("1", {"en": Variant(("a",), ((0, 1),), (0,)), "ru": Variant(("два",), (), (1,))}),
        Unit("2", {"en": Variant(("b",), ((2, 3),), (1,)), "ru": Variant(("раз",), (), (0,))}),
    ]
    path = tmp_path / "swapped.json"
    exchange.write(path, memory, units)
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["segments"]["ru"] == ["раз", "два"]
    assert [bead["segments"]["ru"] for bead in data["beads"]] == [[1], [0]]
    assert data["spans"] == {"en": [[0, 1], [2, 3]]}


@given(
    st.lists(
        st.tuples(
            st.lists(st.text(st.characters(codec="utf-8")), max_size=3),
            st.lists(st.text(st.characters(codec="utf-8")), max_size=3),
            st.sampled_from(["unreviewed", "confirmed"]),
            st.booleans(),
            st.booleans(),
            st.one_of(st.none(), st.floats(0, 1)),
            st.text(st.characters(codec="utf-8")),
        ),
        max_size=5,
    )
)
def test_json_brings_everything_back(tmp_path_factory, beads):
    memory = Memory((Source("en", "en"), Source("ru#2", "ru")))
    counts = {"en": 0, "ru#2": 0}
    units = []
    for number, (en, ru, *facts) in enumerate(beads):
        variants = {}
        for key, run in (("en", en), ("ru#2", ru)):
            numbers = tuple(range(counts[key], counts[key] + len(run)))
            variants[key] = Variant(tuple(run), (), numbers)
            counts[key] += len(run)
        units.append(Unit(str(number), variants, *facts))
    path = tmp_path_factory.mktemp("any") / "any.json"
    exchange.write(path, memory, units)
    back, again = exchange.read(path)
    assert back == memory
    assert list(again) == units


def test_a_table_has_the_stated_columns_and_escapes(tmp_path):
    path = tmp_path / "talks.tsv"
    unit = replace(UNITS[1], note="a\tb\\c\nd")
    exchange.write(path, MEMORY, [UNITS[0], unit])
    header, first, second = path.read_text(encoding="utf-8").splitlines()
    assert header == "id\tversion\tstatus\tnote\ten\tzh\tru"
    assert first == "1\t4\tconfirmed\tgreeting\tGood morning.\t早上好。\tДоброе утро."
    assert second.split("\t")[:5] == [
        "2",
        "0",
        "unreviewed flagged",
        r"a\tb\\c\nd",
        r"Both sides met.\nThey agreed.",
    ]


@given(
    st.lists(
        st.tuples(
            st.lists(SEGMENT, max_size=3),
            st.lists(SEGMENT, max_size=3),
            st.sampled_from(["unreviewed", "confirmed"]),
            st.booleans(),
            st.booleans(),
            st.text(st.characters(codec="utf-8")),
            st.integers(0, 10**6),
        ),
        max_size=5,
    )
)
def test_tsv_brings_segments_statuses_and_notes_back(tmp_path_factory, rows):
    memory = Memory((Source("en", "en"), Source("ru#2", "ru")))
    units = [
        Unit(
            f"b{number}",
            {"en": Variant(tuple(en)), "ru#2": Variant(tuple(ru))},
            status,
            flagged,
            excluded,
            note=note,
            version=version,
        )
        for number, (en, ru, status, flagged, excluded, note, version) in enumerate(rows)
    ]
    path = tmp_path_factory.mktemp("any") / "any.tsv"
    told = exchange.write(path, memory, units)
    assert told.removed == 0
    back, again = exchange.read(path)
    assert [source.key for source in back.sources] == ["en", "ru#2"]
    assert list(again) == units


def test_a_lone_surrogate_is_removed_and_counted(tmp_path):
    unit = Unit("1", {"en": Variant(("a\ud800b",)), "ru": Variant(("в\udfff",))}, note="\udc00")
    memory = Memory((Source("en", "en"), Source("ru", "ru")))
    for name in ("x.tsv", "x.json", "x.csv", "x.xlsx", "x.tmx", "x.xliff", "x.po"):
        assert exchange.write(tmp_path / name, memory, [unit]).removed == 3
        assert texts(exchange.read(tmp_path / name)[1]) == [("1", {"en": ("ab",), "ru": ("в",)})]


@pytest.mark.parametrize(
    ("header", "keys"),
    [
        ("en\tru", ["en", "ru"]),
        ("English\tRussian\tcomment", ["en", "ru"]),
        ("ID\tzh_CN\trus", ["zh-CN", "ru"]),
        ("\ufeffen\tru#2", ["en", "ru#2"]),
    ],
)
def test_tables_of_other_programs_need_only_languages(tmp_path, header, keys):
    path = tmp_path / "in.tsv"
    path.write_text(f"{header}\nPeace\tМир\n", encoding="utf-8")
    memory, units = exchange.read(path)
    assert [source.key for source in memory.sources] == keys
    assert len(list(units)) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "in.tsv: the file is empty"),
        (b"a b c\tquite\n", "in.tsv:1: no column"),
        (b"en\ten\n", "in.tsv:1: two columns are called en"),
        (b"en\tru\n\na\tb\tc\n", "in.tsv:3: the row has 3 cells and the header 2"),
        (b"version\ten\tru\nx\ta\tb\n", "in.tsv:2: the version 'x' is none"),
        (b"en\tru\na\t\xcf\n", "in.tsv:2: byte 0xCF is not UTF-8"),
    ],
)
def test_a_bad_table_is_one_sentence_with_file_and_line(tmp_path, content, sentence):
    path = tmp_path / "in.tsv"
    path.write_bytes(content)
    with pytest.raises(WorkbenchError) as caught:
        list(exchange.read(path)[1])
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        "[" * 100_000,
        '{"languages": ["en"], "segments": {"en": []}, "beads": [{"segments": {"en": [0]}}]}',
        '{"languages": ["en"], "segments": {"en": ["a"]}, "beads": [{"segments": {"en": [-1]}}]}',
    ],
)
def test_json_that_is_no_alignment_is_refused(tmp_path, content):
    path = tmp_path / "in.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WorkbenchError, match=r"in\.json"):
        list(exchange.read(path)[1])


@pytest.mark.parametrize("name", ["x.doc", "x", "x.aligned"])
def test_an_unknown_ending_is_refused_and_nothing_is_written(tmp_path, name):
    with pytest.raises(WorkbenchError, match=r"ending|end in"):
        exchange.write(tmp_path / name, MEMORY, UNITS)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_stays_when_the_units_break_off(tmp_path):
    def broken():
        yield UNITS[0]
        raise WorkbenchError("the source is damaged")

    for ending in ("tmx", "tsv", "json"):
        path = tmp_path / f"x.{ending}"
        path.write_text("before", encoding="utf-8")
        with pytest.raises(WorkbenchError):
            exchange.write(path, MEMORY, broken())
        assert path.read_text(encoding="utf-8") == "before"


def test_a_table_says_which_columns_it_lacks_and_keeps_a_status_nobody_knows(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("id\tstatus\ten\tru\n1\tOK\ta\tб\n2\tConfirmed, flagged\tc\tд\n")
    memory, units = exchange.read(path)
    assert memory.silent == {"version", "note"}
    first, second = units
    assert (first.status, first.properties) == ("unreviewed", {"status": "OK"})
    assert (second.status, second.flagged, second.properties) == ("confirmed", True, {})


def test_a_version_carries_the_beginning_of_the_projects_id(tmp_path):
    """It comes back with the row; a plain number, as older tables have it, names no project."""
    memory = Memory((Source("en", "en"), Source("ru", "ru")), project="k3f9abcdefgh2345")
    unit = Unit("7", {"en": Variant(("a",)), "ru": Variant(("а",))}, version=12)
    for ending in ("tsv", "csv", "xlsx"):
        path = tmp_path / f"out.{ending}"
        exchange.write(path, memory, [unit])
        (found,) = exchange.read(path)[1]
        assert (found.version, found.properties["x-workbench-project"]) == (12, "k3f9")
    path = tmp_path / "old.tsv"
    path.write_text("id\tversion\ten\tru\n7\t12\ta\tа\n", encoding="utf-8")
    (found,) = exchange.read(path)[1]
    assert (found.version, found.properties) == (12, {})


@pytest.mark.parametrize(
    ("header", "rows", "languages", "others"),
    [
        ("key,ref,pos,en,ru", ["a,r,1,Yes,Да"], ["en", "ru"], ["key", "ref", "pos"]),
        ("row,src,en,ru", ["1,x,Yes,Да"], ["en", "ru"], ["row", "src"]),
        ("no,en,ru", ["1,Yes,Да", "2,No,Нет"], ["en", "ru"], ["no"]),
        ("No.,en,ru", ["1,Yes,Да"], ["en", "ru"], ["No."]),
        ("NO,en,ru", ["A-1,Yes,Да", "A-2,No,Нет"], ["en", "ru"], ["NO"]),
        # Norwegian where there are texts.
        ("no,en", ["Ja takk,Yes please", "Nei,No"], ["no", "en"], []),
        ("en,yue,fil", ["Yes,係,Oo"], ["en", "yue", "fil"], []),
        ("en,sr@latin,ca@valencia", ["Yes,Da,Sí"], ["en", "sr-Latn", "ca-valencia"], []),
        ("English,pt_BR,max,min", ["Yes,Sim,9,1"], ["en", "pt-BR"], ["max", "min"]),
        # Nothing translated yet.
        ("en,lv", ["Yes,"], ["en", "lv"], []),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "tsv"])
def test_a_column_is_a_language_by_codes_in_use_and_by_its_texts(
    tmp_path, header, rows, languages, others, ending
):
    path = tmp_path / f"in.{ending}"
    text = "\n".join([header, *rows]) + "\n"
    path.write_text(text.replace(",", "\t") if ending == "tsv" else text, encoding="utf-8")
    memory, units = exchange.read(path)
    assert [source.key for source in memory.sources] == languages
    assert list(memory.columns) == others
    first = next(units)
    assert list(first.properties) == others
    said = f"columns of texts: {', '.join(languages)}; other columns: {', '.join(others)}"
    assert memory.notes == ((said,) if others else ())


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "\ufeffsep=;"])
def test_excels_line_about_the_separator_is_no_header(tmp_path, first):
    path = tmp_path / "in.csv"
    path.write_text(f"{first}\nen;ru\nYes, sir;Да\n", encoding="utf-8")
    memory, units = exchange.read(path)
    assert [source.key for source in memory.sources] == ["en", "ru"]
    assert [(unit.variants["en"].segments, unit.line) for unit in units] == [(("Yes, sir",), 3)]


def test_contexts_and_codes_of_a_table_come_back(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("en,ru,context\nOpen⟦1⟧,Открыть⟦1⟧,menu\n", encoding="utf-8")
    memory, units = exchange.read(path)
    again = tmp_path / "again.tsv"
    exchange.write(again, memory, units)
    assert again.read_text(encoding="utf-8").splitlines()[1].split("\t")[4:] == [
        "Open⟦1⟧",
        "Открыть⟦1⟧",
        "menu",
    ]


def test_properties_without_a_column_are_counted(tmp_path):
    memory = Memory((Source("en", "en"), Source("ru", "ru")))
    unit = Unit("1", {"en": Variant(("Yes",)), "ru": Variant(("Да",))}, properties={"x": "1"})
    assert exchange.write(tmp_path / "out.csv", memory, [unit]).contexts == 1
