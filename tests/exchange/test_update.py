"""A memory after a second round: what is ours is replaced, what is others' stays as it is."""

from dataclasses import replace

import pytest
from lxml import etree
from support.exchange_cases import PAIR, UNITS

from workbench import exchange
from workbench.errors import WorkbenchError
from workbench.units import Memory, Source, Unit, Variant

BEADS = [replace(unit, variants=dict(unit.variants)) for unit in UNITS[:2]]
FOREIGN = (
    '    <tu  tuid="f1" usagecount="3" ><!-- by hand --><prop type="x-Client">A &amp; B</prop>\r\n'
    '<tuv xml:lang="en"><seg>An <bpt i="1">&lt;b&gt;</bpt>old<ept i="1">x</ept> unit</seg></tuv>\n'
    "<tuv xml:lang='ru'><seg>Старая&#xA0;единица</seg></tuv>   </tu >"
)


def beads():
    return [
        replace(unit, variants={key: unit.variants[key] for key in ("en", "ru")})
        for unit in UNITS[:2]
    ]


def ours(tmp_path, units=None, name="m.tmx"):
    path = tmp_path / name
    exchange.write(path, PAIR, beads() if units is None else units)
    return path


def with_foreign(path, *, after='<tuv xml:lang="ru"><seg>Доброе утро.</seg></tuv>\n    </tu>\n'):
    """The file with a foreign unit between its two."""
    text = path.read_text(encoding="utf-8")
    assert after in text
    path.write_bytes(text.replace(after, after + FOREIGN + "\n").encode())
    return path


def test_an_update_without_changes_gives_the_same_bytes(tmp_path):
    path = ours(tmp_path)
    before = path.read_bytes()
    told = exchange.update(path, PAIR, beads(), {"talks"})
    assert path.read_bytes() == before
    assert (told.written.units, told.kept, told.gone) == (2, 0, 0)


def test_changed_units_are_replaced_vanished_ones_removed_and_others_kept_byte_for_byte(tmp_path):
    path = with_foreign(ours(tmp_path))
    changed = replace(
        beads()[1], id="9", variants={"en": Variant(("New.",)), "ru": Variant(("Новое.",))}
    )
    told = exchange.update(path, PAIR, [beads()[0], changed], {"talks"})
    data = path.read_bytes()
    assert FOREIGN.encode() in data
    assert [unit.get("tuid") for unit in etree.parse(path).iter("tu")] == [
        "talks:1",
        "talks:9",
        "f1",
    ]
    assert (told.written.units, told.kept, told.gone) == (2, 1, 1)


def test_a_memory_of_others_gets_the_units_at_its_end(tmp_path):
    path = tmp_path / "m.tmx"
    path.write_text(
        f'<tmx version="1.4"><header srclang="en"/><body>\n{FOREIGN}\n</body></tmx>',
        encoding="utf-8",
        newline="",
    )
    before = path.read_bytes()
    exchange.update(path, PAIR, beads(), {"talks"})
    data = path.read_bytes()
    cut = before.index(b"\n</body>")
    assert data.startswith(before[:cut])
    assert data.endswith(before[cut:])
    assert len(list(etree.parse(path).iter("tu"))) == 3


@pytest.mark.parametrize("body", ["<body/>", "<body></body>", "<body >\n  </body>"])
def test_an_empty_memory_can_be_filled(tmp_path, body):
    path = tmp_path / "m.tmx"
    path.write_text(f'<tmx version="1.4"><header srclang="en"/>{body}</tmx>', encoding="utf-8")
    exchange.update(path, PAIR, beads(), {"talks"})
    assert len(list(etree.parse(path).find("body").iter("tu"))) == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1251"])
def test_the_encoding_of_the_file_stays(tmp_path, encoding):
    path = tmp_path / "m.tmx"
    declared = encoding.removesuffix("-sig")
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>\n<tmx version="1.4"><header srclang="en"/>'
        f"<body>\n{FOREIGN}\n</body></tmx>"
    )
    path.write_bytes(text.encode(encoding))
    unit = Unit("1", {"en": Variant(("中 and й",)), "ru": Variant(("й",))})
    exchange.update(path, PAIR, [unit], {"talks"})
    assert FOREIGN in path.read_bytes().decode(encoding)
    texts = [seg.text for seg in etree.parse(path).iter("seg")]
    assert texts[2:] == ["中 and й", "й"]


def test_the_units_of_another_project_stay(tmp_path):
    path = ours(tmp_path)
    other = replace(PAIR, name="other")
    exchange.update(path, other, beads(), {"other"})
    exchange.update(path, PAIR, [], {"talks"})
    assert [unit.get("tuid") for unit in etree.parse(path).iter("tu")] == ["other:1", "other:2"]


def test_units_in_paragraphs_change_the_header_that_omegat_reads(tmp_path):
    path = ours(tmp_path, beads()[:1])
    exchange.update(path, PAIR, beads(), {"talks"})
    assert path.read_bytes() == ours(tmp_path, name="fresh.tmx").read_bytes()


def test_a_long_memory_is_kept_across_pieces(tmp_path):
    many = [
        Unit(
            str(n), {"en": Variant((f"Sentence {n}. " * 5,)), "ru": Variant(("Да " * 40 + str(n),))}
        )
        for n in range(3000)
    ]
    path = ours(tmp_path, many)
    before = path.read_bytes()
    exchange.update(path, replace(PAIR, name="other"), beads(), {"other"})
    exchange.update(path, replace(PAIR, name="other"), [], {"other"})
    assert path.read_bytes() == before.replace(b'segtype="sentence"  ', b'segtype="paragraph" ')


def test_a_broken_memory_is_not_touched(tmp_path):
    path = ours(tmp_path)
    data = path.read_bytes()[:-40]
    path.write_bytes(data)
    with pytest.raises(WorkbenchError, match="cut off"):
        exchange.update(path, PAIR, beads(), {"talks"})
    assert path.read_bytes() == data


def test_several_projects_make_one_memory_whose_units_are_told_apart(tmp_path):
    one = Memory((Source("en", "en"), Source("zh", "zh-Hans")), "one")
    two = Memory((Source("en", "en"), Source("zh", "zh-Hant")), "two")
    unit = Unit("1", {"en": Variant(("Peace.",)), "zh": Variant(("和平。",))})
    memory, units = exchange.combined([(one, [unit]), (two, [unit])])
    path = tmp_path / "m.tmx"
    exchange.write(path, memory, units)
    assert [
        (
            tu.get("tuid"),
            [side.get("{http://www.w3.org/XML/1998/namespace}lang") for side in tu.iter("tuv")],
        )
        for tu in etree.parse(path).iter("tu")
    ] == [("one:1", ["en", "zh-CN"]), ("two:1", ["en", "zh-TW"])]
    with pytest.raises(WorkbenchError, match="called one"):
        exchange.combined([(one, []), (one, [])])
