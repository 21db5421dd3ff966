"""A project's settings."""

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
