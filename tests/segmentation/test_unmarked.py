"""Sentences that end without a mark."""

from itertools import pairwise

import pytest

from workbench import segmentation
from workbench.documents import Document, Paragraph, from_text
from workbench.segmentation.unmarked import LONG, USUAL

TALK = (
    "good morning everybody thank you for coming we opened the library in march it has two floors "
    "many people asked why it took so long the answer is simple we had no money for the roof then "
    "the council voted in june and the work could begin in the first week nine hundred people came "
    "most of them were children they come in the afternoon and read until it is dark outside"
)
ENDS = ("everybody", "coming", "march", "floors", "long", "simple", "roof", "begin")


def at_words(text):
    """A scorer that knows some words behind which sentences end."""
    places = []
    for word in ENDS:
        at = text.find(word)
        places += [(at + len(word), 1.0)] if at >= 0 else []
    return sorted(places)


def document(text, language="en"):
    return Document(text, (Paragraph(0, len(text)),), language)


def test_a_talk_without_marks_is_recognised():
    assert segmentation.is_unmarked(document(TALK))
    assert segmentation.is_unmarked(document(TALK + f" {TALK}" * 2 + " that is all."))


@pytest.mark.parametrize(
    "text",
    [
        "one two three",
        TALK[: LONG * USUAL - 1],
        ". ".join(TALK[at : at + 60] for at in range(0, len(TALK), 60)),
        "lorem " + "x" * 1000,
        "12 34 56 " * 200,
    ],
)
def test_what_has_marks_or_is_no_prose_is_not(text):
    assert not segmentation.is_unmarked(document(text))


def test_one_long_list_in_a_text_with_marks_changes_nothing():
    text = "The board met. Nobody objected. It was brief. All left. " * 8
    both = Document(
        f"{text}\n{TALK}",
        (Paragraph(0, len(text)), Paragraph(len(text) + 1, len(text) + 1 + len(TALK))),
        "en",
    )
    assert not segmentation.is_unmarked(both)


def test_clauses_of_a_resolution_have_their_marks():
    clause = "recalling the resolution of last year on the safety of " + "ports and " * 30 + "ships"
    lines = [f"{clause}{mark}" for mark in (",", ",", ";", ";", ".")]
    assert not segmentation.is_unmarked(from_text("\n".join(lines), language="en"))


def test_borders_are_the_scorers_and_offsets_exact():
    given = document(TALK)
    parts = segmentation.segment(given, borders=at_words)
    assert [part.text.split()[-1] for part in parts[: len(ENDS)]] == list(ENDS)
    assert all(part.text == TALK[part.start : part.end] for part in parts)
    assert " ".join(part.text for part in parts) == TALK


def test_a_stretch_of_the_length_of_a_sentence_is_left_alone():
    text = "The library opened in march and it has two floors. Many came."
    parts = segmentation.segment(document(text), borders=at_words)
    assert [part.text for part in parts] == [
        "The library opened in march and it has two floors.",
        "Many came.",
    ]


def test_what_stays_too_long_is_cut_where_a_border_is_likeliest():
    words = TALK + " " + TALK

    def unsure(text):
        spaces = [at for at, character in enumerate(text) if character == " "]
        return [(at, -1.0 if text[:at].endswith("outside") else -5.0) for at in spaces]

    parts = segmentation.segment(document(words), borders=unsure)
    assert parts[0].end == len(TALK) or any(part.end == len(TALK) for part in parts)
    assert max(len(part.text) for part in parts) <= 5 * USUAL


def test_reasons_are_those_of_the_segments():
    given = document(TALK)
    parts = segmentation.segment(given, borders=at_words)
    reasons = [each for each in segmentation.explain(given, borders=at_words) if each.split]
    assert [(each.end, each.next) for each in reasons] == [
        (one.end, other.start) for one, other in pairwise(parts)
    ]
    assert {each.rule for each in reasons} == {"border-without-mark"}


def test_chinese_without_marks_is_recognised_by_fewer_characters():
    text = (
        "大家早上好感谢各位今天到场我想谈谈我们三月份开放的新图书馆它有两层楼房子后面还有一个小花园"
        * 3
    )
    assert segmentation.is_unmarked(from_text(text, language="zh"))
    assert not segmentation.is_unmarked(from_text(text[:85], language="zh"))
