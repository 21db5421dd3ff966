"""TMX: what is written is what CAT tools accept, and comes back."""

import gzip
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from support.exchange_cases import MEMORY, PAIR, UNITS, texts

from workbench import exchange
from workbench.errors import WorkbenchError
from workbench.exchange import memories
from workbench.exchange.characters import legal
from workbench.exchange.xml_text import markup_in
from workbench.units import Memory, Source, Unit, Variant, joined

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMAS = os.environ.get("WORKBENCH_SCHEMAS")


@pytest.fixture
def tmx(tmp_path):
    """Writes units and gives the file."""

    def write(memory=MEMORY, units=UNITS, name="out.tmx", **facts):
        path = tmp_path / name
        write.told = exchange.write(path, memory, units, **facts)
        return path

    return write


def variants(path):
    """By tuid, the text of each language."""
    return {
        unit.get("tuid"): {
            side.get(LANG): "".join(side.find("seg").itertext()) for side in unit.iter("tuv")
        }
        for unit in etree.parse(path).iter("tu")
    }


def source_file(tmp_path, body, *, head='<?xml version="1.0"?>', name="in.tmx", srclang="en"):
    path = tmp_path / name
    path.write_text(
        f'{head}<tmx version="1.4"><header segtype="sentence" srclang="{srclang}"/>'
        f"<body>{body}</body></tmx>",
        encoding="utf-8",
    )
    return path


def tu(*sides, attributes="", inner=""):
    variants = "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in sides)
    return f"<tu {attributes}>{inner}{variants}</tu>\n"


def test_the_header_has_every_attribute_that_omegat_demands(tmx):
    header = etree.parse(tmx()).find("header")
    for name in (
        "creationtool creationtoolversion segtype o-tmf adminlang srclang datatype"
    ).split():
        assert header.get(name)
    assert header.get("srclang") == "en"
    assert header.get("creationdate") == "20260301T093000Z"


def test_a_unit_leaves_out_a_language_it_lacks_and_a_lone_one_is_left_out(tmx):
    assert variants(tmx()) == {
        "talks:1": {"en": "Good morning.", "zh-CN": "早上好。", "ru": "Доброе утро."},
        "talks:2": {
            "en": "Both sides met. They agreed.",
            "zh-CN": "双方会晤。双方同意。",
            "ru": "Стороны встретились и договорились.",
        },
        "talks:4": {"zh-CN": "只有中文和俄文。", "ru": "Без английского."},
    }
    assert (tmx.told.units, tmx.told.incomplete) == (3, 1)


def test_a_unit_without_the_source_language_names_its_own(tmx):
    units = {unit.get("tuid"): unit for unit in etree.parse(tmx()).iter("tu")}
    assert units["talks:4"].get("srclang") == "zh-CN"
    assert units["talks:1"].get("srclang") is None


def test_a_pair_holds_only_complete_units_with_the_asked_source(tmx):
    path = tmx(pair="ru:en")
    assert etree.parse(path).find("header").get("srclang") == "ru"
    assert [list(sides) for sides in variants(path).values()] == [["ru", "en"]] * 2


def test_provenance_status_dates_and_notes_stand_in_the_unit(tmx):
    first, second, _ = etree.parse(tmx()).iter("tu")
    props = {prop.get("type"): prop.text for prop in first.findall("prop")}
    assert props == {
        "x-workbench-project": "talks",
        "x-workbench-bead": "1",
        "x-workbench-status": "confirmed",
    }
    assert first.findtext("note") == "greeting"
    assert (first.get("changedate"), first.get("changeid")) == ("20260302T080005Z", "M. Li")
    assert {prop.get("type"): prop.text for prop in second.findall("prop")} == {
        "x-workbench-project": "talks",
        "x-workbench-bead": "2",
        "x-workbench-status": "unreviewed",
        "x-workbench-confidence": "0.875",
        "x-workbench-flagged": "yes",
    }


def test_segtype_is_said_for_each_unit_and_for_omegat_in_the_header(tmx):
    tree = etree.parse(tmx())
    assert [unit.get("segtype") for unit in tree.iter("tu")] == [
        "sentence",
        "paragraph",
        "sentence",
    ]
    assert tree.find("header").get("segtype") == "paragraph"
    assert etree.parse(tmx(units=UNITS[:1])).find("header").get("segtype") == "sentence"


def test_the_same_units_give_the_same_bytes(tmx):
    assert tmx(name="a.tmx").read_bytes() == tmx(name="b.tmx").read_bytes()


def test_an_excluded_unit_is_never_written(tmx):
    assert variants(tmx(units=[replace(UNITS[0], excluded=True)])) == {}


def test_chosen_tags_are_written_and_unknown_ones_refused(tmx):
    path = tmx(tags={"en": "en-GB", "zh-CN": "zh-SG"})
    assert list(variants(path)["talks:1"]) == ["en-GB", "zh-SG", "ru"]
    assert etree.parse(path).find("header").get("srclang") == "en-GB"
    with pytest.raises(WorkbenchError, match="fr"):
        tmx(tags={"fr": "fr-CA"})


def test_traditional_chinese_is_written_zh_tw(tmx):
    memory = Memory((Source("en", "en"), Source("zh", "zh-Hant")))
    unit = Unit("1", {"en": Variant(("Peace",)), "zh": Variant(("和平",))})
    assert list(variants(tmx(memory, [unit]))["1"]) == ["en", "zh-TW"]


def test_two_documents_of_one_language_make_two_units_that_read_as_one(tmx):
    memory = Memory((Source("en", "en"), Source("ru", "ru"), Source("ru#2", "ru")), "twice")
    unit = Unit(
        "7",
        {
            "en": Variant(("Peace.",)),
            "ru": Variant(("Мир.",)),
            "ru#2": Variant(("Мир.",)),
        },
    )
    path = tmx(memory, [unit])
    assert variants(path) == {
        "twice:7": {"en": "Peace.", "ru": "Мир."},
        "twice:7#2": {"en": "Peace.", "ru": "Мир."},
    }
    back, units = exchange.read(path)
    assert [source.key for source in back.sources] == ["en", "ru", "ru#2"]
    assert texts(units) == [("twice:7", {"en": ("Peace.",), "ru": ("Мир.",), "ru#2": ("Мир.",)})]


def test_a_pair_of_one_language_needs_tags_to_tell_them_apart(tmx):
    memory = Memory((Source("ru", "ru"), Source("ru#2", "ru")))
    unit = Unit("1", {"ru": Variant(("Мир.",)), "ru#2": Variant(("Мир!",))})
    with pytest.raises(WorkbenchError, match="--tag"):
        tmx(memory, [unit])
    assert variants(tmx(memory, [unit], tags={"ru#2": "ru-BY"})) == {
        "1": {"ru": "Мир.", "ru-BY": "Мир!"}
    }


def test_a_folder_takes_a_memory_for_each_pair(tmp_path):
    told = exchange.write(f"{tmp_path}/memories/", MEMORY, UNITS)
    assert {path.name: len(variants(path)) for path in (tmp_path / "memories").iterdir()} == {
        "talks.en.zh-CN.tmx": 2,
        "talks.en.ru.tmx": 2,
        "talks.zh-CN.ru.tmx": 3,
    }
    assert (told.units, told.incomplete) == (3, 1)


def test_illegal_characters_are_removed_and_counted(tmx):
    unit = Unit(
        "1\x02", {"en": Variant(("A\x00\x1f\ud800\ufffe B",)), "ru": Variant(("\x0bА Б\x08",))}
    )
    path = tmx(PAIR, [replace(unit, note="n\x00ote", author="\x1bI")])
    assert variants(path) == {"talks:1": {"en": "A B", "ru": "А Б"}}
    assert tmx.told.removed == 9


def test_a_variant_of_nothing_visible_is_never_written(tmx):
    unit = Unit("1", {"en": Variant(("Text",)), "ru": Variant(("\u200b\x00 ",))})
    assert variants(tmx(PAIR, [unit])) == {}


@given(
    st.lists(st.text(), min_size=1, max_size=3),
    st.lists(st.text(), min_size=1, max_size=3),
    st.text(),
    st.sampled_from(["unreviewed", "confirmed"]),
    st.one_of(st.none(), st.floats(0, 1)),
)
def test_any_text_comes_back_as_it_was_or_is_counted(tmp_path_factory, en, zh, note, status, sure):
    memory = Memory((Source("en", "en"), Source("zh-CN", "zh-Hans")), "any")
    unit = Unit(
        "1",
        {"en": Variant(tuple(en)), "zh-CN": Variant(tuple(zh))},
        status,
        confidence=sure,
        note=note,
    )
    path = tmp_path_factory.mktemp("any") / "any.tmx"
    told = exchange.write(path, memory, [unit])
    removed = sum(legal(text)[1] for text in (*en, *zh))
    expected = {
        key: joined([legal(segment)[0] for segment in variant.segments], joiner)
        for (key, variant), joiner in zip(unit.variants.items(), (" ", ""), strict=True)
    }
    _, units = exchange.read(path)
    if not all(text for text, _ in expected.values()):
        assert list(units) == []
        return
    (back,) = units
    assert told.removed >= removed
    assert back.status == status
    assert back.note == legal(note)[0].strip()
    assert back.confidence == (None if sure is None else pytest.approx(sure, rel=1e-3))
    for key, (text, borders) in expected.items():
        assert joined(back.variants[key].segments, " " if key == "en" else "") == (text, borders)


def test_segments_status_notes_and_dates_come_back(tmx):
    memory, units = exchange.read(tmx())
    assert [source.key for source in memory.sources] == ["en", "zh-CN", "ru"]
    assert memory.created == MEMORY.created
    units = list(units)
    assert texts(units)[1] == (
        "talks:2",
        {
            "en": ("Both sides met.", "They agreed."),
            "zh-CN": ("双方会晤。", "双方同意。"),
            "ru": ("Стороны встретились и договорились.",),
        },
    )
    assert (units[0].status, units[0].note, units[0].author) == ("confirmed", "greeting", "M. Li")
    assert units[0].changed == UNITS[0].changed
    assert (units[1].flagged, units[1].confidence) == (True, 0.875)
    assert units[0].properties == {"x-workbench-project": "talks", "x-workbench-bead": "1"}


@pytest.mark.parametrize(
    ("written", "key"),
    [("zho", "zh"), ("zh_CN", "zh-CN"), ("rus", "ru"), ("RU-ru", "ru-RU"), ("cmn-Hant", "zh-Hant")],
)
def test_tags_are_understood_as_programs_write_them(tmp_path, written, key):
    memory, units = exchange.read(source_file(tmp_path, tu(("en", "a"), (written, "b"))))
    assert [source.key for source in memory.sources] == ["en", key]
    assert list(next(units).variants) == ["en", key]


def test_the_old_lang_attribute_is_understood(tmp_path):
    body = '<tu><tuv lang="EN"><seg>a</seg></tuv><tuv lang="RU"><seg>б</seg></tuv></tu>'
    assert texts(exchange.read(source_file(tmp_path, body))[1]) == [
        ("#1", {"en": ("a",), "ru": ("б",)})
    ]


def test_the_source_language_comes_first_wherever_it_stands(tmp_path):
    body = tu(("ru", "б"), ("en", "a")) + tu(("fr", "c"), ("en", "d"))
    memory, _ = exchange.read(source_file(tmp_path, body))
    assert [source.key for source in memory.sources] == ["en", "ru", "fr"]


def test_a_source_language_of_another_region_is_the_first_of_its_language(tmp_path):
    body = tu(("ru", "б"), ("en", "a"))
    memory, _ = exchange.read(source_file(tmp_path, body, srclang="EN-US"))
    assert [source.key for source in memory.sources] == ["en", "ru"]


def test_an_unknown_language_far_down_is_refused_with_its_line(tmp_path):
    path = source_file(tmp_path, tu(("en", "a"), ("ru", "б")) * 3000 + tu(("klingon!", "a")))
    with pytest.raises(WorkbenchError, match=r"in\.tmx:3001: 'klingon!'"):
        all_of(path)


def test_languages_at_the_end_of_a_long_file_are_known_from_the_start(tmp_path):
    body = tu(("en", "word " * 50), ("ru", "б" * 90)) * 3000 + tu(("en", "a"), ("fr", "c"))
    memory, units = exchange.read(source_file(tmp_path, body))
    assert [source.key for source in memory.sources] == ["en", "ru", "fr"]
    assert sum(1 for _ in units) == 3001


def test_codes_inside_a_text_are_left_out_and_highlighted_text_stays(tmp_path):
    text = 'A <bpt i="1">&lt;b&gt;<sub>x</sub></bpt>bold<ept i="1">b</ept> <hi>word</hi><ph/>.'
    _, units = exchange.read(source_file(tmp_path, tu(("en", text), ("ru", "б"))))
    assert next(units).variants["en"].segments == ("A bold word.",)


def test_two_variants_of_one_language_are_both_kept(tmp_path):
    memory, units = exchange.read(source_file(tmp_path, tu(("en", "a"), ("ru", "б"), ("ru", "в"))))
    assert [source.key for source in memory.sources] == ["en", "ru", "ru#2"]
    assert next(units).variants["ru#2"].segments == ("в",)


def test_lines_and_columns_of_the_texts_are_known(tmp_path):
    _, units = exchange.read(source_file(tmp_path, "\n" + tu(("en", "a"), ("ru", "б"))))
    unit = next(units)
    assert unit.line == 2
    assert unit.variants["en"].at == (2, 25)


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1251", "gb18030"]
)
def test_encodings_are_read_as_declared(tmp_path, encoding):
    path = tmp_path / "in.tmx"
    declared = encoding.removesuffix("-sig").removesuffix("-le")
    body = tu(("en", "a"), ("ru", "Мир и труд"))
    path.write_bytes(
        f'<?xml version="1.0" encoding="{declared}"?><tmx version="1.4">'
        f'<header srclang="en"/><body>{body}</body></tmx>'.encode(encoding)
    )
    assert next(exchange.read(path)[1]).variants["ru"].segments == ("Мир и труд",)


def test_gzipped_memories_are_read(tmp_path):
    plain = source_file(tmp_path, tu(("en", "a"), ("ru", "б")))
    packed = tmp_path / "in.tmx.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert texts(exchange.read(packed)[1]) == texts(exchange.read(plain)[1])


def test_a_doctype_is_passed_over_and_nothing_is_fetched(tmp_path):
    head = '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "http://localhost:1/tmx14.dtd">'
    _, units = exchange.read(source_file(tmp_path, tu(("en", "a"), ("ru", "б")), head=head))
    assert len(list(units)) == 1


def all_of(path, **facts):
    return list(exchange.read(path, **facts)[1])


BOMB = '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///secret.txt">]>'


@pytest.mark.parametrize(
    ("head", "body", "place", "cause"),
    [
        (BOMB, tu(("en", "&b;")), ":1:", "entity of its own"),
        (EXTERNAL, tu(("en", "&a;")), ":1:", "entity of its own"),
        ("<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>", "\n" + tu(("en", "a&nbsp;b")), ":2:", "&nbsp;"),
        ("", "\n\n<tu><tuv><seg>a</seg></tuv></tu>", ":3:", "names no language"),
        ("", "\n" + tu(("klingon!", "a")), ":2:", "klingon"),
        ("", "\n" + tu(("en", "a & b")), ":2:", "not well-formed"),
        ("", "\n" + tu(("en", "a&#11;b")), ":2:", "not well-formed"),
        ("", "\n<tu><tuv xml:lang='en'><seg>a</tuv></tu>", ":2:", "not well-formed"),
        ('<?xml version="1.0" encoding="nonsense"?>', "", ":1:", "nonsense"),
        ('<?xml version="1.0" encoding="utf-16"?>', "", ":1:", "utf-16"),
        (
            '<?xml version="1.0" encoding="windows-1251"?>',
            tu(("ru", "Мирный договор")),
            ":1:",
            "written in UTF-8",
        ),
    ],
)
def test_bad_input_is_one_sentence_with_file_and_line(tmp_path, head, body, place, cause):
    path = source_file(tmp_path, body, head=head)
    with pytest.raises(WorkbenchError) as caught:
        all_of(path)
    assert str(caught.value).startswith(str(path) + place)
    assert cause in str(caught.value)


def test_bytes_of_another_encoding_are_found_with_their_line(tmp_path):
    path = tmp_path / "in.tmx"
    path.write_bytes(b'<tmx version="1.4">\n<header srclang="en"/>\n\xcf\xf0</tmx>')
    with pytest.raises(WorkbenchError, match=r"in.tmx:3: byte 0xCF is not UTF-8"):
        all_of(path)


@pytest.mark.parametrize(
    "content", [b"", b"  \n", b"PK\x03\x04", b"<html></html>", b"\x1f\x8bjunk"]
)
def test_what_is_no_tmx_is_refused(tmp_path, content):
    path = tmp_path / "in.tmx"
    path.write_bytes(content)
    with pytest.raises(WorkbenchError):
        all_of(path)


def test_a_packed_file_that_unpacks_to_nothing_for_ever_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("workbench.exchange.xmlstream._BARREN", 2**20)
    path = tmp_path / "bomb.tmx.gz"
    path.write_bytes(gzip.compress(b'<tmx version="1.4"' + b" " * 2**22))
    with pytest.raises(WorkbenchError, match="without a unit"):
        all_of(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(WorkbenchError, match="no such file"):
        exchange.read(tmp_path / "none.tmx")


def test_a_cut_off_memory_is_refused_and_with_recover_taken_as_far_as_it_goes(tmp_path):
    whole = source_file(tmp_path, tu(("en", "a"), ("ru", "б")) * 5).read_bytes()
    path = tmp_path / "cut.tmx"
    path.write_bytes(whole[: whole.rindex(b"<tu >") + 40])
    with pytest.raises(WorkbenchError, match=r"cut off.*--recover"):
        all_of(path)
    said = []
    assert len(all_of(path, recover=said.append)) == 4
    assert "cut off" in said[0]


def test_recover_removes_what_xml_forbids_and_counts_it(tmp_path):
    path = source_file(tmp_path, tu(("en", "a\x0bb&#x1F;c&#65;"), ("ru", "б")))
    said = []
    (unit,) = all_of(path, recover=said.append)
    assert unit.variants["en"].segments == ("abcA",)
    assert said == [f"{path}: 2 characters that XML forbids were removed"]


def test_recover_leaves_out_units_of_no_language_and_counts_them(tmp_path):
    good = tu(("en", "a"), ("ru", "б"))
    nameless = good.replace(' xml:lang="ru"', "")
    path = source_file(tmp_path, good + nameless + good.replace('"ru"', '"klingonish"') + good)
    said = []
    units = all_of(path, recover=said.append)
    assert [unit.variants.keys() for unit in units] == [{"en", "ru"}] * 2
    assert "there are 2, this is the first" in said[0]
    told = memories.merge((path,), tmp_path / "out.tmx", recover=said.append)
    assert told.units == 1
    assert len(all_of(tmp_path / "out.tmx")) == 1


def test_recover_refuses_a_file_of_which_no_unit_is_whole(tmp_path):
    path = source_file(tmp_path, tu(("en", "a"), ("ru", "б")))
    path.write_bytes(path.read_bytes().partition("б".encode())[0])
    before = path.read_bytes()
    with pytest.raises(WorkbenchError, match="cut off, and no unit before it is whole"):
        memories.merge((path,), path, recover=print)
    assert path.read_bytes() == before


def test_recover_still_refuses_a_missing_file_and_entities(tmp_path):
    for path in (tmp_path / "none.tmx", source_file(tmp_path, tu(("en", "&b;")), head=BOMB)):
        with pytest.raises(WorkbenchError):
            all_of(path, recover=print)


@pytest.mark.skipif(not SCHEMAS, reason="WORKBENCH_SCHEMAS names no folder of schemas")
def test_what_is_written_is_valid_by_the_dtd_and_by_omegats_schema(tmx):
    unit = replace(UNITS[1], id="a\tb", note="<&>\r\n\"'", properties={"x-Client": "A&B\nC"})
    memory = replace(MEMORY, sources=(*MEMORY.sources, Source("ru#2", "ru", Path("<&>.txt"))))
    for path in (tmx(), tmx(memory, [*UNITS, unit]), tmx(units=())):
        tree = etree.parse(path)
        etree.DTD(f"{SCHEMAS}/tmx/tmx14.dtd").assertValid(tree)
        etree.XMLSchema(file=f"{SCHEMAS}/tmx/tmx14-omegat.xsd").assertValid(tree)


def test_a_variant_in_a_comment_is_no_language(tmp_path):
    side = '<tuv xml:lang="de"><seg>Ja</seg></tuv>'
    path = source_file(
        tmp_path, f"<!-- {side} -->" + tu(("en", f"Yes<!-- {side} -->"), ("ru", "Да"))
    )
    memory, units = exchange.read(path)
    assert [source.key for source in memory.sources] == ["en", "ru"]
    assert [list(unit.variants) for unit in units] == [["en", "ru"]]


@pytest.mark.parametrize("width", [1, 2, 3, 5, 8, 13, 100])
def test_comments_are_left_out_wherever_the_pieces_end(width):
    text = "<a><!-- <b> --><![CDATA[<c>]]><!----><d/>x<!"
    pieces = iter([text[i : i + width] for i in range(0, len(text), width)])
    assert "".join(markup_in(pieces)) == "<a><d/>x<!"


def test_a_variant_without_a_seg_is_named(tmp_path):
    path = source_file(tmp_path, '\n<tu><tuv xml:lang="en"/><tuv xml:lang="ru"></tuv></tu>')
    memory, units = exchange.read(path)
    assert [unit.variants["en"].segments for unit in units] == [()]
    assert memory.left_out() == ["variants without a seg: 2 (the first in line 2)"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("sr@latin", "sr-Latn"), ("ca@valencia", "ca-valencia"), ("de_DE@euro", "de-DE")],
)
def test_a_locales_modifier_is_part_of_the_language(tmp_path, written, meant):
    memory, _ = exchange.read(source_file(tmp_path, tu(("en", "Yes"), (written, "Da"))))
    assert [source.key for source in memory.sources] == ["en", meant]
