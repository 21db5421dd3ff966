"""What quotations, layouts, names and numbers say about which segments belong together."""

import numpy as np
import pytest

from workbench.alignment import Version, align
from workbench.alignment.features import closeness
from workbench.alignment.layout import agreement, layout
from workbench.alignment.quotations import quotations
from workbench.languages.transliteration import consonants
from workbench.languages.zh.readings import palladius, pinyin
from workbench.words import find_cognates, shared_cognates


@pytest.mark.parametrize(
    "segments",
    [
        ["“Go,” he said.", "He went.", "“Where to?", "I forget.”", "Home."],
        ["'Go,' he said.", "He didn't stay.", "'Where to?", "I don't know.'", "Home."],
        ["‘Go,’ he said.", "He didn’t stay.", "‘Where to?", "I don’t know.’", "Home."],
        ["«Иди», — сказал он.", "Он ушёл.", "«Куда?", "Не помню».", "Домой."],
        ["»Geh«, sagte er.", "Er ging.", "»Wohin?", "Weiß nicht.«", "Heim."],
        ["„Geh“, sagte er.", "Er ging.", "„Wohin?", "Weiß nicht.“", "Heim."],
        ["他说：「去吧。」", "他走了。", "「去哪里？", "我忘了。」", "回家。"],
    ],
)
def test_quotations_are_found_in_any_marks(segments: list[str]) -> None:
    found = quotations(segments)
    assert found.begun.tolist() == [1, 0, 1, 0, 0]
    assert found.open_after.tolist() == [False, False, True, False, False]
    assert (found.spoken > 0).tolist() == [True, False, True, True, False]


def test_a_quotation_whose_end_was_forgotten_is_none() -> None:
    found = quotations(["“Go.", *["He went on and on."] * 40])
    assert not found.open_after[:-1].any() or found.open_after.sum() < 20
    late = quotations(["“Go.", *["He went on and on."] * 40, "“Yes.”"])
    assert late.begun.tolist()[0] == 0
    assert late.begun.tolist()[-1] == 1


def test_names_sound_alike_in_three_scripts() -> None:
    assert "".join(map(pinyin, "王清扬")) == "wangqingyang"
    assert "".join(palladius(pinyin(character)) for character in "王清扬") == "ванцинян"
    assert consonants("Шевченко") == consonants("Shevchenko")
    assert consonants("Дэвидсоном") == consonants("Davidson")


def test_shared_names_and_numbers_become_words() -> None:
    chinese = find_cognates(["王清扬来了。", "他二十一岁。", "天黑了。"], "zh")
    english = find_cognates(["Then Qingyang arrived.", "He was twenty-one.", "Night fell."], "en")
    russian = find_cognates(["Пришёл Цинъян.", "Ему было 21.", "Стемнело."], "ru")
    assert shared_cognates(chinese, english) == (
        [["@Qingyang"], ["#21"], []], [["@Qingyang"], ["#21"], []],
    )  # fmt: skip
    assert shared_cognates(chinese, russian)[0] == shared_cognates(chinese, russian)[1]
    assert shared_cognates(chinese, russian)[0][0] == ["@Цинъян"]
    assert shared_cognates(english, russian)[0][1] == ["#21"]


def _beads(count: int) -> np.ndarray:
    """The straight beads, and after each of them its neighbour's swap of a border."""
    straight = [(n, n, 1, 1) for n in range(count)]
    joined = [(n, n, 2, 2) for n in range(count - 1)]
    return np.array(straight + joined)


def test_paragraphs_count_as_far_as_the_texts_agree_in_them() -> None:
    count = 60
    segments = tuple(f"Sentence {n}." for n in range(count))
    agreeing = layout(Version("en", segments, tuple(n // 3 for n in range(count))))
    one = layout(Version("en", segments, tuple(0 for _ in range(count))))
    lines = layout(Version("en", segments, tuple(range(count))))
    shifted = layout(Version("en", segments, tuple((7 * n // 20) for n in range(count))))
    beads = _beads(count)
    sure = np.array([1.0] * count + [0.0] * (count - 1))
    found = agreement(beads, sure, agreeing, agreeing)
    assert found[2] > 0.9  # both paragraphs end here
    across = count + 2
    assert found[across] < found[count + 1] - 0.5  # a bead over the border of two paragraphs
    assert not agreement(beads, sure, agreeing, lines).any()
    assert np.abs(agreement(beads, sure, agreeing, one)[: count - 2]).max() < 0.1
    assert np.abs(agreement(beads, sure, agreeing, shifted)).max() < found[2]


def test_paragraphs_settle_what_the_words_leave_open() -> None:
    """Without an encoder, a sentence between two others goes with its paragraph."""
    left, right, at, other = [], [], [], []
    for number in range(24):
        left += [f"{number} alpha beta gamma delta.", f"{number} epsilon zeta eta theta."]
        right += [f"{number} alpha beta gamma delta.", "Well.", f"{number} epsilon zeta eta theta."]
        at += [2 * number, 2 * number + 1]
        other += [2 * number, 2 * number, 2 * number + 1]
    found = align(
        [Version("en", tuple(left), tuple(at)), Version("de", tuple(right), tuple(other))], None
    )
    runs = [bead.runs for bead in found.beads]
    first = [run for run in runs if run[0][0] % 2 == 0 and run[0][1] - run[0][0] == 1]
    assert not [run for run in runs if any(b - a > 2 for a, b in run)]
    assert len(first) == 24


@pytest.mark.parametrize("links", [[], [np.nan, np.nan]])
def test_texts_without_a_known_link_are_as_close_as_usual(links: list[float]) -> None:
    assert closeness(np.array(links, dtype=np.float32)) == 0


def test_few_links_say_little_about_how_close_a_translation_is() -> None:
    """More of the same say more, up to a bound in either direction."""
    few, many, free = (
        closeness(np.full(count, alike, dtype=np.float32))
        for count, alike in ((3, 0.8), (300, 0.8), (300, 0.2))
    )
    assert 0 < few < many <= 1.5
    assert free == -1.5
