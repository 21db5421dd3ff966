"""Ids that units have in the file that they come from: a project gives them back."""

import re

import pytest

from workbench import exchange, project
from workbench.project import operations

TMX = '<tmx version="1.4"><header srclang="en"/><body>{}</body></tmx>'
TU = '<tu{}><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="ru"><seg>{}</seg></tuv></tu>'
XLIFF = (
    '<xliff version="1.2"><file source-language="en" target-language="ru"><body>{}</body>'
    "</file></xliff>"
)
UNIT = '<trans-unit id="{}"><source>{}</source><target>{}</target></trans-unit>'
TEXTS = (("One.", "Раз."), ("Two.", "Два."), ("Three.", "Три."))


def tmx(path, *ids):
    """A memory with a unit for each id; None for a unit without one."""
    units = (
        TU.format("" if name is None else f' tuid="{name}"', *texts)
        for name, texts in zip(ids, TEXTS, strict=False)
    )
    path.write_text(TMX.format("".join(units)), encoding="utf-8")
    return path


def made(path):
    """A project of a file."""
    memory, units = exchange.read(path)
    target = path.with_suffix(".aligned")
    project.create_from_units(target, memory, units)
    return target


def exported(source, name, pair=None, change=None):
    """A project, written to a file beside it."""
    opened = project.open(source)
    if change is not None:
        opened.apply(change(opened))
    memory, units = project.units(opened)
    out = source.parent / name
    exchange.write(out, memory, units, pair=pair)
    opened.close()
    return out


def ids(path):
    """What units are called in a file, and the further facts that say so too."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'(?<=tuid="\w)@\w+', "", text)  # of the project's id
    found = re.findall(r'<(?:tu|trans-unit|unit)\b[^>]*?\b(?:tuid|id)="([^"]*)"', text)
    return found, re.findall(r'unit-id">([^<]*)<', text)


def test_ids_of_a_memory_come_back(tmp_path):
    """Also those with a colon or what XML escapes; units without one get the project's."""
    source = made(tmx(tmp_path / "a.tmx", "u-7", None, "menu:open#2 &amp; more"))
    assert ids(exported(source, "b.tmx")) == (["u-7", "a:2", "menu:open#2 &amp; more"], [])


@pytest.mark.parametrize(
    ("name", "there", "told"),
    [
        ("b.tmx", ["3", "head", "a/b c"], []),
        ("b.xliff", ["3", "head", "a/b c"], []),
        # What XLIFF 2 cannot call a unit it keeps in a note.
        ("b.v2.xliff", ["3", "head", "3_"], ["a/b c"]),
    ],
)
def test_ids_of_xliff_come_back(tmp_path, name, there, told):
    """Where the format can hold them, and no two units are called the same."""
    path = tmp_path / "a.xlf"
    units = (UNIT.format(i, *t) for i, t in zip(("3", "head", "a/b c"), TEXTS, strict=True))
    path.write_text(XLIFF.format("".join(units)), encoding="utf-8")
    assert ids(exported(made(path), name, pair="en:ru")) == (there, told)


def test_ids_outlive_import_after_import(tmp_path):
    """What was exported is imported, and exported again, in either format."""
    first = made(tmx(tmp_path / "a.tmx", "u-7", None, "u-9"))
    second = made(exported(first, "b.tmx"))
    assert ids(exported(second, "c.xliff", pair="en:ru")) == (["u-7", "2", "u-9"], [])
    assert ids(exported(second, "c.tmx")) == (["u-7", "b:2", "u-9"], [])


def test_ids_stay_as_those_of_beads_do(tmp_path):
    """A merged bead keeps the first's, and of a split one the first part does."""
    source = made(tmx(tmp_path / "a.tmx", "u-7", "u-8", "u-9"))

    def merged(opened):
        return operations.merge(opened, opened.order[0], opened.order[1])

    assert ids(exported(source, "b.tmx", change=merged))[0] == ["u-7", "u-9"]

    def split(opened):
        return operations.split(opened, opened.order[0], [1, 1])

    assert ids(exported(source, "c.tmx", change=split))[0] == ["u-7", "a:4", "u-9"]


def test_several_projects_tell_their_units_apart(tmp_path):
    """By the projects' names; what they were called is said beside it."""
    sources = []
    for name in ("a", "b"):
        opened = project.open(made(tmx(tmp_path / f"{name}.tmx", "1", "2")))
        sources.append(project.units(opened))
    exchange.write(tmp_path / "all.tmx", *exchange.combined(sources))
    assert ids(tmp_path / "all.tmx") == (["a:1", "a:2", "b:1", "b:2"], ["1", "2", "1", "2"])


def test_a_table_tells_them(tmp_path):
    """In a column; the bead's id is the table's own."""
    out = exported(made(tmx(tmp_path / "a.tmx", "u-7", "u-8")), "b.tsv")
    rows = [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row[0], row[-1]) for row in rows] == [("id", "unit-id"), ("1", "u-7"), ("2", "u-8")]
