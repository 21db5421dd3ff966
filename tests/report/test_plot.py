"""Pictures: what they show, that they are the same each time, and that names stay names."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from support.hostile import HOSTILE, ODD
from support.project_samples import sample

from workbench import api
from workbench import project as projects
from workbench.cli import main
from workbench.errors import WorkbenchError
from workbench.glossary import Concept, Glossary, Term
from workbench.report import PictureInput, draw
from workbench.units import Memory, Source, Unit, Variant

pytest.importorskip("matplotlib", reason="the extra 'plots' is not installed")

MEMORY = Memory((Source("en", "en"), Source("ru", "ru")), "talks")
GLOSSARY = Glossary((Concept("text", {"en": (Term("text"),), "ru": (Term("text"),)}),), ("en",))


def unit(number, en, ru, **more):
    """A unit with segments of these numbers."""
    variants = {
        key: Variant(tuple(f"{key} {n}." for n in numbers), (), tuple(numbers))
        for key, numbers in (("en", en), ("ru", ru))
    }
    return Unit(str(number), variants, **more)


# The last two stand the other way round in Russian, and English sentence 3 stands alone.
UNITS = [
    unit(1, [0], [0], confidence=0.99),
    unit(2, [1, 2], [1], confidence=0.5),
    unit(3, [3], [], confidence=0.8),
    unit(4, [4], [3], status="confirmed"),
    unit(5, [5], [2], confidence=0.3),
]


def svg(kind, given):
    """A picture as text and tree."""
    text = draw(kind, given, "svg").decode()
    return text, ET.fromstring(text)


@pytest.mark.parametrize("kind", ["map", "confidence", "shapes", "lengths"])
def test_each_picture_is_the_same_each_time_and_loads_nothing(kind):
    given = PictureInput(MEMORY, UNITS)
    first, tree = svg(kind, given)
    assert svg(kind, given)[0] == first
    assert not [e for e in tree.iter() if e.tag.endswith(("script", "foreignObject"))]
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert not name.endswith("href") or value.startswith(("#", "data:image/png"))
    assert not re.search(r"\d{4}-\d\d-\d\dT", first)


def test_the_map_shows_beads_moved_ones_and_those_alone():
    from workbench.report.pictures.alignment_map import _places

    placed, alone = _places(UNITS, "en", "ru")
    assert [(b.left, b.right, b.top, b.bottom) for b in placed] == [
        (0, 1, 0, 1), (1, 3, 1, 2), (4, 5, 3, 4), (5, 6, 2, 3),
    ]  # fmt: skip
    assert sum(b.moved for b in placed) == 1
    assert [b.sure for b in placed] == [0.99, 0.5, 1.0, 0.3]
    assert alone == [("source", 3)]


def test_the_background_keeps_the_best_of_each_square():
    import numpy as np

    from workbench.report.pictures import alignment_map

    left = np.eye(1200, 8, dtype=np.float32)
    image = alignment_map._similarity(left, np.eye(1300, 8, dtype=np.float32))
    assert image.shape == (500, 500)
    assert image[0, 0] == image[2, 2] == 1
    assert image[3:].max() == 0


@pytest.mark.parametrize("text", [*HOSTILE, *ODD, "$\\frac{1}{2}$ $x$", "会谈 переговоры"])
def test_a_name_is_a_name(text):
    """No script, no formula, no broken XML, in SVG; and the others are drawn."""
    memory = replace(MEMORY, name=text)
    picture, tree = svg("shapes", PictureInput(memory, UNITS))
    assert not {e.tag.rpartition("}")[2] for e in tree.iter()} & {"script", "img", "a", "image"}
    assert "<script" not in picture
    assert "<img" not in picture
    assert draw("shapes", PictureInput(memory, UNITS), "png").startswith(b"\x89PNG")


@pytest.fixture
def talks(tmp_path):
    path = tmp_path / "talks.aligned"
    sample(path, [(1, 1, 2), (1, 1, 0), (2, 1, 1), (1, 1, 1)])
    return path


def test_the_command_draws_a_project_and_leaves_it_as_it_is(talks, tmp_path, capsys):
    before = talks.read_bytes()
    for kind in ("map", "shapes"):
        out = tmp_path / f"{kind}.svg"
        with pytest.raises(SystemExit) as left:
            main(["plot", str(talks), "-o", str(out), "--kind", kind, "--pair", "en:ru"])
        assert left.value.code == 0, capsys.readouterr().err
        assert b"<svg" in out.read_bytes()
    assert talks.read_bytes() == before


@pytest.mark.slow
def test_usage_stands_document_by_document(talks, tmp_path):
    opened = projects.open(talks)
    api.export([opened], tmp_path / "talks.tmx")
    opened.close()
    for paths in ([talks], [talks, tmp_path / "talks.tmx"]):
        api.plot(paths, tmp_path / "usage.pdf", kind="usage", glossary=GLOSSARY)
        assert (tmp_path / "usage.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["talks.aligned", "-o", "map.gif"], "written as .svg, .png or .pdf"),
        (["talks.aligned", "talks.aligned", "-o", "map.svg"], "one project"),
        (["talks.aligned", "-o", "u.svg", "--kind", "usage"], "which glossary"),
        (["talks.tsv", "-o", "map.svg"], "where its segments stand"),
        (["talks.aligned", "-o", "talks.svg"], "no SVG"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(
    talks, tmp_path, capsys, monkeypatch, arguments, said
):
    monkeypatch.chdir(tmp_path)
    opened = projects.open(talks)
    api.export([opened], tmp_path / "talks.tsv")
    opened.close()
    (tmp_path / "talks.svg").write_text("My notes.", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["plot", *arguments])
    assert left.value.code == 2
    assert said in capsys.readouterr().err


def test_nothing_to_draw_is_said():
    with pytest.raises(WorkbenchError, match="no beads in two languages"):
        draw("map", PictureInput(MEMORY, []), "svg")
    with pytest.raises(WorkbenchError, match="due in these texts"):
        draw("usage", PictureInput(MEMORY, []), "svg")


@pytest.mark.slow
def test_a_corpus_shows_its_distributions(talks, tmp_path, capsys):
    """A folder of memories, as what 'corpus align' made."""
    pytest.importorskip("polars", reason="the extra 'corpus' is not installed")
    (tmp_path / "memories").mkdir()
    opened = projects.open(talks)
    api.export([opened], tmp_path / "memories" / "one.tmx", tmp_path / "memories" / "two.tmx")
    opened.close()
    out = tmp_path / "corpus.svg"
    with pytest.raises(SystemExit) as left:
        main(["plot", str(tmp_path / "memories"), "-o", str(out)])
    assert left.value.code == 0, capsys.readouterr().err
    assert b"<svg" in out.read_bytes()
    first = out.read_bytes()
    with pytest.raises(SystemExit):
        main(["plot", str(tmp_path / "memories"), "-o", str(out)])
    assert out.read_bytes() == first
