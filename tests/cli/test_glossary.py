"""The command ``glossary``: what it says of what it did."""

from pathlib import Path

import pytest

from workbench import cli
from workbench.glossary import Concept, Glossary, Term


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        cli.main([str(one) for one in arguments])
    code = left.value.code or 0
    assert isinstance(code, int)
    return code


def test_convert_says_what_the_format_has_no_place_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Parts of speech, and what is said of one term, go with a table; it is counted."""
    terms = (Term("war", part_of_speech="noun"), Term("UN", "admitted", flags=frozenset({"case"})))
    path = tmp_path / "g.tbx"
    Glossary((Concept("a", {"en": terms, "ru": (Term("мир"),)}),), ("en", "ru")).write(path)
    assert run("glossary", "convert", path, tmp_path / "g.csv") == 0
    assert "no place for 1 part of speech, 1 flag of a term" in capsys.readouterr().err
    assert run("glossary", "convert", path, tmp_path / "h.tbx") == 0
    assert "no place" not in capsys.readouterr().err


def test_a_file_without_a_concept_is_not_found_faultless(tmp_path: Path) -> None:
    """Nothing looked at is not "nothing found"."""
    path = tmp_path / "g.csv"
    path.write_text("concept_id,en,ru\n", encoding="utf-8")
    assert run("glossary", "validate", path) == 2
