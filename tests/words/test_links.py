"""Counterparts among the words of two texts."""

import numpy as np
import pytest

from workbench.words import link_words


def unit(*rows):
    vectors = np.array(rows, dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_each_others_nearest_are_counterparts():
    """Two words go together where each is the other's nearest, and near enough."""
    left = unit([1, 0, 0.2], [0, 1, 0])
    right = unit([0, 1, 0.1], [1, 0, 0])
    assert link_words(["bridge", "river"], ["река", "мост"], left, right) == [(0, 1), (1, 0)]


def test_one_word_may_stand_for_two():
    """Where two words are clearly like one, both have it as their counterpart."""
    left = unit([1, 0.1, 0])
    right = unit([1, 0, 0], [1, 0.3, 0])
    assert link_words(["unacceptable"], ["不可", "接受"], left, right) == [(0, 0), (0, 1)]


def test_unlike_words_stay_alone():
    """The nearest is none where it is far."""
    assert link_words(["range"], ["дня"], unit([1, 0, 0]), unit([0.2, 1, 0])) == []


def test_the_same_word_stands_for_itself():
    """A number or a name is its own counterpart, whatever its vector."""
    assert link_words(["48", "x"], ["48"], unit([1, 0], [1, 0.1]), unit([0, 1])) == [(0, 0)]


@pytest.mark.parametrize(("left", "right"), [([], ["a"]), (["a"], []), ([], [])])
def test_an_empty_text_has_none(left, right):
    """Nothing stands for nothing."""
    one, other = (np.zeros((len(words), 2), np.float32) for words in (left, right))
    assert link_words(left, right, one, other) == []
