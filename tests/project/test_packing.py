"""Long columns of an edit's images are kept short, and come back exactly."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.project.edit import Change, decode, stored

NUMBERS = st.lists(st.integers(-5, 10**6) | st.sampled_from([10**6, 10**6 + 1]), min_size=1)
LINES = st.lists(st.sampled_from(["", "a line", "another", "[[1,2]]", "дальше"]), max_size=20)


def there_and_back(before, after):
    """The changes as they come back, and how long they were kept."""
    count = len(next(iter((before or after).values())))
    changes = (Change("document", tuple(range(1, count + 1)), before, after),)
    kept = stored(changes)
    assert decode(kept) == changes
    return len(kept)


@settings(max_examples=60)
@given(NUMBERS, st.integers(0, 9), st.booleans())
def test_numbers_come_back(numbers, shift, added):
    """Long or short, moved or all the same, of rows that are new or changed."""
    columns = {"start": tuple(numbers * 40), "end": tuple([numbers[0]] * len(numbers) * 40)}
    moved = {name: tuple(value + shift for value in values) for name, values in columns.items()}
    there_and_back(None if added else columns, moved)


@settings(max_examples=60)
@given(LINES, LINES, st.sampled_from(["\n", "\n\n", " "]))
def test_texts_come_back(old, new, joiner):
    """By the lines that they share with the older one, or whole."""
    filler = [f"line {number}" for number in range(300)]
    there_and_back(
        {"text": (joiner.join([*old, *filler]),), "status": ("x",)},
        {"text": (joiner.join([*filler, *new]),), "status": (None,)},
    )


@pytest.mark.parametrize("line", [None, 0, 1, True, 1.5])
def test_tables_in_texts_come_back(line):
    """A document's paragraphs: kinds and lines may be the same in all, missing, or neither."""
    rows = [[n * 40, n * 40 + 39, "text", 0, 0, n if line == 1 else line] for n in range(400)]
    rows[7][2] = "heading"
    text = json.dumps(rows, separators=(",", ":"))
    other = json.dumps(rows[1:], separators=(",", ":"))
    assert there_and_back({"paragraphs": (text,)}, {"paragraphs": (other,)}) < len(text) / 4
    spaced = json.dumps(rows)
    there_and_back({"paragraphs": (spaced,)}, {"paragraphs": (spaced + "]",)})


def test_a_moved_text_costs_little():
    """A sentence more in front moves all offsets and leaves all lines."""
    lines = [f"A sentence with the number {number * number}." for number in range(2_000)]
    starts = tuple(number * 41 + number % 7 for number in range(2_000))
    document = "\n".join(lines)
    one = there_and_back(None, {"text": (document,)})
    both = there_and_back({"text": (document,)}, {"text": ("A new one.\n" + document,)})
    assert both < 1.1 * one
    moved = tuple(start + 11 for start in starts)
    assert there_and_back({"start": starts}, {"start": moved}) < 400


def test_what_a_stranger_packed_does_not_unpack_without_end():
    """Ranges of lines that repeat are counted before they are put together."""
    text = "\n".join(f"{number:0200}" for number in range(1000))
    ranges = [[0, 1000]] * 10_000
    edit = [["document", [[1, 1]], {"text": [text]}, {"text": [{"lines": ranges}]}]]
    with pytest.raises(ValueError, match="too long"):
        decode(json.dumps(edit))
