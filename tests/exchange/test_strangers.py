"""Tags and names from strangers: no path made of them leaves the folder that was named."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from workbench import api
from workbench.errors import WorkbenchError
from workbench.files import name_in

TAGS = [
    "x/../../../OUT",
    "../en",
    "en/../..",
    "en\nx",
    "en\\..\\..",
    "/etc/en",
    "",
    "en#/../2",
    "e",
]


def alignment(key: str, tag: str) -> str:
    """Align's JSON with a second language of that key and tag."""
    return json.dumps(
        {
            "languages": ["en", key],
            "documents": {"en": {"path": "a.txt"}, key: {"path": "b.txt", "tag": tag}},
            "segments": {"en": ["One."], key: ["Один."]},
            "beads": [{"id": "1", "segments": {"en": [0], key: [0]}}],
        }
    )


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("which", ["key", "tag"])
def test_a_tag_that_is_none_is_refused_where_it_enters(
    tmp_path: Path, tag: str, which: str
) -> None:
    """In JSON; an empty tag is the key's."""
    inner = tmp_path / "deep" / "in"
    inner.mkdir(parents=True)
    file = inner / "a.json"
    file.write_text(alignment(tag, "ru") if which == "key" else alignment("ru", tag))
    try:
        api.convert_memory(file, f"{inner}/out/")
    except WorkbenchError:
        assert {path.name for path in inner.iterdir()} == {"a.json"}
    else:
        assert [path.name for path in (inner / "out").iterdir()] == ["memory.en.ru.tmx"]
    assert {path.name for path in tmp_path.iterdir()} == {"deep"}
    assert {path.name for path in (tmp_path / "deep").iterdir()} == {"in"}


@pytest.mark.parametrize("key", ["zh_CN", "rus", "cmn-hans", "ru#2"])
def test_other_ways_to_write_a_tag_are_understood(tmp_path: Path, key: str) -> None:
    """And written as BCP 47."""
    file = tmp_path / "a.json"
    file.write_text(alignment(key, ""))
    written = api.convert_memory(file, tmp_path / "b.tsv")
    assert next(iter(written.values())).units == 1
    head = (tmp_path / "b.tsv").read_text(encoding="utf-8").split("\n")[0].split("\t")
    assert head[-1] in {"zh-CN", "ru", "zh-Hans", "ru#2"}


@pytest.mark.parametrize("column", ["key", "tag"])
def test_a_project_with_such_a_tag_is_refused(tmp_path: Path, column: str) -> None:
    """Whoever made it."""
    table = tmp_path / "a.tsv"
    table.write_text("en\tru\nOne.\tОдин.\n", encoding="utf-8")
    path = tmp_path / "a.aligned"
    api.import_(table, path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"UPDATE document SET {column} = '../../x' WHERE id = 2")
    with pytest.raises(WorkbenchError, match="no language's tag"):
        api.open(path)


def test_a_tmx_with_such_a_key_is_read_by_its_language(tmp_path: Path) -> None:
    """The property is not ours."""
    file = tmp_path / "a.tmx"
    file.write_text(
        '<tmx version="1.4"><header srclang="en"/><body><tu>'
        '<tuv xml:lang="en"><seg>One.</seg></tuv><tuv xml:lang="ru">'
        '<prop type="x-workbench-key">../../ru</prop><seg>Один.</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    api.convert_memory(file, f"{tmp_path}/out/")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["memory.en.ru.tmx"]


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "a/../../b", "..", ".", "", "a\0b", "a\nb", "a\x1b[2J", "\\x"]
)
def test_a_name_made_of_data_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    """Whatever it is."""
    path = name_in(tmp_path, name)
    assert path.parent == tmp_path
    assert path.resolve().parent == tmp_path.resolve()
    path.write_text("x")
    assert path.name.isprintable()
