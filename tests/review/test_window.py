"""Which lines are in sight, and how the view moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.review.window import Window


def window(heights, lines, top=(0, 0)):
    made = Window(heights.__getitem__)
    made.count, made.lines, made.top = len(heights), lines, top
    return made


def test_sight_counts_through_the_rows():
    """From the first line on, line by line, over the rows' borders."""
    assert window([2, 3, 1], 4, top=(0, 1)).sight() == [(0, 1), (1, 0), (1, 1), (1, 2)]


def test_only_rows_in_sight_are_measured():
    """That is what makes a long project as quick as a short one."""
    asked = []

    def height(index):
        asked.append(index)
        return 2

    made = Window(height)
    made.count, made.lines = 100_000, 20
    made.reveal(50_000)
    made.sight()
    assert len(set(asked)) < 50


def test_a_far_row_comes_to_the_middle_with_its_neighbours():
    """What is jumped to can be read with what stands around it."""
    made = window([1] * 100, 11)
    made.reveal(50)
    assert [place[0] for place in made.sight()] == list(range(45, 56))


def test_a_near_row_moves_the_view_as_little_as_can_be():
    """A step scrolls by what is needed to see the row and two lines more."""
    made = window([1] * 100, 10)
    made.reveal(7)
    assert made.top == (0, 0)
    made.reveal(8)
    assert made.top == (1, 0)


def test_pages_go_through_a_row_that_is_higher_than_the_screen():
    """No line of a very long text is out of reach."""
    made = window([3, 25, 3], 10)
    made.reveal(1)
    seen, row = set(made.sight()), 1
    while row == 1:
        row = made.page(1, 1)
        seen |= set(made.sight())
    assert {(1, line) for line in range(25)} <= seen
    assert row == 2


@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=30),
    st.integers(1, 25),
    st.data(),
)
def test_whatever_is_revealed_is_in_sight(heights, lines, data):
    """And no line is left blank that a row could fill."""
    top = data.draw(st.integers(0, len(heights) - 1))
    made = window(heights, lines, (top, data.draw(st.integers(0, heights[top] - 1))))
    row = data.draw(st.integers(0, len(heights) - 1))
    made.reveal(row)
    sight = made.sight()
    shown = sum(place[0] == row for place in sight)
    assert shown == heights[row] or (heights[row] > lines and shown)
    assert len(sight) == min(lines, sum(heights))


@pytest.mark.parametrize("direction", [-1, 1])
@given(heights=st.lists(st.integers(1, 40), min_size=2, max_size=20), lines=st.integers(2, 20))
def test_paging_comes_to_the_end(direction, heights, lines):
    """Every page moves the cursor or the view, until the last row is reached."""
    made = window(heights, lines)
    row = 0 if direction > 0 else len(heights) - 1
    made.reveal(row)
    for _ in range(sum(heights) + 1):
        before = row, made.top
        row = made.page(row, direction)
        made.reveal(row)
        if (row, made.top) == before:
            break
    assert row == (len(heights) - 1 if direction > 0 else 0)
