"""Ends of sentences from what the words say."""

import numpy as np
import pytest

from workbench import embedding
from workbench.embedding.borders import STRETCH, BorderScorer
from workbench.embedding.letters import units_of
from workbench.embedding.recurrent import read_both_ways

TALKS = {
    "en": (
        "good morning everybody",
        "thank you for coming today",
        "i want to tell you about the new library that we opened in march",
        "it has two floors and a small garden behind the house",
        "many people asked us why it took so long",
        "the answer is simple",
        "we had no money for the roof",
        "then the council voted in june and the work could begin",
    ),
    "ru": (
        "доброе утро",
        "спасибо что вы пришли",
        "сегодня я расскажу вам о новой библиотеке которую мы открыли в марте",
        "в ней два этажа и небольшой сад за домом",
        "многие спрашивали нас почему это заняло столько времени",
        "ответ очень простой",
        "у нас не было денег на крышу",
        "потом в июне совет проголосовал и работа началась",
    ),
    "zh": (
        "大家早上好",
        "谢谢各位今天到场",
        "我想谈谈我们三月份开放的新图书馆",
        "它有两层楼房子后面还有一个小花园",
        "很多人问我们为什么花了这么长时间",
        "答案很简单",
        "我们没有钱修屋顶",
        "后来市议会在六月份投了票工程才得以开始",
    ),
}


@pytest.fixture(scope="module")
def scorer() -> BorderScorer:
    """The scorer with the encoder that is built in."""
    return BorderScorer(embedding.load())


@pytest.mark.parametrize("language", TALKS)
def test_most_borders_of_a_talk_are_found(scorer: BorderScorer, language: str) -> None:
    joiner = "" if language == "zh" else " "
    text = joiner.join(TALKS[language])
    ends = np.cumsum([len(sentence) + len(joiner) for sentence in TALKS[language]]) - len(joiner)
    due = {int(end) for end in ends[:-1]}
    found = {place for place, odds in scorer(text) if odds > 0}
    assert 2 * len(found & due) / (len(found) + len(due)) >= (0.4 if language == "ru" else 0.7)


def test_every_place_between_words_once_in_a_long_text(scorer: BorderScorer) -> None:
    text = " ".join(" ".join(TALKS["en"]) for _ in range(14))
    scored = scorer(text)
    ends = [at for at, letter in enumerate(text) if letter == " "]
    assert len(ends) > 1.5 * STRETCH
    assert [place for place, _ in scored] == ends
    assert all(np.isfinite(odds) for _, odds in scored)


def test_where_stretches_meet_shows_not(
    scorer: BorderScorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(" ".join(TALKS["en"]) for _ in range(3))
    whole = scorer(text)
    monkeypatch.setattr("workbench.embedding.borders.STRETCH", 128)
    parts = scorer(text)
    assert [place for place, _ in parts] == [place for place, _ in whole]
    both = [(one > 0, other > 0) for (_, one), (_, other) in zip(whole, parts, strict=True)]
    assert sum(one != other for one, other in both) <= 0.02 * len(both)


@pytest.mark.parametrize("text", ["", "  \n ", "word", "字"])
def test_nothing_ends_inside_a_single_word(scorer: BorderScorer, text: str) -> None:
    assert scorer(text) == []


def test_units() -> None:
    units = units_of("Я не знаю  我们走吧 OK", embedding.load())
    words = [place for place, letter in zip(units.places, units.letters, strict=True) if not letter]
    assert [place for place in words if place is not None] == [1, 4, 9, 18]
    letters = [place for place, letter in zip(units.places, units.letters, strict=True) if letter]
    assert letters == [12, 13, 14, 15]
    assert [letter for letter in units.letters if letter] == [*"我们走吧"]
    assert sum(word for _, word in units.begins) == 5


def test_letters_in_another_form_keep_their_offsets() -> None:
    text = "ﬁne Ⅳ㈱社です ok"
    units = units_of(text, embedding.load())
    places = [place for place in units.places if place is not None]
    assert places == sorted(places)
    assert {3, 9, 12} <= set(places)
    assert all(text[place - 1] > " " for place in places)


def test_the_network_reads_from_both_ends() -> None:
    rng = np.random.default_rng(3)
    width, states = 3, 2
    weights = {
        "in0": rng.normal(size=(2, width, 4 * states)),
        "own0": rng.normal(size=(2, states, 4 * states)),
        "bias0": rng.normal(size=(2, 1, 4 * states)),
    }
    weights = {name: values.astype(np.float32) for name, values in weights.items()}
    rows = rng.normal(size=(2, 5, width)).astype(np.float32)
    found = read_both_ways(rows, weights, 1)
    assert found.shape == (2, 5, 4)
    # The first state forwards knows the first row alone, the last backwards the last one.
    changed = rows.copy()
    changed[:, -1] += 1
    again = read_both_ways(changed, weights, 1)
    assert np.allclose(found[:, :-1, :2], again[:, :-1, :2])
    assert not np.allclose(found[:, 0, 2:], again[:, 0, 2:])
    # One step by hand.
    i, f, g, o = np.split(rows[0, 0] @ weights["in0"][0] + weights["bias0"][0, 0], 4)
    cell = np.tanh(g) / (1 + np.exp(-i))
    assert f.shape == (states,)
    assert np.allclose(found[0, 0, :2], np.tanh(cell) / (1 + np.exp(-o)), atol=1e-6)
