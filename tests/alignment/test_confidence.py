"""How sure the aligner is."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from workbench import alignment, embedding
from workbench.alignment import Version, confidence, evidence, parameters
from workbench.embedding.builtin import BuiltinEncoder

COUNCIL = {
    "en": (
        "The meeting was opened by the mayor, Ms Lindqvist.",
        "The council discussed the new bridge over the river.",
        "The costs have risen to nine million since last year.",
        "Several members asked why the old bridge could not be repaired.",
        "The engineer answered that its piers had been washed out.",
        "A resident complained about the noise of the night buses.",
        "The vote was twelve to five in favour.",
        "Work will begin in March after the ice has gone.",
    ),
    "zh": (
        "会议由副主席王建国主持，共有四十人出席。",
        "议会讨论了河上的新桥。",
        "费用自去年以来已升至九百万。",
        "几位议员问为什么旧桥不能修复。",
        "工程师回答说桥墩已被冲空。",
        "一位居民要求在学校旁边设置红绿灯。",
        "投票结果为十二票赞成、五票反对。",
        "工程将在三月冰雪消融后开始。",
    ),
    "ru": (
        "Заседание началось с минуты молчания в память о погибших рыбаках.",
        "Совет обсудил новый мост через реку.",
        "Расходы с прошлого года выросли до девяти миллионов.",
        "Несколько депутатов спросили, почему нельзя отремонтировать старый мост.",
        "Инженер ответил, что его опоры размыты.",
        "Одна жительница попросила вернуть скамейки в парк.",
        "Голосование завершилось со счётом двенадцать к пяти в пользу проекта.",
        "Работы начнутся в марте, когда сойдёт лёд.",
    ),
}
"""Three reports of a meeting; the first sentence and the sixth say something else in each."""

OTHERS = (0, 5)


@pytest.fixture(scope="module")
def encoder() -> BuiltinEncoder:
    """The built-in encoder, loaded once."""
    return embedding.load()


@pytest.mark.parametrize("languages", [*combinations(COUNCIL, 2), tuple(COUNCIL)], ids="-".join)
def test_sentences_of_one_role_that_say_something_else(
    encoder: BuiltinEncoder, languages: tuple[str, ...]
) -> None:
    """Nothing fits better, so they may be linked; each is less sure than all that is translated."""
    found = alignment.align([Version(tag, COUNCIL[tag]) for tag in languages], encoder)
    linked = {
        bead.runs[0][0]: bead.confidence
        for bead in found.beads
        if all(first + 1 == last for first, last in bead.runs)
    }
    doubted = [linked.pop(place) for place in OTHERS if place in linked]
    assert len(linked) == len(COUNCIL["en"]) - len(OTHERS)
    assert min(linked.values()) > 0.97
    assert max(doubted, default=0) < 0.96
    assert min(doubted, default=0) < 0.8


def test_the_doubt_is_explained(encoder: BuiltinEncoder) -> None:
    """The path is sure, and it is said that the sides hardly translate each other."""
    versions = [Version(tag, COUNCIL[tag]) for tag in ("en", "ru")]
    first, second = alignment.explain(versions, encoder, [((0, 1), (0, 1)), ((1, 2), (1, 2))])
    assert first.translated is not None
    assert first.translated < 0.9
    assert "hardly translate each other" in str(first)
    assert second.translated is not None
    assert second.translated > 0.9
    assert "hardly translate" not in str(second)


def test_a_version_that_translates_none_of_the_others() -> None:
    """Of three two belong together, and one does not; the bead is as doubtful as that one."""
    width = len(evidence.MEASURED)
    shown = np.zeros((2, 3, width))
    shown[0, 1:, evidence.MEASURED.index("similarity")] = -1.0
    shown[1, 0] = np.nan
    path = np.array([0.0, 1.0, 0.0, 0.0, 0.0])
    link = np.zeros(1 + len(confidence.LINK))
    link[1 + confidence.LINK.index("similarity")] = 8.0
    sure = confidence.confidence(np.array([0.9, 0.9]), shown, path, link)
    alone = confidence.confidence(np.array([0.9, 0.9]), shown, path, link[:0])
    assert alone == pytest.approx([0.9, 0.9])
    assert sure[0] < 0.3 < sure[1]


def test_a_bead_of_one_version_is_doubted_for_its_path_alone() -> None:
    """What links nothing has no evidence of a link."""
    fitted = parameters.for_encoder(embedding.load().signature)
    nothing = np.full((2, 1, len(evidence.MEASURED)), np.nan)
    both = [
        confidence.confidence(np.array([0.8, 0.3]), nothing, fitted.confidence_path, weights)
        for weights in (fitted.confidence_link, fitted.confidence_link[:0])
    ]
    assert both[0] == pytest.approx(both[1])


def test_evidence_of_beads_is_found_by_their_runs() -> None:
    """Whatever the order of the candidates; one that is no candidate shows nothing."""
    beads = np.array([[3, 0, 1, 1], [0, 1, 2, 1], [1, 1, 1, 1]])
    values = np.arange(3 * 70, dtype=np.float32).reshape(3, 70)
    starts, counts = (
        np.array([[0, 1], [3, 0], [1, 1], [2, 2]]),
        np.array([[2, 1], [1, 1], [1, 2], [1, 0]]),
    )
    found = evidence.measured({(0, 1): (beads, values)}, starts, counts)[:, 0]
    assert found[0] == pytest.approx(values[1, evidence.COLUMNS])
    assert found[1] == pytest.approx(values[0, evidence.COLUMNS])
    assert np.isnan(found[2:]).all()
