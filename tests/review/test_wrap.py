"""Lines of a text: where they may break, and how wide they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workbench.review import wrap as module
from workbench.review.wrap import visible, wrap

CHARACTERS = (
    "ab Я-—–/,.…«“”’()[ \u4e2d\u56fd，。《》、“ "
    "\u0301\u200d\ufe0f\t\u3000\U0001f469\U00020000\u200f\xad"
)


def lines(text, width):
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize(
    ("width", "marked"),
    [
        (9, "The two |sides |met."),
        (10, "a well-|known one"),
        (10, "Стороны — |и это — |важно"),
        (8, "Стороны |— и |это — |важно"),
        (11, "双方认为，|“一带一路”|倡议很重|要。"),
        (9, "他说：|《你好》|好吗？"),
        (10, "第三十章 |他说……她来|了。"),
        (8, "「是！」|他回答。"),
        (9, "这是 OK |的，真的"),
        (8, "[b]bold[ |b] [/]"),
        (8, "abcdefgh|ij kl"),
    ],
)
def test_breaks_where_the_script_allows(width, marked):
    """The bars mark where each line ends."""
    assert lines(marked.replace("|", ""), width) == [part.strip() for part in marked.split("|")]


@given(st.text(CHARACTERS, max_size=60), st.integers(2, 30))
def test_lines_fit_and_hold_all_but_spaces(text, width):
    """No line is wider than asked, lines are in order, and only blanks lie between them."""
    shown = visible(text)
    spans = wrap(shown, width)
    assert spans
    previous = 0
    for start, end in spans:
        assert previous <= start <= end
        assert not shown[previous:start].strip("\u200b \u3000")
        assert cell_len(shown[start:end].rstrip()) <= width
        previous = end
    assert not shown[previous:].strip("\u200b \u3000")


@given(st.text("中国他是，。《》“”、！（）a", max_size=60), st.integers(6, 30))
def test_no_line_begins_with_a_closing_mark_unless_cut(text, width):
    """A closing mark at the start of a line is there only where its unit fills a line."""
    for before, line in zip(lines(text, width), lines(text, width)[1:], strict=False):
        if line[:1] in set("，。》”、！）") and line:
            assert cell_len(before.rstrip()) >= width - 1 or not before.strip()


@given(st.text("ab Я-—–/,.…«“”’()[", max_size=60), st.integers(4, 30))
def test_the_quick_way_agrees_with_the_rules(text, width):
    """Texts of one-cell characters break alike by the one pattern and by the units."""
    text = " ".join(text.split())
    units = module._UNIT.findall(text)
    if all(len(unit.rstrip(" ")) <= width for unit in units):
        found = [text[a:b] for a, b in wrap(text, width)]
        assert found == [text[a:b] for a, b in module._lines(text, width)]


def test_what_a_terminal_would_act_upon_is_shown_instead():
    """Tabs, direction marks, controls and surrogates become one visible cell each."""
    shown = visible("a\tb\u200fc\x1bd\ud800e\xadf\ng")
    assert shown == "a⇥b◌c␛d�e¬f↵g"
    assert cell_len(shown) == len(shown) == 13


def test_a_long_text_takes_time_in_proportion():
    """5,000 characters without a space are cut into lines that fit."""
    assert [cell_len(line) for line in lines("я" * 5000, 40)] == [40] * 125
    assert [cell_len(line) for line in lines("国" * 5000, 41)] == [40] * 250
