"""Words of a text, and their vectors."""

from collections.abc import Sequence

import numpy as np
import pytest

from workbench.words import WordVectors, split_clauses, word_spans


@pytest.mark.parametrize(
    ("text", "tag", "words"),
    [
        (
            "Don't touch the co-op’s 2nd door!",
            "en",
            ["Don't", "touch", "the", "co-op’s", "2nd", "door"],
        ),
        ("«Что-нибудь» — 5 слов.", "ru", ["Что-нибудь", "5", "слов"]),
        ("他们签署了条约。", "zh", ["他们", "签署", "了", "条约"]),
        ("用A4纸打印。", "zh", ["用", "A4", "纸", "打印"]),
        ("слово 条约 здесь", "ru", ["слово", "条", "约", "здесь"]),
        (" —… ", "en", []),
    ],
)
def test_words_stand_where_they_are_found(text: str, tag: str, words: list[str]) -> None:
    """Letters and digits, marks inside; dictionary words where nothing parts them."""
    spans = word_spans(text, tag)
    assert [text[start:end] for start, end in spans] == words


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("When it rains, we stay at home.", 2),
        ("عندما تمطر السماء، نبقى في البيت؛ وهل نخرج غدًا؟", 3),
        ("جب بارش ہوتی ہے، ہم گھر میں رہتے ہیں۔", 2),
        ("बारिश होती है; हम घर पर रहते हैं।", 2),
        ("ዝናብ በሚዘንብበት ጊዜ፣ እኛ ቤት ውስጥ እንቆያለን።", 2),
        ("约翰·史密斯先生今天早上没有来。", 1),
    ],
)
def test_clauses_end_at_the_marks_of_any_script(sentence: str, count: int) -> None:
    """Each keeps its mark, and together they are the sentence."""
    clauses = split_clauses(sentence)
    assert len(clauses) == count
    assert " ".join(clauses) == sentence


def test_a_word_is_encoded_once() -> None:
    """However often it is asked for; rows stand in the order of the words."""
    asked: list[str] = []

    class Counting:
        def sums(self, texts: Sequence[str]) -> list[str]:
            asked.extend(texts)
            return list(texts)

        def runs(self, sums: list[str], length: int) -> np.ndarray:
            return np.array([[len(text), length] for text in sums], dtype=np.float32)

    vectors = WordVectors(Counting())  # type: ignore[arg-type]
    assert vectors(["one", "three", "one"]).tolist() == [[3, 1], [5, 1], [3, 1]]
    assert vectors(["three", "four"]).tolist() == [[5, 1], [4, 1]]
    assert asked == ["one", "three", "four"]
    assert vectors([]).shape[0] == 0
