"""Which inflection a language has."""

from collections.abc import Callable, Sequence

from workbench.languages.inflection import english, russian
from workbench.languages.inflection.slot import ANY, Slot
from workbench.languages.language import of

Inflection = Callable[[Sequence[str], Sequence[str], str], list[Slot]]

_INFLECTIONS: dict[str, Inflection] = {"en": english.slots, "ru": russian.slots}

_VARIANTS = {"en": english.variants}

DERIVING: dict[str, frozenset[str]] = {
    "en": frozenset(
        "anti co counter de deputy ex inter multi non post pre pro quasi sub vice".split()
    ),
    "ru": frozenset("анти вице контр квази лже обер псевдо унтер экс".split()),
    "zh": frozenset("副"),
}
"""What makes another word of the one it stands before: a vice president is no president."""


OTHER_WORDS: dict[str, Callable[[str, str, str, str], bool]] = {
    "en": english.is_other_word,
    "ru": russian.is_other_word,
}
"""By language: whether a form that a term's only word has is another word's in its place.

From the form as it stands in the text, in small letters, the term's word, and the words before
and after it. *Стали* is hardly ever steel, it is *became*; *в течение* is no current, and *in
terms of* no terms."""


def inflect(words: Sequence[str], gaps: Sequence[str], tag: str, part_of_speech: str) -> list[Slot]:
    """The forms of each word of a term.

    Args:
        words: The term's words, folded, with their capitals.
        gaps: What stands between them, one fewer than the words: ``""`` for a space,
            ``"-"``, ``","``.
        tag: The term's language.
        part_of_speech: ``"noun"``, ``"verb"``, …; empty where nobody said.

    Returns:
        One slot a word; a language without an inflection has only the forms given.
    """
    inflection = _INFLECTIONS.get(of(tag).code)
    if inflection is None:
        return [Slot({word.lower(): ANY}) for word in words]
    return inflection(words, gaps, part_of_speech)


def variants(
    words: Sequence[str], gaps: Sequence[str], tag: str
) -> list[tuple[Sequence[str], Sequence[str]]]:
    """The ways a language cuts one term into words, the given one first.

    Args:
        words: As for ``inflect``.
        gaps: Likewise.
        tag: The term's language.
    """
    found = _VARIANTS.get(of(tag).code)
    return [(words, gaps)] if found is None else [*found(words, gaps)]
