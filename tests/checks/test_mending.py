"""``check --fix``: a diff first, then the files; what only a person can decide is left."""

import pytest
from support.program import run

TERMS = (
    "concept_id,en,ru,ru_forbidden\nagreement,convention,конвенция,хартия\n"
    "charter,statute,устав,статут\n"
)
ENGLISH = (
    "The convention is in force.\n\nStates of the convention met.\n\nThe text is long, and clear.\n"
)
RUSSIAN = "Хартия действует.\n\nГосударства хартии встретились.\n\nТекст  длинный ,и ясный.\n"
MENDED = "Конвенция действует.\n\nГосударства конвенции встретились.\n\nТекст длинный ,и ясный.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "terms.csv").write_text(TERMS, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "a.ru.txt").write_text(RUSSIAN, encoding="utf-8")
    return tmp_path


WORDS = ("check", "--align", "a.en.txt", "a.ru.txt", "--glossary", "terms.csv")


def test_a_diff_comes_first_and_changes_nothing(folder):
    done = run(folder, *WORDS, "--fix", "diff")
    assert done.returncode == 1
    assert (folder / "a.ru.txt").read_text("utf-8") == RUSSIAN
    lines = done.stdout.splitlines()
    assert {"-Хартия действует.", "+Конвенция действует."} <= set(lines)
    assert lines[0] == "--- a.ru.txt"
    assert "can be mended, with --fix write" in done.stderr


def test_the_same_form_of_the_preferred_term_is_written(folder):
    done = run(folder, *WORDS, "--fix", "write")
    assert (folder / "a.ru.txt").read_text("utf-8") == MENDED
    assert "mended" in done.stderr
    assert "term-forbidden" not in done.stdout
    again = run(folder, *WORDS, "--fix", "write")
    assert "0 findings in 0 files mended" in again.stderr


def test_a_term_of_another_gender_is_left(folder):
    """The words around it agree with it."""
    (folder / "terms.csv").write_text(TERMS.replace("конвенция", "договор"), encoding="utf-8")
    done = run(folder, *WORDS, "--fix", "write")
    assert "Хартия действует." in (folder / "a.ru.txt").read_text("utf-8")
    assert "left for a person to decide" in done.stderr


def test_memories_are_mended_where_they_say_it(folder):
    tmx = """<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>The convention is in force.</seg></tuv>
<tuv xml:lang="ru"><seg>Хартия  действует.</seg></tuv></tu></body></tmx>"""
    (folder / "m.tmx").write_text(tmx, encoding="utf-8")
    run(folder, "check", "m.tmx", "--glossary", "terms.csv", "--fix", "write")
    assert "<seg>Конвенция действует.</seg>" in (folder / "m.tmx").read_text("utf-8")


def test_a_project_is_refused(folder):
    assert run(folder, "align", "a.en.txt", "a.ru.txt", "-o", "a.aligned").returncode == 0
    done = run(folder, "check", "a.aligned", "--fix", "write")
    assert done.returncode == 2
    assert "edited in the review" in done.stderr
