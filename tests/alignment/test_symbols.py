"""Lines of emoji and other symbols between the parts of a text."""

import pytest

from workbench.alignment.marks import only_symbols
from workbench.api import align_segments


@pytest.mark.parametrize("segment", ["🎉🎉🎉", "♪ ♪", "👩‍🔧 ☀️", "✨"])
def test_symbols_alone(segment):
    assert only_symbols(segment)


@pytest.mark.parametrize("segment", ["…", "* * *", "?!", "”", "🎉 1", "♪ la ♪", "", "—"])
def test_marks_and_words_are_no_symbols(segment):
    assert not only_symbols(segment)


@pytest.mark.parametrize("encoder", [None, "none"])
@pytest.mark.parametrize(
    ("english", "other"),
    [
        (
            ["Guide", "🎉🎉🎉", "The library opens at nine.", "Bring your card."],
            ["Руководство", "Библиотека открывается в девять.", "Возьмите карту."],
        ),
        (
            ["News", "The roof is new.", "Events", "A concert is on Friday."],
            ["🎵🎵🎵", "Крыша новая.", "События", "В пятницу концерт."],
        ),
    ],
)
def test_a_line_of_emoji_is_no_heading_and_joins_none(english, other, encoder):
    found = align_segments({"en": english, "ru": other}, encoder=encoder)
    for bead in found.beads:
        texts = [english[n] for n in bead.segments["en"]] + [other[n] for n in bead.segments["ru"]]
        assert len(texts) == 1 or not any(map(only_symbols, texts))


def test_lines_of_emoji_on_both_sides_may_meet():
    english = ["We met in May.", "🎉🎉", "Nobody objected."]
    russian = ["Мы встретились в мае.", "🎉🎉", "Никто не возразил."]
    found = align_segments({"en": english, "ru": russian})
    assert [bead.segments for bead in found.beads] == [{"en": [n], "ru": [n]} for n in range(3)]
