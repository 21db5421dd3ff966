"""Texts that a paste or a machine makes cost a check no more than their length."""

import time
from functools import cache

import pytest

from workbench.checks import check
from workbench.glossary import Concept, Glossary, Term
from workbench.units import Unit, Variant

SIZE = 1500
PLAIN = {"en": "The council met.", "ru": "Совет собрался.", "zh": "理事会开会。"}
GLOSSARY = Glossary(
    (
        Concept("letter", {"en": (Term("a a"),), "ru": (Term("а а"),), "zh": (Term("一一"),)}),
        Concept("un", {"en": (Term("UN"),), "ru": (Term("ООН"),), "zh": (Term("联合国"),)}),
        Concept("word", {"en": (Term("word word"),), "ru": (Term("слово"),), "zh": (Term("词"),)}),
    ),
    ("en", "ru", "zh"),
)


@cache
def warmed_up() -> bool:
    """Everything imported and compiled, so that it is not counted."""
    for source, target in (("en", "ru"), ("zh", "en"), ("ru", "zh")):
        checked(source, target, "2 words (UN) {0}, word word.")
    return True


def checked(source: str, target: str, text: str) -> float:
    """Seconds of CPU that a text takes on both sides, before a sentence."""
    unit = Unit("1", {tag: Variant((text + PLAIN[tag],)) for tag in (source, target)})
    begun = time.process_time()
    check([unit], GLOSSARY)
    return time.process_time() - begun


@pytest.mark.parametrize(
    ("source", "target", "part"),
    [
        ("en", "ru", "1."),
        ("en", "ru", "a"),
        ("en", "ru", "a "),
        ("en", "ru", "UN "),
        ("en", "ru", "word "),
        ("en", "ru", "{0}"),
        ("en", "ru", "QUJDREVG/0"),
        ("en", "ru", "а"),
        ("zh", "en", "一"),
        ("zh", "en", "7"),
        ("ru", "zh", "a.b@"),
        ("ru", "zh", "«¿»"),
        ("en", "ru", " "),
    ],
)
def test_four_times_the_text_costs_about_four_times_the_time(
    source: str, target: str, part: str
) -> None:
    """With the square of the length it would be sixteen times; a quiet floor keeps noise out."""
    assert warmed_up()
    short, long = (part * (size // len(part)) for size in (SIZE, 4 * SIZE))
    for _ in range(3):
        once, four_times = checked(source, target, short), checked(source, target, long)
        if four_times < 10 * once + 0.1:
            return
    pytest.fail(f"{once:.2f} s, and {four_times:.2f} s for four times the text")
