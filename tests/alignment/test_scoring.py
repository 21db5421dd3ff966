"""Confidence for beads that someone else made."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from support.ferry import ENGLISH, RUSSIAN

import workbench
from workbench import alignment, embedding
from workbench.alignment import Version
from workbench.embedding.builtin import BuiltinEncoder
from workbench.errors import WorkbenchError

RIGHT = [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3,), (4,)), ((4,), (5,)), ((5,), (6,))]
WRONG = [
    ((1,), (0,)), ((1,), (2,)), ((2,), (4,)), ((5,), (5,)), ((3,), (6,)), ((0,), ()), ((), (3,)),
    ((1,), (0, 2)), ((2, 3), (3,)),
]  # fmt: skip


@pytest.fixture(scope="module")
def encoder() -> BuiltinEncoder:
    """The built-in encoder, loaded once."""
    return embedding.load()


def versions(*texts: Sequence[str]) -> list[Version]:
    """English and Russian."""
    return [Version(tag, tuple(text)) for tag, text in zip(("en", "ru"), texts, strict=True)]


def test_right_beads_score_above_wrong_ones(encoder: BuiltinEncoder) -> None:
    """Shifted, cut short, joined, alone: all are less probable than the least sure right one."""
    found = alignment.score(versions(ENGLISH, RUSSIAN), encoder, [*RIGHT, *WRONG])
    assert min(found[: len(RIGHT)]) > max(found[len(RIGHT) :])
    assert min(found[: len(RIGHT)]) > 0.5
    assert max(found[len(RIGHT) :]) < 0.5


def test_rows_that_are_shifted(encoder: BuiltinEncoder) -> None:
    """In a table with one row too many, the rows behind it are doubted and those before are not."""
    rows = [Russian for n, Russian in enumerate(RUSSIAN) if n != 2]
    shifted = [*rows[:3], "Совсем другая строка.", *rows[3:5]]
    beads = [((n,), (n,)) for n in range(6)]
    found = alignment.score(versions(ENGLISH, shifted), encoder, beads)
    assert min(found[:3]) > 0.5
    assert max(found[3:]) < 0.5


def test_a_sentence_alone_that_has_no_counterpart(encoder: BuiltinEncoder) -> None:
    """It counts wherever it stands in the other text."""
    more = [*RUSSIAN[:3], "Чайки кричали над водой, и пахло смолой.", *RUSSIAN[3:]]
    alone, linked = alignment.score(versions(ENGLISH, more), encoder, [((), (3,)), ((2,), (3,))])
    assert alone > linked


def test_beads_without_an_encoder() -> None:
    """Lengths, numbers and marks still tell."""
    right, wrong = alignment.score(versions(ENGLISH, RUSSIAN), None, [RIGHT[2], ((2,), (1,))])
    assert right > wrong


def test_a_bead_of_nothing(encoder: BuiltinEncoder) -> None:
    """It is not right, and does not disturb."""
    assert alignment.score(versions(ENGLISH, RUSSIAN), encoder, [((), ())]) == [0.0]
    assert alignment.score(versions(ENGLISH, RUSSIAN), encoder, []) == []


@pytest.mark.parametrize("bead", [((6,), (0,)), ((0,), (-1,)), ((0,),)])
def test_segments_that_are_not_there(bead: tuple[tuple[int, ...], ...]) -> None:
    """They are refused in a sentence."""
    with pytest.raises(WorkbenchError, match="bead 1 names a segment that is not there"):
        alignment.score(versions(ENGLISH, RUSSIAN), None, [bead])


def test_three_languages_by_name() -> None:
    """A bead leaves out what it lacks."""
    texts = {
        "en": ENGLISH[2:4],
        "ru": RUSSIAN[3:5],
        "zh": ["安娜数了14个箱子。", "都是她的吗？"],
    }
    right = [{"en": [0], "ru": [0], "zh": [0]}, {"en": [1], "ru": [1], "zh": [1]}]
    found = workbench.score(texts, [*right, {"en": [0], "ru": [1], "zh": [0]}, {"zh": [1]}])
    assert min(found[:2]) > max(found[2:])
    with pytest.raises(WorkbenchError, match="names the version 'de'"):
        workbench.score(texts, [{"de": [0]}])
