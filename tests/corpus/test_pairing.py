"""Files paired by their names and by what they say."""

import errno
from pathlib import Path, PurePath

import pytest
from support import corpus_texts

from workbench import corpus
from workbench.corpus import manifest
from workbench.errors import WorkbenchError
from workbench.languages import file_names


def sets(table: Path) -> list[set[str]]:
    return [set(row.files.values()) for row in manifest.read(table).rows if len(row.files) > 1]


def alone(table: Path) -> dict[str, str]:
    return {
        next(iter(row.files.values())): row.reason
        for row in manifest.read(table).rows
        if len(row.files) == 1
    }


@pytest.mark.parametrize(
    ("path", "tag", "rest"),
    [
        ("speech.zh.txt", "zh", "speech"),
        ("zh/speech.txt", "zh", "/speech"),
        ("README-zh-CN.md", "zh-CN", "readme"),
        ("docs/Russian/guide/start.md", "ru", "docs//guide/start"),
        ("en/guide.en.md", "en", "/guide"),
        ("speech (ru).docx", "ru", "speech"),
        ("ru_docs/a.txt", "ru", "docs/a"),
    ],
)
def test_a_path_is_read_as_a_languages_version(path, tag, rest):
    found = file_names.readings(PurePath(path))
    assert (tag, rest) in [(each.tag, each.rest) for each in found]
    assert found[-1].tag is None


def test_a_folders_name_is_no_script():
    assert [each.tag for each in file_names.readings(PurePath("ru_docs/a.txt"))] == ["ru", None]


@pytest.mark.parametrize(
    "names",
    [
        {"speech.en.txt", "speech.ru.txt", "speech.zh.txt"},
        {"en/speech.txt", "ru/speech.txt", "zh/speech.txt"},
        {"README.md", "README.ru.md", "README-zh.md"},
        {"docs/guide/en.txt", "docs/guide/ru.txt", "docs/guide/zh.txt"},
        {"English/2024/May.txt", "Russian/2024/May.txt", "Chinese/2024/May.txt"},
    ],
)
def test_names_tell_versions(tmp_path, names):
    texts = corpus_texts.TEXTS["harbour"]
    for name, key in zip(sorted(names), ("en", "ru", "zh"), strict=True):
        stated = file_names.readings(PurePath(name))[0].tag
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        left = {"zh-CN": "zh"}.get(stated or "", stated or "en")
        path.write_text(texts[left if left in texts else key], encoding="utf-8")
    corpus.pair([tmp_path], tmp_path / "m.tsv")
    assert sets(tmp_path / "m.tsv") == [names]
    (row,) = manifest.read(tmp_path / "m.tsv").rows
    assert row.confidence >= 0.9
    assert row.reason.startswith("names")


def test_content_tells_versions_where_names_do_not(tmp_path):
    texts = {name: dict(said) for name, said in corpus_texts.TEXTS.items()}
    del texts["bear"]["ru"], texts["bear"]["zh"], texts["engine"]["en"]
    corpus_texts.write(tmp_path / "files", "{number:02}.txt", texts)
    paired = corpus.pair([tmp_path / "files"], tmp_path / "m.tsv")
    found = sorted(sorted(PurePath(path).stem for path in one) for one in sets(tmp_path / "m.tsv"))
    assert found == [["00", "01", "02"], ["03", "04", "05"], ["06", "07", "08"], ["10", "11"]]
    assert alone(tmp_path / "m.tsv") == {"files/09.txt": "no counterpart"}
    assert all(0.5 < row.confidence <= 1 for row in paired.rows if len(row.files) > 1)


def test_texts_that_have_nothing_in_common_are_no_pair(tmp_path):
    """Of two files each is the other's nearest, whatever they say."""
    texts = {
        "harbour": {"en": corpus_texts.TEXTS["harbour"]["en"]},
        "bread": {"ru": corpus_texts.TEXTS["bread"]["ru"]},
    }
    corpus_texts.write(tmp_path / "files", "{text}-file.txt", texts)
    assert corpus.pair([tmp_path / "files"], tmp_path / "m.tsv").sets == 0


def test_a_second_file_of_a_language_is_said(tmp_path):
    corpus_texts.write(tmp_path, texts={"bread": corpus_texts.TEXTS["bread"]})
    (tmp_path / "bread.ru.md").write_text(corpus_texts.TEXTS["bread"]["ru"] + " Вот и всё.")
    corpus.pair([tmp_path], tmp_path / "m.tsv")
    assert sets(tmp_path / "m.tsv") == [{"bread.en.txt", "bread.ru.md", "bread.zh.txt"}]
    assert alone(tmp_path / "m.tsv") == {"bread.ru.txt": "another ru file beside bread.ru.md"}


def test_a_copy_is_said(tmp_path):
    corpus_texts.write(tmp_path / "f", "{number:02}.txt", {"bread": corpus_texts.TEXTS["bread"]})
    (tmp_path / "f" / "x.txt").write_text(corpus_texts.TEXTS["bread"]["en"] + "\n")
    corpus.pair([tmp_path / "f"], tmp_path / "m.tsv")
    assert alone(tmp_path / "m.tsv") == {"f/x.txt": "a copy of 00.txt"}


def test_what_is_no_document_is_left_out_and_named(tmp_path):
    files = corpus_texts.write(tmp_path / "f", texts={"bread": corpus_texts.TEXTS["bread"]})
    (files / "empty.en.txt").touch()
    (files / "blank.en.txt").write_text(" \n")
    (files / "binary.en.txt").write_bytes(bytes(range(256)) * 9)
    (files / "picture.png").write_bytes(b"\x89PNG")
    (files / "memory.tmx").write_text("<tmx/>")
    with (files / "huge.en.txt").open("wb") as file:
        file.truncate(corpus.MAX_BYTES + 1)
    (files / "gone.en.txt").symlink_to(files / "nothing")
    (files / ".hidden.en.txt").write_text("hidden")
    (files / "line\nend.en.txt").write_text("One. Two.")
    paired = corpus.pair([files], tmp_path / "m.tsv")
    reasons = {
        reason: [Path(path).name for path in paths]
        for reason, paths in paired.left_out.by_reason.items()
    }
    assert reasons == {
        "it is empty": ["blank.en.txt", "empty.en.txt"],
        "it is binary": ["binary.en.txt"],
        "it is huge (over 64 MB)": ["huge.en.txt"],
        "its link leads nowhere": ["gone.en.txt"],
        "it holds aligned texts already": ["memory.tmx"],
        "its name has characters that no table can hold": ["line\nend.en.txt"],
    }
    assert paired.left_out.kinds == {".png": 1}
    assert sets(tmp_path / "m.tsv") == [{f"f/bread.{key}.txt" for key in ("en", "ru", "zh")}]


def test_what_may_not_be_read_is_left_out(tmp_path, monkeypatch):
    files = corpus_texts.write(tmp_path / "f", texts={"bread": corpus_texts.TEXTS["bread"]})
    path_open = Path.open

    def refused(path, *arguments, **options):
        if path.name == "bread.en.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return path_open(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refused)
    paired = corpus.pair([files], tmp_path / "m.tsv")
    assert [Path(path).name for path in paired.left_out.by_reason["no permission to read it"]] == [
        "bread.en.txt"
    ]
    assert sets(tmp_path / "m.tsv") == [{"f/bread.ru.txt", "f/bread.zh.txt"}]


def test_names_may_have_spaces_of_any_kind(tmp_path):
    corpus_texts.write(
        tmp_path / "f", "{text}\u3000\u00a0= “1”.{key}.txt", {"bread": corpus_texts.TEXTS["bread"]}
    )
    assert corpus.pair([tmp_path / "f"], tmp_path / "m.tsv").sets == 1
    (row,) = manifest.read(tmp_path / "m.tsv").rows
    assert all((tmp_path / path).is_file() for path in row.files.values())


def test_a_manifest_lies_above_its_files(tmp_path):
    corpus_texts.write(tmp_path / "a")
    (tmp_path / "b").mkdir()
    with pytest.raises(WorkbenchError, match="below the manifest's folder"):
        corpus.pair([tmp_path / "a"], tmp_path / "b" / "m.tsv")
    with pytest.raises(WorkbenchError, match="no such folder"):
        corpus.pair([tmp_path / "c"], tmp_path / "m.tsv")
    with pytest.raises(WorkbenchError, match="no document"):
        corpus.pair([tmp_path / "b"], tmp_path / "m.tsv")
    assert not (tmp_path / "m.tsv").exists()


def test_a_detected_language_is_called_as_names_call_it(tmp_path):
    texts = {name: corpus_texts.TEXTS[name] for name in ("bread", "bear")}
    corpus_texts.write(tmp_path / "f", texts=texts)
    (tmp_path / "f" / "bear.zh.txt").rename(tmp_path / "f" / "x.txt")
    paired = corpus.pair([tmp_path / "f"], tmp_path / "m.tsv")
    assert set(paired.keys) == {"en", "ru", "zh"}
    assert {"f/bear.en.txt", "f/bear.ru.txt", "f/x.txt"} in sets(tmp_path / "m.tsv")


def test_a_text_in_no_known_language_is_named_though_names_tell_all_others(tmp_path):
    corpus_texts.write(tmp_path / "f", texts={"bread": corpus_texts.TEXTS["bread"]})
    (tmp_path / "f" / "odd.txt").write_text("1234 5678 !!! 90")
    paired = corpus.pair([tmp_path / "f"], tmp_path / "m.tsv", encoder="none")
    (paths,) = paired.left_out.by_reason.values()
    assert [Path(path).name for path in paths] == ["odd.txt"]


def test_a_corpus_beside_its_files_is_not_taken_for_documents(tmp_path):
    pytest.importorskip("polars")
    corpus_texts.write(tmp_path, texts={"bread": corpus_texts.TEXTS["bread"]})
    for _ in range(2):
        paired = corpus.pair([tmp_path], tmp_path / "m.tsv", encoder="none")
        assert len(paired.rows) == 1
        corpus.align(tmp_path / "m.tsv", tmp_path / "out", encoder="none")


def test_dates_in_names_and_texts_tell_forms_apart(tmp_path):
    """Minutes that differ in a date: the sentences alone cannot tell which is whose."""
    english = (
        "The meeting of {0} was opened at ten. The last minutes were approved. "
        "Three members were absent. The next item was postponed."
    )
    russian = (
        "Заседание {0} было открыто в десять часов. Протокол прошлого заседания утверждён. "
        "Три члена отсутствовали. Следующий вопрос отложен."
    )
    days = ["2024-05-03", "2024-06-07", "2024-09-13"]
    folder = corpus_texts.write(tmp_path / "f", "{text}-{key}x.txt")
    for day in days:
        (folder / f"minutes {day}.txt").write_text(english.format(day), encoding="utf-8")
        (folder / f"protokol {day}.txt").write_text(russian.format(day), encoding="utf-8")
    corpus.pair([folder], tmp_path / "m.tsv")
    found = sets(tmp_path / "m.tsv")
    for day in days:
        assert {f"f/minutes {day}.txt", f"f/protokol {day}.txt"} in found
    reasons = [row.reason for row in manifest.read(tmp_path / "m.tsv").rows]
    assert any("the number 20240503" in reason for reason in reasons)
