"""docs/formats.md tells the truth: each test it names exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def test_every_test_that_the_table_names_exists():
    file = None
    named = re.findall(r"`(tests/exchange/test_\w+\.py|…)(?:::(test_\w+))?(…?)`", TEXT)
    assert len(named) > 20
    for name, test, more in named:
        file = file if name == "…" else ROOT / name
        source = file.read_text(encoding="utf-8")
        assert test == "" or re.search(
            rf"^def {test}" + ("" if more else r"\b"), source, re.MULTILINE
        )
