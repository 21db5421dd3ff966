"""Segments of documents: offsets, paragraphs, wrapped lines, own abbreviations, reasons."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.segmentation_cases import document, sentences_of

from workbench import languages, segmentation
from workbench.documents import Document, Paragraph
from workbench.segmentation import Segment


def wrapped(text, language):
    """A document of one paragraph whose line ends are wrapped lines."""
    return Document(text, (Paragraph(0, len(text)),), language)


def test_offsets_point_into_the_document():
    """A segment's span holds its text and its paragraph's number."""
    assert segmentation.segment(document("Heading\n\n  One. Two?  ", "en")) == [
        Segment("Heading", 0, 7, 0),
        Segment("One.", 11, 15, 2),
        Segment("Two?", 16, 20, 2),
    ]


def test_the_end_of_a_paragraph_ends_a_sentence():
    """Neither a comma nor a small letter carries a sentence over a paragraph's end."""
    assert sentences_of("The Parties,\nand others", "en") == ["The Parties,", "and others"]


@pytest.mark.parametrize(
    ("language", "text", "joined"),
    [
        ("en", "The talks\nended in  \n  May.", ["The talks ended in May."]),
        ("en", "A well-\nknown case.", ["A well-known case."]),
        ("en", "He left -\nand so did she.", ["He left - and so did she."]),
        ("ru", "Переговоры\nначались.\nОни идут.", ["Переговоры начались.", "Они идут."]),
        ("zh", "双方同意\n立即停火。\n协议生效。", ["双方同意立即停火。", "协议生效。"]),
        ("zh", "他在New\nYork工作。", ["他在New York工作。"]),
        ("ja", "会議は\n終わった。", ["会議は終わった。"]),
        ("ko", "회의가\n끝났다.", ["회의가 끝났다."]),
    ],
)
def test_wrapped_lines_are_joined_as_the_language_does(language, text, joined):
    """A line end inside a paragraph is a space, or nothing where there are no spaces."""
    found = segmentation.segment(wrapped(text, language))
    assert [part.text for part in found] == joined
    assert [text[part.start : part.end].split() for part in found]
    assert found[0].start == 0
    assert found[-1].end == len(text)


def test_own_abbreviations_end_no_sentence():
    """A project's abbreviation, with or without its full stop, is minded."""
    given = document("The Abt. Smith met the Konsz. Brown.", "en")
    assert len(segmentation.segment(given)) == 3
    assert len(segmentation.segment(given, abbreviations=("Abt.", "Konsz"))) == 1


def test_reasons_and_segments_agree():
    """What the explanation says was split is where the segments end."""
    given = document("Dr. Wu left. “Why?” she asked. He (was) late.\nI. Go! Stay…", "en")
    ends = {part.end for part in segmentation.segment(given)}
    last = {given.text.index("\n"), len(given.text)}
    splits = {reason.end for reason in segmentation.explain(given) if reason.split}
    assert splits == ends - last
    assert {"title", "small-letter-after-quotation", "list-marker"} <= {
        reason.rule for reason in segmentation.explain(given)
    }


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1) Trade. 2) Visas. 3) Any other business.", 3),
        ("1. Trade and 3. visas", 1),
        ("See 1) Trade and 2) Visas.", 1),
        ("a. Trade b. Visas", 2),
    ],
)
def test_a_list_that_lost_its_line_ends_is_taken_apart(text, items):
    """Only a paragraph that begins with a marker, and only at the next marker in order."""
    assert len(sentences_of(text, "en")) == items


def test_a_straight_quotation_mark_without_space_opens_or_closes_by_count():
    """The first of a pair belongs to what follows it, the second to what it closes."""
    assert sentences_of('会议开始了。"欢迎。"他说。', "zh") == ["会议开始了。", '"欢迎。"他说。']


def test_a_document_of_white_space_has_no_segments():
    """Nothing is made of nothing."""
    assert segmentation.segment(document(" \n\t\n\u3000", "zh")) == []


TEXTS = st.one_of(
    st.text(),
    st.text(
        st.sampled_from("ab AБв。.!?…\"'“”«»()（）「」《》\n\t\u200b\ud800\U0001f600 1IVг—-:,")
    ),
    st.lists(
        st.sampled_from(
            ["Mr. ", "г. ", "U.S. ", "т. е. ", "5 p.m. ", "。”", "“", "He ", "1) A ", "说", "... "]
        )
    ).map("".join),
)
LANGUAGES = st.sampled_from(["en", "ru", "zh-Hans", "zh-Hant", "de", "fr", "ja", "th", "ar", "xx"])


@settings(max_examples=300, deadline=None)
@given(TEXTS, LANGUAGES, st.booleans())
def test_segments_cover_the_text_in_order(text, language, lines_are_wrapped):
    """Spans are in order and apart, cover all that is not white space, and hold their text."""
    given = (wrapped if lines_are_wrapped else document)(text, language)
    found = segmentation.segment(given)
    assert found == segmentation.segment(given)
    covered = bytearray(len(text))
    end = 0
    for part in found:
        assert end <= part.start < part.end <= len(text)
        end = part.end
        covered[part.start : part.end] = b"\1" * (part.end - part.start)
        span = text[part.start : part.end]
        assert not span[0].isspace()
        assert not span[-1].isspace()
        if "\n" in span:
            assert "\n" not in part.text
            assert "".join(part.text.split()) == "".join(span.split())
        else:
            assert part.text == span
        inside = given.paragraphs[part.paragraph]
        assert inside.start <= part.start
        assert part.end <= inside.end
    assert all(covered[at] or sign.isspace() for at, sign in enumerate(text))


@settings(max_examples=100, deadline=None)
@given(TEXTS, LANGUAGES)
def test_a_sentence_alone_stays_whole_where_it_was_split_off(text, language):
    """Joining the sentences again gives the text but for white space."""
    parts = sentences_of(text, language)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert languages.of(language).joiner in {"", " "}
