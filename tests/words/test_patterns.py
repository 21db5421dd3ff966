"""Many strings looked for at once, with and without the module that is quick at it."""

import random
import sys

import pytest

from workbench.errors import WorkbenchError
from workbench.languages.zh import cutter
from workbench.words import Patterns
from workbench.words.patterns import PlainAutomaton


def plain(patterns: list[str], text: str) -> list[tuple[int, int, int]]:
    """Every place, found one by one."""
    return sorted(
        (number, start, start + len(pattern))
        for number, pattern in enumerate(patterns)
        for start in range(len(text))
        if text.startswith(pattern, start)
    )


@pytest.mark.parametrize("seed", range(20))
def test_both_find_all(seed: int) -> None:
    """Also patterns within each other, and one that stands twice in itself."""
    chance = random.Random(seed)
    patterns = list({"".join(chance.choices("аб中", k=chance.randrange(1, 5))) for _ in range(8)})
    text = "".join(chance.choices("аб中x", k=200))
    assert sorted(Patterns(patterns).find(text)) == plain(patterns, text)
    assert sorted(PlainAutomaton(patterns).find(text)) == plain(patterns, text)


def test_without_the_modules_there_is_a_fallback_or_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As on Windows on ARM."""
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    monkeypatch.setitem(sys.modules, "rjieba", None)
    assert Patterns(["中国"]).find("在中国") == [(0, 1, 3)]
    cutter.dictionary.cache_clear()
    with pytest.raises(WorkbenchError, match="module rjieba, which is not installed"):
        cutter.CUTTER.words("在中国")
    cutter.dictionary.cache_clear()
