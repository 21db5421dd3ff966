"""``workbench export``, ``import`` and ``memory`` as a person calls them."""

import io
import json
import re
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import etree
from support.exchange_cases import MEMORY, UNITS, texts

from workbench import exchange, project
from workbench.cli import main
from workbench.units import Memory, Source, Unit, Variant


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs the program in a folder with a project and gives status, output and what it said."""
    monkeypatch.chdir(tmp_path)
    project.create_from_units(tmp_path / "talks.aligned", MEMORY, UNITS)

    def call(*arguments):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        said = capsys.readouterr()
        return left.value.code, said.out, said.err

    call.folder = tmp_path
    return call


def units_in(path):
    return list(etree.parse(path).iter("tu"))


def names_in(path):
    """The units' names, without the short id of their project."""
    return [re.sub(r"@[a-z0-9]{4}:", ":", unit.get("tuid")) for unit in units_in(path)]


def test_export_writes_every_output_and_says_what_became_of_the_units(run):
    status, out, err = run("export", "talks.aligned", "-o", "a.tmx", "-o", "pairs/", "-o", "a.tsv")
    assert (status, out) == (0, "")
    assert "a.tmx (3 units; 1 without a translation left out)" in err
    assert sorted(path.name for path in (run.folder / "pairs").iterdir()) == [
        "talks.en.ru.tmx",
        "talks.en.zh-CN.tmx",
        "talks.zh-CN.ru.tmx",
    ]
    assert len((run.folder / "a.tsv").read_text(encoding="utf-8").splitlines()) == 5


def test_export_confirmed_and_min_confidence_choose(run):
    run("export", "talks.aligned", "-o", "a.tmx", "--confirmed")
    assert names_in("a.tmx") == ["talks:1"]
    run("export", "talks.aligned", "-o", "b.tmx", "--min-confidence", "0.8")
    assert names_in("b.tmx") == ["talks:1", "talks:2"]


def test_export_pair_takes_what_is_complete_in_it(run):
    run("export", "talks.aligned", "-o", "a.tmx", "--pair", "ru:zh")
    assert names_in("a.tmx") == ["talks:1", "talks:2", "talks:4"]
    assert etree.parse("a.tmx").find("header").get("srclang") == "ru"


def test_export_never_writes_what_is_excluded(run):
    opened = project.open(run.folder / "talks.aligned")
    opened.apply(project.operations.exclude(opened, [opened.order[0]]))
    opened.close()
    run("export", "talks.aligned", "-o", "a.tmx", "-o", "a.tsv", "-o", "a.json")
    assert "talks:1" not in names_in("a.tmx")
    for name in ("a.tsv", "a.json"):
        assert [unit.id for unit in exchange.read(run.folder / name)[1]] == ["2", "3", "4"]


def test_export_update_makes_a_missing_file_and_keeps_an_unchanged_one(run):
    for output in ("a.tmx", "pairs/"):
        run("export", "talks.aligned", "-o", output, "--update")
    before = {path: path.read_bytes() for path in run.folder.rglob("*.tmx")}
    assert len(before) == 4
    for output in ("a.tmx", "pairs/"):
        assert run("export", "talks.aligned", "-o", output, "--update")[0] == 0
    assert before == {path: path.read_bytes() for path in run.folder.rglob("*.tmx")}


def test_export_update_into_a_folder_takes_the_pair_alone(run):
    assert run("export", "talks.aligned", "-o", "pairs/", "--update", "--pair", "en:ru")[0] == 0
    assert [path.name for path in (run.folder / "pairs").iterdir()] == ["talks.en.ru.tmx"]


def test_nothing_is_written_where_one_of_the_outputs_is_refused(run):
    before = {path: path.read_bytes() for path in run.folder.rglob("*")}
    status, _, err = run("export", "talks.aligned", "-o", "a.tmx", "-o", "new/", "-o", "a.xliff")
    assert status == 2
    assert "--pair en:zh" in err
    assert before == {path: path.read_bytes() for path in run.folder.rglob("*")}


def test_two_projects_of_one_name_are_not_written_into_one_folder(run):
    other = run.folder / "other"
    other.mkdir()
    project.create_from_units(other / "talks.aligned", MEMORY, UNITS)
    status, _, err = run("export", "talks.aligned", "other/talks.aligned", "-o", "pairs/")
    assert status == 2
    assert "two projects are called talks" in err
    assert not (run.folder / "pairs").exists()


def test_two_projects_of_one_name_stand_in_one_memory(run):
    """Each unit has a name of its own, at once or one after the other; each is updated alone."""
    other = run.folder / "other"
    other.mkdir()
    project.create_from_units(other / "talks.aligned", MEMORY, UNITS)
    both = ("talks.aligned", "other/talks.aligned")
    assert run("export", *both, "-o", "a.tmx")[0] == 0
    for each in both:
        assert run("export", each, "-o", "b.tmx", "--update")[0] == 0
    for memory in ("a.tmx", "b.tmx"):
        assert len({unit.get("tuid") for unit in units_in(memory)}) == 6
        assert "3 of others kept" in run("export", both[1], "-o", memory, "--update")[2]
        assert len(units_in(memory)) == 6


def test_units_named_as_before_are_brought_up_to_date(run):
    """By their properties: a name without the project's short id does no harm."""
    run("export", "talks.aligned", "-o", "a.tmx")
    path = run.folder / "a.tmx"
    path.write_bytes(re.sub(rb'tuid="talks@[a-z0-9]{4}:', b'tuid="talks:', path.read_bytes()))
    assert "0 of others kept" in run("export", "talks.aligned", "-o", "a.tmx", "--update")[2]
    assert all("@" in unit.get("tuid") for unit in units_in("a.tmx"))
    assert len(units_in("a.tmx")) == 3


def test_an_alignment_whose_sides_cross_keeps_their_order(run):
    """A project that an align's JSON becomes: moved beads are blocks, skipped segments stay."""
    parts = {
        "languages": ["en", "ru"],
        "segments": {
            "en": ["Morning.", "Noon and", "(a caption)", "evening.", "Night.", "Dawn."],
            "ru": ["Рассвет.", "Утро.", "День и вечер.", "Подпись.", "Ночь."],
        },
        "beads": [
            {"id": "1", "segments": {"en": [0], "ru": [1]}},
            {"id": "2", "segments": {"en": [1, 3], "ru": [2]}},
            {"id": "3", "segments": {"en": [2], "ru": [3]}},
            {"id": "4", "segments": {"en": [4], "ru": [4]}},
            {"id": "5", "segments": {"en": [5], "ru": [0]}},
        ],
    }
    (run.folder / "a.json").write_text(json.dumps(parts, ensure_ascii=False), encoding="utf-8")
    assert run("import", "a.json", "-o", "a.aligned", "--no-score")[0] == 0
    with closing(project.open(run.folder / "a.aligned")) as made:
        assert not list(project.problems(made))
        said = [
            [made.segment(segment).text for segment in made.segments(column)] for column in range(2)
        ]
        assert said == list(parts["segments"].values())
        assert made.texts(2, 0) == ("Noon and", "evening.")
        assert [made.bead(bead).block for bead in made.order] == [0, 0, 0, 0, 1]
    run("export", "a.aligned", "-o", "b.json")
    again = json.loads((run.folder / "b.json").read_text(encoding="utf-8"))
    assert again["segments"] == parts["segments"]
    assert [bead["segments"] for bead in again["beads"]] == [
        bead["segments"] for bead in parts["beads"]
    ]


def test_export_never_writes_over_the_documents(run):
    for key in ("en", "ru"):
        (run.folder / f"news.{key}.txt").write_text(f"A text in {key}.\n", encoding="utf-8")
    sources = tuple(Source(key, key, Path(f"news.{key}.txt")) for key in ("en", "ru"))
    units = [Unit("1", {"en": Variant(("A text.",)), "ru": Variant(("Текст.",))})]
    project.create_from_units(run.folder / "news.aligned", Memory(sources), units)
    status, _, err = run("export", "news.aligned", "-o", "news.txt")
    assert status == 2
    assert "news.en.txt: this would be written over the document" in err
    assert (run.folder / "news.ru.txt").read_text(encoding="utf-8") == "A text in ru.\n"


def test_export_to_standard_output_is_json_and_nothing_else(run):
    status, out, err = run("export", "talks.aligned", "-o", "-")
    assert (status, err) == (0, "")
    assert out.startswith('{"languages": ["en", "zh", "ru"]')


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "none.aligned", "-o", "a.tmx"), "none.aligned"),
        (("export", "talks.aligned", "-o", "a.doc"), ".doc"),
        (("export", "talks.aligned", "-o", "a.tmx", "--pair", "en:fr"), "fr"),
        (("export", "talks.aligned", "-o", "a.tmx", "--pair", "en"), "--pair"),
        (("export", "talks.aligned", "-o", "a.tmx", "--tag", "fr=fr-CA"), "--tag"),
        (("export", "talks.aligned", "-o", "a.tmx", "--min-confidence", "2"), "min-confidence"),
        (("export", "talks.aligned", "-o", "no/a.tmx"), "no"),
        (("import", "none.tmx", "-o", "b.aligned"), "none.tmx"),
        (("import", "none.tmx", "-o", "b.tmx"), ".aligned"),
        (("import", "none.tmx", "-o", "talks.aligned"), "exists already"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_status_2(run, arguments, said):
    before = {path: path.read_bytes() for path in run.folder.rglob("*")}
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert before == {path: path.read_bytes() for path in run.folder.rglob("*")}


@pytest.mark.parametrize("ending", ["tmx", "json", "tsv", "csv", "xlsx", "xliff", "po"])
def test_import_reads_standard_input_whatever_it_holds(run, monkeypatch, ending):
    run("export", "talks.aligned", "-o", f"a.{ending}", "--pair", "en:ru")
    with Path(f"a.{ending}").open("rb") as file:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=file))
        assert run("import", "-", "-o", "b.aligned")[0] == 0
    assert len(project.open(run.folder / "b.aligned")) == 2


@pytest.mark.parametrize("name", ["a.tmx", "a.json", "a.tsv"])
def test_what_export_wrote_import_makes_a_project_of(run, name):
    run("export", "talks.aligned", "-o", name)
    assert run("import", name, "-o", "b.aligned")[0] == 0
    _, units = project.units(project.open(run.folder / "b.aligned"))
    units = list(units)
    expected = [
        list(sides.values()) for _, sides in texts(UNITS) if name != "a.tmx" or len(sides) > 1
    ]
    assert [list(sides.values()) for _, sides in texts(units)] == expected
    assert [unit.status for unit in units][:2] == ["confirmed", "unreviewed"]
    assert units[0].note == "greeting"
    assert units[1].flagged


def test_import_refuses_two_units_of_one_id_and_names_the_line(run):
    unit = '<tu tuid="x"><tuv xml:lang="en"><seg>a</seg></tuv>'
    unit += '<tuv xml:lang="ru"><seg>b</seg></tuv></tu>\n'
    (run.folder / "in.tmx").write_text(
        f'<tmx version="1.4"><header srclang="en"/><body>\n{unit}{unit}</body></tmx>'
    )
    status, _, err = run("import", "in.tmx", "-o", "b.aligned")
    assert status == 2
    assert "in.tmx:3: two units have the id 'x'" in err
    assert not (run.folder / "b.aligned").exists()


def test_messages_about_standard_input_call_it_so(run, monkeypatch):
    for data, said in ((b"", "standard input: the file is empty"), (b"<tmx>", "standard input:1:")):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        status, _, err = run("import", "-", "-o", "b.aligned")
        assert status == 2
        assert f"workbench: {said}" in err


def test_a_table_in_one_language_is_no_project(run):
    (run.folder / "bare.csv").write_text("key,en\n1,One\n2,Two\n", encoding="utf-8")
    status, _, err = run("import", "bare.csv", "-o", "b.aligned")
    assert status == 2
    assert "one language only" in err
    assert not (run.folder / "b.aligned").exists()


def test_import_recover_takes_what_is_whole_and_says_so(run):
    run("export", "talks.aligned", "-o", "a.tmx")
    whole = (run.folder / "a.tmx").read_bytes()
    (run.folder / "cut.tmx").write_bytes(whole[:-200])
    assert run("import", "cut.tmx", "-o", "b.aligned")[0] == 2
    status, _, err = run("import", "cut.tmx", "-o", "b.aligned", "--recover")
    assert status == 0
    assert "cut off" in err
    assert "(2 beads" in err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "in.xlf",
            (
                '<xliff version="1.2"><file source-language="en" target-language="ru"><body>\n'
                '<trans-unit id="1"><source>Yes</source><target>Да</target></trans-unit>\n'
                '<trans-unit id="1"><source>No</source><target>Нет</target></trans-unit>\n'
                "</body></file></xliff>"
            ),
        ),
        (
            "ru.po",
            (
                'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Yes"\nmsgstr "Да"\n\nmsgid "Yes"\n'
                'msgstr "Ага"\n'
            ),
        ),
    ],
)
def test_import_takes_repeated_ids_of_xliff_and_po_and_says_so(run, name, text):
    (run.folder / name).write_text(text, encoding="utf-8")
    status, _, err = run("import", name, "-o", "b.aligned")
    assert status == 0
    assert "ids that an earlier unit has: 1 (the first in line" in err
    assert len(project.open(run.folder / "b.aligned")) == 2


def test_import_says_what_it_left_out(run):
    (run.folder / "in.xlf").write_text(
        '<xliff version="1.2"><file source-language="en" target-language="ru"><body>'
        '<group translate="no">\n<trans-unit id="1"><source>No</source></trans-unit></group>'
        '<trans-unit id="2"><source>A<ph id="1">alt="<sub>cat</sub>"</ph></source>'
        "<target>Да</target></trans-unit></body></file></xliff>",
        encoding="utf-8",
    )
    status, _, err = run("import", "in.xlf", "-o", "b.aligned")
    assert status == 0
    assert "units left out, not to be translated: 1 (the first in line 2)" in err
    assert "texts inside codes (sub): 1" in err


def test_export_update_goes_by_the_projects_id_and_not_by_its_name(run):
    """A renamed copy replaces its units, and another project of the same file name none."""
    run("export", "talks.aligned", "-o", "a.tmx")
    before = len(units_in("a.tmx"))
    copy = run.folder / "renamed.aligned"
    copy.write_bytes((run.folder / "talks.aligned").read_bytes())
    assert run("export", "renamed.aligned", "-o", "a.tmx", "--update")[0] == 0
    assert len(units_in("a.tmx")) == before
    # Of before there were ids: the name, where the texts agree.
    named = (run.folder / "a.tmx").read_text(encoding="utf-8")
    opened = project.open(copy)
    number = opened.id
    opened.close()
    (run.folder / "old.tmx").write_text(named.replace(number, "talks"), encoding="utf-8")
    assert run("export", "talks.aligned", "-o", "old.tmx", "--update")[0] == 0
    assert len(units_in("old.tmx")) == before
    strange = re.sub("<seg>.*?</seg>", "<seg>x</seg>", named.replace(number, "talks"))
    (run.folder / "other.tmx").write_text(strange, encoding="utf-8")
    assert run("export", "talks.aligned", "-o", "other.tmx", "--update")[0] == 0
    assert len(units_in("other.tmx")) == 2 * before
