"""Which units are taken, in which languages, and as what text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import WorkbenchError
from workbench.units import (
    Memory,
    Source,
    Unit,
    Variant,
    joined,
    key_of,
    narrowed,
    pair_of,
    selected,
)

MEMORY = Memory(
    tuple(
        Source(key, tag)
        for key, tag in (("en", "en"), ("zh", "zh-Hans"), ("ru", "ru"), ("ru#2", "ru"))
    )
)


def unit(name="1", **facts):
    return Unit(name, {"en": Variant(("Peace.",)), "ru": Variant(("Мир.",))}, **facts)


def test_excluded_units_are_never_taken_even_when_confirmed():
    assert list(selected([unit(excluded=True, status="confirmed")])) == []


def test_min_confidence_drops_the_improbable_but_never_a_confirmed_unit():
    units = [
        unit("low", confidence=0.2),
        unit("high", confidence=0.9),
        unit("sure", status="confirmed"),
        unit("sure-low", status="confirmed", confidence=0.1),
        unit("unknown"),
    ]
    taken = [each.id for each in selected(units, min_confidence=0.9)]
    assert taken == ["high", "sure", "sure-low"]


def test_confirmed_takes_only_what_a_person_confirmed():
    units = [unit("a", confidence=1.0), unit("b", status="confirmed")]
    assert [each.id for each in selected(units, confirmed=True)] == ["b"]


def test_a_narrowed_memory_has_the_asked_order_and_only_complete_units():
    half = Unit("half", {"en": Variant(("Only English.",)), "ru": Variant((" ",))})
    memory, units = narrowed(MEMORY, [unit(), half], ("ru", "en"))
    assert [source.key for source in memory.sources] == ["ru", "en"]
    assert [list(each.variants) for each in units] == [["ru", "en"]]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("ru", "ru"),
        ("ru#2", "ru#2"),
        ("rus", "ru"),
        ("zh-CN", "zh"),
        ("zh_CN", "zh"),
        ("zh-Hans", "zh"),
        ("en-GB", "en"),
    ],
)
def test_a_language_is_found_by_key_tag_or_kin(asked, key):
    assert key_of(MEMORY, asked) == key


@pytest.mark.parametrize("asked", ["zh-TW", "fr", "en#2", "nonsense!"])
def test_a_language_the_memory_lacks_is_an_error(asked):
    with pytest.raises(WorkbenchError):
        key_of(MEMORY, asked)


@pytest.mark.parametrize("pair", ["en", "en:", ":ru", "en:en", "en:en-GB"])
def test_a_pair_is_two_languages(pair):
    with pytest.raises(WorkbenchError, match="pair"):
        pair_of(MEMORY, pair)


def test_joined_text_is_trimmed_composed_and_says_where_sentences_begin():
    text, borders = joined(("\N{NO-BREAK SPACE}Й одно. ", "\t", "Два.\u3000"), " ")
    assert text == "Й одно. Два."
    assert borders == (8,)
    assert joined(("一。", "二。"), "") == ("一。二。", (2,))


@pytest.mark.parametrize("blank", ["", " \t\n", "\u200b\ufeff", "\u00ad", "\u200e \u200f"])
def test_a_text_that_shows_nothing_is_empty(blank):
    assert joined((blank,), " ")[0] == ""
    assert joined((blank, blank), "")[0] == ""


@given(st.lists(st.text()), st.sampled_from(["", " "]))
def test_borders_cut_the_joined_text_into_its_sentences(segments, joiner):
    text, borders = joined(segments, joiner)
    assert text == text.strip(" \t\r\n\xa0\u3000\u200b")
    edges = [0, *borders, len(text)]
    assert edges == sorted(edges)
    if borders:
        assert all(text[a:b] for a, b in pairwise(edges))
