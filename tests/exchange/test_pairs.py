"""XLIFF, PO, CSV, XLSX and plain parallel files: what they keep comes back."""

import os
import zipfile
from dataclasses import replace

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from support.exchange_cases import MEMORY, PAIR, UNITS, texts

from workbench import exchange
from workbench.errors import WorkbenchError
from workbench.exchange.characters import encodable, legal
from workbench.units import Memory, Source, Unit, Variant, joined

SCHEMAS = os.environ.get("WORKBENCH_SCHEMAS")
XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"
EN_RU = Memory((Source("en", "en"), Source("ru", "ru")), "any")

UNIT = st.builds(
    lambda en, ru, status, flagged, sure, note: Unit(
        "b1",
        {"en": Variant(tuple(en)), "ru": Variant(tuple(ru))},
        status,
        flagged,
        confidence=sure,
        note=note,
    ),
    st.lists(st.text(), min_size=1, max_size=3),
    st.lists(st.text(), min_size=1, max_size=3),
    st.sampled_from(["unreviewed", "confirmed"]),
    st.booleans(),
    st.one_of(st.none(), st.floats(0, 1)),
    st.text(),
)


def write(path, memory=MEMORY, units=UNITS, **facts):
    exchange.write(path, memory, units, **facts)
    return path


def back(path):
    memory, units = exchange.read(path)
    return [source.key for source in memory.sources], list(units)


@pytest.mark.parametrize(("ending", "clean"), [("xliff", legal), ("po", encodable)])
def test_any_text_survives_or_is_counted(tmp_path_factory, ending, clean):
    path = tmp_path_factory.mktemp("any") / f"any.{ending}"

    @given(UNIT)
    def check(unit):
        told = exchange.write(path, EN_RU, [unit])
        expected = {
            key: joined([clean(segment)[0] for segment in variant.segments], " ")
            for key, variant in unit.variants.items()
        }
        if ending == "po" and not told.units:
            assert not all(text for text, _ in expected.values())
            return
        _, units = back(path)
        if not all(text for text, _ in expected.values()):
            assert units == []
            return
        (found,) = units
        for key, wanted in expected.items():
            assert joined(found.variants[key].segments, " ") == wanted
        assert (found.status, found.flagged) == (unit.status, unit.flagged)
        assert found.confidence == (
            None if unit.confidence is None else pytest.approx(unit.confidence, rel=1e-3)
        )
        assert told.removed >= sum(
            clean(segment)[1] for side in unit.variants.values() for segment in side.segments
        )
        if ending == "xliff":
            assert found.note == clean(unit.note)[0]

    check()


@pytest.mark.parametrize(("ending", "clean"), [("csv", encodable), ("xlsx", legal)])
def test_tables_bring_segments_statuses_and_notes_back(tmp_path_factory, ending, clean):
    path = tmp_path_factory.mktemp("any") / f"any.{ending}"

    @settings(max_examples=20 if ending == "xlsx" else 100)
    @given(UNIT, st.integers(0, 99), st.booleans())
    def check(unit, version, excluded):
        unit = replace(unit, version=version, excluded=excluded, confidence=None)
        told = exchange.write(path, EN_RU, [unit])
        _, (found,) = back(path)
        breaks = 0
        for key, variant in unit.variants.items():
            cleaned = [clean(segment)[0] for segment in variant.segments]
            breaks += sum(segment.count("\n") for segment in cleaned)
            cell = "\n".join(segment.replace("\n", "\u2028") for segment in cleaned)
            cell = cell.replace("\r\n", "\n")
            assert found.variants[key].segments == (tuple(cell.split("\n")) if cell else ())
        assert told.broken == breaks
        assert (found.status, found.flagged, found.excluded, found.version) == (
            unit.status,
            unit.flagged,
            excluded,
            version,
        )
        assert found.note == clean(unit.note)[0].replace("\r\n", "\n")

    check()


@pytest.mark.parametrize("ending", ["xliff", "po"])
def test_a_bilingual_format_wants_two_languages(tmp_path, ending):
    path = tmp_path / f"out.{ending}"
    with pytest.raises(WorkbenchError, match="--pair"):
        write(path)
    write(path, pair="zh:ru")
    keys, units = back(path)
    assert keys == ["zh-CN", "ru"]
    assert [list(unit.variants) for unit in units] == [["zh-CN", "ru"]] * 3


def test_xliff_says_what_is_approved_and_what_is_doubted(tmp_path):
    path = write(tmp_path / "out.xliff", pair="en:ru")
    first, second = etree.parse(path).iter(f"{XLIFF}trans-unit")
    assert (first.get("approved"), first.find(f"{XLIFF}target").get("state")) == ("yes", "final")
    assert second.get("approved") == "no"
    assert second.find(f"{XLIFF}target").get("state") == "needs-review-translation"
    assert first.findtext(f"{XLIFF}note") == "greeting"
    _, units = back(path)
    assert texts(units)[1] == (
        "2",
        {
            "en": ("Both sides met.", "They agreed."),
            "ru": ("Стороны встретились и договорились.",),
        },
    )


@pytest.mark.skipif(not SCHEMAS, reason="WORKBENCH_SCHEMAS names no folder of schemas")
@pytest.mark.parametrize("kind", ["strict", "transitional"])
def test_xliff_is_valid_by_its_schemas(tmp_path, kind):
    units = [*UNITS, replace(UNITS[0], id='a "b" <c>', note="<&>")]
    path = write(tmp_path / "out.xliff", units=units, pair="en:zh")
    schema = etree.XMLSchema(file=f"{SCHEMAS}/xliff/1.2/xliff-core-1.2-{kind}.xsd")
    schema.assertValid(etree.parse(path))


XLIFF_12 = """<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"
  xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns:mq="MQXliff">
<file original="a" source-language="EN" target-language="ru_RU" datatype="plaintext"><header>
<note>of the file</note></header><body><group>
{units}
</group></body></file></xliff>"""


def xliff(tmp_path, units, name="in.xlf"):
    path = tmp_path / name
    path.write_text(XLIFF_12.format(units=units), encoding="utf-8")
    return path


def test_xliff_codes_and_alternatives_are_no_text(tmp_path):
    keys, (unit,) = back(
        xliff(
            tmp_path,
            '<trans-unit id="t"><source>A <g id="1">bold</g> <x id="2"/><ph id="3">%s</ph>word'
            "</source><alt-trans><source>no</source><target>нет</target><note>no</note></alt-trans>"
            "<target>А</target><note>one</note><note>two</note></trans-unit>",
        )
    )
    assert keys == ["en", "ru-RU"]
    assert texts([unit]) == [("t", {"en": ("A bold word",), "ru-RU": ("А",)})]
    assert unit.note == "one\ntwo"


def test_an_untranslated_unit_has_an_empty_target_and_a_locked_one_is_left_out(tmp_path):
    _, units = back(
        xliff(
            tmp_path,
            '<trans-unit id="a"><source>One</source></trans-unit>'
            '<trans-unit id="b" translate="no"><source>X</source></trans-unit>',
        )
    )
    assert texts(units) == [("a", {"en": ("One",)})]
    assert units[0].variants["ru-RU"].segments == ()


SDL = (
    '<trans-unit id="t"><source>One. Two.</source>'
    '<seg-source><mrk mtype="seg" mid="1">One.</mrk> '
    '<mrk mtype="seg" mid="2">Two.</mrk></seg-source>'
    '<target><mrk mtype="seg" mid="1">Раз.</mrk> <mrk mtype="seg" mid="2">Два.</mrk></target>'
    '<sdl:seg-defs><sdl:seg id="1" conf="ApprovedTranslation"/><sdl:seg id="2" conf="Draft"/>'
    "</sdl:seg-defs></trans-unit>"
)


def test_segments_of_sdlxliff_are_units_with_their_state(tmp_path):
    _, units = back(xliff(tmp_path, SDL, "in.sdlxliff"))
    assert texts(units) == [
        ("t/1", {"en": ("One.",), "ru-RU": ("Раз.",)}),
        ("t/2", {"en": ("Two.",), "ru-RU": ("Два.",)}),
    ]
    assert [unit.status for unit in units] == ["confirmed", "unreviewed"]


def test_comments_marked_inside_a_segment_do_not_end_it(tmp_path):
    commented = 'One <mrk mtype="x-sdl-comment">with</mrk> a <g id="1">comment</g>.'
    units = SDL.replace('mid="1">One.', f'mid="1">{commented}')
    assert texts(back(xliff(tmp_path, units))[1])[0] == (
        "t/1",
        {"en": ("One with a comment.",), "ru-RU": ("Раз.",)},
    )


def test_elements_may_have_a_prefix(tmp_path):
    path = tmp_path / "in.xlf"
    path.write_text(
        '<x:xliff version="1.2" xmlns:x="urn:oasis:names:tc:xliff:document:1.2"><x:file '
        'source-language="en" target-language="ru"><x:trans-unit id="1"><x:source>a</x:source>'
        "<x:target>б</x:target></x:trans-unit></x:file></x:xliff>",
        encoding="utf-8",
    )
    assert texts(back(path)[1]) == [("1", {"en": ("a",), "ru": ("б",)})]


def test_marks_on_one_side_only_are_sentences_of_one_unit(tmp_path):
    units = SDL.replace(
        '<target><mrk mtype="seg" mid="1">Раз.</mrk> <mrk mtype="seg" mid="2">Два.</mrk></target>',
        "<target>Раз и два.</target>",
    )
    assert texts(back(xliff(tmp_path, units))[1]) == [
        ("t", {"en": ("One.", "Two."), "ru-RU": ("Раз и два.",)})
    ]


def test_mqxliff_states_are_understood(tmp_path):
    units = (
        '<trans-unit id="1" mq:status="ManuallyConfirmed"><source>a</source><target>а</target>'
        '</trans-unit><trans-unit id="2" mq:status="Edited"><source>b</source><target>б</target>'
        "</trans-unit>"
    )
    _, found = back(xliff(tmp_path, units, "in.mqxliff"))
    assert [unit.status for unit in found] == ["confirmed", "unreviewed"]


def test_units_of_a_second_file_element_are_told_apart(tmp_path):
    path = xliff(tmp_path, '<trans-unit id="1"><source>a</source><target>а</target></trans-unit>')
    text = path.read_text(encoding="utf-8")
    element = text[text.index("<file") : text.index("</xliff>")]
    path.write_text(text.replace("</xliff>", element + "</xliff>"), encoding="utf-8")
    assert [unit.id for unit in back(path)[1]] == ["1", "2/1"]


def test_xliff_2_is_read(tmp_path):
    path = tmp_path / "in.xlf"
    path.write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" '
        'trgLang="zh-CN"><file id="f"><unit id="u"><notes><note>look</note></notes>'
        '<originalData><data id="d">&lt;b&gt;</data></originalData>'
        '<segment id="s1" state="final"><source>A <pc id="1">b</pc><ph id="2"/><cp hex="0001"/>'
        "</source><target>甲</target></segment><ignorable><source> </source></ignorable>"
        '<segment id="s2"><source>C</source><target>乙</target></segment></unit>'
        '<unit id="v"><segment><source>D</source></segment></unit></file></xliff>',
        encoding="utf-8",
    )
    keys, units = back(path)
    assert keys == ["en", "zh-CN"]
    assert texts(units) == [
        ("u/s1", {"en": ("A b\x01",), "zh-CN": ("甲",)}),
        ("u/s2", {"en": ("C",), "zh-CN": ("乙",)}),
        ("v", {"en": ("D",)}),
    ]
    assert [unit.status for unit in units] == ["confirmed", "unreviewed", "unreviewed"]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("", "empty"),
        ("<tmx/>", "not an XLIFF"),
        ('<xliff version="1.2"><file source-language="en"><body><trans-unit id="1">', "cut off"),
        (
            '<xliff version="1.2"><file source-language="en"><unit><target>Да</target></unit>',
            ":1: its target language is not named",
        ),
        (
            '<xliff><file source-language="klingon!" target-language="ru">\n\n<unit></unit>',
            ":3: 'klingon!'",
        ),
        ('<!DOCTYPE xliff [<!ENTITY a "b">]><xliff version="1.2"/>', "entity of its own"),
    ],
)
def test_a_bad_xliff_is_one_sentence(tmp_path, content, cause):
    path = tmp_path / "in.xlf"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WorkbenchError) as caught:
        back(path)
    assert cause in str(caught.value)


PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ru\\n"

# by a person
#. of the program
msgctxt "menu"
msgid "Open"
msgstr "Открыть"

#, fuzzy
msgid "Close"
msgstr "Закрыть"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файла"
msgstr[2] "%d файлов"

msgid "New"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Нет"
"""


def test_po_contexts_plurals_and_fuzzy_marks_are_understood(tmp_path):
    path = tmp_path / "in.po"
    path.write_text(PO, encoding="utf-8")
    keys, units = back(path)
    assert keys == ["en", "ru"]
    assert texts(units) == [
        ("menu|Open", {"en": ("Open",), "ru": ("Открыть",)}),
        ("Close", {"en": ("Close",), "ru": ("Закрыть",)}),
        ("%d file#0", {"en": ("%d file",), "ru": ("%d файл",)}),
        ("%d file#1", {"en": ("%d files",), "ru": ("%d файла",)}),
        ("%d file#2", {"en": ("%d files",), "ru": ("%d файлов",)}),
        ("New", {"en": ("New",)}),
    ]
    assert [unit.status for unit in units] == [
        "confirmed",
        "unreviewed",
        *["confirmed"] * 3,
        "unreviewed",
    ]
    assert [unit.flagged for unit in units][:2] == [False, True]
    assert (units[0].note, units[0].properties["comment"]) == ("by a person", "of the program")
    assert units[0].line == 6


def test_a_po_comes_back_with_contexts_plurals_flags_references_and_comments(tmp_path):
    path, again = tmp_path / "in.po", tmp_path / "out.po"
    path.write_text(
        PO + '\n#. said\n#: a.c:3 b.c:4\n#, c-format\nmsgctxt "dialog"\nmsgid "Open"\n'
        'msgstr "Открыть"\n',
        encoding="utf-8",
    )
    exchange.write(again, *exchange.read(path))
    entries = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(again))}
    assert entries["menu", "Open"].msgstr == entries["dialog", "Open"].msgstr == "Открыть"
    plural = entries[None, "%d file"]
    assert (plural.msgid_plural, plural.msgstr_plural) == (
        "%d files",
        {0: "%d файл", 1: "%d файла", 2: "%d файлов"},
    )
    dialog = entries["dialog", "Open"]
    assert dialog.flags == ["c-format"]
    assert dialog.occurrences == [("a.c", "3"), ("b.c", "4")]
    assert dialog.comment.startswith("said\n")


def test_white_space_at_the_ends_of_a_message_stays(tmp_path):
    path, again = tmp_path / "ru.po", tmp_path / "out.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Or"\nmsgstr "Или"\n\n'
        'msgid " Or "\nmsgstr " Или "\n\nmsgid "\\nOr"\nmsgstr "\\nИли"\n',
        encoding="utf-8",
    )
    told = exchange.write(again, *exchange.read(path))
    assert (told.units, told.repeated) == (3, 0)
    assert [(entry.msgid, entry.msgstr) for entry in polib.pofile(str(again))] == [
        ("Or", "Или"),
        (" Or ", " Или "),
        ("\nOr", "\nИли"),
    ]


def test_po_flags_without_a_space_are_understood_as_msgfmt_does(tmp_path):
    path = tmp_path / "ru.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: ru\\n"\n\n#,fuzzy\nmsgid "Yes"\nmsgstr "Да"\n'
        '\n#remark\n#,c-format\nmsgid "%d"\nmsgstr "%d"\n',
        encoding="utf-8",
    )
    _, units = exchange.read(path)
    assert [(unit.flagged, unit.properties.get("flags")) for unit in units] == [
        (True, None),
        (False, "c-format"),
    ]


def test_po_tells_one_source_with_two_targets_apart_and_holds_a_pair_once(tmp_path):
    def unit(name, target):
        return Unit(name, {"en": Variant(("Yes.",)), "ru": Variant((target,))}, "confirmed")

    path = tmp_path / "out.po"
    told = exchange.write(path, PAIR, [unit("1", "Да."), unit("2", "Да!"), unit("3", "Да.")])
    assert (told.units, told.repeated) == (2, 1)
    entries = list(polib.pofile(str(path)))
    assert [(entry.msgctxt, entry.msgstr) for entry in entries] == [(None, "Да."), ("2", "Да!")]
    assert [unit.id for unit in back(path)[1]] == ["1", "2"]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "empty"),
        (b'msgid "a"\nbogus\n', "messages.po:2"),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\nmsgid "\xcf"\n',
            "messages.po:3",
        ),
        (b'msgid "a"\nmsgstr "b"\n', "names no language"),
    ],
)
def test_a_bad_po_is_one_sentence_with_its_line(tmp_path, content, cause):
    path = tmp_path / "messages.po"
    path.write_bytes(content)
    with pytest.raises(WorkbenchError) as caught:
        back(path)
    assert cause in str(caught.value)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_of_any_spreadsheet_is_read(tmp_path, mark):
    path = tmp_path / "in.csv"
    path.write_text(
        f'\ufeffEnglish{mark}Russian\r\n"a ""b""\nc"{mark}"д{mark}"\r\n',
        encoding="utf-8",
        newline="",
    )
    assert texts(back(path)[1]) == [("#2", {"en": ('a "b"', "c"), "ru": (f"д{mark}",)})]


def test_a_bad_csv_is_one_sentence_with_its_line(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text('en,ru\na,б\n"open,c\n', encoding="utf-8")
    with pytest.raises(WorkbenchError, match=r"in\.csv:3: the row is not CSV"):
        back(path)


def test_no_cell_of_a_spreadsheet_is_a_formula_or_changes_its_text(tmp_path):
    import openpyxl

    unit = Unit("1", {"en": Variant(("=1+1", " 2 ")), "ru": Variant(("_x000D_\r",))})
    path = write(tmp_path / "out.xlsx", EN_RU, [unit])
    row = next(openpyxl.load_workbook(path).active.iter_rows(min_row=2))
    assert {cell.data_type for cell in row if cell.value} == {"s"}
    assert back(path)[1][0].variants == unit.variants


def test_a_spreadsheet_of_numbers_is_read_as_text(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["en", "ru"])
    book.active.append([12.0, "двенадцать"])
    book.save(tmp_path / "in.xlsx")
    assert texts(back(tmp_path / "in.xlsx")[1]) == [("#2", {"en": ("12",), "ru": ("двенадцать",)})]


def test_further_sheets_are_named(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["en", "ru"])
    book.active.append(["a", "б"])
    book.create_sheet("Empty")
    book.create_sheet("More").append(["en", "ru"])
    book.save(tmp_path / "in.xlsx")
    memory, _ = exchange.read(tmp_path / "in.xlsx")
    assert memory.notes == ("only the first sheet was read, not 'More'",)


def test_a_text_too_long_for_a_cell_is_refused(tmp_path):
    unit = Unit("7", {"en": Variant(("a" * 40_000,)), "ru": Variant(("б",))})
    with pytest.raises(WorkbenchError, match=r"bead 7 .*\.tsv"):
        write(tmp_path / "out.xlsx", EN_RU, [unit])
    assert list(tmp_path.iterdir()) == []


def bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * 2**26)


def entities(path, encoding="utf-8"):
    with zipfile.ZipFile(path, "w") as archive:
        declared = '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode(encoding)
        archive.writestr("xl/workbook.xml", declared)


@pytest.mark.parametrize(
    "make",
    [
        bomb,
        entities,
        lambda path: entities(path, "utf-16"),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"PK\x03\x04junk"),
        lambda path: zipfile.ZipFile(path, "w").close(),
    ],
)
def test_what_is_no_spreadsheet_is_refused(tmp_path, make):
    path = tmp_path / "in.xlsx"
    make(path)
    with pytest.raises(WorkbenchError, match=r"in\.xlsx"):
        back(path)


def test_plain_parallel_files_have_a_unit_a_line(tmp_path):
    unit = Unit("9", {key: Variant(("a\nb", "c\u2028d")) for key in ("en", "zh", "ru")})
    told = exchange.write(tmp_path / "corpus.txt", MEMORY, [*UNITS, unit])
    found = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert sorted(found) == ["corpus.en.txt", "corpus.ru.txt", "corpus.zh.txt"]
    assert found["corpus.en.txt"] == "Good morning.\nBoth sides met. They agreed.\na b c d\n"
    assert {text.count("\n") for text in found.values()} == {3}
    assert (told.units, told.incomplete, told.broken) == (3, 2, 6)
