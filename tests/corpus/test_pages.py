"""``check --align`` over a folder: documentation whose translations fall behind."""

import json
import subprocess
from contextlib import closing

import pytest
from support.program import run
from support.project_samples import sample

from workbench import api
from workbench.corpus import check_pages
from workbench.errors import WorkbenchError
from workbench.settings import Settings

ENGLISH = """# Guide to the harbour

The harbour was opened in 1985. Ships of five countries call here.

## Pilots

A pilot comes aboard two hours before the arrival. Pilots speak English.

## Customs

The customs office is open until noon. Goods worth more than 300 euros are declared.
"""
RUSSIAN = """# Путеводитель по порту

Порт был открыт в 1985 году. Сюда заходят суда пяти стран.

## Лоцманы

Лоцман поднимается на борт за два часа до прибытия. Лоцманы говорят по-английски.

## Таможня

Таможня открыта до полудня. Товары дороже 300 евро декларируются.
"""


def write(folder, **pages):
    for name, text in pages.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def rules(report):
    return [(each.rule, each.path.name, each.line) for each in report.findings]


def check(folder, **options):
    return check_pages([folder], settings=Settings(), **options)


@pytest.mark.parametrize(
    "names",
    [
        ("guide_md", "guide_ru_md"),
        ("en__guide_md", "ru__guide_md"),
        ("a__guide_md", "a__ru__guide_md"),
    ],
)
def test_pages_are_found_by_their_names_and_checked(tmp_path, names):
    """A changed number and a sentence left out, in the editors' own files."""
    changed = RUSSIAN.replace("1985", "1958").replace(" Лоцманы говорят по-английски.", "")
    write(tmp_path, **dict(zip(names, (ENGLISH, changed), strict=True)))
    english, russian = (name.rpartition("__")[2].replace("_", ".") for name in names)
    assert rules(check(tmp_path)) == [
        ("number-mismatch", russian, 3),
        ("missing-segment", english, 7),
    ]


def test_a_page_without_a_version_is_reported(tmp_path):
    """Where its name or folder says that it is one of the pages; others are counted."""
    write(tmp_path, en__guide_md=ENGLISH, ru__guide_md=RUSSIAN, en__new_md="A new page.\n")
    write(tmp_path, LICENSE_md="All rights are reserved.\n")
    report = check(tmp_path)
    assert rules(report) == [("missing-page", "new.md", 1)]
    assert "there is no version of this page in ru" in report.findings[0].message
    assert any("1 files belong to no page" in remark for remark in report.remarks)
    assert check_pages([tmp_path], settings=Settings(checks={"missing-page": "off"})).findings == []


def test_a_section_in_another_place_is_reported_once(tmp_path):
    """Of a project; texts that are aligned first are read in the same way."""
    sample(tmp_path / "a.aligned", [(1, 1, 1)] * 8, blocks=2)
    with closing(api.open(tmp_path / "a.aligned")) as project:
        found = [each for each in api.check(project) if each.rule == "moved-section"]
    assert [(each.unit, each.target_lang) for each in found] == [("5", "ru")]


def test_a_second_file_of_a_language_is_no_page_without_a_version(tmp_path):
    write(tmp_path, guide_md=ENGLISH, guide_ru_md=RUSSIAN, guide_ru_txt=RUSSIAN)
    report = check(tmp_path)
    assert report.findings == []
    assert any("1 files belong to no page" in remark for remark in report.remarks)


def test_a_page_that_cannot_be_read_is_counted_and_the_others_are_checked(tmp_path):
    write(tmp_path, one_txt="The harbour opened in 1985.\n", two_txt="Порт открыт в 1986 году.\n")
    (tmp_path / "m.tsv").write_text("id\ten\tru\n1\tone.txt\tgone.txt\n2\tone.txt\ttwo.txt\n")
    report = check_pages(manifest=tmp_path / "m.tsv", settings=Settings())
    assert [each.rule for each in report.findings] == ["number-mismatch"]
    assert report.skipped["not to be aligned"] == 1
    assert any("gone.txt" in remark for remark in report.remarks)


def git(folder, *words):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", folder, *identity, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    """Two pages with a known fault each, committed."""
    faulty = RUSSIAN.replace("300", "400")
    write(tmp_path, guide_md=ENGLISH, guide_ru_md=faulty, more_md=ENGLISH, more_ru_md=faulty)
    write(tmp_path, en__old_md="An old page.\n", en__a_md=ENGLISH, ru__a_md=RUSSIAN)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def test_only_what_is_new_since_a_commit_is_reported(repository):
    """Known faults are left to those who made them; unchanged pages are not looked at."""
    assert len(check(repository).findings) == 3
    report = check(repository, since="HEAD")
    assert report.findings == []
    assert report.skipped["unchanged since HEAD"] == 3
    write(repository, guide_md=ENGLISH.replace("five", "six"), en__new_md="A new page.\n")
    write(repository, more_md=ENGLISH.replace("1985", "1986"))
    found = rules(check(repository, since="HEAD"))
    assert ("missing-page", "new.md", 1) in found
    assert ("missing-page", "old.md", 1) not in found
    assert [one for one in found if one[0] == "number-mismatch"] == [
        ("number-mismatch", "guide.ru.md", 3),
        ("number-mismatch", "more.ru.md", 3),
    ]


def test_what_has_not_changed_is_taken_from_the_cache(repository, tmp_path, monkeypatch):
    first = check(repository, cache=tmp_path / "kept")
    monkeypatch.setattr("workbench.api.check_versions", lambda *_, **__: pytest.fail("done again"))
    assert check(repository, cache=tmp_path / "kept") == first
    with pytest.raises(pytest.fail.Exception):
        check_pages([repository], settings=Settings(placeholders=("x",)), cache=tmp_path / "kept")
    for file in (tmp_path / "kept").iterdir():
        file.write_bytes(b"{")
    with pytest.raises(pytest.fail.Exception):
        check(repository, cache=tmp_path / "kept")


def test_a_manifest_names_the_versions(tmp_path):
    write(tmp_path, one_txt="The harbour opened in 1985.\n", zwei_txt="Порт открыт в 1986 году.\n")
    write(tmp_path, three_txt="The pilot is aboard.\n")
    (tmp_path / "m.tsv").write_text("id\ten\tru\n1\tone.txt\tzwei.txt\n2\tthree.txt\t\n")
    report = check_pages(manifest=tmp_path / "m.tsv", settings=Settings())
    assert [each.rule for each in report.findings] == ["number-mismatch", "missing-page"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--align", "DIR", "--since", "nonsense"], "no repository"),
        (["--align", "DIR", "--lang", "en"], "--lang tells nothing of a folder"),
        (["--align", "DIR", "DIR/guide.md"], "stands beside a folder"),
        (["--align", "DIR/guide.md", "DIR/guide.ru.md", "--since", "HEAD"], "is for the pages"),
        (["--manifest", "DIR/none.tsv"], "none.tsv"),
        (["--align"], "nothing to check is named"),
        (["--align", "DIR/empty"], "no two files"),
    ],
)
def test_wrong_calls_are_one_sentence(tmp_path, words, said):
    write(tmp_path, guide_md=ENGLISH, guide_ru_md=RUSSIAN)
    (tmp_path / "empty").mkdir()
    words = [word.replace("DIR", str(tmp_path)) for word in words]
    done = run(tmp_path, "check", *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_an_unknown_commit_is_named(repository):
    with pytest.raises(WorkbenchError, match="knows no commit 'abc123'"):
        check(repository, since="abc123")


def test_the_command_reports_a_folder(repository):
    words = ["--align", ".", "--format", "json", "--cache", "kept"]
    done = run(repository, "check", *words)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert [each["rule"] for each in told["findings"]].count("number-mismatch") == 2
    assert told["checked"] > 20


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "guide.md",
            "Ships of five countries call here.",
            "Nobody may fish from the pier.",
            "source",
        ),
        ("guide.ru.md", " Лоцманы говорят по-английски.", "", "is gone"),
        ("guide.ru.md", "до прибытия.", "до прибытия. Рыбу ловить нельзя.", "has more"),
        ("guide.md", "Ships of five", "Ships of  FIVE", None),
        ("guide.ru.md", "Лоцманы говорят по-английски.", "Все лоцманы говорят по-английски.", None),
    ],
)
def test_what_changed_on_one_side_only_is_outdated(tmp_path, name, old, new, expected):
    """Or a segment is missing; a correction of marks, or of the translation, is neither."""
    write(tmp_path, guide_md=ENGLISH, guide_ru_md=RUSSIAN)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    path = tmp_path / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    found = [
        each for each in check(tmp_path, since="HEAD").findings
        if each.rule in {"outdated", "missing-segment"}
    ]  # fmt: skip
    assert bool(found) == (expected is not None)
    if expected is not None:
        assert {each.path.name for each in found} <= {"guide.md", "guide.ru.md"}
        assert any(each.rule == "missing-segment" or expected in each.message for each in found)
