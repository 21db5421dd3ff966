"""Moved sections in a coarse picture of two texts."""

import numpy as np

from workbench.alignment.sections import _sections


def picture(*blocks):
    """Similarities of a hundred segments: blocks of rows stand at columns, in order."""
    cells = np.full((100, 100), 0.1, dtype=np.float32)
    for first, last, column in blocks:
        rows = np.arange(first, last)
        cells[rows, column + rows - first] = 0.8
    return cells


def test_a_section_out_of_which_another_was_moved_is_two():
    cells = picture(
        (0, 20, 0), (50, 90, 20), (20, 30, 60), (40, 50, 70), (30, 40, 80), (90, 100, 90)
    )
    _, found = _sections(cells)
    assert sorted(found) == [(20, 30, 60, 70), (30, 40, 80, 90), (40, 50, 70, 80)]


def test_rows_without_a_counterpart_do_not_part_a_section():
    cells = picture((0, 20, 0), (50, 90, 20), (20, 50, 60), (90, 100, 90))
    cells[33:35] = 0.1
    _, found = _sections(cells)
    assert found == [(20, 50, 60, 90)]
