"""``workbench memory``: whole memories merged, split, cleaned, counted, converted."""

import json
from pathlib import Path

import pytest
from lxml import etree
from support.exchange_cases import texts

from workbench import exchange
from workbench.cli import main
from workbench.exchange.unique import Seen

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CODED = '<seg>A <bpt i="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> word</seg>'


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs the program in an empty folder and gives status, output and what it said."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        said = capsys.readouterr()
        return left.value.code, said.out, said.err

    return call


def tu(attributes="", **sides):
    variants = "".join(
        f'<tuv xml:lang="{key}">{text if text.startswith("<seg") else f"<seg>{text}</seg>"}</tuv>'
        for key, text in sides.items()
    )
    return f"<tu {attributes}>{variants}</tu>"


def tmx(name, *units, srclang="en", segtype="sentence", encoding="utf-8"):
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><tmx version="1.4"><header srclang="{srclang}"'
        f' segtype="{segtype}" creationtool="Other"><note>A &amp; B</note>'
        '<prop type="x-Client">C</prop></header>'
        f"<body>\n{''.join(units)}\n</body></tmx>"
    )
    Path(name).write_bytes(text.encode(encoding))
    return name


def units_in(name):
    return [
        (unit.get("tuid"), {side.get(LANG): side.find("seg").text for side in unit.iter("tuv")})
        for unit in etree.parse(name).iter("tu")
    ]


def test_merge_keeps_units_as_they_stand_and_leaves_repeated_ones_out(run):
    one = tmx("1.tmx", tu('tuid="a"', en="Yes", ru="Да"), tu(en=CODED, ru="Слово"))
    two = tmx(
        "2.tmx",
        tu('tuid="a"', en="No", ru="Нет"),
        tu(en=" Yes ", ru="Да"),
        tu(en="Yes", ru="Ага"),
        encoding="utf-16",
    )
    status, out, err = run("memory", "merge", one, two, "-o", "all.tmx")
    assert (status, out) == (0, "")
    assert "(4 units; 1 repeated ones left out; 1 given another id)" in err
    assert [unit[0] for unit in units_in("all.tmx")] == ["a", None, "a-2", None]
    assert CODED in Path("all.tmx").read_text(encoding="utf-8")
    header = etree.parse("all.tmx").find("header")
    assert (header.get("creationtool"), header.get("adminlang")) == ("Other", "en")
    assert (header.findtext("note"), header.findtext("prop")) == ("A & B", "C")


def test_merge_says_what_another_header_would_change(run):
    one = tmx("1.tmx", tu(en="a", ru="б"))
    two = tmx("2.tmx", tu(ru="в", en="c"), srclang="ru", segtype="paragraph")
    run("memory", "merge", one, two, "-o", "1.tmx")
    first, second = etree.parse("1.tmx").iter("tu")
    assert dict(first.attrib) == {}
    assert dict(second.attrib) == {"srclang": "ru", "segtype": "paragraph"}


def test_split_writes_a_memory_a_pair_with_codes_kept(run):
    name = tmx("x.tmx", tu('tuid="1"', en=CODED, ru="Слово", zh="词"), tu(en="b", ru="б", zh=" "))
    run("memory", "split", name, "-o", "pairs")
    found = {path: len(units_in(f"pairs/x.{path}.tmx")) for path in ("en.ru", "en.zh", "ru.zh")}
    assert found == {"en.ru": 2, "en.zh": 1, "ru.zh": 1}
    assert etree.parse("pairs/x.ru.zh.tmx").find("header").get("srclang") == "ru"
    assert CODED in Path("pairs/x.en.zh.tmx").read_text(encoding="utf-8")
    run("memory", "split", name, "-o", "one", "--pair", "zh:en")
    assert list(units_in("one/x.zh.en.tmx")[0][1]) == ["zh", "en"]


def test_clean_drops_what_is_empty_or_repeated_and_mends_ids(run):
    name = tmx(
        "x.tmx",
        tu('tuid="1"', en="a", ru="б"),
        tu('tuid="2"', en="a", ru="б"),
        tu(en="b"),
        tu(en="c", ru=" "),
        tu('tuid="1"', en="d", ru="д"),
    )
    _, _, err = run("memory", "clean", name, "-o", name)
    assert "2 units; 1 repeated ones left out; 2 without two texts left out; 1 given" in err
    assert units_in(name) == [("1", {"en": "a", "ru": "б"}), ("1-2", {"en": "d", "ru": "д"})]


def test_one_target_keeps_the_confirmed_then_the_latest_then_the_first(run):
    def unit(name, target, *, date="", status="", **more):
        prop = f'<prop type="x-workbench-status">{status}</prop>' if status else ""
        attributes = f'tuid="{name}"' + (f' changedate="{date}"' if date else "")
        return tu(attributes, en="Yes", ru=target, **more).replace("><tuv", f">{prop}<tuv", 1)

    name = tmx(
        "x.tmx",
        unit("1", "Да", date="20250101T000000Z"),
        unit("2", "Ага", status="confirmed"),
        unit("3", "Так", date="20260101T000000Z"),
        unit("4", "Да", zh="是"),
        tu('tuid="5"', en="No", ru="Нет"),
        tu('tuid="6"', en="No", ru="Не"),
        unit("7", "Ага", status="confirmed", date="20260601T000000Z"),
    )
    _, _, err = run("memory", "clean", name, "-o", "y.tmx", "--one-target")
    assert [unit[0] for unit in units_in("y.tmx")] == ["4", "5", "7"]
    assert "4 with another target for the same source left out" in err
    run("memory", "clean", tmx("z.tmx", unit("1", "а"), unit("2", "б", date="20260101T000000Z")),
        "-o", "z.tmx", "--one-target")  # fmt: skip
    assert [unit[0] for unit in units_in("z.tmx")] == ["2"]


def test_clean_recover_makes_a_damaged_memory_readable(run):
    name = tmx("x.tmx", tu(en="a\x0bb&#2;", ru="б"), tu(en="c", ru="д"))
    data = Path(name).read_bytes()
    Path(name).write_bytes(data[: data.rindex(b"</tu>") - 3])
    assert run("memory", "clean", name, "-o", "y.tmx")[0] == 2
    status, _, err = run("memory", "clean", name, "-o", "y.tmx", "--recover")
    assert status == 0
    assert units_in("y.tmx") == [(None, {"en": "ab", "ru": "б"})]
    assert "cut off" in err
    assert "2 characters" in err


def test_stats_count_units_languages_and_repetitions(run):
    name = tmx(
        "x.tmx", tu(en="a b", ru="б"), tu(en="a b", ru="в"), tu(en="a b", ru="б"), tu(en="c")
    )
    status, out, _ = run("memory", "stats", name, "--format", "json")
    found = json.loads(out)[name]
    assert status == 0
    assert (found["units"], found["repeated"], found["several_targets"], found["empty"]) == (
        4,
        1,
        1,
        1,
    )
    assert found["languages"]["en"] == {"units": 4, "words": 7, "characters": 10}
    assert "4 units" in run("memory", "stats", name)[1]


@pytest.mark.parametrize("ending", ["tsv", "csv", "json", "xlsx", "xliff", "po", "tmx"])
def test_convert_writes_any_format_and_reads_it_again(run, ending):
    name = tmx("x.tmx", tu('tuid="1"', en="a", ru="б", fr="c"), tu('tuid="2"', en="d", fr="e"))
    assert run("memory", "convert", name, "-o", f"y.{ending}", "--pair", "en:ru")[0] == 0
    assert texts(exchange.read(f"y.{ending}")[1]) == [("1", {"en": ("a",), "ru": ("б",)})]


@pytest.mark.parametrize(
    "arguments",
    [
        ("merge", "none.tmx", "-o", "y.tmx"),
        ("merge", "x.tmx", "-o", "y.tsv"),
        ("split", "x.tmx", "-o", "pairs", "--pair", "en:fr"),
        ("split", "x.tmx", "-o", "x.tmx"),
        ("clean", "none.tmx", "-o", "y.tmx"),
        ("stats", "none.tmx"),
        ("convert", "x.tmx", "-o", "y.aligned"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_status_2(run, arguments):
    tmx("x.tmx", tu(en="a", ru="б"))
    status, out, err = run("memory", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert not err.startswith("Traceback")


def test_seen_knows_what_it_has_seen():
    seen = Seen()
    assert [seen.add(text) for text in ("a", "b", "a", "\ud800", "")] == [
        True,
        True,
        False,
        True,
        True,
    ]
    seen.close()


def test_clean_keeps_the_namespaces_of_foreign_elements_and_the_whole_header(run):
    Path("a.tmx").write_text(
        '<?xml version="1.0"?>\n<tmx version="1.4" xmlns:ext="urn:ext"><header srclang="en" '
        'segtype="sentence" ext:by="x"><ude name="u" base="ISO-8859-1"><map unicode="#xF8FF"/>'
        '</ude><ext:set ext:n="1"/></header><body xmlns:b="urn:b">'
        '<tu ext:id="7"><ext:data>x</ext:data><tuv xml:lang="en"><seg>One</seg></tuv>'
        '<tuv xml:lang="ru" b:k="2"><seg>Один</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    assert run("memory", "clean", "a.tmx", "-o", "a.tmx")[0] == 0
    root = etree.parse("a.tmx").getroot()
    assert root.find("header/ude/map") is not None
    assert root.find("header/{urn:ext}set").get("{urn:ext}n") == "1"
    assert root.find("body/tu/{urn:ext}data").text == "x"
    assert root.find("body/tu/tuv[2]").get("{urn:b}k") == "2"


def test_merge_declares_what_another_files_prefix_means(run):
    for name, uri in (("1.tmx", "urn:one"), ("2.tmx", "urn:two")):
        Path(name).write_text(
            f'<tmx version="1.4" xmlns:p="{uri}"><header srclang="en"/><body>'
            f'<tu p:k="{name}"><tuv xml:lang="en"><seg>{name}</seg></tuv>'
            '<tuv xml:lang="ru"><seg>Один</seg></tuv></tu></body></tmx>',
            encoding="utf-8",
        )
    assert run("memory", "merge", "1.tmx", "2.tmx", "-o", "3.tmx")[0] == 0
    one, two = etree.parse("3.tmx").iter("tu")
    assert one.get("{urn:one}k") == "1.tmx"
    assert two.get("{urn:two}k") == "2.tmx"


@pytest.mark.parametrize(
    "sides",
    [
        ({"en": "<seg>Open</seg>", "ru": "<seg>Открыть</seg>"},) * 2,
        (
            {"en": "<seg>Open</seg>", "ru": '<seg>Открыть<ph x="1"/></seg>'},
            {"en": "<seg>Open</seg>", "ru": "<seg>Открыть</seg>"},
        ),
    ],
)
@pytest.mark.parametrize(
    "contexts", [("", ""), ("menu", "dialog"), ("menu", "menu")], ids=["none", "two", "one"]
)
def test_two_units_that_differ_in_codes_or_context_are_two(run, sides, contexts):
    def with_context(side, context):
        unit = tu(**side)
        prop = f'<prop type="x-context">{context}</prop>' if context else ""
        return unit.replace("<tuv", f"{prop}<tuv", 1)

    tmx("a.tmx", *map(with_context, sides, contexts))
    assert run("memory", "clean", "a.tmx", "-o", "b.tmx")[0] == 0
    different = sides[0] != sides[1] or contexts[0] != contexts[1]
    assert len(units_in("b.tmx")) == 1 + different


def test_one_target_takes_the_same_source_in_two_contexts_for_two(run):
    prop = '<prop type="x-context">{}</prop><tuv'
    one, two, three = (
        tu(en="Open", ru=ru).replace("<tuv", prop.format(context), 1)
        for ru, context in (("Открыть", "menu"), ("Открыто", "state"), ("Открой", "menu"))
    )
    tmx("a.tmx", one, two, three)
    assert run("memory", "clean", "a.tmx", "-o", "b.tmx", "--one-target")[0] == 0
    assert [sides["ru"] for _, sides in units_in("b.tmx")] == ["Открыть", "Открыто"]


def test_split_by_a_pair_takes_its_regions(run):
    one, two = tu(en="Yes", ru="Да"), tu(en="No", ru="Нет").replace('"en"', '"en-GB"')
    tmx("a.tmx", one, two)
    assert run("memory", "split", "a.tmx", "-o", "out", "--pair", "en:ru")[0] == 0
    assert [list(sides.values()) for _, sides in units_in("out/a.en.ru.tmx")] == [
        ["Yes", "Да"],
        ["No", "Нет"],
    ]
