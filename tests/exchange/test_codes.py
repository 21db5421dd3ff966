"""Inline codes: text with codes at places in it, from file to file."""

import os

import pytest
from lxml import etree

from workbench import exchange
from workbench.errors import WorkbenchError
from workbench.units import Code, spaced

SCHEMAS = os.environ.get("WORKBENCH_SCHEMAS")

TMX = """<?xml version="1.0"?>
<tmx version="1.4" xmlns:ext="urn:ext"><header segtype="sentence" srclang="en"/><body>
<tu tuid="1"><tuv xml:lang="en"><seg>{en}</seg></tuv><tuv xml:lang="ru"><seg>{ru}</seg></tuv></tu>
</body></tmx>"""

XLIFF = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff"
 xmlns:m="http://www.memsource.com/mxlf/2.0">
<file original="a" source-language="en" target-language="ru" datatype="plaintext"><body>
<trans-unit id="1"><source>{en}</source><target>{ru}</target></trans-unit>
</body></file></xliff>"""

XLIFF2 = """<?xml version="1.0"?>
<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ru">
<file id="f"><unit id="1"><originalData><data id="d1">&lt;b&gt;</data>
<data id="d2">&lt;/b&gt;</data><data id="d3">&lt;br/&gt;</data></originalData>
<segment><source>{en}</source><target>{ru}</target></segment></unit></file></xliff>"""

TEMPLATES = {"a.tmx": TMX, "a.xlf": XLIFF, "a.v2.xlf": XLIFF2}


@pytest.fixture
def read(tmp_path):
    """Writes a file of one unit and reads it."""

    def from_file(name, en, ru="Да"):
        path = tmp_path / name
        template = TEMPLATES[name if name in TEMPLATES else "a.xlf"]
        path.write_text(template.format(en=en, ru=ru), encoding="utf-8")
        memory, units = exchange.read(path)
        return memory, list(units)

    return from_file


def sides(units):
    """Of each unit its texts and codes by language."""
    return [
        {key: (variant.segments, variant.codes) for key, variant in unit.variants.items()}
        for unit in units
    ]


SAMPLES = {
    "a.tmx": [
        'Say <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>hello<ept i="1">&lt;/b&gt;</ept>.',
        'A<ph x="2" ext:n="1" xmlns:ext="urn:ext">{0}</ph>B <it pos="begin">&lt;i&gt;</it>end',
        'A <hi type="term">term</hi> and <ut>\\par </ut>an end <ph x="3"/>',
        'Cat <ph>&lt;img alt="<sub>A <ph x="9"/>cat</sub>"/&gt;</ph> sits',
        '<bpt i="1"/>a <bpt i="2"/>b<ept i="1"/> c<ept i="2"/>',
    ],
    "a.xlf": [
        'First line<x id="1" ctype="lb"/>second <g id="2">bold <g id="3">both</g></g>',
        'A <bx id="1" rid="1"/>long<ex id="2" rid="1"/> <it id="4" pos="open">[</it>way',
        'Go <bpt id="1" rid="1">&lt;a&gt;</bpt>there<ept id="1" rid="1">&lt;/a&gt;</ept>',
        'A <g id="1" mq:n="1" xmlns:mq="MQXliff">word</g> <mrk mtype="protected">X</mrk>',
    ],
    "a.v2.xlf": [
        'A <pc id="1" dataRefStart="d1" dataRefEnd="d2">bold</pc> a<ph id="2" dataRef="d3"/>b',
        'A <sc id="1" dataRef="d1"/>bold<ec startRef="1" dataRef="d2"/> word',
        'A <mrk id="m1" type="term">term</mrk> <pc id="4">here</pc>',
    ],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_codes_come_back_in_their_own_format_as_they_stood(read, tmp_path, name):
    for text in SAMPLES[name]:
        memory, units = read(name, text, text)
        assert any(codes for _, codes in sides(units)[0].values())
        again = tmp_path / f"again{name[1:]}"
        exchange.write(again, memory, units)
        memory, back = exchange.read(again)
        assert sides(back) == sides(units)
        assert text in again.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("other", ["a.tmx", "a.xlf", "a.v2.xlf"])
def test_codes_of_one_format_are_codes_in_another_at_the_same_places(read, tmp_path, name, other):
    for text in SAMPLES[name]:
        memory, units = read(name, text, text)
        again = tmp_path / f"again{other[1:]}"
        exchange.write(again, memory, units)
        etree.parse(again)
        _, back = exchange.read(again)
        back = list(back)
        for key, (segments, codes) in sides(units)[0].items():
            assert sides(back)[0][key][0] == segments
            assert [(code.place, code.kind) for code in sides(back)[0][key][1][0]] == [
                (code.place, code.kind) for code in codes[0]
            ]


def test_codes_of_an_mxliff_stand_in_its_text(read):
    _, (unit,) = read("a.mxliff", "{b&gt;Bold&lt;b} and {1}", "{b&gt;Жирно&lt;b} и {1}")
    assert unit.variants["en"].segments == ("Bold and ",)
    assert unit.variants["en"].codes[0] == (
        Code(0, "open", "b", "{b>", "mxliff"),
        Code(4, "close", "b", "<b}", "mxliff"),
        Code(9, "standalone", "1", "{1}", "mxliff"),
    )


def test_what_is_marked_as_deleted_is_no_text_and_counted_and_what_is_added_is_text(read):
    memory, (unit,) = read(
        "a.sdlxliff",
        'The <mrk mtype="x-sdl-deleted">old <x id="1"/></mrk>'
        '<mrk mtype="x-sdl-added">new <x id="2"/></mrk>word',
    )
    assert unit.variants["en"].segments == ("The new word",)
    assert [code.id for code in unit.variants["en"].codes[0]] == ["2"]
    assert memory.dropped.counts == {"passages marked as deleted": 1}


def test_a_text_inside_a_code_is_counted(read):
    memory, _ = read("a.xlf", 'See <ph id="1">alt="<sub>A cat</sub>"</ph>')
    assert memory.dropped.counts == {"texts inside codes (sub)": 1}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.xlf", 'First line<x id="1" ctype="lb"/>second', "First line second"),
        ("a.tmx", "Hello<ph>{0}</ph>world", "Hello world"),
        ("a.v2.xlf", 'A line<ph id="1"/>next', "A line next"),
        ("a.mxliff", "one{1}two", "one two"),
        # Part of a word in italics is still one word.
        ("a.xlf", 'a <g id="1">bold</g>er claim', "a bolder claim"),
        ("a.tmx", 'the file<bpt i="1"/>s<ept i="1"/>', "the files"),
        # No second space, none before a point, and none in Chinese.
        ("a.xlf", 'one <x id="1"/>two<x id="2"/>.', "one two."),
        ("a.xlf", '中国<x id="1"/>人民', "中国人民"),
    ],
)
def test_a_text_is_read_with_a_space_where_a_code_parts_two_words(read, name, text, expected):
    _, (unit,) = read(name, text)
    assert unit.variants["en"].text("en") == expected


def test_two_codes_at_one_place_part_words_once():
    codes = [Code(3, "standalone", name, "", "tmx") for name in "12"]
    assert spaced("onetwo", codes) == "one two"


def test_formats_without_codes_count_them_and_part_the_words(read, tmp_path):
    memory, units = read("a.xlf", 'First line<x id="1"/>second', 'Строка<x id="1"/>вторая')
    told = exchange.write(tmp_path / "a.po", memory, units)
    assert told.codes == 2
    assert 'msgid "First line second"' in (tmp_path / "a.po").read_text(encoding="utf-8")
    assert exchange.write(tmp_path / "a.txt", memory, units).codes == 2
    assert (tmp_path / "a.en.txt").read_text(encoding="utf-8") == "First line second\n"


def test_codes_that_cross_an_enclosing_element_are_still_well_formed(tmp_path, read):
    memory, (unit,) = read("a.xlf", '<g id="1">one</g> <g id="2">two</g>', "да")
    first, last, second, end = unit.variants["en"].codes[0]
    crossed = (first, second._replace(place=1), last, end)
    unit.variants["en"] = unit.variants["en"].__class__(("one two",), codes=(crossed,))
    for name in ("b.xlf", "b.tmx", "b.v2.xlf"):
        exchange.write(tmp_path / name, memory, [unit])
        etree.parse(tmp_path / name)


@pytest.mark.parametrize(
    ("attributes", "status"),
    [('m:confirmed="1"', "confirmed"), ('m:confirmed="0"', "unreviewed"), ("", "unreviewed")],
)
def test_a_confirmed_unit_of_an_mxliff_is_confirmed(tmp_path, attributes, status):
    path = tmp_path / "a.mxliff"
    text = XLIFF.format(en="Yes", ru="Да").replace('id="1"', f'id="1" {attributes}')
    path.write_text(text, encoding="utf-8")
    _, units = exchange.read(path)
    assert [unit.status for unit in units] == [status]


def test_contexts_of_an_xliff_are_kept(tmp_path):
    path, again = tmp_path / "a.xlf", tmp_path / "b.xlf"
    text = XLIFF.format(en="Open", ru="Открыть").replace(
        "</target>",
        '</target><context-group purpose="match"><context context-type="element">menu</context>'
        '</context-group><context-group purpose="location"><context context-type="sourcefile">'
        "a.c</context></context-group>",
    )
    path.write_text(text.replace('id="1"', 'id="1" resname="open"'), encoding="utf-8")
    memory, units = exchange.read(path)
    (unit,) = units
    assert unit.properties == {
        "x-context-element": "menu",
        "sourcefile": "a.c",
        "resname": "open",
    }
    exchange.write(again, memory, [unit])
    assert next(exchange.read(again)[1]).properties == unit.properties


def test_texts_of_foreign_elements_in_a_unit_are_no_texts_of_it(tmp_path):
    path = tmp_path / "a.xlf"
    text = XLIFF.format(en="Yes", ru="Да").replace(
        "</target>",
        "</target><mq:old><source>No</source><target>Нет</target></mq:old>",
    )
    path.write_text(text, encoding="utf-8")
    (unit,) = exchange.read(path)[1]
    assert [side.segments for side in unit.variants.values()] == [("Yes",), ("Да",)]


def test_what_stands_between_segments_is_counted(tmp_path):
    path = tmp_path / "a.xlf"
    text = XLIFF.format(
        en="x", ru='<mrk mtype="seg" mid="1">Раз.</mrk> <mrk mtype="seg" mid="2">Два.</mrk>'
    ).replace(
        "</source>",
        '</source><seg-source><g id="9"><mrk mtype="seg" mid="1">One.</mrk> and '
        '<mrk mtype="seg" mid="2">Two.</mrk></g></seg-source>',
    )
    path.write_text(text, encoding="utf-8")
    memory, units = exchange.read(path)
    assert len(list(units)) == 2
    assert memory.dropped.counts == {"text outside the segments": 1}


@pytest.mark.skipif(not SCHEMAS, reason="WORKBENCH_SCHEMAS names no folder of schemas")
@pytest.mark.parametrize(
    ("ending", "schema"),
    [
        ("xlf", "xliff/1.2/xliff-core-1.2-transitional.xsd"),
        ("v2.xlf", "xliff/2.1/xliff_core_2.0.xsd"),
    ],
)
@pytest.mark.parametrize("name", SAMPLES)
def test_codes_are_written_as_the_schemas_have_them(read, tmp_path, name, ending, schema):
    valid = etree.XMLSchema(etree.parse(f"{SCHEMAS}/{schema}"))
    for text in SAMPLES[name]:
        if "ext:" in text or "mq:" in text:
            continue  # a strict wildcard asks for the foreign schema
        path = tmp_path / f"out.{ending}"
        exchange.write(path, *read(name, text, text))
        assert valid.validate(etree.parse(path)), valid.error_log


@pytest.mark.parametrize(
    "reference", ["&#0;", "&#x110000;", "&#xD800;", "&#99999999999;", "&nbsp;"]
)
@pytest.mark.parametrize("place", ["One{}<ph/>two", "<ph>{}</ph>", '<ph x="{}"/>'])
def test_a_reference_that_xml_does_not_allow_is_one_sentence(read, reference, place):
    """Also where a seg with codes is read without asking the parser for each."""
    with pytest.raises(WorkbenchError, match=":3: it is not well-formed XML"):
        read("a.tmx", place.format(reference))


@pytest.mark.parametrize(
    "text",
    [
        'One <ph id="1">{0}</ph> two &amp; <x id="2"/> three<x id="3"></x>',
        '<bpt id="1" rid="7">&lt;b&gt;</bpt>bold<ept id="2" rid="7">&lt;/b&gt;</ept>',
        'a<bx id="1"/>b<ex id="2" rid="1"/>c<it id="3" pos="open">[</it>',
        "A <ph id='1'>{0}</ph> B",
        'A <ph id="1"><sub>inner</sub></ph> B',
        '<g id="1">A</g> <x id="2"/>',
        'A <!-- <x id="1"/> --><x id="2"/> B',
        'A <x id="1">odd</x> B',
        'A <ph id="1" m:x="y">{0}</ph> B',
        "<![CDATA[<x/>]]><x id='1'/> &#x41;",
    ],
)
def test_a_text_read_at_once_is_as_one_that_is_parsed(tmp_path, text):
    """In XLIFF without a prefix texts of simple elements are taken from their markup."""

    def read(prefix):
        name = f"{prefix}:" if prefix else ""
        declared = f'xmlns{":" * bool(prefix)}{prefix}="urn:oasis:names:tc:xliff:document:1.2"'
        path = tmp_path / f"a{prefix}.xlf"
        path.write_text(
            f'<{name}xliff version="1.2" {declared} xmlns:m="urn:m"><{name}file '
            f'source-language="en" target-language="ru"><{name}body><{name}trans-unit id="1">'
            f"<{name}source>{text}</{name}source><{name}target>{text}!</{name}target>"
            f"</{name}trans-unit></{name}body></{name}file></{name}xliff>",
            encoding="utf-8",
        )
        (unit,) = exchange.read(path)[1]
        return unit.variants["en"].segments, unit.variants["en"].codes, unit.variants["ru"].codes

    assert read("") == read("x")
