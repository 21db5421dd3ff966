"""Cells of a terminal."""

import pytest

from workbench.words import fitting, width

FAMILY = "👨\u200d👩\u200d👧\u200d👦"


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("plain", 5), ("条约", 4), ("е\u0301", 1), (FAMILY, 2), ("a\u200bb", 2)],
)
def test_width_counts_what_a_terminal_shows(text: str, cells: int) -> None:
    """Ideographs and signs of several characters take two cells, marks none."""
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("plain", 3, "pla"),
        ("plain", 9, "plain"),
        ("plain", -1, ""),
        ("条约条约", 5, "条约"),
        (f"a{FAMILY}b", 2, "a"),
        (f"a{FAMILY}b", 3, f"a{FAMILY}"),
    ],
)
def test_what_fits_never_cuts_a_sign(text: str, cells: int, shown: str) -> None:
    """The longest beginning within the cells."""
    assert text[: fitting(text, cells)] == shown
