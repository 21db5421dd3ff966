"""A project's settings."""

import os
from pathlib import Path

import pytest

from workbench import settings
from workbench.errors import WorkbenchError


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    """Settings are looked for upwards; pyproject.toml counts only with our table in it."""
    (tmp_path / "workbench.toml").write_text('abbreviations.ru = ["прим."]', encoding="utf-8")
    inner = tmp_path / "texts" / "2025"
    inner.mkdir(parents=True)
    (inner / "pyproject.toml").write_text('[project]\nname = "another"', encoding="utf-8")
    found = settings.find(inner)
    assert found.abbreviations == {"ru": ("прим.",)}
    assert found.source == tmp_path / "workbench.toml"


def test_pyproject_has_a_table(tmp_path: Path) -> None:
    """[tool.workbench] in pyproject.toml is read."""
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.workbench.abbreviations]\nen = ["Amb."]', encoding="utf-8")
    assert settings.find(tmp_path).abbreviations == {"en": ("Amb.",)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('abbreviation.ru = ["прим."]', "did you mean 'abbreviations'"),
        ('abbreviations.ru = "прим."', "not a table of lists"),
        ("abbreviations =", "not valid TOML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, told: str) -> None:
    """A wrong key, value or file is one sentence with the file's name."""
    path = tmp_path / "workbench.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorkbenchError, match=told) as caught:
        settings.find(tmp_path)
    assert str(path) in str(caught.value)


def test_the_way_up_ends_where_a_repository_begins(tmp_path: Path) -> None:
    """What lies above a checkout is none of its business."""
    (tmp_path / "workbench.toml").write_text('abbreviations.ru = ["прим."]', encoding="utf-8")
    inner = tmp_path / "checkout" / "texts"
    inner.mkdir(parents=True)
    assert settings.find(inner).source is not None
    (tmp_path / "checkout" / ".git").mkdir()
    assert settings.find(inner).source is None


def test_the_way_up_ends_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings in it count, above it they do not."""
    (tmp_path / "workbench.toml").write_text('abbreviations.ru = ["прим."]', encoding="utf-8")
    home = tmp_path / "me"
    (home / "texts").mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: home)
    assert settings.find(home / "texts").source is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the system knows no owners")
def test_what_others_may_put_there_does_not_count(tmp_path: Path) -> None:
    """A folder for temporary files, in which anybody may leave settings."""
    shared = tmp_path / "tmp"
    (shared / "mine").mkdir(parents=True)
    (shared / "workbench.toml").write_text('abbreviations.ru = ["прим."]', encoding="utf-8")
    assert settings.find(shared / "mine").source is not None
    shared.chmod(0o1777)
    assert settings.find(shared / "mine").source is None
    if os.getuid() == 0:
        os.chown(shared / "workbench.toml", 12345, 12345)
        assert settings.find(shared).source is None
        shared.chmod(0o777)
        assert settings.find(shared / "mine").source is None
        os.chown(shared, 12345, 12345)
        assert settings.find(shared).source is not None
